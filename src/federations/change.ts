import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Federation } from '../documents/federation.ts';
import type { Fault } from '../ground/errors.ts';
import { hostNotFound, hostWithdrawn } from '../hosts/rights.ts';
import type { Context, Guard, Written } from '../record/context.ts';
import { findFederation, lockFederation, nearestFederation } from '../record/federations.ts';
import { findHost, lockHost, nearestHost } from '../record/hosts.ts';
import { isVisible } from '../record/read-rows.ts';
import type { FederationRow, HostRow } from '../record/rows.ts';
import {
  type FederationBefore,
  type HostBefore,
  loadFederation,
  loadHost,
  settleFederation,
  settleHost,
} from '../record/settle.ts';
import { authorOf, requireToken, type TokenHolder } from '../requests/caller.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import { requireOwnFederation } from './rights.ts';

/** What a federation wants to change in what it says of a host. */
export interface Edit {
  creates?: boolean;
  faults?: readonly Fault[];
  apply(db: Database): Promise<void>;
}

/** Who speaks and of whom, as both were before. */
export interface SpokenOf {
  federation: FederationBefore;
  host: HostBefore;
}

/** Which federation speaks of which host. */
export interface AboutHost {
  federation: string;
  host: string;
}

interface Options {
  /** Whether the host itself may do this: leave, but not judge itself. */
  alsoByHost?: boolean;
  /** Whether it may also be done once the host has left: taking it off a list. */
  evenWithdrawn?: boolean;
}

/** What was likely meant by what does not exist. */
interface Guess {
  nearestHost?: string | undefined;
  nearestFederation?: string | undefined;
}

function requireSpeaker(
  caller: TokenHolder,
  federation: FederationRow | undefined,
  host: HostRow | undefined,
  options: Options & Guess,
) {
  const isHost = options.alsoByHost && caller.role === 'host' && host?.id === caller.hostId;
  if (!isHost || !federation) requireOwnFederation(caller, federation, options.nearestFederation);
  // A draft is nobody's business yet but its owner's and an administrator's.
  const hasLeft = host?.state === 'withdrawn';
  if (hasLeft && options.evenWithdrawn) return { federation, host };
  if (!host || (!isVisible(host) && caller.role !== 'admin' && !isHost)) throw hostNotFound(options.nearestHost);
  if (hasLeft) throw hostWithdrawn();
  return { federation, host };
}

/** Whoever may say something of a host in the name of a federation. */
export const speakerOfHost = (options: Options = {}): Guard<AboutHost> => ({
  refuses: ['federation-not-found', 'host-not-found', 'host-withdrawn'],
  check: async ({ db, caller }, ref) => {
    requireToken(caller);
    const host = await findHost(db, ref.host);
    const federation = await findFederation(db, ref.federation);
    requireSpeaker(caller, federation, host, {
      ...options,
      nearestHost: host ? undefined : await nearestHost(db, ref.host),
      nearestFederation: federation ? undefined : await nearestFederation(db, ref.federation),
    });
  },
});

/**
 * Runs a command on what a federation says of a host: each document that says something new changes. Locks always come in the
 * order federation, host, revision. The version asked for and answered is that of the federation.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, meaningless-request, version-required, version-stale
 */
export async function changeAboutHost(
  context: Context,
  ref: AboutHost,
  ifMatch: IfMatch,
  prepare: (before: SpokenOf, db: Database) => Edit | Promise<Edit>,
  options: Options = {},
): Promise<Written<Federation>> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const federationRow = await lockFederation(db, ref.federation);
    const hostRow = await lockHost(db, ref.host);
    const rows = requireSpeaker(caller, federationRow, hostRow, options);
    const federation = await loadFederation(db, rows.federation.id);
    const host = await loadHost(db, context, rows.host.id);
    const { creates = false, faults = [], apply } = await prepare({ federation, host }, db);
    refuseFaults(faults);
    const { version } = rows.federation;
    checkVersion(ifMatch, version, creates);
    await apply(db);
    const changed = await settleHost(db, { ...context, caller }, host);
    const touched = changed !== undefined;
    const settled = await settleFederation(db, context, authorOf(caller), federation, { touched });
    if (!settled) return { document: federation.document, version, created: false, revision: null };
    const { document, revision } = settled;
    return { document, version: document.version, created: creates, revision };
  });
}

/**
 * Runs a command on what a federation says of itself, and of no host.
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request, version-required, version-stale
 */
export async function changeFederation(
  context: Context,
  ref: string,
  ifMatch: IfMatch,
  prepare: (before: FederationBefore) => Edit,
): Promise<Written<Federation>> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    requireOwnFederation(caller, federation);
    const before = await loadFederation(db, federation.id);
    const { creates = false, faults = [], apply } = prepare(before);
    refuseFaults(faults);
    checkVersion(ifMatch, federation.version, creates);
    await apply(db);
    const settled = await settleFederation(db, context, authorOf(caller), before);
    if (!settled) return { document: before.document, version: federation.version, created: false, revision: null };
    return { ...settled, version: settled.document.version, created: creates };
  });
}
