import { removeAddress } from '../../accounts/private-addresses.ts';
import { findToken, isProvenClaim, issueToken, lockToken, updateToken } from '../../accounts/tokens.ts';
import type { Database } from '../../database/open.ts';
import { inFirstTransaction, inTransaction } from '../../database/transaction.ts';
import type { Host } from '../../documents/host.ts';
import { webAddress } from '../../ground/addresses.ts';
import { addDays, instantAfter } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { removeMailAddresses } from '../../mail/addresses.ts';
import { tellOwner } from '../../mail/queue.ts';
import type { Outgoing } from '../../outgoing/fetch.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context, WriteResult } from '../../record/context.ts';
import type { CountRequest } from '../../record/counts.ts';
import { finishHostWrite, loadHost } from '../../record/finish-write.ts';
import { findHost, lockHost, updateHost } from '../../record/hosts.ts';
import type { HostRow } from '../../record/rows.ts';
import { requireToken } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { checkVersion, type IfMatch } from '../../requests/version.ts';
import { TERMS_VERSION } from '../../vocabulary/reference.ts';
import { hostGuard, hostNotFound, requireOwnHost, requireSpokesperson } from '../rights.ts';
import { challengeFor, DAYS_TO_OBJECT, type Looked, lookForProof, toChallenge } from './challenge.ts';
import { requireClaimable, stopClaims } from './claims.ts';
import type { Challenge, OwnershipClaim, ProofPlace } from './schema.ts';
import { findChallenge, isOwned, noteCheck } from './store.ts';
import { type CheckProblem, takeoverWords } from './words.ts';

const SECONDS_BETWEEN_CHECKS = 5;

/** The result of a check of a domain; `revision` is null when nothing public changed. */
export interface DomainChecked {
  provenBy: ProofPlace | null;
  /** Why nothing was proven: the check could not be made, or what was found in each place. */
  problem: CheckProblem | 'not-http' | null;
  looked: readonly Looked[];
  challenge: Challenge | null;
  ownerChangesOn: string | null;
  /** Version of the host after the check. */
  version: number;
  revision: number | null;
}

const unproven = (
  { version }: HostRow,
  problem: DomainChecked['problem'],
  challenge: Challenge | null = null,
  looked: readonly Looked[] = [],
): DomainChecked => ({
  provenBy: null,
  problem,
  looked,
  challenge,
  ownerChangesOn: null,
  version,
  revision: null,
});

function requireProver(caller: Context['caller'], host: HostRow | undefined): asserts host is HostRow {
  requireToken(caller);
  if (host && caller.role === 'claimant' && caller.hostId === host.id) return;
  requireOwnHost(caller, host);
}

/**
 * Checks the website and DNS of a host for the challenge of the caller's token, and records what it proves. For a token
 * of the host: the domain. For a claim: ownership of the entry, at once when it has no holder, otherwise after the days
 * in which the holder may object. It does not confirm the facts of the entry.
 * @param countRequest counts the check against its sender, only when the website is really requested
 * @throws CatalogueError no-token, bad-token, host-not-found, not-yours, not-claimable, too-many-requests, and what
 * `countRequest` throws
 */
export async function checkDomain(
  context: Context,
  outgoing: Outgoing,
  ref: string,
  countRequest: CountRequest,
): Promise<DomainChecked> {
  const { caller, clock } = context;
  const check = await inFirstTransaction(context.db, async (db) => {
    const host = await findHost(db, ref);
    requireProver(caller, host);
    if (host.website === null) return unproven(host, 'no-website');
    if (caller.role !== 'host' && caller.role !== 'claimant') return unproven(host, 'no-challenge');
    const { tokenId } = caller;
    if (tokenId === null) return unproven(host, 'no-challenge');
    const origin = webAddress(host.website)?.origin;
    if (origin === undefined) return unproven(host, 'not-http');
    const { challenge, isNew } = await challengeFor(db, context, { id: host.id, origin }, tokenId);
    if (isNew) return unproven(host, 'new-challenge', toChallenge(challenge));
    refuseHaste(challenge.checkedAt, clock());
    await countRequest(db);
    await noteCheck(db, tokenId, clock());
    return { host, challenge, tokenId };
  });
  if (!('host' in check)) return check;
  const { host, challenge, tokenId } = check;
  // Outside of any transaction: a slow website must not keep rows locked.
  const looked = await lookForProof(outgoing, toChallenge(challenge));
  const proof = looked.find(({ problem }) => problem === null);
  if (!proof) return unproven(host, null, toChallenge(challenge), looked);
  return await inTransaction(context.db, async (db) => {
    const locked = await lockHost(db, host.id);
    requireProver(caller, locked);
    await requireValidToken(db, context, tokenId);
    const kept = await findChallenge(db, tokenId);
    if (kept?.content !== challenge.content || locked.website !== host.website)
      return unproven(locked, 'website-changed');
    return await noteProof(db, context, locked, tokenId, proof.place);
  });
}

