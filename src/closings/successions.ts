import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { SUCCESSOR_PROMISE } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import { CatalogueError } from '../ground/errors.ts';
import { hostNotFound, requireWritableHost } from '../hosts/rights.ts';
import type { Context, WriteResult } from '../record/context.ts';
import { finishHostWrite, type HostBefore, loadHost } from '../record/finish-write.ts';
import { findHost, lockHosts, slugsOf } from '../record/hosts.ts';
import { isVisible } from '../record/read-rows.ts';
import type { HostRow } from '../record/rows.ts';
import { closings, commitments } from '../record/tables.ts';
import { requireToken, type TokenHolder } from '../requests/caller.ts';
import { today } from '../requests/meaning.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import { successorFaults } from './meaning.ts';

/** `host`: the successor. `leaving`: the host that closes, or that promises who would take over if it closed. */
interface SuccessionRef {
  host: string;
  leaving: string;
}

interface Locked {
  successor: HostRow;
  slugs: readonly string[];
  leaving: HostBefore;
  /** For each closing and promise of `leaving` that names the successor: whether the successor has agreed. */
  named: { agreed: boolean }[];
  /** Those that the successor may agree to now. */
  asked: { agreed: boolean }[];
}

/**
 * The closings and promises that name a host as their successor. Once the whole host has announced its closing, only
 * the announcement counts, and a promise no longer asks for agreement. An imported promise is not the host's own
 * statement, so it does not count.
 * @param slugs all present and former slugs of the successor
 */
function namingOf({ rows }: HostBefore, slugs: readonly string[]): Pick<Locked, 'named' | 'asked'> {
  const inClosings = rows.closings
    .filter((closing) => closing.successor !== null && slugs.includes(closing.successor))
    .map(({ successorAgreed }) => ({ agreed: successorAgreed }));
  const promised = rows.commitments
    .filter(({ kind, value, imported }) => kind === SUCCESSOR_PROMISE && slugs.includes(String(value)) && !imported)
    .map(({ agreedOn }) => ({ agreed: agreedOn !== null }));
  const isClosing = rows.closings.some(({ serviceId }) => serviceId === null);
  return { named: [...inClosings, ...promised], asked: isClosing ? inClosings : [...inClosings, ...promised] };
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
  const slugs = await slugsOf(db, successor);
  return { successor, slugs, leaving: before, ...namingOf(before, slugs) };
}

async function setAgreement(
  db: Database,
  context: Context & { caller: TokenHolder },
  { slugs, leaving }: Locked,
  agreed: boolean,
): Promise<WriteResult<Host>> {
  const { id } = leaving.rows.host;
  await db
    .update(closings)
    .set({ successorAgreed: agreed })
    .where(and(eq(closings.hostId, id), inArray(closings.successor, [...slugs])));
  const inPromises = [eq(commitments.kind, SUCCESSOR_PROMISE), inArray(commitments.value, [...slugs])];
  await db
    .update(commitments)
    .set({ agreedOn: agreed ? sql`coalesce(${commitments.agreedOn}, ${today(context)})` : null })
    .where(and(eq(commitments.hostId, id), ...inPromises, eq(commitments.imported, false)));
  const { document, revision } = (await finishHostWrite(db, context, leaving)) ?? { ...leaving, revision: null };
  return { document, version: document.version, created: agreed, revision };
}

/**
 * Records that a host agrees to take over from another one, in all closings and promises of that host which name it.
 * The document of the other host changes.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, not-published, not-named-successor,
 * meaningless-request, version-required, version-stale
 */
export async function agreeToSucceed(
  context: Context,
  ref: SuccessionRef,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const locked = await lockBoth(db, context, ref);
    const { successor, leaving, asked } = locked;
    if (successor.state === 'draft')
      throw new CatalogueError('not-published', {
        fr: 'Publiez d’abord votre fiche : on doit pouvoir lire qui prend la suite.',
        en: 'Publish your entry first: people must be able to read who takes over.',
      });
    if (asked.length === 0)
      throw new CatalogueError('not-named-successor', {
        fr: 'Cet hébergeur ne vous a pas désigné pour prendre sa suite. Demandez-lui de le dire dans son annonce de fermeture ou, s’il ne ferme pas, dans son engagement « successor-host ».',
        en: 'That host did not name you to take over. Ask it to say so in its announcement of the closing or, if it is not closing, in its commitment “successor-host”.',
      });
    const { state } = (await loadHost(db, context, successor.id)).document;
    const faults = successorFaults('/host', { host: leaving.rows.host, successor: { id: successor.id, state } });
    refuseFaults(faults.map((fault) => ({ ...fault, in: 'path' as const })));
    const isNew = asked.some(({ agreed }) => !agreed);
    checkVersion(ifMatch, leaving.rows.host.version, isNew);
    const written = await setAgreement(db, { ...context, caller }, locked, true);
    return { ...written, created: isNew };
  });
}

/**
 * Withdraws a host's agreement to take over.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, succession-not-found, version-required,
 * version-stale
 */
export async function leaveSuccession(
  context: Context,
  ref: SuccessionRef,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const locked = await lockBoth(db, context, ref);
    if (!locked.named.some(({ agreed }) => agreed))
      throw new CatalogueError('succession-not-found', {
        fr: 'Vous n’avez pas dit prendre la suite de cet hébergeur.',
        en: 'You did not say that you take over from that host.',
      });
    checkVersion(ifMatch, locked.leaving.rows.host.version, false);
    return await setAgreement(db, { ...context, caller }, locked, false);
  });
}
