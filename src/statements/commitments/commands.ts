import type { Host } from '../../documents/host.ts';
import type { CommitmentDraft } from '../../documents/statement.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { changeHost } from '../../hosts/change.ts';
import type { Context, Written } from '../../record/context.ts';
import type { HostBefore } from '../../record/settle.ts';
import type { IfMatch } from '../../requests/version.ts';
import { serviceNotFound } from '../../services/rights.ts';
import { commitmentFaults, namedInPath } from '../meaning.ts';
import { spokenColumns } from '../spoken.ts';
import { putCommitmentRow, removeCommitmentRow } from './store.ts';

/** What a commitment is about: a host, or one of its services, and the kind. */
export interface CommitmentRef {
  host: string;
  service?: string | undefined;
  kind: string;
}

function subjectIn({ rows }: HostBefore, { service, kind }: CommitmentRef) {
  const row = rows.services.find(({ slug, id }) => slug === service || id === service);
  if (service !== undefined && !row) throw serviceNotFound();
  const subject = { hostId: rows.host.id, serviceId: row?.id ?? null, kind };
  const exists = rows.commitments.some((c) => c.serviceId === subject.serviceId && c.kind === kind);
  return { subject, exists };
}

/**
 * Writes a durability promise of a host or of a service; its evidence is computed, never written.
 * @throws CatalogueError no-token, host-not-found, not-yours, service-not-found, meaningless-request, version-required, version-stale
 */
export const putCommitment = (
  context: Context,
  ref: CommitmentRef,
  draft: CommitmentDraft,
  ifMatch: IfMatch,
): Promise<Written<Host>> =>
  changeHost(context, ref.host, ifMatch, (before) => {
    const { subject, exists } = subjectIn(before, ref);
    const faults = namedInPath('/kind', commitmentFaults(context, ref.kind, draft));
    const row = { ...subject, value: draft.value, ...spokenColumns(context, draft) };
    return { creates: !exists, faults, apply: (db) => putCommitmentRow(db, row) };
  });

/**
 * Takes a promise back.
 * @throws CatalogueError no-token, host-not-found, not-yours, service-not-found, commitment-not-found, version-required, version-stale
 */
export const removeCommitment = (context: Context, ref: CommitmentRef, ifMatch: IfMatch): Promise<Written<Host>> =>
  changeHost(context, ref.host, ifMatch, (before) => {
    const { subject, exists } = subjectIn(before, ref);
    if (!exists)
      throw new CatalogueError('commitment-not-found', {
        fr: 'Rien de tel n’a été promis.',
        en: 'Nothing of this kind was promised.',
      });
    return { apply: (db) => removeCommitmentRow(db, subject) };
  });
