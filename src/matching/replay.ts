import { buildModel } from '../catalogue/model.ts';
import type { Database } from '../database/open.ts';
import { parisDay } from '../ground/clock.ts';
import { CatalogueError } from '../ground/errors.ts';
import { readPublishedAt } from '../record/changes.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { readPolicy } from './engine/need/policy.ts';
import { createMatcher, type MatchableCatalogue, type Matcher } from './run.ts';
import { policyAt } from './store.ts';

/** What is needed to match as at a past moment. */
export interface Moment {
  readonly catalogue: MatchableCatalogue;
  readonly matcher: Matcher;
}

export interface Replay {
  /** @throws CatalogueError revision-not-found */
  mustExist(revision: number): void;
  /**
   * The catalogue, the numbers and the federation policies as they were at a revision, on that revision's day in Paris.
   * Helpers of the vocabulary are those of today.
   * @throws CatalogueError revision-not-found
   */
  at(revision: number): Promise<Moment>;
}

export interface ReplayOptions {
  db: Database;
  reference: Reference;
  tieSecret: string;
  /** The catalogue that this process currently serves. */
  current: () => { epoch: string; revision: number; mark: string };
}

/** How many past moments are kept in memory: several needs are often replayed at the same revision. */
const KEPT = 3;

const byId = <T extends { id: string }>(documents: readonly T[]): Map<string, T> =>
  new Map(documents.map((document) => [document.id, document]));

function revisionNotFound(latest: number): CatalogueError {
  return new CatalogueError('revision-not-found', {
    fr: latest === 0 ? 'Il n’y a encore aucune révision.' : `Les révisions vont de 1 à ${latest}.`,
    en: latest === 0 ? 'There is no revision yet.' : `Revisions go from 1 to ${latest}.`,
  });
}

/** Matches needs again as they would have been matched at a past revision. */
export function createReplay({ db, reference, tieSecret, current }: ReplayOptions): Replay {
  const load = async (revision: number): Promise<Moment> => {
    const stored = await readPublishedAt(db, revision);
    const file = await policyAt(db, revision);
    if (!stored || !file) throw revisionNotFound(current().revision);
    const policy = readPolicy(file);
    const { epoch, mark, at, hosts, federations } = stored;
    const then = { epoch, revision, mark, hosts: byId(hosts), federations: byId(federations) };
    const catalogue = buildModel(then, { reference, costRules: policy }, parisDay(at));
    return { catalogue, matcher: createMatcher(policy, reference, tieSecret) };
  };

  let of = '';
  const kept = new Map<number, Promise<Moment>>();
  const mustExist = (revision: number) => {
    const latest = current().revision;
    if (revision < 1 || revision > latest) throw revisionNotFound(latest);
  };
  return {
    mustExist,
    at: (revision) => {
      mustExist(revision);
      // A redaction rewrites past revisions and is itself a change, so this cache only lives as long as the present
      // state.
      const { epoch, mark } = current();
      if (of !== `${epoch} ${mark}`) kept.clear();
      of = `${epoch} ${mark}`;
      const moment = kept.get(revision) ?? load(revision);
      // Inserted again at the end, so that the least recently used entry comes first.
      kept.delete(revision);
      kept.set(revision, moment);
      moment.catch(() => {
        if (kept.get(revision) === moment) kept.delete(revision);
      });
      const [oldest] = kept.keys();
      if (kept.size > KEPT) kept.delete(oldest!);
      return moment;
    },
  };
}
