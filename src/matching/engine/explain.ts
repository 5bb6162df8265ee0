import { membershipFeeCents, yearlyCost } from '../../services/cost.ts';
import { misses, type Placed } from './choose.ts';
import type { Asked, CompiledNeed, HardNeed, Wanted } from './need.ts';
import { leastCents, shownCents } from './plan.ts';
import type { Policy } from './policy.ts';
import type { Interval } from './score.ts';

/** A statement of an answer: `words.ts` makes the sentence. Amounts are euros, room is gigabytes. */
export interface Reason {
  readonly code: string;
  readonly params: Record<string, unknown>;
}

const euros = (cents: number): number => cents / 100;

/** At most three reasons for a host: what weighs most, then hard needs that it meets. Unknown is never a reason. */
export function reasonsFor(placed: Placed, need: CompiledNeed): Reason[] {
  const weighed = need.asked
    .map((asked, index) => ({
      asked,
      interval: placed.intervals[index]!,
      weight: asked.points * placed.intervals[index]!.low,
    }))
    .filter(({ interval, weight }) => weight > 0 && !interval.statedNo && !interval.contested)
    .sort((a, b) => b.weight - a.weight || (a.asked.name < b.asked.name ? -1 : 1))
    .flatMap(({ asked, interval }) => wishReason(placed, need, asked, interval) ?? []);
  const met = [...contactReason(placed, need), ...(need.budgetCents === null ? [] : priceReason(placed, need))];
  // One contact is what small groups ask for most: it keeps a place beside the wishes.
  const reasons =
    met[0]?.code === 'one-contact' ? [...weighed.slice(0, 2), ...met, ...weighed.slice(2)] : [...weighed, ...met];
  const seen = new Set<string>();
  return reasons
    .filter(({ code, params }) => !seen.has(identity(code, params)) && seen.add(identity(code, params)))
    .slice(0, 3);
}

const PRICE_CODES = ['free', 'pay-what-you-can', 'price-within-budget', 'price-known'];
/** What a statement is about: the same thing is not said twice. */
const identity = (code: string, params: Record<string, unknown>): string =>
  PRICE_CODES.includes(code) ? 'price' : `${code} ${String(params.key ?? params.usage ?? '')}`;

function contactReason(placed: Placed, need: CompiledNeed): Reason[] {
  const musts = need.wanted.filter(({ priority }) => priority === 'must');
  return musts.length > 1 && !misses(placed, need)
    ? [{ code: 'one-contact', params: { usages: musts.map(({ usage }) => usage) } }]
    : [];
}

function priceReason(placed: Placed, need: CompiledNeed): Reason[] {
  if (misses(placed, need)) return [];
  const shown = shownCents(placed.way);
  const plans = placed.way.options.flatMap(({ plan }) => (plan === null ? [] : placed.candidate.plans[plan]!.plan));
  const free = plans.find(({ freeAmount }) => freeAmount !== undefined);
  if (free && placed.way.least !== null)
    return [
      {
        code: 'pay-what-you-can',
        params: { advised: shown === null ? null : euros(shown), floor: euros(leastCents(placed.way)!) },
      },
    ];
  if (shown === null) return [];
  if (shown === 0) return [{ code: 'free', params: {} }];
  if (need.budgetCents === null) return [{ code: 'price-known', params: { perYear: euros(shown) } }];
  return [
    {
      code: 'price-within-budget',
      params: { perYear: euros(shown), budget: euros(need.budgetCents), left: euros(need.budgetCents - shown) },
    },
  ];
}

function wishReason(placed: Placed, need: CompiledNeed, asked: Asked, interval: Interval): Reason | null {
  switch (asked.kind) {
    case 'price':
      return priceReason(placed, need)[0] ?? null;
    case 'storage-margin': {
      const megabytes = need.wanted.reduce((sum, wanted) => sum + (wanted.megabytes ?? 0), 0);
      return placed.way.room > megabytes
        ? {
            code: 'room-to-grow',
            params: {
              gigabytes: Number.isFinite(placed.way.room) ? placed.way.room / 1000 : null,
              wanted: megabytes / 1000,
            },
          }
        : null;
    }
    case 'proximity': {
      const line = need.territoryLine;
      const near = line.find(({ level, code }) => placed.candidate.seat[level] === code);
      // To be in the same country brings nobody closer: it is no reason to choose.
      return near && near.level !== 'country' ? { code: 'near-you', params: { territory: near } } : null;
    }
    case 'usage':
      return { code: 'wished-usage-covered', params: { usage: asked.key } };
    case 'support':
      return { code: 'support-offered', params: { key: asked.key } };
    default:
      return interval.statement
        ? {
            code: asked.kind === 'criterion' ? 'criterion-met' : 'commitment-met',
            params: {
              key: asked.key,
              value: interval.statement.value,
              evidence: interval.evidence,
              by: interval.statement.by,
              federation: interval.statement.federation ?? null,
              asOf: interval.asOf,
            },
          }
        : null;
  }
}

