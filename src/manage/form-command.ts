import type { TSchema } from 'typebox';
import { type CatalogueError, type Fault, type FaultCode, inLanguage, type Sentence } from '../ground/errors.ts';
import { frenchDate } from '../ground/written-dates.ts';
import { type Filled, isFaulty } from '../pages/frame/fields.tsx';
import { refusedIn } from '../pages/frame/forms.ts';
import type { Page } from '../pages/frame/page.ts';
import { FRAME } from '../pages/words/site.ts';
import { shapeFaults } from '../requests/shape.ts';
import type { Language } from '../vocabulary/terms.ts';
import type { Awaitable, DeskAnswer, DeskVisit } from './desk.tsx';

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
export function labelledFault(label: string | undefined, fault: string, language: Language): string {
  if (label === undefined) return fault;
  if (label.endsWith('?')) return `${label} ${fault}`;
  return `${label}${FRAME[language].colon}${fault.charAt(0).toLowerCase()}${fault.slice(1)}`;
}

/** A JSON Pointer, and those of what it is a part of. */
const pointersAbove = (pointer: string): string[] =>
  pointer.split('/').map((_, depth, names) => names.slice(0, depth + 1).join('/'));

/** The faults of fields, in the order of the fields. */
export const inOrder = (faults: Filled['faults'], fields: readonly FieldPlace[]): Record<string, string> =>
  Object.fromEntries(fields.flatMap(({ name }) => (faults[name] ? [[name, faults[name]]] : [])));

const DAY = /(?<![\w/.:-])\d{4}-\d{2}(-\d{2})?(?![\w-])/g;

/** A sentence of the API, with its days as forms show them. */
export const inPageWords = (message: Sentence, language: Language): string =>
  inLanguage(message, language).replace(DAY, frenchDate);

/** A fault that no field is about. Sentences about shapes do not say what they are about. */
const toldAlone = ({ message, pointer }: Fault, language: Language, isOfShape: boolean): string =>
  isOfShape && pointer !== '' ? `${inPageWords(message, language)} (${pointer})` : inPageWords(message, language);

/** What another page asks. */
export interface PlaceElsewhere {
  label?: string;
  /** Absent: that page is not there yet. */
  to?: string;
}

/**
 * Faults next to the fields that they are about. Of those about none, each that another page asks for is told with a link
 * to it, and of the others the first one, in words.
 */
export function faultsByField(
  faults: readonly Fault[],
  fields: readonly FieldPlace[],
  { language }: Page,
  areOfShape = false,
  { elsewhere: placeOf, fieldOf = {} }: Pick<RefusalWords, 'elsewhere' | 'fieldOf'> = {},
): Omit<Filled, 'typed'> {
  const elsewhere: NonNullable<Filled['elsewhere']>[number][] = [];
  const found: Record<string, string> = {};
  const fieldsAt = new Map<string, FieldPlace[]>();
  for (const field of fields) for (const at of field.at) fieldsAt.set(at, [...(fieldsAt.get(at) ?? []), field]);
  let other: Fault | undefined;
  for (const one of faults) {
    const own = pointersAbove(one.pointer).flatMap((at) => fieldsAt.get(at) ?? []);
    const place = own.length === 0 ? placeOf?.(one.pointer) : undefined;
    if (place) {
      const { label, to } = place;
      const text = labelledFault(label, inPageWords(one.message, language), language);
      elsewhere.push({ text, ...(to !== undefined && { to }) });
      const beside = fieldOf[one.code];
      if (beside !== undefined) found[beside] ??= text;
    } else if (own.length === 0) other ??= one;
    for (const { name, label, expects } of own)
      found[name] ??= labelledFault(label, (areOfShape && expects) || inPageWords(one.message, language), language);
  }
  return {
    faults: inOrder(found, fields),
    ...(other && { refusal: toldAlone(other, language, areOfShape) }),
    ...(elsewhere.length > 0 && { elsewhere }),
  };
}

