import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../database/open.ts';
import type { MemberDraft } from '../../documents/federation.ts';
import { memberDraftOf } from '../../federations/members/commands.ts';
import { memberFaults } from '../../federations/members/meaning.ts';
import { findMembership, memberColumns } from '../../federations/members/store.ts';
import { definedOnly } from '../../ground/texts.ts';
import type { Context } from '../../record/context.ts';
import type { EntrySourceRow, FederationRow, MembershipRow } from '../../record/rows.ts';
import { today } from '../../requests/meaning.ts';
import type { ImportedHost } from '../imported.ts';
import { type ImportProblem, problem } from './problems.ts';

type Said = NonNullable<EntrySourceRow['membership']>;

const saidIn = ({ status, since, until }: ImportedHost['membership'] & object): Said => ({
  status,
  ...definedOnly({ since, until }),
});

const saidBy = ({ status, since, until }: MembershipRow): Said => ({ status, ...definedOnly({ since, until }) });

/** The result for a membership in a file. */
export interface MembershipEdit {
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
  const isNoLongerInDoubt = row?.toCheck === true && wasGone && membership?.status === 'member';
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
      problem: problem('fact-refused', { field: `membership${refused.pointer}`, reason: refused.message }),
    };
  const written = {
    federationId: federation.id,
    hostId,
    ...memberColumns(draft, 'federation', row?.askedOn ?? null),
    ...(row?.toCheck && !isNoLongerInDoubt && row.statedBy !== 'catalogue' && { toCheck: true }),
  };
  return isDeepStrictEqual(row, written) ? { said } : { row: written, said };
}
