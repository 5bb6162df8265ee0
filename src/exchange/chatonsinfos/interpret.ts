import { keyNear, type Understood, understand } from './aliases.ts';
import { type KeyRule, ruleOf, sectionOf } from './keys.ts';
import type { Entry } from './properties.ts';
import { type Parsed, parseValue, presentValue } from './values.ts';
import type { Findings } from './words/problems.ts';

/* From entries to keys of the format with their values, for files of any class. */

/** An entry with its meaning. */
export interface Meant {
  readonly entry: Entry;
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

function reportKey(entry: Entry, understood: Understood, suggestions: Suggestions, found: Findings): void {
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
  readonly entry: Entry;
  readonly understood: Understood;
  readonly key: string;
  readonly value: string | undefined;
  readonly hasValue: boolean;
  readonly isPresentName: boolean;
}

function candidateOf(entry: Entry): Candidate {
  const understood = understand(entry.key);
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
export function interpret(entries: readonly Entry[], found: Findings): Meant[] {
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
export class Known {
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
