import { hasClosed } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import type { Service } from '../../documents/service.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import { type CostRules, hasPrice, membershipFeeCents } from '../../services/cost.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { shownIn } from '../answer/shown.ts';
import { fullness } from '../parts/contact.tsx';
import { type FederationName, plansSeen, type SeenPlan } from '../parts/facts.tsx';
import { needLines } from '../parts/message.ts';
import { type Cost, isForeignMail, isPaidOnce, priceAlone } from '../parts/price.ts';
import { termsOf } from '../parts/prices.tsx';
import { type Addressee, type AnsweredNeed, type Proposal, proposalsOf } from '../parts/proposals.ts';
import { OFFERS } from '../words/host-offers.ts';
import { FRAME } from '../words/site.ts';
import { lowerFirst } from '../words/typeset.ts';
import { type Moved, movedBy, type Start, startOf } from './move.ts';
import { DECIDED } from './words.ts';

/** A price as the board writes it down, and as the host is asked about it. */
interface DecidedPrice {
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
function decidedPrice(
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

/** A host that was chosen, and for what. */
export interface HostDecision {
  host: Host;
  day: string;
  start: Start;
  /** The part of the need that it meets; absent: nobody said a need. */
  need?: Need | undefined;
  /** The same as lines. */
  needed?: readonly string[] | undefined;
  price: DecidedPrice;
  /** What it comes to in three years, whatever is paid once included; absent: unknown. */
  threeYears?: string | undefined;
  /** What the answer says that it will cost soon. */
  rise?: string | undefined;
  /** The hosts that meet the rest of the need, where it is one of several. */
  others: readonly Addressee[];
  /** The services that are taken, as far as they are known. */
  services: readonly Service[];
  /** Known plans of these services. */
  plans: readonly SeenPlan[];
  moved: Moved;
  /** A need was said, and it is not among its answers. */
  isNotAnswered: boolean;
  federationName: FederationName;
}

interface Deciding {
  host: Host;
  day: string;
  typed: string | undefined;
  rules: CostRules;
  federationName: FederationName;
  say: Speaker;
  answered?: AnsweredNeed;
}

const YEARS = 3;
/** Of a part of an answer whose price nobody knows. */
const UNPRICED: Cost = { perYear: null, exact: false, floor: null };

const inThreeYears = (perYear: number, once: number | undefined): number =>
  isPaidOnce(perYear, once) ? once : perYear * YEARS;

/** The services and plans that one of the answers counts on at a host. */
function partsAt(slug: string, { key, state, hosts }: Proposal, { fits, toCheck, combinations }: Match) {
  if (hosts.length === 1) return (state === 'fits' ? fits : toCheck).find(({ host }) => host === slug)?.services ?? [];
  const together = combinations.find((one) => one.state === state && one.hosts.join('+') === key);
  return together?.covers.filter(({ host }) => host === slug) ?? [];
}

/** What is known of a host for those who chose it. */
export function decisionOf({ host, day, typed, rules, federationName, say, answered }: Deciding): HostDecision {
  const proposal =
    answered &&
    [...shownIn(answered), ...proposalsOf(answered)].find(
      ({ hosts, almost }) => !almost && hosts.some((one) => one.host.id === host.id),
    );
  const addressee = proposal?.hosts.find((one) => one.host.id === host.id);
  const need = addressee?.need ?? answered?.need;
  const slugs = addressee?.services ?? host.services.map(({ slug }) => slug);
  const services = host.services.filter(({ slug, closing }) => slugs.includes(slug) && closing === null);
  const taken = services.length > 0 ? services : host.services.filter(({ slug }) => slugs.includes(slug));
  const usages = need ? need.usages.map(({ usage }) => usage) : taken.flatMap((service) => service.usages);
  const from = fullness({ host, services: slugs, day })?.from;
  const start = startOf(typed, day, from?.length === 10 ? from : undefined);
  const chosen = typed?.trim() && !start.fault ? start.day : day;
  const startsBy = need?.startsBy ?? chosen;
  const isAlone = proposal?.hosts.length === 1;
  // What several hosts cost together is not what one of them does.
  const cost = isAlone ? proposal.cost : addressee?.cost;
  const plansOf = (some: readonly Service[]) => plansSeen(host, some, rules, day, startsBy > day ? startsBy : day);
  const plans = plansOf(taken);
  const known = {
    services: taken,
    plans,
    // Each service by itself: two may have a plan of one name.
    all: host.services.flatMap((service) => plansOf([service])),
    parts: proposal && answered ? partsAt(host.slug, proposal, answered.match) : [],
  };
  const isNotAnswered = answered !== undefined && !proposal;
  const priced = isAlone ? [...proposal.covered, ...proposal.toAsk] : usages;
  return {
    host,
    day,
    start,
    need,
    needed: need && needLines(need, say, isForeignMail(host, slugs)),
    price: decidedPrice(known, proposal && (cost ?? UNPRICED), priced, isNotAnswered, say),
    threeYears: cost?.perYear ? say.euros(inThreeYears(cost.perYear, cost.once)) : undefined,
    others: proposal?.hosts.filter((one) => one !== addressee) ?? [],
    rise: isAlone ? proposal.cautions.find(({ code }) => code === 'price-rises')?.text : undefined,
    services: taken,
    plans,
    moved: movedBy(usages),
    isNotAnswered,
    federationName,
  };
}

/** Why nobody should move there: it has ended, will, or is out of the lists. */
type Refusal = 'suspended' | 'gone' | 'ends' | 'servicesEnd';

export function refusalOf({ host, services }: Pick<HostDecision, 'host' | 'services'>): Refusal | undefined {
  if (host.state === 'suspended') return 'suspended';
  if (hasClosed(host)) return 'gone';
  if (host.closing) return 'ends';
  return services.length > 0 && services.every(({ closing }) => closing) ? 'servicesEnd' : undefined;
}
