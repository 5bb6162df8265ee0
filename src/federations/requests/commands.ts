import { countOfficers, hashOf, issueToken, newKey } from '../../accounts/tokens.ts';
import { inFirstTransaction, inTransaction } from '../../database/transaction.ts';
import { webAddress } from '../../ground/addresses.ts';
import { instantAfter, parisDay } from '../../ground/clock.ts';
import { CatalogueError, fault } from '../../ground/errors.ts';
import { definedOnly } from '../../ground/texts.ts';
import { CHALLENGE_DAYS, type Looked, lookForProof, newContent, toChallenge } from '../../hosts/ownership/challenge.ts';
import type { Challenge } from '../../hosts/ownership/schema.ts';
import { mailboxIn } from '../../mail/mailbox.ts';
import type { Outgoing } from '../../outgoing/fetch.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import type { CountRequest } from '../../record/counts.ts';
import { lockFederation } from '../../record/federations.ts';
import type { FederationRequestRow } from '../../record/rows.ts';
import { federationRequests } from '../../record/tables.ts';
import { isPersonal } from '../../requests/personal-data.ts';
import { refuseFaults } from '../../requests/version.ts';
import { federationFaults, findBySite, listOtherNames, nameFaults } from '../commands.ts';
import { hasSameName } from '../ties.ts';
import type { FederationRequest, FederationRequestDraft } from './schema.ts';
import { type FoundRequest, findRequestByHash, lockRequest, noteEntered, updateRequest } from './store.ts';

/** Days for which a proven request waits for a decision, and days for which the person who asked may then sign in. */
const WAITING_DAYS = 60;
export const ENTERING_DAYS = 30;
const SECONDS_BETWEEN_CHECKS = 5;
/** A valid slug used only to run the checks of a federation: a request has no slug. */
const ANY_SLUG = 'un-reseau';

/** The error for a request that does not exist, or that the caller may not see. */
export const requestNotFound = () =>
  new CatalogueError('request-not-found', {
    fr: 'Cette demande n’existe pas, a expiré, ou a déjà servi. Refaites-la : elle tient en trois lignes.',
    en: 'This request does not exist, has expired, or was used already. Ask again: it takes three lines.',
  });

const siteMoved = (name: string) =>
  new CatalogueError('request-not-found', {
    fr: `Le site de ${name} a changé depuis cette demande. Refaites-la avec le site d’aujourd’hui.`,
    en: `The site of ${name} has changed since this request. Ask again with the site of today.`,
  });

/** A request as the person who asked and administrators read it, with its state derived from the row. */
export const requestOf = (row: FoundRequest): FederationRequest => ({
  id: row.id,
  name: row.name,
  website: row.website,
  summary: row.summary,
  ...definedOnly({ country: row.country }),
  state: row.federationId ? 'accepted' : row.reason ? 'refused' : row.provenAt ? 'waiting' : 'unproven',
  askedOn: parisDay(row.askedAt),
  expiresOn: parisDay(row.expiresAt),
  ...definedOnly({ reason: row.reason, federation: row.slug }),
});

const challengeOf = ({ website, content, expiresAt }: FederationRequestRow): Challenge =>
  toChallenge({ origin: webAddress(website)!.origin, content, expiresAt });

/**
 * Asks for the desk of a federation. Only administrators see the request, and only once its domain is proven.
 * @param countRequest counts the request against its sender; refused requests do not count
 * @throws CatalogueError meaningless-request, and what `countRequest` throws
 */
export async function askForFederation(
  context: Context,
  draft: FederationRequestDraft,
  countRequest: CountRequest,
): Promise<{ request: FederationRequest; key: string; challenge: Challenge }> {
  const { clock, db, newId, reference } = context;
  const faults = federationFaults({ ...draft, slug: ANY_SLUG }, reference);
  if (!webAddress(draft.website)?.hostname.includes('.'))
    faults.push(
      fault('/website', 'not-reachable', {
        fr: 'Donnez l’adresse d’un site que tout le monde peut ouvrir.',
        en: 'Give the address of a site that everybody can open.',
      }),
    );
  const email = draft.email === undefined ? null : mailboxIn(draft.email);
  if (email === undefined)
    faults.push(
      fault('/email', 'not-a-mailbox', {
        fr: 'Ce n’est pas une adresse de courriel.',
        en: 'This is no e-mail address.',
      }),
    );
  else if (email !== null && isPersonal(email, draft, reference))
    faults.push(
      fault('/email', 'personal-address', {
        fr: 'Cette adresse semble être celle d’une personne. Donnez celle du réseau, comme contact@votre-domaine, ou laissez vide.',
        en: 'This address looks like that of a person. Give that of the network, such as contact@your-domain, or leave it empty.',
      }),
    );
  // A person who proves the website of a federation that exists here without a desk gets access without a decision.
  const own = await findBySite(db, draft.website);
  const isOwn = own !== undefined && (await countOfficers(db, own.id, clock())) === 0;
  const others = await listOtherNames(db, isOwn ? own.id : newId());
  refuseFaults([...faults, ...nameFaults(draft, others)]);
  await countRequest(db);
  const key = newKey();
  const now = clock();
  const row: FederationRequestRow = {
    id: newId(),
    hash: hashOf(key),
    ...{ name: draft.name, website: draft.website, summary: draft.summary, country: draft.country ?? null },
    email: email ?? null,
    content: newContent(),
    askedAt: now,
    expiresAt: instantAfter(now, CHALLENGE_DAYS),
    ...{ checkedAt: null, provenAt: null, reason: null, federationId: null, enteredAt: null },
  };
  await db.insert(federationRequests).values(row);
  return { request: requestOf({ ...row, slug: null }), key, challenge: challengeOf(row) };
}

