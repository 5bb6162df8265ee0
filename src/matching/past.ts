import pLimit from 'p-limit';
import { buildModelInSteps } from '../catalogue/build.ts';
import type { Database } from '../database/open.ts';
import { TOO_MUCH_TO_COMPUTE } from '../ground/admission.ts';
import { parisDay } from '../ground/clock.ts';
import { CatalogueError } from '../ground/errors.ts';
import { createSlices, runInSlices } from '../ground/slices.ts';
import { type CatalogueState, readPublishedAt } from '../record/changes.ts';
import { isPastAsAt } from '../record/past.ts';
import type { CostRules } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { MatchableCatalogue } from './run.ts';

/** Catalogues as they were, for matching a need with one of them. */
export interface Past {
  /** @throws CatalogueError revision-not-found */
  mustExist(revision: number): void;
  /**
   * The catalogue and the federation policies as they were at a revision, on that revision's day in Paris. Helpers of
   * the vocabulary are those of today.
   * @throws CatalogueError revision-not-found; overloaded, when several other revisions are asked for already
   */
  at(revision: number): Promise<MatchableCatalogue>;
}

interface PastOptions {
  db: Database;
  reference: Reference;
  costRules: CostRules;
  /** The catalogue that this process currently serves. */
  current: () => CatalogueState;
}

/** How many past catalogues may be asked for at once that are not in memory: each takes seconds if it is large. */
const MOST_ASKED = 4;

const byId = <T extends { id: string }>(documents: readonly T[]): Map<string, T> =>
  new Map(documents.map((document) => [document.id, document]));

function revisionNotFound(latest: number): CatalogueError {
  return new CatalogueError('revision-not-found', {
    fr: latest === 0 ? 'Il n’y a encore aucune révision.' : `Les révisions vont de 1 à ${latest}.`,
    en: latest === 0 ? 'There is no revision yet.' : `Revisions go from 1 to ${latest}.`,
  });
}

export function createPast({ db, reference, costRules, current }: PastOptions): Past {
  const slices = createSlices();
  const load = async (revision: number): Promise<MatchableCatalogue> => {
    const stored = await readPublishedAt(db, revision);
    if (!stored) throw revisionNotFound(current().revision);
    const { epoch, mark, at, hosts, federations } = stored;
    const then = { epoch, revision, mark, hosts: byId(hosts), federations: byId(federations) };
    return await runInSlices(slices, buildModelInSteps(then, { reference, costRules }, parisDay(at)));
  };

  /**
   * The last one: a second whole catalogue in memory, and never a third. Several needs are often asked about at one
   * revision.
   */
  let kept: { revision: number; catalogue: MatchableCatalogue; asOf: CatalogueState } | undefined;
  const oneAtATime = pLimit(1);
  const find = async (revision: number, present: CatalogueState): Promise<MatchableCatalogue> => {
    // Changes leave the past as it was, except redactions, which rewrite it.
    if (kept?.revision === revision && kept.asOf.epoch === present.epoch && (await isPastAsAt(db, kept.asOf))) {
      kept.asOf = present;
      return kept.catalogue;
    }
    kept = undefined;
    const catalogue = await load(revision);
    kept = { revision, catalogue, asOf: present };
    return catalogue;
  };

  const stateOf = ({ epoch, mark }: CatalogueState) => `${epoch} ${mark}`;
  /** By state too: what was begun before a redaction may hold the words. */
  const asked = new Map<string, Promise<MatchableCatalogue>>();
  const mustExist = (revision: number) => {
    const latest = current().revision;
    if (revision < 1 || revision > latest) throw revisionNotFound(latest);
  };
  return {
    mustExist,
    at: async (revision) => {
      mustExist(revision);
      // Not the model itself: it would be held as long as the past one.
      const { epoch, revision: latest, mark } = current();
      const present = { epoch, revision: latest, mark };
      if (kept?.revision === revision && stateOf(kept.asOf) === stateOf(present)) return kept.catalogue;
      const key = `${stateOf(present)} ${revision}`;
      const begun = asked.get(key);
      if (begun) return await begun;
      if (asked.size >= MOST_ASKED) throw TOO_MUCH_TO_COMPUTE;
      const catalogue = oneAtATime(find, revision, present).finally(() => asked.delete(key));
      asked.set(key, catalogue);
      return await catalogue;
    },
  };
}
