import { issueToken } from '../../accounts/issue.ts';
import { mustStandByHost } from '../../accounts/reach.ts';
import { isVisible, mustBeKnown, mustOwnHost } from '../../accounts/rights.ts';
import { updateToken } from '../../accounts/store.ts';
import { noteAction } from '../../audit/store.ts';
import { addDays, parisDay } from '../../clock.ts';
import type { Context, Written } from '../../context.ts';
import type { Database } from '../../database/open.ts';
import type { HostRow } from '../../database/rows.ts';
import { inTransaction } from '../../database/transaction.ts';
import { CatalogueError } from '../../errors.ts';
import { removeAddress } from '../../feed/private-address/store.ts';
import type { FetchLimits, Outgoing } from '../../outgoing/fetch.ts';
import { fault, today } from '../../vocabulary/meaning.ts';
import { loadHost, settleHost } from '../change.ts';
import type { Host } from '../schema.ts';
import { findHost, lockHost, updateHost } from '../store.ts';
import { challengeFor, DAY_MS, DAYS_TO_OBJECT, proofProblem, toChallenge } from './challenge.ts';
import type { Challenge, OwnershipClaim } from './schema.ts';
import {
  findChallenge,
  findProvenClaim,
  isOwned,
  listDueOwners,
  listOthers,
  noteCheck,
  revokeTokensOf,
} from './store.ts';

const LIMITS: FetchLimits = { milliseconds: 10_000, bytes: 4_096, redirects: 'same-host', httpsOnly: true };
const SECONDS_BETWEEN_CHECKS = 5;

/** What a look at a website showed; `revision` is null when nothing public changed by it. */
export interface DomainChecked {
  problem: string | null;
  challenge: Challenge | null;
  ownerChangesOn: string | null;
  revision: number | null;
}

const unproven = (problem: string, challenge: Challenge | null = null): DomainChecked => ({
  problem,
  challenge,
  ownerChangesOn: null,
  revision: null,
});

function mayProve(caller: Context['caller'], host: HostRow | undefined): asserts host is HostRow {
  mustBeKnown(caller);
  if (host && caller.role === 'claimant' && caller.hostId === host.id) return;
  mustOwnHost(caller, host);
}

/**
 * Looks at the website of a host for the challenge of the caller's token, and takes note of what it proves: for a host's
 * own token that the domain is theirs; for who claims an entry, the entry itself, at once when nobody holds it, else
 * after the days in which its holder may object.
 * @throws CatalogueError no-token, host-not-found, not-yours, too-many-requests
 */
export async function checkDomain(context: Context, outgoing: Outgoing, ref: string): Promise<DomainChecked> {
  const { caller, clock } = context;
  const asked = await inTransaction(context.db, async (db) => {
    const host = await findHost(db, ref);
    mayProve(caller, host);
    if (host.website === null) return unproven('no-website');
    if (caller.role !== 'host' && caller.role !== 'claimant') return unproven('no-challenge');
    const { challenge, isNew } = await challengeFor(
      db,
      context,
      { id: host.id, website: host.website },
      caller.tokenId,
    );
    if (isNew) return unproven('new-challenge', toChallenge(challenge));
    refuseHaste(challenge.checkedAt, clock());
    await noteCheck(db, caller.tokenId, clock());
    return { host, challenge, tokenId: caller.tokenId };
  });
  if (!('host' in asked)) return asked;
  const { host, challenge, tokenId } = asked;
  // Outside of any transaction: a slow site holds no lock.
  const answer = await outgoing.get(toChallenge(challenge).url, LIMITS);
  const problem = proofProblem(answer, challenge.content);
  if (problem !== null) return unproven(problem, toChallenge(challenge));
  return await inTransaction(context.db, async (db) => {
    const locked = await lockHost(db, host.id);
    mayProve(caller, locked);
    const kept = await findChallenge(db, tokenId);
    if (kept?.content !== challenge.content || locked.website !== host.website) return unproven('website-changed');
    return await noteProof(db, context, locked, tokenId);
  });
}

function refuseHaste(checkedAt: Date | null, now: Date): void {
  if (!checkedAt || now.getTime() - checkedAt.getTime() >= SECONDS_BETWEEN_CHECKS * 1000) return;
  throw new CatalogueError(
    'too-many-requests',
    {
      fr: `Le site vient d’être regardé. Réessayez dans ${SECONDS_BETWEEN_CHECKS} secondes.`,
      en: `The site was looked at just now. Try again in ${SECONDS_BETWEEN_CHECKS} seconds.`,
    },
    { retryAfterSeconds: SECONDS_BETWEEN_CHECKS },
  );
}

async function noteProof(db: Database, context: Context, host: HostRow, tokenId: string): Promise<DomainChecked> {
  const { caller, clock } = context;
  mustBeKnown(caller);
  const day = today(context);
  const before = await loadHost(db, context, host.id);
  const waits = caller.role === 'claimant' && (await isOwned(db, host.id, clock()));
  const ownerChangesOn = waits ? (host.ownerChangesOn ?? addDays(day, DAYS_TO_OBJECT)) : null;
  if (waits) await updateToken(db, tokenId, { expiresAt: null });
  else if (caller.role === 'claimant') {
    await updateToken(db, tokenId, { isClaim: false, expiresAt: null });
    // Whoever held the entry once may still have it.
    await removeAddress(db, { hostId: host.id });
  }
  await updateHost(db, host.id, waits ? { ownerChangesOn } : { domainVerifiedAt: day, termsAccepted: '2026-1' });
  const settled = await settleHost(db, { ...context, caller }, before);
  return { problem: null, challenge: null, ownerChangesOn, revision: settled?.revision ?? null };
}

