import { hasClosed } from '../../documents/closing-on.ts';
import type { Federation, Member } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { isGone } from '../../federations/recommendable.ts';
import { reviewsOf } from '../../federations/reviews/listed.ts';
import { addDays, addMonths, lastDayOf } from '../../ground/clock.ts';
import { byText } from '../../vocabulary/facts.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { closingsOf } from './closings.ts';
import type { DueFact } from './schema.ts';

/**
 * Months after which a membership is looked at again. Members of a charter asked for three years, because the first
 * ones were never looked at again (domain/chatons.md §3.3).
 */
export const MEMBERSHIP_REVIEW_MONTHS = 36;

export interface DueSources {
  federation: Federation;
  /** The hosts of the catalogue. */
  hosts: readonly Host[];
  requests: readonly { host: string; name: string; askedOn: string }[];
  /** Chosen hosts that have left the catalogue. */
  withdrawn: readonly { host: string; name: string }[];
  /** Says which criteria are asked no more. */
  reference: Pick<Reference, 'criteria'>;
  day: string;
}

/** When a membership is looked at again; null when nothing says since when it is. */
export function membershipReviewOn({ lastReviewedOn, since }: Pick<Member, 'lastReviewedOn' | 'since'>): string | null {
  const last = lastReviewedOn ?? since;
  return last === undefined ? null : addMonths(lastDayOf(last), MEMBERSHIP_REVIEW_MONTHS);
}

/** What is late, has no date, or is due within so many days. */
export const dueWithin = (due: readonly DueFact[], days: number, day: string): DueFact[] => {
  const last = addDays(day, days);
  return due.filter(({ on }) => on === null || on <= last);
};

/** Everything that is due to a federation, late or to come: closings first, then without a date, then by date. */
export function dueOf({ federation, hosts, requests, withdrawn, reference, day }: DueSources): DueFact[] {
  const { slug, members, selection = [] } = federation;
  const bySlug = new Map(hosts.map((host) => [host.slug, host]));
  const closings = closingsOf(federation, bySlug, day);
  const isLate = (on: string | null) => on !== null && on < day;
  const dated = (kind: DueFact['kind'], on: string | null, host: Host, more: { subject?: string } = {}): DueFact => ({
    kind,
    on,
    overdue: isLate(on),
    host: host.slug,
    name: host.name,
    ...more,
  });
  const facts = [
    ...requests.map(({ host, name, askedOn }): DueFact => {
      return { kind: 'membership-request', on: askedOn, overdue: isLate(askedOn), host, name };
    }),
    ...members.flatMap((member): DueFact[] => {
      const host = bySlug.get(member.host);
      if (!host || !isCurrent(member, day) || hasClosed(host)) return [];
      return [dated('membership-review', membershipReviewOn(member), host)];
    }),
    // What has closed needs no review any more, and nor does a criterion that nobody asks.
    ...hosts
      .filter((host) => !hasClosed(host))
      .flatMap((host) =>
        reviewsOf(slug, host)
          .filter(({ subject }) => !reference.criteria.get(subject.replace(/^criterion:/, ''))?.own?.retired)
          .map(({ subject, until }) => dated('review', until, host, { subject })),
      ),
    ...selection.flatMap((choice): DueFact[] => {
      const host = bySlug.get(choice.host);
      if (!host) return [];
      if (!isGone(host)) return [dated('selection-review', choice.reviewBy, host)];
      return closings.some((closing) => closing.host === choice.host)
        ? []
        : [{ ...dated('selection-gone', null, host), overdue: true }];
    }),
    ...withdrawn.map((gone): DueFact => ({ kind: 'selection-gone', on: null, overdue: true, ...gone })),
  ];
  facts.sort(
    (a, b) =>
      byText(a.on ?? '', b.on ?? '') ||
      byText(a.host, b.host) ||
      byText(a.kind, b.kind) ||
      byText(a.subject ?? '', b.subject ?? ''),
  );
  return [...closings, ...facts];
}
