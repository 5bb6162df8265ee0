import { parseArgs } from 'node:util';
import { type Asked, COMMON, type Command, type Options, UsageError } from './command.ts';

/** Node's words for a wrong option end with advice that fits no command here. */
const withoutAdvice = (message: string): string => message.split(/(?<=[’'])\. |\. To specify/)[0] ?? message;

/**
 * What is asked of a command, from the words that call it on.
 * @throws UsageError
 */
export function parse(command: Command, words: readonly string[]): Asked & { help: boolean } {
  const args = words.slice(command.name.split(' ').length);
  const options = { ...COMMON, ...command.options };
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const given = values as Options;
    const asked = { words: positionals, options: given, json: given.json === true, help: given.help === true };
    if (!asked.help) checkWords(command, positionals);
    return asked;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${withoutAdvice((error as Error).message)}.`);
  }
}

function checkWords({ usage, takes = { least: 0, most: 0 } }: Command, words: readonly string[]): void {
  if (words.length < takes.least) throw new UsageError(`Give ${/<.*?>/.exec(usage)?.[0] ?? 'more'}: it is missing.`);
  if (words.length > takes.most) throw new UsageError(`“${words[takes.most]}” is one word too many.`);
}
