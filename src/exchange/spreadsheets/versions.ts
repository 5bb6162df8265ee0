import { CatalogueError, fault, type Sentence } from '../../ground/errors.ts';
import type { HostDocument } from '../../host-documents/schema.ts';
import type { HostBefore } from '../../record/finish-write.ts';
import type { IfMatch } from '../../requests/version.ts';
import type { HostEdit, RowFault } from './edits.ts';
import { faultsInFile } from './faults.ts';
import type { fieldsFor, SheetKey } from './fields.ts';
import type { ReadFile, SheetLine } from './read.ts';

/* The version of each host that a file was downloaded at, by its column, and the present one. */

/** A host with the rows about it. */
export type Lines = Record<SheetKey, SheetLine[]>;
export const noLines = (): Lines => ({ hosts: [], services: [], plans: [] });

export interface Change {
  before: HostBefore;
  edit: HostEdit;
  /** The document from its rows, without the faulty parts. */
  judged: HostDocument;
  lines: Lines;
  isNew: boolean;
}

const NO_VERSION: Sentence = {
  fr: 'La version de l’hébergeur manque : gardez la feuille des hébergeurs et sa colonne « Version » telles que téléchargées, ou envoyez If-Match: * pour écrire quoi qu’il en soit.',
  en: 'The version of the host is missing: keep the sheet of hosts and its column “Version” as they were downloaded, or send If-Match: * to write whatever it is.',
};

export const moved = (version: number): Sentence => ({
  fr: `Cet hébergeur a changé depuis le téléchargement : c’est maintenant la version ${version}. Téléchargez-le de nouveau.`,
  en: `This host has changed since the download: it is version ${version} now. Download it again.`,
});

/** The code of the note on a file that was downloaded before the entry changed. */
export const OLDER = 'older-version';

/** Whether a file was downloaded before its host changed, by its column of versions. */
export function olderNote(
  { hosts }: Lines,
  version: number,
): { code: string; sheet: SheetKey; line: number; text: Sentence } | undefined {
  const [row] = hosts;
  const cell = (row?.cells.version ?? '').trim();
  if (!row || cell === '' || cell === String(version)) return undefined;
  return { ...{ code: OLDER, sheet: row.sheet, line: row.line }, text: moved(version) };
}

/**
 * In a file of many hosts, each row contains the version of its host.
 * @throws CatalogueError version-required, version-stale
 */
export function checkVersions(
  changes: readonly Change[],
  read: ReadFile,
  ifMatch: IfMatch,
  fields: ReturnType<typeof fieldsFor>,
) {
  if (ifMatch?.trim() === '*') return;
  const missing: RowFault[] = [];
  const stale: RowFault[] = [];
  for (const { before, lines } of changes) {
    const row = lines.hosts[0];
    const cell = (row?.cells.version ?? '').trim();
    const first = row ?? lines.services[0] ?? lines.plans[0]!;
    if (!row || cell === '')
      missing.push({ row: first, fault: fault(row ? '/version' : '/host', 'missing', NO_VERSION) });
    else if (cell !== String(before.document.version))
      stale.push({ row, fault: fault('/version', 'stale', moved(before.document.version)) });
  }
  const refuse = (code: 'version-required' | 'version-stale', found: RowFault[], detail: Sentence): void => {
    if (found.length > 0) throw new CatalogueError(code, detail, { faults: faultsInFile(found, read, fields) });
  };
  refuse('version-stale', stale, {
    fr: 'Des hébergeurs de ce classeur ont changé depuis son téléchargement. Rien n’est écrit.',
    en: 'Some hosts of this workbook have changed since it was downloaded. Nothing is written.',
  });
  refuse('version-required', missing, NO_VERSION);
}
