import type { Reference } from '../../vocabulary/reference.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import type { Need } from '../schema.ts';
import { ownWords, type Policy } from './policy.ts';

/* Needs of people whom a leak would harm: how they are answered, and what of them may be kept. */

/** Whether the need names each wish that the policy adds where a leak would harm people, whatever its weight. */
const saysThemItself = ({ wish }: Need, { sensitiveWishes }: Policy): boolean =>
  Object.keys(sensitiveWishes).every((name) => {
    const [kind, key] = name.split(':') as [string, string];
    const word = kind === 'criterion' ? wish?.criteria?.[key] : wish?.commitments?.[key];
    return word !== undefined;
  });

/**
 * Whether a leak would harm people, for the order of hosts. `unknown` counts as yes where the need names all these
 * wishes: `discreet` writes needs so, and a kept need gets the answer of the need that was sent.
 */
export const isCareful = (need: Need, policy: Policy): boolean =>
  !policy.isPast && (need.sensitive === true || (need.sensitive === 'unknown' && saysThemItself(need, policy)));

/** A place, or where it is finer than a département, the next wider one. */
const widened = (territory: Territory, { territories }: Reference): Territory | undefined =>
  territories.lineage(territory).find(({ level }) => level !== 'commune');

/** A need that names no place by which few people would be known, where a leak could harm them. */
export function withoutPlace(need: Need, reference: Reference): Need {
  const { territory, ...rest } = need;
  if (!need.sensitive || territory === undefined) return need;
  const wider = widened(territory, reference);
  return wider === undefined ? rest : { ...rest, territory: wider };
}

/**
 * What may be kept of a need: its wishes and questions, without the word that a leak would harm people, and without the
 * place by which they would be known. It is answered as the need was.
 */
export function discreet(need: Need, policy: Policy, reference: Reference): Need {
  const placed = withoutPlace(need, reference);
  if (placed.sensitive !== true) return placed;
  return { ...placed, sensitive: 'unknown', wish: spelledOut(placed, policy) };
}

/** The wishes of a need, those that go without saying included. */
function spelledOut(need: Need, policy: Policy): NonNullable<Need['wish']> {
  const { words } = ownWords({ ...need, usages: [], currentTools: [] }, policy);
  const all = [...words].map(([name, word]) => [...name.split(':'), word]);
  const of = (kind: string) =>
    Object.fromEntries(all.flatMap(([named, key, word]) => (named === kind && word ? [[key!, word]] : [])));
  const plain = Object.fromEntries(all.flatMap(([name, word, more]) => (more === undefined ? [[name!, word]] : [])));
  const criteria = of('criterion');
  const commitments = of('commitment');
  return {
    ...plain,
    ...(Object.keys(criteria).length > 0 && { criteria }),
    ...(Object.keys(commitments).length > 0 && { commitments }),
    ...(need.wish?.support && { support: need.wish.support }),
  } as NonNullable<Need['wish']>;
}
