import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../database/open.ts';
import type { MemberDraft } from '../../documents/federation.ts';
import { memberDraftOf, memberFaults } from '../../federations/members/commands.ts';
import { findMembership, memberColumns } from '../../federations/members/store.ts';
import { domainOf } from '../../ground/addresses.ts';
import { definedOnly } from '../../ground/texts.ts';
import type { Context } from '../../record/context.ts';
import type { EntrySourceRow, FederationRow, MembershipRow } from '../../record/rows.ts';
import { today } from '../../requests/meaning.ts';
import { fold } from '../../vocabulary/territories.ts';
import { type ImportProblem, problemOfImport } from './problems.ts';
import type { ImportedHost } from './read.ts';
import { type EntryIdentity, findEntrySource, listPerhapsAt, listUnnamedMembers } from './store.ts';

/** The organisation that a file describes. */
interface Organisation {
  source: string;
  name: string;
  website: string | undefined;
}

/** The entry of an organisation. Without `hostId` there is no entry yet, or a problem. */
export interface EntryMatch {
  hostId?: string;
  /** The entry to which the file led last time. */
  link?: EntrySourceRow;
  problem?: ImportProblem;
}

const slugsOf = (hosts: readonly EntryIdentity[]): string => hosts.map(({ slug }) => slug).join(', ');

/** The only matching entry, or why there is none. Closed and withdrawn entries are not reopened or duplicated. */
function singleMatch(hosts: readonly EntryIdentity[], ambiguous: ImportProblem): EntryMatch | undefined {
  const living = hosts.filter(({ state }) => state !== 'withdrawn' && state !== 'closed');
  // A draft of this federation counts only when no matching entry is public.
  const published = living.filter(({ publishedAt }) => publishedAt !== null);
  const candidates = published.length > 0 ? published : living;
  if (candidates.length > 1) return { problem: ambiguous };
  if (candidates[0]) return { hostId: candidates[0].id };
  const gone = hosts.find(({ state }) => state === 'closed') ?? hosts[0];
  return (
    gone && {
      problem: problemOfImport(`entry-${gone.state === 'closed' ? 'closed' : 'withdrawn'}`, { host: gone.slug }),
    }
  );
}

/** Entries whose website has exactly the domain of an address. */
export async function entriesAt(
  db: Database,
  website: string | undefined,
  federationId?: string,
): Promise<EntryIdentity[]> {
  const domain = domainOf(website);
  if (domain === undefined) return [];
  return (await listPerhapsAt(db, federationId, domain)).filter((host) => domainOf(host.website) === domain);
}

/**
 * Finds the entry of the organisation that a federation's file describes: the entry to which this file led before, else
 * the one with its domain, else a member of the federation with its name.
 */
export async function findEntry(db: Database, federationId: string, organisation: Organisation): Promise<EntryMatch> {
  const { source, name, website } = organisation;
  const link = await findEntrySource(db, federationId, source);
  if (link) return { hostId: link.hostId, link };
  const sameSite = await entriesAt(db, website, federationId);
  const atSite = singleMatch(
    sameSite,
    problemOfImport('ambiguous-domain', { domain: domainOf(website) ?? '', hosts: slugsOf(sameSite) }),
  );
  if (atSite) return atSite;
  const members = (await listUnnamedMembers(db, federationId)).filter((host) => fold(host.name) === fold(name));
  return singleMatch(members, problemOfImport('ambiguous-name', { name, hosts: slugsOf(members) })) ?? {};
}

type Said = NonNullable<EntrySourceRow['membership']>;

const saidIn = ({ state, since, until }: ImportedHost['membership'] & object): Said => ({
  state,
  ...definedOnly({ since, until }),
});

const saidBy = ({ state, since, until }: MembershipRow): Said => ({ state, ...definedOnly({ since, until }) });

/** The result for a membership in a file. */
interface MembershipEdit {
  row?: MembershipRow;
  /** What to store as the last membership in the file; null: none. */
  said: EntrySourceRow['membership'];
  problem?: ImportProblem;
}

/**
 * The membership after reading a federation's source. What the federation or the host has written by hand since then
 * stays. If the membership was marked to check because the source no longer named the host, the mark is removed when
 * the source names it again.
 */
export async function membershipEdit(
  db: Database,
  context: Context,
  federation: FederationRow,
  hostId: string,
  membership: ImportedHost['membership'],
  link: Pick<EntrySourceRow, 'membership' | 'goneOn'> | undefined,
): Promise<MembershipEdit> {
  const before = link?.membership ?? null;
  const wasGone = link != null && link.goneOn !== null;
  const row = await findMembership(db, federation.id, hostId);
  const isNoLongerInDoubt = row?.toCheck === true && wasGone && membership?.state === 'member';
  const certain = isNoLongerInDoubt ? { row: { ...row, toCheck: false } } : {};
  if (!membership) return { said: before };
  const said = saidIn(membership);
  const isOurs = row
    ? row.statedBy === 'catalogue' || (before !== null && isDeepStrictEqual(saidBy(row), before))
    : before === null || !isDeepStrictEqual(said, before);
  if (!isOurs) return { said: before, ...certain };
  const draft: MemberDraft = { ...(row && memberDraftOf(row)), ...said };
  if (said.until === undefined) delete draft.until;
  if (said.since === undefined && row?.since) draft.since = row.since;
  delete draft.toCheck;
  const [refused] = memberFaults(draft, federation, context.reference, today(context));
  if (refused)
    return {
      said: before,
      ...certain,
      problem: problemOfImport('fact-refused', { field: `membership${refused.pointer}`, reason: refused.message }),
    };
  const written = {
    federationId: federation.id,
    hostId,
    ...memberColumns(draft, 'federation', row?.askedOn ?? null),
    ...(row?.toCheck && !isNoLongerInDoubt && row.statedBy !== 'catalogue' && { toCheck: true }),
  };
  return isDeepStrictEqual(row, written) ? { said } : { row: written, said };
}
