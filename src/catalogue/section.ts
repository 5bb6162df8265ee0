import { hasEnded } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import { isLongUnseen } from '../documents/provenance.ts';
import type { Service } from '../documents/service.ts';
import { runAtOnce } from '../ground/slices.ts';
import type { CostRules } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';
import { VALUE_FILTER, VALUE_FILTER_NAMES, type ValueFilterName } from './filters.ts';
import { newestFirst } from './names.ts';
import { type Prices, pricesOf } from './prices.ts';
import { type IndexedTexts, indexTextsInSteps } from './texts/indexed-texts.ts';
import { textsOfHost, textsOfOffers } from './texts/texts.ts';
import { wordsWith } from './texts/words.ts';

/** A search result: a service of a host, or a host without known services. */
export interface Offer {
  readonly host: Host;
  readonly service: Service | undefined;
  readonly hostName: string;
  readonly serviceName: string;
  /** Sort key: newest confirmation first, hosts without confirmation last. */
  readonly confirmed: string;
  readonly prices: Prices | undefined;
}

/** A host with what is computed from it alone. */
export interface Row {
  readonly host: Host;
  /** Its name without accents and capitals: hosts are sorted by it, then by id. */
  readonly name: string;
  /** One for each service that has not ended; without any, one for the host. */
  readonly offers: readonly Offer[];
}

/** For each filter and value, the offers that have it: ascending places in `offers`. */
type Postings = Readonly<Record<ValueFilterName, ReadonlyMap<string, readonly number[]>>>;

/**
 * Neighbours in the order of names, with their indexes. A change makes one section anew; all others stay the same
 * objects, and so does what is cached for them.
 */
export interface Section {
  readonly rows: readonly Row[];
  readonly hosts: readonly Host[];
  readonly offers: readonly Offer[];
  /** The place in `hosts` of the host of each offer. */
  readonly hostOf: Uint16Array;
  /** 1 for each host that nobody has seen for long. */
  readonly isLongUnseen: Uint8Array;
  readonly postings: Postings;
  /** Places in `offers` of those without a service. */
  readonly withoutService: readonly number[];
  /** Entries are places in `hosts`. */
  readonly hostTexts: LazyTexts;
  /** Entries are places in `offers`. */
  readonly offerTexts: LazyTexts;
}

/** What documents are arranged with. */
export interface SectionRules {
  readonly reference: Reference;
  readonly costRules: CostRules;
  readonly day: string;
}

export function rowOf(host: Host, { costRules, day }: SectionRules): Row {
  const services: (Service | undefined)[] = host.services.filter((service) => !hasEnded(service));
  if (services.length === 0) services.push(undefined);
  const name = fold(host.name);
  const common = {
    host,
    hostName: name,
    confirmed: newestFirst(host.confirmedOn),
  };
  return {
    host,
    name,
    offers: services.map((service) => ({
      ...common,
      service,
      serviceName: fold(service?.name ?? ''),
      prices: service && pricesOf(host, service, day, costRules),
    })),
  };
}

/** Where the offers of a section went. @returns the new place of each; -1: it is gone */
function placesAfter(former: Section, starts: ReadonlyMap<Row, number>): Int32Array {
  const to = new Int32Array(former.offers.length).fill(-1);
  let place = 0;
  for (const row of former.rows) {
    const start = starts.get(row);
    for (let its = 0; its < row.offers.length; its++, place++) if (start !== undefined) to[place] = start + its;
  }
  return to;
}

/** @param former a section under the same rules: what offers have in it need not be read again */
function postingsOf(rows: readonly Row[], { reference, day }: SectionRules, former: Section | undefined): Postings {
  const starts = startsOf(rows);
  const to = former && placesAfter(former, starts);
  const known = new Set(former?.rows);
  const fresh = rows.filter((row) => !known.has(row));
  const made = {} as Record<ValueFilterName, Map<string, number[]>>;
  for (const name of VALUE_FILTER_NAMES) {
    const postings = new Map<string, number[]>();
    made[name] = postings;
    for (const [value, places] of former?.postings[name] ?? []) {
      const kept = places.map((place) => to![place]!).filter((place) => place >= 0);
      if (kept.length > 0) postings.set(value, kept);
    }
    const { valuesOf } = VALUE_FILTER[name];
    const grown = new Set<number[]>();
    for (const row of fresh)
      for (const [its, offer] of row.offers.entries())
        for (const value of new Set(valuesOf(offer, reference, day))) {
          if (value === undefined) continue;
          const places = postings.get(value) ?? [];
          postings.set(value, places);
          places.push(starts.get(row)! + its);
          grown.add(places);
        }
    if (former) for (const places of grown) places.sort((a, b) => a - b);
  }
  return made;
}

/** The place of the first offer of each row. */
function startsOf(rows: readonly Row[]): Map<Row, number> {
  const starts = new Map<Row, number>();
  let place = 0;
  for (const row of rows) {
    starts.set(row, place);
    place += row.offers.length;
  }
  return starts;
}

/** Texts that are read on first use, and those of a former section that can serve for most of them. */
interface LazyTexts {
  readonly get: () => IndexedTexts;
  readonly inSteps: () => Generator<'pause', IndexedTexts, unknown>;
  readonly latest: () => IndexedTexts | undefined;
}

function lazyTexts(
  make: (former: IndexedTexts | undefined) => Generator<'pause', IndexedTexts, unknown>,
  former: IndexedTexts | undefined,
): LazyTexts {
  let [made, before] = [undefined as IndexedTexts | undefined, former];
  function* inSteps() {
    // Somebody may have searched meanwhile.
    const found = made ?? (yield* make(before));
    made ??= found;
    before = undefined;
    return made;
  }
  return { get: () => made ?? runAtOnce(inSteps()), inSteps, latest: () => made ?? before };
}

/**
 * @param rows in the order of names
 * @param former the section that had most of these rows, under the same rules: they need not be read again
 */
export function sectionOf(rows: readonly Row[], rules: SectionRules, former?: Section): Section {
  const { reference, day } = rules;
  const offers = rows.flatMap((row) => row.offers);
  const hostOf = new Uint16Array(offers.length);
  let place = 0;
  for (const [index, row] of rows.entries()) {
    hostOf.fill(index, place, place + row.offers.length);
    place += row.offers.length;
  }
  const words = wordsWith(reference.synonyms);
  const ofHost = ({ host }: Row) => [textsOfHost(host, reference, day)];
  const ofOffers = (row: Row) => {
    const services = row.offers.flatMap(({ service }) => service ?? []);
    return services.length > 0 ? textsOfOffers(row.host, services, reference, day) : ofHost(row);
  };
  return {
    rows,
    hosts: rows.map(({ host }) => host),
    offers,
    hostOf,
    isLongUnseen: Uint8Array.from(rows, ({ host }) => Number(isLongUnseen(host, day))),
    postings: postingsOf(rows, rules, former),
    withoutService: offers.flatMap(({ service }, at) => (service ? [] : [at])),
    hostTexts: lazyTexts((before) => indexTextsInSteps(rows, ofHost, words, before), former?.hostTexts.latest()),
    offerTexts: lazyTexts((before) => indexTextsInSteps(rows, ofOffers, words, before), former?.offerTexts.latest()),
  };
}
