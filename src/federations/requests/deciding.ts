import { inTransaction } from '../../database/transaction.ts';
import type { Federation } from '../../documents/federation.ts';
import { instantAfter } from '../../ground/clock.ts';
import { CatalogueError, oneFault } from '../../ground/errors.ts';
import { definedOnly } from '../../ground/texts.ts';
import { tellUnconfirmed } from '../../mail/addresses.ts';
import { type MailWords, quotedName, SITE } from '../../mail/message.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import { requireAdmin } from '../../requests/caller.ts';
import { slugFaults } from '../../requests/meaning.ts';
import { refuseFaults } from '../../requests/version.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { fold } from '../../vocabulary/territories.ts';
import { createFederation } from '../commands.ts';
import { ENTERING_DAYS, requestNotFound, requestOf } from './commands.ts';
import type { FederationRequest, FederationRequestAnswer } from './schema.ts';
import { findRequestById, listWaiting, lockRequest, type RequestCursor, updateRequest } from './store.ts';

const SLUG_MAX = 70;

const decidedAlready = () =>
  new CatalogueError('already-answered', {
    fr: 'Cette demande a déjà reçu sa réponse.',
    en: 'This request was answered already.',
  });

/** A slug made from the name of a network; an administrator may correct it. */
export const proposedSlug = (name: string): string => {
  const slug = fold(name).replaceAll(' ', '-').slice(0, SLUG_MAX).replace(/-$/, '');
  return slug.length < 2 || slugFaults('', slug).length > 0 ? `reseau-${slug}`.replace(/-$/, '') : slug;
};

/** Says that a network was accepted. Its link is known to nobody here, and in no mail. */
function acceptedWords(name: string): Record<Language, MailWords> {
  return {
    fr: {
      subject: 'Votre réseau est accepté dans le catalogue',
      paragraphs: [
        'Bonjour,',
        `Quelqu’un a demandé un espace pour ${quotedName(name, 'fr')} dans le catalogue Bercail, et a prouvé que son site est à vous. La demande est acceptée.`,
        `Entrez par le lien que cette personne a gardé, dans les ${ENTERING_DAYS} jours : il sert une seule fois. S’il est perdu, redemandez un espace avec le même nom et le même site, et prouvez de nouveau le site :\n${SITE}/manage/join/federation?lang=fr`,
      ],
    },
    en: {
      subject: 'Your network is accepted in the catalogue',
      paragraphs: [
        'Hello,',
        `Somebody asked for a desk for ${quotedName(name, 'en')} in the Bercail catalogue, and proved that its site is yours. The request is accepted.`,
        `Come in by the link that this person kept, within ${ENTERING_DAYS} days: it works once. If it is lost, ask for a desk again with the same name and site, and prove the site again:\n${SITE}/manage/join/federation?lang=en`,
      ],
    },
  };
}

/** A page of waiting requests. */
interface RequestPage {
  items: FederationRequest[];
  total: number;
  /** The last request of this page; null: there is no further page. */
  last: RequestCursor | null;
}

/** @throws CatalogueError no-token, not-yours */
export async function listRequests(
  { db, caller, clock }: Context,
  limit: number,
  after?: RequestCursor,
): Promise<RequestPage> {
  requireAdmin(caller);
  const { items, total } = await listWaiting(db, clock(), limit + 1, after);
  const page = items.slice(0, limit);
  const end = items.length > limit ? page.at(-1) : undefined;
  return { items: page.map(requestOf), total, last: end ? { provenAt: end.provenAt!, id: end.id } : null };
}

/**
 * A request, for administrators.
 * @throws CatalogueError no-token, not-yours, request-not-found
 */
export async function readRequestById({ db, caller, clock }: Context, id: string): Promise<FederationRequest> {
  requireAdmin(caller);
  const row = await findRequestById(db, id, clock());
  if (!row) throw requestNotFound();
  return requestOf(row);
}

/**
 * Accepts a request, which creates the federation, public at once; or refuses it, with a reason for the person who
 * asked.
 * @throws CatalogueError no-token, not-yours, request-not-found, already-answered, not-publishable,
 * meaningless-request, slug-taken
 */
export const answerRequest = (
  context: Context,
  id: string,
  { outcome, slug, reason }: FederationRequestAnswer,
): Promise<{ request: FederationRequest; federation: Federation | null }> => {
  const { caller, clock } = context;
  requireAdmin(caller);
  const accepted = outcome === 'accepted';
  if (!accepted && reason === undefined)
    refuseFaults(
      oneFault('/reason', 'missing', {
        fr: 'Dites pourquoi : c’est ce que lira qui a demandé.',
        en: 'Say why: this is what whoever asked will read.',
      }),
    );
  return inTransaction(context.db, async (db) => {
    const now = clock();
    const row = await lockRequest(db, id, now);
    if (!row) throw requestNotFound();
    if (row.reason || row.federationId) throw decidedAlready();
    if (!row.provenAt)
      throw new CatalogueError('not-publishable', {
        fr: 'Le site de ce réseau n’est pas encore prouvé : attendez qu’il le soit.',
        en: 'The site of this network is not proven yet: wait until it is.',
      });
    const expiresAt = instantAfter(now, ENTERING_DAYS);
    if (!accepted) {
      const refused = { reason: reason!, expiresAt, email: null };
      await updateRequest(db, row.id, refused);
      await noteAction(db, context, 'answerFederationRequest', {});
      return { request: requestOf({ ...row, ...refused, slug: null }), federation: null };
    }
    const { name, website, summary, country } = row;
    const draft = { slug: slug ?? proposedSlug(name), name, website, summary, ...definedOnly({ country }) };
    const { document } = await createFederation({ ...context, db }, draft);
    const done = { federationId: document.id, expiresAt, email: null };
    await updateRequest(db, row.id, done);
    if (row.email !== null)
      await tellUnconfirmed(db, context, { federationId: document.id }, row.email, {
        ...{ kind: 'federation-accepted', key: row.id, words: acceptedWords(document.name) },
      });
    return { request: requestOf({ ...row, ...done, slug: document.slug }), federation: document };
  });
};