/** The state of the proof of a domain, for the caller who has to give it. */
interface ProofState {
  host: Host;
  /** null: no challenge is valid; a check creates one. */
  challenge: Challenge | null;
  /** Proven with the caller's token. */
  isProven: boolean;
}

/**
 * The present challenge of the caller's token; does not create one.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export const readProof = (context: Context, ref: string): Promise<ProofState> =>
  inTransaction(context.db, async (db) => {
    const { caller, clock } = context;
    const row = await findHost(db, ref);
    requireProver(caller, row);
    const { document: host } = await loadHost(db, context, row.id);
    const tokenId = caller.role === 'host' || caller.role === 'claimant' ? caller.tokenId : null;
    const kept = tokenId === null ? undefined : await findChallenge(db, tokenId);
    const isInForce = kept && kept.expiresAt > clock() && kept.origin === webAddress(host.website)?.origin;
    const isProven =
      caller.role === 'claimant'
        ? isProvenClaim(await findToken(db, caller.tokenId))
        : host.domainVerifiedOn !== null && (caller.role !== 'host' || !caller.awaitsOfficer);
    return { host, challenge: isInForce ? toChallenge(kept) : null, isProven };
  });

function refuseHaste(checkedAt: Date | null, now: Date): void {
  const ago = checkedAt ? now.getTime() - checkedAt.getTime() : -1;
  // A check that seems to lie in the future was noted while a clock was ahead: do not wait for it.
  if (ago < 0 || ago >= SECONDS_BETWEEN_CHECKS * 1000) return;
  throw new CatalogueError(
    'too-many-requests',
    {
      fr: `Le site vient d’être regardé. Réessayez dans ${SECONDS_BETWEEN_CHECKS} secondes.`,
      en: `The site was looked at just now. Try again in ${SECONDS_BETWEEN_CHECKS} seconds.`,
    },
    { retryAfterSeconds: SECONDS_BETWEEN_CHECKS },
  );
}

/**
 * The token may have been revoked or replaced during the check of the website.
 * @throws CatalogueError bad-token
 */
async function requireValidToken(db: Database, { caller, clock }: Context, tokenId: string): Promise<void> {
  const token = await lockToken(db, tokenId);
  const isInForce = token && (token.expiresAt === null || token.expiresAt > clock());
  if (isInForce && token.isClaim === (caller.role === 'claimant')) return;
  throw new CatalogueError('bad-token', {
    fr: 'Ce jeton a pris fin pendant que le site était regardé. Demandez-en un autre.',
    en: 'This token ended while the site was looked at. Ask for another one.',
  });
}

