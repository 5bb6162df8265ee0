import type { Federation } from '../documents/federation.ts';
import { isCurrent } from '../documents/membership.ts';
import type { ListedMember, MembershipRequest } from '../federations/members/schema.ts';
import type { SheetOutcome } from '../federations/spreadsheets/upload.ts';
import { parisDay } from '../ground/clock.ts';
import { commandLine } from '../ground/command-line.ts';
import { outcomeOf, type Trial } from '../http/trials.ts';
import type { Due } from '../waiting/federation/schema.ts';
import { askApi } from './api.ts';
import {
  type Command,
  type Invocation,
  languageOf,
  printAnswer,
  printLine,
  readNamedFile,
  requiredOption,
  textOption,
  UsageError,
} from './command.ts';
import { tokenCommandOf } from './token.ts';

const ONE_FEDERATION = { least: 1, most: 1 };

/** The API path of the federation that a command names. */
const federationPath = ({ words }: Invocation): string => `/v1/federations/${encodeURIComponent(words[0]!)}`;

/** The number of members that a federation has today. */
function currentMembers({ members }: Federation): number {
  const today = parisDay(new Date());
  return members.filter((member) => isCurrent(member, today)).length;
}

const list: Command = {
  name: 'federation list',
  usage: '',
  summary: 'Lists the federations',
  run: async (invocation) => {
    const { items } = await askApi<{ items: Federation[] }>({ method: 'GET', path: '/v1/federations' });
    const shown = items.map((federation) => {
      const { id, slug, name, version } = federation;
      return { id, slug, name, version, members: currentMembers(federation) };
    });
    printAnswer(invocation, { items: shown, total: shown.length }, () =>
      shown.length === 0
        ? 'There is no federation yet.'
        : shown
            .map(({ slug, members, name }) => `${String(members).padStart(4)} ${slug.padEnd(32)} ${name}`)
            .join('\n'),
    );
  },
};

function federationLines(federation: Federation): string {
  const { id, slug, name, website, version, members, selection, policy, charter } = federation;
  return [
    `${name} (${slug}, ${id})`,
    `Version ${version}`,
    `Website: ${website}`,
    `Charter: ${charter ?? 'none known'}`,
    `Members: ${currentMembers(federation)} current, ${members.length} in all`,
    `Own list: ${selection ? `${selection.length} host(s)` : 'none'}`,
    `Policy: ${policy?.version ?? 'none'}`,
  ].join('\n');
}

const show: Command = {
  name: 'federation show',
  usage: '<slug or id>',
  summary: 'Shows a federation; all of it with --json',
  takes: ONE_FEDERATION,
  run: async (invocation) =>
    printAnswer(
      invocation,
      await askApi<Federation>({ method: 'GET', path: federationPath(invocation) }),
      federationLines,
    ),
};

const create: Command = {
  name: 'federation create',
  usage: '<slug> --name <text> --website <address> [--summary <text>] [--lang fr|en] [--charter <key>] [--country FR]',
  summary: 'Creates a federation, which then needs a token of its own: federation token',
  notes: ['--lang is the language in which the summary is written: fr unless said'],
  options: {
    name: { type: 'string' },
    website: { type: 'string' },
    summary: { type: 'string' },
    lang: { type: 'string' },
    charter: { type: 'string' },
    country: { type: 'string' },
  },
  takes: ONE_FEDERATION,
  run: async (invocation) => {
    const name = requiredOption(invocation, 'name', 'how the federation is called');
    const website = requiredOption(invocation, 'website', 'the address of its site');
    const language = languageOf(invocation);
    const summary = textOption(invocation, 'summary');
    const charter = textOption(invocation, 'charter');
    const country = textOption(invocation, 'country');
    const federation = await askApi<Federation>({
      method: 'POST',
      path: '/v1/federations',
      body: {
        slug: invocation.words[0],
        name,
        website,
        ...(summary && { summary: { [language]: summary } }),
        ...(charter && { charter }),
        ...(country && { country }),
      },
    });
    printAnswer(invocation, federation, ({ slug }) => `${slug} is created. To let it write: federation token ${slug}`);
  },
};

interface Members {
  items: ListedMember[];
  requests?: MembershipRequest[];
}

const memberLine = ({ state, host, since, lastReviewedOn }: ListedMember): string =>
  `${state.padEnd(10)} ${host.padEnd(32)} since ${since ?? 'unknown'}, last looked at: ${lastReviewedOn ?? 'unknown'}`;
const requestLine = ({ host, askedOn }: MembershipRequest): string =>
  `${'asks'.padEnd(10)} ${host.padEnd(32)} since ${askedOn}`;

const members: Command = {
  name: 'federation members',
  usage: '<slug or id>',
  summary: 'Lists the hosts of a federation: those that ask to join, members, former ones, followers',
  takes: ONE_FEDERATION,
  run: async (invocation) =>
    printAnswer(
      invocation,
      await askApi<Members>({ method: 'GET', path: `${federationPath(invocation)}/members` }),
      ({ items, requests = [] }) =>
        [...requests.map(requestLine), ...items.map(memberLine)].join('\n') || 'It has no member that is public.',
    ),
};

