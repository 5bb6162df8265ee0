import type { Coded } from '../../src/vocabulary/sentences.ts';
import type { Speaker } from '../../src/vocabulary/speaker.ts';
import { type Language, SUPPORT_KINDS } from '../../src/vocabulary/terms.ts';
import type { Examples } from './examples/examples.ts';
import { reference } from './matching.ts';

/* What every sentence must be, whichever room says it. */

const MOST_WORDS = 25;

const LABELS = [...reference.criteria.values(), ...reference.usages.values(), ...reference.commitmentKinds.values()]
  .map(({ label }) => label.en.toLowerCase())
  .join();
/** Some keys are words of everyday English too, such as “non-profit”: their labels use them. */
const KEYS = [
  ...[reference.criteria, reference.commitmentKinds, reference.usages].flatMap((entries) => [...entries.keys()]),
  ...SUPPORT_KINDS,
].filter((key) => key.includes('-') && !LABELS.includes(key));
const SHOWN_KEY = new RegExp(KEYS.join('|'));

const sentencesOf = (text: string): string[] => text.split(/(?<=[.?!])\s/);
const wordsOf = (sentence: string): number => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Curved apostrophes, spaces before double signs in French only, none doubled. */
const badlySet = (text: string, marks: string, language: Language): boolean =>
  /'|\s{2}|^\s|\s$|\s[.,)]|\(\s/.test(text) ||
  (language === 'en' ? /\s[:;?!]/.test(marks) : /[^\s][:;?!»]|«[^\s]|[^\u00a0];/.test(marks));

/** What is wrong with a text of sentences, in a word; null when it is plain. */
export function faultOf(text: string, language: Language): string | null {
  const marks = text.replaceAll(/https?:\/\/\S*[^\s.]/g, '');
  if (!/^[\p{Lu}\p{N}€«“].*[.?!]$/u.test(text)) return 'no whole sentence';
  if (/%|undefined|null|NaN|Infinity|\[object|\(\)/.test(text)) return 'what only a program reads';
  if (SHOWN_KEY.test(text)) return 'a key';
  if (sentencesOf(text).some((sentence) => wordsOf(sentence) > MOST_WORDS)) return 'too many words';
  if (sentencesOf(marks).some((sentence) => sentence.split(':').length > 2)) return 'two colons';
  return badlySet(text, marks, language) ? 'badly set' : null;
}

type Params = Readonly<Record<string, unknown>>;

/** The sentences of a room with their examples. `data`: by code, parameters for programs that no sentence tells. */
export interface Room {
  readonly codes: readonly string[];
  readonly examples: (code: string) => readonly Params[];
  readonly say: (code: string, params: Params, say: Speaker) => string;
  readonly data: Readonly<Record<string, readonly string[]>>;
}

export const roomOf = <S>(
  say: (reason: Coded<S>, say: Speaker) => string,
  examples: Examples<S>,
  data: Partial<Record<keyof S, readonly string[]>> = {},
): Room => ({
  codes: Object.keys(examples as object),
  examples: (code) => examples[code as keyof S] as readonly Params[],
  say: (code, params, speaker) => say({ code, params } as unknown as Coded<S>, speaker),
  data: data as Room['data'],
});

/** Names of the parameters of a code in its examples; those of the parts of a list are `list.name`. */
export const namesOf = (list: readonly Params[]): Set<string> =>
  new Set(
    list.flatMap((params) =>
      Object.entries(params).flatMap(([name, value]) => {
        const part: unknown = Array.isArray(value) ? value[0] : null;
        return part !== null && typeof part === 'object'
          ? [name, ...Object.keys(part).map((inside) => `${name}.${inside}`)]
          : [name];
      }),
    ),
  );

/** Values near one, to see whether the sentence changes. */
function near(value: unknown): unknown[] {
  if (typeof value === 'number') return [0, value + 1, value + 40];
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'string') return [`${value}x`];
  return Array.isArray(value) ? [value.slice(1), [...value, ...value]] : [];
}

/**
 * The parameters that a sentence tells: another value gives another text. To be looked at is not enough: a sentence may
 * take a parameter in and say nothing of it.
 */
export function parametersToldBy({ examples, say }: Room, code: string, speaker: Speaker): Set<string> {
  const list = examples(code);
  const text = (params: Params): string => {
    try {
      return say(code, params, speaker);
    } catch {
      // A value of another kind than the sentence can say: it does say this one.
      return 'another text';
    }
  };
  const isTold = (path: string): boolean => {
    const [name, inside] = path.split('.') as [string, string | undefined];
    const partOf = (params: Params) => (params[name] as Params[] | undefined)?.[0];
    const valueIn = (params: Params) => (inside === undefined ? params[name] : partOf(params)?.[inside]);
    const withValue = (params: Params, value: unknown): Params =>
      inside === undefined
        ? { ...params, [name]: value }
        : { ...params, [name]: [{ ...partOf(params), [inside]: value }, ...(params[name] as Params[]).slice(1)] };
    const pool = list.slice(0, 20).map(valueIn);
    return list
      .filter((params) => inside === undefined || partOf(params) !== undefined)
      .some((params) => {
        const before = text(params);
        return [...near(valueIn(params)), ...pool].some((value) => text(withValue(params, value)) !== before);
      });
  };
  return new Set([...namesOf(list)].filter(isTold));
}