/**
 * What is wrong with what was typed, before any command is asked: the shape of the draft made of it, and what the page
 * itself did not understand, which goes before.
 * @param notUnderstood by the names of fields @returns undefined when nothing is
 */
export function findFaults(
  shape: TSchema,
  draft: unknown,
  fields: readonly FieldPlace[],
  page: Page,
  notUnderstood: Filled['faults'] = {},
): Pick<Filled, 'faults' | 'refusal'> | undefined {
  const { faults: misshapen, ...rest } = faultsByField(shapeFaults(shape, draft), fields, page, true);
  const faults = inOrder({ ...misshapen, ...notUnderstood }, fields);
  return isFaulty({ typed: {}, faults, ...rest }) ? { faults, ...rest } : undefined;
}

/** What a command refused, as its form says it when it comes back. */
export type Refusal = Omit<Filled, 'typed'>;

export interface RefusalWords {
  /** The fields of the form: it shows their faults next to them. Absent: it shows the first fault above all fields. */
  places?: readonly FieldPlace[];
  /** What the page says instead of the problem, or of one of its faults, by its code. */
  says?: Readonly<Partial<Record<FaultCode, string>>>;
  /** The field that a problem without a pointer is about, or a fault of what another page asks, by its code. */
  fieldOf?: Readonly<Partial<Record<FaultCode, string>>>;
  /** Where another page asks for a part of what the command is given, by its JSON Pointer; undefined: none does. */
  elsewhere?: ((pointer: string) => PlaceElsewhere | undefined) | undefined;
  /** Where to go on where it was done already, as when a form is sent twice, by the code. */
  done?: Partial<Record<FaultCode, string>>;
  /** Reads what is there and takes the form once more, where somebody else was quicker. */
  anew?: (() => Promise<DeskAnswer>) | false;
}

/** What is said of faults that a command found. @param areOfShape they speak of the documents of programs */
export function toldFaults(
  faults: readonly Fault[],
  page: Page,
  { places = [], says = {}, fieldOf = {}, elsewhere }: RefusalWords,
  areOfShape = false,
): Refusal {
  const inWords = (fault: Fault): Fault => {
    const said = says[fault.code];
    return said === undefined ? fault : { ...fault, message: { fr: said, en: said } };
  };
  return faultsByField(faults.map(inWords), places, page, areOfShape, { elsewhere, fieldOf });
}

/** How often a form is taken before it is said that somebody else was quicker. */
export const ATTEMPTS = 3;

/**
 * Runs the command of a form. What it refuses is said in the form, with all that was typed. That somebody may not open
 * the form, or that what it is about is not there, is a page of its own: both are known before.
 * @param again the form as it comes back, or what is shown instead of it
 */
export async function runForm(
  { page, request, reply }: DeskVisit,
  work: () => Promise<DeskAnswer>,
  again: (refusal: Refusal, error: CatalogueError) => Awaitable<DeskAnswer>,
  words: RefusalWords = {},
): Promise<DeskAnswer> {
  const { places = [], says = {}, fieldOf = {}, elsewhere, done = {}, anew = false } = words;
  try {
    return await work();
  } catch (thrown) {
    const { error, faults, sentence } = refusedIn(thrown, page, request, reply);
    const { code } = error;
    const { statusCode } = reply;
    if (done[code] !== undefined) return { to: done[code] };
    if (code === 'version-stale' && anew) {
      reply.code(200);
      return await anew();
    }
    // A form that lacks an answer is a 422 to people, as one that is wrong; 400 is for programs.
    if (statusCode === 400) reply.code(422);
    const [first] = faults;
    const field = fieldOf[code];
    if (field !== undefined) return await again({ faults: { [field]: says[code] ?? sentence } }, error);
    const refusal: Refusal =
      says[code] === undefined && first && (places.length > 0 || elsewhere)
        ? toldFaults(faults, page, words, statusCode === 400)
        : { faults: {}, refusal: says[code] ?? (first ? inPageWords(first.message, page.language) : sentence) };
    return await again(refusal, error);
  }
}