async function noteProof(
  db: Database,
  context: Context,
  host: HostRow,
  tokenId: string,
  provenBy: ProofPlace,
): Promise<DomainChecked> {
  const { caller, clock } = context;
  requireToken(caller);
  const day = today(context);
  const before = await loadHost(db, context, host.id);
  const isClaimant = caller.role === 'claimant';
  if (isClaimant) await requireClaimable(db, before);
  const waits = isClaimant && (await isOwned(db, host.id, clock()));
  const ownerChangesOn = waits ? (host.ownerChangesOn ?? addDays(day, DAYS_TO_OBJECT)) : null;
  if (waits) {
    await updateToken(db, tokenId, { claimProvenAt: clock(), expiresAt: null });
    const words = takeoverWords(host, ownerChangesOn!, context.reference);
    await tellOwner(db, context, { hostId: host.id }, { kind: 'takeover', key: tokenId, words });
  } else if (isClaimant) {
    await updateToken(db, tokenId, { isClaim: false, expiresAt: null });
    // The former holder may still know the private address.
    await removeAddress(db, { hostId: host.id });
    await removeMailAddresses(db, context, { hostId: host.id });
  } else await updateToken(db, tokenId, { awaitsOfficer: false });
  await updateHost(
    db,
    host.id,
    waits
      ? { ownerChangesOn }
      : {
          domainVerifiedOn: day,
          termsAccepted: TERMS_VERSION,
        },
  );
  const settled = await finishHostWrite(db, { ...context, caller }, before);
  const version = settled?.document.version ?? host.version;
  const revision = settled?.revision ?? null;
  return { provenBy, problem: null, looked: [], challenge: null, ownerChangesOn, version, revision };
}

/** The result of a claim: what was claimed, and how to prove it. */
interface Claimed {
  host: Host;
  website: string;
  token: string;
  tokenId: string;
  challenge: Challenge;
  owned: boolean;
}

/**
 * A public entry that may be claimed, and whether it has a holder, who could object.
 * @throws CatalogueError host-not-found, not-claimable
 */
export const readClaimable = (context: Context, ref: string): Promise<{ host: Host; owned: boolean }> =>
  inTransaction(context.db, async (db) => {
    const found = await findHost(db, ref);
    if (!found) throw hostNotFound();
    const before = await loadHost(db, context, found.id);
    await requireClaimable(db, before);
    return { host: before.document, owned: await isOwned(db, found.id, context.clock()) };
  });

/**
 * Claims a public entry: returns the challenge and a token that can only be used to prove the claim.
 * @param countRequest counts the claim against its sender; refused requests do not count
 * @throws CatalogueError host-not-found, not-claimable, and what `countRequest` throws
 */
export async function claimOwnership(
  context: Context,
  ref: string,
  { label }: OwnershipClaim,
  countRequest: CountRequest,
): Promise<Claimed> {
  return await inTransaction(context.db, async (db) => {
    const found = await findHost(db, ref);
    if (!found) throw hostNotFound();
    const before = await loadHost(db, context, found.id);
    const { website, origin } = await requireClaimable(db, before);
    await countRequest(db);
    const { rows, document } = before;
    const { host } = rows;
    const owned = await isOwned(db, host.id, context.clock());
    const expiresAt = instantAfter(context.clock(), DAYS_TO_OBJECT).toISOString();
    const subject = { role: 'host', hostId: host.id, isClaim: true } as const;
    const { token, secret } = await issueToken(db, context, subject, label ?? host.name.slice(0, 100), expiresAt);
    await noteAction(db, context, 'claimOwnership', { hostId: host.id, tokenId: token.id });
    const { challenge } = await challengeFor(db, context, { id: host.id, origin }, token.id);
    return { host: document, website, token: secret, tokenId: token.id, challenge: toChallenge(challenge), owned };
  });
}

/**
 * Stops the claims of an entry. Allowed for its holder, for federations of which it is a member according to both
 * sides, and for administrators.
 * @throws CatalogueError no-token, host-not-found, not-yours, no-claim, version-required, version-stale
 */
export async function stopOwnership(context: Context, ref: string, ifMatch: IfMatch): Promise<WriteResult<Host>> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const host = await requireSpokesperson({ ...context, db }, await lockHost(db, ref));
    const before = await loadHost(db, context, host.id);
    if (host.ownerChangesOn === null)
      throw new CatalogueError('no-claim', {
        fr: 'Personne n’est en train de reprendre cette fiche.',
        en: 'Nobody is about to take over this entry.',
      });
    checkVersion(ifMatch, host.version, false);
    await stopClaims(db, context, host);
    await updateHost(db, host.id, { ownerChangesOn: null });
    const settled = (await finishHostWrite(db, { ...context, caller }, before))!;
    return { ...settled, version: settled.document.version, created: false };
  });
}

/** The host, someone who claims it, or an administrator. */
export const domainProver = hostGuard(({ caller }, host) => requireProver(caller, host));
