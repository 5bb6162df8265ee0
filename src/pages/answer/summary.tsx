import { usePage, useWords } from '../frame/page.ts';
import type { Asking } from '../need/asking.ts';
import { first, readYearly } from '../need/form.ts';
import { territoryIn } from '../need/place.ts';
import { isLost, type Question, questionsFor, usesOf } from '../need/questions.ts';
import { ANSWER } from '../words/answer.ts';
import { NEED } from '../words/need.ts';
import { small } from '../words/typeset.ts';

/** What was answered, each with a way to change it. */
export function Summary({ asking }: { asking: Asking }) {
  const words = useWords(ANSWER);
  const need = useWords(NEED);
  return (
    <dl class="pairs">
      {questionsFor(asking.form).map((question) => {
        const { name } = need.questions[question.name];
        return (
          <div key={question.name}>
            <dt>{name}</dt>
            <dd>
              <Answered question={question} asking={asking} />{' '}
              <button
                type="submit"
                class="link screen"
                name="go"
                value={`to:${question.name}`}
                aria-label={words.changeOf(name)}
              >
                {words.change}
              </button>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Answered({ question, asking: { form, reference } }: { question: Question; asking: Asking }) {
  const words = useWords(NEED);
  const { say } = usePage();
  const labelOf = (choice: string | [string, string] | undefined) => (Array.isArray(choice) ? choice[0] : choice);
  const typed = first(form, question.fields[0]!);
  const told = (): string | undefined => {
    switch (question.kind) {
      case 'uses':
        return isLost(form)
          ? words.lost[0]
          : say.list(usesOf(form).map((use) => small(words.starting[use]?.[0] ?? say.usage(use))));
      case 'several':
        return form.matters
          ? say.list(form.matters.map((matter) => small(words.matters[matter as 'price'] ?? matter)))
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
        return labelOf(words.questions[question.name].choices?.[typed ?? 'unknown']);
      default:
        return typed;
    }
  };
  return <>{told() ?? words.none}</>;
}
