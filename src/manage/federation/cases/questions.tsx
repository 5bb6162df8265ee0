import { Fragment } from 'preact';
import type { Model } from '../../../catalogue/model.ts';
import { curved } from '../../../ground/texts.ts';
import type { Need } from '../../../matching/engine/need/schema.ts';
import type { Matcher } from '../../../matching/run.ts';
import { nextStep, type Questionnaire } from '../../../pages/asking/flow.ts';
import { MATTERS } from '../../../pages/asking/matters.ts';
import { QUESTION_WORDS } from '../../../pages/asking/question-words.ts';
import {
  type Form,
  type Matter,
  QUESTIONS,
  type Question,
  questionsFor,
  readForm,
  usesOf,
} from '../../../pages/asking/questions.ts';
import type { Filled } from '../../../pages/frame/fields.tsx';
import { List } from '../../../pages/frame/lists.tsx';
import { type Page, usePage, useWords } from '../../../pages/frame/page.ts';
import { formOf } from '../../../pages/need/answers.ts';
import { offeredUsages } from '../../../pages/need/choices.tsx';
import { filledOf, QuestionField } from '../../../pages/need/fields.tsx';
import { needInShort } from '../../../pages/parts/message.ts';
import { AUDIENCE_LABELS } from '../../../vocabulary/labels.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import { inSentence, type Speaker } from '../../../vocabulary/speaker.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import { CASES } from './words/cases.ts';

/* The questions of a need on the desk: those of the pages that everybody fills in. */

interface NeedAnswers extends Pick<Questionnaire, 'form' | 'faults' | 'communes'> {
  /** What its tools serve was just ticked: to be read through. */
  isFromTools?: boolean;
}

export const toNeedAnswers = (form: Form): NeedAnswers => ({ form, faults: [], communes: [] });

/** The button that ticks what the tools of today serve. */
const FROM_TOOLS = 'tools';
const MOST_USES = 10;

/** The same answers with what its tools of today serve ticked besides: a beginning, for who cannot say what it needs. */
function fromTools(form: Form, reference: Reference): NeedAnswers {
  const served = new Set((form.tool ?? []).flatMap((key) => reference.tools.get(key)?.usages ?? []));
  if (served.size === 0) return { ...toNeedAnswers(form), faults: [{ question: 'today', code: 'choose-a-tool' }] };
  const found = formOf({ usages: [...served].map((usage) => ({ usage })) }, reference);
  const use = [...new Set([...usesOf(form), ...usesOf(found)])].slice(0, MOST_USES);
  return { ...toNeedAnswers({ ...found, ...form, use }), isFromTools: true };
}

/** The answers that were sent, with their faults; none are told of a form that is only shown again. */
export function answersIn(
  sent: URLSearchParams,
  reference: Reference,
  isStay = sent.get('go') === 'stay',
): NeedAnswers {
  const typed = readForm(sent);
  if (!isStay && sent.get('go') === FROM_TOOLS) return fromTools(typed, reference);
  const { form, faults, communes } = nextStep(typed, 'whole', isStay ? 'stay' : 'next', reference.territories);
  const told = faults.filter(({ code }) => code !== 'choose-one');
  const lacksUse = !isStay && usesOf(form).length === 0;
  return { form, faults: lacksUse ? [{ question: 'uses', code: 'choose-a-use' }, ...told] : told, communes };
}

/** Questions that were answered although they make no difference to the usages that were chosen. */
const unusedIn = (form: Form): Question[] => {
  const used = questionsFor(form);
  return QUESTIONS.filter((question) => !used.includes(question) && form[question.fields[0]!] !== undefined);
};

/** The part of an address that tells the next page of answers that made no difference. */
export const unusedQuery = (form: Form): string =>
  unusedIn(form)
    .map(({ name }) => `&unused=${name}`)
    .join('');

/** What that part says; undefined: nothing. */
export function unusedText(names: readonly string[], language: Language): string | undefined {
  const { questions } = QUESTION_WORDS[language];
  const unused = QUESTIONS.filter(({ name }) => names.includes(name)).map(({ name }) => questions[name].name);
  return unused.length === 0 ? undefined : CASES[language].unused(unused.join(', '));
}

