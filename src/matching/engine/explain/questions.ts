import type { Plan } from '../../../documents/service.ts';
import { advisedCents, isAllDueOnce, membershipFeeCents, setupCents, yearlyCost } from '../../../services/cost.ts';
import { ACCOUNTS, fromInteger, STORAGE } from '../../../vocabulary/units.ts';
import { lacksMust, type RatedWay } from '../host/choose.ts';
import { askedOf } from '../host/near-usages.ts';
import { demandOf, fitOf } from '../host/offers.ts';
import { onlyOnce } from '../host/parts.ts';
import { shownCents, UNKNOWN_PLAN } from '../host/ways.ts';
import { type HardNeed, type HardNeedKind, needsIn } from '../need/hard-needs.ts';
import { untold } from '../need/leaving.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Reason } from '../need/parameters.ts';
import type { Policy } from '../need/policy.ts';
import type { Wanted } from '../need/wanted.ts';
import type { Wish } from '../need/wishes.ts';
import {
  domainQuestion,
  type HostToAsk,
  sensitiveQuestions,
  statementQuestion,
  whomQuestion,
} from './own-questions.ts';

/** A reader who writes to a host asks this many questions. */
const ASKED_FIRST = 2;

/**
 * Every question that would settle an unknown: hard needs first, then wishes by the points they decide; an unknown
 * price is among the first questions. Sizes are those of the usages in the mask `about`.
 */
export function questionsFor(placed: HostToAsk, need: CompiledNeed, about: number, policy: Policy): Reason[] {
  const wanted = need.wanted.filter((_, index) => (about & (1 << index)) !== 0);
  const price = priceQuestion(placed, need, policy);
  const asking = { subject: placed, need, wanted, price, policy };
  const needs = needsIn(placed.unknown, need)
    .sort((a, b) => ASKING_ORDER.indexOf(a.kind) - ASKING_ORDER.indexOf(b.kind))
    .flatMap((hard) => NEED_QUESTIONS[hard.kind]?.(hard, asking) ?? []);
  const wishes = placed.intervals
    .map((interval, index) => ({ wish: need.wishes[index]!, interval }))
    .filter(({ interval }) => interval.unknown)
    .map(({ wish, interval }) => ({ wish, weight: wish.points * (interval.high - interval.low) }))
    .sort((a, b) => b.weight - a.weight || (a.wish.name < b.wish.name ? -1 : 1))
    .flatMap(({ wish }) => wishQuestion(wish, placed, need, wanted, price) ?? []);
  const seen = new Set<string>();
  const own = [domainQuestion(placed, need), whomQuestion(placed, need, policy)].flatMap((one) => one ?? []);
  const questions = [...needs, ...own, ...wishes].filter((question) => {
    const about = subjectOf(question);
    return !seen.has(about) && seen.add(about);
  });
  const isAskedFirst = questions.slice(0, ASKED_FIRST).some((question) => question === price);
  const others = questions.filter((question) => question !== price);
  const inOrder =
    price === null || isAskedFirst || unpricedIn(placed, need).length === 0
      ? questions
      : [...others.slice(0, ASKED_FIRST - 1), price, ...others.slice(ASKED_FIRST - 1)];
  const sensitive = sensitiveQuestions(placed, need);
  const asked = new Set(sensitive.map(subjectOf));
  const rest = sensitive.length === 0 ? inOrder : inOrder.filter((question) => !asked.has(subjectOf(question)));
  return [...rest.slice(0, ASKED_FIRST), ...sensitive, ...rest.slice(ASKED_FIRST)];
}

/**
 * Asks whether another offer of the host is possible, when it could be worth more than the chosen way and leaves more
 * needs unknown. One question, whatever those needs are.
 */
export function furtherQuestions(placed: RatedWay, furthest: RatedWay, need: CompiledNeed, policy: Policy): Reason[] {
  if (furthest.high <= placed.high || (furthest.unknown & ~placed.unknown) === 0) return [];
  const { candidate, way } = placed;
  const cents = lacksMust(furthest, need) ? null : shownCents(furthest.way);
  const perYear = cents === null ? null : cents / 100;
  const formulaOf = (plan: number | null) => (plan === null ? '' : candidate.plans[plan]!.plan.name);
  const chosenFormulas = way.options.map(({ plan }) => formulaOf(plan));
  const offers = furthest.way.options
    .filter(({ service, plan }) => !way.options.some((chosen) => chosen.service === service && chosen.plan === plan))
    .map(({ service, plan }) => {
      const isChosen = way.options.some((chosen) => chosen.service === service);
      const formula = formulaOf(plan);
      return isChosen && formula !== '' ? formula : candidate.services[service]!.service.name;
    })
    // A host may give all its plans the same name; without a price, a question about “another” plan of that name means
    // nothing.
    .filter((offer) => perYear !== null || !chosenFormulas.includes(offer));
  if (offers.length === 0) return [];
  return [
    {
      code: 'ask-other-offer',
      params: { offers: [...new Set(offers)].sort(), perYear, ...onlyOnce([furthest], cents, need, policy) },
    },
  ];
}

