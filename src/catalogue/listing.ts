import type { Host } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import { CatalogueError, type Fault } from '../ground/errors.ts';
import { compareKeys, cursorOfAnotherEpoch, nextAddress, readPlace } from '../http/pagination.ts';
import { LICENCE } from '../vocabulary/shapes.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { Model, Offer } from './model.ts';
import type { ListQuery, Question } from './schema.ts';
import { ALL_FILTER_NAMES, allOf, type Facet, VALUE_FILTER, VALUE_FILTER_NAMES } from './search/filters.ts';
import {
  countFacet,
  countUnknownPrice,
  type Evaluation,
  evaluate,
  passing,
  relaxations,
  type SearchContext,
  unitOf,
} from './search/search.ts';
import { hostWithText, type Names, serviceWithText } from './writer.ts';

/* Pages of lists as bytes: each document is serialised once and then copied. */

const PAGE = 20;
const COMMA = 0x2c;

const documents = new WeakMap<object, Buffer>();
/** A document as JSON; cached for as long as the document lives. */
export function jsonOf(document: object): Buffer {
  const known = documents.get(document);
  if (known) return known;
  const json = Buffer.from(JSON.stringify(document));
  documents.set(document, json);
  return json;
}

const offers = new WeakMap<Host, Map<string, Buffer>>();
function offerJson({ host, service }: Offer, say: Speaker, names: Names): Buffer {
  if (!service) return Buffer.from('null');
  const { id, slug, name, state, confirmedByHost } = host;
  const write = (localized: Service) =>
    Buffer.from(JSON.stringify({ ...localized, host: { id, slug, name, state, confirmedByHost } }));
  // Not cached: its text depends on the language and on the names of other hosts.
  if (service.closing) return write(serviceWithText(service, say, names));
  let ofHost = offers.get(host);
  if (!ofHost) {
    ofHost = new Map();
    offers.set(host, ofHost);
  }
  const known = ofHost.get(service.id);
  if (known) return known;
  const json = write(service);
  ofHost.set(service.id, json);
  return json;
}

const OPENING = Buffer.from('{"items":[');

/** `{ "items": […], … }` from serialised items and further properties. */
export function listJson(items: readonly Buffer[], rest: object): Buffer {
  const ending = Buffer.from(`],${JSON.stringify(rest).slice(1)}`);
  let length = OPENING.length + ending.length + Math.max(0, items.length - 1);
  for (const item of items) length += item.length;
  const list = Buffer.allocUnsafe(length);
  list.set(OPENING, 0);
  let at = OPENING.length;
  for (const [i, item] of items.entries()) {
    if (i > 0) list[at++] = COMMA;
    list.set(item, at);
    at += item.length;
  }
  list.set(ending, at);
  return list;
}

export const madeFrom = ({ revision, day }: Pick<Model, 'revision' | 'day'>) => ({
  catalogueRevision: revision,
  asOf: day,
  licence: LICENCE,
});

/** A whole list in one page. */
export const wholeList = (items: readonly object[], model: Model): Buffer =>
  listJson(items.map(jsonOf), { total: items.length, next: null, ...madeFrom(model) });

/**
 * Where the page before ended, from the cursor; undefined at the first page.
 * @throws CatalogueError `invalid-cursor`
 */
export function readPlaceIn(path: string, query: ListQuery, model: Pick<Model, 'epoch'>): string[] | undefined {
  const after = readPlace({ path, query });
  if (!after) return undefined;
  const [epoch, ...key] = after;
  if (epoch !== epochIn(model)) throw cursorOfAnotherEpoch();
  return key;
}

/** Enough of an epoch to tell it from those before. */
export const epochIn = ({ epoch }: Pick<Model, 'epoch'>): string => epoch.slice(0, 8);

/** Checks the values of a question. @throws CatalogueError meaningless-request, with all faults */
export function checkMeaning(question: Question, model: Model): void {
  const faults: Fault[] = [];
  const asked = [
    ...VALUE_FILTER_NAMES.map((name) => ({ name, parameter: name })),
    ...ALL_FILTER_NAMES.map((name) => ({ name, parameter: allOf(name) })),
  ];
  for (const { name, parameter } of asked)
    for (const [i, value] of (question[parameter] ?? []).entries()) {
      const { mistake } = VALUE_FILTER[name];
      const message = mistake === 'none' ? undefined : mistake(value, model);
      if (message) faults.push({ in: 'query', pointer: `/${parameter}/${i}`, code: `unknown-${name}`, message });
    }
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

const orderOf = ({ sort, q }: Question): Order => {
  const order = sort ?? (q === undefined ? 'name' : 'relevance');
  return order === 'relevance' && q === undefined ? 'name' : order;
};

function keyOf({ host, service, hostName, serviceName, confirmed }: Offer, order: Order, of: SearchContext['of']) {
  const names = of === 'hosts' ? [hostName, host.id] : [serviceName, hostName, service?.id ?? ''];
  return order === '-confirmedAt' ? [confirmed, ...names] : names;
}

function sorted(
  found: Offer[],
  order: Order,
  of: SearchContext['of'],
  scores: ReadonlyMap<number, number> | undefined,
) {
  // The model has its hosts in the order of their names.
  if (order === 'name' && of === 'hosts') return found;
  const keyed = found.map((offer) => ({
    offer,
    key: keyOf(offer, order, of),
    score: scores?.get(unitOf(offer, of)) ?? 0,
  }));
  keyed.sort((a, b) => (order === 'relevance' ? b.score - a.score : 0) || compareKeys(a.key, b.key));
  return keyed.map(({ offer }) => offer);
}

/** All that a question finds, in the order that it asks for: one offer for each host, or each offer. */
export function findAll(question: Question, context: SearchContext): { found: Offer[]; evaluation: Evaluation } {
  const evaluation = evaluate(question, context);
  return { found: sorted(passing(context, evaluation), orderOf(question), context.of, evaluation.scores), evaluation };
}

export interface Page {
  body: Buffer;
  next: string | null;
}

/**
 * One page of hosts or offers.
 * @param path of the list, for the address of the next page
 * @param after sort key of the last item of the previous page
 */
export function listPage(
  question: Question,
  context: SearchContext & { say: Speaker },
  path: string,
  after?: readonly string[],
): Page {
  const { model, of, say } = context;
  const order = orderOf(question);
  const { found, evaluation } = findAll(question, context);
  const from = after ? found.findIndex((offer) => compareKeys(keyOf(offer, order, of), after) > 0) : 0;
  const limit = question.limit ?? PAGE;
  const items = from < 0 ? [] : found.slice(from, from + limit);
  const last = items.at(-1);
  const hasMore = order !== 'relevance' && last !== undefined && from + limit < found.length;
  const next = hasMore ? nextAddress({ path, query: question }, [epochIn(model), ...keyOf(last, order, of)]) : null;
  const facets = question.facets?.split(',') as Facet[] | undefined;
  const body = listJson(
    items.map((offer) =>
      of === 'hosts' ? jsonOf(hostWithText(offer.host, say, model)) : offerJson(offer, say, model),
    ),
    {
      total: found.length,
      next,
      ...madeFrom(model),
      ...(question.maxPricePerYear !== undefined && { unknownPrice: countUnknownPrice(context, evaluation) }),
      ...(facets && {
        facets: Object.fromEntries(facets.map((facet) => [facet, countFacet(facet, question, context, evaluation)])),
      }),
      ...(found.length === 0 && { relax: relaxations(question, context, evaluation) }),
    },
  );
  return { body, next };
}
