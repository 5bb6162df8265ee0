import { removeAddress } from '../../accounts/private-addresses.ts';
import { updateToken } from '../../accounts/tokens.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { siteOf, webAddress } from '../../ground/addresses.ts';
import { parisDay } from '../../ground/clock.ts';
import { CatalogueError, type FaultCode, fault } from '../../ground/errors.ts';
import { removeMailAddresses } from '../../mail/addresses.ts';
import { tellOwner } from '../../mail/queue.ts';
import type { Context } from '../../record/context.ts';
import { finishHostWrite, type HostBefore, loadHost } from '../../record/finish-write.ts';
import { lockHost, updateHost } from '../../record/hosts.ts';
import { isVisible } from '../../record/read-rows.ts';
import { TERMS_VERSION } from '../../vocabulary/reference.ts';
import { hostNotFound } from '../rights.ts';
import {
  findProvenClaim,
  listDueOwners,
  listKeptByClaimants,
  listOthers,
  removeClaimsExpiredBy,
  revokeTokensOf,
} from './store.ts';
import { stoppedWords } from './words.ts';

function notClaimable(code: FaultCode, message: { fr: string; en: string }): never {
  throw new CatalogueError('not-claimable', message, { faults: [fault('', code, message)] });
}

/**
 * Requires that an entry may be claimed. Checked at the claim, at the proof and at the handover, because the entry may
 * be suspended, closed or withdrawn meanwhile. Returns the website to prove, and its origin.
 * @throws CatalogueError host-not-found, not-claimable
 */
export async function requireClaimable(db: Database, { rows: { host }, document }: HostBefore) {
  if (!isVisible(host)) throw hostNotFound();
  if (document.state === 'suspended')
    notClaimable('suspended', {
      fr: 'Cet hébergeur est suspendu : demandez à l’administration.',
      en: 'This host is suspended: ask an administrator.',
    });
  if (document.state === 'closed')
    notClaimable('closed', {
      fr: 'Cet hébergeur est fermé : demandez à une fédération ou à l’administration.',
      en: 'This host is closed: ask a federation or an administrator.',
    });
  const { website } = host;
  const origin = webAddress(website)?.origin;
  if (website === null || origin === undefined)
    return notClaimable('no-website', {
      fr: 'Cette fiche n’a pas de site web à prouver : demandez à une fédération ou à l’administration.',
      en: 'This entry has no website to prove: ask a federation or an administrator.',
    });
  const site = siteOf(website);
  const others = await listOthers(db, host.id);
  if (others.some(({ website }) => website !== null && siteOf(website) === site))
    notClaimable('shared-domain', {
      fr: 'Plusieurs fiches ont ce domaine : demandez à une fédération ou à l’administration.',
      en: 'Several entries have this domain: ask a federation or an administrator.',
    });
  return { website, origin };
}

/**
 * Stops the claims of an entry; call it in a transaction. Claimants who already own another host are notified at the
 * confirmed addresses of that host: no other address of theirs is known.
 */
export async function stopClaims(
  db: Database,
  context: Pick<Context, 'clock' | 'newId'>,
  host: { id: string; name: string },
): Promise<void> {
  const now = context.clock();
  const words = stoppedWords(host);
  for (const { hostId } of await listKeptByClaimants(db, host.id, now))
    if (hostId !== null)
      await tellOwner(
        db,
        context,
        { hostId },
        { kind: 'takeover', key: `stopped:${host.id}:${now.toISOString()}`, words },
      );
  await revokeTokensOf(db, host.id, now, { claimsOnly: true });
}

const CALLER = { role: 'catalogue', label: 'ownership', tokenId: null } as const;

/** The proven claim of an entry; undefined when there is none, or when the entry can no longer be claimed. */
async function claimOf(db: Database, before: HostBefore): Promise<{ id: string } | undefined> {
  try {
    const { origin } = await requireClaimable(db, before);
    return await findProvenClaim(db, before.rows.host.id, origin);
  } catch (error) {
    if (error instanceof CatalogueError) return undefined;
    throw error;
  }
}

/**
 * Hands an entry over to the claimant, or revokes its claims when none is valid. Returns whether it was handed over.
 */
const handOver = (outer: Context, id: string): Promise<boolean> =>
  inTransaction(outer.db, async (db) => {
    const context = { ...outer, caller: CALLER };
    const day = parisDay(context.clock());
    const host = await lockHost(db, id);
    if (!host || host.ownerChangesOn === null || host.ownerChangesOn > day) return false;
    const before = await loadHost(db, context, id);
    const claim = await claimOf(db, before);
    if (claim) {
      await revokeTokensOf(db, id, context.clock(), { but: claim.id });
      await updateToken(db, claim.id, { isClaim: false });
      await removeAddress(db, { hostId: id });
      await removeMailAddresses(db, context, { hostId: id });
    } else await stopClaims(db, context, host);
    await updateHost(db, id, {
      ownerChangesOn: null,
      ...(claim && { domainVerifiedOn: day, termsAccepted: TERMS_VERSION }),
    });
    await finishHostWrite(db, context, before);
    return claim !== undefined;
  });

/**
 * Hands over the entries whose holders did not object in time; returns how many. A failure does not stop the others.
 * @throws AggregateError with all failures, after every entry was tried
 */
export async function handOverOwnerships(context: Omit<Context, 'caller'>): Promise<number> {
  const failures: unknown[] = [];
  let done = 0;
  for (const { id } of await listDueOwners(context.db, parisDay(context.clock())))
    try {
      if (await handOver({ ...context, caller: CALLER }, id)) done++;
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} entries could not be handed over`);
  return done;
}

/** Removes claims that were not proven in time; returns how many. */
export const forgetClaims = ({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> =>
  inTransaction(db, (db) => removeClaimsExpiredBy(db, clock()));
