import type { Host } from '../../documents/host.ts';
import type { Plan } from '../../documents/service.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { HOST } from '../words/host.ts';

const isCharged = (amount: number | undefined): amount is number => amount !== undefined && amount > 0;

/** What a plan costs, in the order in which one pays: `35 € par an`, `15 € d’adhésion par an`. */
export function amountsOf(plan: Plan, say: Speaker): string[] {
  const words = HOST[say.language];
  if (plan.onQuote) return [words.onQuote];
  const { fixed, membershipFee, perAccount, perGb, setupFee, freeAmount, includedAccounts, includedGb } = plan;
  const per = words.per[plan.period ?? 'year'];
  const above = (included: string | undefined) => included ?? null;
  const parts = [
    freeAmount && words.freeAmount,
    isCharged(freeAmount?.advised) && words.advised(say.euros(freeAmount.advised)),
    isCharged(freeAmount?.floor) && words.floor(say.euros(freeAmount.floor)),
    isCharged(fixed) && per(say.euros(fixed)),
    isCharged(perAccount) &&
      per(words.perAccount(say.euros(perAccount), above(includedAccounts ? say.number(includedAccounts) : undefined))),
    isCharged(perGb) && per(words.perGb(say.euros(perGb), above(includedGb ? say.gigabytes(includedGb) : undefined))),
    isCharged(membershipFee) && words.fee(say.euros(membershipFee)),
    isCharged(setupFee) && words.setup(say.euros(setupFee)),
  ].filter((part) => typeof part === 'string');
  const isUnknown = [fixed, perAccount, perGb].every((amount) => amount === undefined) && !freeAmount;
  if (isUnknown) return [words.noPrice, ...parts];
  if (parts.length === 0) return [words.free];
  return plan.taxIncluded === false ? [...parts.slice(0, -1), `${parts.at(-1)} (${words.beforeTax})`] : parts;
}

/** How much a plan holds, as far as it is said. */
export function limitsOf({ maxAccounts, maxGb, limits }: Plan, say: Speaker): string[] {
  const words = HOST[say.language];
  return [
    maxAccounts === 'unlimited' ? words.unlimitedAccounts : maxAccounts && words.accounts(say.number(maxAccounts)),
    maxGb === 'unlimited' ? words.unlimitedSpace : maxGb && words.upTo(say.gigabytes(maxGb)),
    ...Object.entries(limits ?? {}).map(([unit, most]) =>
      most === 'unlimited' ? undefined : words.upTo(say.amount(unit, most)),
    ),
  ].filter((limit) => typeof limit === 'string');
}

/** Of when a price is, in words; undefined when its day is not known. */
export const seenOn = (plan: Plan, { observed }: Pick<Host, 'observed'>): string | undefined =>
  plan.observedOn ?? observed?.asOf;
