import { type Field, type Form, first, readNumber, readYearly } from './form.ts';

export const FILES = 'file-storage-sharing';
export const MAIL = 'email-hosting';
export const VIDEO = 'video-conferencing';
const CASE_FILES = 'beneficiary-tracking';
/** Stands for two usages, told apart by whether everybody may answer. */
export const WRITING = 'writing';
export const LISTS = 'mailing-lists';
export const NEWSLETTER = 'newsletter';
export const UNKNOWN = 'unknown';

/** The usages to start with, as people ask for them. */
export const STARTING = [
  FILES,
  MAIL,
  WRITING,
  'shared-calendar',
  'date-poll',
  VIDEO,
  'website',
  'membership-management',
] as const;

export const SPACES = { little: 5, medium: 30, much: 200 } as const;
export const MATTERS = [
  'price',
  'near',
  'warned',
  'leave',
  'free',
  'private',
  'democratic',
  'moving',
  'learning',
] as const;
export type Matter = (typeof MATTERS)[number];
const MOST_USES = 10;
const MOST_PEOPLE = 100_000;

interface Common {
  fields: readonly Field[];
  /** Asked only of whoever looks for this. */
  of?: string;
}
export type Question = Common &
  (
    | { name: 'uses'; kind: 'uses' }
    | { name: 'replies' | 'space' | 'health'; kind: 'choice'; choices: readonly string[] }
    | { name: 'people' | 'mailboxes' | 'meeting'; kind: 'number' }
    | { name: 'today'; kind: 'tools' }
    | { name: 'budget'; kind: 'money' }
    | { name: 'place'; kind: 'place' }
    | { name: 'matters'; kind: 'several'; choices: readonly string[] }
  );
export type QuestionName = Question['name'];

/** The questions in the order in which they come. */
export const QUESTIONS: readonly Question[] = [
  { name: 'uses', kind: 'uses', fields: ['use'] },
  { name: 'replies', kind: 'choice', fields: ['replies'], of: WRITING, choices: ['everybody', 'only-us', UNKNOWN] },
  { name: 'people', kind: 'number', fields: ['people'], of: FILES },
  { name: 'space', kind: 'choice', fields: ['space'], of: FILES, choices: [...Object.keys(SPACES), UNKNOWN] },
  { name: 'mailboxes', kind: 'number', fields: ['mailboxes'], of: MAIL },
  { name: 'meeting', kind: 'number', fields: ['meeting'], of: VIDEO },
  { name: 'health', kind: 'choice', fields: ['health'], of: CASE_FILES, choices: ['yes', 'no', UNKNOWN] },
  { name: 'today', kind: 'tools', fields: ['tool'] },
  { name: 'budget', kind: 'money', fields: ['budget'] },
  { name: 'place', kind: 'place', fields: ['place', 'commune', 'found'] },
  { name: 'matters', kind: 'several', fields: ['matters'], choices: MATTERS },
];

/** What is looked for; nothing when the reader does not know yet. */
export const usesOf = (form: Form): readonly string[] => (form.use ?? []).filter((use) => use !== UNKNOWN);

/** The usages that an answer may stand for. */
export const usagesMeant = (use: string): readonly string[] => (use === WRITING ? [LISTS, NEWSLETTER] : [use]);

/** Somebody who cannot say what is needed is asked only where they are: people near can help. */
export const isLost = (form: Form): boolean => form.use !== undefined && usesOf(form).length === 0;

/** The questions that make sense after the answers so far. */
export const questionsFor = (form: Form): readonly Question[] =>
  QUESTIONS.filter(({ name, of }) =>
    isLost(form) ? name === 'uses' || name === 'place' : of === undefined || usesOf(form).includes(of),
  );

export const isQuestion = (name: string | null): name is QuestionName => QUESTIONS.some((one) => one.name === name);

/** The question after one, or before it; undefined at the ends. */
export function neighbour(form: Form, name: QuestionName, step: 1 | -1): QuestionName | undefined {
  const asked = questionsFor(form);
  return asked[asked.findIndex((one) => one.name === name) + step]?.name;
}

export type FaultCode =
  | 'choose-one'
  | 'too-many'
  | 'not-a-number'
  | 'not-an-amount'
  | 'which-commune'
  | 'no-such-commune';
export interface FormFault {
  question: QuestionName;
  code: FaultCode;
}

/** What is wrong with the answer to one question. An empty answer means that the reader does not know. */
export function faultIn(form: Form, { name, kind, fields }: Question): FormFault[] {
  const typed = first(form, fields[0] as Field);
  if (kind === 'uses') {
    const { length } = form.use ?? [];
    return length === 0
      ? [{ question: name, code: 'choose-one' }]
      : length > MOST_USES
        ? [{ question: name, code: 'too-many' }]
        : [];
  }
  if (kind === 'number') {
    const number = readNumber(typed, false);
    return number === null || number === 0 || (number ?? 0) > MOST_PEOPLE
      ? [{ question: name, code: 'not-a-number' }]
      : [];
  }
  return kind === 'money' && readYearly(typed) === null ? [{ question: name, code: 'not-an-amount' }] : [];
}
