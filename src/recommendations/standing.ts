import type { Host } from '../documents/host.ts';
import { isGone } from '../federations/recommendable.ts';
import type { Match, MatchedHost } from '../matching/answer/schema.ts';
import { servicesIn, servicesOf } from '../matching/answer/services-used.ts';

type Combination = Match['combinations'][number];

/** What of an answer one can be sent to. */
export interface Standing {
  fits: MatchedHost[];
  toCheck: MatchedHost[];
  /** The best of several hosts together, where nobody alone comes before them. */
  together: string[];
}

/** An answer without those that are leaving. */
export function standingIn({ fits, toCheck, combinations }: Match, bySlug: ReadonlyMap<string, Host>): Standing {
  const stands = (slug: string, services: readonly string[]) => !isGone(bySlug.get(slug), { services });
  const alone = ({ host, services }: MatchedHost) => stands(host, servicesIn(services));
  const several = combinations.filter(
    (one) => one.hosts.length > 1 && one.hosts.every((slug) => stands(slug, servicesOf(slug, one))),
  );
  const best = (state: Combination['state']) => several.find((one) => one.state === state)?.hosts;
  const standing = { fits: fits.filter(alone), toCheck: toCheck.filter(alone) };
  if (standing.fits.length > 0) return { ...standing, together: [] };
  return { ...standing, together: best('fits') ?? (standing.toCheck.length > 0 ? [] : (best('to-check') ?? [])) };
}
