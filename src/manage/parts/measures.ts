import { asAddress, typedDomain } from '../../ground/addresses.ts';
import { statedDays, statedHours, statedNumber } from '../../ground/stated-numbers.ts';
import { type CommitmentKind, textIn } from '../../vocabulary/reference.ts';
import type { Measure } from '../../vocabulary/shapes.ts';
import { type Language, MEASURE_UNITS } from '../../vocabulary/terms.ts';
import { fold } from '../../vocabulary/territories.ts';
import { type NumberLimits, numberTyped } from './numbers.ts';
import { listIn } from './texts.ts';

/* The measure of a commitment as people write it. Pure. */

/** How numbers with a unit are read; others are plain numbers. */
const READERS: Readonly<Record<string, (typed: string) => number | undefined>> = {
  days: statedDays,
  hours: statedHours,
  'working-hours': statedHours,
};

/** The word of a kind that was typed instead of a number: “aucun délai promis”. */
const wordIn = ({ specialValues = [] }: CommitmentKind, typed: string): string | undefined =>
  specialValues.find(({ value, label }) =>
    [value, ...Object.values(label)].some((one) => typeof one === 'string' && fold(one) === fold(typed)),
  )?.value;

/** What was typed, as a measure; undefined: it cannot be understood. */
export const measureIn = (kind: CommitmentKind, typed: string): Measure | undefined => {
  if (kind.valueType === 'boolean') return typed === 'yes';
  if (kind.valueType === 'number') return wordIn(kind, typed) ?? (READERS[kind.unit ?? ''] ?? statedNumber)(typed);
  if (kind.valueType === 'url') return typedDomain(typed) === undefined ? undefined : asAddress(typed);
  if (kind.valueType === 'list') return listIn(typed);
  return wordIn(kind, typed) ?? typed;
};

/** What the number of a kind may be, within what the schema takes. */
export const limitsOfKind = ({ bounds, unit }: CommitmentKind): NumberLimits => ({
  isWhole: unit !== undefined && MEASURE_UNITS[unit] === 'whole',
  ...(bounds && { minimum: bounds.min, maximum: bounds.max }),
  ...(unit === 'EUR' && { multipleOf: 0.01 }),
});

/** A measure as its field shows it. */
export const measureTyped = (
  kind: CommitmentKind,
  value: Measure | undefined,
  language: Language,
): readonly string[] => {
  if (value === undefined) return [];
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  if (Array.isArray(value)) return value.length > 0 ? [value.join('\n')] : [];
  const special = kind.specialValues?.find((one) => one.value === value);
  if (special) return [textIn(special.label, language)];
  return [typeof value === 'number' ? numberTyped(value, language) : value];
};
