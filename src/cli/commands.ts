import { nearestTo } from '../ground/texts.ts';
import { type Command, UsageError } from './command.ts';
import { federationCreateCommand } from './federation/create.ts';
import { federationDueCommand } from './federation/due.ts';
import { membersExportCommand, reviewsExportCommand, selectionExportCommand } from './federation/export.ts';
import { membersImportCommand, reviewsImportCommand, selectionImportCommand } from './federation/import.ts';
import { federationListCommand } from './federation/list.ts';
import { federationMembersCommand } from './federation/members.ts';
import { federationShowCommand } from './federation/show.ts';
import { federationTokenCommand } from './federation/token.ts';
import { hostAuditCommand } from './host/audit.ts';
import { hostListCommand } from './host/list.ts';
import { hostPublishCommand } from './host/publish.ts';
import { hostRedactCommand } from './host/redact.ts';
import { hostResumeCommand } from './host/resume.ts';
import { hostShowCommand } from './host/show.ts';
import { hostSuspendCommand } from './host/suspend.ts';
import { hostTokenCommand } from './host/token.ts';
import { hostWithdrawCommand } from './host/withdraw.ts';
import { matchCommand } from './match.ts';
import { migrateCommand } from './migrate.ts';
import { openApiCommand } from './openapi.ts';
import { seedCommand } from './seed.ts';
import { tokenCreateCommand } from './token/create.ts';
import { tokenListCommand } from './token/list.ts';
import { tokenRevokeCommand } from './token/revoke.ts';

/** Everything that the command line does, in the order of its help. */
export const COMMANDS: readonly Command[] = [
  migrateCommand,
  seedCommand,
  tokenCreateCommand,
  tokenListCommand,
  tokenRevokeCommand,
  matchCommand,
  hostListCommand,
  hostShowCommand,
  hostPublishCommand,
  hostSuspendCommand,
  hostResumeCommand,
  hostWithdrawCommand,
  hostRedactCommand,
  hostTokenCommand,
  hostAuditCommand,
  federationListCommand,
  federationShowCommand,
  federationCreateCommand,
  federationMembersCommand,
  membersExportCommand,
  membersImportCommand,
  federationDueCommand,
  selectionExportCommand,
  selectionImportCommand,
  reviewsExportCommand,
  reviewsImportCommand,
  federationTokenCommand,
  openApiCommand,
];

const ENDING = `Every command takes --json (for programs) and --help. The database is the one of the environment (DATABASE_URL,
DATA_DIR); while a server holds the data folder, \`match\`, \`token …\`, \`host …\` and
\`federation …\` go through it, with ADMIN_TOKEN: that of an administrator, or of one host or federation for what is its own.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by a rule.`;

const linesOf = (word?: string): string =>
  COMMANDS.filter(({ name }) => word === undefined || name.split(' ')[0] === word)
    .map(({ name, usage, summary }) => `  ${name}${usage === '' ? '' : ` ${usage}`}\n      ${summary}`)
    .join('\n');

/** All commands, or those that begin with a word. */
export const helpFor = (word?: string): string =>
  `Usage: npm run cli -- <command> [options]\n\n${linesOf(word)}\n\n${ENDING}`;

const partsOf = ({ name }: Command): string[] => name.split(' ');

/** The command that some words call: of two that begin alike, the longer one. */
export const commandFor = (words: readonly string[]): Command | undefined =>
  COMMANDS.filter((command) => partsOf(command).every((part, i) => words[i] === part)).sort(
    (a, b) => partsOf(b).length - partsOf(a).length,
  )[0];

const wordsOf = (words: readonly string[]): string[] => words.filter((word) => !word.startsWith('-'));
const familyOf = (first: string | undefined): Command[] => COMMANDS.filter(({ name }) => name.startsWith(`${first} `));

/** The help that some words ask for, unless it is that of one command. */
export function helpAskedFor(words: readonly string[]): string | undefined {
  const [first] = wordsOf(words);
  if (words.length === 0 || first === 'help') return helpFor();
  if (commandFor(words) || !words.some((word) => word === '--help' || word === '-h')) return undefined;
  if (first === undefined) return helpFor();
  return familyOf(first).length > 0 ? helpFor(first) : undefined;
}

/** The command that was likely meant, as a sentence. */
function guessAt(first: string, second: string | undefined): string {
  const firsts = COMMANDS.map(({ name }) => name.split(' ')[0]!);
  const family = firsts.includes(first) ? first : nearestTo(first, firsts);
  if (family === undefined) return '';
  const seconds = familyOf(family).map(({ name }) => name.slice(family.length + 1));
  const near = second === undefined ? undefined : nearestTo(second, seconds);
  const meant = [family, near].filter((word) => word !== undefined).join(' ');
  return meant === first ? '' : ` Did you mean “${meant}”?`;
}

/** @throws UsageError when some words call no command; it says what was likely meant */
export function mustFind(words: readonly string[]): Command {
  const command = commandFor(words);
  if (command) return command;
  const [first, second] = wordsOf(words);
  if (first === undefined) throw new UsageError(`“${words[0]}” comes after a command.`);
  const family = familyOf(first);
  if (family.length > 0 && second === undefined)
    throw new UsageError(`Say which: ${family.map(({ name }) => name).join(', ')}.`);
  const typed = family.length > 0 ? `${first} ${second}` : first;
  throw new UsageError(`There is no command “${typed}”.${guessAt(first, second)}`);
}

/** Where to read on after words that call no command: the commands of a family, or where all of them are told. */
export function wayOn(words: readonly string[]): string {
  const [first = ''] = wordsOf(words);
  const isFamily = familyOf(first).length > 0;
  if (isFamily && wordsOf(words).length === 1) return `\n${linesOf(first)}`;
  return `See: npm run cli -- ${isFamily ? `${first} ` : ''}--help`;
}
