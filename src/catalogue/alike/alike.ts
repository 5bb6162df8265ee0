import type { Host } from '../../documents/host.ts';
import { domainOf, typedDomain } from '../../ground/addresses.ts';
import { byText, editDistance } from '../../ground/texts.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { fold } from '../../vocabulary/territories.ts';
import { findDomain, type Model } from '../model.ts';

/* Entries that may belong to the same organisation: same domain, or nearly the same name. */

const LIKENESSES = ['same-domain', 'former-domain', 'same-name', 'near-name'] as const;
type Likeness = (typeof LIKENESSES)[number];

/** Common words that do not distinguish organisations. */
const COMMON = new Set(
  'association asso collectif cooperative scic scop asbl sas sarl les le la l de du des d et the of and org net com coop fr eu'.split(
    ' ',
  ),
);

/** A name for comparison: without accents, common words and spaces. */
function nameKey(name: string): string {
  const words = fold(name).split(' ');
  const telling = words.filter((word) => !COMMON.has(word));
  return (telling.length > 0 ? telling : words).join('').slice(0, READ);
}

/**
 * Names are near when they differ by one letter added, removed or replaced, or by two letters swapped. Shorter names
 * that differ by one letter are different names.
 */
const SHORTEST = 5;
const isNear = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= SHORTEST && editDistance(a, b, 1) <= 1;

interface Alike {
  host: Host;
  likeness: Likeness;
}

const SHOWN = 5;
/** How many letters of a name are compared. */
const READ = 100;

/** Caches a value that is computed once per model. */
function once<T>(make: (model: Model) => T): (model: Model) => T {
  const made = new WeakMap<Model, { of: T }>();
  return (model) => {
    const kept = made.get(model) ?? { of: make(model) };
    made.set(model, kept);
    return kept.of;
  };
}

/** How much an entry says apart from its names. */
const saidIn = ({ services, claims, commitments, memberships, summary, contact, support, serves }: Host): number =>
  services.length +
  claims.length +
  commitments.length +
  memberships.length +
  [summary, contact, support, serves].filter((fact) => fact !== undefined).length;

/**
 * Sort order: the entry to keep first. An entry that says nothing is never kept before one that says something, even if
 * it is confirmed: a merge drops what the other entry says.
 */
const worthKeeping = (a: Host, b: Host): number =>
  Number(saidIn(b) > 0) - Number(saidIn(a) > 0) ||
  Number(b.confirmedByHost) - Number(a.confirmedByHost) ||
  Number(b.domainVerifiedOn !== null) - Number(a.domainVerifiedOn !== null) ||
  b.services.length - a.services.length ||
  saidIn(b) - saidIn(a) ||
  byText(a.slug, b.slug);

const namesOf = ({ name, aliases = [] }: Host): string[] => [
  name,
  ...aliases.flatMap(({ kind, value }) => (kind === 'name' ? [value] : [])),
];

/** Every entry with the keys of its present and former names, sorted by which entry is kept. */
const named = once(({ documents }) =>
  documents.toSorted(worthKeeping).map((host) => ({ host, keys: namesOf(host).map(nameKey) })),
);

/**
 * Entries that may be those of a host that is about to register: first the one with its domain, then those with its
 * name, then those with a near name; at most five. Withdrawn entries are left out, closed ones are included.
 */
