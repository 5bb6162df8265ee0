import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../ground/command-line.ts';

/* Inspects a data folder before anything is written into it. */

/** The major version of PostgreSQL inside PGlite. No other version can read its files. */
const MAJOR = '18';

const EMPTY_DISK_BYTES = 8 * 1024 * 1024;

/** A file that exists only during the first start: while it exists, the folder contains no data yet. */
export const noteOf = (folder: string): string => join(folder, 'first-boot');

/** A file that says that this folder has held a database: if that is gone, none is silently begun in its place. */
const MADE = 'database-made';

/** Notes that a folder holds a database. Without room for the note it works as well. */
export function noteDatabase(folder: string): void {
  const note = join(folder, MADE);
  if (existsSync(note)) return;
  try {
    writeFileSync(note, 'The database of this folder is in pglite/. Copy or move the whole folder, not parts of it.\n');
  } catch {}
}

/** Whether a name belongs to a backup that is being unpacked. */
export const isUnpacked = (name: string): boolean => name.startsWith('restoring-');

/** Whether a name belongs to data that a restore has moved aside. */
const isKept = (name: string): boolean => name.startsWith('before-');

/** Files of ours, or files that file systems create at the top of a disk. */
const isOurs = (name: string): boolean =>
  ['pglite', 'first-boot', MADE, 'lost+found'].includes(name) ||
  /^\.?lock[.-]/.test(name) ||
  isUnpacked(name) ||
  isKept(name);

/** Why a folder without a database of ours must not be used; undefined when it contains nothing of others. */
export function whyForeign(folder: string): string | undefined {
  const foreign = readdirSync(folder).filter((name) => !isOurs(name));
  if (foreign.length === 0) return undefined;
  const some = foreign.slice(0, 3).join(', ') + (foreign.length > 3 ? ', …' : '');
  return `The data folder ${folder} holds other files (${some}) and no database of this program; nothing in it was changed. Name an empty or new folder in DATA_DIR.`;
}

/** Whether a first start or a restore is unfinished, or nothing has begun: then nothing has been written since. */
export function holdsNoData(folder: string): boolean {
  const database = join(folder, 'pglite');
  return existsSync(noteOf(folder)) || !existsSync(database) || readdirSync(database).length === 0;
}

const OTHER_FOLDER = 'name another folder in DATA_DIR to begin anew';
const A_COPY = `Put a backup back (${commandLine('restore <file> --replace')}), or ${OTHER_FOLDER}.`;

const ownerOf = (path: string): string => {
  try {
    return ` It belongs to account ${statSync(path).uid}, and this runs as ${process.getuid?.()}.`;
  } catch {
    return '';
  }
};

/** Why the system refuses access to a folder; undefined for an error that does not concern files. */
export function whyFolderRefused(folder: string, error: unknown): string | undefined {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EACCES':
    case 'EPERM':
      return `The data folder ${folder} may not be read and written by this account.${ownerOf(folder)} Give it to this account (chown), or name another folder in DATA_DIR.`;
    case 'EROFS':
      return `The data folder ${folder} is on a file system that is read-only. Make it writable, or name another folder in DATA_DIR.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk of the data folder ${folder} is full. Make room (a new database takes 60 MB), then start again.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `The data folder ${folder} is a file, or lies below one. Name a folder in DATA_DIR.`;
    case 'EIO':
      return `The disk of the data folder ${folder} fails. Look at the disk, then put a backup back: ${commandLine('restore <file>')}.`;
    default:
      return undefined;
  }
}

/** Whether the disk is so full that a failure of the database is attributed to it. */
export function isDiskFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < EMPTY_DISK_BYTES;
  } catch {
    return false;
  }
}

/** The files without which there is no database to open. */
const NEEDED = ['PG_VERSION', 'global/pg_control', 'base', 'pg_wal'];

/** @throws the system's error when this account may not read and write the database files */
function tryAccess(database: string): void {
  for (const name of ['', ...NEEDED]) {
    const path = join(database, name);
    if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK);
  }
}

/**
 * The state of a data folder: no database yet, a database to open, or the reason why the folder must not be touched.
 * @throws the system’s error for a folder that may not be read or written
 */
export function examine(folder: string): { state: 'new' | 'database' } | { fault: string } {
  const database = join(folder, 'pglite');
  if (holdsNoData(folder)) {
    if (readdirSync(folder).some(isUnpacked))
      return {
        fault: `A restore into ${folder} was cut off before its end. Run it once more: ${commandLine('restore <file>')}`,
      };
    if (existsSync(join(folder, MADE)) && !existsSync(noteOf(folder)))
      return {
        fault: `The data folder ${folder} has held a catalogue, and its database is gone (${database} is missing or empty); nothing in it was changed. Put pglite back, or a backup (${commandLine('restore <file>')}). To begin with an empty catalogue all the same, name another folder in DATA_DIR.`,
      };
    const fault = whyForeign(folder);
    return fault === undefined ? { state: 'new' } : { fault };
  }
  tryAccess(database);
  const missing = NEEDED.filter((name) => !existsSync(join(database, name)));
  if (missing.length > 0)
    return {
      fault: `The embedded database in ${folder} is damaged: ${missing.join(', ')} is missing; nothing in it was changed. ${A_COPY}`,
    };
  const version = readFileSync(join(database, 'PG_VERSION'), 'utf8').trim();
  if (version === MAJOR) return { state: 'database' };
  if (/^\d{1,3}$/.test(version))
    return {
      fault: `The embedded database in ${folder} was made by PostgreSQL ${version}, and this version reads ${MAJOR}; nothing in it was changed. Run the version that made it, or ${OTHER_FOLDER}.`,
    };
  return {
    fault: `The embedded database in ${folder} is damaged: PG_VERSION cannot be read; nothing in it was changed. ${A_COPY}`,
  };
}
