import { LONGEST_VALUE, speaksOfGroups } from '../../ground/stated-numbers.ts';
import { MOST_EUROS, MOST_PEOPLE, type Questionnaire } from '../asking/flow.ts';
import { MATTERS } from '../asking/matters.ts';
import { PlaceFields } from '../asking/parts.tsx';
import { QUESTION_WORDS } from '../asking/question-words.ts';
import { type Counted, type FormFault, firstValue, type Question } from '../asking/questions.ts';
import { Checkboxes, type Filled, Group, Radios, TextLine } from '../frame/fields.tsx';
import { type Page, type usePage, useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { FOR_GROUPS, GROUPS_SHEET } from '../parts/network.tsx';
import { NEED } from '../words/need.ts';
import { ToolChoices, UseChoices } from './choices.tsx';

/** The heading of a screen with one question. */
export const ASKED = 'asked';

/** Whether a number is only asked about. */
const isDoubt = ({ value }: FormFault): boolean => value !== undefined;

/** What is wrong with the answer, or what is asked about it, in words. */
function faultText(
  { question, code, value, groups = 0 }: FormFault,
  { language, say }: Pick<Page, 'language' | 'say'>,
): string {
  const words = NEED[language];
  if (value === undefined) return words.faults[code as keyof typeof words.faults];
  const most = question === 'budget' ? MOST_EUROS : MOST_PEOPLE;
  const told = (number: number) => counted(words, say, question as Counted, number);
  return words.doubts[code as keyof typeof words.doubts](told(value), told(most), groups);
}

/** The answers as a form with what is wrong with them, or asked about them. */
export const filledOf = (
  { form, faults }: Pick<Questionnaire, 'form' | 'faults'>,
  page: Pick<Page, 'language' | 'say'>,
): Filled => ({
  typed: form,
  faults: Object.fromEntries(faults.map((one) => [one.question, faultText(one, page)])),
  doubts: faults.filter(isDoubt).map(({ question }) => question),
});

/** A number with what it counts: `12 personnes`, `180 € par an`. */
export const counted = (
  words: ReturnType<typeof useWords<typeof NEED.fr>>,
  say: ReturnType<typeof usePage>['say'],
  question: Counted | 'budget',
  value: number,
): string => words.counted[question](question === 'budget' ? say.euros(value) : say.number(value), value === 1);

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
  // The space is outside: a line may break there.
  const words = text.split(/( )/);
  return <>{words.map((word) => (word.includes('-vous') ? <span class="whole-word">{word}</span> : word))}</>;
}

interface QuestionProps {
  question: Question;
  questionnaire: Questionnaire;
  filled: Filled;
  /** The only question of its screen: its text is the heading. */
  isAlone?: boolean;
}

/** One question with its answers. */
export function QuestionField({ question, questionnaire, filled, isAlone = false }: QuestionProps) {
  const words = useWords(QUESTION_WORDS).questions[question.name];
  const matters = useWords(MATTERS);
  const { form, communes, reference } = questionnaire;
  const [field] = question.fields as [(typeof question.fields)[number]];
  const props = {
    ...{ filled: { ...filled, typed: form }, name: question.name, field, hint: words.hint },
    label: <QuestionText text={words.ask} />,
    headedBy: isAlone ? ASKED : undefined,
  };
  switch (question.kind) {
    case 'number':
    case 'money': {
      const isMoney = question.kind === 'money';
      return (
        <TextLine
          {...props}
          most={LONGEST_VALUE}
          width={isMoney ? 'number money' : 'number'}
          unit={isMoney ? '€' : undefined}
          advice={speaksOfGroups(firstValue(form, field) ?? '') && <ForGroups />}
        />
      );
    }
    case 'uses':
      return (
        <Group {...props}>
          <UseChoices questionnaire={questionnaire} />
        </Group>
      );
    case 'tools':
      return (
        <Group {...props}>
          <ToolChoices questionnaire={questionnaire} />
        </Group>
      );
    case 'place':
      return (
        <Group {...props}>
          <PlaceFields {...{ form, communes, filled }} territories={reference.territories} />
        </Group>
      );
    case 'several':
      return <Checkboxes {...props} choices={question.choices.map((value) => [value, matters[value as 'price']])} />;
    case 'choice':
      return (
        <Radios
          {...props}
          choices={question.choices.map((value) => {
            const named = words.choices?.[value] ?? value;
            return typeof named === 'string' ? [value, named] : [value, ...named];
          })}
        />
      );
  }
}
