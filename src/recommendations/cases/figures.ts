import { and, eq, gte, isNull, lt, lte, not, type SQL } from 'drizzle-orm';
import { type Static, Type } from 'typebox';
import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import { requireOfficer } from '../../federations/rights.ts';
import { addDays, parisDay } from '../../ground/clock.ts';
import { FEWEST } from '../../ground/small-numbers.ts';
import { byText } from '../../ground/texts.ts';
import { Lang } from '../../http/get.ts';
import type { Context } from '../../record/context.ts';
import { findFederation } from '../../record/federations.ts';
import type { CaseRow } from '../../record/rows.ts';
import { cases, deletedCaseCounts, recommendations, referrals } from '../../record/tables.ts';
import { pastFaults, today } from '../../requests/meaning.ts';
import { refuseFaults } from '../../requests/version.ts';
import { Day, namedObject, orNull, strictObject, termOf, YEAR } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { CASE_STATES, type CaseState, type Language } from '../../vocabulary/terms.ts';
import { countedOf, NOT_SAID } from './counting.ts';
import { isUntouched } from './store.ts';
import { labelOfKey } from './summary.ts';
import { daysOf } from './time.ts';

/*
 * The cases of a federation in numbers, for itself alone: nothing is hidden, so none of it may be published. What may
 * be published is in summary.ts.
 */

const BREAKDOWNS = ['departement', 'family', 'help'] as const;

export const CaseFiguresQuery = strictObject({
  lang: Lang,
  year: Type.Optional(Type.String({ pattern: YEAR, description: 'Up to the present year, which it is when absent' })),
});
export type CaseFiguresQuery = Static<typeof CaseFiguresQuery>;

const Count = Type.Integer({ minimum: 0 });
const States = Type.Array(strictObject({ state: termOf(CASE_STATES), count: Count }), {
  description: 'What became of the cases that came then, as it is known today; those of none are left out',
});

const MADE = 'Made then, within a case or not, but not within one that was put aside';
const Period = strictObject({
  period: Type.String({ description: 'A year, or a half of it: 2026, 2026-H1' }),
  from: Day,
  to: Day,
  isOver: Type.Boolean(),
  received: Count,
  states: States,
  recommendations: Type.Integer({ minimum: 0, description: MADE }),
  referrals: Type.Integer({ minimum: 0, description: MADE }),
});

/** Every number of a federation’s cases, for its officers. */
export const CaseFigures = namedObject('CaseFigures', {
  year: Type.String(),
  asOf: Day,
  periods: Type.Array(Period, { description: 'The year first, then its halves that have begun' }),
  breakdown: Type.Array(
    strictObject({
      by: termOf(BREAKDOWNS),
      key: orNull(Type.String(), { description: 'absent: not said' }),
      label: Type.String(),
      count: Count,
    }),
    { description: 'Cases that came in the year; those that were deleted are not in it' },
  ),
  deleted: Type.Array(strictObject({ state: termOf(CASE_STATES), count: Count }), {
    description:
      'Cases that came in the year and were deleted since, in its numbers; fewer than five of one state are in none',
  }),
  text: Type.String({ description: 'How to read it' }),
});
export type CaseFigures = Static<typeof CaseFigures>;

const READ: Record<Language, string> = {
  fr: 'Ces chiffres sont pour vous seuls : rien n’y est caché, et un petit nombre peut désigner quelqu’un. Ne les publiez pas ; pour un dossier de subvention, prenez les chiffres qui se montrent. Un besoin envoyé que personne de chez vous n’a touché n’est pas compté. Un dossier supprimé reste compté dans son année, par ce qu’il est devenu, à partir de cinq, sauf s’il avait été écarté ; en dessous, il n’est dans aucun nombre. Ce qui a été fait dans un dossier écarté n’est pas compté non plus.',
  en: 'These numbers are for you alone: nothing is hidden in them, and a small number may point to somebody. Do not publish them; for a grant file, take the numbers that may be shown. A need that was sent and that none of you touched is not counted. A case that was deleted stays counted in its year, by what became of it, from five on, unless it was put aside; below that it is in no number. What was made within a case that was put aside is not counted either.',
};

type Counts = ReadonlyMap<CaseState, number>;

const stateOf = ({ outcome }: Pick<CaseRow, 'outcome'>): CaseState => outcome ?? 'received';

/**
 * The deleted cases that a year may count: five at least of one state. So no difference of two numbers, such as the
 * year and its halves, is the number of fewer deleted cases.
 */
const toldDeleted = (deleted: Counts): Counts => new Map([...deleted].filter(([, count]) => count >= FEWEST));

const listed = (counts: Counts) =>
  CASE_STATES.flatMap((state) => {
    const count = counts.get(state) ?? 0;
    return count === 0 ? [] : [{ state, count }];
  });

