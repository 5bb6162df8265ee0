import { inTransaction } from '../database/transaction.ts';
import { siteOf } from '../ground/addresses.ts';
import { addDays } from '../ground/clock.ts';
import { CatalogueError } from '../ground/errors.ts';
import { hostWithdrawn, requireSpokesperson } from '../hosts/rights.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context, WriteResult } from '../record/context.ts';
import { finishHostWrite, loadHost } from '../record/finish-write.ts';
import { findHost, lockHost, updateHost } from '../record/hosts.ts';
import { authorOf, requireToken } from '../requests/caller.ts';
import { today } from '../requests/meaning.ts';
import type { Role } from '../vocabulary/terms.ts';
import { afterPresence, HERE_DAYS, silentOn, toldTroubles } from './absence.ts';
import { listPages, listPassages } from './evidence/store.ts';
import type { KeptEvidence, LookList, Presence } from './schema.ts';
import { DAYS_TOLD, findWatched, listLooks, putWatched } from './store.ts';

/**
 * “We are here”: for 90 days, or until its website answers, a host is not notified and does not become silent for a
 * website that does not answer; a silent entry is published again.
 * @throws CatalogueError no-token, host-not-found, not-yours, not-published, host-withdrawn
 */
export async function sayHere(context: Context, ref: string): Promise<WriteResult<Presence>> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const host = await requireSpokesperson({ ...context, db }, await lockHost(db, ref));
    if (host.state === 'withdrawn') throw hostWithdrawn();
    if (host.state === 'draft')
      throw new CatalogueError('not-published', {
        fr: 'Cet hébergeur n’est encore qu’un brouillon : personne ne le cherche.',
        en: 'This host is only a draft yet: nobody looks for it.',
      });
    const before = await loadHost(db, context, host.id);
    const day = today(context);
    // requireSpokesperson accepts only these roles.
    const by = authorOf(caller).by as Role;
    const { website } = host;
    if (website !== null) {
      const stored = await findWatched(db, host.id);
      const ofSite = stored?.url === website ? stored : undefined;
      await putWatched(db, afterPresence(ofSite, { hostId: host.id, url: website }, by, day));
    }
    const isHeard = host.state === 'silent';
    if (isHeard) await updateHost(db, host.id, { state: 'published' });
    else await noteAction(db, context, 'sayHere', { hostId: host.id });
    const settled = await finishHostWrite(db, { ...context, caller }, before);
    const { state, version } = settled?.document ?? before.document;
    return {
      document: { state, on: day, until: addDays(day, HERE_DAYS), by, version },
      ...{ version, created: false, revision: settled?.revision ?? null },
    };
  });
}

/**
 * The results of the daily checks of a host's website.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function readLooks(context: Context, ref: string): Promise<LookList> {
  requireToken(context.caller);
  return await inTransaction(context.db, async (db) => {
    const { id, website } = await requireSpokesperson({ ...context, db }, await findHost(db, ref));
    const since = addDays(today(context), -DAYS_TOLD);
    const items = website === null ? [] : await listLooks(db, id, siteOf(website) ?? website, since);
    const stored = await findWatched(db, id);
    const watched = stored?.url === website ? stored : undefined;
    const { hereOn, hereUntil, hereBy } = watched ?? {};
    return {
      ...{ items, total: items.length, next: null },
      failingSince: watched?.failingSince ?? null,
      toldOn: watched?.toldOn ?? null,
      silentOn: watched ? silentOn(watched) : null,
      here: hereOn && hereUntil && hereBy ? { on: hereOn, until: hereUntil, by: hereBy } : null,
      troubles: watched ? toldTroubles(watched) : [],
    };
  });
}

/**
 * What is stored about the pages that a host gives as evidence, for the host and for those who review it.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function readKeptEvidence(context: Context, ref: string): Promise<KeptEvidence[]> {
  requireToken(context.caller);
  return await inTransaction(context.db, async (db) => {
    const { id } = await requireSpokesperson({ ...context, db }, await findHost(db, ref));
    const pages = new Map((await listPages(db, id)).map((page) => [page.url, page]));
    const kept = new Map<string, KeptEvidence>();
    for (const { subject, url, passage, firstOn, lastOn, digest } of await listPassages(db, id)) {
      const name = JSON.stringify([subject, url]);
      const page = pages.get(url);
      const one = kept.get(name) ?? {
        ...{ subject, url, checkedAt: page?.checkedAt.toISOString() ?? null },
        ...{ failingSince: page?.failingSince ?? null, changedOn: page?.changedOn ?? null, passages: [] },
      };
      one.passages.push({ text: passage, firstOn, lastOn, digest });
      kept.set(name, one);
    }
    return [...kept.values()];
  });
}
