import { type Coded, type NoParameters, sayer } from '../../../vocabulary/sentences.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import type { FetchProblem } from '../../../vocabulary/terms.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';

/* Problems of a file, as codes with parameters; their sentences are in `words/`. */

export const FILE_CLASSES = ['federation', 'organization', 'service', 'metrics', 'device'] as const;
export type FileClass = (typeof FILE_CLASSES)[number];

/** The parameters of each problem. */
export interface FileSentences {
  'not-fetched': { why: FetchProblem };
  'wrong-status': { status: number };
  'html-instead': NoParameters;
  'json-instead': NoParameters;
  'not-text': NoParameters;
  'empty-file': NoParameters;
  /** @param most in kilobytes */
  'too-large': { most: number };
  'too-many-lines': { most: number };
  'not-utf-8': { encoding: string };
  'mixed-encoding': NoParameters;
  /** @param most in characters */
  'value-too-long': { most: number };
  'bad-escape': NoParameters;
  'no-sign': NoParameters;
  /** @param counts the line that counts */
  'duplicate-key': { counts: number };
  'unknown-key': { near?: string };
  'retired-key': { now?: string };
  'misspelt-key': { now: string };
  'key-elsewhere': { class: FileClass };
  'class-unknown': NoParameters;
  'class-assumed': { class: FileClass };
  'class-unexpected': { class: FileClass; expected: FileClass };
  'missing-key': NoParameters;
  'wished-keys': { keys: readonly string[] };
  'unknown-value': { value: string; allowed: readonly string[] };
  /** @param taken the value that this catalogue uses */
  'several-values': { taken: string };
  'bad-date': { value: string };
  'date-not-iso': { value: string; read: string };
  'future-date': { value: string };
  'bad-url': { value: string };
  'bad-email': NoParameters;
  'personal-address': NoParameters;
  'bad-number': { value: string };
  /** @param at position in the list, from 1 */
  'bad-element': { value: string; at: number };
  'list-too-long': { count: number; most: number };
  'bad-country': { value: string };
  'invalid-pair': { provider: string; server: string };
  'bad-sub': { value: string };
  /** @param first the line that already has the address */
  'duplicate-sub': { first: number };
  /** @param first the line that already has the name, for another address */
  'same-sub-name': { first: number };
  'location-not-kept': NoParameters;
  'person-not-kept': NoParameters;
  'status-unclear': { value: string };
  'no-usage': { software?: string };
  'more-problems': { count: number };
}

export type ProblemCode = keyof FileSentences;

/** error: the file or a value is not read; warning: something is ignored or guessed; note: for information. */
export const SEVERITIES = ['error', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const SEVERITY_OF: Readonly<Record<ProblemCode, Severity>> = {
  'not-fetched': 'error',
  'wrong-status': 'error',
  'html-instead': 'error',
  'json-instead': 'error',
  'not-text': 'error',
  'empty-file': 'error',
  'too-large': 'error',
  'too-many-lines': 'error',
  'not-utf-8': 'warning',
  'mixed-encoding': 'warning',
  'value-too-long': 'error',
  'bad-escape': 'warning',
  'no-sign': 'warning',
  'duplicate-key': 'warning',
  'unknown-key': 'warning',
  'retired-key': 'warning',
  'misspelt-key': 'warning',
  'key-elsewhere': 'warning',
  'class-unknown': 'error',
  'class-assumed': 'warning',
  'class-unexpected': 'warning',
  'missing-key': 'error',
  'wished-keys': 'note',
  'unknown-value': 'error',
  'several-values': 'note',
  'bad-date': 'error',
  'date-not-iso': 'warning',
  'future-date': 'warning',
  'bad-url': 'error',
  'bad-email': 'error',
  'personal-address': 'warning',
  'bad-number': 'error',
  'bad-element': 'error',
  'list-too-long': 'error',
  'bad-country': 'error',
  'invalid-pair': 'warning',
  'bad-sub': 'error',
  'duplicate-sub': 'warning',
  'same-sub-name': 'warning',
  'location-not-kept': 'note',
  'person-not-kept': 'note',
  'status-unclear': 'note',
  'no-usage': 'note',
  'more-problems': 'note',
};

export type Problem = Coded<FileSentences> & {
  /** null: the whole file. */
  readonly line: number | null;
  readonly key: string | null;
  readonly severity: Severity;
};

export const problemOf = <C extends ProblemCode>(
  code: C,
  params: FileSentences[C],
  line: number | null = null,
  key: string | null = null,
): Problem => ({ line, key, code, params, severity: SEVERITY_OF[code] }) as Problem;

/** Nobody reads a longer report to the end. */
const MOST_PROBLEMS = 500;

/** Collects the problems of one file. */
export class Findings {
  readonly #found: Problem[] = [];
  #more = 0;

  add<C extends ProblemCode>(code: C, params: FileSentences[C], line: number | null, key: string | null = null): void {
    if (this.#found.length >= MOST_PROBLEMS) this.#more++;
    else this.#found.push(problemOf(code, params, line, key));
  }

  /** Sorted by line; problems of the whole file come first. */
  list(): Problem[] {
    const sorted = [...this.#found].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    if (this.#more === 0) return sorted;
    return [...sorted, problemOf('more-problems', { count: this.#more })];
  }
}

/** Says what is wrong with a file and how to correct it, in the speaker's language. */
export const sayFileProblem: (problem: Coded<FileSentences>, say: Speaker) => string = sayer<FileSentences>({
  fr: FRENCH,
  en: ENGLISH,
});
