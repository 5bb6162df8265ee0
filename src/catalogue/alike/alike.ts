import type { Host } from '../../documents/host.ts';
import { domainOf, typedDomain } from '../../ground/addresses.ts';
import { byText, distance } from '../../ground/texts.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import { fold } from '../../vocabulary/territories.ts';
import { findDomain, type Model } from '../model.ts';

/* Entries that may be of one organisation: by their domain, or by a name that is nearly the same. */

export const LIKENESSES = ['same-domain', 'former-domain', 'same-name', 'near-name'] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** Words that tell no organisation from another. */
const COMMON = new Set(
  'association asso collectif cooperative scic scop asbl sas sarl les le la l de du des d et the of and org net com coop fr eu'.split(
    ' ',
  ),
);

/** A name without accents, common words and spaces. */
function nameKey(name: string): string {
  const words = fold(name).split(' ');
  const telling = words.filter((word) => !COMMON.has(word));
  return (telling.length > 0 ? telling : words).join('').slice(0, READ);
}

/** One letter more, less, other or swapped; in shorter names that makes another name. */
const SHORTEST = 5;
const isNear = (a: string, b: string): boolean => Math.min(a.length, b.length) >= SHORTEST && distance(a, b, 1) <= 1;

export interface Alike {
  host: Host;
  how: Likeness;
}

const SHOWN = 5;
/** Letters of a name that are compared. */
const READ = 100;

/** What is worked out once of a model, however often it is asked for. */
function once<T>(make: (model: Model) => T): (model: Model) => T {
  const made = new WeakMap<Model, { of: T }>();
  return (model) => {
    const kept = made.get(model) ?? { of: make(model) };
    made.set(model, kept);
    return kept.of;
  };
}

/** How much an entry says beside what it is called. */
const saidIn = ({ services, claims, commitments, memberships, summary, contact, support, serves }: Host): number =>
  services.length +
  claims.length +
  commitments.length +
  memberships.length +
  [summary, contact, support, serves].filter((fact) => fact !== undefined).length;

/** An empty entry is never the one to keep, even a confirmed one: a merge would drop what the other says. */
const worthKeeping = (a: Host, b: Host): number =>
  Number(saidIn(b) > 0) - Number(saidIn(a) > 0) ||
  Number(b.confirmedByHost) - Number(a.confirmedByHost) ||
  Number(b.domainVerifiedAt !== null) - Number(a.domainVerifiedAt !== null) ||
  b.services.length - a.services.length ||
  saidIn(b) - saidIn(a) ||
  byText(a.slug, b.slug);

const namesOf = ({ name, aliases = [] }: Host): string[] => [
  name,
  ...aliases.flatMap(({ kind, value }) => (kind === 'name' ? [value] : [])),
];

/** Every entry with the keys of its present and former names, the one most worth keeping first. */
const named = once(({ documents }) =>
  documents.toSorted(worthKeeping).map((host) => ({ host, keys: namesOf(host).map(nameKey) })),
);

/**
 * Entries that may be those of who is about to register: the one with its domain first, then those with its name, then
 * with one near it; at most five. Withdrawn ones are not among them, closed ones are.
 */
export function alreadyHere({ name, website }: { name?: string; website?: string }, model: Model): Alike[] {
  const found: Alike[] = [];
  const add = (host: Host, how: Likeness) => {
    if (!found.some((one) => one.host === host)) found.push({ host, how });
  };
  const domain = typedDomain(website?.slice(0, 2000) ?? '');
  const byDomain = domain === undefined ? undefined : findDomain(model, domain);
  if (byDomain) add(byDomain.host, byDomain.former ? 'former-domain' : 'same-domain');
  const key = nameKey(name?.slice(0, 2 * READ) ?? '');
  if (key === '') return found;
  for (const { host, keys } of named(model)) if (keys.includes(key)) add(host, 'same-name');
  for (const { host, keys } of named(model)) if (keys.some((one) => isNear(one, key))) add(host, 'near-name');
  return found.slice(0, SHOWN);
}

/** Two entries of which one may be too many. */
export interface Duplicate {
  /** The one to keep: of those that say anything the confirmed one, else the proven one, else the one that says more. */
  kept: Host;
  other: Host;
  how: 'same-domain' | 'same-name' | 'near-name';
  domain: string | null;
}

/** Two entries that an administrator said to be of two organisations. */
export interface Dismissal {
  hostId: string;
  otherId: string;
  on: string;
  reason: Text | undefined;
}
export type Dismissals = ReadonlyMap<string, Dismissal>;

