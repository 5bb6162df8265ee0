import type { ParseArgsConfig } from 'node:util';

/** The command line was not understood; the sentence says what to give. */
export class UsageError extends Error {}

export type Options = Record<string, string | boolean | undefined>;

/** One command: what it is called, what it takes, and what it does. */
export interface Command {
  /** The words that call it, such as `host show`. */
  readonly name: string;
  /** What follows them, as people write it down. */
  readonly usage: string;
  readonly summary: string;
  /** Further lines of its help. */
  readonly notes?: readonly string[];
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  /** How many words it takes besides its options. */
  readonly takes?: { least: number; most: number };
  run(asked: Asked): Promise<void>;
}

/** What was asked of a command. */
export interface Asked {
  words: readonly string[];
  options: Options;
  /** Whether a program reads the answer. */
  json: boolean;
}

/** What every command takes. */
export const COMMON = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** An option that cannot be left out. @throws UsageError */
export function needed({ options }: Asked, name: string, what: string): string {
  const value = options[name];
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new UsageError(`Give --${name}: ${what}.`);
}

/** An option that may be left out. */
export const given = ({ options }: Asked, name: string): string | undefined =>
  typeof options[name] === 'string' ? (options[name] as string) : undefined;

/** The language of what is said or written. @throws UsageError */
export function languageOf(asked: Asked): 'fr' | 'en' {
  const language = given(asked, 'lang') ?? 'fr';
  if (language === 'fr' || language === 'en') return language;
  throw new UsageError('Give --lang fr or --lang en.');
}

/** A day stands for its last second; an instant for itself. */
export const endOf = (date: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T23:59:59Z` : date);

export const out = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Says what came of it: to a program the whole answer, to a person a sentence. */
export const tell = <T>({ json }: Asked, answer: T, sentence: (answer: T) => string): void =>
  out(json ? JSON.stringify(answer, null, 2) : sentence(answer));

export const usageOf = ({ name, usage }: Command): string =>
  `Usage: npm run cli -- ${name}${usage === '' ? '' : ` ${usage}`}`;

export const helpOf = (command: Command): string =>
  [usageOf(command), '', `  ${command.summary}.`, ...(command.notes ?? []).map((note) => `  ${note}`)].join('\n');
