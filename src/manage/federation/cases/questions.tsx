import type { Model } from '../../../catalogue/model.ts';
import type { Need } from '../../../matching/schema.ts';
import { needInShort } from '../../../pages/answer/message.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { offeredUsages } from '../../../pages/need/choices.tsx';
import { QuestionField } from '../../../pages/need/fields.tsx';
import { nextStep, type Questionnaire, type Step } from '../../../pages/need/flow.ts';
import { type Form, isUndecided, QUESTIONS, readForm } from '../../../pages/need/questions.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { CASES } from './words.ts';

/* The questions of a need on the desk: those of the pages that everybody fills in. */

export type Asked = Pick<Questionnaire, 'form' | 'faults' | 'communes'>;

export const asked = (form: Form): Asked => ({ form, faults: [], communes: [] });

/** The answers that were sent, with their faults; none are told of a form that is only shown again. */
export function answersIn(sent: URLSearchParams, { territories }: Reference, isStay = false): Asked {
  const form = readForm(sent);
  const step: Step = nextStep(form, 'whole', isStay ? 'stay' : 'next', territories);
  const { faults, communes } = step;
  if (isStay || faults.length > 0 || !(isUndecided(step.form) || step.form.use === undefined))
    return { form: step.form, faults, communes };
  return { form: step.form, faults: [{ question: 'uses', code: 'choose-one' }], communes };
}

export function NeedQuestions({ asked, model, action }: { asked: Asked; model: Model; action: string }) {
  const { reference } = model;
  const questionnaire: Questionnaire = { ...asked, reference, offered: offeredUsages(model), action };
  return (
    <>
      {(asked.form.sure ?? []).map((value) => (
        <input type="hidden" name="sure" value={value} key={value} />
      ))}
      {QUESTIONS.map((question) => (
        <QuestionField key={question.name} question={question} questionnaire={questionnaire} alone={false} />
      ))}
    </>
  );
}

/** What of a need no question shows, in words. */
function alsoAsked({ require, startsBy, audience, language, hosts, onlyFrom }: Need, say: Speaker): string[] {
  const words = CASES[say.language];
  const { criteria = [], commitments = [], support = [], dataCountries = [], openToNewcomers } = require ?? {};
  const required = [
    ...criteria.map(({ criterion }) => say.criterion(criterion)),
    ...commitments.map(({ kind }) => say.commitment(kind)),
    ...support.map((kind) => say.support(kind)),
    ...(dataCountries.length > 0 ? [words.countries(dataCountries.join(', '))] : []),
    ...(openToNewcomers ? [words.newcomers] : []),
  ];
  const others = Object.entries({ audience, language, onlyFrom }).flatMap(([, value]) => value ?? []);
  return [
    ...required.map((thing) => words.requires(thing)),
    ...(startsBy ? [words.startsBy(say.date(startsBy))] : []),
    ...[...others, ...(hosts ?? [])].map((value) => words.other(value)),
  ];
}

/** A need in words, a part a line; one of another version as far as it can be told. */
export function needParts(need: Need, say: Speaker): string[] {
  const usages = Array.isArray(need.usages) ? need.usages : [];
  return needInShort({ ...need, usages }, say);
}

export function NeedText({ need }: { need: Need }) {
  const words = useWords(CASES);
  const { say } = usePage();
  const also = alsoAsked(need, say);
  return (
    <>
      <ul>
        {needParts(need, say).map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
      {also.length > 0 && (
        <>
          <p>{words.also}</p>
          <ul>
            {also.map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
