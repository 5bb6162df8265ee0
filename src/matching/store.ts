import { isDeepStrictEqual } from 'node:util';
import { asc, desc, eq, isNull, lte } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { catalogueState, policies } from '../record/tables.ts';
import type { PolicyFile } from './engine/need/policy.ts';

/** The secret that orders equal hosts: created once and stored in the database, so that every process has the same. */
export async function keepTieSecret(db: Database, newSecret: () => string): Promise<string> {
  await db.update(catalogueState).set({ tieSecret: newSecret() }).where(isNull(catalogueState.tieSecret));
  const [state] = await db
    .select({ tieSecret: catalogueState.tieSecret })
    .from(catalogueState)
    .where(eq(catalogueState.id, 1));
  if (!state?.tieSecret) throw new Error('The database has no row of state: migrate it');
  return state.tieSecret;
}

/** The numbers of the matching changed, but their version did not. */
export class PolicyChangedError extends Error {
  constructor(version: string) {
    super(
      `The numbers of seed/policy.json are not those that its version ${version} had here. ` +
        'Answers given under that version could not be found again: give the new numbers a new version.',
    );
    this.name = 'PolicyChangedError';
  }
}

/** The numbers without their reasons: rewording a reason does not make a new version. */
const numbersOf = ({ numbers }: PolicyFile) =>
  Object.fromEntries(Object.entries(numbers).map(([name, { value }]) => [name, value]));

/**
 * Stores the numbers in force, at start, so that past answers can be replayed with them. New numbers apply from the
 * next revision: answers at the present revision used the former ones.
 * @throws PolicyChangedError when the version is already stored with other numbers
 */
export const keepPolicy = (db: Database, file: PolicyFile): Promise<void> =>
  inTransaction(db, async (db) => {
    // Locks the row, so that two processes that start together store the numbers once, and no revision is written in
    // between.
    const [state] = await db.select({ revision: catalogueState.revision }).from(catalogueState).for('update');
    const kept = await db.select().from(policies).orderBy(asc(policies.id));
    const known = kept.find(({ version }) => version === file.version);
    if (known && !isDeepStrictEqual(numbersOf(known.document as PolicyFile), numbersOf(file)))
      throw new PolicyChangedError(file.version);
    if (kept.at(-1)?.version === file.version) return;
    const fromRevision = kept.length === 0 ? 0 : state!.revision + 1;
    await db.insert(policies).values({ version: file.version, document: file, fromRevision });
  });

/** The numbers in force at a revision; undefined when none were stored then. */
export async function policyAt(db: Database, revision: number): Promise<PolicyFile | undefined> {
  const [row] = await db
    .select({ document: policies.document })
    .from(policies)
    .where(lte(policies.fromRevision, revision))
    .orderBy(desc(policies.id))
    .limit(1);
  return row?.document as PolicyFile | undefined;
}
