import { lastDayOf } from '../ground/clock.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Membership } from './host.ts';
import { isCertain } from './membership.ts';
import type { ClaimStatement } from './statement.ts';
import type { Voice } from './voices.ts';

/** Criteria that a charter requires, as far as its text was read; version unknown: what every version requires. */
export function requiredBy(charter: string, version: string | undefined, reference: Reference): string[] {
  const known = reference.charters.get(charter)?.versions.map((v) => v.version) ?? [];
  const versions = version === undefined ? known : known.filter((v) => v === version);
  if (versions.length === 0) return [];
  return [...reference.criteria.values()].flatMap(({ key, charters }) => {
    const requires = (v: string) =>
      charters.some((link) => {
        const { level, standing } = link;
        return link.charter === charter && link.version === v && level === 'required' && standing === 'read';
      });
    return versions.every(requires) ? [key] : [];
  });
}

/** What a host declares by being a member: "signed in the charter". */
export function charterVoices(
  memberships: readonly Membership[],
  observedAsOf: string | null,
  reference: Reference,
  day: string,
): Voice<ClaimStatement>[] {
  return memberships.flatMap((membership) => {
    const { federation, charter, charterVersion, lastReviewedOn, since, until } = membership;
    if (!charter || !isCertain(membership, day)) return [];
    return requiredBy(charter, charterVersion, reference).map((subject) => ({
      subject,
      value: 'yes' as const,
      by: 'charter' as const,
      federation,
      level: 'declared' as const,
      asOf: lastReviewedOn ?? since ?? observedAsOf,
      until: until === undefined ? null : lastDayOf(until),
    }));
  });
}
