import type { TSchema } from 'typebox';
import { type Fault, inLanguage } from '../ground/errors.ts';
import { type Filled, isFaulty } from '../pages/frame/fields.tsx';
import type { Page } from '../pages/frame/page.ts';
import { FRAME } from '../pages/words/site.ts';
import { shapeFaults } from '../requests/shape.ts';
import type { Language } from '../vocabulary/terms.ts';

/** A field, and which faults are shown next to it. */
export interface FieldPlace {
  name: string;
  /** What its faults name, where others of the form may have the same. */
  label?: string;
  /** JSON Pointers into what the command is given: faults at and below them are shown next to this field. */
  at: readonly string[];
  /** What it takes, said when what was typed has another shape. */
  expects?: string;
  /** What is said when it was left empty; absent: what it takes. */
  missing?: string;
}

/** A fault after the name of its question: in the list above a form, two that are the same are told apart. */
export function named(label: string | undefined, fault: string, language: Language): string {
  if (label === undefined) return fault;
  if (label.endsWith('?')) return `${label} ${fault}`;
  return `${label}${FRAME[language].colon}${fault.charAt(0).toLowerCase()}${fault.slice(1)}`;
}

/** A JSON Pointer, and those of what it is a part of. */
const pointersAbove = (pointer: string): string[] =>
  pointer.split('/').map((_, depth, names) => names.slice(0, depth + 1).join('/'));

/** The faults of fields, in the order of the fields. */
const inOrder = (faults: Filled['faults'], fields: readonly FieldPlace[]): Record<string, string> =>
  Object.fromEntries(fields.flatMap(({ name }) => (faults[name] ? [[name, faults[name]]] : [])));

/** A fault that no field is about. Sentences about shapes do not say what they are about. */
const toldAlone = ({ message, pointer }: Fault, language: Language, isOfShape: boolean): string =>
  isOfShape && pointer !== '' ? `${inLanguage(message, language)} (${pointer})` : inLanguage(message, language);

/** Faults beside the fields that they are about; of those about none, the first one, in words. */
export function beside(
  faults: readonly Fault[],
  fields: readonly FieldPlace[],
  { language }: Page,
  areOfShape = false,
): Pick<Filled, 'faults' | 'refusal'> {
  const found: Record<string, string> = {};
  const fieldsAt = new Map<string, FieldPlace[]>();
  for (const field of fields) for (const at of field.at) fieldsAt.set(at, [...(fieldsAt.get(at) ?? []), field]);
  let other: Fault | undefined;
  for (const one of faults) {
    const own = pointersAbove(one.pointer).flatMap((at) => fieldsAt.get(at) ?? []);
    if (own.length === 0) other ??= one;
    for (const { name, label, expects } of own)
      found[name] ??= named(label, (areOfShape && expects) || inLanguage(one.message, language), language);
  }
  return {
    faults: inOrder(found, fields),
    ...(other && { refusal: toldAlone(other, language, areOfShape) }),
  };
}

/**
 * What is wrong with what was typed, before any command is asked: the shape of the draft made of it, and what the page
 * itself did not understand, which goes before.
 * @param notUnderstood by the names of fields @returns undefined when nothing is
 */
export function wrongIn(
  shape: TSchema,
  draft: unknown,
  fields: readonly FieldPlace[],
  page: Page,
  notUnderstood: Filled['faults'] = {},
): Pick<Filled, 'faults' | 'refusal'> | undefined {
  const { faults: misshapen, ...rest } = beside(shapeFaults(shape, draft), fields, page, true);
  const faults = inOrder({ ...misshapen, ...notUnderstood }, fields);
  return isFaulty({ typed: {}, faults, ...rest }) ? { faults, ...rest } : undefined;
}