/** Code prefixes of questions that ask about one thing in several ways: only the first of them is kept. */
const SUBJECTS = ['ask-price-for', 'ask-price', 'ask-criterion', 'ask-commitment'];

function subjectOf({ code, params }: Reason): string {
  const subject = SUBJECTS.find((prefix) => code.startsWith(prefix));
  return subject === 'ask-price' || subject === 'ask-price-for'
    ? subject
    : `${subject ?? code} ${'key' in params ? params.key : ''}`;
}

/** The data for a question about a hard need. */
interface Asking {
  readonly subject: HostToAsk;
  readonly need: CompiledNeed;
  /** The usages whose sizes the question mentions. */
  readonly wanted: readonly Wanted[];
  /** The question about the price, if there is one. */
  readonly price: Reason | null;
  readonly policy: Policy;
}

type NeedQuestion = (hard: HardNeed, asking: Asking) => Reason | readonly Reason[] | null;

/** The question for each kind of hard need, in the order in which a person would ask. Null: it is never unknown. */
const NEED_QUESTIONS: Readonly<Record<HardNeedKind, NeedQuestion | null>> = {
  'usage-not-offered': ({ key }, { need, price }) => usageQuestion(key!, need, price === null),
  'too-small': (_, { subject, need, wanted, policy }) => roomQuestions(subject, need, wanted, policy),
  budget: (_, { price }) => price,
  'open-to-newcomers': (_, { subject: { candidate, way } }) => {
    const services = way.options.map(({ service }) => candidate.services[service]!.service);
    const applied = services.some(({ registration }) => registration === 'on-application');
    return { code: applied ? 'ask-application' : 'ask-open', params: {} };
  },
  territory: (_, { need }) => ({ code: 'ask-territory', params: { territory: need.territory! } }),
  audience: (_, { need }) => ({ code: 'ask-audience', params: { audience: need.audience! } }),
  language: (_, { need }) => ({ code: 'ask-language', params: { language: need.need.language! } }),
  deadline: (_, { need }) => ({ code: 'ask-deadline', params: { startsBy: need.need.startsBy! } }),
  'data-country': (_, { need }) => ({
    code: 'ask-data-country',
    params: { countries: need.need.require!.dataCountries! },
  }),
  support: ({ key }) => ({ code: 'ask-support', params: { key: key!, mode: null } }),
  criterion: ({ key, bit }, { subject, need }) => {
    const { evidence } = need.criteria.find((required) => required.bit === bit)!;
    return statementQuestion(subject, { kind: 'criterion', key: key!, least: evidence });
  },
  commitment: ({ key, bit }, { subject, need }) => {
    const { evidence } = need.commitments.find((required) => required.bit === bit)!;
    return statementQuestion(subject, { kind: 'commitment', key: key!, least: evidence });
  },
  closing: null,
  'health-data': null,
};
const ASKING_ORDER = Object.keys(NEED_QUESTIONS);

/** Accounts and storage are asked together, with the whole size; otherwise each unknown limit has a question. */
function roomQuestions(
  { candidate, way }: HostToAsk,
  need: CompiledNeed,
  wanted: readonly Wanted[],
  policy: Policy,
): Reason[] {
  const byPlan = new Map<number | null, Wanted[]>();
  for (const option of way.options)
    byPlan.set(option.plan, [...(byPlan.get(option.plan) ?? []), askedOf(candidate, way, need, option)]);
  const unknown = new Map<string, number>();
  for (const [index, usages] of byPlan) {
    const demand = demandOf(usages);
    const plan = index === null ? UNKNOWN_PLAN : candidate.plans[index]!.plan;
    const fit = fitOf(plan, demand, demand.accounts ?? policy.assumptions.accounts);
    if (fit.unknown.includes(ACCOUNTS) || fit.unknown.includes(STORAGE))
      return [{ code: 'ask-room', params: { usages: usagesOf(wanted) } }];
    for (const { unit, amount } of demand.amounts)
      if (fit.unknown.includes(unit)) unknown.set(unit, Math.max(amount, unknown.get(unit) ?? 0));
  }
  return [...unknown].map(([unit, amount]) => ({
    code: 'ask-amount',
    params: { key: unit, amount: fromInteger(unit, amount) },
  }));
}

function wishQuestion(
  wish: Wish,
  placed: HostToAsk,
  need: CompiledNeed,
  wanted: readonly Wanted[],
  price: Reason | null,
): Reason | null {
  switch (wish.kind) {
    case 'price':
      return price;
    case 'storage-margin':
      return { code: 'ask-room', params: { usages: usagesOf(wanted) } };
    case 'proximity':
      // A host that names the places where it works has already said well enough where it is.
      return isLocal(placed.candidate) ? null : { code: 'ask-seat', params: {} };
    case 'leaving-tools': {
      const tools = untold(need.tools, placed.way.takenOver, placed.way.covered);
      return tools.length === 0 ? null : { code: 'ask-leaving-tools', params: { tools } };
    }
    case 'usage':
      return usageQuestion(wish.key, need, true);
    case 'support':
      return { code: 'ask-support', params: { key: wish.key, mode: wish.mode } };
    default:
      return statementQuestion(placed, { kind: wish.kind, key: wish.key, least: wish.leastEvidence });
  }
}