/** What was claimed, and how to prove it. */
export interface Claimed {
  host: Host;
  website: string;
  token: string;
  challenge: Challenge;
  owned: boolean;
}

function notClaimable(code: string, message: { fr: string; en: string }): never {
  throw new CatalogueError('not-claimable', message, { faults: [fault('', code, message)] });
}

/**
 * Says that a public entry is one's own: a token that can only prove it, and a challenge to prove it by.
 * @throws CatalogueError host-not-found, not-claimable
 */
export async function claimOwnership(context: Context, ref: string, { label }: OwnershipClaim): Promise<Claimed> {
  return await inTransaction(context.db, async (db) => {
    const { rows, document } = await loadVisible(db, context, ref);
    const { host } = rows;
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
    if (host.website === null)
      notClaimable('no-website', {
        fr: 'Cette fiche n’a pas de site web à prouver : demandez à une fédération ou à l’administration.',
        en: 'This entry has no website to prove: ask a federation or an administrator.',
      });
    const { hostname } = new URL(host.website);
    const others = await listOthers(db, host.id);
    if (others.some(({ website }) => website !== null && new URL(website).hostname === hostname))
      notClaimable('shared-domain', {
        fr: 'Plusieurs fiches ont ce domaine : demandez à une fédération ou à l’administration.',
        en: 'Several entries have this domain: ask a federation or an administrator.',
      });
    const owned = await isOwned(db, host.id, context.clock());
    const expiresAt = new Date(context.clock().getTime() + DAYS_TO_OBJECT * DAY_MS).toISOString();
    const subject = { role: 'host', hostId: host.id, isClaim: true } as const;
    const { token, secret } = await issueToken(db, context, subject, label ?? host.name.slice(0, 100), expiresAt);
    await noteAction(db, context, 'claimOwnership', { hostId: host.id, tokenId: token.id });
    const { challenge } = await challengeFor(db, context, { id: host.id, website: host.website }, token.id);
    return { host: document, website: host.website, token: secret, challenge: toChallenge(challenge), owned };
  });
}

async function loadVisible(db: Database, context: Context, ref: string) {
  const host = await findHost(db, ref);
  if (!host || !isVisible(host))
    throw new CatalogueError('host-not-found', {
      fr: 'Aucun hébergeur ne porte ce nom.',
      en: 'There is no host by this name.',
    });
  return await loadHost(db, context, host.id);
}

/**
 * Keeps an entry from changing hands: for its holder, a federation of which it is a member, and administrators.
 * @throws CatalogueError no-token, host-not-found, not-yours, no-claim
 */
export async function stopOwnership(context: Context, ref: string): Promise<Written<Host>> {
  const { caller } = context;
  mustBeKnown(caller);
  return await inTransaction(context.db, async (db) => {
    const host = await mustStandByHost({ ...context, db }, await lockHost(db, ref));
    const before = await loadHost(db, context, host.id);
    if (host.ownerChangesOn === null)
      throw new CatalogueError('no-claim', {
        fr: 'Personne n’est en train de reprendre cette fiche.',
        en: 'Nobody is about to take over this entry.',
      });
    await revokeTokensOf(db, host.id, context.clock(), { claimsOnly: true });
    await updateHost(db, host.id, { ownerChangesOn: null });
    const settled = (await settleHost(db, { ...context, caller }, before))!;
    return { ...settled, version: settled.document.version, created: false };
  });
}

/** @throws CatalogueError no-token, host-not-found, not-yours */
export async function mayProveDomain({ db, caller }: Context, ref: string): Promise<void> {
  mustBeKnown(caller);
  mayProve(caller, await findHost(db, ref));
}

/** Hands over the entries whose holders did not object in time; returns how many. */
export async function handOverOwnerships(context: Omit<Context, 'caller'>): Promise<number> {
  const caller = { role: 'check', label: 'ownership', tokenId: null } as const;
  const day = parisDay(context.clock());
  const due = await listDueOwners(context.db, day);
  for (const { id } of due)
    await inTransaction(context.db, async (db) => {
      const host = await lockHost(db, id);
      const claim = await findProvenClaim(db, id);
      if (!host || host.ownerChangesOn === null || host.ownerChangesOn > day) return;
      const before = await loadHost(db, { ...context, caller }, id);
      if (claim) {
        await revokeTokensOf(db, id, context.clock(), { but: claim.id });
        await updateToken(db, claim.id, { isClaim: false });
        await removeAddress(db, { hostId: id });
      }
      await updateHost(db, id, {
        ownerChangesOn: null,
        ...(claim && { domainVerifiedAt: day, termsAccepted: '2026-1' }),
      });
      await settleHost(db, { ...context, caller }, before);
    });
  return due.length;
}