const total = (counts: Counts): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

function countStates(rows: readonly CaseRow[], also: Counts = new Map()): Counts {
  const counts = new Map(also);
  for (const row of rows) counts.set(stateOf(row), (counts.get(stateOf(row)) ?? 0) + 1);
  return counts;
}

/** Days of which some are in a year and others after it: one more on each side for the zone of time. */
const instants = (year: string) => ({
  since: new Date(`${addDays(`${year}-01-01`, -1)}T00:00:00Z`),
  before: new Date(`${addDays(`${year}-12-31`, 2)}T00:00:00Z`),
});

/** Whether a case is in the numbers of its federation. */
const isCounted = (federationId: string): SQL | undefined =>
  and(eq(cases.federationId, federationId), not(isUntouched), isNull(cases.discardedOn));

/**
 * The numbers of a year, for the officers of a federation.
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request
 */
export async function figuresFor(
  context: Context,
  federation: Federation,
  query: CaseFiguresQuery,
  model: Model,
  say: Speaker,
): Promise<CaseFigures> {
  const { db, caller } = context;
  const own = await findFederation(db, federation.id);
  requireOfficer(caller, own);
  const asOf = today(context);
  const { year = asOf.slice(0, 4) } = query;
  refuseFaults(pastFaults('/year', year, asOf).map((one) => ({ ...one, in: 'query' as const })));
  const { since, before } = instants(year);
  const isIn = ({ from, to }: { from: string; to: string }, day: string) => from <= day && day <= to;
  const whole = { from: `${year}-01-01`, to: `${year}-12-31` };
  const inYear = (instant: Date) => isIn(whole, parisDay(instant));
  const rows = (
    await db
      .select()
      .from(cases)
      .where(and(isCounted(federation.id), gte(cases.createdAt, since), lt(cases.createdAt, before)))
  ).filter(({ createdAt }) => inYear(createdAt));
  const given = await db
    .select({ at: recommendations.createdAt })
    .from(recommendations)
    .leftJoin(cases, eq(cases.id, recommendations.caseId))
    .where(
      and(
        isNull(cases.discardedOn),
        eq(recommendations.federationId, federation.id),
        gte(recommendations.createdAt, since),
        lt(recommendations.createdAt, before),
      ),
    );
  const sent = await db
    .select({ on: referrals.sentOn })
    .from(referrals)
    .leftJoin(cases, eq(cases.id, referrals.caseId))
    .where(
      and(
        isNull(cases.discardedOn),
        eq(referrals.federationId, federation.id),
        gte(referrals.sentOn, whole.from),
        lte(referrals.sentOn, whole.to),
      ),
    );
  const gone = await db
    .select()
    .from(deletedCaseCounts)
    .where(and(eq(deletedCaseCounts.federationId, federation.id), eq(deletedCaseCounts.year, year)));
  const deleted = toldDeleted(new Map(gone.map(({ outcome, count }) => [outcome, count])));
  const numbers = (period: string, days: { from: string; to: string }, also: Counts) => {
    const states = countStates(
      rows.filter(({ createdAt }) => isIn(days, parisDay(createdAt))),
      also,
    );
    return {
      period,
      ...days,
      isOver: days.to < asOf,
      received: total(states),
      states: listed(states),
      recommendations: given.filter(({ at }) => isIn(days, parisDay(at))).length,
      referrals: sent.filter(({ on }) => isIn(days, on)).length,
    };
  };
  const halves = [`${year}-H1`, `${year}-H2`].filter((half) => daysOf(half).from <= asOf);
  return {
    year,
    asOf,
    periods: [numbers(year, whole, deleted), ...halves.map((half) => numbers(half, daysOf(half), new Map()))],
    breakdown: breakdownOf(rows, model, say),
    deleted: listed(deleted),
    text: READ[say.language],
  };
}

/** How many cases are of each place, usage and kind of help. */
function breakdownOf(rows: readonly CaseRow[], model: Model, say: Speaker): CaseFigures['breakdown'] {
  const counted = rows.map((row) => countedOf(row, model.reference));
  const keysOf = {
    departement: counted.map(({ departement }) => departement),
    family: counted.map(({ family }) => family),
    help: counted.flatMap(({ help }) => help),
  };
  return BREAKDOWNS.flatMap((by) =>
    [...new Set(keysOf[by])]
      .map((key) => ({
        by,
        key: key === NOT_SAID ? null : key,
        label: labelOfKey({ by, key }, model, say),
        count: keysOf[by].filter((one) => one === key).length,
      }))
      .sort((a, b) => b.count - a.count || byText(a.label, b.label)),
  );
}
