import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import type { Lookup } from '../ground/lookup.ts';
import { runAtOnce } from '../ground/slices.ts';
import { hostOnDay } from '../record/assemble.ts';
import type { LastChange, Span } from '../record/changes.ts';
import { type HostFacts, sameFacts } from '../record/host-facts.ts';
import type { CostRules } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';
import { NOTHING_SEEN, type SeenSites } from '../watching/store.ts';
import type { Model } from './model.ts';
import { holdersIn, type Names, NO_NAMES, renamed } from './names.ts';
import { withOwnCriteria } from './own-criteria.ts';
import type { SearchContext } from './search.ts';
import { type Offer, type Row, rowOf, type Section, type SectionRules, sectionOf } from './section.ts';
import { MOST_ENTRIES } from './texts/indexed-texts.ts';
import { createTextSearch } from './texts/text-search.ts';
import { wordsWith } from './texts/words.ts';

/* The read model is built once, then moved: a change makes anew the sections of what changed, and shares the rest. */

/** The documents after the last change, before they are evaluated for a day. */
export interface Stored {
  epoch: string;
  revision: number;
  mark: string;
  hosts: Lookup<HostFacts>;
  federations: Lookup<Federation>;
  /** The last change of each document, by its id; only present for the current catalogue. */
  lastChanges?: Lookup<LastChange>;
  /** Absent: an earlier state of the catalogue. */
  span?: Span;
}

/** What a model is computed from, apart from the stored documents. */
interface ModelRules {
  reference: Reference;
  costRules: CostRules;
}

const datedHosts = new WeakMap<HostFacts, { reference: Reference; day: string; host: Host }>();

