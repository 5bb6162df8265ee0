import { isThirdParty } from '../../../documents/evidence.ts';
import type { Claim, Commitment } from '../../../documents/statement.ts';
import { membershipFeeCents, yearlyCost } from '../../../services/cost.ts';
import type { EvidenceLevel } from '../../../vocabulary/terms.ts';
import { ACCOUNTS, fromInteger, STORAGE } from '../../../vocabulary/units.ts';
import type { Reason } from '../../words/parameters.ts';
import type { Wanted } from '../assumed.ts';
import { misses, type Placed } from '../host/choose.ts';
import { atLeastAsStrong, serviceCommitment } from '../host/eligibility.ts';
import { demandOf, fitOf } from '../host/offers.ts';
import { shownCents, UNKNOWN_PLAN } from '../host/ways.ts';
import type { Asked, CompiledNeed, HardNeed } from '../need.ts';
import type { Policy } from '../policy.ts';

/** What a question is about: a host, or its share of a combination. */
export type Asking = Pick<Placed, 'candidate' | 'way' | 'unknown' | 'intervals'>;

/** A criterion or a commitment that is asked for, with the least evidence that counts. */
interface About {
  readonly kind: 'criterion' | 'commitment';
  readonly key: string;
  readonly least: EvidenceLevel;
}

/**
 * What to ask of a criterion or a commitment that is not settled. Who has answered is not asked the same again: what
 * is asked is what the answer lacks.
 */
export function saidQuestion(asking: Asking, { kind, key, least }: About): Reason {
  const said = kind === 'criterion' ? [asking.candidate.claims.get(key)] : commitmentsOf(asking, key);
  const answered = said.filter((one): one is Claim | Commitment => one !== undefined && one.evidence !== 'unknown');
  const params = { key };
  if (answered.length === 0 || answered.length < said.length) return { code: `ask-${kind}`, params };
  if (answered.some(({ contested }) => contested))
    return answered.every(({ statements }) => statements.every(isThirdParty))
      ? { code: `ask-${kind}`, params }
      : { code: `ask-${kind}-contested`, params };
  if (kind === 'criterion' && answered[0]!.value === 'partial') return { code: 'ask-criterion-partial', params };
  if (answered.some(({ evidence }) => !atLeastAsStrong(evidence, least)))
    return { code: `ask-${kind}-evidence`, params: { ...params, evidence: least } };
  return { code: `ask-${kind}`, params };
}

/** A commitment as each service used holds it: its own, else that of the host. */
function commitmentsOf({ candidate, way }: Asking, key: string): (Commitment | undefined)[] {
  if (way.options.length === 0) return [candidate.commitments.get(key)];
  return way.options.map(({ service }) => serviceCommitment(candidate, candidate.services[service]!, key));
}

/** Hard needs in the order in which a person would ask about them. */
const ASKING_ORDER = [
  'usage-not-offered',
  'too-small',
  'budget',
  'open-to-newcomers',
  'territory',
  'audience',
  'language',
  'deadline',
  'data-country',
  'support',
];

/** Who writes to a host asks this many questions. */
const ASKED_FIRST = 2;

/**
 * Every question that would settle an unknown: hard needs first, then wishes by what hangs on them; an unknown price is
 * among those asked first. Sizes are those of the usages in the mask `about`.
 */
export function questionsFor(placed: Asking, need: CompiledNeed, about: number, policy: Policy): Reason[] {
  const wanted = need.wanted.filter((_, index) => (about & (1 << index)) !== 0);
  const price = priceQuestion(placed, need, policy);
  const rank = ({ name }: HardNeed) => {
    const place = ASKING_ORDER.indexOf(name);
    return place < 0 ? ASKING_ORDER.length : place;
  };
  const needs = need.hard
    .filter(({ bit }) => (placed.unknown & bit) !== 0)
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((hard) =>
      hard.name === 'too-small'
        ? roomQuestions(placed, need, wanted, policy)
        : (needQuestion(hard, placed, need, price) ?? []),
    );
  const wishes = placed.intervals
    .map((interval, index) => ({ asked: need.asked[index]!, interval }))
    .filter(({ interval }) => interval.unknown)
    .map(({ asked, interval }) => ({ asked, weight: asked.points * (interval.high - interval.low) }))
    .sort((a, b) => b.weight - a.weight || (a.asked.name < b.asked.name ? -1 : 1))
    .flatMap(({ asked }) => wishQuestion(asked, placed, need, wanted, price) ?? []);
  const seen = new Set<string>();
  const questions = [...needs, ...wishes].filter((question) => {
    const about = subjectOf(question);
    return !seen.has(about) && seen.add(about);
  });
  const isAskedFirst = questions.slice(0, ASKED_FIRST).some((question) => question === price);
  if (price === null || isAskedFirst || unpricedIn(placed, need).length === 0) return questions;
  const others = questions.filter((question) => question !== price);
  return [...others.slice(0, ASKED_FIRST - 1), price, ...others.slice(ASKED_FIRST - 1)];
}

