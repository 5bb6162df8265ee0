import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Map as Shared } from 'immutable';
import { newestMigration } from '../database/migrate.ts';
import type { Federation } from '../documents/federation.ts';
import type { LastChange, Span } from '../record/changes.ts';
import type { HostFacts } from '../record/host-facts.ts';
import { type SeenSites, seenSites } from '../watching/store.ts';
import type { SharedStored } from './stored.ts';

/*
 * A copy of what is published, in a file of this machine: what a start reads instead of the whole database, and what is
 * served while no database lives. It holds public documents alone. The first line says what the file is, each further
 * one holds a document, the last one the checksum of all others.
 */

const NAME = 'catalogue.snapshot';
const FORMAT = 'bercail-snapshot';
/** Raised when the lines change their shape. */
const VERSION = 1;

/** A copy, and when the process that wrote it last knew that it was the present. */
export interface Kept {
  stored: SharedStored;
  seen: SeenSites;
  asOf: Date;
}

export interface Snapshots {
  /** The copy that is there, if it is whole and of this version. */
  read(): Promise<Kept | undefined>;
  /** Takes note of the present state, and writes it after a while if it is new, or the copy is old. */
  keep(present: Kept): void;
  /** Removes the copy, because words were taken out of the catalogue: a new one follows. */
  forget(): Promise<void>;
  /** Writes what is not written yet. */
  stop(): Promise<void>;
}

interface SnapshotOptions {
  folder: string;
  /** Called when a copy is not used, or cannot be written. */
  onFault: (fault: { file: string; reason: string }) => void;
  /** Shorter for tests. */
  settleMs?: number;
  everyMs?: number;
}

interface Head {
  format: string;
  version: number;
  /** The newest migration of the program that wrote it: a migration may rewrite documents. */
  migration: string;
  asOf: string;
  epoch: string;
  revision: number;
  mark: string;
  span: { from: string; to: string } | null;
  seenOn: string;
}

type Line =
  | { host: HostFacts; at: string; revision: number }
  | { federation: Federation; at: string; revision: number }
  | { site: string; seen: ReturnType<SeenSites['of']> };

const SETTLE_MS = 5_000;
const EVERY_MS = 60_000;
/** A copy of a very large catalogue is written less often: writing takes one fiftieth of the time at most. */
const SHARE = 50;
/** After this a copy is written although nothing changed, because its date tells how old it may be. */
const STALE_MS = 6 * 3_600_000;
/** Length of text that is made and written without a pause. */
const CHUNK = 128 * 1024;

function* linesOf({ stored, seen, asOf }: Kept): Generator<Head | Line, void, unknown> {
  const { epoch, revision, mark, span, hosts, federations, lastChanges } = stored;
  yield {
    ...{ format: FORMAT, version: VERSION, migration: newestMigration(), asOf: asOf.toISOString() },
    ...{ epoch, revision, mark, seenOn: seen.day },
    span: span ? { from: span.from.toISOString(), to: span.to.toISOString() } : null,
  };
  const lastOf = (id: string) => {
    const last = lastChanges.get(id)!;
    return { at: last.at.toISOString(), revision: last.revision };
  };
  for (const host of hosts.values()) yield { host, ...lastOf(host.id) };
  for (const federation of federations.values()) yield { federation, ...lastOf(federation.id) };
  // Sites of hosts that left are no longer public.
  for (const [site, one] of seen.sites) if (hosts.has(site.split(' ')[0]!)) yield { site, seen: one };
}

const checksum = () => createHash('sha256');

