import type { Database } from '../database/open.ts';
import type { HostDraft } from '../documents/host.ts';
import { updateHost } from '../record/hosts.ts';
import type { HostRow } from '../record/rows.ts';
import { removeVouchesOf, revokeTokensOf } from './ownership/store.ts';
import { hostColumns } from './store.ts';

const originOf = (website: string | null): string | null => (website === null ? null : new URL(website).origin);

/**
 * Writes a host anew. What others showed or said was of the website and the name before: the proof of the domain goes
 * with the address, claims go with the site, and a federation answers for a draft by the name it knew.
 */
export async function rewriteHost(
  db: Database,
  host: HostRow,
  draft: HostDraft,
  { provenance, at }: Pick<HostRow, 'provenance'> & { at: Date },
): Promise<void> {
  const columns = hostColumns(draft);
  const { name, website } = columns;
  const isMoved = originOf(website) !== originOf(host.website);
  if (isMoved) await revokeTokensOf(db, host.id, at, { claimsOnly: true });
  if (host.state === 'draft' && (name !== host.name || website !== host.website)) await removeVouchesOf(db, host.id);
  await updateHost(db, host.id, {
    ...columns,
    provenance,
    ...(website !== host.website && { domainVerifiedAt: null }),
    ...(isMoved && { ownerChangesOn: null }),
  });
}
