import { readFileSync } from 'node:fs';
import type { SheetOutcome } from '../../federations/spreadsheets/schema.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { askApi } from '../api.ts';
import { type Asked, type Command, needed, tell, UsageError } from '../command.ts';
import { federationPath } from './path.ts';

interface Named {
  host: string;
  subject?: string;
}

const nameOf = ({ host, subject }: Named): string => (subject === undefined ? host : `${host}, ${subject}`);
const cell = (text: string | null): string => (text === null ? 'nothing' : `“${text}”`);

const sentences = ({ dryRun, version, added, changed, unchanged, absent, notes }: SheetOutcome): string =>
  [
    ...added.map((row) => `added      line ${row.line}: ${nameOf(row)}`),
    ...changed.flatMap((row) => [
      `changed    line ${row.line}: ${nameOf(row)}`,
      ...row.fields.map(
        ({ column, before, after }) => `             ${column}: ${cell(before)} becomes ${cell(after)}`,
      ),
    ]),
    ...absent.map((one) => `stays      ${nameOf(one)}: it is not in the sheet`),
    ...notes.map(({ text }) => `note       ${text}`),
    `${added.length} added, ${changed.length} changed, ${unchanged} as before, ${absent.length} not in the sheet.`,
    dryRun ? 'Nothing was written.' : `This is version ${version}.`,
  ].join('\n');

function readFile(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch {
    throw new CatalogueError(
      'malformed-request',
      `${file} cannot be read: give the name of a CSV file, or - for standard input`,
    );
  }
}

/** @throws UsageError */
function versionOf(asked: Asked): { anyVersion: true } | { version: number } {
  const typed = needed(asked, 'version', 'the one that export told, or any to write over whatever there is');
  if (typed === 'any') return { anyVersion: true };
  if (/^\d{1,9}$/.test(typed)) return { version: Number(typed) };
  throw new UsageError('Give --version a number, or any.');
}

/** The command that adds and changes what a sheet says. */
const importing = (list: string, summary: string): Command => ({
  name: `federation ${list} import`,
  usage: '<slug or id> <file.csv | -> (--dry-run | --version <number | any>)',
  summary,
  notes: ['--dry-run tells only what would change: try it first', 'What is not in the sheet stays as it is'],
  options: { version: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  takes: { least: 2, most: 2 },
  run: async (asked) => {
    const dryRun = asked.options['dry-run'] === true;
    const version = dryRun ? {} : versionOf(asked);
    const outcome = await askApi<SheetOutcome>({
      method: 'PUT',
      path: `${federationPath(asked)}/${list}.csv${dryRun ? '?dryRun=true' : ''}`,
      csv: readFile(asked.words[1]!),
      ...version,
    });
    tell(asked, outcome, sentences);
  },
});

export const selectionImportCommand = importing('selection', 'Adds and changes hosts of the own list of a federation');
export const reviewsImportCommand = importing('reviews', 'Adds and changes reviews of a federation');
export const membersImportCommand = importing('members', 'Adds and changes members of a federation');
