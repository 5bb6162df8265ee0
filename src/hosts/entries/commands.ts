import { issueToken } from '../../accounts/tokens.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { type Host, HostDraft } from '../../documents/host.ts';
import { domainOf, webAddress } from '../../ground/addresses.ts';
import { parisDay } from '../../ground/clock.ts';
import { CatalogueError, fault } from '../../ground/errors.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context, WriteResult } from '../../record/context.ts';
import type { CountRequest } from '../../record/counts.ts';
import { finishFederationWrite, finishHostWrite, loadHost, writtenBy } from '../../record/finish-write.ts';
import type { HostFacts } from '../../record/host-facts.ts';
import { findHost, updateHost } from '../../record/hosts.ts';
import { FIELDS, withMarks } from '../../record/provenance.ts';
import type { HostRow } from '../../record/rows.ts';
import { authorOf, requireToken } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { applyPatch, inputPart } from '../../requests/shape.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../../requests/version.ts';
import { TERMS_VERSION } from '../../vocabulary/reference.ts';
import { COMPLETE_LISTS } from '../../vocabulary/terms.ts';
import { changeHost, lockWithFederations } from '../change.ts';
import type { PublicationDraft } from '../confirmations/schema.ts';
import { keepFormerNames } from '../names/former-names.ts';
import { renameFaults } from '../names/meaning.ts';
import { challengeFor, toChallenge } from '../ownership/challenge.ts';
import type { Challenge } from '../ownership/schema.ts';
import { revokeTokensOf } from '../ownership/store.ts';
import { keepVouches } from '../ownership/vouches.ts';
import { isNamedDraft, requireOwnHost, requireOwnOrNamed } from '../rights.ts';
import { siteFault, siteIsOfHost, sitePass } from '../site.ts';
import { freeSlug, hostColumns, insertHost, isSlugTaken, keepSentInCases } from '../store.ts';
import { hostFaults, movedFaults, withoutFormerRole } from './meaning.ts';
import { type Existing, findExisting, requireNoDouble, requirePublishable, requireReturnable } from './publishable.ts';

const originOf = (website: string | null): string | undefined => webAddress(website)?.origin;

/**
 * Replaces the facts of a host, and keeps its former names. Proofs concern the former website: a new website ends the
 * proof of the domain, and a new origin also ends claims. Vouches of federations end by themselves, because each names
 * what it was given for.
 * @param pointer to the facts of the host in the request
 * @throws CatalogueError not-yours
 */
export async function rewriteHost(
  db: Database,
  context: Pick<Context, 'caller' | 'clock'>,
  host: HostRow,
  draft: HostDraft,
  provenance: HostRow['provenance'],
  pointer = '',
): Promise<void> {
  const columns = hostColumns(draft);
  const { website } = columns;
  const at = context.clock();
  const isMoved = originOf(website) !== originOf(host.website);
  const pass = await sitePass(db, context, host, website);
  if (pass === 'of-host') throw siteIsOfHost([siteFault(`${pointer}/website`)]);
  if (pass === 'first-site') await keepSentInCases(db, host.id);
  if (isMoved) await revokeTokensOf(db, host.id, at, { claimsOnly: true });
  await keepFormerNames(db, host, columns, parisDay(at));
  await updateHost(db, host.id, {
    ...columns,
    provenance,
    ...(website !== host.website && { domainVerifiedOn: null }),
    ...(isMoved && { ownerChangesOn: null }),
  });
}

/** Whether an administrator deliberately registers a second entry for a domain. */
interface Forced {
  force?: boolean | undefined;
}

/** A host that was just registered, with its token, which is shown only once. */
type Registered = WriteResult<Host> & {
  token: string;
  tokenId: string;
  challenge: Challenge | null;
  existing: Existing | undefined;
};

/**
 * Registers a host as a draft, which only its token and administrators can see. The slug is reserved at publication.
 * When an entry with the same domain or name exists, the answer says so: that entry should be claimed instead.
 * @param countRequest counts the registration against its sender; refused requests do not count
 * @throws CatalogueError terms-not-accepted, meaningless-request, and what `countRequest` throws; entry-exists for an
 * administrator who does not force it
 */
