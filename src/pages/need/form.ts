/**
 * Answers as a form carries them from screen to screen, in hidden fields: nothing of a need is kept by the server, and
 * nothing of it stands in an address.
 */
export const FIELDS = [
  'use',
  'replies',
  'people',
  'space',
  'mailboxes',
  'meeting',
  'health',
  'tool',
  'budget',
  'place',
  'commune',
  'found',
  'matters',
] as const;
export type Field = (typeof FIELDS)[number];

/** What was answered so far; a field that may be repeated holds several values. */
export type Form = Readonly<Partial<Record<Field, readonly string[]>>>;

const MOST_VALUES = 60;
const LONGEST_VALUE = 100;

/** The fields we know, in reasonable amounts; anything else that was sent is left out. */
export function readForm(sent: URLSearchParams): Form {
  const valuesOf = (field: Field) =>
    sent
      .getAll(field)
      .slice(0, MOST_VALUES)
      .map((value) => value.trim().slice(0, LONGEST_VALUE))
      .filter((value) => value !== '');
  return Object.fromEntries(FIELDS.map((field) => [field, valuesOf(field)]).filter(([, values]) => values?.length));
}

export const first = (form: Form, field: Field): string | undefined => form[field]?.[0];

/** The form with other values in some fields; an empty list removes the field. */
export function withValues(form: Form, values: Form): Form {
  return Object.fromEntries(Object.entries({ ...form, ...values }).filter(([, list]) => list.length > 0));
}

export const without = (form: Form, fields: readonly Field[]): Form =>
  withValues(form, Object.fromEntries(fields.map((field) => [field, []])));

const MONTHS = 12;

/** An amount for a year as people type it: `180`, `15 € par mois`; null when it is none, undefined when nothing was typed. */
export function readYearly(typed: string | undefined): number | null | undefined {
  const [, amount, each] = /^(.*?)(?:\s*(?:par|\/|a|per)\s*(mois|month|an|ann\u00e9e|year))?$/i.exec(typed ?? '') ?? [];
  const number = readNumber(typed === undefined ? undefined : amount, true);
  return typeof number === 'number' && /^mo/i.test(each ?? '') ? Math.round(number * MONTHS * 100) / 100 : number;
}

/** A number as people type it: `1 000`, `60,50 €`; null when it is none, undefined when nothing was typed. */
export function readNumber(typed: string | undefined, decimals: boolean): number | null | undefined {
  if (typed === undefined) return undefined;
  const plain = typed.replace(/[\s\u00a0\u202f]|€|euros?$/gi, '').replace(',', '.');
  return (decimals ? /^\d{1,6}(\.\d{1,2})?$/ : /^\d{1,6}$/).test(plain) ? Number(plain) : null;
}
