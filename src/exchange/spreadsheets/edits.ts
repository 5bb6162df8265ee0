import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Fault, fault, type Sentence } from '../../ground/errors.ts';
import { nearestTo } from '../../ground/texts.ts';
import type { DocumentService, HostDocument } from '../../host-documents/schema.ts';
import { isSlug, SHORT_NAME_MAX, shortNameFrom, suggestion } from '../../requests/meaning.ts';
import { amountsOf } from '../../services/price-rises.ts';
import { cellsOf, type SheetFields } from '../../spreadsheets/fields.ts';
import { cellsChanged, factsIn } from '../../spreadsheets/sheet.ts';
import { yesNoCell } from '../../spreadsheets/terms.ts';
import type { AllFields, SheetKey } from './fields.ts';
import type { SheetLine } from './read.ts';
import { ServiceNames } from './service-names.ts';
import { periodFaults } from './sheets/plans.ts';
import { NEEDED, NO_SLUG, PLANS_THERE, twice } from './words.ts';

/* Applies the rows of one host to its document. A row removes nothing that it does not name. */

/** How a row names its subject. */
interface RowName {
  host: string;
  service?: string;
  plan?: string;
}

export interface RowDone extends RowName {
  sheet: SheetKey;
  line: number;
  did: 'added' | 'changed' | 'removed' | 'unchanged' | 'nothing-to-remove';
  fields?: ReturnType<typeof cellsChanged>;
  /** What was added or changed, before and after. */
  states?: readonly [before: object, after: object];
}

/** A fault of a row, with a pointer to the part of the row. */
export interface RowFault {
  row: SheetLine;
  fault: Fault;
}

export type Plan = NonNullable<DocumentService['plans']>[number];

/** The edited document, and the row from which each part comes. */
export interface HostEdit {
  document: HostDocument;
  rows: RowDone[];
  faults: RowFault[];
  /** The row of the host, of each service and of each plan, by the object in the document. */
  origins: Map<object, SheetLine>;
}

type Lines = Readonly<Record<SheetKey, readonly SheetLine[]>>;

const cellIn = ({ cells }: SheetLine, column: string): string => (cells[column] ?? '').trim();

const removal = yesNoCell('remove');
const isRemoved = ({ cells }: SheetLine): boolean => removal.read(cells) === true;

/** Guessing similar names is slow, and after fifty guesses a reader knows what is wrong. */
const MOST_GUESSES = 50;
const ROWS_A_TURN = 25;

/** Lets other requests run during a long sheet. */
async function turnAt(place: number): Promise<void> {
  if (place % ROWS_A_TURN === ROWS_A_TURN - 1) await setImmediate();
}

/** Whether a plan costs otherwise than before: that is what its day is about. */
const costsOtherwise = (plan: Plan, before: Plan): boolean => !isDeepStrictEqual(amountsOf(plan), amountsOf(before));

/** Converts a row to facts, and adds the faults of its cells. */
const factsOf = (row: SheetLine, fields: SheetFields, present: object | undefined, faults: RowFault[]) => {
  const read = factsIn(row.cells, fields, present);
  faults.push(...read.faults.map((one) => ({ row, fault: one })));
  const word = removal.faults?.(row.cells) ?? [];
  faults.push(...word.map((one) => ({ row, fault: one })));
  return read.facts;
};

const didTo = (
  fields: SheetFields,
  before: object | undefined,
  after: object,
): Pick<RowDone, 'did' | 'fields' | 'states'> => {
  if (!before) return { did: 'added', states: [{}, after] };
  const changed = cellsChanged(fields, before, after);
  return changed.length === 0 ? { did: 'unchanged' } : { did: 'changed', fields: changed, states: [before, after] };
};

/** The value of a fact written to a cell and read back, so that names with surrounding spaces are found again. */
const asRead = (fields: SheetFields, fact: string, thing: object): unknown =>
  fields[fact]!.read(cellsOf(fields, thing));

class HostEditor {
  readonly edit: HostEdit;
  readonly #host: string;
  readonly #fields: AllFields;
  readonly #day: string;
  readonly #names: ServiceNames;
  readonly #services: Map<string, DocumentService>;
  #guesses = 0;
  #plansRead = 0;
  readonly #saidNone = new Map<string, SheetLine>();