export async function registerHost(
  context: Context,
  draft: HostDraft,
  { force = false, countRequest = async () => {} }: Forced & { countRequest?: CountRequest } = {},
): Promise<Registered> {
  const { caller, clock, db, newId, reference } = context;
  if (draft.terms === undefined && caller.role !== 'admin')
    throw new CatalogueError(
      'terms-not-accepted',
      {
        fr: 'Inscrire un hébergeur, c’est accepter les conditions d’utilisation.',
        en: 'Registering a host means accepting the terms of use.',
      },
      {
        faults: [
          fault('/terms', 'terms-not-accepted', {
            fr: `Lisez-les à la page /terms, puis dites « ${TERMS_VERSION} » : faits sous CC0, textes sous CC BY.`,
            en: `Read them on the page /terms, then say "${TERMS_VERSION}": facts under CC0, texts under CC BY.`,
          }),
        ],
      },
    );
  refuseFaults(hostFaults(draft, reference, today(context)));
  return await inTransaction(db, async (db) => {
    await countRequest(db);
    const id = newId();
    const now = clock();
    const columns = { ...hostColumns(draft), termsAccepted: draft.terms ?? null };
    if (caller.role === 'admin' && !force) await requireNoDouble(db, { id, ...columns });
    const existing = await findExisting(db, context, { id, ...columns });
    const written = FIELDS.filter((field) => columns[field] !== null);
    const provenance = withMarks(null, written, writtenBy(context));
    await insertHost(db, { id, ...columns, provenance, createdAt: now, updatedAt: now });
    const subject = { role: 'host', hostId: id, awaitsOfficer: caller.role === 'admin' } as const;
    const { token, secret } = await issueToken(db, context, subject, draft.name.slice(0, 100));
    await noteAction(db, context, 'registerHost', { hostId: id, tokenId: token.id });
    const { document } = await loadHost(db, context, id);
    const origin = webAddress(draft.website)?.origin;
    const challenge =
      origin === undefined ? null : (await challengeFor(db, context, { id, origin }, token.id)).challenge;
    return {
      document,
      version: document.version,
      created: true,
      revision: null,
      token: secret,
      tokenId: token.id,
      challenge: challenge && toChallenge(challenge),
      existing,
    };
  });
}

/**
 * A host as its owner reads it, even a draft.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function ownHost(context: Context, ref: string): Promise<Host> {
  return await inTransaction(context.db, async (db) => {
    const host = await findHost(db, ref);
    requireOwnHost(context.caller, host);
    return (await loadHost(db, context, host.id)).document;
  });
}

/** The document of an entry, and the facts it is made from. */
interface HostEntry {
  host: Host;
  facts: HostFacts;
}

/**
 * An entry for its owner, or a draft for the federation whose files name it. Undefined for everyone else to whom the
 * host does not exist.
 * @throws CatalogueError not-yours
 */
export async function readOwnEntry(context: Context, ref: string): Promise<HostEntry | undefined> {
  const { caller } = context;
  if (caller.role === 'anonymous') return undefined;
  const read = inTransaction(context.db, async (db) => {
    const { id } = await requireOwnOrNamed(db, caller, await findHost(db, ref));
    const { document, facts } = await loadHost(db, context, id);
    return { host: document, facts };
  });
  return await read.catch((error: unknown) => {
    if (error instanceof CatalogueError && error.code === 'host-not-found') return undefined;
    throw error;
  });
}

/**
 * The document of an entry, for the readers of `readOwnEntry`.
 * @throws CatalogueError not-yours
 */
export const readOwnHost = async (context: Context, ref: string): Promise<Host | undefined> =>
  (await readOwnEntry(context, ref))?.host;

/**
 * Changes facts of a host by a JSON merge patch. Former names of a public host are kept; it goes on owning its former
 * slugs.
 * @throws CatalogueError no-token, host-not-found, not-yours, invalid-request, meaningless-request, slug-taken,
 * version-required, version-stale
 */
