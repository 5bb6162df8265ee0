import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Whoever starts the program may say how it is called there (docs/examples/operating): alone, it would lack settings and
 * account of the service. A release has no tools of development, so `npm run cli` works from the sources alone.
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
