import {
  type AnyColumn,
  and,
  eq,
  type GetColumnData,
  getTableColumns,
  inArray,
  isNotNull,
  type SQL,
  sql,
} from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Database } from '../database/open.ts';
import { PRICE_CHANGES_KEPT } from '../documents/price-change.ts';
import { grouped } from '../ground/grouped.ts';
import type { HostState } from '../vocabulary/terms.ts';
import type { FederationParts } from './assemble.ts';
import type { HostRows } from './host-facts.ts';
import * as tables from './tables.ts';

/*
 * A host has rows in thirteen tables. One statement reads them all as JSON lists: a round trip to the database costs
 * more than the rows, and each write reads its entry twice.
 */

type Columns = Readonly<Record<string, AnyColumn>>;
type RowOf<C extends Columns> = { [Name in keyof C]: GetColumnData<C[Name]> };

/** One list of rows in the statement, and how to read its JSON. */
interface RowList<Row> {
  list: SQL;
  rowsIn: (lists: unknown) => Row[];
}

/** Condition in a part: the column contains one of the requested ids. */
const isRequestedId = (column: AnyColumn): SQL => sql`${column} = any(wanted.ids)`;

/**
 * A part of the statement.
 * @param from the SQL after `from`: tables, joins, and a condition with `isRequestedId`
 */
function rowList<C extends Columns>(columns: C, from: SQL): RowList<RowOf<C>> {
  const fields = Object.entries(columns);
  const values = sql.join(
    fields.map(([, column]) => sql`${column}`),
    sql`, `,
  );
  const rowOf = (row: readonly unknown[]) =>
    Object.fromEntries(
      fields.map(([name, column], place) => {
        const value = row[place];
        return [name, value === null ? null : column.mapFromDriverValue(value)];
      }),
    ) as RowOf<C>;
  return {
    list: sql`(select coalesce(json_agg(json_build_array(${values})), '[]') from ${from})`,
    rowsIn: (lists) => (lists as unknown[][]).map(rowOf),
  };
}

type Parts = Readonly<Record<string, RowList<unknown>>>;
type Lists<P extends Parts> = { [Name in keyof P]: ReturnType<P[Name]['rowsIn']> };

/** Reads all parts of the entries with the given ids, each as a list of rows. */
function inOneStatement<P extends Parts>(parts: P): (db: Database, ids: readonly string[]) => Promise<Lists<P>> {
  const named = Object.entries(parts).map(([name, { list }]) => sql.raw(`'${name}', `).append(list));
  // Built once: Drizzle takes longer to build the statement than the database to run it.
  const { sql: written, params } = new PgDialect().sqlToQuery(sql`json_build_object(${sql.join(named, sql`, `)})`);
  if (params.length > 0) throw new Error('A part takes no value: it is written once for all');
  const lists = sql.raw(written) as SQL<Record<keyof P, unknown>>;
  return async (db, ids) => {
    const wanted = sql`(select ${sql.param(ids)}::uuid[] as ids) as wanted`;
    const [{ found }] = (await db.select({ found: lists }).from(wanted)) as [{ found: Record<keyof P, unknown> }];
    return Object.fromEntries(
      Object.entries(parts).map(([name, { rowsIn }]) => [name, rowsIn(found[name])]),
    ) as Lists<P>;
  };
}

/** Lists of rows of many hosts or federations, as a function that returns the lists of one. */
function groupedBy<K extends string, L extends Record<string, readonly Record<K, string>[]>>(
  key: K,
  lists: L,
): (id: string) => L {
  const groups = Object.entries(lists).map(([name, rows]) => [name, grouped(rows, (row) => row[key])] as const);
  return (id) => Object.fromEntries(groups.map(([name, rowsOf]) => [name, rowsOf(id)])) as unknown as L;
}

const { hosts, memberships, federations, federationPolicies, selections, federationHelpers, ownCriteria } = tables;
const { hostAliases, services, plans, priceChanges, claims, commitments, closings, evidencePages, reviews, replies } =
  tables;

/** Condition: the host is public. */
export const isPublic = (): SQL | undefined => and(isNotNull(hosts.publishedAt), sql`${hosts.state} <> 'withdrawn'`);

/** The parts of a federation; of its hosts, only public ones. */
const FEDERATION_PARTS = {
  federations: rowList(getTableColumns(federations), sql`${federations} where ${isRequestedId(federations.id)}`),
  members: rowList(
    { ...getTableColumns(memberships), host: hosts.slug },
    sql`${memberships} join ${hosts} on ${memberships.hostId} = ${hosts.id} where ${isRequestedId(memberships.federationId)} and ${isPublic()}`,
  ),
  selection: rowList(
    { ...getTableColumns(selections), host: hosts.slug },
    sql`${selections} join ${hosts} on ${selections.hostId} = ${hosts.id} where ${isRequestedId(selections.federationId)} and ${isPublic()}`,
  ),
  helpers: rowList(
    getTableColumns(federationHelpers),
    sql`${federationHelpers} where ${isRequestedId(federationHelpers.federationId)}`,
  ),
  criteria: rowList(getTableColumns(ownCriteria), sql`${ownCriteria} where ${isRequestedId(ownCriteria.federationId)}`),
  policies: rowList(
    getTableColumns(federationPolicies),
    sql`(select distinct on (federation_id) * from ${federationPolicies} where ${isRequestedId(federationPolicies.federationId)} order by federation_id, version desc) as ${federationPolicies}`,
  ),
};

