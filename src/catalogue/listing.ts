import { CatalogueError, type Fault } from '../ground/errors.ts';
import {
  compareKeys,
  cursorOfAnotherEpoch,
  cursorOfAnotherRanking,
  invalidCursor,
  nextAddress,
  readCursor,
} from '../http/pagination.ts';
import { dateFaults } from '../requests/meaning.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { ALL_FILTER_NAMES, allOf, VALUE_FILTER, VALUE_FILTER_NAMES } from './filters.ts';
import { endingOf, jsonOf, listJson, madeFrom, offerJson } from './list-json.ts';
import type { Model, Offer } from './model.ts';
import { relaxations } from './relaxations.ts';
import type { ListQuery, Question } from './schema.ts';
import {
  countFacet,
  countUnknownPrice,
  type Evaluation,
  evaluate,
  passingOffers,
  type SearchContext,
  unitOf,
} from './search.ts';
import { hostWithText } from './writer.ts';

/* The page of a list that answers a question. */

const PAGE = 20;

/**
 * The sort key where the previous page ended, from the cursor; undefined for the first page.
 * @throws CatalogueError `invalid-cursor`
 */
export function readPlaceIn(path: string, query: ListQuery, model: Pick<Model, 'epoch'>): string[] | undefined {
  const after = readCursor({ path, query });
  if (!after) return undefined;
  const [epoch, ...key] = after;
  if (epoch !== epochIn(model)) throw cursorOfAnotherEpoch();
  return key;
}

/** The first characters of an epoch: enough to distinguish it from earlier epochs. */
export const epochIn = ({ epoch }: Pick<Model, 'epoch'>): string => epoch.slice(0, 8);

const VALUE_PARAMETERS = [
  ...VALUE_FILTER_NAMES.map((name) => ({ name, parameter: name })),
  ...ALL_FILTER_NAMES.map((name) => ({ name, parameter: allOf(name) })),
];

/**
 * Checks the values of the filters.
 * @throws CatalogueError meaningless-request, with all faults
 */
export function checkMeaning(question: Question, model: Model): void {
  const faults: Fault[] = [];
  for (const { name, parameter } of VALUE_PARAMETERS)
    for (const [i, value] of (question[parameter] ?? []).entries()) {
      const { mistake } = VALUE_FILTER[name];
      const found = mistake === 'none' ? undefined : mistake(value, model);
      if (found) faults.push({ in: 'query', pointer: `/${parameter}/${i}`, code: `unknown-${name}`, ...found });
    }
  if (question.updatedAfter !== undefined)
    for (const found of dateFaults('/updatedAfter', question.updatedAfter.slice(0, 10)))
      faults.push({ ...found, in: 'query' });
  for (const name of ['accounts', 'storageGb'] as const)
    if (question[name] !== undefined && question.maxPricePerYear === undefined)
      faults.push({
        in: 'query',
        pointer: `/${name}`,
        code: 'without-max-price',
        message: { fr: 'Ne sert qu’avec maxPricePerYear.', en: 'Only meant with maxPricePerYear.' },
      });
  if (faults.length > 0)
    throw new CatalogueError(
      'meaningless-request',
      { fr: 'Un filtre ne désigne rien de connu.', en: 'A filter names nothing that is known.' },
      { faults },
    );
}

type Order = NonNullable<Question['sort']>;

/** Revisions have at most ten digits. */
const HIGHEST = 9_999_999_999;
/** A sort key that orders higher revisions first. */
const downwards = (revision: number): string => String(HIGHEST - revision).padStart(10, '0');

const orderOf = ({ sort, q }: Question): Order => {
  const order = sort ?? (q === undefined ? 'name' : 'relevance');
  return order === 'relevance' && q === undefined ? 'name' : order;
};

function keyOf(
  { host, service, hostName, serviceName, confirmed }: Offer,
  order: Order,
  { of, model }: Pick<SearchContext, 'of' | 'model'>,
) {
  const names = of === 'hosts' ? [hostName, host.id] : [serviceName, hostName, service?.id ?? ''];
  if (order === '-confirmedOn') return [confirmed, ...names];
  return order === '-updatedAt' ? [downwards(model.lastChanges.get(host.id)?.revision ?? 0), ...names] : names;
}

