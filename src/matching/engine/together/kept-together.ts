import type { Reference } from '../../../vocabulary/reference.ts';
import type { Candidate } from '../host/candidate.ts';
import type { CompiledNeed } from '../need.ts';
import type { Policy } from '../policy.ts';
import type { Wanted } from '../wanted.ts';

/* Usages that stay at one host where both must be met: a document is edited where it is stored. */

/** Pairs of must-usages that one host must meet together, each pair as a bit mask. Policies older than 2026-5 have none. */
export function keptTogether(wanted: readonly Wanted[], { isPast }: Policy, { usages }: Reference): number[] {
  if (isPast) return [];
  const bitOf = (key: string): number => {
    const index = wanted.findIndex(({ usage, priority }) => priority === 'must' && usage === key);
    return index < 0 ? 0 : 1 << index;
  };
  return wanted.flatMap(({ usage }) =>
    (usages.get(usage)?.sameHostAs ?? []).flatMap((other) => {
      const [one, two] = [bitOf(usage), bitOf(other)];
      return one === 0 || two === 0 ? [] : [one | two];
    }),
  );
}

/** Whether a host that meets these usages leaves to another one what must stay with them. */
export const splits = (covered: number, { together }: CompiledNeed): boolean =>
  together.some((both) => (covered & both) !== 0 && (covered & both) !== both);

/** Shares that are left out because they split what stays together, and whether two of them would have been a pair. */
export interface LeftOut {
  add(covered: number, candidate: Candidate, cents: number): void;
  wouldPair(): boolean;
}

/** Begins with none. Of each set of usages the two hosts that ask least are enough to know. */
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
