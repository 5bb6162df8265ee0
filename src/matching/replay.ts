import { isDeepStrictEqual } from 'node:util';
import { asc, desc, eq, isNull, lte } from 'drizzle-orm';
import pLimit from 'p-limit';
import { buildModelInSteps } from '../catalogue/build.ts';
import { IncompleteDatabaseError } from '../database/errors.ts';
import type { Database } from '../database/open.ts';
import { TOO_MUCH_TO_COMPUTE } from '../ground/admission.ts';
import { parisDay } from '../ground/clock.ts';
import { CatalogueError } from '../ground/errors.ts';
import { createSlices, runInSlices } from '../ground/slices.ts';
import { type CatalogueState, readPublishedAt } from '../record/changes.ts';
import { isPastAsAt } from '../record/past.ts';
import { catalogueState, policies } from '../record/tables.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { CoverPool } from './cover-pool.ts';
import { type PolicyFile, readPolicy } from './engine/need/policy.ts';
import { createMatcher, type MatchableCatalogue, type Matcher } from './run.ts';

/** The secret that orders equal hosts: created once and stored in the database, so that every process has the same. */
export async function keepTieSecret(db: Database, newSecret: () => string): Promise<string> {
  const read = async (): Promise<string | null> => {
    const [state] = await db
      .select({ tieSecret: catalogueState.tieSecret })
      .from(catalogueState)
      .where(eq(catalogueState.id, 1));
    if (!state) throw new IncompleteDatabaseError();
    return state.tieSecret;
  };
  const kept = await read();
  // A standby, which cannot be written, has that of its writer.
  if (kept !== null) return kept;
  await db.update(catalogueState).set({ tieSecret: newSecret() }).where(isNull(catalogueState.tieSecret));
  return (await read())!;
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
 * Stores the numbers in force, before anything is read, so that past answers can be replayed with them. New numbers apply from the
 * next revision: answers at the present revision used the former ones.
 * @throws PolicyChangedError when the version is already stored with other numbers
 */
export const keepPolicy = (db: Database, file: PolicyFile): Promise<void> =>
  // No command: the catalogue, which waits for this, need not follow it.
  db.transaction(async (db) => {
    // Locks the row, so that two processes that start together store the numbers once, and no revision is written in
    // between.
    const [state] = await db.select({ revision: catalogueState.revision }).from(catalogueState).for('update');
    if (!state) throw new IncompleteDatabaseError();
    const kept = await db.select().from(policies).orderBy(asc(policies.id));
    const known = kept.find(({ version }) => version === file.version);
    if (known && !isDeepStrictEqual(numbersOf(known.document as PolicyFile), numbersOf(file)))
      throw new PolicyChangedError(file.version);
    // During an upgrade a process of the former build may start again. If it stored its numbers here, all later
    // revisions would be replayed with them. So former numbers come back only under a new version.
    const newest = [...new Set(kept.map(({ version }) => version))].at(-1);
    if (known && file.version !== newest) return;
    // An earlier build did store them. Then the newest numbers are stored again.
    if (kept.at(-1)?.version === file.version) return;
    const fromRevision = kept.length === 0 ? 0 : state.revision + 1;
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

/** What is needed to match as at a past moment. */
interface Moment {
  readonly catalogue: MatchableCatalogue;
  readonly matcher: Matcher;
}

export interface Replay {
  /** @throws CatalogueError revision-not-found */
  mustExist(revision: number): void;
  /**
   * The catalogue, the numbers and the federation policies as they were at a revision, on that revision's day in Paris.
   * Helpers of the vocabulary are those of today.
   * @throws CatalogueError revision-not-found; overloaded, when several other moments are asked for already
   */
  at(revision: number): Promise<Moment>;
}

interface ReplayOptions {
  db: Database;
  reference: Reference;
  tieSecret: string;
  /** The catalogue that this process currently serves. */
  current: () => CatalogueState;
  /** Where long searches for groups run; absent: in the caller's thread. */
  pool?: CoverPool;
}

/** How many past moments may be asked for at once that are not in memory: each takes seconds of a large catalogue. */
const MOST_ASKED = 4;

const byId = <T extends { id: string }>(documents: readonly T[]): Map<string, T> =>
  new Map(documents.map((document) => [document.id, document]));

function revisionNotFound(latest: number): CatalogueError {
  return new CatalogueError('revision-not-found', {
    fr: latest === 0 ? 'Il n’y a encore aucune révision.' : `Les révisions vont de 1 à ${latest}.`,
    en: latest === 0 ? 'There is no revision yet.' : `Revisions go from 1 to ${latest}.`,
  });
}

/** Matches needs again as they would have been matched at a past revision. */
export function createReplay({ db, reference, tieSecret, current, pool }: ReplayOptions): Replay {
  const slices = createSlices();
  const load = async (revision: number): Promise<Moment> => {
    const stored = await readPublishedAt(db, revision);
    const file = await policyAt(db, revision);
    if (!stored || !file) throw revisionNotFound(current().revision);
    const policy = readPolicy(file);
    const { epoch, mark, at, hosts, federations } = stored;
    const then = { epoch, revision, mark, hosts: byId(hosts), federations: byId(federations) };
    const steps = buildModelInSteps(then, { reference, costRules: policy }, parisDay(at));
    const catalogue = await runInSlices(slices, steps);
    return { catalogue, matcher: createMatcher(policy, reference, tieSecret, pool) };
  };

  /**
   * The last moment: a second whole catalogue in memory, and never a third. Several needs are often replayed at one
   * revision.
   */
  let kept: { revision: number; moment: Moment; asOf: CatalogueState } | undefined;
  const oneAtATime = pLimit(1);
  const find = async (revision: number, present: CatalogueState): Promise<Moment> => {
    // Changes leave the past as it was, except redactions, which rewrite it.
    if (kept?.revision === revision && kept.asOf.epoch === present.epoch && (await isPastAsAt(db, kept.asOf))) {
      kept.asOf = present;
      return kept.moment;
    }
    kept = undefined;
    const moment = await load(revision);
    kept = { revision, moment, asOf: present };
    return moment;
  };

  const stateOf = ({ epoch, mark }: CatalogueState) => `${epoch} ${mark}`;
  /** By state too: what was begun before a redaction may hold the words. */
  const asked = new Map<string, Promise<Moment>>();
  const mustExist = (revision: number) => {
    const latest = current().revision;
    if (revision < 1 || revision > latest) throw revisionNotFound(latest);
  };
  return {
    mustExist,
    at: async (revision) => {
      mustExist(revision);
      // Not the model itself: it would be held as long as the moment.
      const { epoch, revision: latest, mark } = current();
      const present = { epoch, revision: latest, mark };
      if (kept?.revision === revision && stateOf(kept.asOf) === stateOf(present)) return kept.moment;
      const key = `${stateOf(present)} ${revision}`;
      const begun = asked.get(key);
      if (begun) return await begun;
      if (asked.size >= MOST_ASKED) throw TOO_MUCH_TO_COMPUTE;
      const moment = oneAtATime(find, revision, present).finally(() => asked.delete(key));
      asked.set(key, moment);
      return await moment;
    },
  };
}
