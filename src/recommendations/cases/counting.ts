import { and, eq, exists, inArray, isNull, not, or } from 'drizzle-orm';
import { inTransaction } from '../../database/transaction.ts';
import { addMonths, parisDay } from '../../ground/clock.ts';
import { FEWEST } from '../../ground/small-numbers.ts';
import { byText } from '../../ground/texts.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Context } from '../../record/context.ts';
import { lockFederation } from '../../record/federations.ts';
import type { CaseRow } from '../../record/rows.ts';
import type { CaseCell } from '../../record/tables/cases.ts';
import { caseSummaries, cases } from '../../record/tables.ts';
import { today } from '../../requests/meaning.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { isUntouched } from './store.ts';
import { daysOf, isFinal, lastOver } from './time.ts';

/* Pure: numbers of cases that reveal no single case. */

/** The final results by which a case is counted, each case once. */
export const ENDS = ['moved', 'gave-up', 'no-end-known'] as const;
type End = (typeof ENDS)[number];

/** The cells in which a case is counted: one place, one family of usages, and any number of kinds of help. */
export interface Counted {
  readonly departement: string;
  readonly family: string;
  readonly help: readonly string[];
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const places = (cases: readonly Counted[]) => countBy(cases.map(({ departement }) => departement));
const families = (cases: readonly Counted[]) => countBy(cases.map(({ family }) => family));

/**
 * The cases that may be counted: at least five share the département of each, and at least five its family. Cases are
 * removed until this holds for all that remain. A removed case affects no number and waits for the next period: without
 * it, all numbers would be the same. So no difference between numbers can reveal it, whatever else is known.
 */
export function publishable<C extends Counted>(cases: readonly C[]): C[] {
  for (let left = [...cases]; ; ) {
    const [ofPlace, ofFamily] = [places(left), families(left)];
    const kept = left.filter(
      ({ departement, family }) => ofPlace.get(departement)! >= FEWEST && ofFamily.get(family)! >= FEWEST,
    );
    if (kept.length === left.length) return kept;
    left = kept;
  }
}

/** How many cases ask for each kind of help, reduced until those that do not are at least five, or none. */
function help(cases: readonly Counted[]): [kind: string, count: number][] {
  const all = cases.length;
  return [...countBy(cases.flatMap((one) => one.help))]
    .map(([kind, count]): [string, number] => [kind, all - count < FEWEST && count < all ? all - FEWEST : count])
    .filter(([, count]) => count >= FEWEST);
}

/**
 * The numbers of cases with one final result. No case counts for two results or in two periods, and published numbers
 * never change.
 * @param cases returned by `publishable`
 */
export function cellsOf(count: End, cases: readonly Counted[]): CaseCell[] {
  if (cases.length === 0) return [];
  const of = (by: string, counts: Iterable<[string, number]>): CaseCell[] =>
    [...counts].sort(([a], [b]) => byText(a, b)).map(([key, atLeast]) => ({ count, by, key, atLeast }));
  return [
    { count, by: 'all', key: '', atLeast: cases.length },
    ...of('departement', places(cases)),
    ...of('family', families(cases)),
    ...of('help', help(cases)),
  ];
}

/*
 * Numbers for grant applications, counted once after each period. Cases that are too few to be published wait for the
 * next period.
 */

/** After so many months without an end, a case is counted as `no-end-known`. */
const MONTHS_OPEN = 12;

/** The key for what the need does not state: a place in a département, or a usage that this version knows. */
export const NOT_SAID = 'none';

/** The cells for a case. Its family is that of the first must-usage. */
export function countedOf({ need: text }: Pick<CaseRow, 'need'>, reference: Reference): Counted {
  const { territory, usages = [], require, wish } = JSON.parse(text) as Partial<Need>;
  const line = territory ? reference.territories.lineage(territory) : [];
  const first = usages.find(({ priority = 'must' }) => priority === 'must');
  const wished = Object.entries(wish?.support ?? {}).flatMap(([kind, wanted]) => {
    const word = typeof wanted === 'string' ? wanted : wanted.word;
    return word === 'not-important' ? [] : [kind];
  });
  return {
    departement: line.find(({ level }) => level === 'departement')?.code ?? NOT_SAID,
    family: reference.usages.get(first?.usage ?? '')?.family ?? NOT_SAID,
    help: [...reference.supportKinds.keys()].filter((kind) => [...(require?.support ?? []), ...wished].includes(kind)),
  };
}

/** The final result of a case on a day; null: it is still open and is counted in a later period. */
function endOn({ outcome, outcomeSaidOn, createdAt }: CaseRow, day: string): End | null {
  if (isFinal(outcome)) return outcomeSaidOn! <= day ? (outcome as End) : null;
  return addMonths(parisDay(createdAt), MONTHS_OPEN) <= day ? 'no-end-known' : null;
}

type Cases = Omit<Context, 'caller'>;

/** Counts the cases of a federation for a period, if that was not done before. */
const countOf = (context: Cases, federationId: string, period: string): Promise<void> =>
  inTransaction(context.db, async (db) => {
    if (!(await lockFederation(db, federationId))) return;
    const { to } = daysOf(period);
    const isOpen = or(isNull(cases.receivedIn), isNull(cases.outcomeIn));
    // Anybody can send a need, so a case that no officer worked on does not count as work of the federation.
    const isTouched = not(isUntouched);
    const rows = await db
      .select()
      .from(cases)
      .where(and(eq(cases.federationId, federationId), isOpen, isTouched, isNull(cases.discardedOn)));
    const cells: CaseCell[] = [];
    const mark = async (group: readonly CaseRow[], column: 'receivedIn' | 'outcomeIn') => {
      const ids = group.map(({ id }) => id);
      await db
        .update(cases)
        .set({ [column]: period })
        .where(inArray(cases.id, ids));
    };
    const fresh = rows.filter((row) => row.receivedIn === null && parisDay(row.createdAt) <= to);
    const isArrivalCounted = fresh.length >= FEWEST;
    if (isArrivalCounted) {
      cells.push({ count: 'received', by: 'all', key: '', atLeast: fresh.length });
      await mark(fresh, 'receivedIn');
    }
    // The end of a case is only counted if its arrival was counted.
    const arrived = rows.filter((row) => row.receivedIn !== null || (isArrivalCounted && fresh.includes(row)));
    for (const end of ENDS) {
      const group = arrived.filter((row) => row.outcomeIn === null && endOn(row, to) === end);
      const ended = publishable(group.map((row) => ({ ...countedOf(row, context.reference), row })));
      if (ended.length === 0) continue;
      cells.push(...cellsOf(end, ended));
      await mark(
        ended.map(({ row }) => row),
        'outcomeIn',
      );
    }
    await db.insert(caseSummaries).values({ federationId, period, cells }).onConflictDoNothing();
  });

/** Counts the last complete period, once for each federation with cases; returns the number of federations counted. */
export async function countCases(context: Cases, stopping?: AbortSignal): Promise<number> {
  const period = lastOver(today(context));
  const { db } = context;
  const isCounted = db
    .select()
    .from(caseSummaries)
    .where(and(eq(caseSummaries.federationId, cases.federationId), eq(caseSummaries.period, period)));
  const due = await db
    .selectDistinct({ federationId: cases.federationId })
    .from(cases)
    .where(not(exists(isCounted)));
  for (const [at, { federationId }] of due.entries()) {
    if (stopping?.aborted) return at;
    await countOf(context, federationId, period);
  }
  return due.length;
}
