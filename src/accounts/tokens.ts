import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, asc, eq, exists, gt, isNull, lt, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../database/open.ts';
import type { Context } from '../record/context.ts';
import type { TokenRow } from '../record/rows.ts';
import { federations, hosts, tokens } from '../record/tables.ts';
import type { TokenRights } from '../vocabulary/terms.ts';
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
  ...(token.awaitsOfficer && { awaitsOfficer: true as const }),
  rights: token.rights,
  label: token.label,
  prefix: token.prefix,
  createdAt: token.createdAt.toISOString(),
  rotatedAt: token.rotatedAt?.toISOString() ?? null,
  formerEndsAt: token.formerUntil?.toISOString() ?? null,
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

/** The owner of tokens: one host, one federation, or the administration. */
export type HolderOfTokens = Pick<TokenRow, 'role'> & Partial<Pick<TokenRow, 'hostId' | 'federationId'>>;

const isTokenOf = ({ role, hostId, federationId }: HolderOfTokens): SQL =>
  hostId ? eq(tokens.hostId, hostId) : federationId ? eq(tokens.federationId, federationId) : eq(tokens.role, role);

async function insertToken(db: Database, row: typeof tokens.$inferInsert): Promise<void> {
  await db.insert(tokens).values(row);
}

/** Tokens that are not revoked and match a condition, oldest first. */
export async function listTokenRows(db: Database, condition?: SQL): Promise<Token[]> {
  const rows = await joined(db)
    .where(and(isNull(tokens.revokedAt), condition))
    .orderBy(asc(tokens.createdAt), asc(tokens.id));
  return rows.map(toToken);
}

/** Whether a token is a claim with a proven domain that the present holder may still object to. */
export const isProvenClaim = (token: TokenRow | undefined): boolean =>
  token?.isClaim === true && token.claimProvenAt !== null;

/** Condition of listed tokens: not expired, and no claims, whose holders have proven nothing yet. */
export const isListedToken = (now: Date): SQL | undefined =>
  and(eq(tokens.isClaim, false), or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now)));

/** The number of valid tokens of a host or a federation, without claims. */
export const countTokens = (db: Database, holder: HolderOfTokens, now: Date): Promise<number> =>
  db.$count(tokens, and(isTokenOf(holder), isNull(tokens.revokedAt), isListedToken(now)));

/**
 * The number of valid tokens of a host or a federation that do not wait for acceptance: these can read its cases, or
 * its referrals from cases.
 */
export const countAccepted = (db: Database, holder: HolderOfTokens, now: Date): Promise<number> =>
  db.$count(
    tokens,
    and(isTokenOf(holder), eq(tokens.awaitsOfficer, false), isNull(tokens.revokedAt), isListedToken(now)),
  );

/** SQL condition: the entry of a host is held by somebody who can read its referrals. @param hostId a column */
export const isHeld = (db: Database, hostId: PgColumn, now: Date): SQL =>
  exists(
    db
      .select({ id: tokens.id })
      .from(tokens)
      .where(
        and(eq(tokens.hostId, hostId), eq(tokens.awaitsOfficer, false), isNull(tokens.revokedAt), isListedToken(now)),
      ),
  );

/** Whether a host ever had a token that could read its referrals; a revoked one counts. */
export const wasEverHeld = async (db: Database, hostId: string): Promise<boolean> =>
  (await db.$count(
    tokens,
    and(isTokenOf({ role: 'host', hostId }), eq(tokens.isClaim, false), eq(tokens.awaitsOfficer, false)),
  )) > 0;

/** Of some hosts, those that no token in force could read referrals for: nobody holds the entry. */
export async function unheldHosts(db: Database, hostIds: readonly string[], now: Date): Promise<Set<string>> {
  const unheld = new Set(hostIds);
  for (const hostId of hostIds) if ((await countAccepted(db, { role: 'host', hostId }, now)) > 0) unheld.delete(hostId);
  return unheld;
}

type Lasting = Pick<TokenRow, 'rights' | 'expiresAt'>;

/**
 * The time from which, as things are, only tokens that read or answer open a host or a federation: when the last one
 * that may do everything expires. -Infinity: there is none already. Infinity: never.
 * @param added tokens that there may be soon
 */
export async function readersAloneFrom(
  db: Database,
  holder: HolderOfTokens,
  now: Date,
  added: readonly Lasting[] = [],
): Promise<number> {
  const stored = await db
    .select({ rights: tokens.rights, expiresAt: tokens.expiresAt })
    .from(tokens)
    .where(and(isTokenOf(holder), isNull(tokens.revokedAt), isListedToken(now)));
  const all = [...stored, ...added];
  const endOf = ({ expiresAt }: Lasting) => expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const able = Math.max(...all.filter(({ rights }) => rights === 'all').map(endOf));
  return all.some((one) => one.rights !== 'all' && endOf(one) > able) ? able : Number.POSITIVE_INFINITY;
}

