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
import { tokenCreateCommand } from './token-create.ts';

/** Everything that the command line does, in the order of its help. */
export const COMMANDS: readonly Command[] = [
  migrateCommand,
  seedCommand,
  tokenCreateCommand,
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
DATA_DIR); while a server holds the data folder, \`match\`, \`token create\`, \`host …\` and
\`federation …\` go through it, with ADMIN_TOKEN.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by a rule.`;

/** All commands, or those that begin with a word. */
export function helpFor(word?: string): string {
  const shown = COMMANDS.filter(({ name }) => word === undefined || name.split(' ')[0] === word);
  const lines = shown.map(
    ({ name, usage, summary }) => `  ${name}${usage === '' ? '' : ` ${usage}`}\n      ${summary}`,
  );
  return `Usage: npm run cli -- <command> [options]\n\n${lines.join('\n')}\n\n${ENDING}`;
}

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

/** @throws UsageError when some words call no command; it says which there are */
export function mustFind(words: readonly string[]): Command {
  const command = commandFor(words);
  if (command) return command;
  const [first, second] = wordsOf(words);
  if (first === undefined) throw new UsageError(`“${words[0]}” comes after a command.`);
  const family = familyOf(first);
  if (family.length === 0) throw new UsageError(`There is no command “${first}”.`);
  const names = family.map(({ name }) => name).join(', ');
  throw new UsageError(
    second === undefined ? `Say which: ${names}.` : `There is no command “${first} ${second}”. There is: ${names}.`,
  );
}
