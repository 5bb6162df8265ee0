import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

/*
 * An empty database, made while the program is built. Making one takes seconds and more than 800 MB, which small
 * machines do not have; unpacking it takes neither.
 */

const engineVersion = (): string => {
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version } = JSON.parse(readFileSync(join(dirname(main), '../package.json'), 'utf8')) as { version: string };
  return version;
};

/** Of this version of the engine alone: another one may not read it. */
const preparedFile = (): string =>
  fileURLToPath(new URL(`../../dist/prepared/empty-${engineVersion()}.tar.gz`, import.meta.url));

/** What PGlite needs to begin with the prepared database; nothing where none was made: it makes one. */
export function beginWithPrepared(): { loadDataDir?: Blob } {
  try {
    return { loadDataDir: new Blob([new Uint8Array(readFileSync(preparedFile()))]) };
  } catch {
    return {};
  }
}

/** Makes the prepared database, unless it is there. Returns its file. */
export async function prepareEmptyDatabase(): Promise<string> {
  const file = preparedFile();
  if (existsSync(file)) return file;
  const client = await PGlite.create();
  const dump = await client.dumpDataDir('gzip');
  await client.close();
  mkdirSync(dirname(file), { recursive: true });
  // Another build may run at the same time.
  const making = `${file}.${process.pid}`;
  writeFileSync(making, new Uint8Array(await dump.arrayBuffer()));
  renameSync(making, file);
  return file;
}