/** The number of valid tokens that keep a federation: those that may do everything and do not wait for acceptance. */
export const countOfficers = (db: Database, federationId: string, now: Date): Promise<number> =>
  db.$count(
    tokens,
    and(
      ...[isTokenOf({ role: 'federation', federationId }), eq(tokens.awaitsOfficer, false), eq(tokens.rights, 'all')],
      ...[isNull(tokens.revokedAt), isListedToken(now)],
    ),
  );

/** A token that is not revoked. */
export async function findToken(db: Database, id: string): Promise<TokenRow | undefined> {
  return (
    await db
      .select()
      .from(tokens)
      .where(and(eq(tokens.id, id), isNull(tokens.revokedAt)))
  )[0];
}

/** A token that is not revoked, locked until the transaction ends. */
export async function lockToken(db: Database, id: string): Promise<TokenRow | undefined> {
  return (
    await db
      .select()
      .from(tokens)
      .where(and(eq(tokens.id, id), isNull(tokens.revokedAt)))
      .for('update')
  )[0];
}

/**
 * A token by its hash, or by its previous hash during the grace period. The index compares hashes, so timing leaks
 * nothing.
 */
export async function findTokenByHash(db: Database, hash: string, now: Date): Promise<TokenRow | undefined> {
  const isFormer = and(eq(tokens.formerHash, hash), gt(tokens.formerUntil, now));
  return (
    await db
      .select()
      .from(tokens)
      .where(and(or(eq(tokens.hash, hash), isFormer), isNull(tokens.revokedAt)))
  )[0];
}

export async function updateToken(db: Database, id: string, columns: Partial<TokenRow>): Promise<void> {
  await db.update(tokens).set(columns).where(eq(tokens.id, id));
}

/** Records a day of use, unless it is already recorded. */
export async function noteUseOn(db: Database, id: string, day: string): Promise<void> {
  await db
    .update(tokens)
    .set({ lastUsedOn: day })
    .where(and(eq(tokens.id, id), or(isNull(tokens.lastUsedOn), lt(tokens.lastUsedOn, day))));
}

/** A token that was just created; `secret` is the token itself and is shown only now. */
export interface NewToken {
  token: Token;
  secret: string;
}

export type TokenSubject =
  | { role: 'admin' }
  | { role: 'host'; hostId: string; isClaim?: boolean; awaitsOfficer?: boolean; rights?: TokenRights }
  | { role: 'federation'; federationId: string; awaitsOfficer: boolean; rights?: TokenRights };

/** Creates a token; call it in a transaction, after checking that the caller may. */
export async function issueToken(
  db: Database,
  { clock, newId }: Pick<Context, 'clock' | 'newId'>,
  subject: TokenSubject,
  label: string,
  expiresAt?: string,
): Promise<NewToken> {
  const secret = newSecret();
  const id = newId();
  await insertToken(db, {
    id,
    ...subject,
    label,
    prefix: prefixOf(secret),
    hash: hashOf(secret),
    createdAt: clock(),
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
  });
  const [token] = await listTokenRows(db, eq(tokens.id, id));
  return { token: token!, secret };
}

/** The earlier of two end dates; null: no end. */
export function earlierEnd(a: Date, b: Date | null): Date;
export function earlierEnd(a: Date | null, b: Date | null): Date | null;
export function earlierEnd(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return b < a ? b : a;
}

/** Replaces the secret of a token. The old one stays valid for `graceMinutes`, at most until the token expires. */
export async function replaceSecret(
  db: Database,
  { clock }: Pick<Context, 'clock'>,
  token: TokenRow,
  {
    expiresAt,
    graceMinutes,
    awaitsOfficer = token.awaitsOfficer,
  }: { expiresAt: Date | null; graceMinutes: number; awaitsOfficer?: boolean },
): Promise<NewToken> {
  const secret = newSecret();
  const now = clock();
  const former =
    graceMinutes === 0
      ? { formerHash: null, formerUntil: null }
      : {
          formerHash: token.hash,
          formerUntil: earlierEnd(new Date(now.getTime() + graceMinutes * 60_000), token.expiresAt),
        };
  await updateToken(db, token.id, {
    hash: hashOf(secret),
    prefix: prefixOf(secret),
    rotatedAt: now,
    expiresAt,
    awaitsOfficer,
    ...former,
  });
  const [rotated] = await listTokenRows(db, eq(tokens.id, token.id));
  return { token: rotated!, secret };
}

/** Prefix of every token, so that people and secret scanners recognise one. */
const PREFIX = 'bcl_';

/** 256 random bits. Shown once; only the hash is stored. */
export const newKey = (): string => randomBytes(32).toString('base64url');

const newSecret = (): string => PREFIX + newKey();

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Enough of a token to recognise it, never enough to use it. */
const prefixOf = (secret: string): string => secret.slice(0, PREFIX.length + 6);

/** Compares hashes in constant time, so that timing leaks neither content nor length. */
export const isSameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)));