/** The document of a host for a day; the same object as before if nothing changed, because caches are keyed by it. */
function datedHost(facts: HostFacts, reference: Reference, day: string): Host {
  const cached = datedHosts.get(facts);
  if (cached?.day === day && cached.reference === reference) return cached.host;
  const made = hostOnDay(facts, reference, day);
  const host = cached && sameFacts(cached.host, made) ? cached.host : made;
  datedHosts.set(facts, { reference, day, host });
  return host;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byName = (a: Row, b: Row): number => compare(a.name, b.name) || compare(a.host.id, b.host.id);

/** Number of hosts after which other work may run. */
const HOSTS_A_STEP = 20;
/** A change costs what one section costs, and a search what the number of sections costs. */
const ROWS_A_SECTION = 64;
const MOST_ROWS = 2 * ROWS_A_SECTION;
const MOST_OFFERS = MOST_ENTRIES / 2;

/** Rows in sections of the usual size, or smaller where hosts have very many services. */
function* cut(rows: readonly Row[], rules: SectionRules, former?: Section): Generator<'pause', Section[], unknown> {
  const sections: Section[] = [];
  let [from, offers] = [0, 0];
  for (const [place, { offers: its }] of rows.entries()) {
    if (place > from && (place - from >= ROWS_A_SECTION || offers + its.length > MOST_OFFERS)) {
      sections.push(sectionOf(rows.slice(from, place), rules, former));
      yield 'pause';
      [from, offers] = [place, 0];
    }
    offers += its.length;
  }
  if (from < rows.length) sections.push(sectionOf(rows.slice(from), rules, former));
  return sections;
}

/** Running sums, from 0 to the sum of all. */
function sumsOf(counts: readonly number[]): Int32Array {
  const sums = new Int32Array(counts.length + 1);
  for (const [place, count] of counts.entries()) sums[place + 1] = sums[place]! + count;
  return sums;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

interface Parts {
  stored: Stored;
  reference: Reference;
  day: string;
  seen: SeenSites;
  federations: readonly Federation[];
  sections: readonly Section[];
  names: Names;
}

function modelOf({ stored, reference, day, seen, federations, sections, names }: Parts): Model {
  const hostsBefore = sumsOf(sections.map(({ hosts }) => hosts.length));
  const offersBefore = sumsOf(sections.map(({ offers }) => offers.length));
  const documents = once(() => sections.flatMap(({ hosts }) => hosts));
  const offers = once(() => sections.flatMap((section) => section.offers));
  const words = wordsWith(reference.synonyms);
  return {
    epoch: stored.epoch,
    revision: stored.revision,
    mark: stored.mark,
    day,
    reference,
    federations,
    federationBySlug: new Map(federations.map((federation) => [federation.slug, federation])),
    federationById: new Map(federations.map((federation) => [federation.id, federation])),
    facts: stored.hosts,
    seen,
    lastChanges: stored.lastChanges ?? new Map(),
    span: stored.span ?? null,
    names,
    bySlug: holdersIn(names.slugs),
    byId: holdersIn(names.ids),
    byDomain: holdersIn(names.domains),
    byFormerDomain: holdersIn(names.formerDomains),
    sections,
    groups: sections.map(({ hosts }) => hosts),
    hostsBefore,
    offersBefore,
    get documents() {
      return documents();
    },
    get offers() {
      return offers();
    },
    hostText: once(() =>
      createTextSearch(
        sections.map(({ hostTexts }) => hostTexts.get()),
        hostsBefore,
        words,
      ),
    ),
    offerText: once(() =>
      createTextSearch(
        sections.map(({ offerTexts }) => offerTexts.get()),
        offersBefore,
        words,
      ),
    ),
  };
}

const inOrder = (federations: Lookup<Federation>): Federation[] =>
  [...federations.values()].sort((a, b) => compare(fold(a.name), fold(b.name)) || compare(a.id, b.id));

/** Builds the model of a day, step by step. Unchanged documents stay the same objects. */
export function* buildModelInSteps(
  stored: Stored,
  { reference: vocabularies, costRules }: ModelRules,
  day: string,
  seen: SeenSites = NOTHING_SEEN,
): Generator<'pause', Model, unknown> {
  const federations = inOrder(stored.federations);
  const reference = withOwnCriteria(vocabularies, federations);
  const rules = { reference, costRules, day };
  const rows: Row[] = [];
  for (const facts of stored.hosts.values()) {
    if (rows.length % HOSTS_A_STEP === 0) yield 'pause';
    rows.push(rowOf(datedHost(facts, reference, day), rules));
  }
  rows.sort(byName);
  yield 'pause';
  const sections = yield* cut(rows, rules);
  let names = NO_NAMES;
  for (let from = 0; from < rows.length; from += HOSTS_A_STEP) {
    names = renamed(names, [], rows.slice(from, from + HOSTS_A_STEP));
    yield 'pause';
  }
  return modelOf({ stored, reference, day, seen, federations, sections, names });
}

/** Builds the model of a day without pauses. */
export const buildModel = (stored: Stored, rules: ModelRules, day: string, seen?: SeenSites): Model =>
  runAtOnce(buildModelInSteps(stored, rules, day, seen));

/** The section in which a row is or would be: the last one that does not begin after it. */
function sectionFor(row: Row, sections: readonly Section[]): number {
  let [low, high] = [0, sections.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (byName(sections[middle]!.rows[0]!, row) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The sections after some rows were replaced by others. */
function* replaced(
  sections: readonly Section[],
  gone: readonly Row[],
  come: readonly Row[],
  rules: SectionRules,
): Generator<'pause', Section[], unknown> {
  if (sections.length === 0) return yield* cut(come.toSorted(byName), rules);
  const changed = new Map<number, { gone: Set<Row>; come: Row[] }>();
  const at = (row: Row) => {
    const place = sectionFor(row, sections);
    const known = changed.get(place) ?? { gone: new Set<Row>(), come: [] };
    changed.set(place, known);
    return known;
  };
  for (const row of gone) at(row).gone.add(row);
  for (const row of come) at(row).come.push(row);
  const made: Section[] = [];
  for (const [place, section] of sections.entries()) {
    const change = changed.get(place);
    if (!change) {
      made.push(section);
      continue;
    }
    const rows = [...section.rows.filter((row) => !change.gone.has(row)), ...change.come].sort(byName);
    const offers = rows.reduce((sum, row) => sum + row.offers.length, 0);
    if (rows.length > MOST_ROWS || offers > MOST_OFFERS) made.push(...(yield* cut(rows, rules, section)));
    else if (rows.length > 0) made.push(sectionOf(rows, rules, section));
    yield 'pause';
  }
  return made;
}

/** The row of a host of the model. */
function rowOfHost({ sections }: Model, host: Host): Row | undefined {
  const sought = { host, name: fold(host.name), offers: [] };
  return sections[sectionFor(sought, sections)]?.rows.find((row) => row.host === host);
}

/** The offers of a host of the model; none for any other document. */
export const offersOf = (model: Model, host: Host): readonly Offer[] => rowOfHost(model, host)?.offers ?? [];

/** The row of a present host; a merged entry has none, it leads to another host. */
function rowIn(model: Model, id: string): Row | undefined {
  const host = model.byId.get(id);
  return host?.id === id ? rowOfHost(model, host) : undefined;
}

/**
 * The model after further changes; it answers as one that is built from nothing.
 * @param changed the ids of all hosts that changed since the model
 */
export function* moveModelInSteps(
  model: Model,
  stored: Stored,
  rules: ModelRules,
  changed: ReadonlySet<string>,
  seen: SeenSites,
): Generator<'pause', Model, unknown> {
  const { day } = model;
  const federations = inOrder(stored.federations);
  const reference = withOwnCriteria(rules.reference, federations);
  const present = { reference, costRules: rules.costRules, day };
  // What a criterion means may have changed for every host.
  if (reference !== model.reference) return yield* buildModelInSteps(stored, rules, day, seen);
  const [gone, come]: [Row[], Row[]] = [[], []];
  for (const id of changed) {
    const facts = stored.hosts.get(id);
    const host = facts && datedHost(facts, reference, day);
    const former = rowIn(model, id);
    if (former && former.host === host) continue;
    if (former) gone.push(former);
    if (host) come.push(rowOf(host, present));
    if (come.length % HOSTS_A_STEP === 0) yield 'pause';
  }
  const sections = yield* replaced(model.sections, gone, come, present);
  const names = renamed(model.names, gone, come);
  return modelOf({ stored, reference, day, seen, federations, sections, names });
}

/** Whether somebody searches for hosts, or a server prepares for it. */
export const readsTexts = ({ sections }: Model): boolean =>
  sections.some(({ hostTexts }) => hostTexts.latest() !== undefined);

/** Whether a search for hosts has nothing left to read. */
export const hasReadTexts = ({ sections }: Model): boolean =>
  sections.every(({ hostTexts }) => hostTexts.latest() !== undefined);

/** Reads the texts of all sections, which searches for hosts or for offers need, step by step. */
export function* readTextsInSteps(
  { sections, reference }: Model,
  of: SearchContext['of'],
): Generator<'pause', void, unknown> {
  const words = wordsWith(reference.synonyms);
  for (const { hostTexts, offerTexts } of sections) {
    const { inSteps } = of === 'hosts' ? hostTexts : offerTexts;
    words.learn([yield* inSteps()]);
    yield 'pause';
  }
}
