import { aliasedTable, and, eq, gt, isNotNull, isNull, lte, ne, or } from 'drizzle-orm';
import { endTokens } from '../../accounts/ending.ts';
import type { Database } from '../../database/open.ts';
import { isPublic } from '../../record/read-rows.ts';
import type { DomainChallengeRow } from '../../record/rows.ts';
import { domainChallenges, holdings, hosts, tokens } from '../../record/tables.ts';

export async function findChallenge(db: Database, tokenId: string): Promise<DomainChallengeRow | undefined> {
  return (await db.select().from(domainChallenges).where(eq(domainChallenges.tokenId, tokenId)))[0];
}

export async function putChallenge(db: Database, row: DomainChallengeRow): Promise<void> {
  const { tokenId: _token, ...rest } = row;
  await db.insert(domainChallenges).values(row).onConflictDoUpdate({ target: domainChallenges.tokenId, set: rest });
}

/** Records that a website is being checked. */
export async function noteCheck(db: Database, tokenId: string, at: Date): Promise<void> {
  await db.update(domainChallenges).set({ checkedAt: at }).where(eq(domainChallenges.tokenId, tokenId));
}

/** Whether the host has a valid token that is not a claim. */
export async function isOwned(db: Database, hostId: string, now: Date): Promise<boolean> {
  const [row] = await db
    .select({ id: tokens.id })
    .from(tokens)
    .where(
      and(
        eq(tokens.hostId, hostId),
        eq(tokens.isClaim, false),
        isNull(tokens.revokedAt),
        or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now)),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/**
 * Revokes all tokens of a host, or only its claims, with everything that depends on them. Returns how many.
 * @param but id of a token to keep
 */
export async function revokeTokensOf(
  db: Database,
  hostId: string,
  at: Date,
  { but, claimsOnly = false }: { but?: string; claimsOnly?: boolean },
): Promise<number> {
  const isTheirs = and(
    eq(tokens.hostId, hostId),
    but === undefined ? undefined : ne(tokens.id, but),
    claimsOnly ? eq(tokens.isClaim, true) : undefined,
  );
  return (await endTokens(db, at, isTheirs)).length;
}

/** Condition: the claim was proven. */
const isProven = ({ isClaim, claimProvenAt }: Pick<typeof tokens, 'isClaim' | 'claimProvenAt'>) =>
  and(eq(isClaim, true), isNotNull(claimProvenAt));

/** Other hosts whose tokens are held by persons with a proven claim of this host. */
export function listKeptByClaimants(db: Database, hostId: string, now: Date): Promise<{ hostId: string | null }[]> {
  const claimed = aliasedTable(holdings, 'claimed');
  const claims = aliasedTable(tokens, 'claims');
  return db
    .selectDistinct({ hostId: tokens.hostId })
    .from(claims)
    .innerJoin(claimed, eq(claimed.tokenId, claims.id))
    .innerJoin(holdings, eq(holdings.personId, claimed.personId))
    .innerJoin(tokens, eq(tokens.id, holdings.tokenId))
    .where(
      and(
        ...[eq(claims.hostId, hostId), isNull(claims.revokedAt), isProven(claims)],
        ...[eq(tokens.role, 'host'), eq(tokens.isClaim, false), isNull(tokens.revokedAt), ne(tokens.hostId, hostId)],
        or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now)),
      ),
    );
}

/**
 * The host that a claim concerned which was stopped.
 * @param hash of the claim's token
 */
export async function findEndedClaim(db: Database, hash: string): Promise<{ name: string; slug: string } | undefined> {
  const [row] = await db
    .select({ name: hosts.name, slug: hosts.slug })
    .from(tokens)
    .innerJoin(hosts, eq(hosts.id, tokens.hostId))
    .where(and(eq(tokens.hash, hash), eq(tokens.isClaim, true), isNotNull(tokens.revokedAt), isPublic()));
  return row;
}

/** The oldest proven claim of a host with a challenge for this origin. */
export async function findProvenClaim(
  db: Database,
  hostId: string,
  origin: string,
): Promise<{ id: string } | undefined> {
  const [row] = await db
    .select({ id: tokens.id })
    .from(tokens)
    .innerJoin(domainChallenges, eq(domainChallenges.tokenId, tokens.id))
    .where(
      and(eq(tokens.hostId, hostId), isNull(tokens.revokedAt), isProven(tokens), eq(domainChallenges.origin, origin)),
    )
    .orderBy(tokens.createdAt)
    .limit(1);
  return row;
}

/** Removes claims that were not proven in time, with their challenges; returns how many. */
export async function removeClaimsExpiredBy(db: Database, now: Date): Promise<number> {
  const removed = await db
    .delete(tokens)
    .where(and(eq(tokens.isClaim, true), lte(tokens.expiresAt, now)))
    .returning({ id: tokens.id });
  return removed.length;
}

/** Hosts whose change of owner is due on a day or before. */
export const listDueOwners = (db: Database, day: string): Promise<{ id: string }[]> =>
  db.select({ id: hosts.id }).from(hosts).where(lte(hosts.ownerChangesOn, day));

/** Slugs, names and websites of all other public hosts. */
export const listOthers = (
  db: Database,
  hostId: string,
): Promise<{ id: string; slug: string; name: string; website: string | null }[]> =>
  db
    .select({ id: hosts.id, slug: hosts.slug, name: hosts.name, website: hosts.website })
    .from(hosts)
    .where(and(isPublic(), ne(hosts.id, hostId)));
