import { hash } from 'node:crypto';
import type { Reference } from '../../vocabulary/reference.ts';
import { readNumber, readYearly } from '../asking/numbers.ts';
import { keyOf, territoryIn } from '../asking/place.ts';
import { type Form, first, LISTS, NEWSLETTER, QUESTIONS, type Question, questionsFor, WRITING } from './questions.ts';

/*
 * Pure: the answers of a need as a code that is read out over the telephone. All of the need is in it, and no server
 * keeps anything. Its letters and digits leave out those that sound or look alike (I, L, O, U), and its beginning says
 * whether the rest was heard well and is meant for the questions, usages and tools of this version.
 */

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS_OF_SIGN = 5;
const CHECKED_BITS = 10;
/** Signs that are read out together. */
const GROUPS = /.{1,4}/g;
/** Longer than any code, with what people write between its groups. */
export const LONGEST_CODE = 200;

const COUNT_BITS = 4;
const CHOICE_BITS = 3;
const NIBBLE = 4;
const LENGTH_BITS = 3;
const LEVELS = [undefined, 'region', 'departement', 'commune'] as const;
const CODE_DIGITS = '0123456789AB';

/** Bits one after the other; numbers begin with their highest. */
class Writer {
  bits = '';
  put(value: number, width: number): void {
    this.bits += value.toString(2).padStart(width, '0');
  }
  /** A number of any size, or none: as many groups of four bits as it needs. */
  putNumber(value: number | undefined): void {
    const digits = value === undefined ? '' : (value + 1).toString(16);
    this.put(digits.length, LENGTH_BITS);
    for (const digit of digits) this.put(Number.parseInt(digit, 16), NIBBLE);
  }
}

/** Thrown where the bits end, or name nothing. */
class Unread extends Error {}

