import type { ComponentChildren } from 'preact';
import type { Host } from '../../documents/host.ts';
import { isNotKnown, readCount, readMoney, type StatedNumber } from '../../ground/stated-numbers.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { NamedTerritory, Territories } from '../../vocabulary/territories.ts';
import { resolvePlace, territoryIn } from './place.ts';
import {
  type FaultCode,
  type Form,
  type FormFault,
  firstValue,
  isQuestion,
  MOST_USES,
  QUESTIONS,
  type Question,
  type QuestionName,
  questionsFor,
  UNKNOWN,
  type Understood,
  withoutFields,
  withValues,
} from './questions.ts';
import { neighbour, questionsOn } from './steps.ts';

export const MOST_PEOPLE = 100_000;
export const MOST_EUROS = 1_000_000;
/** Above these a slip of the finger is likelier than such an association: it is asked whether it is meant. */
const UNLIKELY = { recipients: 20_000, people: 2_000, mailboxes: 500, meeting: 1_000, fillers: 500, budget: 50_000 };

/** Screens that show the answer, or what comes of it. */
const RESULTS = ['answer', 'everything', 'compare', 'decided'] as const;
type Result = (typeof RESULTS)[number];
type Screen = QuestionName | 'whole' | Result;
/** Results that may be about one of the answers: `decided:les-aulnes`. */
const ABOUT = /^(compare|decided):(.{1,400})$/s;

/** What is shown next. */
export interface Step {
  screen: Screen;
  /** The answer, or the host, that the screen is about. */
  about?: string | undefined;
  form: Form;
  faults: readonly FormFault[];
  /** Communes to choose from, when several have the name that was typed. */
  communes: readonly NamedTerritory[];
  /** What was read from words, or left out, on the screen before. */
  understood?: readonly Understood[] | undefined;
}

/** What the screens of a need are made from. */
export interface Questionnaire extends Omit<Step, 'screen' | 'about'> {
  reference: Reference;
  /** Usages that at least one working host is known to offer. */
  offered: ReadonlySet<string>;
  /** Where the form goes. */
  action: string;
  /** The host of which one wants to know whether it would do. */
  suits?: Host | undefined;
  /** What was brought along holds no need, or only the beginning of one. */
  refused?: 'nothing' | 'cut' | undefined;
  /** What is in place of “I don’t know yet”, where nothing can come of it. */
  undecided?: ComponentChildren;
}

export const isResult = (name: string | null): name is Result => RESULTS.some((one) => one === name);
const screenNamed = (name: string | null): Screen =>
  name === 'whole' || isResult(name) || isQuestion(name) ? name : 'uses';

/**
 * From the screen that was sent, and the button that was pressed, to the next one. Going back or changing the
 * language never complains about what was typed.
 * @param at the screen that was sent
 * @param go `next` when nothing else is meant: the key Enter sends it too
 */
export function nextStep(sent: Form, at: string | null, go: string | null, territories: Territories): Step {
  const [to, about] = resultAbout(go);
  const [from, aboutNow] = resultAbout(at);
  const step = stepFrom(ownWord(withoutNotKnown(sent), from), from, to, territories);
  const aboutNext = isResult(to) ? about : aboutNow;
  return isResult(step.screen) && aboutNext !== undefined ? { ...step, about: aboutNext } : step;
}

/** The form after one of its screens: what somebody was asked was not answered for them. */
const ownWord = (form: Form, screen: string | null): Form =>
  form.given ? withValues(form, { given: form.given.filter((one) => one !== screen) }) : form;

/** The name of a screen without what it is about, and that. */
function resultAbout(name: string | null): [name: string | null, about?: string] {
  const [, screen, about] = ABOUT.exec(name ?? '') ?? [];
  return screen === undefined || about === undefined ? [name] : [screen, about];
}

