import { and, asc, eq, exists, gt, gte, inArray, isNotNull, isNull, lte, not, or, type SQL, sql } from 'drizzle-orm';
import { writeConflictError } from '../../database/errors.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { parisDay } from '../../ground/clock.ts';
import type { Context } from '../../record/context.ts';
import type { CaseRow } from '../../record/rows.ts';
import { cases, deletedCaseCounts, hosts, idempotencyKeys, recommendations, referrals } from '../../record/tables.ts';
import { isId, today } from '../../requests/meaning.ts';
import { type CaseState, FINAL_OUTCOMES } from '../../vocabulary/terms.ts';
import { fold } from '../../vocabulary/territories.ts';
import { noteEnded } from '../store.ts';
import { numberFrom } from './need.ts';
import { isPresentOfficer } from './officers.ts';
import { type CaseCursor, type CaseOrder, NEVER } from './time.ts';
import { isWhose, type Whose } from './whose.ts';

export async function insertCase(db: Database, row: CaseRow): Promise<void> {
  await db.insert(cases).values(row);
}

/** What a new case begins with. */
export const BLANK = {
  ...{ outcome: null, outcomeHostId: null, outcomeOn: null, outcomeReason: null, outcomeSaidOn: null, earlier: [] },
  ...{ hostToday: null, note: null, dueOn: null, remindOn: null, remindedOn: null },
  ...{ takenById: null, turnId: null, changedById: null, discardedOn: null, receivedIn: null, outcomeIn: null },
} satisfies Partial<CaseRow>;

export async function updateCase(db: Database, id: string, columns: Partial<CaseRow>): Promise<void> {
  await db.update(cases).set(columns).where(eq(cases.id, id));
}

const theCase = (federationId: string, id: string) => and(eq(cases.federationId, federationId), eq(cases.id, id));

export async function findCase(db: Database, federationId: string, id: string): Promise<CaseRow | undefined> {
  return isId(id) ? (await db.select().from(cases).where(theCase(federationId, id)))[0] : undefined;
}

/** Finds a case and locks its row until the transaction ends. */
export async function lockCase(db: Database, federationId: string, id: string): Promise<CaseRow | undefined> {
  return isId(id) ? (await db.select().from(cases).where(theCase(federationId, id)).for('update'))[0] : undefined;
}

/** SQL condition: sent needs that no officer has opened, or of which none wrote anything. */
export const isUntouched: SQL = and(eq(cases.isSent, true), or(eq(cases.version, 1), isNull(cases.openedOn)))!;

/** The opposite of a case that was read; what was put aside was no work. */
const isWorkedOn = (row: Pick<CaseRow, 'isSent' | 'version' | 'openedOn' | 'discardedOn'>): boolean =>
  (!row.isSent || (row.version > 1 && row.openedOn !== null)) && row.discardedOn === null;

const unopened = and(eq(cases.isSent, true), isNull(cases.openedOn));

export const countUnopened = (db: Database, federationId: string): Promise<number> =>
  db.$count(cases, and(eq(cases.federationId, federationId), unopened, isNull(cases.discardedOn)));

/** Records that an officer opened a sent need. */
export async function markOpened(
  db: Database,
  id: string,
  columns: Pick<CaseRow, 'endsOn'> & { openedOn: string },
): Promise<void> {
  await db
    .update(cases)
    .set(columns)
    .where(and(eq(cases.id, id), unopened));
}

/** Finds and locks the unopened sent need with this number. */
export async function lockUnopened(db: Database, federationId: string, number: string): Promise<CaseRow | undefined> {
  const isIt = and(eq(cases.federationId, federationId), eq(cases.number, number), unopened);
  return (await db.select().from(cases).where(isIt).for('update'))[0];
}

const numberWhere = async (db: Database, condition: SQL | undefined): Promise<string | undefined> =>
  (await db.select({ number: cases.number }).from(cases).where(condition))[0]?.number ?? undefined;

/** Returns the number if a case of the federation has it. */
const findNumber = (db: Database, federationId: string, number: string): Promise<string | undefined> =>
  numberWhere(db, and(eq(cases.federationId, federationId), eq(cases.number, number)));

const ATTEMPTS = 5;

/**
 * A number that no other case of the federation has, which is locked.
 * @throws CatalogueError others-writing
 */
export async function freeNumber(db: Database, federationId: string, newId: () => string): Promise<string> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const number = numberFrom(newId());
    if (!(await findNumber(db, federationId, number))) return number;
  }
  throw writeConflictError();
}