export function alreadyHere({ name, website }: { name?: string; website?: string }, model: Model): Alike[] {
  const found: Alike[] = [];
  const add = (host: Host, likeness: Likeness) => {
    if (!found.some((one) => one.host === host)) found.push({ host, likeness });
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

/** Two entries that may be duplicates. */
export interface Duplicate {
  /** The entry to keep: of those that say anything, the confirmed one, else that with a proven domain or more facts. */
  kept: Host;
  other: Host;
  likeness: 'same-domain' | 'same-name' | 'near-name';
  domain: string | null;
}

/** Two entries that an administrator declared to be of different organisations. */
interface Dismissal {
  hostId: string;
  otherId: string;
  on: string;
  reason: Text | undefined;
}
export type Dismissals = ReadonlyMap<string, Dismissal>;

/** One key for a pair of entries, independent of their order. */
export const keyOfPair = (one: string, another: string): string =>
  one < another ? `${one} ${another}` : `${another} ${one}`;

interface Marked {
  host: Host;
  domain: string | null;
  key: string;
}

/** The entries that are compared; closed ones are left out. */
const compared = once((model): readonly Marked[] =>
  named(model)
    .filter(({ host }) => host.state !== 'closed')
    .map(({ host, keys }) => ({ host, domain: domainOf(host.website) ?? null, key: keys[0]! })),
);

/** Sorted by likeness, then by slug. */
const inOrder = (pairs: readonly Duplicate[]): readonly Duplicate[] =>
  pairs
    .map((pair) => ({ pair, place: keyOfDuplicate(pair).join(' ') }))
    .sort((a, b) => byText(a.place, b.place))
    .map(({ pair }) => pair);

const pairAlike = (before: Marked, entry: Marked): Duplicate[] => {
  const likeness = howAlike(before, entry);
  if (!likeness) return [];
  return [{ kept: before.host, other: entry.host, likeness, domain: likeness === 'same-domain' ? entry.domain : null }];
};

/** Pairs that would be listed as duplicates if no administrator had declared them different. */
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
/** The pairs found last for a model. `beside`: the dismissals that were left out of them, as one text. */
const found = new WeakMap<Model, { beside: string; pairs: readonly Duplicate[] }>();

/**
 * Pairs of public entries that are alike: same domain first, then same name, then near name, each sorted by slug. An
 * entry is only compared with the entry to keep of those that share a mark with it, not with all others, so the time is
 * linear in the number of entries. It is not compared with an entry that was declared different.
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
  // For each mark, the entries to keep: more than one when they were declared different from each other.
  const first = new Map<string, Marked[]>();
  // Two similar entries share many marks, but are compared once.
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

/** Its sort key in the list. */
export const keyOfDuplicate = ({ likeness, kept, other }: Duplicate): [string, string, string] => [
  String(LIKENESSES.indexOf(likeness)),
  kept.slug,
  other.slug,
];

/**
 * The marks that similar entries share. Each name without one of its letters is a mark: two names that differ by one
 * letter have such a mark in common.
 */
function marksOf({ domain, key }: Marked): Set<string> {
  const marks = new Set([key]);
  if (domain !== null) marks.add(`//${domain}`);
  if (key.length >= SHORTEST) for (let at = 0; at < key.length; at++) marks.add(key.slice(0, at) + key.slice(at + 1));
  return marks;
}

function howAlike(a: Marked, b: Marked): Duplicate['likeness'] | null {
  if (a.domain !== null && a.domain === b.domain) return 'same-domain';
  if (a.key === b.key) return 'same-name';
  return isNear(a.key, b.key) ? 'near-name' : null;
}

const TEXTS: Readonly<
  Record<Language, Record<Duplicate['likeness'], (a: string, b: string, domain: string) => string>>
> = {
  fr: {
    'same-domain': (a, b, domain) => `« ${a} » et « ${b} » ont le même site : ${domain}.`,
    'same-name': (a, b) => `« ${a} » et « ${b} » portent le même nom.`,
    'near-name': (a, b) => `« ${a} » et « ${b} » portent presque le même nom.`,
  },
  en: {
    'same-domain': (a, b, domain) => `“${a}” and “${b}” have the same site: ${domain}.`,
    'same-name': (a, b) => `“${a}” and “${b}” have the same name.`,
    'near-name': (a, b) => `“${a}” and “${b}” have nearly the same name.`,
  },
};

/** Says what two entries have in common. */
export const tellDuplicate = ({ likeness, kept, other, domain }: Duplicate, language: Language): string =>
  TEXTS[language][likeness](kept.name, other.name, domain ?? '');
