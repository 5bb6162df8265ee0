import { and, asc, desc, eq, inArray, isNotNull, ne, type SQL } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { grouped } from '../ground/grouped.ts';
import type { HostState } from '../vocabulary/terms.ts';
import type { FederationParts } from './assemble.ts';
import * as tables from './tables.ts';

const { hosts, memberships, federations, federationPolicies, selections, federationHelpers, ownCriteria } = tables;

/** Hosts that anybody may read. */
export const isPublic = (): SQL | undefined => and(isNotNull(hosts.publishedAt), ne(hosts.state, 'withdrawn'));

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
  const membersOf = grouped(memberRows, ({ row }) => row.federationId);
  const selectionOf = grouped(selectionRows, ({ row }) => row.federationId);
  const helpersOf = grouped(helperRows, ({ federationId }) => federationId);
  const criteriaOf = grouped(criterionRows, ({ federationId }) => federationId);
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
