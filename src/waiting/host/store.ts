import { and, asc, eq, gt, inArray, isNull, ne, notExists, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { SUCCESSOR_PROMISE } from '../../documents/closing.ts';
import { slugsOf } from '../../record/hosts.ts';
import { isPublic } from '../../record/read-rows.ts';
import type { MembershipRow, WebhookRow } from '../../record/rows.ts';
import {
  closings,
  commitments,
  federations,
  hosts,
  memberships,
  referrals,
  tokens,
  webhooks,
} from '../../record/tables.ts';

/** Valid tokens of a host that have an expiry. */
export const listEndingTokens = (
  db: Database,
  hostId: string,
  now: Date,
): Promise<{ id: string; label: string; expiresAt: Date | null }[]> =>
  db
    .select({ id: tokens.id, label: tokens.label, expiresAt: tokens.expiresAt })
    .from(tokens)
    .where(
      and(eq(tokens.hostId, hostId), eq(tokens.isClaim, false), isNull(tokens.revokedAt), gt(tokens.expiresAt, now)),
    );

/** Disabled webhooks of a host that it has not removed. */
export const listDisabledWebhooks = (
  db: Database,
  hostId: string,
): Promise<Pick<WebhookRow, 'id' | 'receiver' | 'disabledWhy' | 'disabledAt'>[]> =>
  db
    .select({
      id: webhooks.id,
      receiver: webhooks.receiver,
      disabledWhy: webhooks.disabledWhy,
      disabledAt: webhooks.disabledAt,
    })
    .from(webhooks)
    .where(and(eq(webhooks.hostId, hostId), eq(webhooks.state, 'disabled'), isNull(webhooks.removedAt)))
    .orderBy(asc(webhooks.createdAt), asc(webhooks.id));

/** Public hosts that name a host as successor of theirs without its agreement; for each, the earliest closing. */
export const listAskedSuccessions = async (
  db: Database,
  host: { id: string; slug: string },
): Promise<{ host: string; name: string; announcedOn: string | null; closesOn: string | null }[]> =>
  db
    .selectDistinctOn([hosts.slug], {
      host: hosts.slug,
      name: hosts.name,
      announcedOn: closings.announcedOn,
      closesOn: closings.closedOn,
    })
    .from(closings)
    .innerJoin(hosts, eq(closings.hostId, hosts.id))
    .where(
      and(
        isPublic(),
        inArray(closings.successor, await slugsOf(db, host)),
        eq(closings.successorAgreed, false),
        ne(hosts.id, host.id),
      ),
    )
    .orderBy(asc(hosts.slug), asc(closings.closedOn));

/** Public hosts without a closing that promise a host as successor, without its agreement; first day of each. */
export const listPromisedSuccessions = async (
  db: Database,
  host: { id: string; slug: string },
): Promise<{ host: string; name: string; saidOn: string | null }[]> =>
  db
    .selectDistinctOn([hosts.slug], { host: hosts.slug, name: hosts.name, saidOn: commitments.asOf })
    .from(commitments)
    .innerJoin(hosts, eq(commitments.hostId, hosts.id))
    .where(
      and(
        isPublic(),
        ne(hosts.id, host.id),
        eq(commitments.kind, SUCCESSOR_PROMISE),
        inArray(commitments.value, await slugsOf(db, host)),
        eq(commitments.imported, false),
        isNull(commitments.agreedOn),
        notExists(
          db
            .select({ one: sql`1` })
            .from(closings)
            .where(and(eq(closings.hostId, hosts.id), isNull(closings.serviceId))),
        ),
      ),
    )
    .orderBy(asc(hosts.slug), asc(commitments.asOf));

const MOST_REFERRALS = 20;

/**
 * Open referrals to a host, oldest first, at most 20.
 * @param withCases whether to include referrals made in a case
 */
export const listWaitingReferrals = (
  db: Database,
  hostId: string,
  withCases: boolean,
): Promise<{ id: string; federation: string; sentOn: string }[]> =>
  db
    .select({ id: referrals.id, federation: federations.name, sentOn: referrals.sentOn })
    .from(referrals)
    .innerJoin(federations, eq(referrals.federationId, federations.id))
    .where(
      and(
        eq(referrals.hostId, hostId),
        isNull(referrals.outcome),
        withCases ? eq(referrals.beforeSite, false) : isNull(referrals.caseId),
      ),
    )
    .orderBy(asc(referrals.sentOn), asc(referrals.id))
    .limit(MOST_REFERRALS);

/** Federations that list a host as a member, for any dates, although it never asked. */
export const listUnaskedMemberships = (
  db: Database,
  hostId: string,
): Promise<(Pick<MembershipRow, 'state' | 'since' | 'until'> & { federation: string; name: string })[]> =>
  db
    .select({
      federation: federations.slug,
      name: federations.name,
      state: memberships.state,
      since: memberships.since,
      until: memberships.until,
    })
    .from(memberships)
    .innerJoin(federations, eq(memberships.federationId, federations.id))
    .where(and(eq(memberships.hostId, hostId), eq(memberships.state, 'member'), isNull(memberships.askedOn)))
    .orderBy(asc(federations.slug));
