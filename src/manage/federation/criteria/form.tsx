import type { OwnCriterion, OwnCriterionDraft } from '../../../documents/federation-policy.ts';
import { type Filled, Radios, TextArea, TextLine } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import type { Language, RequirementLevel } from '../../../vocabulary/terms.ts';
import { REQUIREMENT_LEVELS } from '../../../vocabulary/terms.ts';
import { DeskForm } from '../../desk-page.tsx';
import { FederationPage } from '../frame.tsx';
import { type Own, type Place, wasOf } from '../room.tsx';
import { CRITERIA } from './words.ts';

/* One criterion of a federation's own, as a form asks for it: in the language of the page. */

const MOST = { label: 120, question: 300, definition: 1000, howToProve: 500 } as const;
const TEXTS = ['label', 'question', 'definition', 'howToProve'] as const;
type TextName = (typeof TEXTS)[number];
export type Typed = Record<TextName | 'level' | 'same', string>;

export const listAt = ({ at }: Own): string => `${at}/criteria`;
export const useAbove = () => ['criteria', useWords(CRITERIA).title] as const;

export const typedIn = (sent: URLSearchParams): Typed =>
  Object.fromEntries([...TEXTS, 'level', 'same'].map((field) => [field, (sent.get(field) ?? '').trim()])) as Typed;

export const typedOf = (criterion: OwnCriterion, language: Language): Typed => ({
  ...(Object.fromEntries(TEXTS.map((name) => [name, criterion[name]?.[language] ?? ''])) as Record<TextName, string>),
  level: criterion.level,
  same: '',
});

/** What was typed beside what is said in the other language already. */
export function draftOf(typed: Typed, before: OwnCriterion | undefined, language: Language): OwnCriterionDraft {
  const other = language === 'fr' ? 'en' : 'fr';
  const textOf = (name: TextName) => {
    const kept = before?.[name]?.[other];
    return { ...(typed[name] !== '' && { [language]: typed[name] }), ...(kept !== undefined && { [other]: kept }) };
  };
  const definition = textOf('definition');
  return {
    label: textOf('label'),
    question: textOf('question'),
    ...(before?.askHost && { askHost: before.askHost }),
    ...(Object.keys(definition).length > 0 && { definition }),
    howToProve: textOf('howToProve'),
    ...(typed.level !== '' && { level: typed.level as RequirementLevel }),
    ...(typed.same === 'yes' && { sameMeaning: true }),
  };
}

/** Whether words that are read differ from those of before. */
export const saysAnother = (typed: Typed, before: OwnCriterion, language: Language): boolean =>
  TEXTS.some((name) => typed[name] !== (before[name]?.[language] ?? ''));

export const placesIn = (language: Language): Place[] => {
  const words = CRITERIA[language];
  return [
    { name: 'label', at: ['/label', '/key'], expects: words.labelMissing },
    { name: 'question', at: ['/question'], expects: words.questionMissing },
    { name: 'definition', at: ['/definition'] },
    { name: 'howToProve', at: ['/howToProve'], expects: words.proveMissing },
    { name: 'level', at: ['/level'] },
  ];
};

interface FormProps {
  own: Own;
  /** Absent: a new one. */
  criterion?: OwnCriterion | undefined;
  filled: Filled;
}

export function FormPage({ own, criterion, filled }: FormProps) {
  const words = useWords(CRITERIA);
  const { language } = usePage();
  const action = `${listAt(own)}/${criterion?.key ?? 'new'}`;
  const other = language === 'fr' ? 'en' : 'fr';
  return (
    <FederationPage
      opened={own}
      heading={criterion ? words.changeHeading : words.add}
      lead={criterion ? words.changeLead : words.addLead}
      above={useAbove()}
      form={action}
      filled={filled}
    >
      {criterion?.label[other] !== undefined && <p>{words.otherLanguage}</p>}
      <DeskForm
        id="desk"
        action={action}
        send={criterion?.retired ? words.takeUp : words.save}
        hidden={criterion ? { was: [wasOf(criterion)] } : {}}
      >
        <TextLine
          filled={filled}
          name="label"
          label={words.label}
          hint={words.labelHint}
          most={MOST.label}
          autocomplete="off"
        />
        <TextLine
          filled={filled}
          name="question"
          label={words.question}
          hint={words.questionHint}
          most={MOST.question}
          autocomplete="off"
        />
        <TextArea
          filled={filled}
          name="definition"
          label={words.definition}
          hint={words.definitionHint}
          rows={3}
          most={MOST.definition}
        />
        <TextLine
          filled={filled}
          name="howToProve"
          label={words.prove}
          hint={words.proveHint}
          most={MOST.howToProve}
          autocomplete="off"
        />
        <Radios
          filled={filled}
          name="level"
          label={words.level}
          choices={[...REQUIREMENT_LEVELS].reverse().map((level) => [level, words.levels[level]])}
        />
        {criterion && (
          <Radios
            filled={filled}
            name="same"
            label={words.same}
            choices={[
              ['yes', words.sameYes, words.sameYesHint],
              ['no', words.sameNo, words.sameNoHint],
            ]}
          />
        )}
      </DeskForm>
    </FederationPage>
  );
}
