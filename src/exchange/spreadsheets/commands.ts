import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../database/open.ts';
import { inTransaction, TryAgain } from '../../database/transaction.ts';
import { hostFinder } from '../../federations/sheet-rows.ts';
import { domainOf } from '../../ground/addresses.ts';
import { CatalogueError, type Fault, fault, type Sentence } from '../../ground/errors.ts';
import { documentOf, writeDocument } from '../../host-documents/write.ts';
import { movedFaults } from '../../hosts/entries/meaning.ts';
import { requireWritableHost } from '../../hosts/rights.ts';
import { siteFault, siteIsOfHost, sitePass } from '../../hosts/site.ts';
import { listNamed } from '../../hosts/store.ts';
import type { Context, WriteResult } from '../../record/context.ts';
import { finishHostWrites, type HostBefore, loadHost, loadHosts } from '../../record/finish-write.ts';
import { lockHost, lockHosts } from '../../record/hosts.ts';
import { requireAdmin, requireToken } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../../requests/version.ts';
import type { FileSheet } from '../../spreadsheets/files.ts';
import { fold } from '../../vocabulary/territories.ts';
import { editHost, type RowFault } from './edits.ts';
import { editFaults, faultsInFile } from './faults.ts';
import { fieldsFor, SHEETS } from './fields.ts';
import { type ReadFile, readFile, type SheetLine } from './read.ts';
import type { WorkbookOutcome } from './schema.ts';
import { type Change, checkVersions, type Lines, moved, noLines, olderNote } from './versions.ts';

/** What a file changed or would change; its notes are not in a language yet. */
export type Upload = Omit<WorkbookOutcome, 'notes' | 'added' | 'changed'> & {
  added: (WorkbookOutcome['added'][number] & { state: object })[];
  changed: (WorkbookOutcome['changed'][number] & { states: readonly [before: object, after: object] })[];
  notes: (Omit<WorkbookOutcome['notes'][number], 'text'> & { text: Sentence })[];
};

interface Asked {
  ifMatch: IfMatch;
  dryRun: boolean;
}

interface AskedOfOne extends Asked {
  /** Somebody was told that the file is older than the entry, and what it changes now. */
  mayBeOlder?: boolean;
}

const linesIn = ({ sheets }: ReadFile): SheetLine[] => SHEETS.flatMap((sheet) => sheets[sheet]?.lines ?? []);
const hostCell = ({ cells }: SheetLine): string => (cells.host ?? '').trim();

/** The edits of some hosts, each with its faults. */
async function editsOf(
  context: Context,
  hosts: readonly { before: HostBefore; lines: Lines }[],
): Promise<{ changes: Change[]; faults: RowFault[] }> {
  const fields = fieldsFor(context.reference);
  const changes: Change[] = [];
  const faults: RowFault[] = [];
  for (const { before, lines } of hosts) {
    // Lets other requests run during a long file.
    await setImmediate();
    const document = documentOf(before.document);
    const edit = await editHost(document, lines, fields, today(context));
    const checked = await editFaults(context, before, edit, lines.services);
    faults.push(...checked.faults);
    changes.push({ before, edit, judged: checked.judged, lines, isNew: !isDeepStrictEqual(document, edit.document) });
  }
  return { changes, faults };
}

/** Conflicts with other hosts, at the rows that cause them. */
async function clashesOf(db: Database, context: Context, changes: readonly Change[]): Promise<RowFault[]> {
  const found: RowFault[] = [];
  for (const { before, edit, judged } of changes) {
    const row = edit.origins.get(edit.document.host);
    if (!row) continue;
    const faults = await movedFaults(db, context.caller, before.rows.host, judged.host);
    found.push(...faults.map((one) => ({ row, fault: one })));
  }
  return found;
}

/**
 * Only some callers may change the site of certain hosts.
 * @throws CatalogueError not-yours, naming the rows
 */
