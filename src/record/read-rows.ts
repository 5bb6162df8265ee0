import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, lte, ne, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { PRICE_CHANGES_KEPT } from '../documents/price-change.ts';
import type { HostState } from '../vocabulary/terms.ts';
import type { FederationParts } from './assemble.ts';
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
  federationPolicies,
  selections,
  federationHelpers,
  ownCriteria,
} = tables;

/** Hosts that anybody may read. */
export const isPublic = (): SQL | undefined => and(isNotNull(hosts.publishedAt), ne(hosts.state, 'withdrawn'));

const groupBy = <T>(rows: readonly T[], key: (row: T) => string): ((id: string) => T[]) => {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return (id) => groups.get(id) ?? [];
};
const ofHost = ({ hostId }: { hostId: string }) => hostId;

/** All rows of the hosts that a condition on `hosts` selects; a fixed number of queries for any number of hosts. */
export async function readHostRows(db: Database, condition: SQL | undefined): Promise<HostRows[]> {
  const hostRows = await db.select().from(hosts).where(condition);
  if (hostRows.length === 0) return [];
  const ids = db.select({ id: hosts.id }).from(hosts).where(condition);
  const aliasRows = await db.select().from(hostAliases).where(inArray(hostAliases.hostId, ids));
  const mergedRows = await db
    .select({ id: hosts.id, slug: hosts.slug, name: hosts.name, mergedOn: hosts.mergedOn, into: hosts.mergedInto })
    .from(hosts)
    .where(inArray(hosts.mergedInto, ids));
  const serviceRows = await db.select().from(services).where(inArray(services.hostId, ids));
  const planRows = await db
    .select({ plan: plans, hostId: services.hostId })
    .from(plans)
    .innerJoin(services, eq(plans.serviceId, services.id))
    .where(inArray(services.hostId, ids));
  const claimRows = await db.select().from(claims).where(inArray(claims.hostId, ids));
  const commitmentRows = await db.select().from(commitments).where(inArray(commitments.hostId, ids));
  const closingRows = await db.select().from(closings).where(inArray(closings.hostId, ids));
  const latest = db
    .select({
      id: priceChanges.id,
      place:
        sql<number>`row_number() over (partition by ${priceChanges.hostId} order by ${priceChanges.takenBackOn} is not null, ${priceChanges.writtenOn} desc, ${priceChanges.id})`.as(
          'place',
        ),
    })
    .from(priceChanges)
    .where(inArray(priceChanges.hostId, ids))
    .as('latest');
  const priceChangeRows = await db
    .select(getTableColumns(priceChanges))
    .from(priceChanges)
    .innerJoin(latest, eq(latest.id, priceChanges.id))
    .where(lte(latest.place, PRICE_CHANGES_KEPT));
  const pageRows = await db.select().from(evidencePages).where(inArray(evidencePages.hostId, ids));
  const membershipRows = await db
    .select({ row: memberships, federation: federations.slug, federationCharter: federations.charter })
    .from(memberships)
    .innerJoin(federations, eq(memberships.federationId, federations.id))
    .where(inArray(memberships.hostId, ids));
  const reviewRows = await db
    .select({ row: reviews, federation: federations.slug, reply: replies })
    .from(reviews)
    .innerJoin(federations, eq(reviews.federationId, federations.id))
    .leftJoin(
      replies,
      and(
        eq(replies.federationId, reviews.federationId),
        eq(replies.hostId, reviews.hostId),
        eq(replies.subject, reviews.subject),
      ),
    )
    .where(inArray(reviews.hostId, ids));
  const aliasesOf = groupBy(aliasRows, ofHost);
  const mergedInto = groupBy(mergedRows, ({ into }) => into!);
  const servicesOf = groupBy(serviceRows, ofHost);
  const plansOf = groupBy(planRows, ofHost);
  const claimsOf = groupBy(claimRows, ofHost);
  const commitmentsOf = groupBy(commitmentRows, ofHost);
  const closingsOf = groupBy(closingRows, ofHost);
  const priceChangesOf = groupBy(priceChangeRows, ofHost);
  const pagesOf = groupBy(pageRows, ofHost);
  const membershipsOf = groupBy(membershipRows, ({ row }) => row.hostId);
  const reviewsOf = groupBy(reviewRows, ({ row }) => row.hostId);
  return hostRows.map((host) => ({
    host,
    aliases: aliasesOf(host.id),
    merged: mergedInto(host.id),
    services: servicesOf(host.id),
    plans: plansOf(host.id).map(({ plan }) => plan),
    claims: claimsOf(host.id),
    commitments: commitmentsOf(host.id),
    closings: closingsOf(host.id),
    priceChanges: priceChangesOf(host.id),
    pages: pagesOf(host.id),
    memberships: membershipsOf(host.id).map(({ row, ...federation }) => ({ ...row, ...federation })),
    reviews: reviewsOf(host.id).map(({ row, ...more }) => ({ ...row, ...more })),
  }));
}

/** The federations that a condition on `federations` selects, with their public members. */
export async function readFederationRows(db: Database, condition: SQL | undefined): Promise<FederationParts[]> {
  const federationRows = await db.select().from(federations).where(condition);
  if (federationRows.length === 0) return [];
  const ids = federationRows.map(({ id }) => id);
  const memberRows = await db
    .select({ row: memberships, host: hosts.slug })
    .from(memberships)
    .innerJoin(hosts, eq(memberships.hostId, hosts.id))
    .where(and(inArray(memberships.federationId, ids), isPublic()));
  const selectionRows = await db
    .select({ row: selections, host: hosts.slug })
    .from(selections)
    .innerJoin(hosts, eq(selections.hostId, hosts.id))
    .where(and(inArray(selections.federationId, ids), isPublic()));
  const helperRows = await db.select().from(federationHelpers).where(inArray(federationHelpers.federationId, ids));
  const criterionRows = await db.select().from(ownCriteria).where(inArray(ownCriteria.federationId, ids));
  const policyRows = await db
    .selectDistinctOn([federationPolicies.federationId])
    .from(federationPolicies)
    .where(inArray(federationPolicies.federationId, ids))
    .orderBy(asc(federationPolicies.federationId), desc(federationPolicies.version));
  const membersOf = groupBy(memberRows, ({ row }) => row.federationId);
  const selectionOf = groupBy(selectionRows, ({ row }) => row.federationId);
  const helpersOf = groupBy(helperRows, ({ federationId }) => federationId);
  const criteriaOf = groupBy(criterionRows, ({ federationId }) => federationId);
  const policyOf = new Map(policyRows.map((row) => [row.federationId, row]));
  return federationRows.map((federation) => ({
    federation,
    members: membersOf(federation.id).map(({ row, host }) => ({ ...row, host })),
    selection: selectionOf(federation.id).map(({ row, host }) => ({ ...row, host })),
    helpers: helpersOf(federation.id),
    criteria: criteriaOf(federation.id),
    policy: policyOf.get(federation.id),
  }));
}

/** Whether anybody may see a host in this state. */
export const isVisible = ({ state }: { state: HostState }): boolean => state !== 'draft' && state !== 'withdrawn';
