import type { Words } from './words.ts';

/** The searched fields, most important first; `former` are former names. */
const FIELDS = ['name', 'offer', 'about', 'text', 'former'] as const;

/** The texts of each field. */
export type SearchedTexts = Readonly<Record<(typeof FIELDS)[number], readonly string[]>>;

export const FIELD_COUNT = FIELDS.length;

/** The words of some entries. Each owner has one entry or more. */
export interface IndexedTexts {
  readonly owners: readonly object[];
  /** The first entry of each owner, and the number of entries. */
  readonly starts: Uint32Array;
  /** How many different words each entry has in each field. */
  readonly lengths: Uint16Array;
  /** The sum of these, by field. */
  readonly totals: readonly number[];
  /** The places of a term in `postings` begin there; they end where the next ones begin. */
  readonly terms: ReadonlyMap<string, number>;
  readonly termStarts: Uint32Array;
  /** Entry, field, and how often the term is there, packed into one number; ascending for each term. */
  readonly postings: Uint32Array;
}

/** 16 bits for the entry, 3 for the field, 13 for the count. */
const COUNT_BITS = 13;
const FIELD_BITS = 3;
const MOST_TIMES = (1 << COUNT_BITS) - 1;
/** More entries cannot be told apart. */
export const MOST_ENTRIES = 1 << (32 - COUNT_BITS - FIELD_BITS);
const BELOW_ENTRY = COUNT_BITS + FIELD_BITS;
const LOW_BITS = (1 << BELOW_ENTRY) - 1;

export const entryOf = (packed: number): number => packed >>> BELOW_ENTRY;
export const fieldOf = (packed: number): number => (packed >>> COUNT_BITS) & ((1 << FIELD_BITS) - 1);
export const timesIn = (packed: number): number => packed & MOST_TIMES;
const packed = (entry: number, field: number, times: number): number =>
  ((entry << BELOW_ENTRY) | (field << COUNT_BITS) | Math.min(times, MOST_TIMES)) >>> 0;

type Lists = Map<string, number[]>;

function push(lists: Lists, term: string, posting: number): void {
  const list = lists.get(term);
  if (list) list.push(posting);
  else lists.set(term, [posting]);
}

/** What a field of an entry says. */
interface Counted {
  /** How often each term is there. */
  readonly times: ReadonlyMap<string, number>;
  /** How many different words there are. */
  readonly length: number;
}

/** Begins to read the fields of one owner. Owners share texts, and the entries of one owner whole fields: each is read once. */
function readerOfOwners(words: Words): () => (texts: readonly string[]) => Counted {
  const read = new Map<string, readonly string[]>();
  const wordsOf = (text: string): readonly string[] => {
    const known = read.get(text) ?? words.wordsOf(text, true);
    read.set(text, known);
    return known;
  };
  const count = (texts: readonly string[]): Counted => {
    const times = new Map<string, number>();
    const different = new Set<string>();
    for (const text of texts)
      for (const word of wordsOf(text)) {
        different.add(word);
        for (const term of words.termsOf(word)) times.set(term, (times.get(term) ?? 0) + 1);
      }
    return { times, length: different.size };
  };
  return () => {
    const counted = new Map<readonly string[], Counted>();
    return (texts) => {
      const known = counted.get(texts) ?? count(texts);
      counted.set(texts, known);
      return known;
    };
  };
}

/** Copies the postings of entries that stay, with their new numbers. @param to the new number of each; -1: it is gone */
function keep({ terms, termStarts, postings }: IndexedTexts, to: Int32Array, lists: Lists): void {
  for (const [term, at] of terms)
    for (let place = termStarts[at]!; place < termStarts[at + 1]!; place++) {
      const posting = postings[place]!;
      const entry = to[entryOf(posting)]!;
      if (entry >= 0) push(lists, term, ((entry << BELOW_ENTRY) | (posting & LOW_BITS)) >>> 0);
    }
}

/**
 * Step by step, because an owner may have a hundred entries.
 * @param owners in the order of their entries
 * @param former an index of some of these owners, in the same order: their texts are not read again
 */
export function* indexTextsInSteps<Owner extends object>(
  owners: readonly Owner[],
  textsOf: (owner: Owner) => readonly SearchedTexts[],
  words: Words,
  former?: IndexedTexts,
): Generator<'pause', IndexedTexts, unknown> {
  const formerly = new Map(former?.owners.map((owner, index) => [owner, index]));
  const fresh: { texts: readonly SearchedTexts[]; from: number }[] = [];
  const to = new Int32Array(former?.starts.at(-1) ?? 0).fill(-1);
  const starts = new Uint32Array(owners.length + 1);
  for (const [index, owner] of owners.entries()) {
    const from = starts[index]!;
    const was = formerly.get(owner);
    if (former && was !== undefined) {
      const [first, end] = [former.starts[was]!, former.starts[was + 1]!];
      for (let entry = first; entry < end; entry++) to[entry] = from + entry - first;
      starts[index + 1] = from + end - first;
    } else {
      const texts = textsOf(owner);
      fresh.push({ texts, from });
      starts[index + 1] = from + texts.length;
    }
  }
  const lists: Lists = new Map();
  const lengths = new Uint16Array(starts.at(-1)! * FIELD_COUNT);
  if (former) {
    keep(former, to, lists);
    for (const [entry, now] of to.entries())
      if (now >= 0)
        lengths.set(former.lengths.subarray(entry * FIELD_COUNT, (entry + 1) * FIELD_COUNT), now * FIELD_COUNT);
  }
  const nextOwner = readerOfOwners(words);
  for (const { texts, from } of fresh) {
    yield 'pause';
    const counted = nextOwner();
    let entry = from;
    for (const one of texts) {
      for (let field = 0; field < FIELD_COUNT; field++) {
        const { times, length } = counted(one[FIELDS[field]!]);
        lengths[entry * FIELD_COUNT + field] = length;
        for (const [term, count] of times) push(lists, term, packed(entry, field, count));
      }
      entry++;
    }
  }
  return { owners, starts, lengths, totals: totalsOf(lengths), ...inOneArray(lists) };
}

function totalsOf(lengths: Uint16Array): number[] {
  const totals = FIELDS.map(() => 0);
  for (let place = 0; place < lengths.length; place++) totals[place % FIELD_COUNT]! += lengths[place]!;
  return totals;
}

function inOneArray(lists: Lists): Pick<IndexedTexts, 'terms' | 'termStarts' | 'postings'> {
  const terms = new Map<string, number>();
  const termStarts = new Uint32Array(lists.size + 1);
  let length = 0;
  for (const list of lists.values()) length += list.length;
  const postings = new Uint32Array(length);
  let [index, place] = [0, 0];
  for (const [term, list] of lists) {
    terms.set(term, index);
    termStarts[index++] = place;
    // Kept entries come before added ones.
    postings.set(
      list.sort((a, b) => a - b),
      place,
    );
    place += list.length;
  }
  termStarts[index] = place;
  return { terms, termStarts, postings };
}
