import type { Database } from '../database/open.ts';
import { trial } from '../database/transaction.ts';
import type { Host } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import { type Fault, fault, faultsUnder } from '../ground/errors.ts';
import { changeHost } from '../hosts/change.ts';
import { hostFaults, movedFaults, slugKeptFaults } from '../hosts/entries/meaning.ts';
import { renameFaults } from '../hosts/names/meaning.ts';
import { hostColumns } from '../hosts/store.ts';
import type { Context, WriteResult } from '../record/context.ts';
import { type EntrySize, growthFaults, sizeOfEntry } from '../record/entry-size.ts';
import { goneCriteriaFaults } from '../record/federations.ts';
import { type HostBefore, loadHost } from '../record/finish-write.ts';
import { slugFaults, today } from '../requests/meaning.ts';
import type { IfMatch } from '../requests/version.ts';
import { removalFaults } from '../services/commands.ts';
import { serviceFaults } from '../services/meaning.ts';
import { claimFaults, commitmentFaults } from '../statements/meaning.ts';
import { DOCUMENT_LISTS, type DocumentService, type HostDocument, type HostDocumentDraft } from './schema.ts';
import { documentOf, writeDocument } from './write.ts';

/** Who states a document, and when. */
type Stated = Pick<Context, 'reference' | 'clock' | 'caller'>;

const promiseFaults = (context: Stated, commitments: HostDocument['commitments'] = {}): Fault[] =>
  faultsUnder(
    '/commitments',
    Object.entries(commitments).flatMap(([kind, draft]) =>
      faultsUnder(`/${kind}`, commitmentFaults(context, kind, draft)),
    ),
  );

function offerFaults(context: Stated, services: readonly DocumentService[], present: readonly Service[]): Fault[] {
  const { reference } = context;
  const usages = new Map(services.map((service) => [service.slug, service.usages]));
  const slugs = services.map(({ slug }) => slug);
  const plansBefore = new Map(present.map(({ slug, plans }) => [slug, plans]));
  return services.flatMap((service, i) => {
    const { slug } = service;
    const faults = [
      ...slugFaults('/slug', slug),
      ...serviceFaults(slug, service, usages, reference, today(context), plansBefore.get(slug)),
      ...promiseFaults(context, service.commitments),
    ];
    if (slugs.indexOf(slug) < i)
      faults.push(
        fault('/slug', 'duplicate', {
          fr: `Un autre service porte déjà l’identifiant ${slug}.`,
          en: `Another service has the slug ${slug}.`,
        }),
      );
    return faultsUnder(`/services/${i}`, faults);
  });
}

/** The size of an entry after a document replaces it. Closings and replies are not part of the document and stay. */
const sizeBy = (document: HostDocument, before: HostBefore, { characters }: EntrySize): EntrySize =>
  sizeOf(document, characters + JSON.stringify(document).length - JSON.stringify(documentOf(before.document)).length);

const sizeOf = (document: HostDocument, characters: number): EntrySize => ({
  services: document.services.length,
  plans: document.services.reduce((sum, { plans = [] }) => sum + plans.length, 0),
  claims: Object.keys(document.claims).length,
  characters,
});

/**
 * Faults of meaning in all parts of a document with a valid shape. For a document above the limits of size, that is the
 * only fault.
 */
export function documentFaults(context: Context, before: HostBefore, document: HostDocument): Fault[] {
  const size = sizeOfEntry(before);
  const tooMuch = growthFaults(size, sizeBy(document, before, size));
  return tooMuch.length > 0 ? tooMuch : partFaults(context, before, document);
}

/** Faults of a document whatever the entry says. @param present the services of the entry */
const ownFaults = (context: Stated, document: HostDocument, present: readonly Service[]): Fault[] => [
  ...faultsUnder('/host', hostFaults(document.host, context.reference, today(context))),
  ...offerFaults(context, document.services, present),
  ...faultsUnder(
    '/claims',
    Object.entries(document.claims).flatMap(([criterion, draft]) =>
      faultsUnder(`/${criterion}`, claimFaults(context, criterion, draft)),
    ),
  ),
  ...promiseFaults(context, document.commitments),
];

