import type { Static } from 'typebox';
import type { Contact, HostFact, Seat } from '../../documents/host.ts';
import type { Capacity, Plan, ServiceDraft, Software } from '../../documents/service.ts';
import {
  type Cells,
  dateCell,
  dayCell,
  type Field,
  type Fields,
  oneCell,
  partCells,
  plainCell,
  textCells,
} from '../../spreadsheets/fields.ts';
import { numberCell } from '../../spreadsheets/numbers.ts';
import { termCell, termsCell, textsCell, yesNoCell } from '../../spreadsheets/terms.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import {
  countryCell,
  type FieldTerms,
  fieldTerms,
  importsCell,
  limitsCell,
  supportCell,
  territoryCell,
  UNLIMITED,
  zonesCell,
} from './terms.ts';

/* The facts of hosts, services and plans in the cells of a row: an import would empty what has no cell, so that nothing may be forgotten. */

const hostFields = (terms: FieldTerms): Record<'name' | 'website' | HostFact, Field> => ({
  name: plainCell('name'),
  website: plainCell('website'),
  summary: textCells('summary'),
  foundedOn: dateCell('foundedOn'),
  legalForm: termCell(terms.legalForms)('legalForm'),
  seat: partCells<Seat>('seat', { country: countryCell(terms), territory: territoryCell(terms) }),
  serves: zonesCell(terms)('serves'),
  visits: zonesCell(terms)('visits'),
  audiences: termsCell(terms.audiences)('audiences'),
  languages: termsCell(withCodes(terms))('languages'),
  support: supportCell(terms)('support'),
  contact: partCells<Contact>('contact', {
    url: plainCell,
    email: plainCell,
    roleAddress: yesNoCell,
    phone: plainCell,
    hours: textCells,
  }),
});

/** Any language has a code; only some have a name here. */
const withCodes = ({ languages }: FieldTerms) => ({
  ...languages,
  keyOf: (written: string) => languages.keyOf(written) ?? (/^[a-z]{2,3}$/.test(written) ? written : undefined),
});

const NO_PLAN = new Set(['none', 'aucun', 'aucune']);

/** Whether it is known that there is no plan; plans have a sheet of their own. */
const noPlansCell = oneCell('plans', {
  read: (cell) => (NO_PLAN.has(cell.toLowerCase()) ? [] : undefined),
  write: (value, notation) =>
    Array.isArray(value) && value.length === 0 ? (notation === 'fr' ? 'aucune' : 'none') : '',
});

const serviceFields = (terms: FieldTerms): Record<Exclude<keyof ServiceDraft, 'slug'>, Field> => ({
  name: plainCell('name'),
  usages: termsCell(terms.usages)('usages'),
  summary: textCells('summary'),
  software: partCells<Static<typeof Software>>('software', { name: plainCell, licence: plainCell }),
  url: plainCell('url'),
  registration: termCell(terms.registrations)('registration'),
  capacity: partCells<Static<typeof Capacity>>('capacity', {
    state: termCell(terms.capacities),
    until: dateCell,
    openFrom: dateCell,
  }),
  dataCountry: countryCell(terms)('dataCountry'),
  ownDomain: yesNoCell('ownDomain'),
  certifications: termsCell(terms.certifications)('certifications'),
  exportFormats: textsCell('exportFormats'),
  imports: importsCell(terms)('imports'),
  startedOn: dateCell('startedOn'),
  plans: noPlansCell,
});

const amount = numberCell();
const upTo = numberCell(UNLIMITED);

/** Pay what one can: said by a yes, or by its amounts. */
const chosenAmountCells = (name: string): Field => {
  const said = yesNoCell(name);
  const amounts = partCells<NonNullable<Plan['freeAmount']>>(name, { advised: amount, floor: amount });
  return {
    columns: [name, ...amounts.columns],
    write: (value, notation) => ({
      ...said.write(value === undefined ? undefined : true, notation),
      ...amounts.write(value, notation),
    }),
    read: (cells: Cells) => {
      const word = said.read(cells);
      return amounts.read(cells) ?? (word === true ? {} : word === false ? undefined : word);
    },
    faults: (cells) => [...(said.faults?.(cells) ?? []), ...(amounts.faults?.(cells) ?? [])],
  };
};

const planFields = (terms: FieldTerms): Record<keyof Plan, Field> => ({
  name: plainCell('plan'),
  from: dayCell('from'),
  period: termCell(terms.periods)('period'),
  for: termCell(terms.covered)('for'),
  fixed: amount('fixed'),
  membershipFee: amount('membershipFee'),
  membershipFree: chosenAmountCells('membershipFree'),
  setupFee: amount('setupFee'),
  perAccount: amount('perAccount'),
  includedAccounts: amount('includedAccounts'),
  maxAccounts: upTo('maxAccounts'),
  perGb: amount('perGb'),
  includedGb: amount('includedGb'),
  includedGbPerAccount: amount('includedGbPerAccount'),
  maxGb: upTo('maxGb'),
  limits: limitsCell(terms)('limits'),
  freeAmount: chosenAmountCells('freeAmount'),
  covers: textsCell('covers'),
  onQuote: yesNoCell('onQuote'),
  taxIncluded: yesNoCell('taxIncluded'),
  conditions: textCells('conditions'),
  observedOn: dateCell('observedOn'),
});

export const SHEETS = ['hosts', 'services', 'plans'] as const;
export type SheetKey = (typeof SHEETS)[number];

export type AllFields = Readonly<Record<SheetKey, Fields>>;

const made = new WeakMap<Reference, AllFields>();

/** The fields of the three sheets, made once for a vocabulary. */
export function fieldsFor(reference: Reference): AllFields {
  const known = made.get(reference);
  if (known) return known;
  const terms = fieldTerms(reference);
  const fields = { hosts: hostFields(terms), services: serviceFields(terms), plans: planFields(terms) };
  made.set(reference, fields);
  return fields;
}