/**
 * Whether another offer of the host is possible, when it could be worth more than the way chosen and leaves more needs
 * unknown: one question, whatever they are.
 */
export function furtherQuestions(placed: Placed, furthest: Placed, need: CompiledNeed): Reason[] {
  if (furthest.high <= placed.high || (furthest.unknown & ~placed.unknown) === 0) return [];
  const { candidate, way } = placed;
  const offers = furthest.way.options
    .filter(({ service, plan }) => !way.options.some((chosen) => chosen.service === service && chosen.plan === plan))
    .map(({ service, plan }) => {
      const isChosen = way.options.some((chosen) => chosen.service === service);
      const formula = plan === null ? '' : candidate.plans[plan]!.plan.name;
      return isChosen && formula !== '' ? formula : candidate.services[service]!.service.name;
    });
  if (offers.length === 0) return [];
  const cents = misses(furthest, need) ? null : shownCents(furthest.way);
  const perYear = cents === null ? null : cents / 100;
  return [{ code: 'ask-other-offer', params: { offers: [...new Set(offers)].sort(), perYear } }];
}

/** Questions that ask in several ways about one thing: only the first of them is asked. */
const SUBJECTS = ['ask-price', 'ask-criterion', 'ask-commitment'];

function subjectOf({ code, params }: Reason): string {
  const subject = SUBJECTS.find((prefix) => code.startsWith(prefix));
  return subject === 'ask-price' ? subject : `${subject ?? code} ${'key' in params ? params.key : ''}`;
}

function needQuestion(hard: HardNeed, placed: Asking, need: CompiledNeed, price: Reason | null): Reason | null {
  const key = hard.key ?? null;
  switch (hard.name) {
    case 'usage-not-offered':
      return usageQuestion(key!, need, price === null);
    case 'budget':
      return price;
    case 'open-to-newcomers': {
      const applied = placed.way.options.some(
        ({ service }) => placed.candidate.services[service]!.service.registration === 'on-application',
      );
      return { code: applied ? 'ask-application' : 'ask-open', params: {} };
    }
    case 'territory':
      return { code: 'ask-territory', params: { territory: need.territory! } };
    case 'audience':
      return { code: 'ask-audience', params: { audience: need.need.audience! } };
    case 'language':
      return { code: 'ask-language', params: { language: need.need.language! } };
    case 'data-country':
      return { code: 'ask-data-country', params: { countries: need.need.require!.dataCountries! } };
    case 'deadline':
      return { code: 'ask-deadline', params: { startsBy: need.need.startsBy! } };
    case 'support':
      return { code: 'ask-support', params: { key: key! } };
    default:
      return saidQuestion(placed, requiredOf(hard, need));
  }
}

/** The required criterion or commitment behind a hard need. */
function requiredOf({ bit }: HardNeed, need: CompiledNeed): Parameters<typeof saidQuestion>[1] {
  const criterion = need.criteria.find((entry) => entry.bit === bit);
  if (criterion) return { kind: 'criterion', key: criterion.criterion, least: criterion.evidence };
  const { kind, evidence } = need.commitments.find((entry) => entry.bit === bit)!;
  return { kind: 'commitment', key: kind.key, least: evidence };
}

