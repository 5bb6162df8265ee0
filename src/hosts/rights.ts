import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { isAgreed } from '../documents/membership.ts';
import { parisDay } from '../ground/clock.ts';
import { CatalogueError, type ErrorCode } from '../ground/errors.ts';
import type { Context, Guard } from '../record/context.ts';
import { listMemberships } from '../record/federations.ts';
import { findHost } from '../record/hosts.ts';
import { isVisible } from '../record/read-rows.ts';
import type { HostRow } from '../record/rows.ts';
import { entrySources } from '../record/tables.ts';
import { type Caller, requireToken } from '../requests/caller.ts';
import { suggestion } from '../requests/meaning.ts';
import type { HostState } from '../vocabulary/terms.ts';

/** @param nearest the slug of a published host that was probably meant */
export function hostNotFound(nearest?: string): CatalogueError {
  const { fr, en } = suggestion(nearest);
  return new CatalogueError('host-not-found', {
    fr: `Aucun hébergeur ne porte ce nom.${fr}`,
    en: `There is no host by this name.${en}`,
  });
}

export const hostWithdrawn = () =>
  new CatalogueError('host-withdrawn', {
    fr: 'Cet hébergeur a été retiré du catalogue. Publiez-le de nouveau avant d’y écrire.',
    en: 'This host was withdrawn from the catalogue. Publish it again before you write.',
  });

/** Whether the caller is the host, or an administrator. */
export const ownsHost = (caller: Caller, { id }: { id: string }): boolean =>
  caller.role === 'admin' || (caller.role === 'host' && caller.hostId === id);

/**
 * Whether the caller may read which people a host was referred in cases: the host itself, unless an administrator
 * created its token and nobody with that right has accepted it.
 */
export const readsReferrals = (caller: Caller, { id }: { id: string }): boolean =>
  caller.role === 'host' && caller.hostId === id && !caller.awaitsOfficer;

/**
 * Requires the host itself or an administrator. For everyone else a draft does not exist.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export function requireOwnHost<H extends { id: string; state: HostState }>(
  caller: Caller,
  host: H | undefined,
): asserts host is H {
  requireToken(caller);
  if (!host) throw hostNotFound();
  if (ownsHost(caller, host)) return;
  if (!isVisible(host)) throw hostNotFound();
  throw new CatalogueError('not-yours', {
    fr: 'Ce jeton n’est pas celui de cet hébergeur.',
    en: 'This token is not that of this host.',
  });
}

/** The error for a federation when the host has not stated its membership. */
export const notItsFederation = () =>
  new CatalogueError('not-yours', {
    fr: 'C’est réservé à l’hébergeur, aux fédérations dont il s’est dit membre et à l’administration. S’il est des vôtres, demandez-lui de le dire aussi.',
    en: 'This is for the host, the federations that it says it is a member of, and administrators. If it is one of yours, ask it to say so too.',
  });

/**
 * Requires a reader of private facts of a host: the host, an administrator, or a federation of which it is a member
 * today according to both sides.
 * @param memberOf ids of those federations
 * @throws CatalogueError no-token, not-yours
 */
export function requireReaderOfHost(caller: Caller, host: { id: string }, memberOf: readonly string[]): void {
  requireToken(caller);
  if (caller.role === 'admin' || (caller.role === 'host' && caller.hostId === host.id)) return;
  if (caller.role === 'federation') {
    if (memberOf.includes(caller.federationId)) return;
    throw notItsFederation();
  }
  throw new CatalogueError('not-yours', {
    fr: 'Ce jeton ne permet pas de lire ceci. C’est réservé à l’hébergeur, aux fédérations dont il est membre et à l’administration.',
    en: 'This token cannot read this. It is for the host, the federations that it is a member of, and administrators.',
  });
}

/**
 * Requires the host or an administrator, and that the host is not withdrawn: a withdrawn host can only be read and
 * published again.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn
 */
export function requireWritableHost<H extends { id: string; state: HostState }>(
  caller: Caller,
  host: H | undefined,
): asserts host is H {
  requireOwnHost(caller, host);
  if (host.state === 'withdrawn') throw hostWithdrawn();
}

/**
 * Requires a caller who may speak for a host: the host, an administrator, or a federation of which it is a member today
 * according to both sides. Returns the host.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function requireSpokesperson(
  { db, caller, clock }: Pick<Context, 'db' | 'caller' | 'clock'>,
  host: HostRow | undefined,
): Promise<HostRow> {
  if (caller.role === 'federation' && host) {
    const day = parisDay(clock());
    const isOurs = (await listMemberships(db, { hostId: host.id })).some(
      (membership) => membership.federationId === caller.federationId && isAgreed(membership, day),
    );
    if (isOurs) return host;
    if (isVisible(host)) throw notItsFederation();
  }
  requireOwnHost(caller, host);
  return host;
}

/* Guards check rights before the body is read. Commands check them again, with the rows locked. */

/** @param require throws when the caller may not, with `host-not-found` or one of the other codes */
export const hostGuard = (
  require: (context: Context, host: HostRow | undefined) => unknown,
  ...others: ErrorCode[]
): Guard<{ host: string }> => ({
  refuses: ['host-not-found', ...others],
  check: async (context, { host }) => {
    requireToken(context.caller);
    await require(context, await findHost(context.db, host));
  },
});

/** The host or an administrator, even for withdrawn hosts. */
export const hostOwner = hostGuard(({ caller }, host) => requireOwnHost(caller, host));

/** The host or an administrator, if the host is not withdrawn. */
export const hostWriter = hostGuard(({ caller }, host) => requireWritableHost(caller, host), 'host-withdrawn');

export const hostSpokesperson = hostGuard(requireSpokesperson);

/*
 * Drafts that were made from files of federations have no owner. The federation whose file names a draft may read and
 * publish it; that does not confirm its facts.
 */

type Draft = Pick<HostRow, 'id' | 'state'>;

async function isNamed(db: Database, { id, state }: Draft, more?: SQL): Promise<boolean> {
  if (state !== 'draft') return false;
  const [found] = await db
    .select({ one: sql`1` })
    .from(entrySources)
    .where(and(eq(entrySources.hostId, id), more))
    .limit(1);
  return found !== undefined;
}

/** Whether a draft was made from a file of a federation. */
export const isNamedDraft = (db: Database, host: Draft): Promise<boolean> => isNamed(db, host);

/** Whether the caller is the federation whose files name a draft. */
export const namesDraft = async (db: Database, caller: Caller, host: Draft | undefined): Promise<boolean> =>
  host !== undefined &&
  caller.role === 'federation' &&
  (await isNamed(db, host, eq(entrySources.federationId, caller.federationId)));

/**
 * Requires the host itself, an administrator, or, for a draft, the federation whose files name it.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function requireOwnOrNamed(db: Database, caller: Caller, host: HostRow | undefined): Promise<HostRow> {
  if (host && (await namesDraft(db, caller, host))) return host;
  requireOwnHost(caller, host);
  return host;
}

export const hostPublisher = hostGuard(({ db, caller }, host) => requireOwnOrNamed(db, caller, host));
