import { isListed, type Model } from '../../catalogue/model.ts';
import type { Host } from '../../documents/host.ts';
import { byText } from '../../ground/texts.ts';
import type { HostState } from '../../vocabulary/terms.ts';

/**
 * What a dump keeps in memory while somebody reads it: the documents of one revision, without the indexes of the model,
 * which need as much memory again.
 */
export interface Dumped
  extends Pick<Model, 'epoch' | 'revision' | 'day' | 'federations' | 'bySlug' | 'federationBySlug' | 'lastChanges'> {
  /** Sorted by slug, so that renaming a host does not move it. */
  hosts: readonly Host[];
}

const sorted = new WeakMap<readonly Host[], readonly Host[]>();
function inOrder(documents: readonly Host[]): readonly Host[] {
  const known = sorted.get(documents) ?? documents.toSorted((a, b) => byText(a.slug, b.slug));
  sorted.set(documents, known);
  return known;
}

/**
 * The data of a model for a dump.
 * @param states the states of hosts to include; absent: those in lists
 */
export function dumpedFrom(model: Model, states: readonly HostState[] | undefined): Dumped {
  const { epoch, revision, day, documents, federations, bySlug, federationBySlug, lastChanges } = model;
  const isWanted = states ? ({ state }: Host) => states.includes(state) : isListed;
  const hosts = inOrder(documents).filter(isWanted);
  return { epoch, revision, day, federations, bySlug, federationBySlug, lastChanges, hosts };
}