/** At most two cautions: what the host says no to comes first. */
export function cautionsFor(placed: Placed, need: CompiledNeed, first: boolean): Reason[] {
  const { candidate, way } = placed;
  const { host } = candidate;
  const entries = need.asked.map((asked, index) => ({ asked, interval: placed.intervals[index]! }));
  const byPoints = [...entries].sort(
    (a, b) => b.asked.points - a.asked.points || (a.asked.name < b.asked.name ? -1 : 1),
  );
  const services = way.options.map(({ service }) => candidate.services[service]!);
  const plans = way.options.flatMap(({ plan }) => (plan === null ? [] : candidate.plans[plan]!.plan));
  const told = entries.filter(({ interval }) => interval.statement !== null && !interval.statedNo);
  const cautions: (Reason | false)[] = [
    ...byPoints.filter(({ interval }) => interval.statedNo).map(({ asked, interval }) => statedNo(asked, interval)),
    ...byPoints
      .filter(({ interval }) => interval.contested)
      .map(({ asked }) => ({ code: 'contested', params: { kind: asked.kind, key: asked.key } })),
    !candidate.confirmed && { code: 'not-confirmed-by-host', params: { asOf: host.observed?.asOf ?? null } },
    services.some(({ service }) => service.registration === 'on-application') && { code: 'on-application', params: {} },
    (placed.assumed & need.bits['open-to-newcomers']) !== 0 && { code: 'places-not-confirmed', params: {} },
    (placed.assumed & need.bits.territory) !== 0 && {
      code: 'territory-assumed',
      params: { territory: need.territory },
    },
    first &&
      told.length > 0 &&
      told.every(({ interval }) => interval.evidence === 'declared') && { code: 'only-declared', params: {} },
    plans.some(({ taxIncluded }) => taxIncluded === false) && { code: 'tax-added', params: {} },
    ...told
      .filter(({ interval }) => interval.statement!.aged)
      .map(({ asked, interval }) => ({
        code: 'evidence-aged',
        params: { kind: asked.kind, key: asked.key, asOf: interval.asOf },
      })),
  ];
  return cautions.filter((caution): caution is Reason => caution !== false).slice(0, 2);
}

const statedNo = (asked: Asked, interval: Interval): Reason => ({
  code:
    asked.kind === 'support'
      ? 'stated-no-support'
      : asked.kind === 'criterion'
        ? 'stated-no-criterion'
        : 'stated-no-commitment',
  params: { key: asked.key, value: interval.statement?.value ?? null },
});

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

/** What a question is about: a host, or its share of a combination. */
export type Asking = Pick<Placed, 'candidate' | 'way' | 'unknown' | 'intervals'>;

/**
 * Every question that would settle an unknown: hard needs first, then wishes by what hangs on them. Sizes are
 * those of the usages in the mask `about`.
 */
export function questionsFor(placed: Asking, need: CompiledNeed, about: number, policy: Policy): Reason[] {
  const wanted = need.wanted.filter((_, index) => (about & (1 << index)) !== 0);
  const rank = ({ name }: HardNeed) => {
    const place = ASKING_ORDER.indexOf(name);
    return place < 0 ? ASKING_ORDER.length : place;
  };
  const needs = need.hard
    .filter(({ bit }) => (placed.unknown & bit) !== 0)
    .sort((a, b) => rank(a) - rank(b))
    .map((hard) => needQuestion(hard, placed, need, wanted, policy));
  const wishes = placed.intervals
    .map((interval, index) => ({ asked: need.asked[index]!, interval }))
    .filter(({ interval }) => interval.unknown)
    .map(({ asked, interval }) => ({ asked, weight: asked.points * (interval.high - interval.low) }))
    .sort((a, b) => b.weight - a.weight || (a.asked.name < b.asked.name ? -1 : 1))
    .map(({ asked }) => wishQuestion(asked, placed, need, wanted, policy));
  const seen = new Set<string>();
  return [...needs, ...wishes].filter((question) => {
    const about = question.code.startsWith('ask-price')
      ? 'price'
      : `${question.code} ${String(question.params.key ?? '')}`;
    return !seen.has(about) && seen.add(about);
  });
}

