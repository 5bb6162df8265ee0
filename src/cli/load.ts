import { createReadStream } from 'node:fs';
import { COMMAND_PATHS, type Loaded, loadDump } from '../exchange/seed/load.ts';
import { CatalogueError, inLanguage } from '../ground/errors.ts';
import { handOver } from './api.ts';
import { type Command, printAnswer, textOption, UsageError } from './command.ts';
import { onDatabaseOrServer } from './database.ts';

/* Loads the published hosts of another catalogue, or an earlier export of this one. */

const faultLines = ({ line, slug, faults }: Loaded['refused'][number]): string[] => [
  `Refused: line ${line ?? '?'}${slug === undefined ? '' : ` (${slug})`}`,
  ...faults.map(({ pointer, message }) => `  ${pointer === '' ? '' : `${pointer}: `}${inLanguage(message, 'en')}`),
];

/** What of the other catalogue is never taken over: it is of those who said it there. */
const NEVER_TAKEN =
  'Left out of every entry, because they hold only there: identifiers, confirmations, proofs of domains, reviews and answers of others, agreements of successors, merged entries.';

const PARTS: readonly [part: string, one: (name: string, count: number) => string][] = [
  [
    'memberships',
    (name, count) =>
      `Left out: ${count} membership(s) of the federation ${name}, which is not here. Create it (federation create), then load again.`,
  ],
  ['claims', (name, count) => `Left out: ${count} claim(s) about ${name}, a criterion that is not known here.`],
  ['commitments', (name, count) => `Left out: ${count} commitment(s) of the kind ${name}, which is not known here.`],
];

/** What was left out, memberships first, each name once with how many entries had it. */
function leftOutLines(leftOut: Loaded['leftOut']): string[] {
  const counts = new Map<string, number>();
  for (const pointer of leftOut.flatMap(({ pointers }) => pointers))
    counts.set(pointer, (counts.get(pointer) ?? 0) + 1);
  return PARTS.flatMap(([part, line]) =>
    [...counts]
      .filter(([pointer]) => pointer.startsWith(`/${part}/`))
      .map(([pointer, count]) => line(pointer.slice(part.length + 2), count)),
  );
}

const unreadable = (file: string) => (error: NodeJS.ErrnoException) => {
  throw error.code === undefined || error instanceof CatalogueError
    ? error
    : new CatalogueError(
        'malformed-request',
        `${file} cannot be read: give the name of a file of hosts (hosts.ndjson), or - for standard input`,
      );
};

async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  if (file === '-') yield* process.stdin as AsyncIterable<Buffer>;
  else yield* createReadStream(file) as AsyncIterable<Buffer>;
}

export const loadCommand: Command = {
  name: 'load',
  usage: '<hosts.ndjson> [--from <address>] [--dry-run]',
  summary: 'Loads the hosts that a catalogue published (/v1/export/hosts.ndjson), as imported and confirmed by nobody',
  notes: [
    'What somebody has written here is left alone; what was loaded before and has changed since is written anew',
    '--from names the service that published it: it is where each fact is said to come from',
    '--dry-run says what would happen, and writes nothing',
    'Says what is left out, memberships first; --json names it line by line',
    'While a server runs on the data folder, it does both, for the account that it runs as',
    'Lines that are refused are named, and keep no other from being loaded; all others are written at once, or none',
  ],
  options: { from: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  takes: { least: 1, most: 1 },
  run: async (invocation) => {
    const file = invocation.words[0]!;
    const from = textOption(invocation, 'from');
    if (from !== undefined && !/^https?:\/\/[^/\s]+/.test(from))
      throw new UsageError('Give --from a web address, such as https://bercail.example.');
    const dryRun = invocation.options['dry-run'] === true;
    const query = new URLSearchParams({ ...(from !== undefined && { from }), dryRun: String(dryRun) });
    const report = await onDatabaseOrServer<Loaded>(
      (context) => loadDump(context, bytesOf(file), { from, dryRun }).catch(unreadable(file)),
      (server) => handOver<Loaded>(server, `${COMMAND_PATHS.load}?${query}`, bytesOf(file)).catch(unreadable(file)),
      { withoutLimits: true },
    );
    printAnswer(invocation, report, ({ hosts, renewed, kept, refused, leftOut }) =>
      [
        dryRun
          ? `${hosts} hosts would be loaded and ${renewed} written anew; ${kept} would be left as they are. Nothing was written.`
          : `${hosts} hosts loaded and ${renewed} written anew; ${kept} left as they are.`,
        ...leftOutLines(leftOut),
        NEVER_TAKEN,
        ...refused.flatMap(faultLines),
      ].join('\n'),
    );
    if (report.refused.length > 0) process.exitCode = 3;
  },
};
