import type { Host } from '../documents/host.ts';
import { PRICE_PROMISE, type PriceChange } from '../documents/price-change.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { Language } from '../vocabulary/terms.ts';

/* Sentences about price increases. Stored documents have no language, so sentences are added to answers. */

/** Days include their preposition, durations their unit. */
interface Words {
  rise(service: string, plan: string, from: string, on: string, isAtOnce: boolean): string;
  takenBack(on: string): string;
  unpromised(given: string): string;
  promised(days: string, given: string): string;
  judged: Readonly<Record<'kept' | 'broken' | 'pending', string>>;
}

const WORDS: Readonly<Record<Language, Words>> = {
  fr: {
    rise: (service, plan, from, on, isAtOnce) =>
      isAtOnce
        ? `${service}, formule «\u00a0${plan}\u00a0»\u00a0: prix plus élevé ${from}, sans annonce avant.`
        : `${service}, formule «\u00a0${plan}\u00a0»\u00a0: prix plus élevé ${from}, annoncé ${on}.`,
    takenBack: (on) => `L’hébergeur y a renoncé ${on}\u00a0: cela ne compte pas.`,
    unpromised: (given) => `Aucune promesse de préavis n’est connue\u00a0; l’hébergeur en donne ${given}.`,
    promised: (days, given) => `L’hébergeur avait promis ${days} de préavis\u00a0; il en donne ${given}.`,
    judged: { kept: ' Promesse tenue.', broken: ' Promesse non tenue.', pending: '' },
  },
  en: {
    rise: (service, plan, from, on, isAtOnce) =>
      isAtOnce
        ? `${service}, plan “${plan}”: a higher price ${from}, not announced before.`
        : `${service}, plan “${plan}”: a higher price ${from}, announced ${on}.`,
    takenBack: (on) => `The host gave it up ${on}: it does not count.`,
    unpromised: (given) => `No promise of notice is known; the host gives ${given}.`,
    promised: (days, given) => `The host had promised ${days} of notice; it gives ${given}.`,
    judged: { kept: ' Promise kept.', broken: ' Promise broken.', pending: '' },
  },
};

/** A price increase in sentences: from when, how long before it was announced, what was promised, and the outcome. */
export function priceChangeText(change: PriceChange, { services }: Pick<Host, 'services'>, say: Speaker): string {
  const { service, plan, writtenOn, from, promised, actual, state, takenBackOn } = change;
  const words = WORDS[say.language];
  const name = services.find(({ slug }) => slug === service)?.name ?? service;
  const rise = words.rise(name, plan, say.from(from), say.on(writtenOn), actual === 0);
  if (takenBackOn !== undefined) return `${rise} ${words.takenBack(say.on(takenBackOn))}`;
  const measure = (days: number) => say.measure(PRICE_PROMISE, days);
  if (promised === null || state === 'unknown' || state === 'taken-back')
    return `${rise} ${words.unpromised(measure(actual))}`;
  return `${rise} ${words.promised(measure(promised), say.number(actual))}${words.judged[state]}`;
}
