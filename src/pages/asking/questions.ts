import { LONGEST_VALUE } from '../../ground/stated-numbers.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import type { PlaceFaultCode } from './place.ts';

/**
 * Answers as a form carries them from screen to screen, in hidden fields: the server keeps nothing of a need, and
 * addresses hold nothing of it.
 */
export const FIELDS = [
  'use',
  'recipients',
  'replies',
  'people',
  'space',
  'growth',
  'room',
  'mailboxes',
  'meeting',
  'fillers',
  'sensitive',
  'health',
  'tool',
  'domain',
  'budget',
  'place',
  'commune',
  'found',
  'matters',
  // Large numbers that somebody said to be meant, such as `people:50000`.
  'sure',
  // Questions that were answered by the site, or the list, from where somebody comes.
  'given',
] as const;
export type FieldName = (typeof FIELDS)[number];

/** What was answered so far; a field that may be repeated holds several values. */
export type Form = Readonly<Partial<Record<FieldName, readonly string[]>>>;

const MOST_VALUES = 60;

/** The fields we know, in reasonable amounts, and of what can be chosen the choices; anything else is left out. */
export function readForm(sent: URLSearchParams): Form {
  const valuesOf = (field: FieldName) =>
    sent
      .getAll(field)
      .slice(0, MOST_VALUES)
      .map((value) => value.trim().slice(0, LONGEST_VALUE))
      .filter((value) => value !== '' && isPossible(field, value));
  return Object.fromEntries(FIELDS.map((field) => [field, valuesOf(field)]).filter(([, values]) => values?.length));
}

/** Whether a field may hold a value: where there are choices, one of these. */
function isPossible(field: FieldName, value: string): boolean {
  const question = QUESTIONS.find(({ fields }) => fields[0] === field);
  return !question || !('choices' in question) || question.choices.includes(value);
}

export const firstValue = (form: Form, field: FieldName): string | undefined => form[field]?.[0];

/** The form with other values in some fields; an empty list removes the field. */
export function withValues(form: Form, values: Form): Form {
  return Object.fromEntries(Object.entries({ ...form, ...values }).filter(([, list]) => list.length > 0));
}

export const withoutFields = (form: Form, fields: readonly FieldName[]): Form =>
  withValues(form, Object.fromEntries(fields.map((field) => [field, []])));

export const FILES = 'file-storage-sharing';
export const MAIL = 'email-hosting';
const VIDEO = 'video-conferencing';
const VOICE = 'audio-conferencing';
export const CALENDAR = 'shared-calendar';
const WEBSITE = 'website';
const CASE_FILES = 'beneficiary-tracking';
/** Uses that one need may name. */
export const MOST_USES = 10;
/** Stands for two usages: whether everybody may answer decides which. */
export const WRITING = 'writing';
export const LISTS = 'mailing-lists';
export const NEWSLETTER = 'newsletter';
export const UNKNOWN = 'unknown';

/**
 * Usages whose size is how many people use them. Mailboxes are counted for themselves, and so is who fills a calendar:
 * many only read it.
 */
export const BY_PEOPLE: readonly string[] = (
  'instant-messaging forum file-storage-sharing collaborative-text office-suite ' +
  'spreadsheet-database wiki-knowledge-base shared-contacts task-management ' +
  'booking event-publishing social-network video-publishing photo-gallery graphic-design ' +
  'membership-management accounting volunteer-management beneficiary-tracking e-learning ' +
  'password-management ai-assistant'
).split(' ');

const READERS = { field: 'recipients', unit: 'subscribers' } as const;
const MEETING = { field: 'meeting', unit: 'simultaneous-participants' } as const;
/** Usages with a unit of their own, and the field that asks for it. */
export const COUNTED: Readonly<Record<string, typeof READERS | typeof MEETING>> = {
  ...{ [LISTS]: READERS, [NEWSLETTER]: READERS },
  ...{ [VIDEO]: MEETING, [VOICE]: MEETING },
};

/** Where data about people, or their messages, are held. */
export const ABOUT_PEOPLE: readonly string[] = (
  'email-hosting writing instant-messaging forum file-storage-sharing office-suite spreadsheet-database ' +
  'shared-calendar shared-contacts online-forms online-voting booking ticketing photo-gallery petition-campaign ' +
  'web-analytics membership-management accounting donations-payments volunteer-management beneficiary-tracking ' +
  'online-shop e-learning password-management backup app-hosting ai-assistant'
).split(' ');

/** Usages besides files whose size is the room that they take. */
export const HEAVY: readonly string[] = ['photo-gallery', 'video-publishing', 'audio-publishing', 'backup'];
/** Usages whose room is asked for: of that of others nothing is said. */
export const BY_ROOM: readonly string[] = [FILES, ...HEAVY];

/** The uses that are shown first, as people name them. */
export const STARTING = [FILES, MAIL, WRITING, CALENDAR, 'date-poll', VIDEO, WEBSITE, 'membership-management'] as const;

export const SPACES = { little: 5, medium: 30, much: 200 } as const;
/** Of photographs, films, sound and copies: they take more than files do. */
export const ROOMS = { little: 20, medium: 100, much: 500 } as const;
/** Gigabytes more each year. */
export const GROWTHS = { 'a-little': 10, much: 50 } as const;
const MATTERS = ['price', 'near', 'warned', 'leave', 'free', 'private', 'democratic', 'moving', 'learning'] as const;
export type Matter = (typeof MATTERS)[number];

