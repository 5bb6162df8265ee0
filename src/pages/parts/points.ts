import type { MatchedHost } from '../../matching/answer/matched-host.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { CARD } from '../words/card.ts';
import { withoutArticle } from './price.ts';

/** The people and the room that one plan would have to hold, in words; empty where the need says neither. */
export function sizeOf({ usages }: Need, say: Speaker): string {
  const accounts = Math.max(0, ...usages.map((one) => one.accounts ?? 0));
  const gigabytes = usages.reduce((sum, { storageGb }) => sum + (storageGb ?? 0), 0);
  const people = accounts > 0 ? CARD[say.language].accounts(say.number(accounts)) : '';
  if (gigabytes === 0) return people;
  const room = say.gigabytes(gigabytes);
  return people === '' ? room : `${people} (${room})`;
}

type Asked = { code: string; params: Readonly<Record<string, unknown>> };

/** What is asked of the size: whole, or the one limit that is unknown where accounts and storage are known to suffice. */
function roomOf(questions: readonly Asked[], need: Need, say: Speaker): string[] {
  const { points, planFor, limitOf } = CARD[say.language];
  const limits = questions.filter(({ code }) => code === 'ask-amount');
  if (limits.length > 0 && !questions.some(({ code }) => code === 'ask-room'))
    return limits.map(({ params: { key, amount } }) =>
      limitOf(say.unit(String(key), Number(amount)), say.number(Number(amount))),
    );
  const size = sizeOf(need, say);
  return [size === '' ? points['too-small']! : planFor(size)];
}

/**
 * What the card of an answer calls a hard need that is still open; `usages` are those that nobody knows to be offered.
 * @param asked the need, and what is asked of the hosts that would meet it
 */
export function pointsOf(
  needs: readonly string[],
  usages: readonly string[],
  say: Speaker,
  asked?: { need: Need; questions: readonly Asked[] },
): string[] {
  const { points } = CARD[say.language];
  return needs.flatMap((name) => {
    if (name === 'usage-not-offered') {
      const named = usages.map((usage) => withoutArticle(usage, say));
      return asked ? [CARD[say.language].whether(say.list(named), false)] : named;
    }
    if (name === 'too-small' && asked) return roomOf(asked.questions, asked.need, say);
    const [kind, key = ''] = name.split(':');
    if (kind === 'criterion') return say.criterion(key);
    return kind === 'commitment' ? say.commitment(key) : (points[name] ?? []);
  });
}

/** Asked first of everybody where a leak would harm people. */
export const whoReads = ({ sensitive }: Need, { language }: Speaker): string[] =>
  sensitive ? [CARD[language].whoReads] : [];

/**
 * What is still to be asked. The price is asked with a usage that it lacks; of one that nobody knows to be offered, that is
 * asked first.
 */
export function openOf(
  { unknownNeeds, questions, cost: { known } }: MatchedHost,
  asked: readonly string[],
  musts: readonly string[],
  need: Need,
  say: Speaker,
): string[] {
  const unpriced = known ? asked.filter((one) => !known.usages.includes(one)) : musts;
  const [first] = unpriced;
  if (first === undefined || !unknownNeeds.includes('budget'))
    return pointsOf(unknownNeeds, musts, say, { need, questions });
  const words = CARD[say.language];
  const isOffered = !unpriced.every((usage) => musts.includes(usage));
  const rest = unknownNeeds.filter((name) => name !== 'budget' && (isOffered || name !== 'usage-not-offered'));
  const priced = unpriced.length > 1 ? null : withoutArticle(first, say);
  const named = unpriced.map((usage) => withoutArticle(usage, say));
  return [
    isOffered ? words.priceWith(priced) : words.whether(say.list(named), true),
    ...pointsOf(rest, musts, say, { need, questions }),
  ];
}

/** The hard need that a question to several hosts is about; of others it is not told. */
export const ASKED: Readonly<Record<string, string>> = {
  'ask-room': 'too-small',
  'ask-amount': 'too-small',
  'ask-price': 'budget',
  'ask-price-still': 'budget',
  'ask-price-free': 'budget',
  'ask-price-quote': 'budget',
  'ask-open': 'open-to-newcomers',
  'ask-application': 'open-to-newcomers',
  'ask-territory': 'territory',
  'ask-audience': 'audience',
  'ask-language': 'language',
  'ask-deadline': 'deadline',
  'ask-data-country': 'data-country',
  'ask-support': 'support',
};