/** The number of the case that was sent with this hash. */
export const findSent = (db: Database, federationId: string, sentHash: string): Promise<string | undefined> =>
  numberWhere(db, and(eq(cases.federationId, federationId), eq(cases.sentHash, sentHash)));

/** Which cases of a federation to list. */
export interface CaseFilter {
  states?: readonly CaseState[] | undefined;
  /** Only those that wait for an officer on this day. */
  waitingOn?: string | undefined;
  /** Only those that wait for an officer after this day. */
  waitingAfter?: string | undefined;
  /** Only the one with this number. */
  number?: string | undefined;
  /** Only those whose label, note, and where they are today have all these words. */
  words?: string | undefined;
  /** Only those that it is the turn of this access to take up, or of nobody who is still there. */
  turn?: string | undefined;
  /** Only those that somebody else wrote since, or a host answered: changed by others than this access. */
  changed?: { since: Date; by: string | null } | undefined;
  /** Only open ones that wait for this one. */
  whose?: Whose | 'anybody' | undefined;
  /** true: only what was put aside to be deleted. Else none of that. */
  discarded?: boolean | undefined;
}

type Reading = Pick<Context, 'db' | 'clock'>;

/** The value of `turn` that means nobody. */
export const NOBODY = 'nobody';

/** The label, where the association is today, and the note, as `fold` writes them, with a space before each word. */
const FOLDED_WORDS = sql`' ' || regexp_replace(replace(lower(regexp_replace(normalize(${cases.label} || ' ' || coalesce(${cases.hostToday}, '') || ' ' || coalesce(${cases.note}, ''), NFD), '[\\u0300-\\u036f]', '', 'g')), 'œ', 'oe'), '[^a-z0-9]+', ' ', 'g')`;
const MOST_WORDS = 10;

/** The beginnings of words that are looked for; a plural finds the singular too. */
const wordsIn = (text: string): string[] =>
  fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((word) => (word.length > 3 ? word.replace(/[sx]$/, '') : word));

/** Whether the label, the note and where it is today have all these words; none does without any word, such as `—`. */
function hasWords(text: string): SQL | undefined {
  const words = wordsIn(text);
  if (words.length === 0) return sql`false`;
  // One comparison with all of them: the words are folded once for each row. The words hold letters and digits alone.
  const beginnings = words.map((word) => sql`${`% ${word}%`}`);
  return sql`${FOLDED_WORDS} like all (array[${sql.join(beginnings, sql`, `)}])`;
}

const isTurnOf = (db: Database, turn: string, now: Date): SQL | undefined =>
  turn === NOBODY ? or(isNull(cases.turnId), not(isPresentOfficer(db, cases.turnId, now))) : eq(cases.turnId, turn);

const isChanged = (db: Database, { since, by }: NonNullable<CaseFilter['changed']>): SQL | undefined =>
  or(
    and(gt(cases.updatedAt, since), sql`${cases.changedById} is distinct from ${by}`),
    exists(
      db
        .select({ id: referrals.id })
        .from(referrals)
        .where(and(eq(referrals.caseId, cases.id), gte(referrals.answeredOn, parisDay(since)))),
    ),
  );

const filtered = ({ db, clock }: Reading, federationId: string, filter: CaseFilter): SQL | undefined => {
  const { states = [], waitingOn, waitingAfter, number, words, turn, whose, changed, discarded } = filter;
  const outcomes = states.flatMap((state) => (state === 'received' ? [] : [state]));
  const inStates = [
    ...(states.includes('received') ? [isNull(cases.outcome)] : []),
    ...(outcomes.length > 0 ? [inArray(cases.outcome, outcomes)] : []),
  ];
  return and(
    eq(cases.federationId, federationId),
    inStates.length > 0 ? or(...inStates) : undefined,
    waitingOn === undefined ? undefined : lte(cases.waitsOn, waitingOn),
    waitingAfter === undefined ? undefined : gt(cases.waitsOn, waitingAfter),
    number === undefined ? undefined : eq(cases.number, number),
    words === undefined ? undefined : hasWords(words),
    turn === undefined ? undefined : isTurnOf(db, turn, clock()),
    whose && isWhose({ db, clock }, whose),
    changed && isChanged(db, changed),
    discarded === undefined ? undefined : (discarded ? isNotNull : isNull)(cases.discardedOn),
  );
};

