import { writeFileSync } from 'node:fs';
import type { Host } from '../documents/host.ts';
import type { WorkbookOutcome } from '../exchange/spreadsheets/schema.ts';
import { outcomeOf, type Trial } from '../http/trials.ts';
import { askApi, downloadApi } from './api.ts';
import {
  type Command,
  type Invocation,
  languageOf,
  printAnswer,
  readNamedFile,
  requiredOption,
  textOption,
  UsageError,
} from './command.ts';
import { versionOf } from './federation.ts';

/* Exports and imports hosts, services and plans as a workbook. */

/** Reports every few seconds on stderr that a long operation is still running. */
async function withProgress<T>(what: string, work: Promise<T>): Promise<T> {
  const began = Date.now();
  const timer = setInterval(() => {
    process.stderr.write(`${what}: ${Math.round((Date.now() - began) / 1000)} s\n`);
  }, 3000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

const named = (kind: 'hosts' | 'federations', name: string): string => `/v1/${kind}/${encodeURIComponent(name)}`;

const CSV_FILES = ['host', 'services', 'plans'];

/**
 * The address of the sheet that `sheet export` writes.
 * @throws UsageError
 */
function sourceOf(invocation: Invocation): string {
  const [host] = invocation.words;
  const federation = textOption(invocation, 'federation');
  const csv = textOption(invocation, 'csv');
  const after = textOption(invocation, 'after');
  if (host !== undefined && federation !== undefined) throw new UsageError('Give a host or --federation, not both.');
  if (csv !== undefined && !CSV_FILES.includes(csv))
    throw new UsageError(`Give --csv one of: ${CSV_FILES.join(', ')}.`);
  if (csv !== undefined && host === undefined)
    throw new UsageError('Give a host with --csv: a CSV file holds one sheet of one host.');
  if (csv !== undefined) return `${named('hosts', host!)}/${csv}.csv`;
  const query = `?lang=${languageOf(invocation)}${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`;
  if (host !== undefined) return `${named('hosts', host)}/spreadsheet.xlsx?lang=${languageOf(invocation)}`;
  return `${federation === undefined ? '/v1/spreadsheet.xlsx' : `${named('federations', federation)}/hosts.xlsx`}${query}`;
}

const exportCommand: Command = {
  name: 'sheet export',
  usage: '[<host>] [--federation <slug>] [--csv host|services|plans] [--lang fr|en] [--after <slug>] --output <file>',
  summary: 'Writes hosts, their services and plans as a workbook: one host, the members of a federation, or all',
  notes: [
    'Beyond 5,000 rows a sheet, it says where to go on: --after <slug>',
    'The version of a host is told beside: import asks for it, so that an old sheet overwrites nobody',
  ],
  options: {
    ...{ federation: { type: 'string' }, csv: { type: 'string' }, lang: { type: 'string' } },
    ...{ after: { type: 'string' }, output: { type: 'string' } },
  },
  takes: { least: 0, most: 1 },
  run: async (invocation) => {
    const output = requiredOption(invocation, 'output', 'the file to write');
    const source = sourceOf(invocation);
    const [host] = invocation.words;
    // Read before the sheet: if it changes in between, the version is too old and the import is refused, which is safe.
    const version = host && (await askApi<Host>({ method: 'GET', path: named('hosts', host) })).version;
    const { content, next } = await withProgress('Writing the workbook', downloadApi(source));
    writeFileSync(output, content);
    const after = next && new URL(next, 'https://here.invalid').searchParams.get('after');
    const answer = { file: output, bytes: content.length, ...(version && { version }), ...(after && { after }) };
    printAnswer(invocation, answer, () =>
      [
        `${output} is written.`,
        ...(version
          ? [`Version ${version}. To send it back: sheet import ${output} --host ${host} --version ${version}`]
          : []),
        ...(after ? [`There are more hosts: sheet export --after ${after} …`] : []),
      ].join('\n'),
    );
  },
};

const template: Command = {
  name: 'sheet template',
  usage: '[--lang fr|en] --output <file>',
  summary: 'Writes an empty workbook of hosts, services and plans, with examples that are not read',
  options: { lang: { type: 'string' }, output: { type: 'string' } },
  run: async (invocation) => {
    const output = requiredOption(invocation, 'output', 'the file to write');
    const { content } = await downloadApi(`/v1/spreadsheet/template.xlsx?lang=${languageOf(invocation)}`);
    writeFileSync(output, content);
    printAnswer(invocation, { file: output, bytes: content.length }, () => `${output} is written.`);
  },
};

type Row = WorkbookOutcome['added'][number];
const rowLine = (did: string, { sheet, line, host, service, plan }: Row): string =>
  `${did.padEnd(10)} ${sheet}, line ${line}: ${[host, service, plan].filter((part) => part !== undefined).join(', ')}`;
const quoted = (text: string | null | undefined): string => (text == null ? 'nothing' : `“${text}”`);

const outcomeLines = (answer: WorkbookOutcome | Trial<WorkbookOutcome>): string => {
  const { outcome, isTrial } = outcomeOf(answer);
  const { version, added, changed, removed, unchanged, notes } = outcome;
  return [
    ...added.map((row) => rowLine('added', row)),
    ...changed.flatMap((row) => [
      rowLine('changed', row),
      ...row.fields.map((one) => `             ${one.column}: ${quoted(one.before)} becomes ${quoted(one.after)}`),
    ]),
    ...removed.map((row) => rowLine('removed', row)),
    ...notes.map(({ text }) => `note       ${text}`),
    `${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged} as before.`,
    ...(isTrial ? ['Nothing was written.'] : version === undefined ? [] : [`This is version ${version}.`]),
  ].join('\n');
};

const importCommand: Command = {
  name: 'sheet import',
  usage: '<file.xlsx | file.csv | -> [--host <slug>] [--dry-run] [--version <number | any>]',
  summary: 'Changes hosts, services and plans from a workbook or one of its sheets, all or nothing',
  notes: [
    '--dry-run tells only what would change: try it first',
    'With --host, give --version; without, the versions stand in the sheet of hosts, and --version any writes over them',
    'What is not in the file stays as it is',
  ],
  options: {
    ...{ host: { type: 'string' }, version: { type: 'string' } },
    'dry-run': { type: 'boolean', default: false },
  },
  takes: { least: 1, most: 1 },
  run: async (invocation) => {
    const host = textOption(invocation, 'host');
    const dryRun = invocation.options['dry-run'] === true;
    const needsVersion = host !== undefined || textOption(invocation, 'version') !== undefined;
    const version = dryRun || !needsVersion ? {} : versionOf(invocation);
    if (host === undefined && 'version' in version)
      throw new UsageError('Many hosts have many versions: give --version any, or keep the column of versions.');
    const path = host === undefined ? '/v1/spreadsheet.xlsx' : `${named('hosts', host)}/spreadsheet.xlsx`;
    const sheet = readNamedFile(invocation.words[0]!, 'CSV or .xlsx');
    const outcome = await withProgress(
      dryRun ? 'Trying the file' : 'Writing what the file says',
      askApi<WorkbookOutcome | Trial<WorkbookOutcome>>({
        method: 'PUT',
        path: `${path}${dryRun ? '?dryRun=true' : ''}`,
        sheet,
        ...version,
      }),
    );
    printAnswer(invocation, outcome, outcomeLines);
  },
};

export const SHEET_COMMANDS: readonly Command[] = [template, exportCommand, importCommand];