const federationListsOf = inOneStatement(FEDERATION_PARTS);

/** Federations with their public members. */
export async function readFederationRows(db: Database, ids: readonly string[]): Promise<FederationParts[]> {
  if (ids.length === 0) return [];
  const { federations: found, ...lists } = await federationListsOf(db, ids);
  const ofFederation = groupedBy('federationId', lists);
  return found.map((federation) => {
    const { policies, ...parts } = ofFederation(federation.id);
    return { federation, ...parts, policy: policies[0] };
  });
}

/** Whether a host in this state is visible to the public. */
export const isVisible = ({ state }: { state: HostState }): boolean => state !== 'draft' && state !== 'withdrawn';

const { takenBackOn, writtenOn, hostId, id } = priceChanges;
const latest = sql`row_number() over (partition by ${hostId} order by ${takenBackOn} is not null, ${writtenOn} desc, ${id})`;

/** The tables with rows of a host, each with its foreign key to the host. */
const HOST_PARTS = {
  hosts: rowList(getTableColumns(hosts), sql`${hosts} where ${isRequestedId(hosts.id)}`),
  aliases: rowList(getTableColumns(hostAliases), sql`${hostAliases} where ${isRequestedId(hostAliases.hostId)}`),
  merged: rowList(
    { id: hosts.id, slug: hosts.slug, name: hosts.name, mergedOn: hosts.mergedOn, into: hosts.mergedInto },
    sql`${hosts} where ${isRequestedId(hosts.mergedInto)}`,
  ),
  services: rowList(getTableColumns(services), sql`${services} where ${isRequestedId(services.hostId)}`),
  plans: rowList(
    { ...getTableColumns(plans), hostId: services.hostId },
    // Not joined alone: without statistics of a table that was just filled, the server would read all plans.
    sql`${plans} join ${services} on ${plans.serviceId} = ${services.id} where ${plans.serviceId} = any(array(select ${services.id} from ${services} where ${isRequestedId(services.hostId)}))`,
  ),
  claims: rowList(getTableColumns(claims), sql`${claims} where ${isRequestedId(claims.hostId)}`),
  commitments: rowList(getTableColumns(commitments), sql`${commitments} where ${isRequestedId(commitments.hostId)}`),
  closings: rowList(getTableColumns(closings), sql`${closings} where ${isRequestedId(closings.hostId)}`),
  priceChanges: rowList(
    getTableColumns(priceChanges),
    sql`(select *, ${latest} as place from ${priceChanges} where ${isRequestedId(hostId)}) as ${priceChanges} where place <= ${sql.raw(String(PRICE_CHANGES_KEPT))}`,
  ),
  pages: rowList(getTableColumns(evidencePages), sql`${evidencePages} where ${isRequestedId(evidencePages.hostId)}`),
  memberships: rowList(
    { ...getTableColumns(memberships), federation: federations.slug, federationCharter: federations.charter },
    sql`${memberships} join ${federations} on ${memberships.federationId} = ${federations.id} where ${isRequestedId(memberships.hostId)}`,
  ),
  reviews: rowList(
    { ...getTableColumns(reviews), federation: federations.slug },
    sql`${reviews} join ${federations} on ${reviews.federationId} = ${federations.id} where ${isRequestedId(reviews.hostId)}`,
  ),
  replies: rowList(getTableColumns(replies), sql`${replies} where ${isRequestedId(replies.hostId)}`),
};

const hostListsOf = inOneStatement(HOST_PARTS);

/** The number of services and plans of each host: these are most of its rows. */
export async function countRows(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counted = await db
    .select({
      hostId: services.hostId,
      rows: sql<number>`(count(distinct ${services.id}) + count(${plans.serviceId}))::int`,
    })
    .from(services)
    .leftJoin(plans, eq(plans.serviceId, services.id))
    .where(inArray(services.hostId, [...ids]))
    .groupBy(services.hostId);
  return new Map(counted.map(({ hostId, rows }) => [hostId, rows]));
}

/** All rows of any number of hosts, read in one statement. */
export async function readHostRows(db: Database, ids: readonly string[]): Promise<HostRows[]> {
  if (ids.length === 0) return [];
  const { hosts: found, merged, ...lists } = await hostListsOf(db, ids);
  const ofHost = groupedBy('hostId', lists);
  const mergedInto = grouped(merged, ({ into }) => into!);
  return found.map((host) => {
    const { replies, ...parts } = ofHost(host.id);
    const isOf = (one: { federationId: string; subject: string }) => (reply: typeof one) =>
      reply.federationId === one.federationId && reply.subject === one.subject;
    const reviews = parts.reviews.map((review) => ({ ...review, reply: replies.find(isOf(review)) ?? null }));
    return { host, merged: mergedInto(host.id), ...parts, reviews };
  });
}
