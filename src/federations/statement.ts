import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Federation } from '../documents/federation.ts';
import { CatalogueError } from '../ground/errors.ts';
import { hostNotFound, hostWithdrawn } from '../hosts/rights.ts';
import type { Context, Edit, Guard, WriteResult } from '../record/context.ts';
import { findFederation, lockFederation, nearestFederation } from '../record/federations.ts';
import {
  type FederationBefore,
  finishFederationWrite,
  finishHostWrites,
  type HostBefore,
  loadFederation,
  loadHost,
} from '../record/finish-write.ts';
import { findHost, lockHost, nearestHost } from '../record/hosts.ts';
import { isVisible } from '../record/read-rows.ts';
import type { FederationRow, HostRow } from '../record/rows.ts';
import { authorOf, requireToken, type TokenHolder } from '../requests/caller.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import { requireOwnFederation } from './rights.ts';

/* Everything a federation states about a host is written here: memberships, reviews, and its own list. */

/** The federation that makes a statement, and the host it is about: slugs, or the id of a host. */
export interface StatementRef {
  federation: string;
  host: string;
}

/** Both sides of a statement, locked, as they were before it. */
export interface Parties {
  federation: FederationBefore;
  host: HostBefore;
}

interface PartyRows {
  federation: FederationRow;
  host: HostRow;
}

/** Who may make a statement about which hosts. Routes and commands use the same rule. */
interface StatementRule extends Guard<StatementRef> {
  /**
   * @param found the rows for the names in the path
   * @param nearest slugs that were probably meant, for rows that do not exist
   */
  require(
    caller: TokenHolder,
    found: { [P in keyof PartyRows]: PartyRows[P] | undefined },
    nearest?: { host?: string | undefined; federation?: string | undefined },
  ): PartyRows;
}

const statementRule = (require: StatementRule['require']): StatementRule => ({
  require,
  refuses: ['federation-not-found', 'host-not-found', 'host-withdrawn'],
  check: async ({ db, caller }, ref) => {
    requireToken(caller);
    const host = await findHost(db, ref.host);
    const federation = await findFederation(db, ref.federation);
    require(caller, { federation, host }, {
      host: host ? undefined : await nearestHost(db, ref.host),
      federation: federation ? undefined : await nearestFederation(db, ref.federation),
    });
  },
});

/** Only its owner and administrators know of a draft. */
function requireReadableHost(
  caller: TokenHolder,
  host: HostRow | undefined,
  nearest?: string,
): asserts host is HostRow {
  if (!host || (!isVisible(host) && caller.role !== 'admin')) throw hostNotFound(nearest);
}

function requireStaying(host: HostRow): void {
  if (host.state === 'withdrawn') throw hostWithdrawn();
}

/** The federation or an administrator, about a host that has not left. */
export const byFederation = statementRule((caller, { federation, host }, nearest) => {
  requireOwnFederation(caller, federation, nearest?.federation);
  requireReadableHost(caller, host, nearest?.host);
  requireStaying(host);
  return { federation, host };
});

/** As `byFederation`, or the host itself: it may end its membership, but not review itself. */
export const byFederationOrHost = statementRule((caller, { federation, host }, nearest) => {
  const isOwn = caller.role === 'host' && host !== undefined && host.id === caller.hostId;
  if (!isOwn || !federation) return byFederation.require(caller, { federation, host }, nearest);
  requireStaying(host);
  return { federation, host };
});

/** As `byFederation`, even after the host has left: it can still be taken off the list. */
export const byFederationOfAnyHost: StatementRule = {
  ...statementRule((caller, { federation, host }, nearest) => {
    if (host?.state !== 'withdrawn') return byFederation.require(caller, { federation, host }, nearest);
    requireOwnFederation(caller, federation, nearest?.federation);
    return { federation, host };
  }),
  refuses: ['federation-not-found', 'host-not-found'],
};

/** As `byFederation`, including drafts, which are named by id: for vouches. */
export const byFederationOfDraft: StatementRule = {
  ...statementRule((caller, { federation, host }, nearest) => {
    requireOwnFederation(caller, federation, nearest?.federation);
    if (!host || host.state === 'withdrawn')
      throw new CatalogueError('host-not-found', {
        fr: 'Aucun hébergeur ne porte ce nom. Un brouillon se désigne par son identifiant.',
        en: 'There is no host by this name. A draft is named by its id.',
      });
    return { federation, host };
  }),
  refuses: ['federation-not-found', 'host-not-found'],
};

/** Locks are always taken in the order federation, host, revision. */
export async function lockParties(
  db: Database,
  caller: TokenHolder,
  rule: StatementRule,
  ref: StatementRef,
): Promise<PartyRows> {
  const federation = await lockFederation(db, ref.federation);
  const host = await lockHost(db, ref.host);
  return rule.require(caller, { federation, host });
}

/**
 * Writes or removes a statement; each document whose content differs changes. `If-Match` and the answered version are
 * those of the federation.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, host-withdrawn,
 * meaningless-request, version-required, version-stale, and what `prepare` throws
 */
export async function changeStatement(
  context: Context,
  rule: StatementRule,
  ref: StatementRef,
  ifMatch: IfMatch,
  prepare: (before: Parties, db: Database) => Edit | Promise<Edit>,
): Promise<WriteResult<Federation>> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const rows = await lockParties(db, caller, rule, ref);
    const federation = await loadFederation(db, rows.federation.id);
    const host = await loadHost(db, context, rows.host.id);
    const { creates = false, faults = [], apply } = await prepare({ federation, host }, db);
    refuseFaults(faults);
    checkVersion(ifMatch, rows.federation.version, creates);
    await apply(db);
    const written = await settleStatements(db, { ...context, caller }, federation, [host]);
    return { ...written, created: creates && written.revision !== null };
  });
}

/** Ends a change of statements about hosts: first the hosts' documents, in a fixed order, then the federation's. */
export async function settleStatements(
  db: Database,
  context: Context & { caller: TokenHolder },
  before: FederationBefore,
  hosts: readonly HostBefore[],
): Promise<WriteResult<Federation>> {
  const touched = await finishHostWrites(db, context, hosts);
  const settled = await finishFederationWrite(db, context, authorOf(context.caller), before, { touched });
  if (!settled) return { document: before.document, version: before.document.version, created: false, revision: null };
  const { document, revision } = settled;
  return { document, version: document.version, created: false, revision };
}
