import { CatalogueError, type Fault, type FaultCode } from '../ground/errors.ts';
import { cursorOfAnotherEpoch, nextAddress, readCursor } from '../http/pagination.ts';
import { dateFaults } from '../requests/meaning.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { countFacet, countUnknownPrice } from './counts.ts';
import {
  ALL_FILTER_NAMES,
  allOf,
  type CheckedFilterName,
  isChecked,
  VALUE_FILTER,
  VALUE_FILTER_NAMES,
} from './filters.ts';
import { orderOf, pageOf } from './in-order.ts';
import { endingOf, jsonOf, listJson, madeFrom, offerJson } from './list-json.ts';
import type { Model } from './model.ts';
import { relaxations } from './relaxations.ts';
import type { ListQuery, Question } from './schema.ts';
import { evaluate, passing, type SearchContext } from './search.ts';
import type { Offer } from './section.ts';
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

const CHECKED_PARAMETERS = [
  ...VALUE_FILTER_NAMES.filter(isChecked).map((name) => ({ name, parameter: name })),
  ...ALL_FILTER_NAMES.flatMap((name) => (isChecked(name) ? { name, parameter: allOf(name) } : [])),
];

const UNKNOWN: Readonly<Record<CheckedFilterName, FaultCode>> = {
  usage: 'unknown-usage',
  criterion: 'unknown-criterion',
  commitment: 'unknown-commitment-kind',
  federation: 'unknown-federation',
  territory: 'unknown-territory',
  seat: 'unknown-seat',
  software: 'unknown-software',
};

/**
 * Checks the values of the filters.
 * @throws CatalogueError meaningless-request, with all faults
 */
export function checkMeaning(question: Question, model: Model): void {
  const faults: Fault[] = [];
  for (const { name, parameter } of CHECKED_PARAMETERS)
    for (const [i, value] of (question[parameter] ?? []).entries()) {
      const { mistake } = VALUE_FILTER[name];
      const found = mistake === 'none' ? undefined : mistake(value, model);
      if (found) faults.push({ in: 'query', pointer: `/${parameter}/${i}`, code: UNKNOWN[name], ...found });
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
  const evaluation = evaluate(question, context);
  const found = passing(context, evaluation);
  const total = found.units.length;
  const { items, left, end } = pageOf(found, orderOf(question), question.limit ?? PAGE, after, context, evaluation);
  const next = left > 0 ? nextAddress({ path, query: question }, [epochIn(model), ...end()]) : null;
  const { facets } = question;
  return {
    items,
    total,
    next,
    isByTerritory: question.territory !== undefined,
    rest: {
      ...(question.maxPricePerYear !== undefined && { unknownPrice: countUnknownPrice(context, evaluation) }),
      ...(facets && {
        facets: Object.fromEntries(facets.map((facet) => [facet, countFacet(facet, question, context, evaluation)])),
      }),
      ...(total === 0 && { relax: relaxations(question, context, evaluation) }),
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
