import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import type { Text } from '../vocabulary/shapes.ts';
import { reviewsOf } from './reviews/listed.ts';

/** The ties that a federation declares with a host today, on its own list and in its reviews; each once. */
export function declaredTies({ slug, selection = [] }: Pick<Federation, 'slug' | 'selection'>, host: Host): Text[] {
  const chosen = selection.filter((choice) => choice.host === host.slug).map(({ ties }) => ties);
  const declared = [...chosen, ...reviewsOf(slug, host).map(({ tie }) => tie)].filter(
    (tie) => tie !== undefined && tie !== 'none',
  );
  return [...new Map(declared.map((tie) => [JSON.stringify(tie), tie])).values()];
}
