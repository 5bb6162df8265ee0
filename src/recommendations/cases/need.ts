import { hash } from 'node:crypto';
import { type Fault, fault, faultsUnder } from '../../ground/errors.ts';
import { namesOf, pointerTo } from '../../ground/pointers.ts';
import { type Need, Need as NeedSchema } from '../../matching/engine/need/schema.ts';
import type { UnreadPart } from '../../record/tables/cases.ts';
import { refuseShape, shapeFaults } from '../../requests/shape.ts';
import type { CaseSource } from '../../vocabulary/terms.ts';

/* Pure: the number of a sent need, which people read out on the telephone: `7K4-2PW`. */

/** Among characters that sound or look alike in French or English, only one is used. */
const SIGNS = '23456789FHKMPRWX';
const GROUP = 3;
const LENGTH = 2 * GROUP;

/** The pattern of a number. */
export const CASE_NUMBER = `^[${SIGNS}]{${GROUP}}-[${SIGNS}]{${GROUP}}$`;
const WRITTEN = new RegExp(CASE_NUMBER);

const inGroups = (signs: string): string => `${signs.slice(0, GROUP)}-${signs.slice(GROUP)}`;

/** The number derived from a random id. */
export const numberFrom = (id: string): string =>
  inGroups(
    Array.from(hash('sha256', id, 'hex').slice(0, LENGTH), (digit) => SIGNS[Number.parseInt(digit, 16)]).join(''),
  );

/** A number in any notation; undefined when the text is not a number. */
export function readNumber(typed: string): string | undefined {
  const number = inGroups(
    typed
      .slice(0, 50)
      .toUpperCase()
      .replaceAll(/[^0-9A-Z]/g, ''),
  );
  return WRITTEN.test(number) ? number : undefined;
}

/* Pure: needs that were written elsewhere, by this or another version of the program. */

/** Whether somebody else wrote the need, perhaps with another version: fields that are unknown here are then kept. */
export const isWrittenElsewhere = (source: CaseSource): boolean => source === 'link' || source === 'file';

/** Maximum number of validation passes; each pass reports at most fifty faults. */
const MOST_LOOKS = 10;
const MOST_FAULTS = 50;

/** Removes a part of a value, and returns the part. */
function takeOut(value: unknown, pointer: string): unknown {
  const names = namesOf(pointer);
  const last = names.pop()!;
  const holder = names.reduce<unknown>((at, name) => Reflect.get(at as object, name), value) as Record<string, unknown>;
  const part = holder[last];
  delete holder[last];
  return part;
}

const HIDDEN = {
  fr: 'Ce texte contient un signe caché (U+0000), qui ne peut pas être gardé. Retirez-le.',
  en: 'This text holds a hidden sign (U+0000), which cannot be kept. Leave it out.',
};

/** Faults in parts without a schema: PostgreSQL refuses U+0000, in property names too. */
const hiddenFaults = ({ pointer, value }: UnreadPart): Fault[] => {
  if (pointer.includes('\0') || (typeof value === 'string' && value.includes('\0')))
    return [fault(pointer, 'wrong-format', HIDDEN)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    hiddenFaults({ pointer: `${pointer}${pointerTo(name)}`, value: part }),
  );
};

const wellFormed = (text: string): string => Buffer.from(text).toString();

/** A value that PostgreSQL can store: unpaired surrogates, also in property names, become U+FFFD, as in other texts. */
function keepable(value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(value);
  if (Array.isArray(value)) return value.map(keepable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [wellFormed(name), keepable(part)]));
}

/**
 * Splits a need into the fields that this version knows and the unknown ones (`unread`).
 * @throws CatalogueError invalid-request
 */
export function readNeed(written: unknown, source: CaseSource): { need: Need; unread: UnreadPart[] } {
  const need = structuredClone(written);
  const unread: UnreadPart[] = [];
  for (let look = 0; ; look++) {
    const faults = shapeFaults(NeedSchema, need);
    const unknown = faults.filter(({ code }) => code === 'unknown-field');
    if (unknown.length === 0 || look === MOST_LOOKS || !isWrittenElsewhere(source)) {
      refuseShape(faultsUnder('/need', [...faults, ...unread.flatMap(hiddenFaults).slice(0, MOST_FAULTS)]));
      return { need: need as Need, unread };
    }
    for (const { pointer } of unknown)
      unread.push({ pointer: wellFormed(pointer), value: keepable(takeOut(need, pointer)) });
  }
}

/** A stored need with its schema faults: it may have been written by another version. */
export function storedNeed(text: string): { need: Need; faults: Fault[] } {
  const need = JSON.parse(text) as Need;
  return { need, faults: shapeFaults(NeedSchema, need) };
}