  constructor(before: HostDocument, fields: AllFields, day: string) {
    this.#day = day;
    this.#host = before.host.slug;
    this.#fields = fields;
    this.#names = new ServiceNames(before.services);
    this.#services = new Map(before.services.map((service) => [service.slug, service]));
    this.edit = { document: before, rows: [], faults: [], origins: new Map() };
  }

  #wrong(row: SheetLine, column: string, code: Fault['code'], message: Sentence): void {
    this.edit.faults.push({ row, fault: fault(`/${column}`, code, message) });
  }

  hostRows(rows: readonly SheetLine[]): void {
    const [row, ...others] = rows;
    if (!row) return;
    for (const other of others) this.#wrong(other, 'host', 'duplicate', twice(row.line));
    const { document, faults } = this.edit;
    const facts = factsOf(row, this.#fields.hosts, document.host, faults);
    const host = { slug: document.host.slug, ...facts } as HostDocument['host'];
    if (!isDeepStrictEqual(host, document.host)) {
      this.edit.document = { ...document, host };
      this.edit.origins.set(host, row);
    }
    this.edit.rows.push({
      sheet: 'hosts',
      line: row.line,
      host: this.#host,
      ...didTo(this.#fields.hosts, document.host, host),
    });
  }

  /** The short name of the service that a row of the sheet of services is about. */
  #serviceOf(row: SheetLine): string | undefined {
    const [written, name] = [cellIn(row, 'service'), cellIn(row, 'name')];
    const known = this.#names.find(written === '' ? name : written);
    if (known !== undefined) return known;
    const slug = isSlug(written) ? written : shortNameFrom(written === '' ? name : written);
    if (slug.length >= 2) return slug;
    if (written === '' && name === '') this.#wrong(row, 'service', 'missing', NEEDED);
    else this.#wrong(row, 'service', 'wrong-format', NO_SLUG);
    return undefined;
  }

  async serviceRows(rows: readonly SheetLine[]): Promise<void> {
    const lines = new Map<string, number>();
    for (const [place, row] of rows.entries()) {
      await turnAt(place);
      const slug = this.#serviceOf(row);
      if (slug === undefined) continue;
      const first = lines.get(slug);
      if (first !== undefined) {
        this.#wrong(row, 'service', 'duplicate', twice(first));
        continue;
      }
      lines.set(slug, row.line);
      this.#serviceRow(row, slug);
    }
  }

  #serviceRow(row: SheetLine, slug: string): void {
    const { rows, origins, faults } = this.edit;
    const named = { sheet: 'services' as const, line: row.line, host: this.#host, service: slug };
    const before = this.#services.get(slug);
    if (isRemoved(row)) {
      this.#services.delete(slug);
      rows.push({ ...named, did: before ? 'removed' : 'nothing-to-remove' });
      return;
    }
    const facts = factsOf(row, this.#fields.services, before, faults);
    if (before?.plans?.length && Array.isArray(facts.plans) && facts.plans.length === 0) facts.plans = before.plans;
    if (Array.isArray(this.#fields.services.plans!.read(row.cells))) this.#saidNone.set(slug, row);
    const { commitments } = before ?? {};
    const service = { slug, ...facts, ...(commitments && { commitments }) } as DocumentService;
    if (!isDeepStrictEqual(service, before)) {
      this.#services.set(slug, service);
      this.#names.add({ slug, name: service.name ?? '' });
      origins.set(service, row);
    }
    rows.push({ ...named, ...didTo(this.#fields.services, before, service) });
  }

  async planRows(rows: readonly SheetLine[]): Promise<void> {
    const byService = new Map<string, SheetLine[]>();
    for (const [place, row] of rows.entries()) {
      await turnAt(place);
      const written = cellIn(row, 'service');
      const slug = this.#names.find(written);
      if (written === '') this.#wrong(row, 'service', 'missing', NEEDED);
      else if (slug === undefined || !this.#services.has(slug)) this.#unknownService(row, written, slug);
      else byService.set(slug, [...(byService.get(slug) ?? []), row]);
    }
    for (const [slug, ofService] of byService) await this.#plansOf(slug, ofService);
    for (const [slug, row] of this.#saidNone)
      if (this.#services.get(slug)?.plans?.length) this.#wrong(row, 'plans', 'contradicts', PLANS_THERE);
  }

  #unknownService(row: SheetLine, written: string, known: string | undefined): void {
    // The plans of a removed service may stay in the sheet.
    if (known !== undefined && isRemoved(row)) return;
    const near =
      this.#guesses++ < MOST_GUESSES
        ? nearestTo(written.toLowerCase().slice(0, SHORT_NAME_MAX), this.#names.all())
        : undefined;
    const { fr, en } = suggestion(near);
    const short = written.slice(0, 60);
    this.#wrong(row, 'service', 'unknown-service', {
      fr: `L’hébergeur n’a pas de service « ${short} ». Ajoutez-le à la feuille des services.${fr}`,
      en: `The host has no service “${short}”. Add it to the sheet of services.${en}`,
    });
  }

  async #plansOf(slug: string, rows: readonly SheetLine[]): Promise<void> {
    const fields = this.#fields.plans;
    const service = this.#services.get(slug)!;
    const hasDays = rows.some(({ cells }) => cells.from !== undefined);
    const keyOf = (name: unknown, from: unknown) => `${String(name)}\n${hasDays ? String(from ?? '') : ''}`;
    const places = new Map<string, number[]>();
    const plans: (Plan | undefined)[] = [...(service.plans ?? [])];
    for (const [place, plan] of plans.entries()) {
      const key = keyOf(asRead(fields, 'name', plan!), plan!.from);
      places.set(key, [...(places.get(key) ?? []), place]);
    }
    const lines = new Map<string, number>();
    for (const row of rows) {
      // Counts all plans of all services, so that many short lists pause too.
      await turnAt(this.#plansRead++);
      const name = fields.name!.read(row.cells);
      if (name === undefined) {
        this.#wrong(row, 'plan', 'missing', NEEDED);
        continue;
      }
      const key = keyOf(name, fields.from!.read(row.cells));
      const place = places.get(key)?.shift();
      const first = lines.get(key);
      if (place === undefined && first !== undefined) {
        this.#wrong(row, 'plan', 'duplicate', twice(first));
        continue;
      }
      lines.set(key, row.line);
      this.#planRow(row, plans, place, { service: slug, plan: String(name) });
    }
    const kept = plans.filter((plan) => plan !== undefined);
    if (isDeepStrictEqual(kept, service.plans ?? [])) return;
    const changed = { ...service, plans: kept };
    const origin = this.edit.origins.get(service);
    this.edit.origins.delete(service);
    if (origin) this.edit.origins.set(changed, origin);
    this.#services.set(slug, changed);
  }

  #planRow(row: SheetLine, plans: (Plan | undefined)[], place: number | undefined, name: Omit<RowName, 'host'>): void {
    const { rows, origins, faults } = this.edit;
    const named = { sheet: 'plans' as const, line: row.line, host: this.#host, ...name };
    const before = place === undefined ? undefined : plans[place];
    if (isRemoved(row)) {
      if (place !== undefined) plans[place] = undefined;
      rows.push({ ...named, did: before ? 'removed' : 'nothing-to-remove' });
      return;
    }
    const plan = factsOf(row, this.#fields.plans, before, faults) as Plan;
    faults.push(...periodFaults(row.cells, plan).map((one) => ({ row, fault: one })));
    // The day of the former price is not that of the new one.
    if (before && cellIn(row, 'observedOn') === '' && costsOtherwise(plan, before)) plan.observedOn = this.#day;
    // An unchanged plan is not checked again.
    const isNew = !isDeepStrictEqual(plan, before);
    if (place === undefined) plans.push(plan);
    else if (isNew) plans[place] = plan;
    if (isNew) origins.set(plan, row);
    rows.push({ ...named, ...didTo(this.#fields.plans, before, plan) });
  }

  ended(): HostEdit {
    return { ...this.edit, document: { ...this.edit.document, services: [...this.#services.values()] } };
  }
}

/**
 * Applies the rows of one host to its document, and returns all faults.
 * @param day of changed prices whose row says none
 */
export async function editHost(before: HostDocument, lines: Lines, fields: AllFields, day: string): Promise<HostEdit> {
  const editor = new HostEditor(before, fields, day);
  editor.hostRows(lines.hosts);
  await editor.serviceRows(lines.services);
  await editor.planRows(lines.plans);
  return editor.ended();
}
