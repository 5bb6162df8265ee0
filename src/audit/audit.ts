import { and, count, desc, eq, gt, or, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { type Static, Type } from 'typebox';
import { federationNotFound } from '../catalogue/federations.ts';
import type { Database } from '../database/open.ts';
import { requireOwnFederation } from '../federations/rights.ts';
import { hostNotFound, requireOwnHost } from '../hosts/rights.ts';
import { Lang } from '../http/get.ts';
import { privateListOf } from '../http/pagination.ts';
import type { Context } from '../record/context.ts';
import { findFederation, nearestFederation } from '../record/federations.ts';
import { findHost } from '../record/hosts.ts';
import { isVisible } from '../record/read-rows.ts';
import { audit, changes, federations, hosts, tokens } from '../record/tables.ts';
import { requireAdmin, requireToken } from '../requests/caller.ts';
import {
  Id,
  Instant,
  NO_NUL,
  namedObject,
  orNull,
  Slug,
  shortText,
  strictObject,
  termOf,
} from '../vocabulary/shapes.ts';
import { ACTORS } from '../vocabulary/terms.ts';

const TokenName = strictObject({
  id: orNull(Id, { description: 'absent: the token of the environment, or the catalogue itself' }),
  label: orNull(shortText(100)),
  role: termOf(ACTORS),
});

/** One write: who, what, about whom, and when. Never what was written, nor from where. */
export const AuditEntry = namedObject('AuditEntry', {
  at: Instant,
  action: Type.String({ description: 'The operationId; the kind of change where no operation was asked for' }),
  host: Type.Optional(Type.String({ description: 'slug, or id of a draft' })),
  federation: Type.Optional(Slug),
  revision: Type.Optional(Type.Integer({ description: 'The change of a published document that it made' })),
  token: orNull(TokenName, { description: 'Who did it; absent: somebody without a token' }),
  about: Type.Optional({ ...TokenName, description: 'The token that was made, replaced or ended' }),
});
export type AuditEntry = Static<typeof AuditEntry>;

export const AuditTrail = privateListOf(AuditEntry, 'AuditTrail');

const Name = Type.String({ minLength: 1, maxLength: 253, pattern: NO_NUL });

/** The query parameters of the audit trail. */
const AuditQuestion = strictObject({
  host: Type.Optional({ ...Name, description: 'Slug or id of a host' }),
  federation: Type.Optional({ ...Name, description: 'Slug or id of a federation' }),
  token: Type.Optional({ ...Id, description: 'What was done with a token, and to it' }),
  after: Type.Optional({ ...Instant, description: 'Only what was done after this instant' }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
});
type AuditQuestion = Static<typeof AuditQuestion>;

export const AuditQuery = strictObject({
  ...AuditQuestion.properties,
  cursor: Type.Optional(Type.String({ maxLength: 4000 })),
  lang: Lang,
});

/** Which part of the trail to read. */
interface TrailFilter {
  hostId?: string | undefined;
  federationId?: string | undefined;
  tokenId?: string | undefined;
  after?: Date | undefined;
}

/** Sort key of an entry: its time, its log (`changes` or `audit`), and its number there. */
export type AuditCursor = [at: string, log: string, number: string];

/** The log of changes and the audit table as one log. */
function trailOf(db: Database, { hostId, federationId, tokenId, after }: TrailFilter) {
  const isAbout = (table: typeof changes | typeof audit): (SQL | undefined)[] => [
    hostId === undefined ? undefined : eq(table.hostId, hostId),
    federationId === undefined ? undefined : eq(table.federationId, federationId),
    after === undefined ? undefined : gt(table.at, after),
  ];
  const changed = db
    .select({
      log: sql<string>`'changes'`.as('log'),
      number: sql<number>`${changes.revision}`.as('number'),
      at: changes.at,
      action: sql<string>`coalesce(${changes.action}, ${changes.kind})`.as('action'),
      hostId: changes.hostId,
      federationId: changes.federationId,
      by: changes.by,
      byLabel: changes.byLabel,
      byTokenId: changes.byTokenId,
      aboutTokenId: sql<string | null>`null::uuid`.as('about_token_id'),
    })
    .from(changes)
    .where(and(...isAbout(changes), tokenId === undefined ? undefined : eq(changes.byTokenId, tokenId)));
  const done = db
    .select({
      log: sql<string>`'audit'`.as('log'),
      number: sql<number>`${audit.number}`.as('number'),
      at: audit.at,
      action: sql<string>`${audit.action}`.as('action'),
      hostId: audit.hostId,
      federationId: audit.federationId,
      by: sql<(typeof changes.$inferSelect)['by']>`${audit.by}`.as('by'),
      byLabel: audit.byLabel,
      byTokenId: audit.byTokenId,
      aboutTokenId: sql<string | null>`${audit.aboutTokenId}`.as('about_token_id'),
    })
    .from(audit)
    .where(
      and(
        ...isAbout(audit),
        tokenId === undefined ? undefined : or(eq(audit.byTokenId, tokenId), eq(audit.aboutTokenId, tokenId)),
      ),
    );
  return unionAll(changed, done).as('trail');
}

/** Entries that match a filter, latest first, after a given key; `total` counts all that match. */
async function listEntries(
  db: Database,
  filter: TrailFilter,
  { limit, from }: { limit: number; from: AuditCursor | undefined },
): Promise<{ entries: { key: AuditCursor; entry: AuditEntry }[]; total: number }> {
  const trail = trailOf(db, filter);
  const older =
    from && sql`(${trail.at}, ${trail.log}, ${trail.number}) < (${from[0]}::timestamptz, ${from[1]}, ${from[2]}::int)`;
  const rows = await db
    .select({
      log: trail.log,
      number: trail.number,
      at: trail.at,
      action: trail.action,
      by: trail.by,
      byLabel: trail.byLabel,
      byTokenId: trail.byTokenId,
      hostId: trail.hostId,
      hostSlug: hosts.slug,
      publishedAt: hosts.publishedAt,
      federationSlug: federations.slug,
      aboutId: tokens.id,
      aboutLabel: tokens.label,
      aboutRole: tokens.role,
    })
    .from(trail)
    .leftJoin(hosts, eq(trail.hostId, hosts.id))
    .leftJoin(federations, eq(trail.federationId, federations.id))
    .leftJoin(tokens, eq(trail.aboutTokenId, tokens.id))
    .where(older)
    .orderBy(desc(trail.at), desc(trail.log), desc(trail.number))
    .limit(limit);
  const [counted] = await db.select({ total: count() }).from(trail);
  const entries = rows.map(({ at, log, number, action, by, byLabel, byTokenId, ...row }) => ({
    key: [at.toISOString(), log, String(number)] satisfies AuditCursor,
    entry: {
      at: at.toISOString(),
      action,
      ...(row.hostId && { host: row.publishedAt && row.hostSlug ? row.hostSlug : row.hostId }),
      ...(row.federationSlug && { federation: row.federationSlug }),
      ...(log === 'changes' && { revision: number }),
      token: by && { id: byTokenId, label: byLabel, role: by },
      ...(row.aboutId && { about: { id: row.aboutId, label: row.aboutLabel, role: row.aboutRole! } }),
    },
  }));
  return { entries, total: counted?.total ?? 0 };
}

const PAGE = 20;

/** Whether a key from a cursor is valid. */
export const isAuditCursor = (key: readonly string[]): boolean => {
  const [at = '', log = '', number = ''] = key;
  const isInstant = !Number.isNaN(Date.parse(at)) && new Date(at).toISOString() === at;
  return key.length === 3 && isInstant && ['changes', 'audit'].includes(log) && /^\d{1,9}$/.test(number);
};

interface AuditPage {
  items: AuditEntry[];
  total: number;
  /** Key of the last entry on this page; undefined when it is the last page. */
  next: AuditCursor | undefined;
}

/**
 * The filter of a query, limited to what the caller may read: everything for administrators, what concerns them for
 * others.
 */
async function filterFor({ db, caller }: Context, { host, federation, token, after }: AuditQuestion) {
  const filter: TrailFilter = { tokenId: token, after: after === undefined ? undefined : new Date(after) };
  if (caller.role === 'host') filter.hostId = caller.hostId;
  else if (caller.role === 'federation') filter.federationId = caller.federationId;
  else requireAdmin(caller);
  if (host !== undefined) {
    const found = await findHost(db, host);
    if (caller.role !== 'federation') requireOwnHost(caller, found);
    else if (!found || !isVisible(found)) throw hostNotFound();
    filter.hostId = found.id;
  }
  if (federation !== undefined) {
    const found = await findFederation(db, federation);
    if (!found) throw federationNotFound(await nearestFederation(db, federation));
    if (caller.role !== 'host') requireOwnFederation(caller, found);
    filter.federationId = found.id;
  }
  return filter;
}

/**
 * The audit trail: who changed what, latest first.
 * @throws CatalogueError no-token, not-yours, host-not-found, federation-not-found
 */
export async function listAudit(context: Context, question: AuditQuestion, from?: AuditCursor): Promise<AuditPage> {
  requireToken(context.caller);
  const filter = await filterFor(context, question);
  const { limit = PAGE } = question;
  const { entries, total } = await listEntries(context.db, filter, { limit: limit + 1, from });
  const page = entries.slice(0, limit);
  return {
    items: page.map(({ entry }) => entry),
    total,
    next: entries.length > limit ? page.at(-1)?.key : undefined,
  };
}
