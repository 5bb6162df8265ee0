import { issueToken } from '../accounts/tokens.ts';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { type Host, HostDraft } from '../documents/host.ts';
import { CatalogueError, fault } from '../ground/errors.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context, Written } from '../record/context.ts';
import { findHost, updateHost } from '../record/hosts.ts';
import type { HostRow } from '../record/rows.ts';
import { loadHost, settleFederation, settleHost } from '../record/settle.ts';
import { authorOf, requireToken } from '../requests/caller.ts';
import { today } from '../requests/meaning.ts';
import { applyPatch, inputPart } from '../requests/shape.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import { COMPLETE_LISTS } from '../vocabulary/terms.ts';
import { changeHost, lockWithFederations } from './change.ts';
import { hostFaults, movedFaults, slugKeptFaults, withoutFormerRole } from './meaning.ts';
import { challengeFor, toChallenge } from './ownership/challenge.ts';
import type { Challenge } from './ownership/schema.ts';
import { removeVouchesOf, revokeTokensOf } from './ownership/store.ts';
import { requirePublishable, requireReturnable } from './publishable.ts';
import { requireOwnHost } from './rights.ts';
import { hostColumns, insertHost } from './store.ts';

const originOf = (website: string | null): string | null => (website === null ? null : new URL(website).origin);

/**
 * Replaces the facts of a host. What others proved or said was about the former website and name: a new website ends the
 * proof of the domain, another origin ends claims, and a renamed draft loses the vouches of federations.
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

/** The provenance without fields that the host has written since; null when nothing is left. */
export function withoutImported(provenance: HostRow['provenance'], fields: readonly string[]): HostRow['provenance'] {
  const remaining = Object.entries(provenance ?? {}).filter(([field]) => !fields.includes(field));
  return remaining.length > 0 ? Object.fromEntries(remaining) : null;
}

/** A host that was just registered, with its token, which is shown only once. */
export type Registered = Written<Host> & { token: string; challenge: Challenge | null };

/**
 * Registers a host as a draft that only its token and administrators see; the slug is claimed at publication.
 * @throws CatalogueError terms-not-accepted, meaningless-request
 */
export async function registerHost(context: Context, draft: HostDraft): Promise<Registered> {
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
            fr: 'Dites « 2026-1 » : faits sous CC0, textes sous CC BY.',
            en: 'Say "2026-1": facts under CC0, texts under CC BY.',
          }),
        ],
      },
    );
  refuseFaults(hostFaults(draft, reference, today(context)));
  return await inTransaction(db, async (db) => {
    const id = newId();
    const now = clock();
    const columns = { ...hostColumns(draft), termsAccepted: draft.terms ?? null };
    await insertHost(db, { id, ...columns, createdAt: now, updatedAt: now });
    const { token, secret } = await issueToken(db, context, { role: 'host', hostId: id }, draft.name.slice(0, 100));
    await noteAction(db, context, 'registerHost', { hostId: id, tokenId: token.id });
    const { document } = await loadHost(db, context, id);
    const { website } = draft;
    const challenge =
      website === undefined ? null : (await challengeFor(db, context, { id, website }, token.id)).challenge;
    return {
      document,
      version: document.version,
      created: true,
      revision: null,
      token: secret,
      challenge: challenge && toChallenge(challenge),
    };
  });
}

/**
 * A host as its owner reads it, drafts included.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function ownHost(context: Context, ref: string): Promise<Host> {
  return await inTransaction(context.db, async (db) => {
    const host = await findHost(db, ref);
    requireOwnHost(context.caller, host);
    return (await loadHost(db, context, host.id)).document;
  });
}

/**
 * Changes facts of a host by a JSON merge patch. The slug is fixed once it is published.
 * @throws CatalogueError no-token, host-not-found, not-yours, invalid-request, meaningless-request, version-required, version-stale
 */
export const patchHost = (context: Context, ref: string, patch: unknown, ifMatch: IfMatch): Promise<Written<Host>> =>
  changeHost(context, ref, ifMatch, async ({ rows: { host }, document }, db) => {
    const meant = withoutFormerRole(patch, document.contact);
    const draft = applyPatch(HostDraft, inputPart(HostDraft, document), meant);
    const faults = [
      ...hostFaults(draft, context.reference, today(context)),
      ...slugKeptFaults(draft, host),
      ...(await movedFaults(db, context.caller, host, draft)),
    ];
    const provenance = withoutImported(host.provenance, Object.keys(patch as object));
    return { faults, apply: (db) => rewriteHost(db, host, draft, { provenance, at: context.clock() }) };
  });

/**
 * Publishes a draft, which claims its slug and confirms its entry, all its lists whole; or publishes a withdrawn host
 * again.
 * @throws CatalogueError no-token, host-not-found, not-yours, already-published, not-publishable, slug-taken, version-stale
 */
export async function publishHost(context: Context, ref: string, ifMatch: IfMatch = undefined): Promise<Written<Host>> {
  const { caller, clock } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const { host, before, federations } = await lockWithFederations(db, context, ref);
    if (host.state === 'withdrawn') await requireReturnable(db, context, host);
    else await requirePublishable(db, caller, host);
    checkVersion(ifMatch, host.version, true);
    await updateHost(db, host.id, {
      // Withdrawing and publishing again does not end a suspension.
      state: host.suspension ? 'suspended' : 'published',
      publishedAt: host.publishedAt ?? clock(),
      confirmedAt: today(context),
      // Who comes back says no more of its lists than before.
      ...(host.state === 'draft' && { complete: [...COMPLETE_LISTS] }),
    });
    const settled = await settleHost(db, { ...context, caller }, before, 'created');
    for (const federation of federations) await settleFederation(db, context, authorOf(caller), federation);
    const { document, revision } = settled!;
    return { document, version: document.version, created: true, revision };
  });
}
