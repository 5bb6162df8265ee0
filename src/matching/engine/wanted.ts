/** How much of a unit of capacity, as an integer: megabytes for what is in gigabytes. */
export interface Amount {
  readonly unit: string;
  readonly amount: number;
}

/** A usage that is asked for, with what sizes it. Room is in megabytes; null: not said, so not required. */
export interface Wanted {
  readonly usage: string;
  readonly accounts: number | null;
  readonly megabytes: number | null;
  /** Of other units, by unit. */
  readonly amounts: readonly Amount[];
  readonly priority: 'must' | 'should' | 'could';
  /** Units of the usage, accounts or storage, of which the need says no amount: one is assumed for its price. */
  readonly unsaid: readonly string[];
}