function stepFrom(sent: Form, at: string | null, go: string | null, territories: Territories): Step {
  const screen = screenNamed(at);
  const withoutFaults = (to: Screen, form = sent): Step => ({ screen: to, form, faults: [], communes: [] });
  if (go === 'stay') return isResult(screen) ? resultStep(sent, screen, territories) : withoutFaults(screen);
  if (go === 'whole') return withoutFaults('whole');
  if (go === 'stepwise') return withoutFaults('uses');
  if (go?.startsWith('to:')) return withoutFaults(screenNamed(go.slice(3)));
  if (go === 'back') return withoutFaults((isQuestion(screen) && neighbour(sent, screen, -1)) || 'uses');
  if (isResult(go)) return resultStep(sent, go, territories);
  if (screen === 'whole') return wholeStep(sent, territories);
  if (!isQuestion(screen)) return resultStep(sent, screen, territories);
  const questions = questionsOn(sent, screen);
  const skips = go === 'unknown';
  if (skips && questions.length === 1) return stepAfter(withoutFields(sent, questions[0].fields), screen, territories);
  // Several questions share the button: what one of them was answered stays.
  const taken = skips ? withoutFields(sent, unreadIn(sent, questions)) : sent;
  const { form, faults, communes } = checkAnswers(taken, questions, territories);
  if (faults.length > 0) return { screen, form, faults, communes };
  const read = questions.flatMap((question) => understoodFrom(taken, question, territories) ?? []);
  const understood = skips ? read.filter((one) => !('isBlank' in one)) : read;
  return { ...stepAfter(withUnknown(form, questions), screen, territories), understood };
}

function stepAfter(form: Form, from: QuestionName, territories: Territories): Step {
  const next = neighbour(form, from, 1);
  return next ? { screen: next, form, faults: [], communes: [] } : resultStep(form, 'answer', territories);
}

function checkAnswers(sent: Form, questions: readonly Question[], territories: Territories) {
  const place = questions.some(({ kind }) => kind === 'place')
    ? resolvePlace(sent, territories)
    : { form: sent, choices: [], faults: [] };
  let { form } = place;
  const faults: FormFault[] = [];
  for (const question of questions) {
    if (question.kind === 'place') faults.push(...place.faults);
    else if (isNumber(question)) {
      const checked = checkNumber(form, question);
      form = checked.form;
      faults.push(...checked.faults);
    } else faults.push(...faultInUses(form, question));
  }
  return { form, faults, communes: place.choices };
}

/** An answer needs every question without a fault: the first one with a fault is shown again. */
function resultStep(sent: Form, screen: Result, territories: Territories): Step {
  const { form, faults, communes } = checkAnswers(sent, questionsFor(sent), territories);
  const [fault] = faults;
  return fault ? { screen: fault.question, form, faults: [fault], communes } : { screen, form, faults, communes };
}

function wholeStep(sent: Form, territories: Territories): Step {
  const { form, faults, communes } = checkAnswers(sent, QUESTIONS, territories);
  return { screen: faults.length > 0 ? 'whole' : 'answer', form, faults, communes };
}

type NumberQuestion = Extract<Question, { kind: 'number' | 'money' }>;

const isNumber = (question: Question): question is NumberQuestion =>
  question.kind === 'number' || question.kind === 'money';

/** Without the numbers and the place that somebody said not to know. */
const withoutNotKnown = (sent: Form): Form =>
  withoutFields(
    sent,
    [...QUESTIONS.filter(isNumber).map(({ name }) => name), 'commune' as const].filter((field) =>
      isNotKnown(firstValue(sent, field) ?? ''),
    ),
  );

/** What was typed; euros for each of several groups are those of all of them, where their number is known. */
function readingOf(form: Form, { kind, name }: NumberQuestion): StatedNumber | null | undefined {
  const typed = firstValue(form, name);
  if (typed === undefined) return undefined;
  if (kind === 'number') return readCount(typed);
  const reading = readMoney(typed);
  const groups = reading?.ofGroups === 'each' ? groupsIn(form) : undefined;
  return reading && groups ? { ...reading, value: Math.round(reading.value * groups * 100) / 100, groups } : reading;
}

/** How a number of groups is kept next to the number that was made from it, as long as that one is kept. */
const groupsKept = (name: Question['name'], total: string): string => `${name}:${total}/`;

/** For how many groups somebody said to look. */
function groupsIn(form: Form): number | undefined {
  const counts = QUESTIONS.flatMap(({ kind, name }) => {
    const typed = kind === 'number' ? firstValue(form, name) : undefined;
    if (typed === undefined) return [];
    const start = groupsKept(name, typed);
    const kept = form.sure?.find((one) => one.startsWith(start))?.slice(start.length) ?? '';
    return readCount(typed)?.groups ?? (/^[1-9]\d{0,4}$/.test(kept) ? Number(kept) : []);
  });
  return counts[0];
}

