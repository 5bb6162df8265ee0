import { readYearly } from '../../ground/stated-numbers.ts';
import type { Questionnaire } from '../asking/flow.ts';
import { MATTERS } from '../asking/matters.ts';
import { territoryIn } from '../asking/place.ts';
import { QUESTION_WORDS } from '../asking/question-words.ts';
import { firstValue, isUndecided, type Question, questionsFor, usesOf } from '../asking/questions.ts';
import { stepsFor } from '../asking/steps.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Go } from '../frame/parts.tsx';
import { ANSWER } from '../words/answer.ts';
import { NEED } from '../words/need.ts';
import { lowerFirst } from '../words/typeset.ts';

function AnswerSoFar({
  question,
  questionnaire: { form, reference },
}: {
  question: Question;
  questionnaire: Questionnaire;
}) {
  const words = useWords(NEED);
  const { lost, starting, questions } = useWords(QUESTION_WORDS);
  const matters = useWords(MATTERS);
  const { say } = usePage();
  const labelOf = (choice: string | [string, string] | undefined) => (Array.isArray(choice) ? choice[0] : choice);
  const typed = firstValue(form, question.fields[0]!);
  const answerText = (): string | undefined => {
    switch (question.kind) {
      case 'uses':
        return isUndecided(form)
          ? lost[0]
          : say.list(
              usesOf(form).map((use) =>
                lowerFirst((Object.hasOwn(starting, use) && starting[use]?.[0]) || say.usage(use)),
              ),
            );
      case 'several':
        return form.matters
          ? say.list(form.matters.map((matter) => lowerFirst(matters[matter as 'price'] ?? matter)))
          : words.unanswered;
      case 'tools':
        return form.tool
          ? say.list(form.tool.flatMap((key) => reference.tools.get(key)?.name ?? []))
          : words.unanswered;
      case 'place': {
        const territory = territoryIn(form, reference.territories);
        return territory && say.territory(territory);
      }
      case 'money':
        return typed === undefined ? undefined : say.euros(readYearly(typed) ?? 0);
      case 'choice':
        return labelOf(questions[question.name].choices?.[typed ?? 'unknown']);
      default:
        return typed;
    }
  };
  return <>{answerText() ?? words.none}</>;
}

/** The answers so far, each with a button to change it; a question that was not asked is told as nothing, and may be answered. */
export function Summary({ questionnaire }: { questionnaire: Questionnaire }) {
  const words = useWords(ANSWER);
  const { questions } = useWords(QUESTION_WORDS);
  const { form } = questionnaire;
  const asked = stepsFor(form).flat();
  return (
    <dl class="pairs">
      {questionsFor(form).map((question) => {
        const { name } = questions[question.name];
        const isTold = asked.includes(question) || question.fields.some((field) => form[field] !== undefined);
        return (
          // On paper nobody reads why, nor answers.
          <div key={question.name} class={question.name === 'danger' || !isTold ? 'screen' : undefined}>
            <dt>{name}</dt>
            <dd>
              {isTold && (
                <>
                  <AnswerSoFar question={question} questionnaire={questionnaire} />{' '}
                </>
              )}
              <Go
                form="need"
                class="link screen"
                go={`to:${question.name}`}
                aria-label={isTold ? words.changeOf(name) : words.addTo(name)}
                text={isTold ? words.change : words.add}
              />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
