import type { Host } from '../../../documents/host.ts';
import type { Territory } from '../../../vocabulary/shapes.ts';
import { COMPLETE_LISTS, type CompleteList } from '../../../vocabulary/terms.ts';
import type { Territories } from '../../../vocabulary/territories.ts';

/*
 * Most lists of most hosts are empty or alike. A match looks at thousands of candidates, so what is alike is one object:
 * less memory to keep, and less to read.
 */

type Lineage = Territories['lineage'];

/** For each list, whether a host declares it complete. */
export type WholeLists = Readonly<Record<CompleteList, boolean>>;
/** Codes of the territories that contain a seat, by level. */
export type SeatCodes = Readonly<Partial<Record<Territory['level'], string>>>;

export const NO_FEDERATION: ReadonlySet<string> = new Set();

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();
/** Statements by their key. */
export const byKey = <T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, T> =>
  list.length === 0 ? NOTHING : new Map(list.map((one) => [keyOf(one), one]));

const NO_INDEX: readonly number[] = [];
const INDEXES: (readonly number[])[] = [];
/** A list of indexes: a list of none or of one is the same object for all. */
export function sharedIndexes(indexes: readonly number[]): readonly number[] {
  if (indexes.length > 1) return indexes;
  const [index] = indexes;
  if (index === undefined) return NO_INDEX;
  INDEXES[index] ??= [index];
  return INDEXES[index];
}

const WHOLE = new Map<string, WholeLists>();
/** Lists that a host calls whole: one object for each combination. */
export function sharedWhole(lists: readonly CompleteList[]): WholeLists {
  const key = COMPLETE_LISTS.filter((list) => lists.includes(list)).join();
  const whole =
    WHOLE.get(key) ?? (Object.fromEntries(COMPLETE_LISTS.map((list) => [list, lists.includes(list)])) as WholeLists);
  WHOLE.set(key, whole);
  return whole;
}

/** By vocabulary, then by territory: there are some 35,000 at most. */
const SEATS = new WeakMap<Lineage, Map<string, SeatCodes>>();
const NO_SEAT: SeatCodes = {};

/** The codes of the territories that the seat of a host is in, by level; none when its seat is unknown. */
export function seatOf({ seat }: Pick<Host, 'seat'>, lineage: Lineage): SeatCodes {
  if (!seat) return NO_SEAT;
  const territory = seat.territory ?? { level: 'country' as const, code: seat.country };
  const known = SEATS.get(lineage) ?? new Map<string, SeatCodes>();
  SEATS.set(lineage, known);
  const key = `${territory.level} ${territory.code}`;
  const codes = known.get(key) ?? Object.fromEntries(lineage(territory).map(({ level, code }) => [level, code]));
  known.set(key, codes);
  return codes;
}
