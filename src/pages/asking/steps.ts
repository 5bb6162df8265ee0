import { type Form, QUESTIONS, type Question, type QuestionName, questionsFor } from './questions.ts';

/** With more screens than these, what can be spared is left to the page with all questions. */
const ENOUGH = 7;

/** The questions that are asked one screen after the other, each with those that are next to it. */
export function stepsFor(form: Form): readonly (readonly [Question, ...Question[]])[] {
  const questions = questionsFor(form).filter(({ name, after }) => after === undefined && !form.given?.includes(name));
  const isBeside = ({ beside }: Question) => beside !== undefined && questions.some(({ name }) => name === beside);
  const leading = questions.filter((one) => !isBeside(one));
  const isMany = leading.length > ENOUGH;
  return leading
    .filter(({ spare }) => !(spare && isMany))
    .map((one) => [one, ...questions.filter((other) => other.beside === one.name)]);
}

/** The questions of a screen; one that has no screen of its own is shown alone where somebody changes its answer. */
export const questionsOn = (form: Form, name: QuestionName): readonly [Question, ...Question[]] =>
  stepsFor(form).find(([{ name: leading }]) => leading === name) ?? [QUESTIONS.find((one) => one.name === name)!];

/** The screen after one, or before it; undefined at the ends, and for one that is not among them. */
export function neighbour(form: Form, name: QuestionName, step: 1 | -1): QuestionName | undefined {
  const steps = stepsFor(form);
  const at = steps.findIndex(([one]) => one.name === name);
  return at < 0 ? undefined : steps[at + step]?.[0].name;
}

/** The first question that is asked. */
export const firstQuestion = (form: Form): QuestionName => stepsFor(form)[0]?.[0].name ?? 'uses';
