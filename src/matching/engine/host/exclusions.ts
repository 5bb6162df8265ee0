import { bitCount } from '../need/hard-needs.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Policy } from '../need/policy.ts';
import type { Candidate } from './candidate.ts';
import type { HardAnswers } from './eligibility.ts';
import type { Way } from './ways.ts';

/*
 * What excludes a way of a host, and what it leaves open. Masks and numbers only: this runs for every way of every
 * host.
 */

/** Whether a host may offer a usage that its entry does not list. */
export const isUnlisted = (candidate: Candidate, usage: string): boolean =>
  !candidate.whole.services && !candidate.usages.has(usage);

/**
 * Must-usages that a way does not cover, as hard needs. `unlisted` true: those that the host may still offer; false:
 * those that it does not offer.
 */
function missingIn(candidate: Candidate, need: CompiledNeed, { covered }: Way, unlisted: boolean): number {
  let mask = 0;
  const missing = need.musts & ~covered;
  for (let index = 0; missing >> index !== 0; index++)
    if ((missing & (1 << index)) !== 0 && isUnlisted(candidate, need.wanted[index]!.usage) === unlisted)
      mask |= need.usageBits[index]!;
  return mask;
}

const isTooDear = ({ known, feeCents }: Way, { budgetCents }: CompiledNeed): boolean =>
  budgetCents !== null && known + feeCents > budgetCents;

/** Hard needs that a way answers with no, including the answers of the host and the budget. */
export function noesOf(candidate: Candidate, need: CompiledNeed, answers: HardAnswers, way: Way): number {
  const dear = candidate.whole.plans && isTooDear(way, need) ? need.bits.budget : 0;
  return answers.no | way.no | dear | missingIn(candidate, need, way, false);
}

/** Hard needs for which nobody said no, but something speaks against the way. */
export function againstOf(candidate: Candidate, need: CompiledNeed, answers: HardAnswers, way: Way): number {
  const dear = !candidate.whole.plans && isTooDear(way, need) ? need.bits.budget : 0;
  return answers.against | way.against | dear;
}

/** Hard needs that a way leaves unknown; an unlisted usage makes the price unknown too. */
export function unknownOf(candidate: Candidate, need: CompiledNeed, answers: HardAnswers, way: Way): number {
  const unlisted = missingIn(candidate, need, way, true);
  const price = unlisted !== 0 || way.least === null ? need.bits.budget : 0;
  return answers.unknown | way.unknown | unlisted | price;
}

/** The unknown hard needs that count as open. Unlisted usages, with their unknown price, count on their own. */
export function weighingOf(need: CompiledNeed, answers: HardAnswers, way: Way): number {
  return answers.weighing | way.weighing | (way.least === null ? need.bits.budget : 0);
}

/** How much a way leaves open: hard needs in `weighing`, unlisted usages, near usages, and a host not seen lately. */
export function openOf(candidate: Candidate, need: CompiledNeed, way: Way, weighing: number, policy: Policy): number {
  const { unlistedUsage, nearUsage } = policy.open;
  return (
    weightOf(weighing, need, policy) +
    unlistedUsage * bitCount(missingIn(candidate, need, way, true)) +
    nearUsage * bitCount(way.near & need.musts) +
    unseenWeight(candidate, policy)
  );
}

/** The total weight of open hard needs, without usages. */
export function weightOf(mask: number, { bits }: CompiledNeed, { open }: Policy): number {
  const newcomers = bits['open-to-newcomers'];
  const waits = (mask & newcomers) !== 0;
  return open.need * bitCount(mask & ~newcomers) + (waits ? open.waitingList : 0);
}

/** The weight of a host that nobody saw active lately. */
export const unseenWeight = ({ seenLately }: Candidate, { open }: Policy): number => (seenLately ? 0 : open.unseen);

/** Whether a way meets none of the must-usages for which a need wants a specialist: then it is no first answer. */
export const isNoSpecialist = ({ covered }: Way, { specialised }: CompiledNeed): boolean =>
  specialised !== 0 && (specialised & covered) === 0;

/** Whether a host must not rank first for a sensitive need. */
export function mayNotRankFirst(candidate: Candidate, way: Way, { isCareful }: CompiledNeed): boolean {
  if (!isCareful) return false;
  const { contact } = candidate.host;
  const isKnown = way.options.every(({ service }) => candidate.services[service]!.service.dataCountry !== undefined);
  const europe = candidate.claims.get('hosted-in-eu');
  const isInEurope = europe?.value === 'yes' && europe.evidence !== 'unknown' && !europe.contested;
  return !candidate.seenLately || (!contact?.email && !contact?.url) || !(isKnown || isInEurope);
}
