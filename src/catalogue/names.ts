import { Map as Shared } from 'immutable';
import type { Host } from '../documents/host.ts';
import { domainOf } from '../ground/addresses.ts';
import type { Lookup } from '../ground/lookup.ts';
import type { AliasKind } from '../vocabulary/terms.ts';

/* Hosts by their ids, slugs and domains. Where several claim a name, the first in a fixed order has it. */

interface Claim {
  readonly host: Host;
  /** Claims are sorted by this text. */
  readonly order: string;
}
type Claims = Shared<string, readonly Claim[]>;

const KINDS = ['ids', 'slugs', 'domains', 'formerDomains'] as const;
type Kind = (typeof KINDS)[number];
/** Maps that share what does not change with their successors: a change costs a few steps, however many names there are. */
export type Names = Readonly<Record<Kind, Claims>>;

export const NO_NAMES: Names = { ids: Shared(), slugs: Shared(), domains: Shared(), formerDomains: Shared() };

/** A host with its name as lists sort it. */
interface Named {
  readonly host: Host;
  readonly name: string;
}

/** Orders newer days first: each digit is replaced by its complement to nine. Without a day: last. */
export const newestFirst = (day: string | null | undefined): string =>
  day ? `${day.replace(/\d/g, (digit) => String(9 - Number(digit)))}~` : '~~';

/** Of several hosts of a domain, one that proved it comes first, closed or suspended ones last. */
const domainRank = ({ state, domainVerifiedOn }: Host): string =>
  state === 'closed' || state === 'suspended' ? '2' : domainVerifiedOn ? '0' : '1';

function claimsOf({ host, name }: Named): [kind: Kind, key: string, claim: Claim][] {
  const tail = `${name} ${host.id}`;
  const claims: [Kind, string, Claim][] = [];
  const add = (kind: Kind, key: string | undefined, order: string) => {
    if (key) claims.push([kind, key, { host, order: `${order} ${tail}` }]);
  };
  const { aliases = [], merged = [] } = host;
  const formerly = (kind: AliasKind, as: Kind) => {
    for (const one of aliases) if (one.kind === kind) add(as, one.value, `1${newestFirst(one.until)}`);
  };
  add('ids', host.id, '0');
  for (const { id } of merged) add('ids', id, '1');
  add('slugs', host.slug, '0');
  formerly('slug', 'slugs');
  formerly('domain', 'formerDomains');
  const rank = domainRank(host);
  add('domains', domainOf(host.website), `0${rank}`);
  for (const { url } of host.services) add('domains', url === undefined ? undefined : domainOf(url), `1${rank}`);
  return claims;
}

const byOrder = (a: Claim, b: Claim): number => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0);

/** The names after some hosts were replaced by others. */
export function renamed(names: Names, gone: readonly Named[], come: readonly Named[]): Names {
  const made = Object.fromEntries(KINDS.map((kind) => [kind, names[kind].asMutable()])) as Record<Kind, Claims>;
  for (const one of gone)
    for (const [kind, key] of claimsOf(one)) {
      const left = made[kind].get(key)?.filter(({ host }) => host.id !== one.host.id) ?? [];
      if (left.length > 0) made[kind].set(key, left);
      else made[kind].delete(key);
    }
  for (const one of come)
    for (const [kind, key, claim] of claimsOf(one)) {
      const others = made[kind].get(key);
      made[kind].set(key, others ? [...others, claim].sort(byOrder) : [claim]);
    }
  return Object.fromEntries(KINDS.map((kind) => [kind, made[kind].asImmutable()])) as Record<Kind, Claims>;
}

/** Who has each name. */
export const holdersIn = (claims: Claims): Lookup<Host> => ({
  size: claims.size,
  get: (key) => claims.get(key)?.[0]?.host,
  has: (key) => claims.has(key),
  keys: () => claims.keys(),
  values: () => claims.valueSeq().map((all) => all[0]!.host),
});