const dueLine = ({ overdue, dueOn, text }: Due): string =>
  `${overdue ? 'late' : '    '}  ${dueOn ?? 'no date   '}  ${text}`;

const due: Command = {
  name: 'federation due',
  usage: '<slug or id> [--within <days>]',
  summary: 'Tells what is due to a federation: closings, requests, memberships, reviews, its own list',
  notes: ['--within keeps what is late, has no date, or is due in so many days'],
  options: { within: { type: 'string' } },
  takes: ONE_FEDERATION,
  run: async (invocation) => {
    const within = textOption(invocation, 'within');
    const query = within === undefined ? '' : `?within=${encodeURIComponent(within)}`;
    const answer = await askApi<{ items: Due[] }>({ method: 'GET', path: `${federationPath(invocation)}/due${query}` });
    printAnswer(invocation, answer, ({ items }) =>
      items.length === 0 ? 'Nothing is due.' : items.map(dueLine).join('\n'),
    );
  },
};

/** Creates the command that exports a list as CSV. */
const exportCommand = (list: string, summary: string): Command => ({
  name: `federation ${list} export`,
  usage: '<slug or id>',
  summary,
  notes: [
    // What npm says by itself would be in the file.
    `To keep it: ${commandLine(`federation ${list} export les-communs > ${list}.csv`).replace('npm run', 'npm run --silent')}`,
    'The version is told beside: import asks for it, so that an old sheet overwrites nobody',
  ],
  takes: ONE_FEDERATION,
  run: async (invocation) => {
    const path = federationPath(invocation);
    // Read before the sheet: if it changes in between, the version is too old and the import is refused, which is safe.
    const { version } = await askApi<Federation>({ method: 'GET', path });
    const csv = await askApi<string>({ method: 'GET', path: `${path}/${list}.csv` });
    if (invocation.json) return printLine(JSON.stringify({ version, csv }, null, 2));
    process.stdout.write(csv);
    process.stderr.write(
      `Version ${version}. To send it back: federation ${list} import <slug> <file> --version ${version}\n`,
    );
  },
});

const rowName = ({ host, subject }: { host: string; subject?: string }): string =>
  subject === undefined ? host : `${host}, ${subject}`;
const quotedCell = (text: string | null | undefined): string => (text == null ? 'nothing' : `“${text}”`);

const outcomeLines = (answer: SheetOutcome | Trial<SheetOutcome>): string => {
  const { outcome, isTrial } = outcomeOf(answer);
  const { version, added, changed, unchanged, absent, notes } = outcome;
  return [
    ...added.map((row) => `added      line ${row.line}: ${rowName(row)}`),
    ...changed.flatMap((row) => [
      `changed    line ${row.line}: ${rowName(row)}`,
      ...row.fields.map(
        ({ column, before, after }) => `             ${column}: ${quotedCell(before)} becomes ${quotedCell(after)}`,
      ),
    ]),
    ...absent.map((row) => `stays      ${rowName(row)}: it is not in the sheet`),
    ...notes.map(({ text }) => `note       ${text}`),
    `${added.length} added, ${changed.length} changed, ${unchanged} as before, ${absent.length} not in the sheet.`,
    isTrial ? 'Nothing was written.' : `This is version ${version}.`,
  ].join('\n');
};

/** @throws UsageError */
export function versionOf(invocation: Invocation): { anyVersion: true } | { version: number } {
  const typed = requiredOption(
    invocation,
    'version',
    'the one that export told, or any to write over whatever there is',
  );
  if (typed === 'any') return { anyVersion: true };
  if (/^\d{1,9}$/.test(typed)) return { version: Number(typed) };
  throw new UsageError('Give --version a number, or any.');
}

/** Creates the command that imports a CSV file. */
const importCommand = (list: string, summary: string): Command => ({
  name: `federation ${list} import`,
  usage: '<slug or id> <file.csv | file.xlsx | -> (--dry-run | --version <number | any>)',
  summary,
  notes: ['--dry-run tells only what would change: try it first', 'What is not in the sheet stays as it is'],
  options: { version: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  takes: { least: 2, most: 2 },
  run: async (invocation) => {
    const dryRun = invocation.options['dry-run'] === true;
    const version = dryRun ? {} : versionOf(invocation);
    const outcome = await askApi<SheetOutcome | Trial<SheetOutcome>>({
      method: 'PUT',
      path: `${federationPath(invocation)}/${list}.csv${dryRun ? '?dryRun=true' : ''}`,
      sheet: readNamedFile(invocation.words[1]!, 'CSV or .xlsx'),
      ...version,
    });
    printAnswer(invocation, outcome, outcomeLines);
  },
});

export const FEDERATION_COMMANDS: readonly Command[] = [
  list,
  show,
  create,
  members,
  exportCommand('members', 'Writes the members of a federation as CSV'),
  importCommand('members', 'Adds and changes members of a federation'),
  due,
  exportCommand('selection', 'Writes the own list of a federation as CSV'),
  importCommand('selection', 'Adds and changes hosts of the own list of a federation'),
  exportCommand('reviews', 'Writes the reviews of a federation as CSV'),
  importCommand('reviews', 'Adds and changes reviews of a federation'),
  tokenCommandOf('federation'),
];
