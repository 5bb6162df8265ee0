import type { Host } from '../documents/host.ts';
import { isGone, sendingFaults } from '../federations/recommendable.ts';
import { type Fault, fault } from '../ground/errors.ts';
import { nearestTo } from '../ground/texts.ts';
import { servicesIn, servicesOf } from '../matching/answer/context.ts';
import type { MatchedHost } from '../matching/answer/matched-host.ts';
import type { Match } from '../matching/answer/schema.ts';
import type { Need } from '../matching/schema.ts';
import type { RecommendedHost } from '../record/tables/recommendations.ts';
import { suggestion } from '../requests/meaning.ts';
import type { Matching } from './answer.ts';
import { MOST_HOSTS, type RecommendationDraft } from './schema.ts';

/**
 * Hosts that a recommendation counts on, with their services: the chosen ones and, for each that does not meet the need
 * alone, the others of its combination with the fewest of them.
 */
export function countedOn(chosen: readonly string[], { fits, toCheck, combinations }: Match): Map<string, string[]> {
  const alone = new Map([...fits, ...toCheck].map(({ host, services }) => [host, servicesIn(services)]));
  const counted = new Map<string, string[]>();
  const count = (slug: string, services: readonly string[]) =>
    counted.set(slug, [...new Set([...(counted.get(slug) ?? []), ...services])]);
  const others = ({ hosts }: Match['combinations'][number]) => hosts.filter((slug) => !chosen.includes(slug)).length;
  for (const slug of chosen) {
    const servicesAlone = alone.get(slug);
    if (servicesAlone) {
      count(slug, servicesAlone);
      continue;
    }
    const ways = combinations.filter(({ hosts }) => hosts.includes(slug)).sort((a, b) => others(a) - others(b));
    for (const one of ways.slice(0, 1)) for (const host of one.hosts) count(host, servicesOf(host, one));
  }
  return counted;
}

type Combination = Match['combinations'][number];

/** The hosts of an answer to whom people can still be sent. */
export interface Available {
  fits: MatchedHost[];
  toCheck: MatchedHost[];
  /** Slugs of the best combination; empty when a single host comes before it. */
  together: string[];
}

/** The part of an answer without hosts that are leaving. */
export function availableIn({ fits, toCheck, combinations }: Match, bySlug: ReadonlyMap<string, Host>): Available {
  const isAvailable = (slug: string, services: readonly string[]) => !isGone(bySlug.get(slug), { services });
  const alone = ({ host, services }: MatchedHost) => isAvailable(host, servicesIn(services));
  const several = combinations.filter(
    (one) => one.hosts.length > 1 && one.hosts.every((slug) => isAvailable(slug, servicesOf(slug, one))),
  );
  const best = (state: Combination['state']) => several.find((one) => one.state === state)?.hosts;
  const available = { fits: fits.filter(alone), toCheck: toCheck.filter(alone) };
  if (available.fits.length > 0) return { ...available, together: [] };
  return { ...available, together: best('fits') ?? (available.toCheck.length > 0 ? [] : (best('to-check') ?? [])) };
}

/** How far down each list a chosen host is looked for. */
const FAR_DOWN = 500;

/** The first ones of an answer as it would be, and the chosen ones wherever they stand in it. */
export async function answerWith(
  chosen: readonly string[],
  need: Need,
  { matcher, model, say }: Matching,
): Promise<Match> {
  const short = await matcher.answerInTurn(need, model, say, { everything: false });
  const known = proposedIn(short);
  if (chosen.every((slug) => known.includes(slug))) return short;
  const whole = await matcher.answerInTurn({ ...need, limit: FAR_DOWN }, model, say, { everything: false });
  const isKept = ({ host }: MatchedHost) => known.includes(host) || chosen.includes(host);
  const isChosen = ({ hosts }: Combination) => hosts.some((slug) => chosen.includes(slug) && !known.includes(slug));
  return {
    ...short,
    fits: whole.fits.filter(isKept),
    toCheck: whole.toCheck.filter(isKept),
    // Of the many that hold a chosen host, the first.
    combinations: [...short.combinations, ...whole.combinations.filter(isChosen).slice(0, chosen.length)],
  };
}

/** Slugs of all hosts that an answer proposes, alone or in a combination, in its order. */
export const proposedIn = ({ fits, toCheck, combinations }: Match): string[] => [
  ...new Set([...[...fits, ...toCheck].map(({ host }) => host), ...combinations.flatMap(({ hosts }) => hosts)]),
];

/** Ids of all hosts that an answer names. */
export const hostIdsIn = (match: Match, bySlug: ReadonlyMap<string, Host>): string[] => [
  ...new Set(
    [...proposedIn(match), ...match.nearMisses.map(({ host }) => host)].flatMap((slug) => bySlug.get(slug)?.id ?? []),
  ),
];

/** Slugs in the order of the page: hosts that fit, then the combination, then hosts to check. */
function shownFirst(match: Match, bySlug: ReadonlyMap<string, Host>): string[] {
  const { fits, toCheck, together } = availableIn(match, bySlug);
  const slugs = (matched: readonly MatchedHost[]) => matched.map(({ host }) => host);
  return [...new Set([...slugs(fits), ...together, ...slugs(toCheck)])];
}

/**
 * Hosts to recommend: those chosen from the answer, else its first ones that are not leaving; with the others of their
 * combinations.
 */
export function chooseHosts(
  requested: RecommendationDraft['hosts'],
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
  if (!requested) {
    return { hosts: recommended(shownFirst(match, bySlug).slice(0, MOST_HOSTS)), faults: [] };
  }
  const must = need.usages.filter(({ priority = 'must' }) => priority === 'must').map(({ usage }) => usage);
  const faults = requested.flatMap((slug, index): Fault[] => {
    const pointer = `/hosts/${index}`;
    const host = bySlug.get(slug);
    const services = countedOn([slug], match).get(slug);
    const wanted = services ? { services } : { usages: must };
    const leaving = host ? sendingFaults(pointer, host, wanted, (other) => bySlug.get(other)?.name) : [];
    if (leaving.length > 0 || answer.includes(slug)) return leaving;
    const { fr, en } = suggestion(nearestTo(slug, answer));
    return [
      fault(pointer, 'not-in-the-answer', {
        fr: `« ${slug} » n’est pas dans la réponse à ce besoin. Choisissez parmi : ${answer.join(', ') || 'aucun'}.${fr}`,
        en: `“${slug}” is not in the answer to this need. Choose among: ${answer.join(', ') || 'none'}.${en}`,
      }),
    ];
  });
  return { hosts: faults.length > 0 ? [] : recommended(requested), faults };
}

/**
 * The usages of a need for which no host can be proposed at all. Each `must` usage is matched alone, because one missing
 * usage would make the others look missing too; and over all hosts, even when the need names a list.
 */
export async function missingUsages(need: Need, { matcher, model, say }: Matching): Promise<string[]> {
  const { onlyFrom: _list, ...whole } = need;
  const missing: string[] = [];
  for (const usage of need.usages) {
    if ((usage.priority ?? 'must') !== 'must') continue;
    const alone = { ...whole, usages: [usage], limit: 1 };
    const match = await matcher.answerInTurn(alone, model, say, { everything: false });
    if (proposedIn(match).length === 0) missing.push(usage.usage);
  }
  return missing;
}
