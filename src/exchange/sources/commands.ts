import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { instantAfter } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { isOwned } from '../../hosts/ownership/store.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import { lockHost } from '../../record/hosts.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../../requests/version.ts';
import { removeWaitingOf } from '../imports/store.ts';
import { documentAddress } from './documents.ts';
import { addressFaults, type FoundOwner, findOwner, kindOf, lockOwner, type OwnerRef } from './owners.ts';
import { EVERY_DAYS, RUNS_AN_HOUR } from './run-work.ts';
import type { SourceDraft } from './schema.ts';
import {
  countRuns,
  deleteSource,
  firstRunSince,
  insertRun,
  insertSource,
  lastRun,
  lockSource,
  type SourceRow,
  stopRuns,
  updateSource,
} from './store.ts';

/** The host or federation has no source address. */
export const sourceNotFound = (): CatalogueError =>
  new CatalogueError('source-not-found', {
    fr: 'Aucune adresse n’est donnée ici. Pour en donner une : PUT avec { "url": "https://…" }.',
    en: 'No address is given here. To give one: PUT with { "url": "https://…" }.',
  });

/** A source after it was written. */
interface SourceWritten {
  source: SourceRow;
  created: boolean;
}

/**
 * Sets the address from which the catalogue reads; a new address stops a run of the former one.
 * @throws CatalogueError no-token, host-not-found, federation-not-found, not-yours, host-withdrawn, not-published,
 * meaningless-request, version-required, version-stale
 */
export const putSource = (
  context: Context,
  ref: OwnerRef,
  { url: given }: SourceDraft,
  ifMatch: IfMatch,
): Promise<SourceWritten> =>
  inTransaction(context.db, async (db) => {
    const found = await lockOwner(db, context, ref);
    const url = new URL(given).href;
    refuseFaults(addressFaults(url, found));
    const before = await lockSource(db, found.owner);
    // A source for a single run (without `nextAt`) does not count as set by its owner.
    const isGiven = before !== undefined && before.nextAt !== null;
    checkVersion(ifMatch, before?.version ?? 0, !isGiven);
    const now = context.clock();
    if (isGiven && before.url === url) return { source: before, created: false };
    const columns = { url, kind: kindOf(url), setAt: now, nextAt: now };
    const source = before
      ? { ...before, ...columns, version: before.version + 1 }
      : { ...{ id: context.newId(), federationId: null, hostId: null }, ...found.owner, ...columns, version: 1 };
    if (before) {
      await stopRuns(db, before.id, now);
      await updateSource(db, before.id, source);
      // With a new address, the content at the former one is no longer the owner's statement.
      await removeWaitingOf(db, found.owner);
    } else await insertSource(db, source);
    await noteAction(db, context, 'putSource', found.subject);
    return { source, created: !isGiven };
  });

/**
 * Removes the address, the reports of its runs, and the open proposals of its files; entries stay unchanged.
 * @throws CatalogueError no-token, host-not-found, federation-not-found, not-yours, host-withdrawn, not-published,
 * source-not-found, version-required, version-stale
 */
export const removeSource = (context: Context, ref: OwnerRef, ifMatch: IfMatch): Promise<void> =>
  inTransaction(context.db, async (db) => {
    const { owner, subject } = await lockOwner(db, context, ref);
    const source = await lockSource(db, owner);
    if (!source) throw sourceNotFound();
    checkVersion(ifMatch, source.version, false);
    await deleteSource(db, source.id);
    await removeWaitingOf(db, owner);
    await noteAction(db, context, 'removeSource', subject);
  });

/**
 * The source of an owner. When a host has set none, an administrator may start a single run of its site; so may a
 * federation of which it is a member, while nobody owns the entry.
 */
async function sourceToRun(db: Database, context: Context, { owner, host }: FoundOwner): Promise<SourceRow> {
  const source = await lockSource(db, owner);
  if (source) return source;
  const { role } = context.caller;
  const now = context.clock();
  const url = host && documentAddress(host);
  // When two requests come at once, the second one finds the source of the first.
  if (host) await lockHost(db, host.id);
  const made = await lockSource(db, owner);
  if (made) return made;
  const mayAsk = role === 'admin' || (role === 'federation' && host && !(await isOwned(db, host.id, now)));
  if (!mayAsk || !host || url === undefined) throw sourceNotFound();
  const once: SourceRow = {
    ...{ id: context.newId(), federationId: null, hostId: host.id, kind: 'bercail' as const, url },
    ...{ version: 1, setAt: now, nextAt: null },
  };
  await insertSource(db, once);
  return once;
}

const underWay = (): CatalogueError =>
  new CatalogueError('import-under-way', {
    fr: 'Une lecture est déjà en cours. Suivez-la à l’adresse …/source/runs, ou attendez sa fin.',
    en: 'A run is under way already. Follow it at …/source/runs, or wait for its end.',
  });

/** Starts a run unless one is running, and schedules the next daily run one day later. */
export async function beginRun(
  db: Database,
  { clock, newId }: Pick<Context, 'clock' | 'newId'>,
  source: SourceRow,
): Promise<string | undefined> {
  const id = newId();
  const now = clock();
  const began = await insertRun(db, source, id, now);
  if (source.nextAt !== null) await updateSource(db, source.id, { nextAt: instantAfter(now, EVERY_DAYS) });
  return began ? id : undefined;
}

/**
 * Requests a run now; the first free process takes it.
 * @throws CatalogueError no-token, host-not-found, federation-not-found, not-yours, source-not-found, import-under-way,
 * too-many-requests
 */
export const startRun = (context: Context, ref: OwnerRef): Promise<{ id: string }> =>
  inTransaction(context.db, async (db) => {
    const found = await findOwner(db, context, ref);
    const source = await sourceToRun(db, context, found);
    if ((await lastRun(db, source.id))?.state === 'running') throw underWay();
    const anHourAgo = instantAfter(context.clock(), -1 / 24);
    if (context.caller.role !== 'admin' && (await countRuns(db, source.id, anHourAgo)) >= RUNS_AN_HOUR) {
      const first = await firstRunSince(db, source.id, anHourAgo);
      const minutes = Math.max(1, Math.ceil(((first ?? anHourAgo).getTime() - anHourAgo.getTime()) / 60_000));
      throw new CatalogueError(
        'too-many-requests',
        {
          fr: `Pas plus de ${RUNS_AN_HOUR} lectures par heure. Réessayez dans ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ; une se fait aussi d’elle-même chaque jour.`,
          en: `No more than ${RUNS_AN_HOUR} runs an hour. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}; one is also made by itself every day.`,
        },
        { retryAfterSeconds: minutes * 60 },
      );
    }
    const id = await beginRun(db, context, source);
    if (id === undefined) throw underWay();
    await noteAction(db, context, 'startRun', found.subject);
    return { id };
  });
