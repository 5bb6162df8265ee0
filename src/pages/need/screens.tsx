import type { ComponentChildren } from 'preact';
import { curved } from '../../ground/texts.ts';
import type { Questionnaire } from '../asking/flow.ts';
import { LONGEST_KEPT } from '../asking/kept-need.ts';
import { AskingForm, TakeBack } from '../asking/parts.tsx';
import { territoryIn } from '../asking/place.ts';
import { QUESTION_WORDS } from '../asking/question-words.ts';
import {
  FIELDS,
  QUESTIONS,
  type QuestionName,
  type Understood,
  usagesMeant,
  usesOf,
  withoutFields,
} from '../asking/questions.ts';
import { questionsOn, stepsFor } from '../asking/steps.ts';
import { EMPTY, TextLine } from '../frame/fields.tsx';
import { LanguageButton, Layout, Roof } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Go, Tap } from '../frame/parts.tsx';
import { ErrorSummary, usePrefix } from '../frame/summary.tsx';
import { NEED } from '../words/need.ts';
import { SEND_ON } from '../words/send-on.ts';
import { HOME } from '../words/site.ts';
import { ASKED, counted, filledOf, QuestionField, QuestionText } from './fields.tsx';

/** Takes a need back that was kept as a file, or, without a script, as a link; not inside other sites. */
function ResumeNeed({ refused }: Pick<Questionnaire, 'refused'>) {
  const words = useWords(SEND_ON).kept;
  const { embedded } = usePage();
  if (embedded) return null;
  return (
    <>
      <TakeBack
        words={words}
        accept=".txt,text/plain"
        refused={refused === 'cut' ? words.cut : refused && words.refused}
      />
      <noscript>
        <TextLine filled={EMPTY} name="link" field="file" label={words.link} most={LONGEST_KEPT} />
        <Go line="row" class="second" go="resume" text={words.take} />
      </noscript>
    </>
  );
}

interface ScreenProps {
  questionnaire: Questionnaire;
  note?: ComponentChildren;
}

/** What was read on the screen before; the way back leads to it. */
function UnderstoodLine({ understood }: { understood: Understood }) {
  const words = useWords(NEED);
  const { questions } = useWords(QUESTION_WORDS);
  const { say } = usePage();
  const told = (): string => {
    if ('isBlank' in understood) return words.blank(questions[understood.question].name);
    if (understood.question === 'place') return words.understood(say.territory(understood.territory));
    const read = words.understood(counted(words, say, understood.question, understood.value));
    return understood.isLarger ? `${read} ${words.larger}` : read;
  };
  return (
    <p class="state">
      {told()} {words.change}
    </p>
  );
}

/** What the site, or the list, from where somebody comes has answered. */
function ChosenLine({ form, reference }: Pick<Questionnaire, 'form' | 'reference'>) {
  const words = useWords(NEED);
  const { say } = usePage();
  const place = form.given?.includes('place') && territoryIn(form, reference.territories);
  const uses = form.given?.includes('uses') ? usesOf(form).flatMap(usagesMeant) : [];
  const told = [...uses.map((use) => say.usage(use)), ...(place ? [say.territory(place)] : [])];
  return told.length > 0 ? <p class="state">{words.chosen(say.list(told))}</p> : null;
}

const OtherLanguage = ({ action }: { action: string }) => <LanguageButton action={action} form="need" />;

/** Letters of a question above which it takes the smaller title. */
const LONG = 60;

/** A screen with one question, and those that go with it. */
export function QuestionScreen({ name, questionnaire, note }: ScreenProps & { name: QuestionName }) {
  const words = useWords(NEED);
  const home = useWords(HOME);
  const page = usePage();
  const { embedded, isSent, query } = page;
  const { ask, promise } = useWords(QUESTION_WORDS).questions[name];
  const shown = questionsOn(questionnaire.form, name);
  const [question, ...beside] = shown;
  const steps = stepsFor(questionnaire.form);
  const at = steps.findIndex(([one]) => one.name === name) + 1;
  const isFirst = name === 'uses';
  const canSkip = question.kind !== 'uses' && question.kind !== 'choice';
  const filled = filledOf(questionnaire, page);
  const prefix = usePrefix(filled);
  return (
    <Layout
      title={`${prefix}${isFirst && !isSent ? words.title : ask}`}
      description={isFirst && !embedded ? words.description : undefined}
      note={note}
      otherLanguage={<OtherLanguage action={questionnaire.action} />}
      roof={
        <>
          {isFirst && questionnaire.suits && <p>{words.suits(curved(questionnaire.suits.name))}</p>}
          {isFirst && <p class="small">{words.lead}</p>}
          {!isFirst && at > 0 && (
            <>
              <p class="crumb">{words.progress(at, steps.length)}</p>
              <progress class="gone" max={steps.length} value={at} aria-hidden="true" />
            </>
          )}
          <h1 id={ASKED} class={ask.length > LONG ? 'long' : undefined}>
            <QuestionText text={ask} />
          </h1>
        </>
      }
    >
      <AskingForm
        at={name}
        action={questionnaire.action}
        values={withoutFields(
          questionnaire.form,
          shown.flatMap(({ fields }) => fields),
        )}
      >
        {at === 1 && <ChosenLine {...questionnaire} />}
        {questionnaire.understood?.map((one) => (
          <UnderstoodLine key={one.question} understood={one} />
        ))}
        <QuestionField {...{ question, questionnaire, filled }} isAlone />
        {beside.length > 0 && (
          <div class="whole also">
            {beside.map((other) => (
              <QuestionField key={other.name} question={other} {...{ questionnaire, filled }} />
            ))}
          </div>
        )}
        <p class="row">
          <Go class="first" go="next" text={words.next} />
          {canSkip && <Go class="second" go="unknown" text={beside.length > 0 ? words.unknownOf : words.unknown} />}
        </p>
        {promise && <p class="small soft">{promise}</p>}
        <p class="row">
          {!isFirst && <Go go="back" text={words.back} />}
          <Go go="whole" text={words.whole} />
        </p>
        {isFirst && !embedded && (
          <p>
            {home.haveTools} <Tap to="/diagnosis" query={query} text={home.takeStock} />
          </p>
        )}
        {isFirst && <ResumeNeed refused={questionnaire.refused} />}
      </AskingForm>
    </Layout>
  );
}

/** All questions on one page. Those that depend on another answer are shown too: leaving them empty is an answer. */
export function WholeScreen({ questionnaire, note }: ScreenProps) {
  const words = useWords(NEED);
  const filled = filledOf(questionnaire, usePage());
  return (
    <Layout
      title={`${usePrefix(filled)}${words.title}`}
      note={note}
      otherLanguage={<OtherLanguage action={questionnaire.action} />}
      wide
      roof={<Roof heading={words.title} lead={`${words.lead} ${words.wholeLead}`} />}
    >
      <ErrorSummary filled={filled} />
      <AskingForm
        at="whole"
        action={questionnaire.action}
        values={withoutFields(
          questionnaire.form,
          FIELDS.filter((field) => field !== 'sure'),
        )}
      >
        <div class="whole">
          {QUESTIONS.map((question) => (
            <QuestionField key={question.name} {...{ question, questionnaire, filled }} />
          ))}
        </div>
        <p class="row">
          <Go class="first" go="next" text={words.show} />
          <Go go="stepwise" text={words.stepwise} />
        </p>
      </AskingForm>
    </Layout>
  );
}