const isLocal = ({ serves }: HostToAsk['candidate']): boolean =>
  serves?.some(({ level }) => level !== 'country' && level !== 'world') ?? false;

function usageQuestion(usage: string, need: CompiledNeed, withPrice: boolean): Reason {
  const size = sizeOf(need.wanted.find((entry) => entry.usage === usage)!);
  return { code: 'ask-usage', params: { key: usage, ...size, withPrice } };
}

/** The size of a usage as the need states it; null for what the need does not say, even if an amount is assumed. */
type Size = {
  readonly accounts: number | null;
  readonly gigabytes: number | null;
  /** Amounts in other units, by unit. */
  readonly amounts: Readonly<Record<string, number>> | null;
};

function sizeOf({ accounts, megabytes, amounts, unsaid }: Wanted): Size {
  const gigabytes = megabytes === null || unsaid.includes(STORAGE) ? null : megabytes / 1000;
  return { accounts, gigabytes, amounts: amountsOf(amounts) };
}

const usagesOf = (wanted: readonly Wanted[]) => wanted.map((entry) => ({ usage: entry.usage, ...sizeOf(entry) }));

const amountsOf = (amounts: Wanted['amounts']): Size['amounts'] =>
  amounts.length > 0 ? Object.fromEntries(amounts.map(({ unit, amount }) => [unit, fromInteger(unit, amount)])) : null;

/** Usages whose price is unknown: the plan has no price that still holds, or the entry does not list the usage. */
export function unpricedIn({ candidate, way, unknown }: Omit<HostToAsk, 'intervals'>, need: CompiledNeed): Wanted[] {
  return need.wanted.filter((_, index) => {
    const option = way.options.find(({ wanted }) => wanted === index);
    if (!option) return (unknown & need.usageBits[index]!) !== 0;
    return option.plan === null || candidate.plans[option.plan]!.price !== 'known';
  });
}

/**
 * The question about an unknown price: too old, on quote, or never seen; or the question about a price that is free to
 * choose. Null when the question about the one unlisted usage already asks for it.
 */
function priceQuestion(placed: HostToAsk, need: CompiledNeed, policy: Policy): Reason | null {
  const unpriced = unpricedIn(placed, need);
  if (unpriced.length === 0) return { code: 'ask-price-advised', params: {} };
  const options = placed.way.options.filter(({ wanted }) => unpriced.includes(need.wanted[wanted]!));
  if (options.length === 0 && unpriced.length === 1) return null;
  const plan = options[0]?.plan ?? null;
  if (plan !== null && options.length === unpriced.length && options.every((option) => option.plan === plan))
    return planQuestion(placed, plan, unpriced, need, policy);
  return { code: 'ask-price', params: { usages: usagesOf(unpriced) } };
}

/** The price of the one plan without a known price. */
function planQuestion(
  { candidate }: HostToAsk,
  index: number,
  usages: readonly Wanted[],
  need: CompiledNeed,
  policy: Policy,
): Reason {
  const { plan, price } = candidate.plans[index]!;
  const { accounts, amounts } = demandOf(usages);
  if (price === 'too-old') {
    const each = plan.for === 'person';
    // The question never mentions an amount above the budget.
    const isWithin = (cents: number) => need.budgetCents === null || cents <= need.budgetCents;
    if (plan.freeAmount && isWithin(100 * (plan.freeAmount.floor ?? 0))) {
      const advised = advisedCents(plan, policy);
      return {
        code: 'ask-price-free',
        params: { advised: advised !== null && isWithin(advised) ? advised / 100 : null, each },
      };
    }
    return oldPriceQuestion(plan, plan.observedOn ?? candidate.host.observed?.asOf ?? null, usages, need, policy);
  }
  if (plan.onQuote) return { code: 'ask-price-quote', params: { accounts, amounts: amountsOf(amounts) } };
  return { code: 'ask-price', params: { usages: usagesOf(usages) } };
}

/** Whether an old price still holds. A price above the budget is asked anew, so that nobody takes it for agreed. */
function oldPriceQuestion(
  plan: Plan,
  observedOn: string | null,
  usages: readonly Wanted[],
  need: CompiledNeed,
  policy: Policy,
): Reason {
  const { accounts, megabytes } = demandOf(usages);
  const people = accounts ?? policy.assumptions.accounts;
  const { shown } = yearlyCost(plan, people, megabytes || policy.assumptions.storageGb * 1000, policy);
  const cents = shown === null ? null : shown + membershipFeeCents(plan, people);
  const isMentioned = cents !== null && (need.budgetCents === null || cents <= need.budgetCents);
  const once = setupCents(plan, people, policy);
  const isOnce = isMentioned && isAllDueOnce(once, cents, policy.setupYears);
  return {
    code: 'ask-price-still',
    params: { perYear: isMentioned ? cents / 100 : null, ...(isOnce && { once: once / 100 }), observedOn },
  };
}
