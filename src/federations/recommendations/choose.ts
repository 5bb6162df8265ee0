import type { RecommendedHost } from '../../database/tables/recommendations.ts';
import type { Fault } from '../../errors.ts';
import type { Host } from '../../hosts/schema.ts';
import type { Match } from '../../matching/answer/schema.ts';
import { fault } from '../../vocabulary/meaning.ts';
import { nearestTo } from '../../vocabulary/nearest.ts';
import { meant } from '../../vocabulary/unknown-key.ts';
import { isGone, sendingFaults } from '../recommendable.ts';
import { MOST_HOSTS, type RecommendationDraft } from './schema.ts';

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
function firstOf({ fits, toCheck, combinations }: Match, isGoneNow: (slug: string) => boolean): string[] {
  const standing = ({ host }: { host: string }) => (isGoneNow(host) ? [] : [host]);
  const together = (state: Match['combinations'][number]['state']) =>
    combinations.find((one) => one.hosts.length > 1 && one.state === state && !one.hosts.some(isGoneNow))?.hosts ?? [];
  const fitting = fits.flatMap(standing);
  const first = fitting.length > 0 ? fitting : together('fits');
  const toAsk = toCheck.flatMap(standing);
  return [...new Set([...first, ...(first.length + toAsk.length > 0 ? toAsk : together('to-check'))])];
}

/** Hosts to recommend: those that were chosen from the answer, else its first ones that are not leaving. */
export function chooseHosts(
  asked: RecommendationDraft['hosts'],
  match: Match,
  bySlug: ReadonlyMap<string, Host>,
): { hosts: RecommendedHost[]; faults: Fault[] } {
  const answer = proposedIn(match);
  const recommended = (slugs: readonly string[]) => slugs.map((slug) => ({ id: bySlug.get(slug)!.id, slug }));
  if (!asked) {
    const first = firstOf(match, (slug) => isGone(bySlug.get(slug)));
    return { hosts: recommended(first.slice(0, MOST_HOSTS)), faults: [] };
  }
  const faults = asked.flatMap((slug, index): Fault[] => {
    const pointer = `/hosts/${index}`;
    const host = bySlug.get(slug);
    const leaving = host ? sendingFaults(pointer, host, (other) => bySlug.get(other)?.name) : [];
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
