import type { Host } from '../documents/host.ts';
import { sendingFaults } from '../federations/recommendable.ts';
import type { Fault } from '../ground/errors.ts';
import { fault } from '../ground/errors.ts';
import { nearestTo } from '../ground/nearest.ts';
import type { Match, MatchedHost } from '../matching/answer/schema.ts';
import type { Need } from '../matching/schema.ts';
import type { RecommendedHost } from '../record/tables/recommendations.ts';
import { meant } from '../requests/unknown-key.ts';
import { countedOn } from './counted-on.ts';
import { MOST_HOSTS, type RecommendationDraft } from './schema.ts';
import { standingIn } from './standing.ts';

/** Every host that an answer proposes, alone or together with others; in its order. */
export const proposedIn = ({ fits, toCheck, combinations }: Match): string[] => [
  ...new Set([...[...fits, ...toCheck].map(({ host }) => host), ...combinations.flatMap(({ hosts }) => hosts)]),
];

/** Identifiers of all hosts that an answer speaks of by name. */
export const namedIn = (match: Match, bySlug: ReadonlyMap<string, Host>): string[] => [
  ...new Set(
    [...proposedIn(match), ...match.nearMisses.map(({ host }) => host)].flatMap((slug) => bySlug.get(slug)?.id ?? []),
  ),
];

/** The hosts of an answer in the order in which people are shown it: several together come after those that fit alone. */
function firstOf(match: Match, bySlug: ReadonlyMap<string, Host>): string[] {
  const { fits, toCheck, together } = standingIn(match, bySlug);
  const slugs = (matched: readonly MatchedHost[]) => matched.map(({ host }) => host);
  return [...new Set([...slugs(fits), ...together, ...slugs(toCheck)])];
}

/** Hosts to recommend: those that were chosen from the answer, else its first ones that are not leaving; and those beside them. */
export function chooseHosts(
  asked: RecommendationDraft['hosts'],
  need: Need,
  match: Match,
  bySlug: ReadonlyMap<string, Host>,
): { hosts: RecommendedHost[]; faults: Fault[] } {
  const answer = proposedIn(match);
  const recommended = (chosen: readonly string[]): RecommendedHost[] => {
    const named = (slug: string) => ({ id: bySlug.get(slug)!.id, slug });
    const beside = [...countedOn(chosen, match).keys()].filter((slug) => !chosen.includes(slug));
    return [...chosen.map(named), ...beside.map((slug) => ({ ...named(slug), beside: true as const }))];
  };
  if (!asked) {
    return { hosts: recommended(firstOf(match, bySlug).slice(0, MOST_HOSTS)), faults: [] };
  }
  const must = need.usages.filter(({ priority = 'must' }) => priority === 'must').map(({ usage }) => usage);
  const faults = asked.flatMap((slug, index): Fault[] => {
    const pointer = `/hosts/${index}`;
    const host = bySlug.get(slug);
    const services = countedOn([slug], match).get(slug);
    const wanted = services ? { services } : { usages: must };
    const leaving = host ? sendingFaults(pointer, host, wanted, (other) => bySlug.get(other)?.name) : [];
    if (leaving.length > 0 || answer.includes(slug)) return leaving;
    const { fr, en } = meant(nearestTo(slug, answer));
    return [
      fault(pointer, 'not-in-the-answer', {
        fr: `« ${slug} » n’est pas dans la réponse à ce besoin. Choisissez parmi : ${answer.join(', ') || 'aucun'}.${fr}`,
        en: `“${slug}” is not in the answer to this need. Choose among: ${answer.join(', ') || 'none'}.${en}`,
      }),
    ];
  });
  return { hosts: faults.length > 0 ? [] : recommended(asked), faults };
}
