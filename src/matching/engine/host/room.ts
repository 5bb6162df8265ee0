import type { Plan } from '../../../documents/service.ts';
import { limitOn, type Room, roomForAccounts, roomForMegabytes, roomUnder } from '../../../services/cost.ts';
import { ACCOUNTS, STORAGE } from '../../../vocabulary/units.ts';
import type { Amount, Wanted } from '../wanted.ts';

/** What the usages that one plan meets ask of it together. */
export interface Demand {
  readonly accounts: number | null;
  /** 0: not said, so not required. */
  readonly megabytes: number;
  readonly amounts: readonly Amount[];
}

/**
 * How much of something is missing: cents a year, a unit of capacity as an integer, or the measure of a commitment
 * (`commitment:<kind>`). Asked: `has` + `missing`, which is below `has` where less is better.
 */
export interface Shortage {
  readonly of: 'cents' | (string & {});
  readonly missing: number;
  readonly has: number;
}

/** Limits of a plan that are too tight for a demand, and units of it whose limit nobody knows. */
export interface Fit {
  readonly tight: readonly Shortage[];
  readonly unknown: readonly string[];
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const NO_AMOUNTS: readonly Amount[] = [];

/** Room adds up over usages; of anything else they share what the most demanding one asks. */
export function demandOf(usages: readonly Wanted[]): Demand {
  if (usages.length === 1) {
    const { accounts, megabytes, amounts } = usages[0]!;
    return { accounts, megabytes: megabytes ?? 0, amounts };
  }
  let accounts: number | null = null;
  let megabytes = 0;
  let amounts = NO_AMOUNTS;
  for (const wanted of usages) {
    if (wanted.accounts !== null && (accounts === null || wanted.accounts > accounts)) accounts = wanted.accounts;
    megabytes += wanted.megabytes ?? 0;
    amounts = amounts.length === 0 ? wanted.amounts : largest(amounts, wanted.amounts);
  }
  return { accounts, megabytes, amounts };
}

function largest(a: readonly Amount[], b: readonly Amount[]): Amount[] {
  const most = new Map(a.map(({ unit, amount }) => [unit, amount]));
  for (const { unit, amount } of b) most.set(unit, Math.max(amount, most.get(unit) ?? 0));
  return [...most].map(([unit, amount]) => ({ unit, amount }));
}

/** How a plan stands up to a demand; `people` sizes what is included for each account. */
export function fitOf(plan: Plan, { accounts, megabytes, amounts }: Demand, people: number): Fit {
  const fit: Writable<Fit> = { tight: NO_SHORTAGE, unknown: NO_UNIT };
  if (accounts !== null) note(fit, plan, ACCOUNTS, roomForAccounts(plan, accounts), accounts);
  if (megabytes > 0) note(fit, plan, STORAGE, roomForMegabytes(plan, megabytes, people), megabytes);
  for (const { unit, amount } of amounts) note(fit, plan, unit, roomUnder(limitOn(plan, unit), amount), amount);
  return fit;
}

// Most plans lack nothing, and this runs for every plan of every host: lists are made only for what they hold.
const NO_SHORTAGE: readonly Shortage[] = [];
const NO_UNIT: readonly string[] = [];

function note(fit: Writable<Fit>, plan: Plan, of: string, room: Room, wanted: number): void {
  if (room === 'unknown') fit.unknown = [...fit.unknown, of];
  else if (room === 'too-small') {
    const has = limitOn(plan, of) as number;
    fit.tight = [...fit.tight, { of, missing: wanted - has, has }];
  }
}
