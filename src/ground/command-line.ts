import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * How people run the program on this machine. An operator sets `BERCAIL_COMMAND` to the name of a script that adds the
 * settings and the account of the service (docs/examples/operating). Without it: `npm run cli --` in the sources, and
 * `node dist/cli.js` in a release, which has no tools of development.
 * @param called the value of `BERCAIL_COMMAND` @param moduleUrl the address of this file
 */
export const programOf = (called: string | undefined, moduleUrl: string): string =>
  called?.trim() ||
  (moduleUrl.endsWith('.js')
    ? `node ${relative('', fileURLToPath(new URL('../cli.js', moduleUrl)))}`
    : 'npm run cli --');

const PROGRAM = programOf(process.env.BERCAIL_COMMAND, import.meta.url);

/**
 * A command as it works where the program runs.
 * @param words what comes after the name of the program
 */
export const commandLine = (words: string): string => `${PROGRAM} ${words}`;
