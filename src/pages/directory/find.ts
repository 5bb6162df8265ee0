import { countFacet, countUnknownPrice, type FacetCount } from '../../catalogue/counts.ts';
import { type Facet, VALUE_FILTER, type ValueFilterName } from '../../catalogue/filters.ts';
import { findAll } from '../../catalogue/in-order.ts';
import type { Model } from '../../catalogue/model.ts';
import { relaxations } from '../../catalogue/relaxations.ts';
import { evaluate, passingOffers, type SearchContext } from '../../catalogue/search.ts';
import type { Offer } from '../../catalogue/section.ts';
import { type Host, isReadByHost } from '../../documents/host.ts';
import type { CostRules } from '../../services/cost.ts';
import type { CompleteList } from '../../vocabulary/terms.ts';
import { entryOf, type ListEntry } from '../parts/entry.ts';
import {
  type HostSearch,
  partsAsked,
  partsOf,
  type QueryPart,
  questionOf,
  TICKS,
  type Tick,
  usagesIn,
  withoutParts,
} from './asked.ts';

/* Who is left out of a list only because nobody knows: unknown is never no. */

/** The filter that a part asks, where a host may say nothing of it. */
const FILTER_OF: Readonly<Partial<Record<QueryPart, ValueFilterName>>> = {
  ...{ open: 'registration', inPerson: 'supportMode', 'support.all': 'support' },
};

/** Lists that a host may have said to be whole: without a value there, it has none. */
const LIST_OF: Readonly<Partial<Record<ValueFilterName, CompleteList>>> = {
  ...{ support: 'support', supportMode: 'support', language: 'languages', audience: 'audiences' },
};

/** Parts of which every host says something, or of which lists tell in other words. */
const ALWAYS_SAID: readonly QueryPart[] = [
  'q',
  'usages',
  'usage',
  'territory',
  'federations',
  'free',
  'price',
  'state',
];

const mayBeUnsaid = (part: QueryPart): boolean => !ALWAYS_SAID.includes(part);

/** Whether a host says nothing of what a part asks, so that it may well be so. */
function saysNothing(part: QueryPart, host: Host, { criteria, more }: HostSearch, { reference, day }: Model): boolean {
  const stated = (filter: ValueFilterName): (string | undefined)[] =>
    (host.services.length > 0 ? host.services : [undefined]).flatMap((service) => [
      ...VALUE_FILTER[filter].valuesOf({ host, service } as Offer, reference, day),
    ]);
  if (part === 'criteria') {
    const held = stated('criterion');
    return criteria.every((key) => held.includes(key) || host.claims.every(({ criterion }) => criterion !== key));
  }
  if (part === 'criterion')
    return more.criterion!.some((key) => host.claims.every(({ criterion }) => criterion !== key));
  if (part === 'commitment') {
    const kinds = [host, ...host.services].flatMap(({ commitments }) => commitments.map(({ kind }) => kind));
    return more.commitment!.some((kind) => !kinds.includes(kind as (typeof kinds)[number]));
  }
  const filter = FILTER_OF[part] ?? (part as ValueFilterName);
  const list = LIST_OF[filter];
  return stated(filter).every((value) => value === undefined) && !(list && host.complete.includes(list));
}

const PAGE = 24;

/** What the directory shows for an address: the hosts that `GET /v1/hosts` finds with the same filters. */
export interface HostResults {
  /** With the page that is shown: the last one, when the address asks for one beyond it. */
  asked: HostSearch;
  entries: readonly ListEntry[];
  total: number;
  /** Of all that were found: how many have confirmed their entry. */
  confirmed: number;
  pages: number;
  /** How many would be found with each value. */
  counts: Readonly<Record<'usage' | 'criterion' | 'federation', readonly FacetCount[]>>;
  ticks: Readonly<Record<Tick, number>>;
  /** Hosts of which nobody knows what they offer; `here`: they are among those found. */
  unknownOffer: { count: number; here: boolean };
  unknownPrice: number;
  /** Of each part: how many others pass all the rest and say nothing about it. */
  silent: readonly (readonly [QueryPart, number])[];
  /** When nothing is found: what to leave aside, and how many that would find. */
  relax: readonly { parts: readonly QueryPart[]; count: number }[];
  /** Whether the catalogue has any host. */
  isEmpty: boolean;
}

/** Finds what an address asks for. */
export function findHosts(asked: HostSearch, model: Model, costRules: CostRules): HostResults {
  const context: SearchContext = { model, costRules, of: 'hosts' };
  const question = questionOf(asked);
  const { found, evaluation } = findAll(question, context);
  const passingFor = (other: HostSearch) => passingOffers(context, evaluate(questionOf(other), context));
  const facet = (name: Facet) => countFacet(name, question, context, evaluation);
  const ticks = Object.fromEntries(
    TICKS.map((tick) => [
      tick,
      asked.ticked.includes(tick) ? found.length : passingFor({ ...asked, ticked: [...asked.ticked, tick] }).length,
    ]),
  ) as HostResults['ticks'];
  const hosts = new Set(found.map(({ host }) => host));
  const silent = partsAsked(asked).flatMap((part): [QueryPart, number][] => {
    if (!mayBeUnsaid(part)) return [];
    const others = passingFor(withoutParts(asked, [part])).filter(
      ({ host }) => !hosts.has(host) && saysNothing(part, host, asked, model),
    );
    return others.length > 0 ? [[part, others.length]] : [];
  });
  const here = usagesIn(asked).length === 0;
  const withoutOffer = (here ? found : passingFor(withoutParts(asked, ['usages', 'usage']))).filter(
    ({ service }) => !service,
  );
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(asked.page, pages);
  return {
    asked: { ...asked, page },
    entries: found
      .slice((page - 1) * PAGE, page * PAGE)
      .map(({ host }) => entryOf(host, model, costRules, usagesIn(asked))),
    total: found.length,
    confirmed: found.filter(({ host }) => isReadByHost(host)).length,
    pages,
    counts: { usage: facet('usage'), criterion: facet('criterion'), federation: facet('federation') },
    ticks,
    unknownOffer: { count: withoutOffer.length, here },
    unknownPrice: asked.price || asked.ticked.includes('free') ? countUnknownPrice(context, evaluation) : 0,
    silent,
    relax:
      found.length > 0
        ? []
        : relaxations(question, context, evaluation).map((one) => ({ parts: partsOf(one, asked), count: one.count })),
    isEmpty: model.documents.length === 0,
  };
}
