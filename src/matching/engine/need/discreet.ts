import type { Reference } from '../../../vocabulary/reference.ts';
import type { Territory } from '../../../vocabulary/shapes.ts';
import type { Importance } from '../../../vocabulary/terms.ts';
import { ownWords, type Policy } from './policy.ts';
import type { Need } from './schema.ts';

/* Needs of people whom a data leak would harm: how they are answered, and which part of them may be stored. */

/** Whether the need itself names every wish that the policy adds to sensitive needs, with any weight. */
const saysThemItself = ({ wish }: Need, { sensitiveWishes }: Policy): boolean =>
  Object.keys(sensitiveWishes).every((name) => {
    const [kind, key] = name.split(':') as [string, string];
    const word = kind === 'criterion' ? wish?.criteria?.[key] : wish?.commitments?.[key];
    return word !== undefined;
  });

/**
 * Whether hosts are ordered as for a sensitive need (a leak would harm people). `unknown` counts as yes when the need
 * names all the sensitive wishes: `discreet` writes needs in this way, so a stored need gets the same answer as the
 * need that was sent.
 */
export const isCareful = (need: Need, policy: Policy): boolean =>
  need.sensitive === true || (need.sensitive === 'unknown' && saysThemItself(need, policy));

/** A territory; for a commune, the next wider territory. */
const widened = (territory: Territory, { territories }: Reference): Territory | undefined =>
  territories.lineage(territory).find(({ level }) => level !== 'commune');

/** For a sensitive need, replaces the place by a wider one, in which few people cannot be identified. */
export function withoutPlace(need: Need, reference: Reference): Need {
  const { territory, ...rest } = need;
  if (!need.sensitive || territory === undefined) return need;
  const wider = widened(territory, reference);
  return wider === undefined ? rest : { ...rest, territory: wider };
}

/**
 * The part of a need that may be stored: without the statement that a leak would harm people, and without the place
 * that could identify them. Its answer is the same as that of the original need.
 */
export function discreet(need: Need, policy: Policy, reference: Reference): Need {
  const placed = withoutPlace(need, reference);
  if (placed.sensitive !== true) return placed;
  return { ...placed, sensitive: 'unknown', wish: spelledOut(placed, policy) };
}

/** The wishes of a need, with the implicit ones written out. */
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

/**
 * A stored need without the wishes that `discreet` wrote out, for those who read it; undefined: it wrote none. A wish
 * that was said with the same weight goes too, because nothing tells it apart.
 */
export function withoutSpelledOut(need: Need, policy: Policy): Need | undefined {
  if (need.sensitive !== 'unknown' || !isCareful(need, policy)) return undefined;
  const { wish = {}, ...others } = need;
  if (JSON.stringify(spelledOut({ ...others, sensitive: true }, policy)) === JSON.stringify(wish)) return others;
  const said = (kind: string, of: Readonly<Record<string, Importance>> = {}) =>
    Object.fromEntries(Object.entries(of).filter(([key, word]) => policy.sensitiveWishes[`${kind}:${key}`] !== word));
  const { criteria, commitments } = wish;
  return {
    ...others,
    wish: {
      ...wish,
      ...(criteria && { criteria: said('criterion', criteria) }),
      ...(commitments && { commitments: said('commitment', commitments) }),
    },
  };
}
