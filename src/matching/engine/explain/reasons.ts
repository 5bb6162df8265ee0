import { lacksMust, type RatedWay } from '../host/choose.ts';
import { roomOf } from '../host/offers.ts';
import { isRoomCounted, onlyOnce, partsOf } from '../host/parts.ts';
import { leastCents, shownCents } from '../host/ways.ts';
import type { Interval } from '../need/interval.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Reason } from '../need/parameters.ts';
import type { Policy } from '../need/policy.ts';
import { compareText } from '../need/wanted.ts';
import type { Wish } from '../need/wishes.ts';

/**
 * The room of the plan that is tightest for what it must hold. Each plan counts only for its own usages, and not for a
 * wished usage that no plan meets. Usages are named only when several plans hold room.
 */
function roomReason({ candidate, way }: RatedWay, need: CompiledNeed, policy: Policy): Reason | null {
  const parts = partsOf(candidate, way, need)
    .filter(({ demand }) => demand.megabytes > 0)
    .map((part) => ({ ...part, counted: isRoomCounted(part) }))
    .map(({ plan, usages, demand, counted }) => ({
      room: roomOf(plan, demand.accounts ?? policy.assumptions.accounts),
      wanted: demand.megabytes,
      counted,
      usages: usages.filter(({ megabytes }) => megabytes !== null).map(({ usage }) => usage),
    }))
    .sort((a, b) => a.room / a.wanted - b.room / b.wanted || compareText(a.usages.join(), b.usages.join()));
  const tightest = parts[0];
  if (tightest === undefined || tightest.room <= tightest.wanted) return null;
  const limited = Number.isFinite(tightest.room);
  return {
    code: 'room-to-grow',
    params: {
      gigabytes: limited ? tightest.room / 1000 : null,
      wanted: tightest.wanted / 1000,
      counted: tightest.counted,
      usages: limited && parts.length > 1 ? [...tightest.usages].sort() : [],
    },
  };
}

/** Cents to euros. */
export const euros = (cents: number): number => cents / 100;

/** The few reasons for a host: the heaviest wishes, then the hard needs that it meets. Unknown is never a reason. */
export function reasonsFor(placed: RatedWay, need: CompiledNeed, policy: Policy): Reason[] {
  const weighed = need.wishes
    .map((wish, index) => ({
      wish,
      interval: placed.intervals[index]!,
      weight: wish.points * placed.intervals[index]!.low,
    }))
    .filter(({ interval, weight }) => weight > 0 && speaksFor(interval, policy))
    .sort((a, b) => b.weight - a.weight || (a.wish.name < b.wish.name ? -1 : 1))
    .flatMap(({ wish, interval }) => wishReason(placed, need, wish, interval, policy) ?? []);
  const met = [...contactReason(placed, need), ...(need.budgetCents === null ? [] : priceReason(placed, need, policy))];
  // Small groups ask most for one single contact, so this reason keeps a place among the wishes.
  const reasons =
    met[0]?.code === 'one-contact' ? [...weighed.slice(0, 2), ...met, ...weighed.slice(2)] : [...weighed, ...met];
  const seen = new Set<string>();
  return reasons
    .filter((reason) => !seen.has(identity(reason)) && seen.add(identity(reason)))
    .slice(0, policy.shown.reasons);
}

const speaksFor = (interval: Interval, { reasonFromThousandths }: Policy): boolean =>
  !interval.statedNo && interval.deniedBy === null && interval.low >= (interval.statement ? reasonFromThousandths : 1);

const PRICE_CODES = ['free', 'pay-what-you-can', 'price-within-budget', 'price-known'];
/** Key of the subject of a statement, so that the same thing is not said twice. */
function identity({ code, params }: Reason): string {
  if (PRICE_CODES.includes(code)) return 'price';
  const about = 'key' in params ? params.key : 'usage' in params ? params.usage : '';
  return `${code} ${about ?? ''}`;
}

function contactReason(placed: RatedWay, need: CompiledNeed): Reason[] {
  const musts = need.wanted.filter(({ priority }) => priority === 'must');
  return musts.length > 1 && !lacksMust(placed, need) && (placed.way.near & need.musts) === 0
    ? [{ code: 'one-contact', params: { usages: musts.map(({ usage }) => usage) } }]
    : [];
}

function priceReason(placed: RatedWay, need: CompiledNeed, policy: Policy): Reason[] {
  if (lacksMust(placed, need)) return [];
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
  const confirmed = placed.way.exact && isPriceSettled(placed, need);
  if (shown === 0) return [{ code: 'free', params: { confirmed } }];
  const once = onlyOnce([placed], shown, need, policy);
  if (need.budgetCents === null)
    return [{ code: 'price-known', params: { perYear: euros(shown), ...once, confirmed } }];
  return [
    {
      code: 'price-within-budget',
      params: {
        perYear: euros(shown),
        ...once,
        budget: euros(need.budgetCents),
        left: euros(need.budgetCents - shown),
        confirmed,
      },
    },
  ];
}

/** Whether the price needs no question: the host confirmed its entry, and no limit of its plans is unknown. */
export const isPriceSettled = (
  { candidate, unknown }: Pick<RatedWay, 'candidate' | 'unknown'>,
  need: CompiledNeed,
): boolean => candidate.confirmed && (unknown & need.bits['too-small']) === 0;

function wishReason(
  placed: RatedWay,
  need: CompiledNeed,
  wish: Wish,
  interval: Interval,
  policy: Policy,
): Reason | null {
  switch (wish.kind) {
    case 'price':
      return priceReason(placed, need, policy)[0] ?? null;
    case 'storage-margin':
      return roomReason(placed, need, policy);
    case 'proximity': {
      const line = need.territoryLine;
      const near = line.find(({ level, code }) => placed.candidate.seat[level] === code);
      // Being in the same country brings nobody closer: that is no reason to choose.
      return near && near.level !== 'country' ? { code: 'near-you', params: { territory: near } } : null;
    }
    case 'leaving-tools':
      return leavingReason(placed, need);
    case 'usage':
      // A usage met by a near one has its own caution, which says what is lost.
      if ((placed.way.near & (1 << need.wanted.findIndex(({ usage }) => usage === wish.key))) !== 0) return null;
      return { code: 'wished-usage-covered', params: { usage: wish.key } };
    case 'support':
      // Help in another mode is not the help that was wished for.
      if (wish.mode !== null && interval.low < 1000) return null;
      return { code: 'support-offered', params: { key: wish.key, mode: wish.mode } };
    default:
      return interval.statement
        ? {
            code: wish.kind === 'criterion' ? 'criterion-met' : 'commitment-met',
            params: {
              key: wish.key,
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

/** The tools for which a page explains how to leave; without a page, the tools that the host says it can take over. */
function leavingReason({ candidate, way }: RatedWay, { tools }: CompiledNeed): Reason | null {
  const imports = way.options.flatMap(({ service }) => candidate.services[service]!.service.imports ?? []);
  const guides = tools.flatMap(({ tool }) => {
    const url = imports.find((one) => one.tool === tool && one.guideUrl !== undefined)?.guideUrl;
    return url === undefined ? [] : [{ tool, url }];
  });
  if (guides.length > 0) return { code: 'tools-explained', params: { tools: guides.map(({ tool }) => tool), guides } };
  const supported = tools.map(({ tool }) => tool).filter((tool) => imports.some((one) => one.tool === tool));
  return { code: 'tools-taken-over', params: { tools: supported } };
}
