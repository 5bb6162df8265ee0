import type { Reference } from '../../vocabulary/reference.ts';
import type { NamedTerritory, Territories } from '../../vocabulary/territories.ts';
import { settlePlace } from './answers.ts';
import {
  type Field,
  type Form,
  type FormFault,
  first,
  isQuestion,
  neighbour,
  QUESTIONS,
  type Question,
  type QuestionName,
  questionsFor,
  readNumber,
  readYearly,
  without,
} from './questions.ts';

const MOST_USES = 10;
const MOST_PEOPLE = 100_000;

/** Screens that show the answer. */
const RESULTS = ['answer', 'everything', 'compare'] as const;
type Result = (typeof RESULTS)[number];
type Screen = QuestionName | 'whole' | Result;

/** What is shown next. */
export interface Step {
  screen: Screen;
  form: Form;
  faults: readonly FormFault[];
  /** Communes to choose from, when several have the name that was typed. */
  communes: readonly NamedTerritory[];
}

/** What the screens of a need are made from. */
export interface Questionnaire extends Omit<Step, 'screen'> {
  reference: Reference;
  /** Usages that at least one working host is known to offer. */
  offered: ReadonlySet<string>;
  /** Where the form goes. */
  action: string;
  /** A file was sent that holds no need. */
  isFileRefused?: boolean;
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
  const question = QUESTIONS.find(({ name }) => name === screen) as Question;
  if (go === 'unknown') return stepAfter(without(sent, question.fields), screen, territories);
  const { form, faults, communes } = checkAnswers(sent, [question], territories);
  return faults.length > 0 ? { screen, form, faults, communes } : stepAfter(form, screen, territories);
}

function stepAfter(form: Form, from: QuestionName, territories: Territories): Step {
  const next = neighbour(form, from, 1);
  return next ? { screen: next, form, faults: [], communes: [] } : resultStep(form, 'answer', territories);
}

function checkAnswers(sent: Form, questions: readonly Question[], territories: Territories) {
  const place = questions.some(({ kind }) => kind === 'place')
    ? settlePlace(sent, territories)
    : { form: sent, choices: [], faults: [] };
  const faults = questions.flatMap((question) =>
    question.kind === 'place' ? place.faults : faultIn(place.form, question),
  );
  return { form: place.form, faults, communes: place.choices };
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

/** What is wrong with the answer to one question. An empty answer means that the reader does not know. */
function faultIn(form: Form, { name, kind, fields }: Question): FormFault[] {
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
