import { bitCount } from '../need/hard-needs.ts';
import type { CompiledNeed } from '../need/need.ts';
import { NEARNESS, type Nearness } from '../need/parameters.ts';
import type { Candidate } from './candidate.ts';
import type { HardAnswers } from './eligibility.ts';
import type { Way } from './ways.ts';

/*
 * Two parts of the order of an adviser (docs/matching.md): who plausibly covers every must, and, while something is open,
 * who is near to those who ask and says so.
 */

/** How many must-usages a way lacks that the host would name if it offered them. */
export const lackingIn = ({ covered }: Way, { specialised }: CompiledNeed): number => bitCount(specialised & ~covered);

/** Greater than any distance of two hosts together. */
export const FURTHEST = 512;

/** Whether each service that a host offers for a must-usage has no price, and is not said to be open to all. */
const mayCost = ({ services, plansOf, usages }: Candidate, { wanted }: CompiledNeed): boolean =>
  wanted.some(({ usage, priority }) => {
    const offering = priority === 'must' ? (usages.get(usage) ?? []) : [];
    return (
      offering.length > 0 &&
      offering.every((index) => {
        const { registration } = services[index]!.service;
        return registration !== 'open' && registration !== 'none-needed' && plansOf[index]!.length === 0;
      })
    );
  });

/**
 * How far a host is from those who ask, as far as it says; 0 is nearest. What it leaves unsaid never brings it nearer.
 * Each question decides only between hosts that are equal on those before it.
 */
export function distanceOf(candidate: Candidate, need: CompiledNeed, answers: HardAnswers): number {
  const { host, country, seat, audiences } = candidate;
  const { territory } = need.bits;
  let distance = Number(country !== need.country);
  const ask = (isFurther: boolean) => {
    distance = distance * 2 + Number(isFurther);
  };
  ask(need.budgetCents === 0 && mayCost(candidate, need));
  ask(need.place.region === undefined || seat.region !== need.place.region);
  ask((territory & (answers.assumed | answers.unknown)) !== 0);
  ask(need.audience !== null && audiences?.includes(need.audience) !== true);
  ask(!host.contact?.email && !host.contact?.url && !host.contact?.phone);
  return distance;
}

/** The first question on which two different distances differ: the highest digit in base two. */
export const decidingOf = (near: number, far: number): Nearness => {
  const digit = 31 - Math.clz32(near ^ far);
  return NEARNESS[Math.max(0, NEARNESS.length - 1 - digit)]!;
};
