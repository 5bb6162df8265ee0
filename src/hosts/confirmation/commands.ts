import type { Host } from '../../documents/host.ts';
import type { Context, Written } from '../../record/context.ts';
import { updateHost } from '../../record/hosts.ts';
import { today } from '../../requests/meaning.ts';
import type { IfMatch } from '../../requests/version.ts';
import { changeHost } from '../change.ts';
import { renewFacts } from './store.ts';

/**
 * “Still true”: dates everything that a host says on today, and makes what was imported its own word. A second time on
 * the same day changes nothing.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, version-stale
 */
export const confirmHost = (context: Context, ref: string, ifMatch: IfMatch = '*'): Promise<Written<Host>> =>
  changeHost(context, ref, ifMatch, ({ rows: { host } }) => {
    const day = today(context);
    return {
      apply: async (db) => {
        await renewFacts(db, host.id, day);
        await updateHost(db, host.id, {
          confirmedAt: day,
          provenance: null,
          // Who speaks is silent no more.
          ...(host.state === 'silent' && { state: 'published' }),
        });
      },
    };
  });
