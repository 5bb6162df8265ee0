import { databaseUrlFaults } from '../database/address.ts';
import { openDatabase } from '../database/open.ts';
import { commandLine } from '../ground/command-line.ts';
import { CatalogueError } from '../ground/errors.ts';
import { moveAll } from '../record/move.ts';
import { type Command, printAnswer, textOption, UsageError } from './command.ts';
import { isNothingThere, withDatabase } from './database.ts';

/* Moves the embedded database to PostgreSQL. */

const tell = (table: string, rows: number, of: number): void => {
  process.stderr.write(`${table}: ${rows} of ${of}\n`);
};

export const moveCommand: Command = {
  name: 'move',
  usage: '[--to <postgresql://…>]',
  summary: 'Moves all of the embedded database into an empty, migrated PostgreSQL database; stop the server first',
  notes: [
    'Without --to, the address is that of the environment variable MOVE_TO: a password in it is then not in the list of processes.',
    `Prepare the other one with this version: DATABASE_URL=postgresql://… ${commandLine('migrate')}. It must be empty.`,
    'Identifiers, versions, the log, tokens, cases, sessions, waiting mails, the order of equals: all goes along, and mirrors and webhooks go on.',
    'Cut off, it goes on when it is run again; until it is done, no server starts on the other database. All tables are compared.',
    'The data folder stays as it is. Then start the server with DATABASE_URL, and no more without it: what was written to the folder afterwards would be lost.',
  ],
  options: { to: { type: 'string' } },
  run: async (invocation) => {
    const option = textOption(invocation, 'to')?.trim();
    const databaseUrl = option || process.env.MOVE_TO?.trim();
    if (!databaseUrl)
      throw new UsageError('Give the address of the PostgreSQL database, in the variable MOVE_TO or after --to.');
    const [fault] = databaseUrlFaults(databaseUrl);
    if (fault !== undefined) throw new UsageError(fault.replace('DATABASE_URL', option ? '--to' : 'MOVE_TO'));
    if (process.env.DATABASE_URL?.trim())
      throw new CatalogueError(
        'not-embedded',
        'DATABASE_URL names a PostgreSQL database, and this command moves the embedded one: leave it unset. Between two PostgreSQL databases use pg_dump and pg_restore',
      );
    if (isNothingThere())
      throw new Error('There is no embedded database in DATA_DIR: give the DATA_DIR of the server.');
    const moved = await withDatabase(async (context) => {
      const other = await openDatabase({ databaseUrl, dataDir: '', withoutLimits: true });
      return await moveAll(context.db, other.db, tell).finally(() => other.close());
    });
    printAnswer(
      invocation,
      moved,
      ({ tables, rows, revision }) =>
        `Moved: ${rows} rows of ${tables} tables, up to revision ${revision}, all compared. The data folder stays as it is. Now start the server with DATABASE_URL set to that address, and keep a backup with pg_dump.`,
    );
  },
};