class Reader {
  #at = 0;
  readonly #bits: string;
  constructor(bits: string) {
    this.#bits = bits;
  }
  take(width: number): number {
    const end = this.#at + width;
    if (end > this.#bits.length) throw new Unread();
    const value = Number.parseInt(this.#bits.slice(this.#at, end), 2);
    this.#at = end;
    return value;
  }
  takeNumber(): number | undefined {
    const length = this.take(LENGTH_BITS);
    if (length === 0) return undefined;
    let value = 0;
    for (let digit = 0; digit < length; digit++) value = value * 2 ** NIBBLE + this.take(NIBBLE);
    return value - 1;
  }
  get isAtEnd(): boolean {
    return !this.#bits.slice(this.#at).includes('1') && this.#bits.length - this.#at < BITS_OF_SIGN;
  }
}

/** The lists of this version, in an order that both sides have. */
const listsOf = ({ usages, tools }: Reference) => ({
  uses: [WRITING, ...[...usages.keys()].filter((key) => key !== LISTS && key !== NEWSLETTER).sort()],
  tools: [...tools.keys()].sort(),
});

const checkOf = (bits: string, lists: ReturnType<typeof listsOf>): string =>
  Number.parseInt(hash('sha256', JSON.stringify([bits, lists, QUESTIONS]), 'hex').slice(0, 4), 16)
    .toString(2)
    .padStart(16, '0')
    .slice(0, CHECKED_BITS);

/** Bits that tell one of a list. */
const widthOf = ({ length }: readonly string[]): number => length.toString(2).length;

function putList(writer: Writer, values: readonly string[], list: readonly string[]): void {
  const places = values.map((value) => list.indexOf(value)).filter((place) => place >= 0);
  const told = places.slice(0, 2 ** COUNT_BITS - 1);
  writer.put(told.length, COUNT_BITS);
  for (const place of told) writer.put(place, widthOf(list));
}

function takeList(reader: Reader, list: readonly string[]): string[] {
  return Array.from({ length: reader.take(COUNT_BITS) }, () => {
    const found = list[reader.take(widthOf(list))];
    if (found === undefined) throw new Unread();
    return found;
  });
}

/** The number of a budget in cents, of others as it is. */
const numberIn = (form: Form, { kind, fields }: Question): number | undefined => {
  const typed = first(form, fields[0]!);
  const value = kind === 'money' ? readYearly(typed) : readNumber(typed, false);
  return value == null ? undefined : kind === 'money' ? Math.round(value * 100) : value;
};

function putPlace(writer: Writer, form: Form, { territories }: Reference): void {
  const place = territoryIn(form, territories);
  const [level, code = ''] = place ? keyOf(place).split(':') : [];
  writer.put(Math.max(0, LEVELS.indexOf(level as 'region')), 2);
  if (level === undefined) return;
  writer.put(code.length, LENGTH_BITS);
  for (const digit of code) writer.put(CODE_DIGITS.indexOf(digit), NIBBLE);
}

function takePlace(reader: Reader): string[] {
  const level = LEVELS[reader.take(2)];
  if (level === undefined) return [];
  const digits = Array.from({ length: reader.take(LENGTH_BITS) }, () => CODE_DIGITS[reader.take(NIBBLE)]);
  return [`${level}:${digits.join('')}`];
}

/**
 * Questions that are told, one after the other: whether one is depends on those before it alone. One that is asked once
 * it has an answer is always told.
 */
const isTold = (form: Form, { name, onceAnswered }: Question) =>
  onceAnswered === true || questionsFor(form).some((one) => one.name === name);

function put(writer: Writer, question: Question, form: Form, reference: Reference): void {
  const lists = listsOf(reference);
  const values = form[question.fields[0]!] ?? [];
  switch (question.kind) {
    case 'uses':
      putList(writer, values, lists.uses);
      break;
    case 'tools':
      putList(writer, values, lists.tools);
      break;
    case 'choice':
      writer.put(question.choices.indexOf(values[0] ?? '') + 1, CHOICE_BITS);
      break;
    case 'several':
      for (const choice of question.choices) writer.put(values.includes(choice) ? 1 : 0, 1);
      break;
    case 'place':
      putPlace(writer, form, reference);
      break;
    default:
      writer.putNumber(numberIn(form, question));
  }
}

function take(reader: Reader, question: Question, reference: Reference): string[] {
  const lists = listsOf(reference);
  switch (question.kind) {
    case 'uses':
      return takeList(reader, lists.uses);
    case 'tools':
      return takeList(reader, lists.tools);
    case 'choice':
      return [question.choices[reader.take(CHOICE_BITS) - 1] ?? []].flat();
    case 'several':
      return question.choices.filter(() => reader.take(1) === 1);
    case 'place':
      return takePlace(reader);
    default: {
      const value = reader.takeNumber();
      if (value === undefined) return [];
      return [String(question.kind === 'money' ? value / 100 : value)];
    }
  }
}

/** The answers of a form, as far as they are told. */
const answersOf = (form: Form, told: readonly Question[]): Form =>
  Object.fromEntries(told.flatMap(({ fields: [field] }) => (form[field!] ? [[field!, form[field!]!]] : [])));

/** The code of a need: `K7QX 4MPD 2RTA`. */
export function spokenCode(form: Form, reference: Reference): string {
  const writer = new Writer();
  const told: Question[] = [];
  for (const question of QUESTIONS) {
    if (!isTold(answersOf(form, told), question)) continue;
    told.push(question);
    put(writer, question, form, reference);
  }
  const padded = writer.bits.padEnd(Math.ceil(writer.bits.length / BITS_OF_SIGN) * BITS_OF_SIGN, '0');
  const bits = checkOf(padded, listsOf(reference)) + padded;
  const signs = bits.match(/.{5}/g)!.map((sign) => SIGNS[Number.parseInt(sign, 2)]);
  return signs.join('').match(GROUPS)!.join(' ');
}

/** The answers that a code tells, however it was noted; undefined: it was heard badly, or is of another version. */
export function spokenForm(typed: string, reference: Reference): Form | undefined {
  const heard = typed
    .slice(0, LONGEST_CODE)
    .toUpperCase()
    .replaceAll(/[\s.,–-]/g, '')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0');
  if (!/^[0-9A-HJKMNP-TV-Z]{4,}$/.test(heard)) return undefined;
  const bits = [...heard].map((sign) => SIGNS.indexOf(sign).toString(2).padStart(BITS_OF_SIGN, '0')).join('');
  const rest = bits.slice(CHECKED_BITS);
  if (checkOf(rest, listsOf(reference)) !== bits.slice(0, CHECKED_BITS)) return undefined;
  try {
    const reader = new Reader(rest);
    const form: Record<string, readonly string[]> = {};
    for (const question of QUESTIONS) {
      if (!isTold(form, question)) continue;
      const values = take(reader, question, reference);
      if (values.length > 0) form[question.fields[0]!] = values;
    }
    return reader.isAtEnd && form.use ? form : undefined;
  } catch (error) {
    if (error instanceof Unread) return undefined;
    throw error;
  }
}
