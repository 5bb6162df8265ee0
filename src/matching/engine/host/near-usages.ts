import type { Service } from '../../../documents/service.ts';
import { ACCOUNTS, STORAGE } from '../../../vocabulary/units.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Near, Wanted } from '../need/wanted.ts';
import type { Candidate } from './candidate.ts';
import type { Option, Way } from './ways.ts';

/* Usages that are met by near usages. */

const nearAmong = ({ near }: CompiledNeed, index: number, { usages }: Pick<Service, 'usages'>): Near =>
  near[index]!.find(({ usage }) => usages.includes(usage))!;

/**
 * What a wanted usage asks of a service that meets it as a near usage. Amounts in a unit that the service's usage does
 * not have become a question.
 */
export function sharedWith(need: CompiledNeed, index: number, { usages }: Pick<Service, 'usages'>): Wanted {
  const wanted = need.wanted[index]!;
  const { units } = nearAmong(need, index, { usages });
  const { usage, accounts, megabytes, growth, priority, unsaid } = wanted;
  const [hasAccounts, hasStorage] = [units.includes(ACCOUNTS), units.includes(STORAGE)];
  return {
    usage,
    accounts: hasAccounts ? accounts : null,
    megabytes: hasStorage ? megabytes : null,
    growth: hasStorage ? growth : 0,
    amounts: [
      ...wanted.amounts.map((one) => (units.includes(one.unit) ? one : { ...one, isApart: true })),
      ...(hasAccounts || accounts === null ? [] : [{ unit: ACCOUNTS, amount: accounts, isApart: true }]),
      ...(hasStorage || megabytes === null ? [] : [{ unit: STORAGE, amount: megabytes, isApart: true }]),
    ],
    priority,
    unsaid,
  };
}

/** The near usage by which a service meets a wanted usage in a way; null: the service offers the usage itself. */
export const nearBy = (
  candidate: Candidate,
  { near }: Way,
  need: CompiledNeed,
  { service, wanted }: Pick<Option, 'service' | 'wanted'>,
): Near | null => ((near & (1 << wanted)) === 0 ? null : nearAmong(need, wanted, candidate.services[service]!.service));

/** What a wanted usage asks of the service that meets it in a way. */
export const askedOf = (
  candidate: Candidate,
  { near }: Way,
  need: CompiledNeed,
  { service, wanted }: Pick<Option, 'service' | 'wanted'>,
): Wanted =>
  (near & (1 << wanted)) === 0 ? need.wanted[wanted]! : sharedWith(need, wanted, candidate.services[service]!.service);
