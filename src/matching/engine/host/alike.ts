import type { Host } from '../../../documents/host.ts';
import { COMPLETE_LISTS, type CompleteList } from '../../../vocabulary/terms.ts';
import type { Territories } from '../../../vocabulary/territories.ts';
import type { Candidate } from './candidate.ts';

type Lineage = Territories['lineage'];

/*
 * Most lists of most hosts are empty or alike. A match looks at thousands of candidates, so what is alike is one object:
 * less memory to keep, and less to read.
 */
export const NO_FEDERATION: ReadonlySet<string> = new Set();
const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();
/** Statements by their key. */
export const byKey = <T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, T> =>
  list.length === 0 ? NOTHING : new Map(list.map((one) => [keyOf(one), one]));

export const NO_INDEX: readonly number[] = [];
const INDEXES: (readonly number[])[] = [];
/** The list of one index. */
export function onlyIndex(index: number): readonly number[] {
  INDEXES[index] ??= [index];
  return INDEXES[index];
}

const WHOLE = new Map<string, Candidate['whole']>();
/** Lists that a host calls whole: one object for each combination. */
export function sharedWhole(lists: readonly CompleteList[]): Candidate['whole'] {
  const key = COMPLETE_LISTS.filter((list) => lists.includes(list)).join();
  const whole =
    WHOLE.get(key) ??
    (Object.fromEntries(COMPLETE_LISTS.map((list) => [list, lists.includes(list)])) as Candidate['whole']);
  WHOLE.set(key, whole);
  return whole;
}

/** By vocabulary, then by territory: there are some 35,000 at most. */
const SEATS = new WeakMap<Lineage, Map<string, Candidate['seat']>>();
const NO_SEAT: Candidate['seat'] = {};
/** Codes of the territories that contain the seat of a host, by level. */
export function seatOf({ seat }: Pick<Host, 'seat'>, lineage: Lineage): Candidate['seat'] {
  if (!seat) return NO_SEAT;
  const territory = seat.territory ?? { level: 'country' as const, code: seat.country };
  const known = SEATS.get(lineage) ?? new Map<string, Candidate['seat']>();
  SEATS.set(lineage, known);
  const key = `${territory.level} ${territory.code}`;
  const codes = known.get(key) ?? Object.fromEntries(lineage(territory).map(({ level, code }) => [level, code]));
  known.set(key, codes);
  return codes;
}
