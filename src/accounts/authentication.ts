import type { IncomingMessage } from 'node:http';
import { asCatalogueError } from '../database/errors.ts';
import type { Database } from '../database/open.ts';
import { type Clock, parisDay } from '../ground/clock.ts';
import type { TokenRow } from '../record/rows.ts';
import { type Caller, COMMAND_LINE, type TokenHolder } from '../requests/caller.ts';
import { findTokenByHash, hashOf, isSameSecret, noteUseOn } from './tokens.ts';

interface Authentication {
  db: Database;
  clock: Clock;
  /** The first administrator's token, from the environment. It works even when the database does not. */
  adminToken?: string | undefined;
  /** What this server left in its data folder for the command line; it is taken from this machine alone. */
  commandSecret?: string | undefined;
}

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;

/**
 * Whether a request comes from a program of this machine, and not through a proxy on it: then somebody else's request
 * would arrive from here.
 */
function isFromThisMachine({ socket, headers }: IncomingMessage): boolean {
  const { remoteAddress, localAddress } = socket;
  const isProxied = ['forwarded', 'x-forwarded-for', 'via'].some((name) => headers[name] !== undefined);
  return !isProxied && remoteAddress !== undefined && (LOOPBACK.test(remoteAddress) || remoteAddress === localAddress);
}

/** The caller of a request with this token. */
export function callerOf({
  id,
  role,
  label,
  hostId,
  federationId,
  isClaim,
  awaitsOfficer,
  rights,
}: TokenRow): TokenHolder {
  if (isClaim) return { role: 'claimant', hostId: hostId!, label, tokenId: id };
  const limits = { ...(awaitsOfficer && { awaitsOfficer }), ...(rights !== 'all' && { limitedTo: rights }) };
  if (role === 'host') return { role, hostId: hostId!, label, tokenId: id, ...limits };
  if (role === 'federation') return { role, federationId: federationId!, label, tokenId: id, ...limits };
  return { role, label, tokenId: id };
}

/**
 * The caller of a bearer token; undefined when the token is unknown, revoked, replaced or expired. Looked up for each
 * request, so that a token revoked in one process is invalid in all. Comparisons leak no timing.
 * @param beforeLookUp called before the database is queried; may throw
 * @param request absent: the secret of the command line is not taken
 * @throws CatalogueError database-unavailable
 */
export async function authenticate(
  { db, clock, adminToken, commandSecret }: Authentication,
  secret: string,
  beforeLookUp: () => void = () => {},
  request?: IncomingMessage,
): Promise<Caller | undefined> {
  if (commandSecret && request && isFromThisMachine(request) && isSameSecret(secret, commandSecret))
    return COMMAND_LINE;
  if (adminToken && isSameSecret(secret, adminToken)) return { role: 'admin', label: 'admin', tokenId: null };
  beforeLookUp();
  try {
    const hash = hashOf(secret);
    const token = await findTokenByHash(db, hash, clock());
    if (!token || (token.expiresAt && token.expiresAt <= clock())) return undefined;
    return { ...callerOf(token), ...(token.hash !== hash && { formerUntil: token.formerUntil! }) };
  } catch (error) {
    throw asCatalogueError(error) ?? error;
  }
}

/**
 * Records the day on which a token was last used; not the hour, which would reveal when people work. Called after the
 * answer and never awaited, so that requests also succeed on a read-only standby.
 */
export function lastUses({ db, clock }: { db: Database; clock: Clock }): (caller: Caller) => void {
  let notedOn = '';
  const noted = new Set<string>();
  return (caller) => {
    if (!('tokenId' in caller) || caller.tokenId === null) return;
    const { tokenId } = caller;
    const day = parisDay(clock());
    if (day !== notedOn) noted.clear();
    notedOn = day;
    if (noted.has(tokenId)) return;
    noted.add(tokenId);
    noteUseOn(db, tokenId, day).catch(() => noted.delete(tokenId));
  };
}
