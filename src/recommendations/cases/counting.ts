import { and, eq, exists, inArray, isNull, not, or } from 'drizzle-orm';
import { inTransaction } from '../../database/transaction.ts';
import { addMonths, parisDay } from '../../ground/clock.ts';
import { FEWEST } from '../../ground/small-numbers.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Context } from '../../record/context.ts';
import { lockFederation } from '../../record/federations.ts';
import type { CaseRow } from '../../record/rows.ts';
import type { CaseCell } from '../../record/tables/cases.ts';
import { caseSummaries, cases } from '../../record/tables.ts';
import { today } from '../../requests/meaning.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { type Counted, cellsOf, ENDS, type End, publishable } from './cells.ts';
import { isUntouched } from './store.ts';
import { daysOf, isFinal, lastOver } from './time.ts';

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
      .where(and(eq(cases.federationId, federationId), isOpen, isTouched));
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
