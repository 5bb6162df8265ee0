import { type Command, UsageError } from './command.ts';

/**
 * The server itself, for those who have the package and not the repository. The process of the command line starts it:
 * commands know nothing of it.
 */
export const startCommand: Command = {
  name: 'start',
  usage: '',
  summary: 'Runs the server: on a new folder it makes the database and loads the catalogue',
  notes: ['Settings are those of the environment, see the README: PORT, PUBLIC_URL, DATA_DIR, DATABASE_URL, …'],
  run: async () => {
    throw new UsageError('`start` takes no options.');
  },
};
