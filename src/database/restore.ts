import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { DatabaseVersionError } from './errors.ts';
import { holdsNoData, isUnpacked, noteDatabase, noteOf, whyForeign } from './folder.ts';
import { migrate } from './migrate.ts';
import { DataFolderError, lockFolder } from './pglite.ts';

const NO_BACKUP = 'is no backup that this command can read, or it is damaged; nothing was changed';

/** The result of a restore: what the folder contains now, and where its previous content is. */
interface Restored {
  revision: number;
  keptIn: string | null;
}

const load = (backup: Buffer, dataDir?: string): Promise<PGlite> =>
  PGlite.create({
    ...(dataDir !== undefined && { dataDir }),
    loadDataDir: new Blob([new Uint8Array(gunzipSync(backup))], { type: 'application/x-tar' }),
  });

/** Unpacks a backup into a folder, such that a server started on it begins a new epoch. */
async function unpack(backup: Buffer, database: string): Promise<number> {
  const client = await load(backup, database);
  try {
    await client.query('select revision from catalogue_state');
    await migrate(drizzle(client));
    // Files alone do not show that they are a copy.
    await client.exec('update catalogue_origin set place = null');
    const { rows } = await client.query<{ revision: number }>('select revision from catalogue_state');
    return rows[0]!.revision;
  } finally {
    await client.close();
  }
}

/** Moves a database aside: next to its folder, or inside it where that is not allowed, as on a mounted volume. */
function putAside(folder: string, name: string): string {
  let refused: unknown;
  for (const aside of [`${folder}.${name}`, join(folder, name)])
    try {
      mkdirSync(aside);
      renameSync(join(folder, 'pglite'), join(aside, 'pglite'));
      return aside;
    } catch (error) {
      rmSync(aside, { recursive: true, force: true });
      refused = error;
    }
  throw refused;
}

/**
 * Restores a backup of the embedded database into a data folder. The previous content is kept in its own folder, which
 * `DATA_DIR` may name.
 * @param file its name, for messages
 * @throws DataFolderError when a process holds the folder, when the folder is not empty and replacing was not
 * requested, or when the backup cannot be read; the folder is then unchanged
 */
export async function restoreFolder(
  dataDir: string,
  backup: Buffer,
  { file, replace, now }: { file: string; replace: boolean; now: Date },
): Promise<Restored> {
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder);
  try {
    const database = join(folder, 'pglite');
    const holdsData = !holdsNoData(folder);
    const foreign = holdsData ? undefined : whyForeign(folder);
    if (foreign !== undefined) throw new DataFolderError(foreign);
    if (holdsData && !replace)
      throw new DataFolderError(
        `The data folder ${folder} holds data. Give --replace to put the backup in its place (what is there is kept aside), or name an empty folder in DATA_DIR.`,
      );
    for (const left of readdirSync(folder).filter(isUnpacked))
      rmSync(join(folder, left), { recursive: true, force: true });
    const unpacked = join(folder, `restoring-${process.pid}`);
    let revision: number;
    try {
      revision = await unpack(backup, unpacked);
    } catch (error) {
      rmSync(unpacked, { recursive: true, force: true });
      const why =
        error instanceof DatabaseVersionError ? `${file} is not restored. ${error.message}` : `${file} ${NO_BACKUP}.`;
      throw new DataFolderError(why, { cause: error });
    }
    const keptIn = holdsData ? putAside(folder, `before-${now.toISOString().replaceAll(':', '-')}`) : null;
    rmSync(database, { recursive: true, force: true });
    rmSync(noteOf(folder), { force: true });
    renameSync(unpacked, database);
    noteDatabase(folder);
    return { revision, keptIn };
  } finally {
    lock.release();
  }
}
