import { type AnyColumn, type GetColumnData, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Database } from '../database/open.ts';
import { PRICE_CHANGES_KEPT } from '../documents/price-change.ts';
import { grouped } from '../ground/grouped.ts';
import type { HostRows } from './host-facts.ts';
import * as tables from './tables.ts';

const {
  hosts,
  hostAliases,
  services,
  plans,
  priceChanges,
  claims,
  commitments,
  closings,
  evidencePages,
  memberships,
  reviews,
  replies,
  federations,
} = tables;

/*
 * A host stands in twelve tables, and a trip to the database costs more than what it brings: all of them come in one
 * statement, as lists of JSON. A write reads its host twice, so this is most of what a write does.
 */

type Columns = Readonly<Record<string, AnyColumn>>;
type RowOf<C extends Columns> = { [Name in keyof C]: GetColumnData<C[Name]> };

/** A list of rows within a statement, and how its JSON is read. */
interface Part<Row> {
  list: SQL;
  rowsIn: (lists: unknown) => Row[];
}

function part<C extends Columns>(columns: C, from: SQL): Part<RowOf<C>> {
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

const everything = getTableColumns;
const among = (column: AnyColumn) => sql`${column} = any(wanted.ids)`;
const { takenBackOn, writtenOn, hostId, id } = priceChanges;
const latest = sql`row_number() over (partition by ${hostId} order by ${takenBackOn} is not null, ${writtenOn} desc, ${id})`;

/** The tables of a host; each names its host. */
const PARTS = {
  hosts: part(everything(hosts), sql`${hosts} where ${among(hosts.id)}`),
  aliases: part(everything(hostAliases), sql`${hostAliases} where ${among(hostAliases.hostId)}`),
  merged: part(
    { id: hosts.id, slug: hosts.slug, name: hosts.name, mergedOn: hosts.mergedOn, into: hosts.mergedInto },
    sql`${hosts} where ${among(hosts.mergedInto)}`,
  ),
  services: part(everything(services), sql`${services} where ${among(services.hostId)}`),
  plans: part(
    { ...everything(plans), hostId: services.hostId },
    sql`${plans} join ${services} on ${plans.serviceId} = ${services.id} where ${among(services.hostId)}`,
  ),
  claims: part(everything(claims), sql`${claims} where ${among(claims.hostId)}`),
  commitments: part(everything(commitments), sql`${commitments} where ${among(commitments.hostId)}`),
  closings: part(everything(closings), sql`${closings} where ${among(closings.hostId)}`),
  priceChanges: part(
    everything(priceChanges),
    sql`(select *, ${latest} as place from ${priceChanges} where ${among(hostId)}) as ${priceChanges} where place <= ${sql.raw(String(PRICE_CHANGES_KEPT))}`,
  ),
  pages: part(everything(evidencePages), sql`${evidencePages} where ${among(evidencePages.hostId)}`),
  memberships: part(
    { ...everything(memberships), federation: federations.slug, federationCharter: federations.charter },
    sql`${memberships} join ${federations} on ${memberships.federationId} = ${federations.id} where ${among(memberships.hostId)}`,
  ),
  reviews: part(
    { ...everything(reviews), federation: federations.slug },
    sql`${reviews} join ${federations} on ${reviews.federationId} = ${federations.id} where ${among(reviews.hostId)}`,
  ),
  replies: part(everything(replies), sql`${replies} where ${among(replies.hostId)}`),
};
type PartName = keyof typeof PARTS;

/** Written once: to put the statement together takes Drizzle longer than to ask it. */
const LISTS = sql.raw(
  new PgDialect().sqlToQuery(
    sql`json_build_object(${sql.join(
      Object.entries(PARTS).map(([name, { list }]) => sql.raw(`'${name}', `).append(list)),
      sql`, `,
    )})`,
  ).sql,
) as SQL<Record<PartName, unknown>>;

/** All rows of some hosts, in one statement for any number of them. */
export async function readHostRows(db: Database, ids: readonly string[]): Promise<HostRows[]> {
  if (ids.length === 0) return [];
  const wanted = sql`(select ${sql.param(ids)}::uuid[] as ids) as wanted`;
  const [{ found }] = (await db.select({ found: LISTS }).from(wanted)) as [{ found: Record<PartName, unknown> }];
  const ofHost = <Row extends { hostId: string }>(name: PartName, { rowsIn }: Part<Row>) =>
    grouped(rowsIn(found[name]), ({ hostId }) => hostId);
  const aliasesOf = ofHost('aliases', PARTS.aliases);
  const mergedInto = grouped(PARTS.merged.rowsIn(found.merged), ({ into }) => into!);
  const servicesOf = ofHost('services', PARTS.services);
  const plansOf = ofHost('plans', PARTS.plans);
  const claimsOf = ofHost('claims', PARTS.claims);
  const commitmentsOf = ofHost('commitments', PARTS.commitments);
  const closingsOf = ofHost('closings', PARTS.closings);
  const priceChangesOf = ofHost('priceChanges', PARTS.priceChanges);
  const pagesOf = ofHost('pages', PARTS.pages);
  const membershipsOf = ofHost('memberships', PARTS.memberships);
  const reviewsOf = ofHost('reviews', PARTS.reviews);
  const repliesOf = ofHost('replies', PARTS.replies);
  return PARTS.hosts.rowsIn(found.hosts).map((host) => ({
    host,
    aliases: aliasesOf(host.id),
    merged: mergedInto(host.id),
    services: servicesOf(host.id),
    plans: plansOf(host.id),
    claims: claimsOf(host.id),
    commitments: commitmentsOf(host.id),
    closings: closingsOf(host.id),
    priceChanges: priceChangesOf(host.id),
    pages: pagesOf(host.id),
    memberships: membershipsOf(host.id),
    reviews: reviewsOf(host.id).map((review) => ({
      ...review,
      reply:
        repliesOf(host.id).find(
          ({ federationId, subject }) => federationId === review.federationId && subject === review.subject,
        ) ?? null,
    })),
  }));
}