/** Names a pair of entries by their ids, whichever comes first. */
export const keyOfPair = (one: string, another: string): string =>
  one < another ? `${one} ${another}` : `${another} ${one}`;

interface Marked {
  host: Host;
  domain: string | null;
  key: string;
}

/** Entries that are compared: what has closed is left alone. */
const compared = once((model): readonly Marked[] =>
  named(model)
    .filter(({ host }) => host.state !== 'closed')
    .map(({ host, keys }) => ({ host, domain: domainOf(host.website) ?? null, key: keys[0]! })),
);

/** By how they are alike, then by slug. */
const inOrder = (pairs: readonly Duplicate[]): readonly Duplicate[] =>
  pairs
    .map((pair) => ({ pair, place: keyOfDuplicate(pair).join(' ') }))
    .sort((a, b) => byText(a.place, b.place))
    .map(({ pair }) => pair);

const pairAlike = (before: Marked, entry: Marked): Duplicate[] => {
  const how = howAlike(before, entry);
  if (!how) return [];
  return [{ kept: before.host, other: entry.host, how, domain: how === 'same-domain' ? entry.domain : null }];
};

/** Pairs that would be listed, had nobody said that they are none. */
export function dismissedIn(model: Model, dismissals: Dismissals): readonly Duplicate[] {
  const places = new Map(compared(model).map((entry, place) => [entry.host.id, { entry, place }]));
  return inOrder(
    [...dismissals.values()].flatMap(({ hostId, otherId }) => {
      const both = [places.get(hostId), places.get(otherId)].filter((one) => one !== undefined);
      const [before, after] = both.sort((a, b) => a.place - b.place);
      return before && after ? pairAlike(before.entry, after.entry) : [];
    }),
  );
}

const NONE: Dismissals = new Map();
/** The pairs found last in a model, with the dismissals that were known then. */
const found = new WeakMap<Model, { beside: string; pairs: readonly Duplicate[] }>();

/**
 * Pairs of public entries that are alike: same domain, then same name, then near name, each by slug. Each entry is
 * compared with the one to keep of those it shares a mark with, not with all others: the time is linear in their number.
 * With whatever was said to be another organisation, it is not compared.
 */
export function duplicatesIn(model: Model, dismissals: Dismissals = NONE): readonly Duplicate[] {
  const beside = [...dismissals.keys()].sort().join();
  const last = found.get(model);
  if (last?.beside === beside) return last.pairs;
  const pairs = findDuplicates(compared(model), dismissals);
  found.set(model, { beside, pairs });
  return pairs;
}

function findDuplicates(entries: readonly Marked[], dismissals: Dismissals): readonly Duplicate[] {
  // Those to keep of all that share a mark: more than one where they were said to be different.
  const first = new Map<string, Marked[]>();
  // Two entries that are alike share many marks, and are compared once.
  const seen = new Set<string>();
  const pairs: Duplicate[] = [];
  for (const entry of entries)
    for (const mark of marksOf(entry)) {
      const there = first.get(mark) ?? [];
      const before = there.find(({ host }) => !dismissals.has(keyOfPair(host.id, entry.host.id)));
      if (!before) first.set(mark, [...there, entry]);
      else if (!seen.has(keyOfPair(before.host.id, entry.host.id))) {
        seen.add(keyOfPair(before.host.id, entry.host.id));
        pairs.push(...pairAlike(before, entry));
      }
    }
  return inOrder(pairs);
}

/** Its place in the list. */
export const keyOfDuplicate = ({ how, kept, other }: Duplicate): [string, string, string] => [
  String(LIKENESSES.indexOf(how)),
  kept.slug,
  other.slug,
];

/** What entries that are alike have in common: two names that differ by one letter are the same without one of theirs. */
function marksOf({ domain, key }: Marked): Set<string> {
  const marks = new Set([key]);
  if (domain !== null) marks.add(`//${domain}`);
  if (key.length >= SHORTEST) for (let at = 0; at < key.length; at++) marks.add(key.slice(0, at) + key.slice(at + 1));
  return marks;
}

function howAlike(a: Marked, b: Marked): Duplicate['how'] | null {
  if (a.domain !== null && a.domain === b.domain) return 'same-domain';
  if (a.key === b.key) return 'same-name';
  return isNear(a.key, b.key) ? 'near-name' : null;
}
