import type { Database } from '../database/open.ts';
import { authorOf } from '../requests/caller.ts';
import type { Context } from './context.ts';
import { audit } from './tables.ts';

/** What an action was done to. */
export interface Subject {
  hostId?: string | null;
  federationId?: string | null;
  /** The token that was made, replaced or ended. */
  tokenId?: string;
}

/** Actions that no operation of the API does alone: those of forms, of files that are read, and of the command line. */
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

/** Records an action that the log of changes does not show; in the same transaction as the action. */
export async function noteAction(
  db: Database,
  { clock, caller }: Pick<Context, 'clock' | 'caller'>,
  /** An operationId, or one of `OWN_ACTIONS`: it stays readable for ever. */
  action: string,
  { hostId = null, federationId = null, tokenId }: Subject,
): Promise<void> {
  const { by, byLabel, byTokenId } =
    caller.role === 'anonymous' ? { by: null, byLabel: null, byTokenId: null } : authorOf(caller);
  const subject = { hostId, federationId, aboutTokenId: tokenId ?? null };
  await db.insert(audit).values({ at: clock(), action, by, byLabel, byTokenId, ...subject });
}
