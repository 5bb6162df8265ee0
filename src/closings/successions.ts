import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Host } from '../documents/host.ts';
import { CatalogueError } from '../ground/errors.ts';
import { hostNotFound, requireWritableHost } from '../hosts/rights.ts';
import type { Context, Written } from '../record/context.ts';
import { findHost, lockHosts } from '../record/hosts.ts';
import { isVisible } from '../record/read-rows.ts';
import type { ClosingRow, HostRow } from '../record/rows.ts';
import { type HostBefore, loadHost, settleHost } from '../record/settle.ts';
import type { TokenHolder } from '../requests/caller.ts';
import { requireToken } from '../requests/caller.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import { setAgreed } from './commands.ts';
import { successorFaults } from './meaning.ts';

/** The successor (`host`), and the host that closes (`leaving`). */
export interface SuccessionRef {
  host: string;
  leaving: string;
}

interface Locked {
  successor: HostRow;
  leaving: HostBefore;
  /** Closings of `leaving` that name the successor. */
  named: ClosingRow[];
}

/** @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn */
async function lockBoth(db: Database, context: Context, ref: SuccessionRef): Promise<Locked> {
  const [taking, leaving] = [await findHost(db, ref.host), await findHost(db, ref.leaving)];
  requireWritableHost(context.caller, taking);
  if (!leaving || !isVisible(leaving)) throw hostNotFound();
  const locked = await lockHosts(db, [taking.id, leaving.id]);
  const successor = locked.find(({ id }) => id === taking.id);
  requireWritableHost(context.caller, successor);
  if (!locked.some(({ id, state }) => id === leaving.id && isVisible({ state }))) throw hostNotFound();
  const before = await loadHost(db, context, leaving.id);
  const named = before.rows.closings.filter((closing) => closing.successor === successor.slug);
  return { successor, leaving: before, named };
}

async function setAgreement(
  db: Database,
  context: Context & { caller: TokenHolder },
  { successor, leaving }: Locked,
  agreed: boolean,
): Promise<Written<Host>> {
  await setAgreed(db, leaving.rows.host.id, successor.slug, agreed);
  const { document, revision } = (await settleHost(db, context, leaving)) ?? { ...leaving, revision: null };
  return { document, version: document.version, created: agreed, revision };
}

/**
 * Records that a host agrees to take over from one that named it. The document of the closing host changes.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, not-published, not-named-successor, meaningless-request, version-required, version-stale
 */
export async function agreeToSucceed(context: Context, ref: SuccessionRef, ifMatch: IfMatch): Promise<Written<Host>> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const locked = await lockBoth(db, context, ref);
    const { successor, leaving, named } = locked;
    if (successor.state === 'draft')
      throw new CatalogueError('not-published', {
        fr: 'Publiez d’abord votre fiche : on doit pouvoir lire qui prend la suite.',
        en: 'Publish your entry first: people must be able to read who takes over.',
      });
    if (named.length === 0)
      throw new CatalogueError('not-named-successor', {
        fr: 'Cet hébergeur ne vous a pas désigné pour prendre sa suite. Demandez-lui de le dire dans son annonce.',
        en: 'That host did not name you to take over. Ask it to say so in its announcement.',
      });
    const { state } = (await loadHost(db, context, successor.id)).document;
    const faults = successorFaults('/host', { host: leaving.rows.host, successor: { id: successor.id, state } });
    refuseFaults(faults.map((fault) => ({ ...fault, in: 'path' as const })));
    const isNew = named.some(({ successorAgreed }) => !successorAgreed);
    checkVersion(ifMatch, leaving.rows.host.version, isNew);
    const written = await setAgreement(db, { ...context, caller }, locked, true);
    return { ...written, created: isNew };
  });
}

/**
 * Withdraws the agreement to take over.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, succession-not-found, version-required, version-stale
 */
export async function leaveSuccession(context: Context, ref: SuccessionRef, ifMatch: IfMatch): Promise<Written<Host>> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const locked = await lockBoth(db, context, ref);
    if (!locked.named.some(({ successorAgreed }) => successorAgreed))
      throw new CatalogueError('succession-not-found', {
        fr: 'Vous n’avez pas dit prendre la suite de cet hébergeur.',
        en: 'You did not say that you take over from that host.',
      });
    checkVersion(ifMatch, locked.leaving.rows.host.version, false);
    return await setAgreement(db, { ...context, caller }, locked, false);
  });
}
