import type { HistoryEntry } from '../history/schema.ts';
import type { HistorySentences } from '../history/words/sentences.ts';

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