/** A request with its present state, for the holder of its key. */
export interface ReadRequest {
  request: FederationRequest;
  challenge: Challenge;
  /** Whether the person who asked may sign in, once. */
  mayEnter: boolean;
}

const readOf = (row: FoundRequest): ReadRequest => ({
  request: requestOf(row),
  challenge: challengeOf(row),
  mayEnter: row.federationId !== null && row.enteredAt === null,
});

/** @throws CatalogueError request-not-found */
export async function readRequest({ db, clock }: Pick<Context, 'db' | 'clock'>, key: string): Promise<ReadRequest> {
  const row = await findRequestByHash(db, hashOf(key), clock());
  if (!row) throw requestNotFound();
  return readOf(row);
}

/**
 * Checks the website and DNS of the network for the text of a request, as for a host.
 * @param countRequest counts the check against its sender, only when the website is really requested
 * @throws CatalogueError request-not-found, too-many-requests, and what `countRequest` throws
 */
export async function checkRequest(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  outgoing: Outgoing,
  key: string,
  countRequest: CountRequest,
): Promise<ReadRequest & { looked: readonly Looked[] }> {
  const hash = hashOf(key);
  const request = await inFirstTransaction(db, async (db) => {
    const found = await findRequestByHash(db, hash, clock());
    const row = found && (await lockRequest(db, found.id, clock()));
    if (!row) throw requestNotFound();
    if (row.provenAt) return row;
    const seconds = row.checkedAt ? (clock().getTime() - row.checkedAt.getTime()) / 1000 : Infinity;
    if (seconds < SECONDS_BETWEEN_CHECKS)
      throw new CatalogueError(
        'too-many-requests',
        {
          fr: 'Ce site vient d’être regardé. Attendez quelques secondes.',
          en: 'This site was looked at just now. Wait some seconds.',
        },
        { retryAfterSeconds: SECONDS_BETWEEN_CHECKS },
      );
    await countRequest(db);
    await updateRequest(db, row.id, { checkedAt: clock() });
    return row;
  });
  // Outside of any transaction: a slow website must not keep rows locked.
  const looked = request.provenAt ? [] : await lookForProof(outgoing, challengeOf(request));
  if (looked.some(({ problem }) => problem === null)) {
    const now = clock();
    await inTransaction(db, async (db) => {
      const row = await lockRequest(db, request.id, now);
      if (!row || row.provenAt) return;
      const own = await findBySite(db, row.website);
      const isOwn = own !== undefined && (await countOfficers(db, own.id, now)) === 0;
      await updateRequest(db, row.id, {
        provenAt: now,
        ...(isOwn && { federationId: own.id, email: null }),
        expiresAt: instantAfter(now, isOwn ? ENTERING_DAYS : WAITING_DAYS),
      });
    });
  }
  return { ...(await readRequest({ db, clock }, key)), looked };
}

/** The first token of an accepted federation, shown only once. */
export interface Entered {
  federation: string;
  token: string;
  tokenId: string;
}

/**
 * Gives the person who asked access: creates the federation's first token, which may read its cases. The link is then
 * used up.
 * @throws CatalogueError request-not-found, already-answered
 */
export const enterFederation = (
  context: Pick<Context, 'db' | 'clock' | 'newId' | 'caller'>,
  key: string,
): Promise<Entered> =>
  inTransaction(context.db, async (db) => {
    const now = context.clock();
    const hash = hashOf(key);
    // When two people use the link at once, only one succeeds.
    const row = await noteEntered(db, hash, now);
    const slug = row && (await findRequestByHash(db, hash, now))?.slug;
    if (!row || !slug) throw requestNotFound();
    const federationId = row.federationId!;
    const federation = await lockFederation(db, federationId);
    if (!federation || !hasSameName(federation.website, row.website)) throw siteMoved(row.name);
    if ((await countOfficers(db, federationId, now)) > 0)
      throw new CatalogueError('already-answered', {
        fr: `Quelqu’un tient déjà le bureau de ${row.name}. Demandez-lui une invitation.`,
        en: `Somebody keeps the desk of ${row.name} already. Ask them for an invitation.`,
      });
    const { token, secret } = await issueToken(
      db,
      context,
      { role: 'federation', federationId, awaitsOfficer: false },
      row.name.slice(0, 100),
    );
    await noteAction(db, context, 'enterFederation', { federationId, tokenId: token.id });
    return { federation: slug, token: secret, tokenId: token.id };
  });