const partFaults = (context: Context, before: HostBefore, document: HostDocument): Fault[] => [
  ...faultsUnder('/host', [
    ...slugKeptFaults(document.host, before.rows.host, before.rows.aliases),
    ...renameFaults(context.caller, before.rows.host, before.rows.aliases, hostColumns(document.host)),
  ]),
  ...ownFaults(context, document, before.document.services),
  ...removalFaults(before.document.services, document.services, today(context)),
];

const EMPTY_LISTS = { services: [], claims: {}, commitments: {} };
const NOTHING: EntrySize = { services: 0, plans: 0, claims: 0, characters: 0 };

/** Faults of the document of a host that has no entry yet, or whose entry is not known: a file before it is sent. */
export function faultsOfFile(context: Stated, draft: HostDocumentDraft): Fault[] {
  const document = { ...EMPTY_LISTS, ...draft };
  const tooMuch = growthFaults(NOTHING, sizeOf(document, JSON.stringify(document).length));
  return tooMuch.length > 0 ? tooMuch : ownFaults(context, document, []);
}

const LISTED: Readonly<Record<(typeof DOCUMENT_LISTS)[number], { fr: string; en: string }>> = {
  services: { fr: 'des services', en: 'services' },
  claims: { fr: 'des déclarations', en: 'claims' },
  commitments: { fr: 'des promesses', en: 'commitments' },
};

/** The whole document, and a fault for each list that is left out although the entry holds something there. */
function whole(sent: HostDocumentDraft, before: HostBefore): { document: HostDocument; faults: Fault[] } {
  const present = documentOf(before.document);
  const lost = DOCUMENT_LISTS.filter((list) => sent[list] === undefined && Object.keys(present[list]).length > 0);
  return {
    // What is left out is judged as it is: its own fault is enough.
    document: {
      ...EMPTY_LISTS,
      ...sent,
      ...Object.fromEntries(lost.map((list) => [list, present[list]])),
    },
    faults: lost.map((list) =>
      fault(`/${list}`, 'missing', {
        fr: `La fiche a ${LISTED[list].fr}, et le document n’en dit rien. Reprenez-les, ou donnez une liste vide pour tout retirer.`,
        en: `The entry has ${LISTED[list].en}, and the document says nothing of them. Take them over, or give an empty list to take all of them back.`,
      }),
    ),
  };
}

/** A document with a former slug of the host is accepted as one with its present slug. */
const withPresentSlug = (document: HostDocument, { rows: { host } }: HostBefore): HostDocument =>
  host.publishedAt === null ? document : { ...document, host: { ...document.host, slug: host.slug } };

const documentEdit = async (context: Context, db: Database, before: HostBefore, draft: HostDocumentDraft) => {
  const { document: sent, faults } = whole(draft, before);
  const document = withPresentSlug(sent, before);
  const clashes = async (db: Database) =>
    faultsUnder('/host', await movedFaults(db, context.caller, before.rows.host, document.host));
  const named = Object.keys(document.claims).map((key) => [`/claims/${key}`, key] as const);
  return {
    faults: [
      ...faults,
      ...documentFaults(context, before, sent),
      ...(await goneCriteriaFaults(db, context.reference, named)),
      ...(await clashes(db)),
    ],
    clashes,
    apply: (db: Database) => writeDocument(db, context, before, document),
  };
};

/**
 * Replaces everything that a host writes about itself by one document: atomically, as one change.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, meaningless-request, version-required,
 * version-stale
 */
export const putDocument = (
  context: Context,
  ref: string,
  document: HostDocumentDraft,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> =>
  changeHost(context, ref, ifMatch, (before, db) => documentEdit(context, db, before, document));

/** The result of a dry run: the documents before and after; both are the same when there are faults. */
export interface TriedDocument {
  faults: readonly Fault[];
  before: Host;
  after: Host;
}

/**
 * Dry run of `putDocument`. The version is optional, but checked when given.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, version-stale
 */
export const tryDocument = (
  context: Context,
  ref: string,
  document: HostDocumentDraft,
  ifMatch: IfMatch = '*',
): Promise<TriedDocument> =>
  trial((end) =>
    changeHost(context, ref, ifMatch, async (host, db) => {
      const { document: before } = host;
      const { faults, apply } = await documentEdit(context, db, host, document);
      if (faults.length > 0) end({ faults, before, after: before });
      return {
        apply: async (db) => {
          await apply(db);
          end({ faults, before, after: (await loadHost(db, context, before.id)).document });
        },
      };
    }),
  );