interface QuestionBase {
  fields: readonly FieldName[];
  /** Asked only when one of these uses was chosen. */
  forUse?: readonly string[];
  /** Asked for other uses too once there is an answer, so that it can be seen and changed. */
  onceAnswered?: true;
  /** Makes sense only when this field holds one of its amounts; asked where all questions are on one page. */
  after?: { field: FieldName; amounts: object };
  /** Asked on the screen of another question, where that is asked too. */
  beside?: QuestionName;
  /** Left to the page with all questions where there are many. */
  spare?: true;
}
export type Counted = 'recipients' | 'people' | 'mailboxes' | 'meeting' | 'fillers';
export type Question = QuestionBase &
  (
    | { name: 'uses'; kind: 'uses' }
    | {
        name: 'replies' | 'space' | 'growth' | 'room' | 'danger' | 'health' | 'domain';
        kind: 'choice';
        choices: readonly string[];
      }
    | { name: Counted; kind: 'number' }
    | { name: 'today'; kind: 'tools' }
    | { name: 'budget'; kind: 'money' }
    | { name: 'place'; kind: 'place' }
    | { name: 'matters'; kind: 'several'; choices: readonly string[] }
  );
export type QuestionName = Question['name'];

/** The questions in the order in which they come. */
export const QUESTIONS: readonly Question[] = [
  { name: 'uses', kind: 'uses', fields: ['use'] },
  { name: 'recipients', kind: 'number', fields: ['recipients'], forUse: [WRITING] },
  {
    name: 'replies',
    kind: 'choice',
    fields: ['replies'],
    forUse: [WRITING],
    beside: 'recipients',
    choices: ['everybody', 'only-us', UNKNOWN],
  },
  { name: 'people', kind: 'number', fields: ['people'], forUse: BY_PEOPLE },
  {
    name: 'space',
    kind: 'choice',
    fields: ['space'],
    forUse: [FILES],
    beside: 'people',
    choices: [...Object.keys(SPACES), UNKNOWN],
  },
  {
    name: 'growth',
    kind: 'choice',
    fields: ['growth'],
    forUse: [FILES],
    after: { field: 'space', amounts: SPACES },
    choices: ['no', ...Object.keys(GROWTHS), UNKNOWN],
  },
  {
    name: 'room',
    kind: 'choice',
    fields: ['room'],
    forUse: HEAVY,
    beside: 'people',
    choices: [...Object.keys(ROOMS), UNKNOWN],
  },
  { name: 'mailboxes', kind: 'number', fields: ['mailboxes'], forUse: [MAIL] },
  { name: 'meeting', kind: 'number', fields: ['meeting'], forUse: [VIDEO, VOICE] },
  { name: 'fillers', kind: 'number', fields: ['fillers'], forUse: [CALENDAR] },
  {
    name: 'danger',
    kind: 'choice',
    fields: ['sensitive'],
    forUse: ABOUT_PEOPLE,
    onceAnswered: true,
    choices: ['yes', 'no', UNKNOWN],
  },
  {
    name: 'health',
    kind: 'choice',
    fields: ['health'],
    forUse: [CASE_FILES],
    onceAnswered: true,
    choices: ['yes', 'no', UNKNOWN],
  },
  { name: 'today', kind: 'tools', fields: ['tool'] },
  {
    name: 'domain',
    kind: 'choice',
    fields: ['domain'],
    forUse: [MAIL, WEBSITE],
    onceAnswered: true,
    beside: 'today',
    choices: ['yes', 'no', UNKNOWN],
  },
  { name: 'budget', kind: 'money', fields: ['budget'] },
  { name: 'place', kind: 'place', fields: ['place', 'commune', 'found'] },
  { name: 'matters', kind: 'several', fields: ['matters'], spare: true, choices: MATTERS },
];

/** The uses that were chosen; none when the reader does not know yet. */
export const usesOf = (form: Form): readonly string[] => (form.use ?? []).filter((use) => use !== UNKNOWN);

/** The usages that an answer may stand for. */
export const usagesMeant = (use: string): readonly string[] => (use === WRITING ? [LISTS, NEWSLETTER] : [use]);

/** Somebody who cannot say what is needed is asked only for a place: people near it can help. */
export const isUndecided = (form: Form): boolean => form.use !== undefined && usesOf(form).length === 0;

/** The questions that make sense after the answers so far. */
export const questionsFor = (form: Form): readonly Question[] =>
  QUESTIONS.filter(({ name, forUse, onceAnswered, fields, after }) =>
    isUndecided(form)
      ? name === 'uses' || name === 'place'
      : (forUse === undefined ||
          usesOf(form).some((use) => forUse.includes(use)) ||
          (onceAnswered === true && form[fields[0]!] !== undefined)) &&
        (after === undefined || Object.hasOwn(after.amounts, firstValue(form, after.field) ?? '')),
  );

export const isQuestion = (name: string | null): name is QuestionName => QUESTIONS.some((one) => one.name === name);

export type FaultCode =
  | 'choose-one'
  | 'choose-a-use'
  | 'choose-a-tool'
  | 'too-many'
  | 'not-a-number'
  | 'not-an-amount'
  | 'none-at-all'
  | 'beyond'
  | 'so-many'
  | 'product'
  | `groups-${'together' | 'count' | 'paying' | 'each' | 'all'}`
  | PlaceFaultCode;
export interface FormFault {
  question: QuestionName;
  code: FaultCode;
  /** The number that was read, where it is asked whether it is meant: that is no fault. */
  value?: number;
  groups?: number | undefined;
}

/** A number or a place that was read from words, or an answer that was left out, to be shown back. */
export type Understood =
  | { question: Counted | 'budget'; value: number; isLarger: boolean }
  | { question: 'place'; territory: Territory }
  | { question: QuestionName; isBlank: true };
