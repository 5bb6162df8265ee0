import { eq } from 'drizzle-orm';
import type { Model } from '../../catalogue/model.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Host } from '../../documents/host.ts';
import { sendingFaults } from '../../federations/recommendable.ts';
import { requireOwnFederation } from '../../federations/rights.ts';
import { CatalogueError, type Fault, fault, oneFault } from '../../ground/errors.ts';
import { readsReferrals, requireOwnHost, requireWritableHost } from '../../hosts/rights.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import { findFederation, lockFederation } from '../../record/federations.ts';
import { findHost, lockHost } from '../../record/hosts.ts';
import type { HostRow } from '../../record/rows.ts';
import { referrals } from '../../record/tables.ts';
import { type Caller, requireToken } from '../../requests/caller.ts';
import { keyFaults, today } from '../../requests/meaning.ts';
import { refuseFaults } from '../../requests/version.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import type { CaseLink } from '../commands.ts';
import { noteUnmet, unmetReferral, unmetWithin } from '../gaps/gaps.ts';
import { refuseEnded } from '../store.ts';
import type { Referral, ReferralAnswer, ReferralDraft, ReferralOutcomes } from './schema.ts';
import {
  countOutcomes,
  countWaiting,
  findOwnReferral,
  findReferral,
  listAnswered,
  listWaiting,
  lockReferral,
  type ReferralCursor,
  type SentTo,
} from './store.ts';

/** Refuses usages that a host does not offer, if its list of services is complete and not empty; else unknown. */
function offerFaults({ name, complete, services }: Host, usages: readonly string[], reference: Reference): Fault[] {
  const offered = [...new Set(services.flatMap((service) => service.usages))];
  if (!complete.includes('services') || offered.length === 0) return [];
  const [fr, en] = [speaker('fr', reference), speaker('en', reference)];
  return usages.flatMap((usage, index) =>
    offered.includes(usage) || !reference.usages.has(usage)
      ? []
      : oneFault(`/usages/${index}`, 'usage-not-offered', {
          fr: `${name} ne propose pas cet usage\u00a0: ${fr.usage(usage)}. Il propose\u00a0: ${fr.list(offered.map(fr.usage))}.`,
          en: `${name} does not offer this usage: ${en.usage(usage)}. It offers: ${en.list(offered.map(en.usage))}.`,
        }),
  );
}

const withdrawnFault = ({ name }: HostRow): Fault =>
  fault('/host', 'host-withdrawn', {
    fr: `${name} a quitté le catalogue. Choisissez-en un autre.`,
    en: `${name} has left the catalogue. Choose another one.`,
  });

/**
 * Faults in the meaning of a referral.
 * @param left the named host, if it has left the catalogue
 */
function referralFaults(
  { host, usages, region }: ReferralDraft,
  left: HostRow | undefined,
  { bySlug }: Model,
  reference: Reference,
): Fault[] {
  const to = bySlug.get(host);
  const hostFaults = (): Fault[] => {
    if (to) return sendingFaults('/host', to, { usages }, (slug) => bySlug.get(slug)?.name);
    return left ? [withdrawnFault(left)] : keyFaults('/host', 'host', host, bySlug);
  };
  return [
    ...hostFaults(),
    ...usages.flatMap((usage, index) => keyFaults(`/usages/${index}`, 'usage', usage, reference.usages)),
    ...(to ? offerFaults(to, usages, reference) : []),
    ...(region !== undefined && !reference.territories.find({ level: 'region', code: region })
      ? oneFault('/region', 'unknown-territory', {
          fr: `Aucune région n’a le code ${region}.`,
          en: `No région has the code ${region}.`,
        })
      : []),
  ];
}

/**
 * Records that somebody was sent to a host: for which usages and from which région, with nothing about the person.
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request
 */
export async function createReferral(
  context: Context,
  ref: string,
  draft: ReferralDraft,
  model: Model,
  partOf?: CaseLink,
): Promise<Referral> {
  const named = model.bySlug.has(draft.host) ? undefined : await findHost(context.db, draft.host);
  const left = named?.state === 'withdrawn' ? named : undefined;
  refuseFaults(referralFaults(draft, left, model, context.reference));
  const { id: hostId } = model.bySlug.get(draft.host)!;
  return await inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    requireOwnFederation(context.caller, federation);
    // The catalogue in memory may be behind the database.
    const host = await lockHost(db, hostId);
    if (host?.state === 'withdrawn') refuseFaults([withdrawnFault(host)]);
    const id = context.newId();
    const { usages, region = null } = draft;
    const answer = { outcome: null, answeredOn: null };
    await partOf?.touch(db);
    await db.insert(referrals).values({
      id,
      caseId: partOf?.caseId ?? null,
      federationId: federation.id,
      hostId,
      usages,
      region,
      sentOn: today(context),
      ...answer,
      beforeSite: false,
    });
    await noteAction(db, context, 'createReferral', { hostId, federationId: federation.id });
    return (await findReferral(db, id))!;
  });
}

