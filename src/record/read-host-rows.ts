import { eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { PRICE_CHANGES_KEPT } from '../documents/price-change.ts';
import { grouped } from '../ground/grouped.ts';
import type { HostRows } from './host-facts.ts';
import { among, inOneStatement, part } from './one-statement.ts';
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

const everything = getTableColumns;
const { takenBackOn, writtenOn, hostId, id } = priceChanges;
const latest = sql`row_number() over (partition by ${hostId} order by ${takenBackOn} is not null, ${writtenOn} desc, ${id})`;

/** The tables with rows of a host, each with its foreign key to the host. */
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

const listsOf = inOneStatement(PARTS);

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
  const lists = await listsOf(db, ids);
  const ofHost = <Row extends { hostId: string }>(rows: readonly Row[]) => grouped(rows, ({ hostId }) => hostId);
  const aliasesOf = ofHost(lists.aliases);
  const mergedInto = grouped(lists.merged, ({ into }) => into!);
  const servicesOf = ofHost(lists.services);
  const plansOf = ofHost(lists.plans);
  const claimsOf = ofHost(lists.claims);
  const commitmentsOf = ofHost(lists.commitments);
  const closingsOf = ofHost(lists.closings);
  const priceChangesOf = ofHost(lists.priceChanges);
  const pagesOf = ofHost(lists.pages);
  const membershipsOf = ofHost(lists.memberships);
  const reviewsOf = ofHost(lists.reviews);
  const repliesOf = ofHost(lists.replies);
  return lists.hosts.map((host) => ({
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
