import { and, eq, ne } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { type Federation, FederationDraft } from '../documents/federation.ts';
import { domainOf } from '../ground/addresses.ts';
import { CatalogueError, type Fault, fault, oneFault } from '../ground/errors.ts';
import type { Context, Edit, WriteResult } from '../record/context.ts';
import { listMemberships, lockFederation, updateFederation } from '../record/federations.ts';
import {
  type FederationBefore,
  finishFederationWrite,
  finishHostWrites,
  loadFederation,
  loadHosts,
} from '../record/finish-write.ts';
import { lockHosts } from '../record/hosts.ts';
import { publishChange } from '../record/publish.ts';
import { isPublic } from '../record/read-rows.ts';
import type { FederationRow } from '../record/rows.ts';
import { cases, federations, hosts, reviews, selections } from '../record/tables.ts';
import { authorOf, requireAdmin, requireToken } from '../requests/caller.ts';
import { countryFaults, keyFaults, slugFaults } from '../requests/meaning.ts';
import { applyPatch, inputPart } from '../requests/shape.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';
import { isOfficer, requireOwnFederation } from './rights.ts';
import { type HostWithTie, hasSameName, newOwnHostFaults } from './ties.ts';

/** The columns that a federation writes; an absent fact becomes unknown. */
export const federationColumns = (draft: FederationDraft) => ({
  slug: draft.slug,
  name: draft.name,
  website: draft.website,
  summary: draft.summary ?? null,
  country: draft.country ?? null,
  charter: draft.charter ?? null,
});

/** Names and websites of the other federations. */
export const listOtherNames = (db: Database, id: string): Promise<Pick<FederationRow, 'name' | 'website'>[]> =>
  db.select({ name: federations.name, website: federations.website }).from(federations).where(ne(federations.id, id));

/**
 * The federation whose website has exactly this host name: proving it proves exactly this name. Hosted websites differ
 * in the first part of the name.
 */
export async function findBySite(db: Database, website: string): Promise<{ id: string } | undefined> {
  const rows = await db.select({ id: federations.id, website: federations.website }).from(federations);
  return rows.find((row) => hasSameName(row.website, website));
}

async function insertFederation(db: Database, row: typeof federations.$inferInsert): Promise<void> {
  await db.insert(federations).values(row);
}

const countCasesOf = (db: Database, federationId: string): Promise<number> =>
  db.$count(cases, eq(cases.federationId, federationId));

/** Public hosts about which a federation has a review or a place on its list, with the ties it declares. */
async function listHostsWithTies(db: Database, federationId: string): Promise<HostWithTie[]> {
  const { name, website } = hosts;
  const reviewed = await db
    .select({ name, website, tie: reviews.tie })
    .from(reviews)
    .innerJoin(hosts, eq(reviews.hostId, hosts.id))
    .where(and(eq(reviews.federationId, federationId), isPublic()));
  const chosen = await db
    .select({ name, website, tie: selections.ties })
    .from(selections)
    .innerJoin(hosts, eq(selections.hostId, hosts.id))
    .where(and(eq(selections.federationId, federationId), isPublic()));
  return [...reviewed, ...chosen];
}

/** Faults of meaning in a federation with a valid shape. */
export const federationFaults = (draft: FederationDraft, reference: Reference): Fault[] => [
  ...slugFaults('/slug', draft.slug),
  ...countryFaults('/country', draft.country, reference),
  ...(draft.charter === undefined ? [] : keyFaults('/charter', 'charter', draft.charter, reference.charters)),
];

interface Named {
  name: string;
  website: string;
}

/**
 * A name in a form for comparison: without case, accents, spaces and punctuation. A name without Latin letters is not
 * changed.
 */
const comparableName = (name: string): string =>
  fold(name).replaceAll(' ', '') || name.normalize('NFKC').toLowerCase().trim();

/** Refuses a new name or website that belongs to another federation: nobody may speak in another's name. */
export function nameFaults({ name, website }: Named, others: readonly Named[], before?: Named): Fault[] {
  const isNewName = comparableName(name) !== (before && comparableName(before.name));
  const isNewSite = domainOf(website) !== domainOf(before?.website);
  const sameName = isNewName && others.some((other) => comparableName(other.name) === comparableName(name));
  const sameSite = isNewSite && others.find((other) => domainOf(other.website) === domainOf(website));
  return [
    ...(sameName
      ? oneFault('/name', 'name-taken', {
          fr: 'Une autre fédération porte ce nom. Choisissez-en un qui s’en distingue.',
          en: 'Another federation has this name. Choose one that cannot be taken for it.',
        })
      : []),
    ...(sameSite
      ? oneFault('/website', 'website-taken', {
          fr: `Ce site est celui d’une autre fédération : ${sameSite.name}. Si c’est la vôtre, demandez une invitation à qui tient son bureau.`,
          en: `This site is that of another federation: ${sameSite.name}. If it is yours, ask whoever keeps its desk for an invitation.`,
        })
      : []),
  ];
}