/**
 * A referral of a federation; those made within a case are read with it.
 * @throws CatalogueError no-token, federation-not-found, not-yours, referral-not-found
 */
export async function readReferral({ db, caller }: Context, ref: string, id: string): Promise<Referral> {
  const federation = await findFederation(db, ref);
  requireOwnFederation(caller, federation);
  const found = await findOwnReferral(db, federation.id, id);
  if (!found)
    throw new CatalogueError('referral-not-found', {
      fr: 'Cette fédération n’a adressé personne sous cet identifiant. Dans un dossier, cela se lit avec lui.',
      en: 'This federation sent nobody under this id. Within a case, it is read with the case.',
    });
  return found;
}

/**
 * Stores the answer of a host to a referral. It is final, because it counts in the statistics of its month, which never
 * change later.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, referral-not-found, case-ended,
 * already-answered
 */
export const answerReferral = (
  context: Context,
  ref: string,
  id: string,
  { outcome }: ReferralAnswer,
): Promise<Referral> =>
  inTransaction(context.db, async (db) => {
    requireToken(context.caller);
    const host = await lockHost(db, ref);
    requireWritableHost(context.caller, host);
    const referral = await lockReferral(db, readBy(context.caller, host), id);
    if (!referral) await refuseEnded(db, id);
    if (!referral)
      throw new CatalogueError('referral-not-found', {
        fr: 'Personne ne vous a été adressé sous cet identifiant.',
        en: 'Nobody was sent to you under this id.',
      });
    if (referral.outcome !== null && referral.outcome !== outcome)
      throw new CatalogueError('already-answered', {
        fr: 'Vous avez déjà répondu, et la réponse est comptée. Elle ne change plus.',
        en: 'You have answered already, and the answer is counted. It does not change any more.',
      });
    if (referral.outcome === null) {
      const answeredOn = today(context);
      await db.update(referrals).set({ outcome, answeredOn }).where(eq(referrals.id, id));
      await noteAction(db, context, 'answerReferral', { hostId: host.id, federationId: referral.federationId });
      if (outcome !== 'accepted') {
        const { caseId, federationId } = referral;
        const unmet = unmetReferral(referral, context.reference);
        await noteUnmet(db, federationId, answeredOn, caseId === null ? unmet : unmetWithin(unmet, caseId));
      }
    }
    return (await findReferral(db, id))!;
  });

/** The referrals that a caller may read. */
const readBy = (caller: Caller, host: HostRow): SentTo => ({
  hostId: host.id,
  withCases: readsReferrals(caller, host),
});

/**
 * Referrals that wait for an answer of the host, oldest first.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function waitingReferrals(
  { db, caller }: Context,
  ref: string,
  limit: number,
  after?: ReferralCursor,
): Promise<{ items: Referral[]; total: number; hasMore: boolean }> {
  const host = await findHost(db, ref);
  requireOwnHost(caller, host);
  const to = readBy(caller, host);
  const found = await listWaiting(db, to, limit + 1, after);
  return { items: found.slice(0, limit), total: await countWaiting(db, to), hasMore: found.length > limit };
}

/**
 * The last referrals that a host answered, newest answer first.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function answeredReferrals({ db, caller }: Context, ref: string, limit: number): Promise<Referral[]> {
  const host = await findHost(db, ref);
  requireOwnHost(caller, host);
  return await listAnswered(db, readBy(caller, host), limit);
}

const KEYS = { accepted: 'accepted', full: 'full', 'not-for-us': 'notForUs' } as const;
const none = () => ({ sent: 0, accepted: 0, full: 0, notForUs: 0, waiting: 0 });

/**
 * Counts of the outcomes of the referrals of a federation.
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export async function referralOutcomes({ db, caller }: Context, ref: string): Promise<ReferralOutcomes> {
  const federation = await findFederation(db, ref);
  requireOwnFederation(caller, federation);
  const all = none();
  const hosts = new Map<string, ReturnType<typeof none>>();
  for (const { host, outcome, found } of await countOutcomes(db, federation.id)) {
    const ofHost = hosts.get(host) ?? none();
    hosts.set(host, ofHost);
    for (const counts of [all, ofHost]) {
      counts.sent += found;
      counts[outcome === null ? 'waiting' : KEYS[outcome]] += found;
    }
  }
  return { ...all, hosts: [...hosts].map(([host, counts]) => ({ host, ...counts })) };
}
