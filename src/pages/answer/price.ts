import { capital } from '../../ground/texts.ts';
import type { MatchedHost } from '../../matching/answer/matched-host.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Plot } from '../frame/pictures.tsx';
import { ANSWER } from '../words/answer.ts';
import { CARD } from '../words/card.ts';
import { lowerFirst } from '../words/typeset.ts';

/** What is known of a price: euros a year. */
export type Cost = MatchedHost['cost'];

/** A price as a whole sentence says it. */
export function priceOf({ perYear, exact, floor }: Cost, say: Speaker): string {
  const words = ANSWER[say.language].priceOf;
  // Below what is shown only where the rest is for the association to choose.
  if (perYear !== null && floor !== null && floor < perYear)
    return words.advised(say.euros(perYear), floor > 0 && say.euros(floor));
  if (perYear !== null) return (exact ? words.year : words.yearAbout)(say.euros(perYear));
  if (floor === 0) return words.free;
  return floor === null ? words.unknown : words.atLeast(say.euros(floor));
}

/** A price that is known for some of the usages only. */
export function priceByPart(known: NonNullable<Cost['known']>, usages: readonly string[], say: Speaker): string {
  const words = ANSWER[say.language].priceOf;
  const named = (keys: readonly string[]) => say.list(keys.map((key) => say.usage(key)));
  const amount = known.floor > 0 ? say.euros(known.floor) : null;
  return capital(
    words.parts(
      named(known.usages),
      known.chosen ? words.partChosen(amount) : words.part(amount),
      named(usages.filter((usage) => !known.usages.includes(usage))),
    ),
  );
}

/** A price in few words, what is to be known of it, and the part of a budget that it takes: null without a budget. */
export interface ShownPrice {
  text: string;
  note: string | null;
  plot: Plot | null;
}

export function shownPrice(cost: Cost, budget: number | null, say: Speaker): ShownPrice {
  const words = CARD[say.language].price;
  const shown = (text: string, plot: Plot, note: string | null = null): ShownPrice => ({
    text,
    note,
    plot: budget ? plot : null,
  });
  const { perYear, exact, floor, known } = cost;
  if (known) {
    const { partFree, partChosen, part } = words;
    const text = known.floor > 0 ? part(say.euros(known.floor)) : known.chosen ? partChosen : partFree;
    return shown(text, { kind: 'unknown' });
  }
  if (perYear === null)
    return floor === 0 ? shown(words.chosen, { kind: 'free' }) : shown(priceOf(cost, say), { kind: 'unknown' });
  if (floor !== null && floor < perYear)
    return shown(
      words.chosen,
      { kind: 'free' },
      (floor > 0 ? words.atLeast : words.advised)(say.euros(floor || perYear)),
    );
  const text = perYear === 0 ? words.free : words.year(say.euros(perYear));
  if (budget && perYear > budget)
    return shown(text, { kind: 'over', share: perYear / budget }, words.over(say.euros(perYear - budget)));
  return shown(text, { kind: 'known', share: budget ? perYear / budget : 0 }, exact ? null : words.toConfirm);
}

/** The same inside a sentence. */
export const priceInShort = (cost: Cost, budget: number | null, say: Speaker): string => {
  const { text, note } = shownPrice(cost, budget, say);
  return `${lowerFirst(text)}${note === null ? '' : `, ${note}`}`;
};
