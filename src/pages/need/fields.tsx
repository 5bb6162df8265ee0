import { LONGEST_VALUE, speaksOfGroups } from '../asking/numbers.ts';
import { PlaceFields } from '../asking/place-fields.tsx';
import { FOR_GROUPS, GROUPS_SHEET } from '../federation/network.tsx';
import { type Page, usePage, useWords } from '../frame/page.ts';
import { Choice, Link } from '../frame/parts.tsx';
import { MATTERS } from '../words/matters.ts';
import { NEED } from '../words/need.ts';
import { QUESTION_WORDS } from '../words/questions.ts';
import { ToolChoices, UseChoices } from './choices.tsx';
import { MOST_EUROS, MOST_PEOPLE, type Questionnaire } from './flow.ts';
import type { Counted, FormFault, Question } from './questions.ts';
import { first } from './questions.ts';

/** The heading of a screen with one question. */
export const ASKED = 'asked';

interface FieldProps {
  question: Question;
  questionnaire: Questionnaire;
  /** The only question of its screen: its text is the heading. */
  alone: boolean;
  /** The first of a form whose answer is at fault: it takes the cursor. */
  isFirstFault?: boolean;
}

/** Whether a number is only asked about: red is for what is wrong. */
export const isDoubt = ({ value }: FormFault): boolean => value !== undefined;

/** What is wrong with the answer, or what is asked about it, in words. */
export function faultText(
  { question, code, value, groups = 0 }: FormFault,
  { language, say }: Pick<Page, 'language' | 'say'>,
): string {
  const words = NEED[language];
  if (value === undefined) return words.faults[code as keyof typeof words.faults];
  const most = question === 'budget' ? MOST_EUROS : MOST_PEOPLE;
  const told = (number: number) => counted(words, say, question as Counted, number);
  return words.doubts[code as keyof typeof words.doubts](told(value), told(most), groups);
}

/** A number with what it counts: `12 personnes`, `180 € par an`. */
export const counted = (
  words: ReturnType<typeof useWords<typeof NEED.fr>>,
  say: ReturnType<typeof usePage>['say'],
  question: Counted | 'budget',
  value: number,
): string => words.counted[question](question === 'budget' ? say.euros(value) : say.number(value), value === 1);

/** What is wrong with the answer, beside it. */
export function Fault({ question, questionnaire, alone }: FieldProps) {
  const page = usePage();
  const fault = questionnaire.faults.find((one) => one.question === question.name);
  if (!fault) return null;
  const typed = first(questionnaire.form, question.fields[0]!) ?? '';
  const isNumber = question.kind === 'number' || question.kind === 'money';
  return (
    <>
      <p
        class={isDoubt(fault) ? 'state ask' : 'fault'}
        id={`fault-${question.name}`}
        role={alone ? 'alert' : undefined}
      >
        {faultText(fault, page)}
      </p>
      {isNumber && speaksOfGroups(typed) && <ForGroups />}
    </>
  );
}

/** Links to the sheet in which several groups write what they need, one line each. */
function ForGroups() {
  const { lead, sheet, give } = useWords(NEED).groups;
  return (
    <p>
      {lead} <Link to={GROUPS_SHEET}>{sheet}</Link>. <Link to={FOR_GROUPS}>{give}</Link>
    </p>
  );
}

/** A question whose verb and pronoun stay on one line: `avez-vous`. */
export function QuestionText({ text }: { text: string }) {
  // The space stands outside: a line may break there.
  const words = text.split(/( )/);
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
  const { question, questionnaire, alone, isFirstFault } = props;
  const autofocus = isFirstFault || undefined;
  const words = useWords(QUESTION_WORDS).questions[question.name];
  const hint = (
    <p class="hint" id={`hint-${question.name}`}>
      {words.hint}
    </p>
  );
  if (question.kind === 'number' || question.kind === 'money')
    return (
      <div class="field">
        {!alone && (
          <label for={question.name}>
            <QuestionText text={words.ask} />
          </label>
        )}
        {hint}
        <Fault {...props} />
        <input
          class={question.kind === 'money' ? 'number money' : 'number'}
          type="text"
          autocomplete="off"
          id={question.name}
          name={question.fields[0]}
          value={first(questionnaire.form, question.fields[0]!)}
          aria-labelledby={alone ? ASKED : undefined}
          aria-describedby={explained(props)}
          aria-invalid={
            questionnaire.faults.some((one) => one.question === question.name && !isDoubt(one)) || undefined
          }
          maxLength={LONGEST_VALUE}
          autofocus={autofocus}
        />
        {question.kind === 'money' && ' €'}
      </div>
    );
  return (
    <fieldset
      id={question.name}
      aria-labelledby={alone ? ASKED : undefined}
      aria-describedby={explained(props)}
      tabIndex={-1}
      autofocus={autofocus}
    >
      {!alone && (
        <legend>
          <QuestionText text={words.ask} />
        </legend>
      )}
      {hint}
      <Fault {...props} />
      <Answers {...props} />
    </fieldset>
  );
}

function Answers({ question, questionnaire }: FieldProps) {
  const words = useWords(QUESTION_WORDS);
  const matters = useWords(MATTERS);
  if (question.kind === 'uses') return <UseChoices questionnaire={questionnaire} />;
  if (question.kind === 'tools') return <ToolChoices questionnaire={questionnaire} />;
  if (question.kind === 'place') {
    const { form, communes, reference, faults } = questionnaire;
    return (
      <PlaceFields
        form={form}
        communes={communes}
        territories={reference.territories}
        isFaulty={faults.some(({ question: name }) => name === 'place')}
      />
    );
  }
  if (question.kind !== 'choice' && question.kind !== 'several') return null;
  const field = question.fields[0]!;
  return (
    <>
      {question.choices.map((value) => {
        const named =
          question.name === 'matters' ? matters[value as 'price'] : words.questions[question.name].choices?.[value];
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
