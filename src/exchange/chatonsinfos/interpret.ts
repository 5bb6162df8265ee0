import { editDistance } from '../../ground/texts.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { KEYS, type KeyRule, ruleOf, sectionOf } from './keys.ts';
import type { Property } from './properties.ts';
import { type Parsed, parseValue, presentValue } from './values.ts';
import type { FileClass, Findings } from './words/problems.ts';

/** What the reader of a file knows apart from its bytes. */
export interface Circumstances {
  /** The address from which the file was read. */
  address: string;
  reference: Reference;
  /** Today in Europe/Paris: a later date in a file has not happened. */
  day: string;
  /** The class expected by the file that links here. */
  expected?: FileClass | undefined;
  /** The lower-case name in `memberof` of the federation that links here. */
  federation?: string | undefined;
}

/** What is needed to read a part of a file. */
export interface Context extends Circumstances {
  asOf: string | null;
  found: Findings;
}

/** Another file to which a file links. */
export interface Sub {
  readonly id: string;
  readonly url: string;
  readonly line: number;
}

/* Keys that present files still use, although the format has renamed or removed them. */

/** The present name of a key; null: the format no longer has it. */
const RETIRED: readonly (readonly [before: string, now: string | null])[] = [
  ['organization.geography', null],
  ['organization.geography.latitude', 'organization.geolocation.latitude'],
  ['organization.geography.longitude', 'organization.geolocation.longitude'],
  ['organization.geography.address', 'organization.geolocation.address'],
  ['organization.technical.url', 'organization.guide.technical'],
  ['organization.logo.url', 'organization.logo'],
  ['federation.logo.url', 'federation.logo'],
  ['service.logo.url', 'service.logo'],
  ['federation.technical.url', 'federation.guide.technical'],
  ['service.technical.url', 'service.guide.technical'],
  ['service.load', 'service.registration.load'],
];

const MISSPELT: readonly (readonly [typed: string, meant: string])[] = [
  ['organization.socialnetworks.pixelfeld', 'organization.socialnetworks.pixelfed'],
  ['federation.socialnetworks.pixelfeld', 'federation.socialnetworks.pixelfed'],
  ['organization.funding.tipee', 'organization.funding.tipeee'],
  ['software.licence.name', 'software.license.name'],
  ['software.licence.url', 'software.license.url'],
];

const retired = new Map(RETIRED);
const misspelt = new Map(MISSPELT);

/** How a key was understood. */
type Understood =
  | { readonly as: 'known'; readonly key: string }
  | { readonly as: 'retired'; readonly key: string | undefined }
  | { readonly as: 'misspelt'; readonly key: string }
  | { readonly as: 'unknown' };

/** The key in the format's case and with its first word. In `subs` and memberships, chosen names stay as typed. */
function plain(typed: string): string {
  const key = typed.toLowerCase().replace(/^organisation\./, 'organization.');
  return key.startsWith('subs.') ? `subs.${typed.slice('subs.'.length)}` : key;
}

/** The key of the format that was meant, if that is certain. */
function understandKey(typed: string): Understood {
  if (ruleOf(typed)) return { as: 'known', key: typed };
  const key = plain(typed);
  const now = retired.get(key);
  if (now !== undefined) return { as: 'retired', key: now ?? undefined };
  const meant = misspelt.get(key) ?? key;
  if (!ruleOf(meant)) return { as: 'unknown' };
  // `startDate` and `endDate` are the names of an earlier version.
  return { as: /(start|end)Date$/.test(typed) ? 'retired' : 'misspelt', key: meant };
}

const NAMES = KEYS.map(({ key }) => key).filter((key) => !key.includes('*'));
const LONGEST_NAME = Math.max(...NAMES.map(({ length }) => length)) + 2;

/** A key that resembles an unknown key: in its last part, one letter in four may differ. */
function keyNear(typed: string): string | undefined {
  if (typed.length > LONGEST_NAME) return undefined;
  const key = plain(typed);
  const most = Math.max(1, Math.floor(key.split('.').at(-1)!.length / 4));
  const near = NAMES.map((name) => ({ name, away: editDistance(key, name, most) })).sort((a, b) => a.away - b.away);
  return near[0]!.away <= most ? near[0]!.name : undefined;
}