/** A form with what is wrong with its own fields, and then with the answers to its questions. */
export function filledWith(own: Filled, answers: NeedAnswers, page: Pick<Page, 'language' | 'say'>): Filled {
  const { faults, doubts = [] } = filledOf(answers, page);
  return { ...own, faults: { ...own.faults, ...faults }, doubts };
}

interface NeedQuestionsProps {
  asked: NeedAnswers;
  filled: Filled;
  model: Model;
  action: string;
}

export function NeedQuestions({ asked, filled, model, action }: NeedQuestionsProps) {
  const words = useWords(CASES);
  const { reference } = model;
  const undecided = (
    <p>
      {words.undecided}{' '}
      <a href="#today" class="tap">
        {words.undecidedTools}
      </a>
    </p>
  );
  const questionnaire: Questionnaire = { ...asked, reference, offered: offeredUsages(model), action, undecided };
  return (
    <>
      <span class="called" hidden />
      {(asked.form.sure ?? []).map((value) => (
        <input type="hidden" name="sure" value={value} key={value} />
      ))}
      {QUESTIONS.map((question) => (
        <Fragment key={question.name}>
          <QuestionField {...{ question, questionnaire, filled }} />
          {question.kind === 'tools' && (
            <p class="row">
              <button type="submit" class="second" name="go" value={FROM_TOOLS}>
                {words.fromTools}
              </button>
            </p>
          )}
        </Fragment>
      ))}
    </>
  );
}

/** What of a need no question shows, in words. */
export function alsoAsked(need: Need, say: Speaker, nameOf: (host: string) => string): string[] {
  const { require, startsBy, audience, language, hosts = [], onlyFrom } = need;
  const words = CASES[say.language];
  const { criteria = [], commitments = [], support = [], dataCountries = [], openToNewcomers } = require ?? {};
  const required = [
    ...criteria.map(({ criterion }) => say.criterion(criterion)),
    ...commitments.map(({ kind, atLeast }) => `${say.commitment(kind)} (${say.measure(kind, atLeast)})`),
    ...support.map((kind) => say.support(kind)),
    ...(dataCountries.length > 0 ? [words.countries(dataCountries.join(', '))] : []),
    ...(openToNewcomers ? [words.newcomers] : []),
  ];
  return [
    ...required.map((thing) => words.requires(thing)),
    ...(startsBy ? [words.startsBy(say.date(startsBy))] : []),
    ...(audience && audience !== 'any' ? [words.audience(AUDIENCE_LABELS[audience][say.language].toLowerCase())] : []),
    ...(language ? [words.inLanguage(say.languageName(language))] : []),
    ...(onlyFrom ? [words.onlyFrom[onlyFrom]] : []),
    ...(hosts.length > 0 ? [words.amongHosts(say.list(hosts.map(nameOf)))] : []),
  ];
}

/** A need in words, a part a line; one of another version as far as it can be told. */
export function needParts(need: Need, say: Speaker): string[] {
  const usages = Array.isArray(need.usages) ? need.usages : [];
  return needInShort({ ...need, usages }, say);
}

/** What it uses today, and what matters most to it. */
function aboutIt(need: Need, say: Speaker, reference: Reference): string[] {
  const words = CASES[say.language];
  if (!Array.isArray(need.usages)) return [];
  const names = MATTERS[say.language];
  const { tool = [], matters = [] } = formOf(need, reference);
  return [
    ...(tool.length > 0 ? [words.uses(say.list(tool.map(say.tool)))] : []),
    ...(matters.length > 0 ? [words.matters(say.list(matters.map((one) => inSentence(names[one as Matter]))))] : []),
  ];
}

/** @param matcher knows which wishes the association said, and which only follow from an answer that is not kept */
export function NeedText({ need: stored, model, matcher }: { need: Need; model: Model; matcher: Matcher }) {
  const words = useWords(CASES);
  const { say } = usePage();
  const said = matcher.asSaid(stored);
  const need = said ?? stored;
  const also = alsoAsked(need, say, (host) => curved(model.bySlug.get(host)?.name ?? host));
  return (
    <>
      <List of={[...needParts(need, say), ...aboutIt(need, say, model.reference)]} />
      {said && <p>{words.delicate}</p>}
      {also.length > 0 && (
        <>
          <p>{words.also}</p>
          <List of={also} />
        </>
      )}
    </>
  );
}