/** @param after the last case of the previous page */
export const listCases = (
  context: Reading,
  federationId: string,
  {
    filter,
    order,
    limit,
    after,
  }: { filter: CaseFilter; order: CaseOrder; limit: number; after: CaseCursor | undefined },
): Promise<CaseRow[]> => {
  const day =
    order === 'due'
      ? sql<string>`coalesce(least(${cases.waitsOn}, case when coalesce(${inArray(cases.outcome, [...FINAL_OUTCOMES])}, false) then null else ${cases.dueOn} end), ${NEVER}::date)`
      : sql<string>`(${cases.createdAt} at time zone 'Europe/Paris')::date`;
  const later =
    after && or(sql`${day} > ${after.on}::date`, and(sql`${day} = ${after.on}::date`, gt(cases.id, after.id)));
  return context.db
    .select()
    .from(cases)
    .where(and(filtered(context, federationId, filter), later))
    .orderBy(asc(day), asc(cases.id))
    .limit(limit);
};

export const countCases = (context: Reading, federationId: string, filter: CaseFilter): Promise<number> =>
  context.db.$count(cases, filtered(context, federationId, filter));

/** What was made within cases: ids by case, oldest first. */
export async function listMade(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, { recommendations: string[]; referrals: string[] }>> {
  const made = new Map(ids.map((id) => [id, { recommendations: [] as string[], referrals: [] as string[] }]));
  if (ids.length === 0) return made;
  const given = await db
    .select({ id: recommendations.id, caseId: recommendations.caseId })
    .from(recommendations)
    .where(inArray(recommendations.caseId, [...ids]))
    .orderBy(asc(recommendations.createdAt), asc(recommendations.id));
  for (const { id, caseId } of given) made.get(caseId!)!.recommendations.push(id);
  const sent = await db
    .select({ id: referrals.id, caseId: referrals.caseId })
    .from(referrals)
    .where(inArray(referrals.caseId, [...ids]))
    .orderBy(asc(referrals.sentOn), asc(referrals.id));
  for (const { id, caseId } of sent) made.get(caseId!)!.referrals.push(id);
  return made;
}

/** Slugs and names of hosts by id, including hosts that left the catalogue. */
export async function listNames(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, { slug: string; name: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: hosts.id, slug: hosts.slug, name: hosts.name })
    .from(hosts)
    .where(inArray(hosts.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, slug, name }) => [id, { slug, name }]));
}

/** Counts a case that is being deleted, by the year in which it came and by its outcome, and by nothing else. */
async function countDeleted(db: Database, { federationId, createdAt, outcome }: CaseRow): Promise<void> {
  await db
    .insert(deletedCaseCounts)
    .values({ federationId, year: parisDay(createdAt).slice(0, 4), outcome: outcome ?? 'received', count: 1 })
    .onConflictDoUpdate({
      target: [deletedCaseCounts.federationId, deletedCaseCounts.year, deletedCaseCounts.outcome],
      set: { count: sql`${deletedCaseCounts.count} + 1` },
    });
}

/**
 * Deletes a locked case with everything made within it, and counts it where an officer worked on it. No response about a
 * case is stored for idempotency, except the one to the sender of the need, which contains the number so that a repeated
 * request gets it again: its body is erased here.
 * @param day in Paris
 */
export async function removeCase(db: Database, row: CaseRow, day: string): Promise<void> {
  const made = (await listMade(db, [row.id])).get(row.id)!;
  await noteEnded(db, [...made.recommendations, ...made.referrals], day);
  if (row.isSent)
    await db
      .update(idempotencyKeys)
      .set({ body: null })
      .where(sql`position(${row.number} in ${idempotencyKeys.body}) > 0`);
  if (isWorkedOn(row)) await countDeleted(db, row);
  await db.delete(cases).where(eq(cases.id, row.id));
}

const AT_A_TIME = 50;

/** Deletes the cases without activity for 24 months, with everything made within them; returns how many. */
export async function endCases(context: Omit<Context, 'caller'>, stopping?: AbortSignal): Promise<number> {
  const day = today(context);
  for (let ended = 0; ; ) {
    const due = await context.db
      .select({ id: cases.id, federationId: cases.federationId })
      .from(cases)
      .where(lte(cases.endsOn, day))
      .orderBy(asc(cases.endsOn))
      .limit(AT_A_TIME);
    for (const { id, federationId } of due) {
      if (stopping?.aborted) return ended;
      await inTransaction(context.db, async (db) => {
        const locked = await lockCase(db, federationId, id);
        // The case may have had new activity meanwhile.
        if (!locked || locked.endsOn > day) return;
        await removeCase(db, locked, day);
        ended++;
      });
    }
    if (due.length < AT_A_TIME) return ended;
  }
}
