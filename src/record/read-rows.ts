import { and, getTableColumns, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { grouped } from '../ground/grouped.ts';
import type { HostState } from '../vocabulary/terms.ts';
import type { FederationParts } from './assemble.ts';
import { among, inOneStatement, part } from './one-statement.ts';
import * as tables from './tables.ts';

const { hosts, memberships, federations, federationPolicies, selections, federationHelpers, ownCriteria } = tables;

/** Condition: the host is public. */
export const isPublic = (): SQL | undefined => and(isNotNull(hosts.publishedAt), sql`${hosts.state} <> 'withdrawn'`);

/** The parts of a federation; of its hosts, only public ones. */
const FEDERATION_PARTS = {
  federations: part(getTableColumns(federations), sql`${federations} where ${among(federations.id)}`),
  members: part(
    { ...getTableColumns(memberships), host: hosts.slug },
    sql`${memberships} join ${hosts} on ${memberships.hostId} = ${hosts.id} where ${among(memberships.federationId)} and ${isPublic()}`,
  ),
  selection: part(
    { ...getTableColumns(selections), host: hosts.slug },
    sql`${selections} join ${hosts} on ${selections.hostId} = ${hosts.id} where ${among(selections.federationId)} and ${isPublic()}`,
  ),
  helpers: part(
    getTableColumns(federationHelpers),
    sql`${federationHelpers} where ${among(federationHelpers.federationId)}`,
  ),
  criteria: part(getTableColumns(ownCriteria), sql`${ownCriteria} where ${among(ownCriteria.federationId)}`),
  policies: part(
    getTableColumns(federationPolicies),
    sql`(select distinct on (federation_id) * from ${federationPolicies} where ${among(federationPolicies.federationId)} order by federation_id, version desc) as ${federationPolicies}`,
  ),
};

const listsOf = inOneStatement(FEDERATION_PARTS);

/** Federations with their public members. */
export async function readFederationRows(db: Database, ids: readonly string[]): Promise<FederationParts[]> {
  if (ids.length === 0) return [];
  const lists = await listsOf(db, ids);
  const ofFederation = <Row extends { federationId: string }>(rows: readonly Row[]) =>
    grouped(rows, ({ federationId }) => federationId);
  const membersOf = ofFederation(lists.members);
  const selectionOf = ofFederation(lists.selection);
  const helpersOf = ofFederation(lists.helpers);
  const criteriaOf = ofFederation(lists.criteria);
  const policiesOf = ofFederation(lists.policies);
  return lists.federations.map((federation) => ({
    federation,
    members: membersOf(federation.id),
    selection: selectionOf(federation.id),
    helpers: helpersOf(federation.id),
    criteria: criteriaOf(federation.id),
    policy: policiesOf(federation.id)[0],
  }));
}

/** Whether a host in this state is visible to the public. */
export const isVisible = ({ state }: { state: HostState }): boolean => state !== 'draft' && state !== 'withdrawn';
