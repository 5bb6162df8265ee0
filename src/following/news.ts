import { hash } from 'node:crypto';
import type { Closing } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import { type Plan, plansAfter } from '../documents/service.ts';
import type { HistoryEntry } from '../history/schema.ts';
import type { HistorySentences } from '../history/words/sentences.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { CLOSING_STAGES } from '../vocabulary/terms.ts';
import { FOLLOWING } from './words.ts';

/**
 * News for users of a host and those who consider it: its end, its prices, its statements. Statements of others only
 * when they contradict the host.
 */
const NEWS: ReadonlySet<string> = new Set([
  'published-again',
  'suspension-lifted',
  'fell-silent',
  'heard-again',
  'confirmed',
  'renamed',
  'website-moved',
  'merged',
  'commitment-made',
  'commitment-strengthened',
  'commitment-weakened',
  'commitment-changed',
  'commitment-taken-back',
  'claim-made',
  'claim-strengthened',
  'claim-weakened',
  'claim-changed',
  'claim-taken-back',
  'page-lost',
  'page-back',
  'service-removed',
  'price-changed',
  'prices-changed',
  'coming-prices-changed',
  'price-rise',
  'price-rise-taken-back',
  'closing-announced',
  'closing-changed',
  'closing-cancelled',
  'closing-breaks-promise',
  'successor-named',
  'successor-agreed',
  'successor-withdrew',
  'successor-no-longer-named',
  'succession-promise-agreed',
  'succession-promise-left',
  'review-contests',
  'reply-made',
  'reply-changed',
  'reply-taken-back',
] satisfies (keyof HistorySentences)[]);

/** Something that happened to a host and is worth a feed entry. */
export interface News {
  revision: number;
  at: string;
  text: string;
}

/** The news among the changes of a host, in their order. Pure. */
export const newsIn = (changes: readonly HistoryEntry[]): News[] =>
  changes.flatMap(({ revision, at, sentences }) => {
    const texts = sentences.filter(({ code }) => NEWS.has(code)).map(({ text }) => text);
    return texts.length > 0 ? [{ revision, at, text: texts.join(' ') }] : [];
  });

/** A day that matters to users of a host. */
interface HostDate {
  /** Identifies the day among those of its host, so that a calendar can move an existing entry. */
  name: string;
  day: string;
  text: string;
}

const closingDates = (closing: Closing | null, name: string, whose: string, say: Speaker): HostDate[] =>
  CLOSING_STAGES.flatMap((stage) => {
    const day = closing?.stages[stage];
    // A date without a day cannot be in a calendar of days.
    if (day?.length !== 10) return [];
    return [{ name: `${name}.${stage}`, day, text: FOLLOWING[say.language].closing(whose, stage, say) }];
  });

const priceText = (whose: string, plan: Plan, say: Speaker): string => {
  const words = FOLLOWING[say.language];
  const { fixed, onQuote, perAccount, perGb, freeAmount, period = 'year' } = plan;
  const isOneAmount = fixed !== undefined && !onQuote && !perAccount && !perGb && !freeAmount;
  return words.price(whose, plan.name, isOneAmount ? words.per[period](say.euros(fixed)) : null);
};

/** Days on which prices start: future prices, and price rises. */
function priceDates(host: Host, day: string, say: Speaker): HostDate[] {
  const words = FOLLOWING[say.language];
  // Hashed, because names of plans may be long and differ only at the end.
  const named = (service: string, plan: string, from: string) =>
    `price.${service}.${hash('sha256', plan, 'base64url').slice(0, 22)}.${from}`;
  const coming = host.services.flatMap((service) =>
    plansAfter(service, day).map((plan) => ({
      name: named(service.slug, plan.name, plan.from!),
      day: plan.from!,
      text: priceText(words.of(host.name, service.name), plan, say),
    })),
  );
  const raised = (host.priceChanges ?? [])
    .filter(({ takenBackOn }) => takenBackOn === undefined)
    .map(({ service, plan, from }) => ({
      name: named(service, plan, from),
      day: from,
      text: words.raised(
        words.of(host.name, host.services.find(({ slug }) => slug === service)?.name ?? service),
        plan,
      ),
    }));
  return [...new Map([...raised, ...coming].map((one) => [one.name, one])).values()];
}

/** The known days of a host: stages of closings, past ones included, and first days of prices. Pure. */
export function datesOf(host: Host, day: string, say: Speaker): HostDate[] {
  const words = FOLLOWING[say.language];
  return [
    ...closingDates(host.closing, 'closing', host.name, say),
    ...host.services.flatMap(({ slug, name, closing }) =>
      closingDates(closing, `closing.${slug}`, words.of(host.name, name), say),
    ),
    ...priceDates(host, day, say),
  ];
}