function needQuestion(
  hard: HardNeed,
  placed: Asking,
  need: CompiledNeed,
  wanted: readonly Wanted[],
  policy: Policy,
): Reason {
  const key = hard.key ?? null;
  switch (hard.name) {
    case 'usage-not-offered':
      return usageQuestion(key!, need);
    case 'too-small':
      return { code: 'ask-room', params: sizeOf(wanted) };
    case 'budget':
      return priceQuestion(placed, wanted, policy);
    case 'open-to-newcomers': {
      const applied = placed.way.options.some(
        ({ service }) => placed.candidate.services[service]!.service.registration === 'on-application',
      );
      return { code: applied ? 'ask-application' : 'ask-open', params: {} };
    }
    case 'territory':
      return { code: 'ask-territory', params: { territory: need.territory } };
    case 'audience':
      return { code: 'ask-audience', params: { audience: need.need.audience } };
    case 'language':
      return { code: 'ask-language', params: { language: need.need.language } };
    case 'data-country':
      return { code: 'ask-data-country', params: { countries: need.need.require?.dataCountries } };
    case 'deadline':
      return { code: 'ask-deadline', params: { startsBy: need.need.startsBy } };
    case 'support':
      return { code: 'ask-support', params: { key } };
    default:
      return { code: hard.name.startsWith('criterion:') ? 'ask-criterion' : 'ask-commitment', params: { key } };
  }
}

function wishQuestion(
  asked: Asked,
  placed: Asking,
  need: CompiledNeed,
  wanted: readonly Wanted[],
  policy: Policy,
): Reason {
  switch (asked.kind) {
    case 'price':
      return priceQuestion(placed, wanted, policy);
    case 'storage-margin':
      return { code: 'ask-room', params: sizeOf(wanted) };
    case 'proximity':
      return { code: 'ask-seat', params: {} };
    case 'usage':
      return usageQuestion(asked.key, need);
    case 'support':
      return { code: 'ask-support', params: { key: asked.key } };
    default:
      return { code: asked.kind === 'criterion' ? 'ask-criterion' : 'ask-commitment', params: { key: asked.key } };
  }
}

function usageQuestion(usage: string, need: CompiledNeed): Reason {
  const wanted = need.wanted.find((entry) => entry.usage === usage);
  return {
    code: 'ask-usage',
    params: {
      key: usage,
      accounts: wanted?.accounts ?? null,
      gigabytes: wanted?.megabytes ? wanted.megabytes / 1000 : null,
    },
  };
}

function sizeOf(wanted: readonly Wanted[]): { accounts: number | null; gigabytes: number | null } {
  const accounts = wanted.reduce<number | null>(
    (most, entry) => (entry.accounts === null ? most : Math.max(most ?? 0, entry.accounts)),
    null,
  );
  const megabytes = wanted.reduce((sum, entry) => sum + (entry.megabytes ?? 0), 0);
  return { accounts, gigabytes: megabytes > 0 ? megabytes / 1000 : null };
}

/** The price of the way chosen: asked anew when it is too old, on quote, free to choose, or was never seen. */
function priceQuestion(placed: Asking, wanted: readonly Wanted[], policy: Policy): Reason {
  const { accounts, gigabytes } = sizeOf(wanted);
  for (const { plan: index } of placed.way.options) {
    if (index === null) continue;
    const { plan, price } = placed.candidate.plans[index]!;
    if (price === 'too-old') {
      const cost = yearlyCost(
        plan,
        accounts ?? policy.assumptions.accounts,
        (gigabytes ?? policy.assumptions.storageGb) * 1000,
        policy,
      );
      const observedOn = plan.observedOn ?? placed.candidate.host.observed?.asOf ?? null;
      return {
        code: 'ask-price-still',
        params: { perYear: cost.shown === null ? null : euros(cost.shown + membershipFeeCents(plan)), observedOn },
      };
    }
    if (plan.onQuote) return { code: 'ask-price-quote', params: { accounts } };
    if (plan.freeAmount) return { code: 'ask-price-advised', params: {} };
  }
  return { code: 'ask-price', params: { accounts, gigabytes } };
}
