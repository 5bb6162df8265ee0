import { and, asc, eq, isNull, type SQL } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { TokenRow } from '../database/rows.ts';
import { federations, hosts, tokens } from '../database/tables.ts';
import type { Token } from './schema.ts';

interface JoinedToken {
  token: TokenRow;
  hostSlug: string | null;
  hostPublishedAt: Date | null;
  federationSlug: string | null;
}

const toToken = ({ token, hostSlug, hostPublishedAt, federationSlug }: JoinedToken): Token => ({
  id: token.id,
  role: token.role,
  ...(token.hostId && { host: hostPublishedAt && hostSlug ? hostSlug : token.hostId }),
  ...(federationSlug && { federation: federationSlug }),
  label: token.label,
  prefix: token.prefix,
  createdAt: token.createdAt.toISOString(),
  expiresAt: token.expiresAt?.toISOString() ?? null,
  lastUsedOn: token.lastUsedOn,
});

const joined = (db: Database) =>
  db
    .select({
      token: tokens,
      hostSlug: hosts.slug,
      hostPublishedAt: hosts.publishedAt,
      federationSlug: federations.slug,
    })
    .from(tokens)
    .leftJoin(hosts, eq(tokens.hostId, hosts.id))
    .leftJoin(federations, eq(tokens.federationId, federations.id));

export async function insertToken(db: Database, row: typeof tokens.$inferInsert): Promise<void> {
  await db.insert(tokens).values(row);
}

/** Tokens in force that a condition selects, oldest first. */
export async function listTokenRows(db: Database, condition?: SQL): Promise<Token[]> {
  const rows = await joined(db)
    .where(and(isNull(tokens.revokedAt), condition))
    .orderBy(asc(tokens.createdAt), asc(tokens.id));
  return rows.map(toToken);
}

export async function findToken(db: Database, id: string): Promise<TokenRow | undefined> {
  return (
    await db
      .select()
      .from(tokens)
      .where(and(eq(tokens.id, id), isNull(tokens.revokedAt)))
  )[0];
}

/** A token by its hash: the index compares hashes, which say nothing of how close a guess was. */
export async function findTokenByHash(db: Database, hash: string): Promise<TokenRow | undefined> {
  return (
    await db
      .select()
      .from(tokens)
      .where(and(eq(tokens.hash, hash), isNull(tokens.revokedAt)))
  )[0];
}

export async function updateToken(db: Database, id: string, columns: Partial<TokenRow>): Promise<void> {
  await db.update(tokens).set(columns).where(eq(tokens.id, id));
}
