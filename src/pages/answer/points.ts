import type { Need } from '../../matching/schema.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { CARD } from '../words/card.ts';
import { lowerFirst } from '../words/typeset.ts';

/** The people and the room that one plan would have to hold, in words; empty where the need says neither. */
export function sizeOf({ usages }: Need, say: Speaker): string {
  const accounts = Math.max(0, ...usages.map((one) => one.accounts ?? 0));
  const gigabytes = usages.reduce((sum, { storageGb }) => sum + (storageGb ?? 0), 0);
  const people = accounts > 0 ? CARD[say.language].accounts(say.number(accounts)) : '';
  if (gigabytes === 0) return people;
  const room = say.gigabytes(gigabytes);
  return people === '' ? room : `${people} (${room})`;
}

/** What the card of an answer calls a hard need that is still open; `usages` are those that nobody knows to be offered. */
export function pointsOf(needs: readonly string[], usages: readonly string[], say: Speaker, of?: Need): string[] {
  const { points, planFor } = CARD[say.language];
  const size = of ? sizeOf(of, say) : '';
  return needs.flatMap((name) => {
    if (name === 'usage-not-offered') return usages.map((usage) => lowerFirst(say.usageShort(usage)));
    if (name === 'too-small' && size !== '') return planFor(size);
    const [kind, key = ''] = name.split(':');
    if (kind === 'criterion') return say.criterion(key);
    return kind === 'commitment' ? say.commitment(key) : (points[name] ?? []);
  });
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
