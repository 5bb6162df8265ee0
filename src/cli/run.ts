import { whyDatabaseFailed } from '../database/failures.ts';
import { CatalogueError, inLanguage } from '../ground/errors.ts';
import { parse, printLine, UsageError } from './command.ts';
import { findCommand, furtherHelp, helpOf, requestedHelp, requireCommand, usageOf } from './commands.ts';

async function run(words: readonly string[]): Promise<void> {
  const help = requestedHelp(words);
  if (help !== undefined) return printLine(help);
  const command = requireCommand(words);
  const invocation = parse(command, words);
  return invocation.help ? printLine(helpOf(command)) : await command.run(invocation);
}

function report(words: readonly string[], error: unknown): void {
  const failure = whyDatabaseFailed(error);
  const refused = error instanceof CatalogueError && failure === undefined;
  const misused = error instanceof UsageError;
  const faults = refused ? error.faults : [];
  const detail = failure ?? (error instanceof Error ? error.message : String(error));
  const command = misused ? findCommand(words) : undefined;
  process.exitCode = misused ? 2 : refused ? 3 : 1;
  if (words.includes('--json')) {
    const code = misused ? 'wrong-usage' : refused ? error.code : 'failed';
    const usage = command && { usage: usageOf(command) };
    process.stderr.write(`${JSON.stringify({ error: code, detail, ...usage, errors: faults })}\n`);
    return;
  }
  process.stderr.write(`${detail}\n`);
  for (const { pointer, message } of faults) process.stderr.write(`  ${pointer}: ${inLanguage(message, 'en')}\n`);
  if (misused) process.stderr.write(`${command ? `\n${usageOf(command)}` : furtherHelp(words)}\n`);
}

/** Runs the command for some words. Errors go to stderr and the exit code; never throws. */
export const runCommand = (words: readonly string[]): Promise<void> =>
  run(words).catch((error) => report(words, error));