export const patchHost = (
  context: Context,
  ref: string,
  patch: unknown,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> =>
  changeHost(
    context,
    ref,
    ifMatch,
    async ({ rows: { host, aliases }, document }, db) => {
      const meant = withoutFormerRole(patch, document.contact);
      const draft = applyPatch(HostDraft, inputPart(HostDraft, document), meant);
      const clashes = (db: Database) => movedFaults(db, context.caller, host, draft);
      const faults = [
        ...hostFaults(draft, context.reference, today(context)),
        ...renameFaults(context.caller, host, aliases, hostColumns(draft)),
        ...(await clashes(db)),
      ];
      const provenance = withMarks(host.provenance, Object.keys(patch as object), writtenBy(context));
      return { faults, clashes, apply: (db) => rewriteHost(db, context, host, draft, provenance) };
    },
    // Documents of federations contain the slugs of their members.
    { withFederations: typeof patch === 'object' && patch !== null && 'slug' in patch },
  );

const onlyTheHostSays = new CatalogueError('not-yours', {
  fr: 'Seul l’hébergeur dit quelles listes sont entières. Publiez sans le dire.',
  en: 'Only the host says which lists are whole. Publish without saying so.',
});

/** The lists that are complete after a publication; a host that returns and names none says nothing new of them. */
function listsAfter({ state, complete }: HostRow, named: PublicationDraft['complete']): HostRow['complete'] {
  if (named) return COMPLETE_LISTS.filter((list) => named.includes(list));
  return state === 'draft' ? [...COMPLETE_LISTS] : complete;
}

/**
 * Publishes a draft: this reserves its slug, confirms the entry, and declares complete the lists that are named, or all
 * of them. Or publishes a withdrawn host again.
 * @throws CatalogueError no-token, host-not-found, not-yours, already-published, entry-exists,
 * not-publishable, slug-taken, version-stale
 * @param renames gives a draft another slug when its own was taken meanwhile, because nobody chose it
 */
export async function publishHost(
  context: Context,
  ref: string,
  ifMatch: IfMatch = undefined,
  { complete, renames = false, ...forced }: Forced & PublicationDraft & { renames?: boolean } = {},
): Promise<WriteResult<Host>> {
  const { caller, clock } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const { host, before, federations } = await lockWithFederations(db, context, ref, [], requireOwnOrNamed);
    const requirement = host.state === 'withdrawn' ? requireReturnable : requirePublishable;
    // A draft made from a file does not speak for the host: when someone else publishes it, nothing is confirmed.
    const confirms = caller.role === 'host' || !(await isNamedDraft(db, host));
    if (complete !== undefined && !confirms) throw onlyTheHostSays;
    await requirement(db, context, host, forced);
    if (ifMatch !== undefined) checkVersion(ifMatch, host.version, false);
    // Nobody chose the slug of a draft made from a file either.
    const isRenamed = !confirms || (renames && host.state === 'draft' && (await isSlugTaken(db, host.slug)));
    const slug = isRenamed ? await freeSlug(db, host.name, domainOf(host.website)) : host.slug;
    if (isRenamed) await keepVouches(db, host, slug);
    await updateHost(db, host.id, {
      // Withdrawing and publishing again does not end a suspension.
      state: host.suspension ? 'suspended' : 'published',
      publishedAt: host.publishedAt ?? clock(),
      ...(confirms && { confirmedOn: today(context), confirmedOnBehalf: caller.role === 'admin' }),
      ...(confirms && { complete: listsAfter(host, complete) }),
      slug,
      ...(caller.role === 'host' && host.state === 'draft' && { provenance: null }),
    });
    const settled = await finishHostWrite(db, { ...context, caller }, before, 'created');
    // Checked again under the lock of the revision: a concurrent write that takes the name or website has committed or
    // failed by now.
    await requirement(db, context, { ...host, slug }, forced);
    for (const federation of federations) await finishFederationWrite(db, context, authorOf(caller), federation);
    const { document, revision } = settled!;
    return { document, version: document.version, created: true, revision };
  });
}
