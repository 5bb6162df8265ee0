import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { type Host, withPlansOn } from '../../documents/host.ts';
import type { Context, Written } from '../../record/context.ts';
import { findHost, updateHost } from '../../record/hosts.ts';
import { loadHost } from '../../record/settle.ts';
import { claims, commitments, plans, services } from '../../record/tables.ts';
import { requireToken } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { checkVersion, type IfMatch } from '../../requests/version.ts';
import { COMPLETE_LISTS } from '../../vocabulary/terms.ts';
import { changeHost } from '../change.ts';
import { requireWritableHost } from '../rights.ts';
import { effectsOf, type OfList } from './effects.ts';
import type { ConfirmationDraft } from './schema.ts';

/** Dates all statements of a host to a day and marks them as its own; undated prices stay undated. */
async function renewFacts(db: Database, hostId: string, day: string): Promise<void> {
  const hostStatement = { asOf: day, imported: false };
  await db.update(claims).set(hostStatement).where(eq(claims.hostId, hostId));
  await db.update(commitments).set(hostStatement).where(eq(commitments.hostId, hostId));
  const serviceIds = db.select({ id: services.id }).from(services).where(eq(services.hostId, hostId));
  await db
    .update(plans)
    .set({ observedOn: day })
    .where(and(inArray(plans.serviceId, serviceIds), isNotNull(plans.observedOn)));
}

/**
 * The lists that are complete after a confirmation: exactly those it names, or the previous ones when it names none.
 */
const completeAfter = ({ complete }: ConfirmationDraft, before: Pick<Host, 'complete'>): Host['complete'] =>
  complete === undefined ? before.complete : COMPLETE_LISTS.filter((list) => complete.includes(list));

/**
 * “Still true”: dates all statements of a host to today, makes imported ones its own, and declares which lists are
 * complete. A second confirmation on the same day changes nothing.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, version-stale
 */
export const confirmHost = (
  context: Context,
  ref: string,
  draft: ConfirmationDraft,
  ifMatch: IfMatch = '*',
): Promise<Written<Host>> =>
  changeHost(context, ref, ifMatch, ({ rows: { host }, document }) => {
    const day = today(context);
    return {
      apply: async (db) => {
        await renewFacts(db, host.id, day);
        await updateHost(db, host.id, {
          confirmedAt: day,
          complete: completeAfter(draft, document),
          provenance: null,
          // A confirmation ends the state "silent".
          ...(host.state === 'silent' && { state: 'published' }),
        });
      },
    };
  });

/** The effects of a confirmation, before it is sent. */
export interface Confirmable {
  complete: Host['complete'];
  becomesNo: OfList[];
  notes: OfList[];
  version: number;
}

/**
 * What readers would be told after a confirmation; writes nothing.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, version-stale
 */
export async function tryConfirmation(
  context: Context,
  ref: string,
  draft: ConfirmationDraft,
  ifMatch: IfMatch = '*',
): Promise<Confirmable> {
  const { caller, db, reference } = context;
  requireToken(caller);
  const host = await findHost(db, ref);
  requireWritableHost(caller, host);
  checkVersion(ifMatch, host.version, false);
  const { document } = await loadHost(db, context, host.id);
  const complete = completeAfter(draft, document);
  const holding = withPlansOn(document, today(context));
  return { complete, ...effectsOf(holding, complete, reference), version: host.version };
}
