import { requireOfficer, requireOwnFederation } from '../../federations/rights.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { Context, Guard } from '../../record/context.ts';
import { findFederation, nearestFederation } from '../../record/federations.ts';
import type { CaseRow } from '../../record/rows.ts';
import { requireToken } from '../../requests/caller.ts';
import { findCase } from './store.ts';

/** Identifies a case of a federation. */
export interface CaseRef {
  federation: string;
  case: string;
}

const caseNotFound = () =>
  new CatalogueError('case-not-found', {
    fr: 'Cette fédération n’a pas de dossier à cette adresse. S’il a été supprimé, ou s’il est terminé depuis 24 mois, rien n’en est gardé.',
    en: 'This federation has no case at this address. If it was deleted, or ended after 24 months, nothing of it is kept.',
  });

/**
 * Finds a case of the caller's federation.
 * @param require which callers are allowed; by default officers only. Others may only see that a case exists, and
 * delete it.
 * @throws CatalogueError no-token, federation-not-found, not-yours, case-not-found
 */
export async function requireOwnCase(
  { db, caller }: Context,
  ref: CaseRef,
  find = findCase,
  require: typeof requireOfficer = requireOfficer,
): Promise<CaseRow> {
  requireToken(caller);
  const federation = await findFederation(db, ref.federation);
  require(caller, federation, federation ? undefined : await nearestFederation(db, ref.federation));
  const found = await find(db, federation.id, ref.case);
  if (!found) throw caseNotFound();
  return found;
}

/** Lets in the officers who read cases. */
export const caseReader: Guard<CaseRef> = {
  refuses: ['federation-not-found', 'case-not-found'],
  check: async (context, ref) => {
    await requireOwnCase(context, ref);
  },
};

/** Lets in the federation that owns the case, and administrators. */
export const caseOwner: Guard<CaseRef> = {
  refuses: ['federation-not-found', 'case-not-found'],
  check: async (context, ref) => {
    await requireOwnCase(context, ref, findCase, requireOwnFederation);
  },
};