/** Numbers that nobody can read. */
const unreadIn = (form: Form, questions: readonly Question[]) =>
  questions.flatMap((one) => (isNumber(one) && readingOf(form, one) === null ? one.fields : []));

const mostOf = ({ kind }: NumberQuestion): number => (kind === 'money' ? MOST_EUROS : MOST_PEOPLE);

/** What makes one ask whether a number is meant. */
function doubtOf(
  { value, ofGroups, groups, isProduct }: StatedNumber,
  { name, kind }: NumberQuestion,
  most: number,
): FaultCode | undefined {
  if (ofGroups === 'count') return kind === 'money' ? 'groups-paying' : 'groups-count';
  if (ofGroups && groups && (ofGroups === 'each' || kind === 'money')) return 'groups-all';
  if (ofGroups) return `groups-${ofGroups}`;
  if (isProduct) return 'product';
  if (kind === 'number' && value === 0) return 'none-at-all';
  if (value > most) return 'beyond';
  return value > UNLIKELY[name] ? 'so-many' : undefined;
}

/** What is wrong with a number; without a fault the form holds it in digits. Empty means that one does not know. */
function checkNumber(form: Form, question: NumberQuestion): { form: Form; faults: FormFault[] } {
  const { name, kind } = question;
  const reading = readingOf(form, question);
  if (reading === undefined) return { form, faults: [] };
  const withFault = (code: FaultCode) => ({ form, faults: [{ question: name, code }] });
  if (reading === null) return withFault(kind === 'money' ? 'not-an-amount' : 'not-a-number');
  const { value, ofGroups } = reading;
  const most = mostOf(question);
  const taken = Math.min(value, most);
  const doubt = doubtOf(reading, question, most);
  const sure = `${name}:${value}`;
  const { groups } = reading;
  // Nobody knows for how many groups, or how many each is: that is never the whole.
  if (doubt && (ofGroups === 'count' || doubt === 'groups-each'))
    return { form, faults: [{ question: name, code: doubt, value, ...(groups && { groups }) }] };
  // Anyone who confirms a number that is above what we count has confirmed the one that is taken instead.
  const known = [sure, `${name}:${taken}`, ...(groups ? [groupsKept(name, String(taken)) + groups] : [])];
  if (doubt && !form.sure?.includes(sure))
    return {
      form: withValues(form, { sure: [...new Set([...(form.sure ?? []), ...known])] }),
      faults: [{ question: name, code: doubt, value, ...(groups && doubt === 'groups-all' && { groups }) }],
    };
  if (kind === 'number' && value === 0) return { form: withoutFields(form, [name]), faults: [] };
  return { form: withValues(form, { [name]: [String(taken)] }), faults: [] };
}

function faultInUses(form: Form, { name, kind }: Question): FormFault[] {
  if (kind !== 'uses') return [];
  const { length } = form.use ?? [];
  if (length === 0) return [{ question: name, code: 'choose-one' }];
  return length > MOST_USES ? [{ question: name, code: 'too-many' }] : [];
}

/** A choice that was left out is what people are told that it is. */
const withUnknown = (form: Form, questions: readonly Question[]): Form =>
  withValues(
    form,
    Object.fromEntries(
      questions.flatMap((one) =>
        one.kind === 'choice' && form[one.fields[0]!] === undefined ? [[one.fields[0]!, [UNKNOWN]]] : [],
      ),
    ),
  );

/** Questions that say what is done without an answer. */
const MAY_BE_EMPTY: readonly QuestionName[] = ['today', 'matters'];

/** What was read, where it is not simply what was typed, or that nothing was. */
function understoodFrom(sent: Form, question: Question, territories: Territories): Understood | undefined {
  if (!MAY_BE_EMPTY.includes(question.name) && question.fields.every((field) => sent[field] === undefined))
    return { question: question.name, isBlank: true };
  if (question.kind === 'place') {
    const territory = sent.commune && territoryIn(resolvePlace(sent, territories).form, territories);
    return territory && { question: 'place', territory };
  }
  if (!isNumber(question)) return undefined;
  const reading = readingOf(sent, question);
  if (!reading || (question.kind === 'number' && reading.value === 0)) return undefined;
  const value = Math.min(reading.value, mostOf(question));
  return String(value) === firstValue(sent, question.name) ? undefined : { question: question.name, ...reading, value };
}
