import type { Service } from '../../documents/service.ts';
import { hasPrice, membershipFeeCents } from '../../services/cost.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { type Cost, priceAlone } from '../answer/price.ts';
import type { SeenPlan } from '../compare/facts.ts';
import { termsOf } from '../host/prices.tsx';
import { DECIDED } from '../words/decided.ts';
import { OFFERS } from '../words/host-offers.ts';
import { FRAME } from '../words/site.ts';
import { lowerFirst } from '../words/typeset.ts';

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
  /** The membership fees that the plans have; none: none is known. */
  fees: readonly Fee[];
}

/** The least and the greatest membership fee of some plans, in euros a year. */
interface Fee {
  least: number;
  most: number;
  /** Paid once for each person. */
  isEach: boolean;
}

/** Of more plans than these, a message gives the names alone. */
const MOST_TOLD = 3;

/** Nothing, or a part of the price, is fixed: the rest is for those who pay. */
const isFreelyPaid = ({ perYear, floor }: Cost): boolean =>
  floor !== null && (perYear === null ? floor === 0 : floor < perYear);

const isKnown = ({ perYear, floor, known }: Cost): boolean => perYear !== null || floor === 0 || known !== undefined;

/** A service that an answer counts on at a host, with the name of its plan; null: unknown. */
interface Part {
  service: string;
  plan: string | null;
}

/** What is known of the plans of a host. */
interface KnownPlans {
  /** The services that are taken, and their plans. */
  services: readonly Service[];
  plans: readonly SeenPlan[];
  /** The plans of all its services: a plan may cover a service other than its own. */
  all: readonly SeenPlan[];
  /** What the answer counts on there; none without an answer. */
  parts: readonly Part[];
}

const covers = ({ plan, service }: SeenPlan, slug: string): boolean =>
  service.slug === slug || plan.covers?.includes(slug) === true;

/** The plans that an answer counts on. Other services may have a plan of the same name, at another price. */
const plansNamed = ({ all, parts }: KnownPlans): SeenPlan[] =>
  parts.flatMap(({ service, plan }) => {
    const named = all.filter((one) => one.plan.name === plan && covers(one, service));
    const own = named.filter((one) => one.service.slug === service);
    return own.length > 0 ? own : named;
  });

const termsTold = ({ plan, service, day }: SeenPlan, say: Speaker): string =>
  lowerFirst(termsOf(plan, service, day, say).join(', '));

/** The only plan of what is taken, where its price still counts and is all that this costs. */
function onlyPlan({ services, plans, all }: KnownPlans, say: Speaker): SeenPlan | undefined {
  const [only, ...others] = plans;
  if (!only || others.length > 0 || only.isOld || !hasPrice(only.plan)) return undefined;
  // Written under each service, it is paid for each: that is known of what is free.
  const isFree = (slug: string) => {
    const own = all.filter(({ service }) => service.slug === slug);
    return own.length > 0 && own.every((one) => termsTold(one, say) === lowerFirst(OFFERS[say.language].free));
  };
  return services.every(({ slug }) => covers(only, slug) || isFree(slug)) ? only : undefined;
}

/** Fees of an organisation and of each person cannot be compared. */
const feesOf = (plans: readonly SeenPlan[]): Fee[] =>
  [false, true].flatMap((isEach) => {
    const fees = plans
      .filter(({ plan }) => (plan.for === 'person') === isEach)
      .map(({ plan }) => membershipFeeCents(plan) / 100)
      .filter((fee) => fee > 0);
    return fees.length > 0 ? [{ least: Math.min(...fees), most: Math.max(...fees), isEach }] : [];
  });

/**
 * What is known of the price of a host.
 * @param cost of its part of an answer; absent: it is in no answer, and its plans tell
 * @param usages all that the price would be for
 * @param isNotAnswered a need was said, and nothing says that its plans are for that
 */
export function decidedPrice(
  known: KnownPlans,
  cost: Cost | undefined,
  usages: readonly string[],
  isNotAnswered: boolean,
  say: Speaker,
): DecidedPrice {
  const { plans } = known;
  const named = plansNamed(known);
  const fees = feesOf(named.length > 0 ? named : plans);
  if (cost) {
    if (!isKnown(cost)) return { isChosen: false, choices: [], fees };
    const isIncluded = cost.perYear !== null && feesOf(named).length > 0;
    const priced = (isSaid: boolean) => {
      const { text, note } = priceAlone(cost, say, { usages, isSaid });
      return `${text}${isIncluded ? DECIDED[say.language].feeIncluded : ''}${note}`;
    };
    return { told: priced(false), asked: priced(true), isChosen: isFreelyPaid(cost), choices: [], fees };
  }
  const only = isNotAnswered ? undefined : onlyPlan(known, say);
  if (only) return { asked: termsTold(only, say), isChosen: only.plan.freeAmount !== undefined, choices: [], fees };
  const listed = isNotAnswered ? [] : plans.filter(({ plan }) => hasPrice(plan));
  const { colon } = FRAME[say.language];
  const told = (one: SeenPlan) =>
    one.isOld || listed.length > MOST_TOLD ? one.plan.name : one.plan.name + colon + termsTold(one, say);
  return { isChosen: false, choices: listed.length > 1 ? listed.map(told) : [], fees };
}
