import type { Database } from '../database/open.ts';
import { authorOf } from '../requests/caller.ts';
import type { Context } from './context.ts';
import { audit } from './tables.ts';

/** What an action was done to. */
interface AuditSubject {
  hostId?: string | null;
  federationId?: string | null;
  /** The token that was made, replaced or ended. */
  tokenId?: string;
}

/** Actions of the audit trail that no single API operation names: forms, imported files, and the command line. */
export const OWN_ACTIONS = [
  'addMailAddress',
  'applyImported',
  'confirmMailAddress',
  'endAccess',
  'endOtherAccesses',
  'loadDump',
  'markRemoved',
  'putSource',
  'removeMailAddress',
  'removeSource',
  'startRun',
] as const;

/** Records, in the transaction of the action, an action that the log of changes does not show. */
export async function noteAction(
  db: Database,
  { clock, caller }: Pick<Context, 'clock' | 'caller'>,
  /** An operationId, or one of `OWN_ACTIONS`. It must stay readable for ever. */
  action: string,
  { hostId = null, federationId = null, tokenId }: AuditSubject,
): Promise<void> {
  const { by, byLabel, byTokenId } =
    caller.role === 'anonymous' ? { by: null, byLabel: null, byTokenId: null } : authorOf(caller);
  const subject = { hostId, federationId, aboutTokenId: tokenId ?? null };
  await db.insert(audit).values({ at: clock(), action, by, byLabel, byTokenId, ...subject });
}
