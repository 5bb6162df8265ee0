import type { Match } from '../../matching/answer/schema.ts';
import { hasPrice, membershipFeeCents } from '../../services/cost.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { type Cost, priceAlone } from '../answer/price.ts';
import type { SeenPlan } from '../compare/facts.ts';
import { termsOf } from '../host/prices.tsx';
import { DECIDED } from '../words/decided.ts';
import { FRAME } from '../words/site.ts';

/** A price as the board writes it down, and as the host is asked about it. */
export interface DecidedPrice {
  /** What the answer says; absent: unknown, or nobody said a need. */
  told?: string | undefined;
  /** The same, or what the only plan costs, without a word of doubt. */
  asked?: string | undefined;
  /** Those who take it choose what they pay. */
  isChosen: boolean;
  /** Without an answer: the plans whose price is known, where there are several. */
  choices: readonly string[];
  /** The least and the greatest membership fee that the plans have, in euros a year; absent: none is known. */
  fee?: readonly [number, number] | undefined;
}

/** Of more plans than these, a message gives the names alone. */
const MOST_TOLD = 3;

/** Nothing, or a part of the price, is fixed: the rest is for those who pay. */
const isFreelyPaid = ({ perYear, floor }: Cost): boolean =>
  floor !== null && (perYear === null ? floor === 0 : floor < perYear);

const isKnown = ({ perYear, floor, known }: Cost): boolean => perYear !== null || floor === 0 || known !== undefined;

/** What is known of the plans of a host. */
interface KnownPlans {
  host: string;
  /** Those of the services that are taken. */
  plans: readonly SeenPlan[];
  /** Those of all its services: one may cover a service that it does not stand under. */
  all: readonly SeenPlan[];
  match: Match | undefined;
}

/** The plans that an answer counts on at a host; those of the services where it names none. */
function plansTaken({ host, plans, all, match }: KnownPlans): readonly SeenPlan[] {
  const alone = [...(match?.fits ?? []), ...(match?.toCheck ?? [])].find((one) => one.host === host);
  const together = match?.combinations.flatMap(({ covers }) => covers).filter((one) => one.host === host);
  const names = (alone?.services ?? together ?? []).map(({ plan }) => plan);
  const named = all.filter(({ plan }) => names.includes(plan.name));
  return named.length > 0 ? named : plans;
}

/**
 * What is known of the price of a host.
 * @param cost of its part of an answer; absent: it is in no answer, and its plans tell
 * @param usages all that the price would be for
 */
export function decidedPrice(
  known: KnownPlans,
  cost: Cost | undefined,
  usages: readonly string[],
  say: Speaker,
): DecidedPrice {
  const taken = plansTaken(known);
  const fees = taken.map(({ plan }) => membershipFeeCents(plan) / 100);
  const charged = fees.filter((fee) => fee > 0);
  const fee = charged.length > 0 ? ([Math.min(...charged), Math.max(...charged)] as const) : undefined;
  if (cost) {
    if (!isKnown(cost)) return { isChosen: false, choices: [], fee };
    const isIncluded = cost.perYear !== null && fees.length > 0 && charged.length === fees.length;
    const priced = (isSaid: boolean) => {
      const { text, note } = priceAlone(cost, say, { usages, isSaid });
      return `${text}${isIncluded ? DECIDED[say.language].feeIncluded : ''}${note}`;
    };
    return { told: priced(false), asked: priced(true), isChosen: isFreelyPaid(cost), choices: [], fee };
  }
  const listed = taken
    .filter(({ plan }) => hasPrice(plan))
    .map(({ plan, service, day }) => ({ plan, terms: termsOf(plan, service, day, say).join(', ') }));
  const [only] = listed;
  if (only && listed.length === 1)
    return { asked: only.terms, isChosen: only.plan.freeAmount !== undefined, choices: [], fee };
  const { colon } = FRAME[say.language];
  return {
    isChosen: false,
    choices: listed.map(({ plan, terms }) => (listed.length > MOST_TOLD ? plan.name : plan.name + colon + terms)),
    fee,
  };
}
