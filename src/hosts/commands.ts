import { issueToken } from '../accounts/issue.ts';
import { mustBeKnown, mustOwnHost } from '../accounts/rights.ts';
import { daysBetween, parisDay } from '../clock.ts';
import type { Context, Written } from '../context.ts';
import type { Database } from '../database/open.ts';
import type { HostRow } from '../database/rows.ts';
import { inTransaction } from '../database/transaction.ts';
import { CatalogueError, type Fault, inLanguage } from '../errors.ts';
import { settleFederation } from '../federations/change.ts';
import { lastWithdrawal } from '../feed/changes.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../preconditions.ts';
import { inputPart, patched } from '../shape.ts';
import { fault, today } from '../vocabulary/meaning.ts';
import { authorOf, changeHost, loadHost, settleHost } from './change.ts';
import { hostFaults } from './meaning.ts';
import { withoutImported } from './provenance.ts';
import { type Host, HostDraft } from './schema.ts';
import { lockWithFederations } from './standing.ts';
import { findHost, hostColumns, insertHost, updateHost } from './store.ts';

/** A host that was just registered, and the token that writes it, shown this once. */
export type Registered = Written<Host> & { token: string };

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
    const { secret } = await issueToken(db, context, { role: 'host', hostId: id }, draft.name.slice(0, 100));
    const { document } = await loadHost(db, context, id);
    return { document, version: document.version, created: true, revision: null, token: secret };
  });
}

/**
 * A host as its owner reads it, drafts included.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function ownHost(context: Context, ref: string): Promise<Host> {
  return await inTransaction(context.db, async (db) => {
    const host = await findHost(db, ref);
    mustOwnHost(context.caller, host);
    return (await loadHost(db, context, host.id)).document;
  });
}

/**
 * Changes facts of a host by a JSON merge patch. The slug is fixed once it is published.
 * @throws CatalogueError no-token, host-not-found, not-yours, invalid-request, meaningless-request, version-required, version-stale
 */
export const patchHost = (context: Context, ref: string, patch: unknown, ifMatch: IfMatch): Promise<Written<Host>> =>
  changeHost(context, ref, ifMatch, ({ rows: { host }, document }) => {
    const draft = patched(HostDraft, inputPart(HostDraft, document), patch);
    const faults = hostFaults(draft, context.reference, today(context));
    if (host.publishedAt && draft.slug !== host.slug)
      faults.push(
        fault('/slug', 'slug-fixed', {
          fr: 'L’identifiant d’un hébergeur publié ne change plus.',
          en: 'The slug of a published host cannot change.',
        }),
      );
    const columns = {
      ...hostColumns(draft),
      provenance: withoutImported(host.provenance, Object.keys(patch as object)),
      // What was proven was the old address.
      ...((draft.website ?? null) !== host.website && { domainVerifiedAt: null }),
    };
    return { faults, apply: (db) => updateHost(db, host.id, columns) };
  });

function mayPublish(caller: Context['caller'], host: HostRow): void {
  if (host.publishedAt)
    throw new CatalogueError('already-published', {
      fr: 'Cet hébergeur est déjà publié.',
      en: 'This host is published already.',
    });
  if (caller.role === 'admin') return;
  const missing: Fault[] = [
    fault('', 'domain-not-proven', {
      fr: 'Prouvez que le domaine du site est le vôtre, ou demandez à une fédération ou à l’administration.',
      en: 'Prove the domain of the website, or ask a federation or an administrator.',
    }),
  ];
  if (!host.website)
    missing.push(
      fault('/website', 'website-missing', {
        fr: 'Il faut un site web pour publier soi-même.',
        en: 'A website is needed to publish by oneself.',
      }),
    );
  const said = (language: 'fr' | 'en') => missing.map(({ message }) => inLanguage(message, language)).join(' ');
  throw new CatalogueError('not-publishable', { fr: said('fr'), en: said('en') }, { faults: missing });
}

/** Days in which a host that left by itself may come back by itself. */
const RETURN_DAYS = 30;

/** What a host did it may undo for a while; what an administrator did, only an administrator. */
async function mayReturn(db: Database, { caller, clock }: Context, host: HostRow): Promise<void> {
  if (caller.role === 'admin') return;
  const left = await lastWithdrawal(db, host.id);
  const isOwn = left?.by === 'host';
  if (isOwn && daysBetween(parisDay(left.at), parisDay(clock())) <= RETURN_DAYS) return;
  const missing = isOwn
    ? fault('', 'withdrawn-too-long-ago', {
        fr: `Un hébergeur revient de lui-même dans les ${RETURN_DAYS} jours. Demandez à l’administration.`,
        en: `A host comes back by itself within ${RETURN_DAYS} days. Ask an administrator.`,
      })
    : fault('', 'withdrawn-by-administrator', {
        fr: 'L’administration a retiré cet hébergeur. Elle seule peut le publier de nouveau.',
        en: 'An administrator withdrew this host. Only an administrator may publish it again.',
      });
  throw new CatalogueError('not-publishable', missing.message, { faults: [missing] });
}

/**
 * Publishes a draft, which claims its slug and confirms its entry; or again a host that has left, as it was then.
 * @throws CatalogueError no-token, host-not-found, not-yours, already-published, not-publishable, slug-taken, version-stale
 */
export async function publishHost(context: Context, ref: string, ifMatch: IfMatch = undefined): Promise<Written<Host>> {
  const { caller, clock } = context;
  mustBeKnown(caller);
  return await inTransaction(context.db, async (db) => {
    const { host, before, federations } = await lockWithFederations(db, context, ref);
    if (host.state === 'withdrawn') await mayReturn(db, context, host);
    else mayPublish(caller, host);
    checkVersion(ifMatch, host.version, true);
    await updateHost(db, host.id, {
      // Leaving and coming back lifts nothing.
      state: host.suspension ? 'suspended' : 'published',
      publishedAt: host.publishedAt ?? clock(),
      confirmedAt: today(context),
    });
    const settled = await settleHost(db, { ...context, caller }, before, 'created');
    for (const federation of federations) await settleFederation(db, context, authorOf(caller), federation);
    const { document, revision } = settled!;
    return { document, version: document.version, created: true, revision };
  });
}
