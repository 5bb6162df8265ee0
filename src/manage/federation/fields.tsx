import { dateIn, frenchDate } from '../../ground/written-dates.ts';
import { type Filled, Radios, Select, TextArea, TextLine } from '../../pages/frame/fields.tsx';
import type { Text } from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { readText, writeText } from '../parts/texts.ts';
import { FEDERATION_DESK } from '../words/federation.ts';
import type { FederationField, Typed } from './form.tsx';

/* The fields that forms of a federation’s desk are made of. */

/** Letters of a text, and of an address; see `Text` and `HttpUrl`. */
const TEXT_MAX = 4000;
const ADDRESS_MAX = 2000;

const ISO_DATE = /^\d{4}(-\d{2}){0,2}$/;

interface Line {
  name: string;
  label: string;
  hint?: string | undefined;
  /** JSON Pointers; absent: its own name. */
  at?: readonly string[];
  expects?: string;
  most?: number;
}

export const lineField = ({ name, at = [`/${name}`], expects, most = 200, ...shown }: Line): FederationField => ({
  name,
  at,
  ...(expects && { expects }),
  view: (filled) => <TextLine {...{ filled, name, most }} {...shown} autocomplete="off" />,
});

export const areaField = ({ name, at = [`/${name}`], expects, most = TEXT_MAX, ...shown }: Line): FederationField => ({
  name,
  at,
  ...(expects && { expects }),
  view: (filled) => <TextArea {...{ filled, name, most }} {...shown} rows={3} />,
});

/** A day, month or year; with `exact` a day. */
export const dateField = (language: Language, { exact = false, ...line }: Line & { exact?: boolean }) => {
  const words = FEDERATION_DESK[language];
  const hint = exact ? words.date : words.partialDate;
  const field = lineField({
    ...line,
    hint: line.hint ? `${line.hint} ${hint}.` : hint,
    expects: exact ? words.dateExpected : words.partialDateExpected,
    most: 20,
  });
  const shown = (value: string) => (language === 'fr' && ISO_DATE.test(value) ? frenchDate(value) : value);
  return {
    ...field,
    read: dateIn,
    tell: shown,
    view: (filled: Filled) =>
      field.view({ ...filled, typed: { ...filled.typed, [line.name]: shown(String(filled.typed[line.name] ?? '')) } }),
  };
};

export const addressField = (language: Language, line: Line): FederationField =>
  lineField({ expects: FEDERATION_DESK[language].addressExpected, most: ADDRESS_MAX, ...line });

type Choices = readonly (readonly [value: string, label: string, hint?: string])[];

const tellOf =
  (choices: Choices) =>
  (value: string): string =>
    choices.find(([one]) => one === value)?.[1] ?? value;

export const radiosField = ({
  name,
  at = [`/${name}`],
  expects,
  choices,
  ...shown
}: Omit<Line, 'most'> & { choices: Choices }): FederationField => ({
  name,
  at,
  ...(expects && { expects }),
  tell: tellOf(choices),
  view: (filled) => <Radios {...{ filled, name, choices }} {...shown} />,
});

export const selectField = ({
  name,
  at = [`/${name}`],
  expects,
  choices,
  ...shown
}: Omit<Line, 'most'> & { choices: Choices }): FederationField => ({
  name,
  at,
  ...(expects && { expects }),
  tell: tellOf(choices),
  view: (filled) => <Select {...{ filled, name }} {...shown} groups={[['', choices]]} />,
});

/** What a federation has to do with a host: nothing, or words for it. */
export type Tie = 'none' | Text;

/**
 * The two fields of a tie. Nothing chosen is nothing said.
 * @param at where a fault of it is told
 */
export function tieFields(language: Language, at: string): readonly FederationField[] {
  const words = FEDERATION_DESK[language];
  return [
    radiosField({
      ...{ name: 'tie', at: [at], label: words.tie, hint: words.tieHint, expects: words.tieExpected },
      choices: [
        ['none', words.noTie],
        ['some', words.someTie],
      ],
    }),
    areaField({ name: 'tieText', at: [], label: words.tieText, hint: words.tieTextHint }),
  ];
}

export const tieValues = (tie: Tie | undefined, language: Language): Typed => ({
  tie: tie === undefined ? '' : tie === 'none' ? 'none' : 'some',
  tieText: tie === undefined || tie === 'none' ? '' : readText(tie, language),
});

/** @returns undefined: not said. */
export function tieIn({ tie, tieText = '' }: Typed, before: Tie | undefined, language: Language): Tie | undefined {
  if (tie === 'none') return 'none';
  return tie === 'some' ? writeText(before === 'none' ? undefined : before, tieText, language) : undefined;
}

/** That there is a tie without words for it, and words for a tie that there is not. */
export function tieFaults({ tie, tieText }: Typed, language: Language): Readonly<Record<string, string>> {
  const words = FEDERATION_DESK[language];
  if (tie === 'some' && tieText === '') return { tieText: words.textExpected };
  return tie !== 'some' && tieText !== '' ? { tie: words.tieUnsaid } : {};
}

/** What was typed, without the fields that hold nothing. */
export const filledIn = <Name extends string>(typed: Typed, names: readonly Name[]): Partial<Record<Name, string>> =>
  Object.fromEntries(names.flatMap((name) => (typed[name] ? [[name, typed[name]]] : []))) as Partial<
    Record<Name, string>
  >;
