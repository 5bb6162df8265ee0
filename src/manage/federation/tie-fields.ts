import type { TSchema } from 'typebox';
import type { Text } from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { partAt, setPart } from '../parts/body.ts';
import { fieldsOf } from '../parts/field-kinds.tsx';
import type { FormField, Typed } from '../parts/form.tsx';
import { FEDERATION_DESK } from '../words/federation.ts';

/** What a federation has to do with a host: nothing, or words for it. */
type Tie = 'none' | Text;

/**
 * The two fields of a tie, which is one value of the body. Nothing chosen is nothing said.
 * @param at its JSON Pointer, where its faults are told
 */
export function tieFields(shape: TSchema, at: string, language: Language): readonly FormField[] {
  const words = FEDERATION_DESK[language];
  const { choice, eitherText } = fieldsOf(shape, language);
  const tieIn = (body: object) => partAt(body, at) as Tie | undefined;
  const text = eitherText(at, words.tieText, { name: 'tieText', faultsAt: [], hint: words.tieTextHint });
  return [
    {
      ...choice(at, words.tie, {
        ...{ name: 'tie', hint: words.tieHint, expects: words.tieExpected },
        choices: [
          ['none', words.noTie],
          ['some', words.someTie],
        ],
        shown: (tie) => (tie === 'none' ? 'none' : 'some'),
      }),
      // That there is some tie is said by the words for it.
      write: (body, [typed]) => {
        const isTold = typed === 'some' && tieIn(body) !== 'none';
        if (!isTold) setPart(shape, body, at, typed === 'none' ? 'none' : undefined);
      },
    },
    {
      ...text,
      read: (body) => (tieIn(body) === 'none' ? [] : text.read(body)),
      write: (body, values) => {
        if (tieIn(body) !== 'none') text.write(body, values);
      },
    },
  ];
}

/** That there is a tie without words for it, and words for a tie that there is not. */
export function tieFaults({ tie, tieText }: Typed, language: Language): Readonly<Record<string, string>> {
  const words = FEDERATION_DESK[language];
  if (tie === 'some' && tieText === '') return { tieText: words.textExpected };
  return tie !== 'some' && tieText !== '' ? { tie: words.tieUnsaid } : {};
}
