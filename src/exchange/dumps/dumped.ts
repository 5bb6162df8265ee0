import { isListed, type Model } from '../../catalogue/model.ts';
import type { Host } from '../../documents/host.ts';
import { byText } from '../../ground/texts.ts';
import type { HostState } from '../../vocabulary/terms.ts';

/**
 * What a dump holds on to for as long as somebody reads it: the documents of one state of the catalogue, and not the
 * indexes of its model, which take as much again.
 */
export interface Dumped
  extends Pick<Model, 'epoch' | 'revision' | 'day' | 'federations' | 'bySlug' | 'federationBySlug' | 'lastChanges'> {
  /** In the order of their slugs, which no change of a name moves. */
  hosts: readonly Host[];
}

const sorted = new WeakMap<readonly Host[], readonly Host[]>();
function inOrder(documents: readonly Host[]): readonly Host[] {
  const known = sorted.get(documents) ?? documents.toSorted((a, b) => byText(a.slug, b.slug));
  sorted.set(documents, known);
  return known;
}

/** What a model gives to a dump. @param states those of the hosts; absent: of those that lists show */
export function dumpedFrom(model: Model, states: readonly HostState[] | undefined): Dumped {
  const { epoch, revision, day, documents, federations, bySlug, federationBySlug, lastChanges } = model;
  const isWanted = states ? ({ state }: Host) => states.includes(state) : isListed;
  const hosts = inOrder(documents).filter(isWanted);
  return { epoch, revision, day, federations, bySlug, federationBySlug, lastChanges, hosts };
}
