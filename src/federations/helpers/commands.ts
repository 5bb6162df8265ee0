import { and, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { Federation, FederationHelper, FederationHelperDraft } from '../../documents/federation.ts';
import { CatalogueError, type Fault, type FaultCode, oneFault, pathFault } from '../../ground/errors.ts';
import type { Context, WriteResult } from '../../record/context.ts';
import type { FederationHelperRow } from '../../record/rows.ts';
import { federationHelpers } from '../../record/tables.ts';
import { isSlug, pastFaults, today, zoneFaults } from '../../requests/meaning.ts';
import { isPersonal, personalAddress } from '../../requests/personal-data.ts';
import type { IfMatch } from '../../requests/version.ts';
import type { Helper, Label, Reference } from '../../vocabulary/reference.ts';
import { fold } from '../../vocabulary/territories.ts';
import { changeFederation } from '../commands.ts';
import { hasSameName } from '../ties.ts';

async function putHelperRow(db: Database, row: FederationHelperRow): Promise<void> {
  const { federationId: _federation, key: _key, ...changed } = row;
  await db
    .insert(federationHelpers)
    .values(row)
    .onConflictDoUpdate({ target: [federationHelpers.federationId, federationHelpers.key], set: changed });
}

async function removeHelperRow(db: Database, federationId: string, key: string): Promise<void> {
  await db
    .delete(federationHelpers)
    .where(and(eq(federationHelpers.federationId, federationId), eq(federationHelpers.key, key)));
}

interface HelperRef {
  federation: string;
  id: string;
}

const LONGEST_ID = 80;

const helperNotFound = () =>
  new CatalogueError('helper-not-found', {
    fr: 'Cette fédération n’a pas ajouté cet accompagnement.',
    en: 'This federation has not added this helper.',
  });

/** The terms that the vocabulary uses to describe helpers. */
const wordsOf = ({ helpers }: Reference, field: 'kind' | 'audiences' | 'offers'): string[] =>
  [...new Set(helpers.flatMap((helper) => helper[field] ?? []))].sort();

const UNKNOWN_WORD = {
  'unknown-helper-kind': { fr: 'Les sortes d’accompagnement', en: 'The kinds of helpers' },
  'unknown-helper-audience': { fr: 'Les publics', en: 'The audiences of helpers' },
  'unknown-helper-offer': { fr: 'Les aides', en: 'The kinds of help that are offered' },
} as const satisfies Partial<Record<FaultCode, Label>>;

const wordFaults = (pointer: string, code: keyof typeof UNKNOWN_WORD, word: string, known: string[]): Fault[] =>
  known.includes(word)
    ? []
    : oneFault(pointer, code, {
        fr: `${UNKNOWN_WORD[code].fr} sont : ${known.join(', ')}.`,
        en: `${UNKNOWN_WORD[code].en} are: ${known.join(', ')}.`,
      });

function helperFaults(id: string, draft: FederationHelperDraft, reference: Reference, day: string): Fault[] {
  const faults = [
    ...draft.serves.flatMap((zone, index) => zoneFaults(`/serves/${index}`, zone, reference)),
    ...pastFaults('/observedOn', draft.observedOn, day),
    ...wordFaults('/kind', 'unknown-helper-kind', draft.kind, wordsOf(reference, 'kind')),
    ...(draft.audiences ?? []).flatMap((word, index) =>
      wordFaults(`/audiences/${index}`, 'unknown-helper-audience', word, wordsOf(reference, 'audiences')),
    ),
    ...(draft.offers ?? []).flatMap((word, index) =>
      wordFaults(`/offers/${index}`, 'unknown-helper-offer', word, wordsOf(reference, 'offers')),
    ),
  ];
  if (isPersonal(draft.email, { name: draft.name, website: draft.url }, reference))
    faults.push(
      personalAddress('/email', {
        fr: 'Si elle n’en a pas, donnez sa page de contact.',
        en: 'If it has none, give its contact page.',
      }),
    );
  if (!isSlug(id) || id.length > LONGEST_ID)
    faults.push(
      pathFault('/id', 'not-a-slug', {
        fr: 'L’identifiant prend des minuscules, des chiffres et des tirets simples.',
        en: 'The identifier takes lower-case letters, digits and single hyphens.',
      }),
    );
  return faults;
}

const UNSAID = { audiences: null, offers: null, phone: null, email: null, contactUrl: null, url: null };

/**
 * Adds a helper (an organisation that accompanies associations), or changes one.
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request, version-required,
 * version-stale
 */
export const putFederationHelper = (
  context: Context,
  { federation, id }: HelperRef,
  draft: FederationHelperDraft,
  ifMatch: IfMatch,
): Promise<WriteResult<Federation>> =>
  changeFederation(context, federation, ifMatch, ({ document }) => ({
    creates: !document.helpers?.some((helper) => helper.id === id),
    faults: helperFaults(id, draft, context.reference, today(context)),
    apply: (db) => putHelperRow(db, { federationId: document.id, key: id, ...UNSAID, ...draft }),
  }));

/**
 * Removes a helper.
 * @throws CatalogueError no-token, federation-not-found, not-yours, helper-not-found, version-required, version-stale
 */
export const removeFederationHelper = (
  context: Context,
  { federation, id }: HelperRef,
  ifMatch: IfMatch,
): Promise<WriteResult<Federation>> =>
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

/** A federation's helper, in the form of the helpers in the vocabulary. */
export interface FederationHelperEntry extends Helper {
  federation: { slug: string; name: string };
}

/** What answers say of a helper. A federation that accompanies organisations itself does not recommend itself. */
const summaryOf = ({ name, website }: Federation, helper: FederationHelper): Label =>
  fold(helper.name) === fold(name) || (helper.url !== undefined && hasSameName(helper.url, website))
    ? { fr: 'Accompagne les associations directement.', en: 'Accompanies organisations directly.' }
    : { fr: `Recommandé par ${name}.`, en: `Recommended by ${name}.` };

const entryOf = (federation: Federation, helper: FederationHelper): FederationHelperEntry => {
  const { slug, name, website } = federation;
  const { id, offers = [], serves, url = null, ...said } = helper;
  return {
    ...said,
    url,
    // Slugs contain no slash, so this cannot equal an id of the vocabulary.
    id: `${slug}/${id}`,
    offers,
    serves: serves as Helper['serves'],
    summary: summaryOf(federation, helper),
    free: null,
    sources: [website],
    federation: { slug, name },
  };
};

/** The helpers of all federations, ordered by the slug of the federation. */
export const helpersOf = (federations: Iterable<Federation>): FederationHelperEntry[] =>
  [...federations]
    .sort((a, b) => (a.slug < b.slug ? -1 : 1))
    .flatMap((federation) => (federation.helpers ?? []).map((helper) => entryOf(federation, helper)));
