import { setTimeout as wait } from 'node:timers/promises';
import type { ImportFile, ImportReport, Source } from '../exchange/sources/schema.ts';
import { CatalogueError } from '../ground/errors.ts';
import { namesOf } from '../ground/pointers.ts';
import { type Ask, askForAll, withApi } from './api.ts';
import { type Command, printAnswer, textOption } from './command.ts';

const LOOK_EVERY_MS = 300;
/** Without a terminal, one line of progress is printed after so many files. */
const FILES_A_LINE = 100;

/** The address of the source of a federation or a host, whichever has this name. */
async function sourcePath(ask: Ask, name: string): Promise<string> {
  const paths = ['federations', 'hosts'].map((kind) => `/v1/${kind}/${encodeURIComponent(name)}`);
  for (const path of paths)
    try {
      await ask({ method: 'GET', path });
      return `${path}/source`;
    } catch (error) {
      if (!(error instanceof CatalogueError)) throw error;
    }
  throw new CatalogueError('federation-not-found', `No federation and no host is called “${name}”.`);
}

const progressLine = ({ progress, created, changed, fetched }: ImportReport): string =>
  `${progress.done} of ${progress.known} files, ${progress.failed} failed, ${Math.round(fetched.bytes / 1000)} kB; ${created} new and ${changed} changed entries`;

/** Prints the progress of a run: on a terminal one line that is updated, otherwise a new line now and then. */
function progressPrinter() {
  const { stderr } = process;
  let last = -FILES_A_LINE;
  return {
    show: (report: ImportReport) => {
      if (stderr.isTTY) stderr.write(`\r\u001b[K${progressLine(report)}`);
      else if (report.progress.done >= last + FILES_A_LINE) {
        last = report.progress.done;
        stderr.write(`${progressLine(report)}\n`);
      }
    },
    end: () => {
      if (stderr.isTTY) stderr.write('\r\u001b[K');
    },
  };
}

const place = ({ line, pointer }: ImportFile['problems'][number]): string =>
  [line === undefined ? '' : `line ${line}`, namesOf(pointer).join('/')].filter((word) => word !== '').join(', ');

const fileLines = ({ url, state, problems }: ImportFile): string =>
  [
    `${state.padEnd(10)} ${url}`,
    ...problems.map((problem) => `             ${[place(problem), problem.message].filter(Boolean).join(': ')}`),
  ].join('\n');

const MOST_SHOWN = 50;

const reportLines = (report: ImportReport, faulty: readonly ImportFile[]): string => {
  const { state, unchanged, proposals, toCheck, fetched } = report;
  return [
    `The run ${state === 'partial' ? 'succeeded in part' : state === 'succeeded' ? 'succeeded' : `is ${state}`}: ${progressLine(report)}, ${unchanged} unchanged.`,
    `${fetched.requests} requests, ${fetched.notModified} of them for files that have not changed.`,
    ...(proposals > 0 ? [`${proposals} difference(s) from what hosts wrote by hand wait for them.`] : []),
    ...(toCheck > 0 ? [`${toCheck} membership(s) are to be checked: the file names these hosts no more.`] : []),
    ...faulty.slice(0, MOST_SHOWN).map(fileLines),
    ...(faulty.length > MOST_SHOWN ? [`… ${faulty.length - MOST_SHOWN} more: --json prints all of them.`] : []),
  ].join('\n');
};

const faultyFiles = (ask: Ask, path: string): Promise<ImportFile[]> =>
  askForAll<ImportFile>(`${path}/files?only=problems&limit=100&lang=en`, ask);

/** Starts a run; if one is running already, or was interrupted, follows that run. */
async function beginOrFollow(ask: Ask, source: string): Promise<string> {
  try {
    return (await ask<ImportReport>({ method: 'POST', path: `${source}/runs` })).id;
  } catch (error) {
    if (!(error instanceof CatalogueError) || error.code !== 'import-under-way') throw error;
    const { lastRun } = await ask<Source>({ method: 'GET', path: source });
    if (!lastRun) throw error;
    return lastRun.id;
  }
}

async function runImport(ask: Ask, name: string, url: string | undefined) {
  const source = await sourcePath(ask, name);
  if (url !== undefined)
    // Replaces any former address, so no version is checked.
    await ask({ method: 'PUT', path: source, body: { url }, anyVersion: true }).catch(async (error: unknown) => {
      if (!(error instanceof CatalogueError) || error.code !== 'nothing-there') throw error;
      await ask({ method: 'PUT', path: source, body: { url } });
    });
  const path = `${source}/runs/${await beginOrFollow(ask, source)}`;
  const printer = progressPrinter();
  for (;;) {
    const report = await ask<ImportReport>({ method: 'GET', path });
    printer.show(report);
    if (report.state !== 'running') {
      printer.end();
      return { report, files: await faultyFiles(ask, path) };
    }
    await wait(LOOK_EVERY_MS);
  }
}

export const importCommand: Command = {
  name: 'import',
  usage: '<federation or host> [--url <address>]',
  summary: 'Reads what a federation or a host publishes, now: ChatonsInfos files, or /.well-known/bercail.json',
  notes: [
    '--url gives the address first; without it, the one that was given before is read',
    'Progress goes to the standard error; --json prints the report with all files of which something is wrong',
  ],
  options: { url: { type: 'string' } },
  takes: { least: 1, most: 1 },
  run: async (invocation) => {
    const { report, files } = await withApi((ask) =>
      runImport(ask, invocation.words[0]!, textOption(invocation, 'url')),
    );
    printAnswer(invocation, { ...report, files }, () => reportLines(report, files));
    if (report.state === 'failed') process.exitCode = 1;
  },
};