async function requireOwnSites(db: Database, context: Context, changes: readonly Change[], read: ReadFile) {
  const found: RowFault[] = [];
  for (const { before, edit } of changes) {
    const { host } = edit.document;
    const row = edit.origins.get(host);
    if (row && (await sitePass(db, context, before.rows.host, host.website)) === 'of-host')
      found.push({ row, fault: siteFault() });
  }
  if (found.length > 0) throw siteIsOfHost(faultsInFile(found, read, fieldsFor(context.reference)));
}

function uploadOf(read: ReadFile, changes: readonly Change[]): Upload {
  // In the order of the file, not in the order of the hosts.
  const rows = changes
    .flatMap(({ edit }) => edit.rows)
    .sort((one, other) => SHEETS.indexOf(one.sheet) - SHEETS.indexOf(other.sheet) || one.line - other.line);
  const nameOf = ({ sheet, line, host, service, plan }: (typeof rows)[number]) => ({
    ...{ sheet, line, host },
    ...(service !== undefined && { service }),
    ...(plan !== undefined && { plan }),
  });
  const done = (did: (typeof rows)[number]['did']) => rows.filter((row) => row.did === did);
  return {
    added: done('added').map((row) => ({ ...nameOf(row), state: row.states![1] })),
    changed: done('changed').map((row) => ({ ...nameOf(row), fields: row.fields!, states: row.states! })),
    removed: done('removed').map(nameOf),
    unchanged: done('unchanged').length,
    notes: [
      ...read.notes,
      ...done('nothing-to-remove').map(({ sheet, line }) => ({
        ...{ code: 'nothing-to-remove', sheet, line },
        text: {
          fr: `Ligne ${line} : il n’y a rien de ce nom à retirer.`,
          en: `Row ${line}: there is nothing by this name to take out.`,
        },
      })),
    ],
  };
}

/** Writes the changes of some hosts; versions and the log of changes are handled as for a single document. */
async function writeChanges(db: Database, context: Context, changes: readonly Change[]): Promise<void> {
  const { caller } = context;
  requireToken(caller);
  for (const { before, edit } of changes) {
    await writeDocument(db, context, before, edit.document);
    await setImmediate();
  }
  const hosts = changes.map(({ before }) => before);
  await finishHostWrites(db, { ...context, caller }, hosts);
}

const anotherHost = (cell: string): Sentence => ({
  fr: `Cette ligne est d’un autre hébergeur (« ${cell.slice(0, 60)} »). Gardez ici les lignes du vôtre.`,
  en: `This row is of another host (“${cell.slice(0, 60)}”). Keep the rows of yours here.`,
});

/** Whether a cell means this host: it is empty, or contains its short name, id, site or name. */
function isNamed(cell: string, { rows: { host } }: HostBefore): boolean {
  if (cell === '' || cell === host.id || cell.toLowerCase() === host.slug) return true;
  const domain = cell.includes('.') ? domainOf(cell.includes('://') ? cell : `https://${cell}`) : undefined;
  return (domain !== undefined && domain === domainOf(host.website)) || fold(cell) === fold(host.name);
}

/**
 * Writes what a file says about one host, its services and its plans, all or nothing.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, malformed-request, invalid-request,
 * meaningless-request, version-required, version-stale
 */
