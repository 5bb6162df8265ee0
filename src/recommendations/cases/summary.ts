import { and, asc, desc, eq, like } from 'drizzle-orm';
import { type Static, Type } from 'typebox';
import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import { requireOwnFederation } from '../../federations/rights.ts';
import { Lang } from '../../http/get.ts';
import type { Context } from '../../record/context.ts';
import { findFederation } from '../../record/federations.ts';
import type { CaseCell } from '../../record/tables/cases.ts';
import { caseSummaries } from '../../record/tables.ts';
import { toCsv } from '../../spreadsheets/csv.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { Day, namedObject, orNull, strictObject, termOf, YEAR } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language, SupportKind } from '../../vocabulary/terms.ts';
import { FederationStatistics, statisticsOf } from '../statistics/statistics.ts';
import { ENDS, NOT_SAID } from './counting.ts';
import { daysOf } from './time.ts';

const COUNTS = ['received', ...ENDS] as const;
const BREAKDOWNS = ['all', 'departement', 'family', 'help'] as const;

export const CaseSummaryQuery = strictObject({
  lang: Lang,
  year: Type.Optional(Type.String({ pattern: YEAR, description: 'The last two years when absent' })),
});
export type CaseSummaryQuery = Static<typeof CaseSummaryQuery>;

const Cell = strictObject({
  figure: termOf(COUNTS, { description: 'no-end-known: nothing final was said for 12 months' }),
  figureLabel: Type.String(),
  by: termOf(BREAKDOWNS),
  key: orNull(Type.String(), {
    description: 'Code of a département, family of the first usage, or kind of help; absent: all, or not said',
  }),
  label: Type.String(),
  atLeast: Type.Integer({ minimum: 5, description: 'What is too few to be told apart is not in it' }),
});

/** Numbers of cases of a federation, for a grant application. */
export const CaseSummary = namedObject('CaseSummary', {
  periods: Type.Array(
    strictObject({
      period: Type.String({ description: 'A half of a year that is over: 2026-H2' }),
      from: Day,
      to: Day,
      cells: Type.Array(Cell),
    }),
    { description: 'Oldest first. Once counted, numbers never change' },
  ),
  commitments: FederationStatistics.properties.commitments,
  asOf: Type.Unsafe<string>({ ...Day, description: 'Of the commitments' }),
  text: Type.String({ description: 'How to read it' }),
});
export type CaseSummary = Static<typeof CaseSummary>;

interface Words {
  read: string;
  counts: Record<(typeof COUNTS)[number], string>;
  all: string;
  notSaid: string;
  by: Record<(typeof BREAKDOWNS)[number], string>;
  columns: [period: string, from: string, to: string, figure: string, by: string, what: string, atLeast: string];
  commitments: Record<'kept' | 'broken' | 'pending' | 'unknown', string>;
  commitment: string;
}

const WORDS: Record<Language, Words> = {
  fr: {
    read: 'Chaque nombre veut dire « au moins ». En dessous de cinq, rien n’est montré, ni dans un total, pour que personne ne soit reconnu ; une ligne absente ne veut pas dire zéro. Un dossier est compté une fois quand il arrive, dans l’ensemble seulement, et une fois quand il se termine : par son lieu, par son premier usage, et par chaque aide demandée. Ce qui est trop peu pour être dit est compté avec la période suivante. Un nombre donné ne change plus.',
    counts: {
      received: 'dossiers reçus',
      moved: 'ont déménagé',
      'gave-up': 'ont renoncé',
      'no-end-known': 'sans suite connue après 12 mois',
    },
    all: 'en tout',
    notSaid: 'non dit',
    by: { all: 'ensemble', departement: 'département', family: 'usage', help: 'aide' },
    columns: ['période', 'du', 'au', 'chiffre', 'par', 'quoi', 'au moins'],
    commitments: { kept: 'tenus', broken: 'rompus', pending: 'à tenir encore', unknown: 'inconnus' },
    commitment: 'engagements des membres',
  },
  en: {
    read: 'Each number means “at least”. Below five nothing is shown, and it is in no total, so that nobody is recognised; a missing line does not mean zero. A case is counted once when it comes, together with all others only, and once when it ends: by its place, by its first usage, and by each kind of help asked for. What is too few to be told is counted with the next period. A number that was given does not change any more.',
    counts: {
      received: 'cases received',
      moved: 'moved',
      'gave-up': 'gave up',
      'no-end-known': 'no end known after 12 months',
    },
    all: 'in all',
    notSaid: 'not said',
    by: { all: 'together', departement: 'département', family: 'usage', help: 'help' },
    columns: ['period', 'from', 'to', 'figure', 'by', 'what', 'at least'],
    commitments: { kept: 'kept', broken: 'broken', pending: 'still to keep', unknown: 'unknown' },
    commitment: 'commitments of the members',
  },
};

