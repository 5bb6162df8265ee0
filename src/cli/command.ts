import { readFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Static, TSchema } from 'typebox';
import { withoutNulls } from '../ground/absent.ts';
import { CatalogueError } from '../ground/errors.ts';
import { requireShape } from '../requests/shape.ts';

/* Shared by all commands: declaration, parsing of arguments, output. */

/** The command line was not understood; the message says what to write. */
export class UsageError extends Error {}

export interface Command {
  /** The words of the command, such as `host show`. */
  readonly name: string;
  /** The arguments in the notation of the usage line. */
  readonly usage: string;
  readonly summary: string;
  /** Additional lines of its help. */
  readonly notes?: readonly string[];
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  /** Minimum and maximum number of words besides options; absent: none. */
  readonly takes?: { least: number; most: number };
  run(invocation: Invocation): Promise<void>;
}

export interface Invocation {
  /** The words after the name of the command that are not options. */
  words: readonly string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
  /** Whether the output is for a program. */
  json: boolean;
}

const COMMON_OPTIONS = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Removes the advice at the end of Node's messages about options, which fits no command here. */
const withoutAdvice = (message: string): string => message.split(/(?<=[’'])\. |\. To specify/)[0] ?? message;

/**
 * Parses the words of a command line, including the name of the command.
 * @throws UsageError, unless the words ask for help
 */
export function parse(command: Command, words: readonly string[]): Invocation & { help: boolean } {
  const args = words.slice(command.name.split(' ').length);
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...COMMON_OPTIONS, ...command.options },
      allowPositionals: true,
    });
    const options = values as Invocation['options'];
    const help = options.help === true;
    if (!help) checkWords(command, positionals);
    return { words: positionals, options, json: options.json === true, help };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${withoutAdvice((error as Error).message)}.`);
  }
}

function checkWords({ usage, takes = { least: 0, most: 0 } }: Command, words: readonly string[]): void {
  if (words.length < takes.least) throw new UsageError(`Give ${/<[^<>]*>/.exec(usage)?.[0] ?? 'more'}: it is missing.`);
  if (words.length > takes.most) throw new UsageError(`“${words[takes.most]}” is one word too many.`);
}

/**
 * The value of a mandatory option.
 * @throws UsageError
 */
export function requiredOption({ options }: Invocation, name: string, what: string): string {
  const value = options[name];
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new UsageError(`Give --${name}: ${what}.`);
}

/** The value of an optional option. */
export function textOption({ options }: Invocation, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** The language of `--lang`, by default French. @throws UsageError */
export function languageOf(invocation: Invocation): 'fr' | 'en' {
  const language = textOption(invocation, 'lang') ?? 'fr';
  if (language === 'fr' || language === 'en') return language;
  throw new UsageError('Give --lang fr or --lang en.');
}

/** The last second of a day; a date with a time stays unchanged. */
export const endOfDay = (date: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T23:59:59Z` : date);

/**
 * The content of a file named in a command, or of standard input for `-`.
 * @throws CatalogueError malformed-request
 */
export function readNamedFile(file: string, kind: 'JSON' | 'CSV or .xlsx' | 'tar.gz' | 'properties'): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch {
    throw new CatalogueError(
      'malformed-request',
      `${file} cannot be read: give the name of a ${kind} file, or - for standard input`,
    );
  }
}

/**
 * The content of a JSON file, or of standard input for `-`, validated by a schema of the API.
 * @throws CatalogueError malformed-request, invalid-request
 */
export function readJson<S extends TSchema>(file: string, schema: S): Static<S> {
  const text = readNamedFile(file, 'JSON').toString();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new CatalogueError('malformed-request', `${file} is not JSON: ${(error as Error).message}`);
  }
  requireShape(schema, parsed);
  return parsed;
}

export const printLine = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Prints the result of a command: with `--json` the whole answer, else a sentence. */
export const printAnswer = <T>({ json }: Invocation, answer: T, sentence: (answer: T) => string): void =>
  printLine(json ? JSON.stringify(withoutNulls(answer), null, 2) : sentence(answer));