export async function putHostSheets(
  context: Context,
  ref: string,
  files: readonly FileSheet[],
  { ifMatch, dryRun, mayBeOlder = false }: AskedOfOne,
): Promise<WriteResult<Upload>> {
  requireToken(context.caller);
  const read = await readFile(files, true, context.reference);
  return await inTransaction(context.db, async (db) => {
    const host = await lockHost(db, ref);
    requireWritableHost(context.caller, host);
    const before = await loadHost(db, context, host.id);
    const lines = noLines();
    const strangers: RowFault[] = [];
    for (const line of linesIn(read)) {
      if (isNamed(hostCell(line), before)) lines[line.sheet].push(line);
      else strangers.push({ row: line, fault: fault('/host', 'own-host', anotherHost(hostCell(line))) });
    }
    const { changes, faults } = await editsOf(context, [{ before, lines }]);
    await requireOwnSites(db, context, changes, read);
    const clashes = await clashesOf(db, context, changes);
    refuseFaults(faultsInFile([...strangers, ...faults, ...clashes], read, fieldsFor(context.reference)));
    const { version } = before.document;
    checkVersion(dryRun ? (ifMatch ?? '*') : ifMatch, version, false);
    const upload = { ...uploadOf(read, changes), version };
    const older = olderNote(lines, version);
    if (older && dryRun) upload.notes.push(older);
    else if (older && !mayBeOlder && ifMatch?.trim() !== '*')
      throw new CatalogueError('version-stale', moved(version), {
        faults: faultsInFile(
          [{ row: lines.hosts[0]!, fault: fault('/version', 'stale', moved(version)) }],
          read,
          fieldsFor(context.reference),
        ),
      });
    const written = changes.filter(({ isNew }) => isNew);
    if (dryRun || written.length === 0) return { document: upload, version, created: false, revision: null };
    await writeChanges(db, context, written);
    // Checked under the lock of the revision: transactions that took the same name or site have ended by now.
    refuseFaults(faultsInFile(await clashesOf(db, context, written), read, fieldsFor(context.reference)));
    const after = (await loadHost(db, context, host.id)).document.version;
    return { document: { ...upload, version: after }, version: after, created: false, revision: null };
  });
}

/**
 * Writes what a file says about many hosts, all or nothing.
 * @throws CatalogueError no-token, not-yours, malformed-request, invalid-request, meaningless-request,
 * version-required, version-stale
 */
export async function putManySheets(
  context: Context,
  files: readonly FileSheet[],
  { ifMatch, dryRun }: Asked,
): Promise<Upload> {
  requireAdmin(context.caller);
  const fields = fieldsFor(context.reference);
  const read = await readFile(files, false, context.reference);
  return await inTransaction(context.db, async (db) => {
    const find = hostFinder(await listNamed(db));
    const byHost = new Map<string, Lines>();
    const strangers: RowFault[] = [];
    const found = new Map<string, ReturnType<typeof find>>();
    for (const line of linesIn(read)) {
      const cell = hostCell(line);
      // Finding similar names takes time; lets other requests run during a long file.
      if (!found.has(cell)) await setImmediate();
      const one = found.get(cell) ?? find(cell);
      found.set(cell, one);
      if ('fault' in one) strangers.push({ row: line, fault: cell === '' ? noHost : one.fault });
      else {
        const lines = byHost.get(one.host.id) ?? noLines();
        lines[line.sheet].push(line);
        byHost.set(one.host.id, lines);
      }
    }
    const locked = await lockHosts(db, [...byHost.keys()]);
    // The host was withdrawn after its row was found: try again, so that the row gets its error message.
    if (locked.some(({ state }) => state === 'withdrawn')) throw new TryAgain();
    const hosts = await loadHosts(
      db,
      context,
      locked.map(({ id }) => id),
    );
    const { changes, faults } = await editsOf(
      context,
      hosts.map((before) => ({ before, lines: byHost.get(before.document.id)! })),
    );
    await requireOwnSites(db, context, changes, read);
    refuseFaults(faultsInFile([...strangers, ...faults], read, fields));
    const written = changes.filter(({ isNew }) => isNew);
    if (!dryRun || ifMatch !== undefined) checkVersions(written, read, ifMatch, fields);
    if (!dryRun && written.length > 0) await writeChanges(db, context, written);
    return uploadOf(read, changes);
  });
}

const noHost: Fault = fault('/host', 'missing', { fr: 'Cette cellule est obligatoire.', en: 'This cell is required.' });
