import type { Database } from '../../database/open.ts';
import { domainOf } from '../../ground/addresses.ts';
import type { EntrySourceRow } from '../../record/rows.ts';
import { fold } from '../../vocabulary/territories.ts';
import { type ImportProblem, problem } from './problems.ts';
import { findEntrySource, listPerhapsAt, listUnnamedMembers, type Named } from './store.ts';

/** The organisation that a file describes. */
export interface Organisation {
  source: string;
  name: string;
  website: string | undefined;
}

/** The entry of an organisation. Without `hostId` there is no entry yet, or a problem. */
export interface Found {
  hostId?: string;
  /** The entry to which the file led last time. */
  link?: EntrySourceRow;
  problem?: ImportProblem;
}

const slugsOf = (hosts: readonly Named[]): string => hosts.map(({ slug }) => slug).join(', ');

/** The only matching entry, or why there is none. Closed and withdrawn entries are not reopened or duplicated. */
function singleMatch(hosts: readonly Named[], ambiguous: ImportProblem): Found | undefined {
  const living = hosts.filter(({ state }) => state !== 'withdrawn' && state !== 'closed');
  // A draft of this federation counts only when no matching entry is public.
  const published = living.filter(({ publishedAt }) => publishedAt !== null);
  const candidates = published.length > 0 ? published : living;
  if (candidates.length > 1) return { problem: ambiguous };
  if (candidates[0]) return { hostId: candidates[0].id };
  const gone = hosts.find(({ state }) => state === 'closed') ?? hosts[0];
  return gone && { problem: problem(`entry-${gone.state === 'closed' ? 'closed' : 'withdrawn'}`, { host: gone.slug }) };
}

/** Entries whose website has exactly the domain of an address. */
export async function entriesAt(db: Database, website: string | undefined, federationId?: string): Promise<Named[]> {
  const domain = domainOf(website);
  if (domain === undefined) return [];
  return (await listPerhapsAt(db, federationId, domain)).filter((host) => domainOf(host.website) === domain);
}

/**
 * Finds the entry of the organisation that a federation's file describes: the entry to which this file led before, else
 * the one with its domain, else a member of the federation with its name.
 */
export async function findEntry(db: Database, federationId: string, organisation: Organisation): Promise<Found> {
  const { source, name, website } = organisation;
  const link = await findEntrySource(db, federationId, source);
  if (link) return { hostId: link.hostId, link };
  const sameSite = await entriesAt(db, website, federationId);
  const atSite = singleMatch(
    sameSite,
    problem('ambiguous-domain', { domain: domainOf(website) ?? '', hosts: slugsOf(sameSite) }),
  );
  if (atSite) return atSite;
  const members = (await listUnnamedMembers(db, federationId)).filter((host) => fold(host.name) === fold(name));
  return singleMatch(members, problem('ambiguous-name', { name, hosts: slugsOf(members) })) ?? {};
}
