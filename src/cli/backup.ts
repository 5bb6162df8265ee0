import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { restoreFolder } from '../database/restore.ts';
import { CatalogueError } from '../ground/errors.ts';
import { downloadAsAdmin } from './api.ts';
import { type Command, printAnswer, readNamedFile } from './command.ts';
import { onDatabaseOrServer } from './database.ts';

/* Backs up the embedded database to one file. PostgreSQL has its own tools. */

function requireEmbedded(tool: string): void {
  if (readConfig(process.env).databaseUrl)
    throw new CatalogueError(
      'not-embedded',
      `DATABASE_URL names a PostgreSQL database: use ${tool}, as the README shows. This command is for the embedded database`,
    );
}

const alreadyThere = (file: string): Error =>
  new Error(`${file} exists already, and a backup never writes over another. Give another name.`);

/** Writes a file that only its owner can read; an incomplete file is removed. */
function writePrivately(file: string, content: Buffer): void {
  let written: number;
  try {
    written = openSync(file, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyThere(file);
    throw new Error(`${file} cannot be written: ${(error as Error).message}.`);
  }
  try {
    writeFileSync(written, content);
    fsyncSync(written);
  } catch (error) {
    rmSync(file, { force: true });
    throw new Error(`${file} cannot be written: ${(error as Error).message}.`);
  } finally {
    closeSync(written);
  }
}

const backupCommand: Command = {
  name: 'backup',
  usage: '<file>',
  summary: 'Writes all of the embedded database into a file (tar.gz), also while a server runs on it',
  notes: [
    'It holds hashed tokens and texts that are not public: only its owner may read the file. Keep a copy on another machine.',
    'A PostgreSQL database is backed up with pg_dump, see the README.',
  ],
  takes: { least: 1, most: 1 },
  run: async (invocation) => {
    const file = invocation.words[0]!;
    requireEmbedded('pg_dump');
    if (existsSync(file)) throw alreadyThere(file);
    const content = await onDatabaseOrServer(
      (_context, _config, { dump }) => dump!(),
      async (server) => (await downloadAsAdmin(server, '/v1/backup')).content,
    );
    writePrivately(file, content);
    printAnswer(
      invocation,
      { file, bytes: content.length },
      ({ bytes }) => `${file} written (${(bytes / 1_000_000).toFixed(1)} MB). Keep a copy on another machine.`,
    );
  },
};

const restoreCommand: Command = {
  name: 'restore',
  usage: '<file> [--replace]',
  summary: 'Puts a backup into the data folder, which must be empty and used by no server',
  notes: [
    '--replace: the folder holds data; they are kept beside it in data.before-<instant>, or else in it, and DATA_DIR may name that',
    'What was written after the backup is not in it: tell those who wrote since.',
  ],
  options: { replace: { type: 'boolean', default: false } },
  takes: { least: 1, most: 1 },
  run: async (invocation) => {
    const file = invocation.words[0]!;
    requireEmbedded('pg_restore');
    const { dataDir } = readConfig(process.env);
    const restored = await restoreFolder(dataDir, readNamedFile(file, 'tar.gz'), {
      ...{ file, replace: invocation.options.replace === true, now: new Date() },
    });
    printAnswer(
      invocation,
      { dataDir, ...restored },
      ({ revision, keptIn }) =>
        `${dataDir} holds the backup, up to revision ${revision}.${keptIn ? ` What was there before is in ${keptIn}.` : ''} Now start the server.`,
    );
  },
};

export const BACKUP_COMMANDS: readonly Command[] = [backupCommand, restoreCommand];
