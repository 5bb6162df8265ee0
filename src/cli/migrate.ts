import { migrate } from '../database/migrate.ts';
import { type Command, tell } from './command.ts';
import { withDatabase } from './database.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Brings the database to the tables of this version',
  run: async (asked) => {
    // The embedded database comes migrated: opening it is enough.
    const applied = await withDatabase(async ({ db }) => migrate(db));
    tell(asked, { applied }, () =>
      applied === 0 ? 'Nothing to do: the database is up to date.' : `${applied} migration(s) applied.`,
    );
  },
};
