import { lastDayOf } from '../ground/clock.ts';
import type { MembershipAuthor } from '../vocabulary/terms.ts';
import type { Membership } from './host.ts';

/** The dates of a membership, from a row or a document. */
interface Dated {
  status: Membership['status'];
  since?: string | null;
  until?: string | null;
}

/** Whether a partial date has begun: it begins on its first day, so 2026 has begun from 2026-01-01 on. */
const hasBegun = (date: string, day: string): boolean => date <= day.slice(0, date.length);

/** Whether a membership is over on a day: marked as former, or past the last day of `until`. */
export const isFormer = ({ status, until }: Dated, day: string): boolean =>
  status === 'former' || (status === 'member' && until != null && lastDayOf(until) < day);

/**
 * Whether a host is a member on a day (Europe/Paris): from the first day of `since` to the last day of `until`. Without
 * `since` it has begun, without `until` it goes on.
 */
export const isCurrent = (membership: Dated, day: string): boolean =>
  membership.status === 'member' &&
  (membership.since == null || hasBegun(membership.since, day)) &&
  !isFormer(membership, day);

/** Whether it is current and not marked `toCheck`: an uncertain membership declares nothing and gives no right. */
export const isCertain = (membership: Dated & { toCheck?: boolean }, day: string): boolean =>
  isCurrent(membership, day) && !membership.toCheck;

/**
 * Whether the charter of a federation speaks for a host: both say that it is a member, or the federation shows a page of its own
 * that names the host. What a federation says in one request gives nobody a promise.
 */
export const declares = (
  membership: Dated & { toCheck?: boolean; askedOn?: string | null; evidenceUrl?: string | null },
  day: string,
): boolean => isCertain(membership, day) && (membership.askedOn != null || membership.evidenceUrl != null);

/**
 * Who keeps the list of the current members: the federation itself, the catalogue from public pages, or each a part.
 * Unknown where nobody noted who wrote a membership, and of a list without any.
 */
export function listKeptBy(
  members: readonly (Dated & { statedBy?: MembershipAuthor })[],
  day: string,
): 'federation' | 'catalogue' | 'both' | 'unknown' {
  const current = members.filter((member) => isCurrent(member, day));
  if (current.length === 0 || current.some(({ statedBy }) => statedBy === undefined)) return 'unknown';
  const own = current.filter(({ statedBy }) => statedBy === 'federation');
  if (own.length === current.length) return 'federation';
  return own.length === 0 ? 'catalogue' : 'both';
}

/** Whether it is certain and the host asked for it too: a federation alone cannot give itself rights over a host. */
export const isAgreed = (membership: Dated & { toCheck?: boolean; askedOn?: string | null }, day: string): boolean =>
  isCertain(membership, day) && membership.askedOn != null;