/** The score of a long unseen host is multiplied by this, so that it ranks after hosts with a similar score. */
const UNSEEN_SHARE = 0.5;

function sorted(found: Offer[], order: Order, context: SearchContext, scores: ReadonlyMap<number, number> | undefined) {
  // The model already has its hosts sorted by name.
  const { of } = context;
  if (order === 'name' && of === 'hosts') return found;
  const keyed = found.map((offer) => ({
    offer,
    key: keyOf(offer, order, context),
    score: (scores?.get(unitOf(offer, of)) ?? 0) * (offer.isLongUnseen ? UNSEEN_SHARE : 1),
  }));
  keyed.sort((a, b) => (order === 'relevance' ? b.score - a.score : 0) || compareKeys(a.key, b.key));
  return keyed.map(({ offer }) => offer);
}

/** All results of a query in the requested order: one offer per host, or every offer. */
export function findAll(question: Question, context: SearchContext): { found: Offer[]; evaluation: Evaluation } {
  const evaluation = evaluate(question, context);
  return {
    found: sorted(passingOffers(context, evaluation), orderOf(question), context, evaluation.scores),
    evaluation,
  };
}

/**
 * A cursor in a ranking by relevance. Scores depend on how rare a word is, so any change may move every host: the
 * cursor is only valid for the revision and day for which it was created.
 */
const placeInRanking = ({ revision, day }: Model, place: number): string[] => [String(revision), day, String(place)];

/**
 * The index where a page begins, after the position in the cursor.
 * @throws CatalogueError `invalid-cursor`
 */
function startAfter(after: readonly string[], found: readonly Offer[], order: Order, context: SearchContext) {
  if (order !== 'relevance') {
    const from = found.findIndex((offer) => compareKeys(keyOf(offer, order, context), after) > 0);
    return from < 0 ? found.length : from;
  }
  const place = Number(after[2]);
  if (after.length !== 3 || !Number.isSafeInteger(place) || place < 1) throw invalidCursor();
  if (compareKeys(after, placeInRanking(context.model, place)) !== 0) throw cursorOfAnotherRanking();
  return place;
}

/** The items of a page, and the properties of the whole list. */
interface Page {
  items: Offer[];
  total: number;
  next: string | null;
  rest: object;
  /** Whether hosts were asked for that serve a place: some are assumed to. */
  isByTerritory: boolean;
}

/**
 * One page of hosts or offers.
 * @param path of the list, for the address of the next page
 * @param after the position where the previous page ended, from the cursor
 * @throws CatalogueError `invalid-cursor`
 */
export function listPage(question: Question, context: SearchContext, path: string, after?: readonly string[]): Page {
  const { model } = context;
  const order = orderOf(question);
  const { found, evaluation } = findAll(question, context);
  const from = after ? startAfter(after, found, order, context) : 0;
  const end = from + (question.limit ?? PAGE);
  const items = found.slice(from, end);
  const last = items.at(-1);
  const place = () => (order === 'relevance' ? placeInRanking(model, end) : keyOf(last!, order, context));
  const next = last && end < found.length ? nextAddress({ path, query: question }, [epochIn(model), ...place()]) : null;
  const { facets } = question;
  return {
    items,
    total: found.length,
    next,
    isByTerritory: question.territory !== undefined,
    rest: {
      ...(question.maxPricePerYear !== undefined && { unknownPrice: countUnknownPrice(context, evaluation) }),
      ...(facets && {
        facets: Object.fromEntries(facets.map((facet) => [facet, countFacet(facet, question, context, evaluation)])),
      }),
      ...(found.length === 0 && { relax: relaxations(question, context, evaluation) }),
    },
  };
}

const ASSUMED = Buffer.from(',"assumed":["territory"]');

export function pageJson(
  { items, total, next, rest, isByTerritory }: Page,
  { model, of, say }: SearchContext & { say: Speaker },
): Buffer {
  const json = items.map((offer) =>
    of === 'hosts' ? jsonOf(hostWithText(offer.host, say, model)) : offerJson(offer, say, model),
  );
  return listJson(json, { total, next, ...madeFrom(model), ...rest }, (place) => {
    const { host } = items[place]!;
    const ending = endingOf(host.id, model);
    return ending && isByTerritory && !host.serves ? Buffer.concat([ASSUMED, ending]) : ending;
  });
}
