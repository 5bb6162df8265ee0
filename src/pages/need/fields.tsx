import type { VNode } from 'preact';
import { useWords } from '../frame/page.ts';
import { Choice } from '../frame/parts.tsx';
import { NEED, QUESTION_WORDS } from '../words/need.ts';
import { PlaceFields, ToolChoices, UseChoices } from './choices.tsx';
import type { Questionnaire } from './flow.ts';
import type { Question } from './questions.ts';
import { first } from './questions.ts';

interface FieldProps {
  question: Question;
  questionnaire: Questionnaire;
  /** The only question of its screen: its text is the heading. */
  alone: boolean;
}

/** What is wrong with the answer, beside it. */
export function Fault({ question, questionnaire }: Pick<FieldProps, 'question' | 'questionnaire'>) {
  const words = useWords(NEED);
  const fault = questionnaire.faults.find((one) => one.question === question.name);
  if (!fault) return null;
  return (
    <p class="fault" id={`fault-${question.name}`}>
      {words.fault}
      {words.faults[fault.code]}
    </p>
  );
}

const Title = ({ alone, children }: { alone: boolean; children: VNode }) => (alone ? <h1>{children}</h1> : children);

/** A question whose verb and pronoun stay on one line: `avez-vous`. */
function QuestionText({ text }: { text: string }) {
  const words = text.split(/(?<= )/);
  return <>{words.map((word) => (word.includes('-vous') ? <span class="whole-word">{word}</span> : word))}</>;
}

/** The identifiers of the texts that explain a field, for screen readers. */
const explained = ({ question, questionnaire }: FieldProps): string =>
  [
    `hint-${question.name}`,
    ...questionnaire.faults.filter((one) => one.question === question.name).map(() => `fault-${question.name}`),
  ].join(' ');

/** One question with its answers. */
export function QuestionField(props: FieldProps) {
  const { question, questionnaire, alone } = props;
  const words = useWords(QUESTION_WORDS).questions[question.name];
  const hint = (
    <p class="hint" id={`hint-${question.name}`}>
      {words.hint}
    </p>
  );
  if (question.kind === 'number' || question.kind === 'money')
    return (
      <div class="field">
        <Title alone={alone}>
          <label for={question.name}>
            <QuestionText text={words.ask} />
          </label>
        </Title>
        {hint}
        <Fault {...props} />
        <input
          class={question.kind === 'money' ? 'number money' : 'number'}
          type="text"
          inputmode={question.kind === 'money' ? 'decimal' : 'numeric'}
          autocomplete="off"
          id={question.name}
          name={question.fields[0]}
          value={first(questionnaire.form, question.fields[0]!)}
          aria-describedby={explained(props)}
          aria-invalid={questionnaire.faults.some((one) => one.question === question.name) || undefined}
        />
        {question.kind === 'money' && ' €'}
      </div>
    );
  return (
    <fieldset id={question.name} aria-describedby={explained(props)} tabIndex={-1}>
      <legend>
        <Title alone={alone}>
          <span>
            <QuestionText text={words.ask} />
          </span>
        </Title>
      </legend>
      {hint}
      <Fault {...props} />
      <Answers {...props} />
    </fieldset>
  );
}

function Answers({ question, questionnaire }: FieldProps) {
  const words = useWords(QUESTION_WORDS);
  if (question.kind === 'uses') return <UseChoices questionnaire={questionnaire} />;
  if (question.kind === 'tools') return <ToolChoices questionnaire={questionnaire} />;
  if (question.kind === 'place') return <PlaceFields questionnaire={questionnaire} />;
  if (question.kind !== 'choice' && question.kind !== 'several') return null;
  const field = question.fields[0]!;
  return (
    <>
      {question.choices.map((value) => {
        const named =
          question.name === 'matters'
            ? words.matters[value as 'price']
            : words.questions[question.name].choices?.[value];
        const [label, hint] = Array.isArray(named) ? named : [named, undefined];
        return (
          <Choice
            key={value}
            type={question.kind === 'several' ? 'checkbox' : 'radio'}
            name={field}
            value={value}
            checked={questionnaire.form[field]?.includes(value) ?? false}
            label={label}
            hint={hint}
          />
        );
      })}
    </>
  );
}
