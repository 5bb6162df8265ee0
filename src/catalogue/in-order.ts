import { firstOf } from '../ground/first-of.ts';
import { compareKeys, cursorOfAnotherRanking, invalidCursor } from '../http/pagination.ts';
import type { Model } from './model.ts';
import { compareBy, KEYS, type KeptOrder, type Key, offersOfUnits, sortedIn } from './orders.ts';
import type { Question } from './schema.ts';
import { type Evaluation, evaluate, type Passing, passing, type SearchContext, type Within } from './search.ts';
import type { Offer } from './section.ts';
import type { Scores } from './texts/text-search.ts';

/* Results in the order that was asked for, and the page of them that follows a cursor. */

type Order = NonNullable<Question['sort']>;

export const orderOf = ({ sort, q }: Pick<Question, 'sort' | 'q'>): Order => {
  const order = sort ?? (q === undefined ? 'name' : 'relevance');
  return order === 'relevance' && q === undefined ? 'name' : order;
};

/** Revisions have at most ten digits. */
const HIGHEST = 9_999_999_999;
/** A sort key that orders higher revisions first. */
const highestFirst = (revision: number): string => String(HIGHEST - revision).padStart(10, '0');

const revisionOf = ({ lastChanges }: Model, { host }: Offer): number => lastChanges.get(host.id)?.revision ?? 0;

const isKept = (order: Order): order is KeptOrder => order === 'name' || order === '-confirmedOn';

/** What a list is sorted by, in this order; the score of a text comes before. */
function keysOf(order: Order, { of, model }: Pick<SearchContext, 'of' | 'model'>): readonly Key[] {
  if (isKept(order)) return KEYS[of][order];
  const names = KEYS[of].name;
  return order === '-updatedAt' ? [(offer) => highestFirst(revisionOf(model, offer)), ...names] : names;
}

/** The score of a long unseen host is multiplied by this, so that it ranks after hosts with a similar score. */
const UNSEEN_SHARE = 0.5;

/** The score of each of the results, which are in the order of their places. */
function scoresOf({ units }: Passing, scores: Scores | undefined, { model, of }: Within): Float64Array {
  const before = of === 'hosts' ? model.hostsBefore : model.offersBefore;
  const found = new Float64Array(units.length);
  let [section, next] = [0, 0];
  for (const [index, unit] of units.entries()) {
    while (before[section + 1]! <= unit) section++;
    while (scores && scores.places[next]! < unit) next++;
    const { hostOf, isLongUnseen } = model.sections[section]!;
    const local = unit - before[section]!;
    const share = isLongUnseen[of === 'hosts' ? local : hostOf[local]!] === 1 ? UNSEEN_SHARE : 1;
    found[index] = (scores?.scores[next] ?? 0) * share;
  }
  return found;
}

/** An order of results by their index in what passes. */
function inOrder(found: Passing, order: Order, context: SearchContext, { scores }: Evaluation) {
  const keys = isKept(order) ? KEYS[context.of][order] : KEYS[context.of].name;
  const numbers =
    order === 'relevance'
      ? scoresOf(found, scores, context)
      : order === '-updatedAt'
        ? found.offers.map((offer) => revisionOf(context.model, offer))
        : undefined;
  return (a: number, b: number): number =>
    (numbers ? numbers[b]! - numbers[a]! : 0) || compareBy(keys, found.offers[a]!, found.offers[b]!);
}

/** All results of a query in the requested order: one offer per host, or every offer. */
export function findAll(question: Question, context: SearchContext): { found: Offer[]; evaluation: Evaluation } {
  const evaluation = evaluate(question, context);
  const found = passing(context, evaluation);
  const order = orderOf(question);
  // The model already has its hosts sorted by name.
  if (order === 'name' && context.of === 'hosts') return { found: found.offers, evaluation };
  const sorted = [...found.units.keys()].sort(inOrder(found, order, context, evaluation));
  return { found: sorted.map((index) => found.offers[index]!), evaluation };
}

