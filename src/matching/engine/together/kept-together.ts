import type { Candidate } from '../host/candidate.ts';
import type { CompiledNeed } from '../need/need.ts';

/* Usages that must be met by one host if both are needed: for example, a document is edited where it is stored. */

/** Whether a host that meets these usages would leave to another host a usage that must stay with them. */
export const splits = (covered: number, { together }: CompiledNeed): boolean =>
  together.some((both) => (covered & both) !== 0 && (covered & both) !== both);

/** Shares left out because they split such a pair, and whether two of them could have formed a combination. */
export interface LeftOut {
  add(covered: number, candidate: Candidate, cents: number): void;
  wouldPair(): boolean;
}

/** Starts empty. For each set of usages, the two cheapest hosts are sufficient. */
export function leftOutOf({ musts, budgetCents }: CompiledNeed): LeftOut {
  const cheapest = new Map<number, { candidate: Candidate; cents: number }[]>();
  return {
    add: (covered, candidate, cents) => {
      const known = (cheapest.get(covered) ?? []).filter((one) => one.candidate !== candidate || one.cents < cents);
      const isKnown = known.some((one) => one.candidate === candidate);
      const all = isKnown ? known : [...known, { candidate, cents }];
      cheapest.set(covered, all.sort((a, b) => a.cents - b.cents).slice(0, 2));
    },
    wouldPair: () =>
      [...cheapest].some(([covered, ones]) =>
        (cheapest.get(musts & ~covered) ?? []).some((other) =>
          ones.some(
            ({ candidate, cents }) =>
              candidate !== other.candidate && cents + other.cents <= (budgetCents ?? Number.POSITIVE_INFINITY),
          ),
        ),
      ),
  };
}
