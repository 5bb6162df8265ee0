import type { RecommendedHost } from '../../database/tables/recommendations.ts';
import type { Fault } from '../../errors.ts';
import type { Host } from '../../hosts/schema.ts';
import type { Match, MatchedHost } from '../../matching/answer/schema.ts';
import { servicesIn, servicesOf } from '../../matching/answer/services-used.ts';
import type { Need } from '../../matching/schema.ts';
import { fault } from '../../vocabulary/meaning.ts';
import { nearestTo } from '../../vocabulary/nearest.ts';
import { meant } from '../../vocabulary/unknown-key.ts';
import { isGone, sendingFaults } from '../recommendable.ts';
import { countedOn } from './counted-on.ts';
import { MOST_HOSTS, type RecommendationDraft } from './schema.ts';

type Combination = Match['combinations'][number];

/** Every host that an answer proposes, alone or together with others; in its order. */
const proposed = ({ fits, toCheck, combinations }: Match): string[] => [
  ...new Set([...[...fits, ...toCheck].map(({ host }) => host), ...combinations.flatMap(({ hosts }) => hosts)]),
];

/** Identifiers of all hosts that an answer speaks of by name. */
export const namedIn = (match: Match, bySlug: ReadonlyMap<string, Host>): string[] => [
  ...new Set(
    [...proposed(match), ...match.nearMisses.map(({ host }) => host)].flatMap((slug) => bySlug.get(slug)?.id ?? []),
  ),
];

/** The hosts of an answer in the order in which people are shown it: several together come after those that fit alone. */
function firstOf({ fits, toCheck, combinations }: Match, bySlug: ReadonlyMap<string, Host>): string[] {
  const isGoneFor = (slug: string, services: readonly string[]) => isGone(bySlug.get(slug), { services });
  const standing = ({ host, services }: MatchedHost) => (isGoneFor(host, servicesIn(services)) ? [] : [host]);
  const stands = (one: Combination) => !one.hosts.some((slug) => isGoneFor(slug, servicesOf(slug, one)));
  const together = (state: Combination['state']) =>
    combinations.find((one) => one.hosts.length > 1 && one.state === state && stands(one))?.hosts ?? [];
  const fitting = fits.flatMap(standing);
  const first = fitting.length > 0 ? fitting : together('fits');
  const toAsk = toCheck.flatMap(standing);
  return [...new Set([...first, ...(first.length + toAsk.length > 0 ? toAsk : together('to-check'))])];
}

/** Hosts to recommend: those that were chosen from the answer, else its first ones that are not leaving; and those beside them. */
export function chooseHosts(
  asked: RecommendationDraft['hosts'],
  need: Need,
  match: Match,
  bySlug: ReadonlyMap<string, Host>,
): { hosts: RecommendedHost[]; faults: Fault[] } {
  const answer = proposed(match);
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
