import { criterionVersionNow } from '../../documents/criterion-version.ts';
import type { Host } from '../../documents/host.ts';
import type { ClaimDraft } from '../../documents/statement.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { changeHost } from '../../hosts/change.ts';
import type { Context, Written } from '../../record/context.ts';
import type { IfMatch } from '../../requests/version.ts';
import { claimFaults, namedInPath } from '../meaning.ts';
import { spokenColumns } from '../spoken.ts';
import { putClaimRow, removeClaimRow } from './store.ts';

/**
 * Writes what a host says of a criterion; its evidence is computed, never written.
 * @throws CatalogueError no-token, host-not-found, not-yours, meaningless-request, version-required, version-stale
 */
export const putClaim = (
  context: Context,
  hostRef: string,
  criterion: string,
  draft: ClaimDraft,
  ifMatch: IfMatch,
): Promise<Written<Host>> =>
  changeHost(context, hostRef, ifMatch, ({ rows: { host, claims } }) => {
    const row = {
      hostId: host.id,
      criterion,
      value: draft.value,
      ...spokenColumns(context, draft),
      criterionVersion: criterionVersionNow(criterion, context.reference),
    };
    return {
      creates: !claims.some((claim) => claim.criterion === criterion),
      faults: namedInPath('/criterion', claimFaults(context, criterion, draft)),
      apply: (db) => putClaimRow(db, row),
    };
  });

/**
 * Takes back what a host said of a criterion; what its charter or others say stays.
 * @throws CatalogueError no-token, host-not-found, not-yours, claim-not-found, version-required, version-stale
 */
export const removeClaim = (
  context: Context,
  hostRef: string,
  criterion: string,
  ifMatch: IfMatch,
): Promise<Written<Host>> =>
  changeHost(context, hostRef, ifMatch, ({ rows: { host, claims } }) => {
    if (!claims.some((claim) => claim.criterion === criterion))
      throw new CatalogueError('claim-not-found', {
        fr: 'Cet hébergeur ne dit rien de ce critère.',
        en: 'This host says nothing of this criterion.',
      });
    return { apply: (db) => removeClaimRow(db, host.id, criterion) };
  });