/** What a number counts: a place, a usage or a kind of help. */
export function labelOfKey(
  { by, key }: Pick<CaseCell, 'by' | 'key'>,
  { reference }: Pick<Model, 'reference'>,
  { language }: Pick<Speaker, 'language'>,
): string {
  const words = WORDS[language];
  if (by === 'all') return words.all;
  if (key === NOT_SAID) return words.notSaid;
  if (by === 'departement') return reference.territories.name({ level: 'departement', code: key }, language);
  return by === 'family'
    ? textIn(reference.families.get(key) ?? {}, language) || key
    : textIn(reference.supportKinds.get(key as SupportKind) ?? {}, language) || key;
}

function labelled(cell: CaseCell, model: Model, say: Speaker) {
  const { count, by, key, atLeast } = cell;
  const words = WORDS[say.language];
  return {
    figure: count as (typeof COUNTS)[number],
    figureLabel: words.counts[count as (typeof COUNTS)[number]],
    by: by as (typeof BREAKDOWNS)[number],
    key: by === 'all' || key === NOT_SAID ? null : key,
    label: labelOfKey(cell, model, say),
    atLeast,
  };
}

/** Number of half-years in an answer when no year is requested. */
const LAST = 4;

/**
 * Numbers of cases of a federation, with the commitments that its members kept and broke.
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export async function summaryFor(
  { db, caller }: Context,
  federation: Federation,
  { year }: CaseSummaryQuery,
  model: Model,
  say: Speaker,
): Promise<CaseSummary> {
  requireOwnFederation(caller, await findFederation(db, federation.id));
  const { period, federationId } = caseSummaries;
  const inYear = year === undefined ? undefined : like(period, `${year}-%`);
  const rows = await db
    .select()
    .from(caseSummaries)
    .where(and(eq(federationId, federation.id), inYear))
    .orderBy(year === undefined ? desc(period) : asc(period))
    .limit(LAST);
  const { commitments } = statisticsOf(federation, model.documents, [], model.day);
  return {
    periods: rows
      .sort((a, b) => (a.period < b.period ? -1 : 1))
      .map((row) => ({
        period: row.period,
        ...daysOf(row.period),
        cells: row.cells.map((cell) => labelled(cell, model, say)),
      })),
    commitments,
    asOf: model.day,
    text: WORDS[say.language].read,
  };
}

/** The same as CSV: one number per line. */
export function summarySheet({ periods, commitments, asOf }: CaseSummary, language: Language): string {
  const words = WORDS[language];
  const line = (cells: readonly (string | number)[]) =>
    Object.fromEntries(words.columns.map((column, at) => [column, cells[at]]));
  return toCsv(words.columns, [
    ...periods.flatMap(({ period, from, to, cells }) =>
      cells.map(({ figureLabel, by, label, atLeast }) =>
        line([period, from, to, figureLabel, words.by[by], label, atLeast]),
      ),
    ),
    ...(['kept', 'broken', 'pending', 'unknown'] as const).map((state) =>
      line(['', '', asOf, words.commitment, words.by.all, words.commitments[state], commitments[state]]),
    ),
  ]);
}