/**
 * Creates a federation, public at once. For administrators.
 * @throws CatalogueError no-token, not-yours, meaningless-request, slug-taken
 */
export async function createFederation(context: Context, draft: FederationDraft): Promise<WriteResult<Federation>> {
  const { caller, clock, newId, reference } = context;
  requireAdmin(caller);
  requireToken(caller);
  refuseFaults(federationFaults(draft, reference));
  return await inTransaction(context.db, async (db) => {
    const id = newId();
    await insertFederation(db, { id, ...federationColumns(draft), createdAt: clock() });
    const { document } = await loadFederation(db, id);
    const change = { kind: 'created' as const, at: clock(), federationId: id, document, ...authorOf(caller) };
    const revision = await publishChange(db, change);
    // Checked again under the lock of the revision: a concurrent write that takes the name has committed or failed by
    // now.
    refuseFaults(nameFaults(draft, await listOtherNames(db, id)));
    return { document, version: document.version, created: true, revision };
  });
}

const siteIsOfOfficers = () =>
  new CatalogueError('not-yours', {
    fr: 'Cette fédération a des dossiers : seul quelqu’un de son bureau, qui les lit, peut changer le nom de domaine de son site. Demandez-le-lui.',
    en: 'This federation has cases: only somebody of its desk, who reads them, may change the domain name of its site. Ask them.',
  });

/**
 * Changes facts of a federation by a JSON merge patch. Changing the charter changes which charter its members are shown
 * to have signed.
 * @throws CatalogueError no-token, federation-not-found, not-yours, invalid-request, meaningless-request,
 * version-required, version-stale
 */
export async function patchFederation(
  context: Context,
  ref: string,
  patch: unknown,
  ifMatch: IfMatch,
): Promise<WriteResult<Federation>> {
  const { caller, reference } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    requireOwnFederation(caller, federation);
    const before = await loadFederation(db, federation.id);
    const draft = applyPatch(FederationDraft, inputPart(FederationDraft, before.document), patch);
    const faults = federationFaults(draft, reference);
    if (draft.slug !== federation.slug)
      faults.push(
        fault('/slug', 'slug-fixed', {
          fr: 'L’identifiant d’une fédération ne change pas.',
          en: 'The slug of a federation cannot change.',
        }),
      );
    if (draft.website !== federation.website)
      faults.push(...newOwnHostFaults(draft.website, federation.website, await listHostsWithTies(db, federation.id)));
    refuseFaults(faults);
    // A person who proves the website gets access and may read cases: so only an officer may change the website while
    // there are cases.
    if (!hasSameName(draft.website, federation.website) && !isOfficer(caller, federation))
      if ((await countCasesOf(db, federation.id)) > 0) throw siteIsOfOfficers();
    checkVersion(ifMatch, federation.version, false);
    const movesMembers = (draft.charter ?? null) !== federation.charter;
    const members = movesMembers ? await listMemberships(db, { federationId: federation.id }) : [];
    const locked = await lockHosts(
      db,
      members.map(({ hostId }) => hostId),
    );
    const hosts = await loadHosts(
      db,
      context,
      locked.map(({ id }) => id),
    );
    await updateFederation(db, federation.id, federationColumns(draft));
    const settled = await finishFederationWrite(db, context, authorOf(caller), before);
    if (!settled) return { document: before.document, version: federation.version, created: false, revision: null };
    refuseFaults(nameFaults(draft, await listOtherNames(db, federation.id), before.document));
    await finishHostWrites(db, { ...context, caller }, hosts);
    return { ...settled, version: settled.document.version, created: false };
  });
}

/**
 * Runs a command on what a federation states about itself, which concerns no host.
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request, version-required,
 * version-stale
 */
export async function changeFederation(
  context: Context,
  ref: string,
  ifMatch: IfMatch,
  prepare: (before: FederationBefore) => Edit | Promise<Edit>,
): Promise<WriteResult<Federation>> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    requireOwnFederation(caller, federation);
    const before = await loadFederation(db, federation.id);
    const { creates = false, faults = [], apply } = await prepare(before);
    refuseFaults(faults);
    checkVersion(ifMatch, federation.version, creates);
    await apply(db);
    const settled = await finishFederationWrite(db, context, authorOf(caller), before);
    if (!settled) return { document: before.document, version: federation.version, created: false, revision: null };
    return { ...settled, version: settled.document.version, created: creates };
  });
}