/**
 * A cursor in a ranking by relevance. Scores depend on how rare a word is, so any change may move every host: the
 * cursor is only valid for the revision and day for which it was created.
 */
const placeInRanking = ({ revision, day }: Model, place: number): string[] => [String(revision), day, String(place)];

/** @throws CatalogueError `invalid-cursor` */
function placeFrom(after: readonly string[], model: Model): number {
  const place = Number(after[2]);
  if (after.length !== 3 || !Number.isSafeInteger(place) || place < 1) throw invalidCursor();
  if (compareKeys(after, placeInRanking(model, place)) !== 0) throw cursorOfAnotherRanking();
  return place;
}

/** The index of the first item with a property that all later ones have too. */
function firstThat<T>(items: ArrayLike<T>, has: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (has(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Results of one page, how many come after it, and the cursor of its end. */
interface PageOfResults {
  items: Offer[];
  left: number;
  end: () => string[];
}

/** Of each section the first ones after the cursor, in an order that sections keep; of these, the first ones. */
function pageInKeptOrder(
  found: Passing,
  order: KeptOrder,
  limit: number,
  after: readonly string[] | undefined,
  { model, of }: SearchContext,
): Omit<PageOfResults, 'end'> {
  const keys = KEYS[of][order];
  const before = of === 'hosts' ? model.hostsBefore : model.offersBefore;
  const passes = new Int32Array(before.at(-1)!).fill(-1);
  for (const [index, unit] of found.units.entries()) passes[unit] = index;
  const candidates: Offer[] = [];
  let all = 0;
  for (const [index, section] of model.sections.entries()) {
    const sorted = sortedIn(section, of, order);
    const units = after ? offersOfUnits(section, of) : [];
    const from = after
      ? firstThat(
          sorted,
          (local) =>
            compareKeys(
              keys.map((key) => key(units[local]!)),
              after,
            ) > 0,
        )
      : 0;
    let taken = 0;
    for (let place = from; place < sorted.length; place++) {
      const at = passes[before[index]! + sorted[place]!]!;
      if (at < 0) continue;
      all++;
      if (taken++ < limit) candidates.push(found.offers[at]!);
    }
  }
  const items = firstOf(candidates, limit, (a, b) => compareBy(keys, a, b));
  return { items, left: all - items.length };
}

/**
 * The results that follow a cursor.
 * @throws CatalogueError `invalid-cursor`
 */
export function pageOf(
  found: Passing,
  order: Order,
  limit: number,
  after: readonly string[] | undefined,
  context: SearchContext,
  evaluation: Evaluation,
): PageOfResults {
  const { offers, units } = found;
  const keys = keysOf(order, context);
  const end = (items: readonly Offer[]) => () => keys.map((key) => key(items.at(-1)!));
  if (order === 'relevance') {
    const from = after ? placeFrom(after, context.model) : 0;
    const best = firstOf(units.keys(), from + limit, inOrder(found, order, context, evaluation));
    const items = best.slice(from).map((index) => offers[index]!);
    return { items, left: units.length - best.length, end: () => placeInRanking(context.model, from + limit) };
  }
  const isAfter = (offer: Offer) =>
    after === undefined ||
    compareKeys(
      keys.map((key) => key(offer)),
      after,
    ) > 0;
  // The model already has its hosts sorted by name.
  if (order === 'name' && context.of === 'hosts') {
    const from = firstThat(offers, isAfter);
    const items = offers.slice(from, from + limit);
    return { items, left: offers.length - from - items.length, end: end(items) };
  }
  if (isKept(order)) {
    const page = pageInKeptOrder(found, order, limit, after, context);
    return { ...page, end: end(page.items) };
  }
  const rest = [...units.keys()].filter((index) => isAfter(offers[index]!));
  const items = firstOf(rest, limit, inOrder(found, order, context, evaluation)).map((index) => offers[index]!);
  return { items, left: rest.length - items.length, end: end(items) };
}