/** Writes all lines, and lets others work after each chunk. False: it was left, because the state is not to be kept. */
async function writeLines(file: FileHandle, kept: Kept, isLeft: () => boolean): Promise<boolean> {
  const sum = checksum();
  let text = '';
  const flush = async () => {
    const bytes = Buffer.from(text);
    text = '';
    sum.update(bytes);
    await file.writeFile(bytes);
  };
  for (const line of linesOf(kept)) {
    text += `${JSON.stringify(line)}\n`;
    if (text.length < CHUNK) continue;
    await flush();
    if (isLeft()) return false;
  }
  await flush();
  await file.writeFile(`${JSON.stringify({ sha256: sum.digest('hex') })}\n`);
  await file.sync();
  return !isLeft();
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Why a file is not a copy for this version; undefined when it is one. */
function whyNot(head: Partial<Head> | undefined): string | undefined {
  if (head?.format !== FORMAT) return 'it is something else';
  if (head.version !== VERSION) return `it has format ${head.version}, and this version reads ${VERSION}`;
  if (head.migration !== newestMigration()) return 'another version wrote it';
  return undefined;
}

const NEWLINE = 10;

/** @throws Error that says why the bytes are no copy for this version */
function keptIn(bytes: Buffer): Kept {
  const headEnd = bytes.indexOf(NEWLINE);
  const head = parsed(bytes.toString('utf8', 0, Math.max(headEnd, 0))) as Head | undefined;
  const fault = whyNot(head);
  if (fault !== undefined) throw new Error(fault);
  const sumAt = bytes.lastIndexOf(NEWLINE, -2) + 1;
  const last = parsed(bytes.toString('utf8', sumAt)) as { sha256?: string } | undefined;
  if (last?.sha256 !== checksum().update(bytes.subarray(0, sumAt)).digest('hex'))
    throw new Error('it is damaged or incomplete');
  const hosts: [string, HostFacts][] = [];
  const federations: [string, Federation][] = [];
  const lastChanges: [string, LastChange][] = [];
  const sites = new Map<string, NonNullable<ReturnType<SeenSites['of']>>>();
  for (let from = headEnd + 1; from < sumAt; ) {
    const end = bytes.indexOf(NEWLINE, from);
    const line = JSON.parse(bytes.toString('utf8', from, end)) as Line;
    from = end + 1;
    if ('site' in line) {
      sites.set(line.site, line.seen!);
      continue;
    }
    const document = 'host' in line ? line.host : line.federation;
    if ('host' in line) hosts.push([line.host.id, line.host]);
    else federations.push([line.federation.id, line.federation]);
    lastChanges.push([document.id, { at: new Date(line.at), revision: line.revision }]);
  }
  const { epoch, revision, mark, span, seenOn, asOf } = head!;
  const dated: Span = span && { from: new Date(span.from), to: new Date(span.to) };
  return {
    asOf: new Date(asOf),
    seen: seenSites(seenOn, sites),
    stored: {
      ...{ epoch, revision, mark, span: dated },
      ...{ hosts: Shared(hosts), federations: Shared(federations), lastChanges: Shared(lastChanges) },
    },
  };
}

/** Names that were renamed or removed are so after a power cut only once their folder is written. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes copies that a killed process left half written: no other server writes in this folder. */
function removeHalves(folder: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith(`${NAME}.`)) rmSync(join(folder, name), { force: true });
}

/** @throws the system's error when the folder cannot be used */
export function openSnapshots({
  folder,
  onFault,
  settleMs = SETTLE_MS,
  everyMs = EVERY_MS,
}: SnapshotOptions): Snapshots {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeHalves(folder);
  const path = join(folder, NAME);
  const half = `${path}.${process.pid}`;
  const report = (reason: string) => onFault({ file: path, reason });
  const reasonOf = (error: unknown) => (error as NodeJS.ErrnoException).message;

  let present: Kept | undefined;
  let written: Kept | undefined;
  /** Raised when a state that is being written must not be kept. */
  let generation = 0;
  let timer: NodeJS.Timeout | undefined;
  let notBefore = Number.NEGATIVE_INFINITY;
  let writing: Promise<void> = Promise.resolve();
  let isStopped = false;

  const isDue = (): boolean =>
    present !== undefined &&
    (present.stored !== written?.stored ||
      present.seen.day !== written.seen.day ||
      present.asOf.getTime() - written.asOf.getTime() >= STALE_MS);

  const write = async (): Promise<void> => {
    const [kept, mine, began] = [present, generation, performance.now()];
    if (!kept || !isDue()) return;
    const isLeft = () => generation !== mine;
    try {
      // The file may be left of an earlier process with the same id, and readable for others.
      rmSync(half, { force: true });
      const file = await open(half, 'wx', 0o600);
      const isWhole = await writeLines(file, kept, isLeft).finally(() => file.close());
      // Nothing is awaited between this and the renaming: a state that was forgotten meanwhile must not come back.
      if (isWhole && !isLeft()) {
        renameSync(half, path);
        written = kept;
        await syncFolder(folder);
      }
    } catch (error) {
      report(reasonOf(error));
    } finally {
      rmSync(half, { force: true });
      const ended = performance.now();
      notBefore = ended + Math.max(everyMs, SHARE * (ended - began));
    }
  };
  const schedule = (): void => {
    if (timer || isStopped || !isDue()) return;
    const wait = Math.max(settleMs, notBefore - performance.now());
    timer = setTimeout(() => {
      writing = write().finally(() => {
        timer = undefined;
        schedule();
      });
    }, wait).unref();
  };

  return {
    read: async () => {
      let bytes: Buffer;
      try {
        bytes = await readFile(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') report(reasonOf(error));
        return undefined;
      }
      try {
        written = keptIn(bytes);
        return written;
      } catch (error) {
        report(reasonOf(error));
        return undefined;
      }
    },
    keep: (kept) => {
      present = kept;
      schedule();
    },
    forget: async () => {
      generation++;
      // What is being read now comes by `keep`.
      present = undefined;
      written = undefined;
      try {
        rmSync(path, { force: true });
        removeHalves(folder);
        await syncFolder(folder);
      } catch (error) {
        report(reasonOf(error));
      }
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await writing;
      await write();
    },
  };
}
