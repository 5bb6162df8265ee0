import type { Federation } from '../documents/federation.ts';
import type { Candidate } from './engine/host/candidate.ts';
import type { Need } from './schema.ts';

/** Which hosts a need is kept to. */
export interface OnlyFrom {
  /** Names the same hosts for as long as the catalogue is the same. */
  readonly key: string;
  holds(candidate: Candidate): boolean;
}

/** The hosts of a federation that a need is kept to; null: all of them. Chosen hosts that have left are not among them. */
export function onlyFrom(
  { onlyFrom: which }: Pick<Need, 'onlyFrom'>,
  federation: Pick<Federation, 'slug' | 'selection'> | undefined,
): OnlyFrom | null {
  if (which === undefined || !federation) return null;
  const { slug, selection = [] } = federation;
  const key = `${which} ${slug}`;
  if (which === 'members') return { key, holds: ({ memberOf }) => memberOf.has(slug) };
  const chosen = new Set(selection.map(({ host }) => host));
  return { key, holds: ({ host }) => chosen.has(host.slug) };
}
