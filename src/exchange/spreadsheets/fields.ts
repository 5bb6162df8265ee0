import type { SheetFields } from '../../spreadsheets/fields.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Both } from './sheets/columns.ts';
import { HOST_COLUMNS, hostFields } from './sheets/hosts.ts';
import { PLAN_COLUMNS, planFields } from './sheets/plans.ts';
import { SERVICE_COLUMNS, serviceFields } from './sheets/services.ts';
import { fieldTerms } from './sheets/terms.ts';

/* The three sheets of hosts: columns with titles, and how each fact is written to and read from cells. */

export const SHEETS = ['hosts', 'services', 'plans'] as const;
export type SheetKey = (typeof SHEETS)[number];

export type AllFields = Readonly<Record<SheetKey, SheetFields>>;

const made = new WeakMap<Reference, AllFields>();

/** The fields of the three sheets, created once per vocabulary. */
export function fieldsFor(reference: Reference): AllFields {
  const cached = made.get(reference);
  if (cached) return cached;
  const terms = fieldTerms(reference);
  const fields = { hosts: hostFields(terms), services: serviceFields(terms), plans: planFields(terms) };
  made.set(reference, fields);
  return fields;
}

const COLUMN_WORDS: Readonly<Record<SheetKey, Readonly<Record<string, Both>>>> = {
  hosts: HOST_COLUMNS,
  services: SERVICE_COLUMNS,
  plans: PLAN_COLUMNS,
};

/** The columns of a sheet in order. */
export const columnsOf = (sheet: SheetKey): string[] => Object.keys(COLUMN_WORDS[sheet]);

export const titlesOf = (sheet: SheetKey) =>
  Object.fromEntries(
    Object.entries(COLUMN_WORDS[sheet]).map(([column, { fr, en }]) => [column, { fr: fr[0], en: en[0] }]),
  );

export const meaningOf = (sheet: SheetKey, column: string, language: 'fr' | 'en'): string =>
  COLUMN_WORDS[sheet][column]![language][1];
