import { lastDayOf } from '../ground/clock.ts';
import type { MembershipAuthor } from '../vocabulary/terms.ts';
import type { Membership } from './host.ts';

/** The dates of a membership, from a row or a document. */
interface Dated {
  state: Membership['state'];
  since?: string | null;
  until?: string | null;
}

/** Whether a partial date has begun: 2026 begins on 2026-01-01. */
const hasBegun = (date: string, day: string): boolean => date <= day.slice(0, date.length);

/** Whether a membership has ended by a day: marked as former, or past the last day of `until`. */
export const isFormer = ({ state, until }: Dated, day: string): boolean =>
  state === 'former' || (state === 'member' && until != null && lastDayOf(until) < day);

/**
 * Whether a host is a member on a day (Europe/Paris): from the first day of `since` to the last day of `until`. Without
 * `since` it has begun, without `until` it continues.
 */
export const isCurrent = (membership: Dated, day: string): boolean =>
  membership.state === 'member' &&
  (membership.since == null || hasBegun(membership.since, day)) &&
  !isFormer(membership, day);

/**
 * Whether a membership is current and not marked `toCheck`: an uncertain membership declares nothing and gives no
 * rights.
 */
export const isCertain = (membership: Dated & { toCheck?: boolean }, day: string): boolean =>
  isCurrent(membership, day) && !membership.toCheck;

/**
 * Whether membership makes the requirements of the federation's charter count as declared by the host: both sides state
 * the membership, or the federation has a page that names the host. What the federation states here alone, without such
 * a page, is no promise of the host.
 */
export const countsAsDeclared = (
  membership: Dated & { toCheck?: boolean; askedOn?: string | null; evidenceUrl?: string | null },
  day: string,
): boolean => isCertain(membership, day) && (membership.askedOn != null || membership.evidenceUrl != null);

/**
 * Who maintains the list of current members: the federation, the catalogue from public pages, or both in part. Unknown
 * when the author of a membership was not recorded, or when the list is empty.
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

/**
 * Whether a membership is certain, and the host asked for it too: a federation alone cannot give itself rights over a
 * host.
 */
export const isAgreed = (membership: Dated & { toCheck?: boolean; askedOn?: string | null }, day: string): boolean =>
  isCertain(membership, day) && membership.askedOn != null;