/* From entries to keys of the format with their values, for files of any class. */

/** An entry with its meaning. */
export interface Meant {
  readonly entry: Property;
  /** In the present form of the format; as typed when the key is unknown. */
  readonly key: string;
  /** Absent: the format does not have this key, or no longer has it. */
  readonly rule: KeyRule | undefined;
  readonly parsed: Parsed;
  /** Without quotes; undefined: the file states that there is none. */
  readonly value: string | undefined;
  /** Whether this entry is the one that counts, among those with its key. */
  readonly counts: boolean;
}

/** Searching for similar keys is slow, and files of another kind have thousands of unknown keys. */
const MOST_SUGGESTIONS = 50;

class Suggestions {
  #left = MOST_SUGGESTIONS;

  near(typed: string): string | undefined {
    return this.#left-- > 0 ? keyNear(typed) : undefined;
  }
}

function reportKey(entry: Property, understood: Understood, suggestions: Suggestions, found: Findings): void {
  const { line, key } = entry;
  if (understood.as === 'known') return;
  if (understood.as === 'misspelt') found.add('misspelt-key', { now: understood.key }, line, key);
  else if (understood.as === 'retired')
    found.add('retired-key', understood.key === undefined ? {} : { now: understood.key }, line, key);
  else {
    const near = suggestions.near(key);
    found.add('unknown-key', near === undefined ? {} : { near }, line, key);
  }
}

const keyOf = (understood: Understood, typed: string): string =>
  understood.as === 'unknown' ? typed : (understood.key ?? typed);

interface Candidate {
  readonly entry: Property;
  readonly understood: Understood;
  readonly key: string;
  readonly value: string | undefined;
  readonly hasValue: boolean;
  readonly isPresentName: boolean;
}

function candidateOf(entry: Property): Candidate {
  const understood = understandKey(entry.key);
  const value = presentValue(entry.value);
  const isPresentName = understood.as === 'known';
  const key = keyOf(understood, entry.key);
  return { entry, understood, key, value, hasValue: value !== undefined, isPresentName };
}

/** Of entries with one key, one with a value counts before one without, then a present name, then the last. */
const rank = ({ hasValue, isPresentName }: Candidate): number => Number(hasValue) * 2 + Number(isPresentName);

/** Every `subs` entry counts, even two with the same name: each links to a different file. */
const isSub = (key: string): boolean => sectionOf(key) === 'subs';

/** The meaning of entries, in their order. Each problem is reported once, at its line. */
export function interpret(entries: readonly Property[], found: Findings): Meant[] {
  const suggestions = new Suggestions();
  const candidates = entries.map(candidateOf);
  const best = new Map<string, Candidate>();
  for (const one of candidates) {
    const before = best.get(one.key);
    if (!before || rank(one) >= rank(before)) best.set(one.key, one);
  }
  const firstOf = new Map<string, number>();
  return candidates.map((one) => {
    const { entry, key, value, understood } = one;
    reportKey(entry, understood, suggestions, found);
    const counts = isSub(key) || best.get(key) === one;
    if (!counts) found.add('duplicate-key', { counts: best.get(key)!.entry.line }, entry.line, entry.key);
    const first = firstOf.get(key);
    if (isSub(key) && first !== undefined) found.add('same-sub-name', { first }, entry.line, entry.key);
    firstOf.set(key, first ?? entry.line);
    const rule = understood.as === 'unknown' ? undefined : ruleOf(key);
    const parsed = rule && value !== undefined ? parseValue(rule, value) : value === undefined ? {} : { text: value };
    if (counts && parsed.problem) found.add(parsed.problem[0], parsed.problem[1] as never, entry.line, entry.key);
    return { entry, key, rule, parsed, value, counts };
  });
}

/** The entries that count, by key. */
export class KnownEntries {
  readonly #byKey: ReadonlyMap<string, Meant>;

  constructor(meant: readonly Meant[]) {
    this.#byKey = new Map(meant.filter(({ counts }) => counts).map((one) => [one.key, one]));
  }

  get(key: string): string | undefined {
    return this.#byKey.get(key)?.parsed.text;
  }

  line(key: string): number | null {
    return this.#byKey.get(key)?.entry.line ?? null;
  }

  all(): Iterable<Meant> {
    return this.#byKey.values();
  }
}
