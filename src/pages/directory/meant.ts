import { findAll } from '../../catalogue/in-order.ts';
import type { Model } from '../../catalogue/model.ts';
import type { CostRules } from '../../services/cost.ts';
import { nearestKey } from '../../vocabulary/nearest.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import { keyOf, wideNamed } from '../asking/place.ts';
import { type HostSearch, partsAsked, questionOf } from './asked.ts';
import { findHosts, type HostResults } from './find.ts';

/** Another way to take the words that were typed, and how many hosts it finds. */
export interface Meaning {
  asked: HostSearch;
  count: number;
}

/** What the directory shows, and what its words may mean besides. */
export interface Directory {
  found: HostResults;
  /** Ways that are not shown, and that would find somebody. */
  meanings: readonly Meaning[];
  /** Words by which nobody was found: `found` is for what they mean. */
  instead?: string;
}

/** The widest place of this name; of communes the largest. */
function placeNamed(words: string, { reference: { territories } }: Model): Territory | undefined {
  const named = territories.named(words);
  return wideNamed(words, territories)[0] ?? named.find(({ level }) => level !== 'commune') ?? named[0];
}

/** Words alone, as the place that they name: who serves it, who is seated there. */
function placesOf({ q = '', ...asked }: HostSearch, model: Model): HostSearch[] {
  const place = placeNamed(q, model);
  return place
    ? [
        { ...asked, territory: keyOf(place) },
        { ...asked, more: { seat: [keyOf(place)] } },
      ]
    : [];
}

/** As the usage that they may name. */
function usagesOf({ q = '', ...asked }: HostSearch, model: Model): HostSearch[] {
  const usage = nearestKey(q, model.reference.usages);
  return usage ? [{ ...asked, usages: [usage] }] : [];
}

/** Finds what an address asks for; where its words find nobody, who serves the place or offers the usage that they name. */
export function lookUp(asked: HostSearch, model: Model, costRules: CostRules): Directory {
  const { q } = asked;
  if (q === undefined || partsAsked(asked).join() !== 'q')
    return { found: findHosts(asked, model, costRules), meanings: [] };
  const findAllOf = (one: HostSearch) => findAll(questionOf(one), { model, costRules, of: 'hosts' }).found;
  const counted = (all: readonly HostSearch[]): Meaning[] =>
    all.flatMap((one) => {
      const count = findAllOf(one).length;
      return count > 0 ? [{ asked: one, count }] : [];
    });
  const meanings = [...counted(placesOf(asked, model)), ...counted(usagesOf(asked, model))];
  const [first, ...others] = meanings;
  const found = findHosts(asked, model, costRules);
  if (found.total > 0 || !first) return { found, meanings };
  return { found: findHosts(first.asked, model, costRules), meanings: others, instead: q };
}
