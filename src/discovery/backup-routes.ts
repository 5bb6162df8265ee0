import { Type } from 'typebox';
import type { OpenDatabase } from '../database/open.ts';
import { CatalogueError } from '../ground/errors.ts';
import { privateGet } from '../http/get.ts';
import { administrator } from '../record/context.ts';
import type { Routes } from '../record/writer.ts';

const BACKUP_TYPE = 'application/gzip';

/** The whole embedded database as one file: while the server runs, no other process may open the folder. */
export const backupRoutes: Routes<'only', { dump: OpenDatabase['dump'] }> = (app, { only, dump }) => {
  privateGet(app, '/v1/backup', {
    operationId: 'getBackup',
    summary: 'Everything in the embedded database, for `restore` on the command line; for administrators',
    tag: 'Service',
    answer: {
      content: { [BACKUP_TYPE]: Type.String({ description: 'tar.gz; holds hashed tokens and private texts' }) },
    },
    responseDescription: 'The backup',
    allow: only(administrator),
    errors: ['not-embedded'],
    handler: async () => {
      if (!dump)
        throw new CatalogueError('not-embedded', {
          fr: 'Ce serveur écrit dans une base PostgreSQL : sauvegardez-la avec pg_dump.',
          en: 'This server writes to a PostgreSQL database: back it up with pg_dump.',
        });
      return { body: await dump(), type: BACKUP_TYPE, fileName: 'bercail.tar.gz' };
    },
  });
};
