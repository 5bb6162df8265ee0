import type { Federation, FederationHelper, FederationHelperDraft } from '../../documents/federation.ts';
import { CatalogueError, type Fault, fault, pathFault } from '../../ground/errors.ts';
import type { Context, Written } from '../../record/context.ts';
import { isSlug, pastFaults, today, zoneFaults } from '../../requests/meaning.ts';
import type { IfMatch } from '../../requests/version.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { changeFederation } from '../own.ts';
import { putHelperRow, removeHelperRow } from './store.ts';

export interface HelperRef {
  federation: string;
  id: string;
}

const LONGEST_ID = 80;

const helperNotFound = () =>
  new CatalogueError('helper-not-found', {
    fr: 'Cette fédération n’a pas ajouté cet accompagnement.',
    en: 'This federation has not added this helper.',
  });

function helperFaults(id: string, draft: FederationHelperDraft, reference: Reference, day: string): Fault[] {
  const kinds = [...new Set(reference.helpers.map(({ kind }) => kind))].sort();
  const faults = [
    ...draft.serves.flatMap((zone, index) => zoneFaults(`/serves/${index}`, zone, reference)),
    ...pastFaults('/observedOn', draft.observedOn, day),
  ];
  if (!isSlug(id) || id.length > LONGEST_ID)
    faults.push(
      pathFault('/id', 'not-a-slug', {
        fr: 'L’identifiant prend des minuscules, des chiffres et des tirets simples.',
        en: 'The identifier takes lower-case letters, digits and single hyphens.',
      }),
    );
  if (!kinds.includes(draft.kind))
    faults.push(
      fault('/kind', 'unknown-helper-kind', {
        fr: `Les sortes d’accompagnement sont : ${kinds.join(', ')}.`,
        en: `The kinds of helpers are: ${kinds.join(', ')}.`,
      }),
    );
  return faults;
}

/**
 * Adds an organisation that accompanies, or changes one.
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request, version-required, version-stale
 */
export const putHelper = (
  context: Context,
  { federation, id }: HelperRef,
  draft: FederationHelperDraft,
  ifMatch: IfMatch,
): Promise<Written<Federation>> =>
  changeFederation(context, federation, ifMatch, ({ document }) => ({
    creates: !document.helpers?.some((helper) => helper.id === id),
    faults: helperFaults(id, draft, context.reference, today(context)),
    apply: (db) => putHelperRow(db, { federationId: document.id, key: id, ...draft, phone: draft.phone ?? null }),
  }));

/**
 * Takes an organisation that accompanies off the list.
 * @throws CatalogueError no-token, federation-not-found, not-yours, helper-not-found, version-required, version-stale
 */
export const removeHelper = (
  context: Context,
  { federation, id }: HelperRef,
  ifMatch: IfMatch,
): Promise<Written<Federation>> =>
  changeFederation(context, federation, ifMatch, ({ document }) => {
    helperIn(document, id);
    return { apply: (db) => removeHelperRow(db, document.id, id) };
  });

/** One helper of a federation. @throws CatalogueError helper-not-found */
export function helperIn({ helpers = [] }: Federation, id: string): FederationHelper {
  const found = helpers.find((helper) => helper.id === id);
  if (found) return found;
  throw helperNotFound();
}
