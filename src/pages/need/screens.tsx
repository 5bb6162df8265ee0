import type { ComponentChildren } from 'preact';
import { LanguageButton, Layout } from '../frame/layout.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { HiddenFields } from '../frame/parts.tsx';
import { NEED, QUESTION_WORDS } from '../words/need.ts';
import { QuestionField } from './fields.tsx';
import type { Questionnaire } from './flow.ts';
import { QUESTIONS, type Question, type QuestionName, questionsFor, without } from './questions.ts';
import { ResumeNeed } from './resume.tsx';

interface ScreenProps {
  questionnaire: Questionnaire;
  note?: ComponentChildren;
}

/** Says at the top which answers have a fault, with links to them. */
function Faults({ questionnaire }: { questionnaire: Questionnaire }) {
  const words = useWords(NEED);
  if (questionnaire.faults.length === 0) return null;
  return (
    <div class="faults" role="alert">
      <p>
        <strong>{words.faultsTitle(questionnaire.faults.length)}</strong>
      </p>
      <ul class="plain">
        {questionnaire.faults.map(({ question, code }) => (
          <li key={question}>
            <a href={`#${question}`}>{words.faults[code]}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The form of a screen; `at` tells which one it was when it comes back. */
function NeedForm({
  at,
  questionnaire,
  hidden,
  children,
}: {
  at: string;
  questionnaire: Questionnaire;
  hidden: Questionnaire['form'];
  children: ComponentChildren;
}) {
  const page = usePage();
  return (
    <form id="need" method="post" action={addressIn(page, questionnaire.action)}>
      <input type="hidden" name="at" value={at} />
      <HiddenFields values={hidden} />
      {children}
    </form>
  );
}

const OtherLanguage = ({ action }: { action: string }) => <LanguageButton action={action} form="need" />;

/** A screen with one question. */
export function QuestionScreen({ name, questionnaire, note }: ScreenProps & { name: QuestionName }) {
  const words = useWords(NEED);
  const { ask } = useWords(QUESTION_WORDS).questions[name];
  const question = QUESTIONS.find((one) => one.name === name) as Question;
  const questions = questionsFor(questionnaire.form);
  const at = questions.findIndex((one) => one.name === name) + 1;
  const isFirst = name === 'uses';
  const canSkip = question.kind !== 'uses' && question.kind !== 'choice';
  const prefix = questionnaire.faults.length > 0 ? words.fault : '';
  return (
    <Layout title={`${prefix}${ask}`} note={note} otherLanguage={<OtherLanguage action={questionnaire.action} />}>
      <Faults questionnaire={questionnaire} />
      <NeedForm at={name} questionnaire={questionnaire} hidden={without(questionnaire.form, question.fields)}>
        <p class="soft">{isFirst ? `${words.firstQuestion}. ${words.lead}` : words.progress(at, questions.length)}</p>
        <QuestionField question={question} questionnaire={questionnaire} alone />
        <p class="row">
          <button type="submit" name="go" value="next">
            {words.next}
          </button>
          {canSkip && (
            <button type="submit" class="second" name="go" value="unknown">
              {words.unknown}
            </button>
          )}
        </p>
        <p class="row">
          {!isFirst && (
            <button type="submit" class="link" name="go" value="back">
              {words.back}
            </button>
          )}
          <button type="submit" class="link" name="go" value="whole">
            {words.whole}
          </button>
        </p>
        {isFirst && <ResumeNeed isRefused={questionnaire.isFileRefused ?? false} />}
      </NeedForm>
    </Layout>
  );
}

/** All questions on one page. Those that depend on another answer are shown too: leaving them empty is an answer. */
export function WholeScreen({ questionnaire, note }: ScreenProps) {
  const words = useWords(NEED);
  return (
    <Layout
      title={`${questionnaire.faults.length > 0 ? words.fault : ''}${words.title}`}
      note={note}
      otherLanguage={<OtherLanguage action={questionnaire.action} />}
    >
      <h1>{words.title}</h1>
      <p>
        {words.lead} {words.wholeLead}
      </p>
      <Faults questionnaire={questionnaire} />
      <NeedForm at="whole" questionnaire={questionnaire} hidden={{}}>
        <div class="whole">
          {QUESTIONS.map((question) => (
            <QuestionField key={question.name} question={question} questionnaire={questionnaire} alone={false} />
          ))}
        </div>
        <p class="row">
          <button type="submit" name="go" value="next">
            {words.show}
          </button>
          <button type="submit" class="link" name="go" value="stepwise">
            {words.stepwise}
          </button>
        </p>
      </NeedForm>
    </Layout>
  );
}