/** Accounts and storage are asked with the whole size; when other limits alone are unknown, each has its question. */
function roomQuestions(
  { candidate, way }: Asking,
  need: CompiledNeed,
  wanted: readonly Wanted[],
  policy: Policy,
): Reason[] {
  const byPlan = new Map<number | null, Wanted[]>();
  for (const { plan, wanted: index } of way.options)
    byPlan.set(plan, [...(byPlan.get(plan) ?? []), need.wanted[index]!]);
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
  asked: Asked,
  placed: Asking,
  need: CompiledNeed,
  wanted: readonly Wanted[],
  price: Reason | null,
): Reason | null {
  switch (asked.kind) {
    case 'price':
      return price;
    case 'storage-margin':
      return { code: 'ask-room', params: { usages: usagesOf(wanted) } };
    case 'proximity':
      return { code: 'ask-seat', params: {} };
    case 'usage':
      return usageQuestion(asked.key, need, true);
    case 'support':
      return { code: 'ask-support', params: { key: asked.key } };
    default:
      return saidQuestion(placed, { kind: asked.kind, key: asked.key, least: asked.leastEvidence });
  }
}

function usageQuestion(usage: string, need: CompiledNeed, withPrice: boolean): Reason {
  const size = sizeOf(need.wanted.find((entry) => entry.usage === usage)!);
  return { code: 'ask-usage', params: { key: usage, ...size, withPrice } };
}

/** What was asked of a usage, as sentences tell it; null for what was not said, whatever is counted for it. */
type Size = {
  readonly accounts: number | null;
  readonly gigabytes: number | null;
  /** Of other units, by unit. */
  readonly amounts: Readonly<Record<string, number>> | null;
};

function sizeOf({ accounts, megabytes, amounts, unsaid }: Wanted): Size {
  const gigabytes = megabytes === null || unsaid.includes(STORAGE) ? null : megabytes / 1000;
  return { accounts, gigabytes, amounts: amountsOf(amounts) };
}

const usagesOf = (wanted: readonly Wanted[]) => wanted.map((entry) => ({ usage: entry.usage, ...sizeOf(entry) }));

const amountsOf = (amounts: Wanted['amounts']): Size['amounts'] =>
  amounts.length > 0 ? Object.fromEntries(amounts.map(({ unit, amount }) => [unit, fromInteger(unit, amount)])) : null;

/** Usages whose price nobody knows: their plan tells none that still holds, or the entry does not list them. */
export function unpricedIn({ candidate, way, unknown }: Omit<Asking, 'intervals'>, need: CompiledNeed): Wanted[] {
  return need.wanted.filter((_, index) => {
    const option = way.options.find(({ wanted }) => wanted === index);
    if (!option) return (unknown & need.usageBits[index]!) !== 0;
    return option.plan === null || candidate.plans[option.plan]!.price !== 'known';
  });
}

/**
 * The price of what has none: asked anew when it is too old, on quote, or was never seen; of the way chosen when it is
 * free to choose. Null where the question about the one usage that is not listed asks it.
 */
function priceQuestion(placed: Asking, need: CompiledNeed, policy: Policy): Reason | null {
  const unpriced = unpricedIn(placed, need);
  if (unpriced.length === 0) return { code: 'ask-price-advised', params: {} };
  const options = placed.way.options.filter(({ wanted }) => unpriced.includes(need.wanted[wanted]!));
  if (options.length === 0 && unpriced.length === 1) return null;
  const plan = options[0]?.plan ?? null;
  if (plan !== null && options.length === unpriced.length && options.every((option) => option.plan === plan))
    return planQuestion(placed, plan, unpriced, policy);
  return { code: 'ask-price', params: { usages: usagesOf(unpriced) } };
}

/** The price of the one plan that has none. */
function planQuestion({ candidate }: Asking, index: number, usages: readonly Wanted[], policy: Policy): Reason {
  const { plan, price } = candidate.plans[index]!;
  const { accounts, megabytes, amounts } = demandOf(usages);
  if (price === 'too-old') {
    const people = accounts ?? policy.assumptions.accounts;
    const cost = yearlyCost(plan, people, megabytes || policy.assumptions.storageGb * 1000, policy);
    const observedOn = plan.observedOn ?? candidate.host.observed?.asOf ?? null;
    return {
      code: 'ask-price-still',
      params: { perYear: cost.shown === null ? null : (cost.shown + membershipFeeCents(plan)) / 100, observedOn },
    };
  }
  if (plan.onQuote) return { code: 'ask-price-quote', params: { accounts, amounts: amountsOf(amounts) } };
  return { code: 'ask-price', params: { usages: usagesOf(usages) } };
}
