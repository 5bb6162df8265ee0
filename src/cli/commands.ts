import { whyDatabaseFailed } from '../database/failures.ts';
import { commandLine } from '../ground/command-line.ts';
import { CatalogueError, inLanguage } from '../ground/errors.ts';
import { nearestTo } from '../ground/texts.ts';
import { VERSION } from '../version.ts';
import { BACKUP_COMMANDS } from './backup.ts';
import { migrateCommand, openApiCommand, seedCommand } from './catalogue.ts';
import { checkFileCommand } from './check-file.ts';
import { type Command, parse, printLine, UsageError } from './command.ts';
import { diagnoseCommand } from './diagnose.ts';
import { doctorCommand } from './doctor.ts';
import { FEDERATION_COMMANDS } from './federation.ts';
import { HOST_COMMANDS } from './host.ts';
import { importCommand } from './import.ts';
import { lettersCommand } from './letters.ts';
import { loadCommand } from './load.ts';
import { matchCommand } from './match.ts';
import { moveCommand } from './move.ts';
import { SHEET_COMMANDS } from './sheet.ts';
import { startCommand } from './start.ts';
import { TOKEN_COMMANDS } from './token.ts';

/** All commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  startCommand,
  migrateCommand,
  seedCommand,
  loadCommand,
  ...BACKUP_COMMANDS,
  doctorCommand,
  moveCommand,
  ...TOKEN_COMMANDS,
  matchCommand,
  diagnoseCommand,
  checkFileCommand,
  ...HOST_COMMANDS,
  ...FEDERATION_COMMANDS,
  importCommand,
  lettersCommand,
  ...SHEET_COMMANDS,
  openApiCommand,
];

const HELP_ENDING = `Every command takes --json (for programs) and --help; --version alone says which version this is.
The database is the one of the environment (DATABASE_URL, DATA_DIR: give the DATA_DIR of the server, it is ./data where that is not set). While a server runs on that folder, every command goes
through it, as an administrator, for the account that the server runs as; for another account, with ADMIN_TOKEN: that of an administrator,
or of one host or federation for what is its own. \`match\` and \`diagnose\` need neither. \`restore\` and \`move\` want the server stopped.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by a rule.`;

const partsOf = ({ name }: Command): string[] => name.split(' ');
const familyOf = (first: string): Command[] => COMMANDS.filter(({ name }) => name.startsWith(`${first} `));
const withoutOptions = (words: readonly string[]): string[] => words.filter((word) => !word.startsWith('-'));

/**
 * The command for some words.
 * @throws UsageError when there is none, with the most similar one
 */
export function requireCommand(words: readonly string[]): Command {
  const command = findCommand(words);
  if (command) return command;
  const [first, second] = withoutOptions(words);
  if (first === undefined) throw new UsageError(`“${words[0]}” comes after a command.`);
  const family = familyOf(first);
  if (family.length > 0 && second === undefined)
    throw new UsageError(`Say which: ${family.map(({ name }) => name).join(', ')}.`);
  const typed = family.length > 0 ? `${first} ${second}` : first;
  throw new UsageError(`There is no command “${typed}”.${suggestionFor(first, second)}`);
}

/** The command for some words; the longest matching name counts. */
const findCommand = (words: readonly string[]): Command | undefined =>
  COMMANDS.filter((command) => partsOf(command).every((part, i) => words[i] === part)).sort(
    (a, b) => partsOf(b).length - partsOf(a).length,
  )[0];

/** “Did you mean …?” with the most similar command; empty when none is similar. */
function suggestionFor(first: string, second: string | undefined): string {
  const firsts = COMMANDS.map((command) => partsOf(command)[0]!);
  const family = firsts.includes(first) ? first : nearestTo(first, firsts);
  if (family === undefined) return '';
  const seconds = familyOf(family).map(({ name }) => name.slice(family.length + 1));
  const near = second === undefined ? undefined : nearestTo(second, seconds);
  const meant = [family, near].filter((word) => word !== undefined).join(' ');
  return meant === first ? '' : ` Did you mean “${meant}”?`;
}

/** The usage line of a command. */
const usageOf = ({ name, usage }: Command): string => `Usage: ${commandLine(name)}${usage === '' ? '' : ` ${usage}`}`;

/** The output of `--help` for a command. */
const helpOf = (command: Command): string =>
  [usageOf(command), '', `  ${command.summary}.`, ...(command.notes ?? []).map((note) => `  ${note}`)].join('\n');

const helpLines = (commands: readonly Command[]): string =>
  commands
    .map(({ name, usage, summary }) => `  ${name}${usage === '' ? '' : ` ${usage}`}\n      ${summary}`)
    .join('\n');

const helpFor = (commands: readonly Command[]): string =>
  `Usage: ${commandLine('<command> [options]')}\n\n${helpLines(commands)}\n\n${HELP_ENDING}`;

/** The help for all commands or a family such as `host`, if the words ask for it; undefined for one command. */
export function requestedHelp(words: readonly string[]): string | undefined {
  const [first] = withoutOptions(words);
  if (words.length === 0 || first === 'help') return helpFor(COMMANDS);
  if (findCommand(words) || !words.some((word) => word === '--help' || word === '-h')) return undefined;
  if (first === undefined) return helpFor(COMMANDS);
  return familyOf(first).length > 0 ? helpFor(familyOf(first)) : undefined;
}

/** Help after words that name no command: the commands of the family, or how to get help. */
export function furtherHelp(words: readonly string[]): string {
  const [first = '', ...others] = withoutOptions(words);
  const family = familyOf(first);
  if (family.length > 0 && others.length === 0) return `\n${helpLines(family)}`;
  return `See: ${commandLine(`${family.length > 0 ? `${first} ` : ''}--help`)}`;
}

async function run(words: readonly string[]): Promise<void> {
  if (words[0] === '--version') return printLine(VERSION);
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
