import { and, asc, count, eq, exists, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { isPerhapsAt } from '../../record/hosts.ts';
import type { EntrySourceRow, HostRow, ProposalRow, ServiceSourceRow } from '../../record/rows.ts';
import { isBeyond } from '../../record/tables/columns.ts';
import { entrySources, hosts, memberships, proposals, serviceSources } from '../../record/tables.ts';

/** The entry to which the file of an organisation led last time. */
export async function findEntrySource(
  db: Database,
  federationId: string,
  source: string,
): Promise<EntrySourceRow | undefined> {
  const here = and(eq(entrySources.federationId, federationId), eq(entrySources.source, source));
  return (await db.select().from(entrySources).where(here))[0];
}

export async function putEntrySource(db: Database, row: EntrySourceRow): Promise<void> {
  const { federationId: _federation, source: _source, ...set } = row;
  await db
    .insert(entrySources)
    .values(row)
    .onConflictDoUpdate({ target: [entrySources.federationId, entrySources.source], set });
}

export type EntryIdentity = Pick<HostRow, 'id' | 'slug' | 'name' | 'website' | 'state' | 'publishedAt'>;
const named = {
  id: hosts.id,
  slug: hosts.slug,
  name: hosts.name,
  website: hosts.website,
  state: hosts.state,
  publishedAt: hosts.publishedAt,
};

/** Entries whose website may be at a domain: those ever published, and drafts from the files of the federation. */
export const listPerhapsAt = (
  db: Database,
  federationId: string | undefined,
  domain: string,
): Promise<EntryIdentity[]> => {
  const ours =
    federationId === undefined
      ? sql`false`
      : inArray(
          hosts.id,
          db.select({ id: entrySources.hostId }).from(entrySources).where(eq(entrySources.federationId, federationId)),
        );
  return db
    .select(named)
    .from(hosts)
    .where(and(sql`(${isNotNull(hosts.publishedAt)} or ${ours})`, isPerhapsAt(domain)));
};

/** Members of a federation to which none of its files has led so far. */
export const listUnnamedMembers = (db: Database, federationId: string): Promise<EntryIdentity[]> =>
  db
    .select(named)
    .from(hosts)
    .innerJoin(memberships, and(eq(memberships.hostId, hosts.id), eq(memberships.federationId, federationId)))
    .where(
      and(
        eq(memberships.state, 'member'),
        isNotNull(hosts.publishedAt),
        sql`not exists (${db
          .select({ one: sql`1` })
          .from(entrySources)
          .where(and(eq(entrySources.hostId, hosts.id), eq(entrySources.federationId, federationId)))})`,
      ),
    );

export const listServiceSources = (db: Database, hostId: string): Promise<ServiceSourceRow[]> =>
  db.select().from(serviceSources).where(eq(serviceSources.hostId, hostId));

export async function putServiceSource(db: Database, row: ServiceSourceRow): Promise<void> {
  const { hostId: _host, source: _source, ...set } = row;
  await db
    .insert(serviceSources)
    .values(row)
    .onConflictDoUpdate({ target: [serviceSources.hostId, serviceSources.source], set });
}

/** Identifies the proposals of one source for a host. */
export type ProposalScope = Pick<ProposalRow, 'hostId' | 'federationId' | 'by'>;

const inScope = ({ hostId, federationId, by }: ProposalScope): SQL | undefined =>
  and(
    eq(proposals.hostId, hostId),
    eq(proposals.by, by),
    federationId === null ? isNull(proposals.federationId) : eq(proposals.federationId, federationId),
  );

export const listProposalsOf = (db: Database, scope: ProposalScope): Promise<ProposalRow[]> =>
  db.select().from(proposals).where(inScope(scope));

export const countOpenProposals = (db: Database, scope: ProposalScope): Promise<number> =>
  db.$count(proposals, and(inScope(scope), eq(proposals.state, 'open')));

/** A part of the entries, in the order of their slugs. */
export interface ProposedPage {
  limit: number;
  after: readonly [slug: string, id: string] | undefined;
  /** Only the drafts that the files made. */
  only?: 'draft' | undefined;
}

type ProposedRow = Pick<HostRow, 'id' | 'slug' | 'name' | 'state'> & { waiting: number; usages: string[] };

/**
 * Entries with open proposals from the files of a federation, sorted by slug: drafts that the files created, and
 * entries from which they differ.
 */
export async function listProposed(
  db: Database,
  federationId: string,
  { limit, after, only }: ProposedPage,
): Promise<{ rows: ProposedRow[]; total: number }> {
  const ofFederation = and(
    eq(proposals.hostId, hosts.id),
    eq(proposals.federationId, federationId),
    eq(proposals.state, 'open'),
  );
  const isNamed = exists(
    db
      .select({ one: sql`1` })
      .from(entrySources)
      .where(and(eq(entrySources.hostId, hosts.id), eq(entrySources.federationId, federationId))),
  );
  const isDiffering = exists(db.select({ one: sql`1` }).from(proposals).where(ofFederation));
  const isDraft = and(eq(hosts.state, 'draft'), isNamed);
  const waits = only === 'draft' ? isDraft : and(ne(hosts.state, 'withdrawn'), or(isDraft, isDiffering));
  const rows = await db
    .select({
      ...{ id: hosts.id, slug: hosts.slug, name: hosts.name, state: hosts.state },
      waiting: sql<number>`(${db.select({ found: count() }).from(proposals).where(ofFederation)})`.mapWith(Number),
    })
    .from(hosts)
    .where(and(waits, after && isBeyond([hosts.slug, hosts.id], '>', after)))
    .orderBy(asc(hosts.slug), asc(hosts.id))
    .limit(limit);
  const usages = await usagesProposed(
    db,
    federationId,
    rows.map(({ id }) => id),
  );
  return {
    rows: rows.map((row) => ({ ...row, usages: usages.get(row.id) ?? [] })),
    total: await db.$count(hosts, waits),
  };
}

/** The usages that open proposals of a federation name, by host. */
async function usagesProposed(db: Database, federationId: string, ids: readonly string[]) {
  const found = new Map<string, string[]>();
  if (ids.length === 0) return found;
  const named = sql<string[] | null>`${proposals.proposed} -> 'usages'`;
  const rows = await db
    .select({ hostId: proposals.hostId, named })
    .from(proposals)
    .where(
      and(
        inArray(proposals.hostId, [...ids]),
        eq(proposals.federationId, federationId),
        eq(proposals.state, 'open'),
        isNotNull(named),
      ),
    )
    .orderBy(asc(proposals.pointer), asc(proposals.id));
  for (const { hostId, named } of rows)
    found.set(hostId, [...new Set([...(found.get(hostId) ?? []), ...(named ?? [])])]);
  return found;
}

export async function insertProposals(db: Database, rows: readonly ProposalRow[]): Promise<void> {
  if (rows.length > 0) await db.insert(proposals).values([...rows]);
}

export async function updateProposal(db: Database, id: string, set: Partial<ProposalRow>): Promise<void> {
  await db.update(proposals).set(set).where(eq(proposals.id, id));
}

export async function removeProposals(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.delete(proposals).where(inArray(proposals.id, [...ids]));
}

/** Removes the open proposals of a source; refused ones stay refused. */
export async function removeWaitingOf(
  db: Database,
  owner: { hostId: string } | { federationId: string },
): Promise<void> {
  const ofOwner =
    'hostId' in owner
      ? and(eq(proposals.hostId, owner.hostId), isNull(proposals.federationId))
      : eq(proposals.federationId, owner.federationId);
  await db.delete(proposals).where(and(ofOwner, eq(proposals.state, 'open')));
}

export async function refuseProposalRows(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await db
      .update(proposals)
      .set({ state: 'refused' })
      .where(inArray(proposals.id, [...ids]));
}

const AT_ONCE = 1000;

/** Records since when files are no longer named; null: they are named again. */
export async function noteGoneOn(
  db: Database,
  federationId: string,
  sources: readonly string[],
  goneOn: string | null,
): Promise<void> {
  for (let from = 0; from < sources.length; from += AT_ONCE)
    await db
      .update(entrySources)
      .set({ goneOn })
      .where(
        and(
          eq(entrySources.federationId, federationId),
          inArray(entrySources.source, sources.slice(from, from + AT_ONCE)),
        ),
      );
}
