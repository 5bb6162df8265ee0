import type { HostDocument } from '../../../host-documents/schema.ts';
import { TextLine } from '../../../pages/frame/fields.tsx';
import { fold } from '../../../vocabulary/territories.ts';
import type { HostField, Values } from '../form.tsx';

/* Fields that write one property of one object of a document. */

/** A plain number in digits, with a comma or a dot, spaces, and euros or gigabytes; undefined: it is none. */
export const numberIn = (typed: string): number | undefined => {
  const plain = typed.replace(/[\s\u00a0\u202f€]|g[ob]\s*$/gi, '').replace(',', '.');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
};

const DAYS: Readonly<Record<string, number>> = {
  ...{ j: 1, jour: 1, jours: 1, day: 1, days: 1, semaine: 7, semaines: 7, week: 7, weeks: 7 },
  ...{ mois: 30, month: 30, months: 30, an: 365, ans: 365, year: 365, years: 365 },
};

/** Days as people tell them, `3 mois`: a month is thirty of them; undefined: it is no number of days. */
export function daysIn(typed: string): number | undefined {
  const [, amount, unit] = /^([\d\s\u00a0\u202f]+)([a-z]*)$/.exec(typed.trim().toLowerCase()) ?? [];
  const days = unit === '' ? 1 : DAYS[unit ?? ''];
  const number = amount === undefined ? undefined : numberIn(amount);
  return number !== undefined && days !== undefined ? number * days : undefined;
}

const UNLIMITED = /^(illimitee?s?|sans limite|unlimited)$/;

/** A number, or that there is no limit. */
export const limitIn = (typed: string): number | 'unlimited' | undefined =>
  UNLIMITED.test(fold(typed)) ? 'unlimited' : numberIn(typed);

export type Amount = number | 'unlimited';

/** An amount as it is typed: whoever reads French writes a comma. */
export const amountShown = (amount: Amount, unlimited: string, comma: string): string =>
  amount === 'unlimited' ? unlimited : String(amount).replace('.', comma);

/** Where a property stands; `place` finds its object in any copy of the document. */
export interface Property<K extends string> {
  place(document: HostDocument): { [key in K]?: unknown };
  key: K;
  /** JSON Pointer of the object. */
  at: string;
}

/** Reads and writes a property as one text. */
export const propertyOf = <K extends string>({ place, key, at }: Property<K>) => ({
  at: [`${at}/${key}`],
  read: (document: HostDocument): Values => {
    const value = place(document)[key];
    return value === undefined ? [] : [String(value)];
  },
  write: (document: HostDocument, [value]: Values): void => {
    if (value === undefined) delete place(document)[key];
    else place(document)[key] = value;
  },
});

interface Line {
  name: string;
  label: string;
  hint?: string;
  expects?: string;
  most?: number;
}

/** A line of text that is a property. */
export const textField = <K extends string>(
  property: Property<K>,
  { expects, most = 200, ...line }: Line,
): HostField => ({
  ...propertyOf(property),
  name: line.name,
  ...(expects && { expects }),
  view: (filled) => <TextLine filled={filled} {...line} most={most} autocomplete="off" />,
});
