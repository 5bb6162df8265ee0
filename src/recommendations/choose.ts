import type { Host } from '../documents/host.ts';
import { isUnavailable, sendingFaults } from '../federations/recommendable.ts';
import { type Fault, oneFault } from '../ground/errors.ts';
import type { Lookup } from '../ground/lookup.ts';
import { nearestTo } from '../ground/texts.ts';
import { servicesIn, servicesOf } from '../matching/answer/context.ts';
import type { MatchedHost } from '../matching/answer/matched-host.ts';
import type { Match } from '../matching/answer/schema.ts';
import type { Need } from '../matching/engine/need/schema.ts';
import type { RecommendedHost } from '../record/tables/recommendations.ts';
import { suggestion } from '../requests/meaning.ts';
import type { Matching } from './answer.ts';
import { MOST_HOSTS, type RecommendationDraft } from './schema.ts';

type Combination = Match['combinations'][number];

/**
 * The hosts of a recommendation with their services: the chosen ones and, for each that does not meet the need alone,
 * the other hosts of its smallest combination.
 */
export function countedOn(chosen: readonly string[], { fits, toCheck, combinations }: Match): Map<string, string[]> {
  const alone = new Map([...fits, ...toCheck].map(({ host, services }) => [host, servicesIn(services)]));
  const counted = new Map<string, string[]>();
  const count = (slug: string, services: readonly string[]) =>
    counted.set(slug, [...new Set([...(counted.get(slug) ?? []), ...services])]);
  const others = ({ hosts }: Combination) => hosts.filter((slug) => !chosen.includes(slug)).length;
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

type ShownAnswer = Match['shown'][number];

/** The answers in the reader's order, except those with a host to which people can no longer be sent. */
export function shownToday(match: Match, bySlug: Pick<Lookup<Host>, 'get'>): readonly ShownAnswer[] {
  const counts = ({ kind, hosts }: ShownAnswer): [slug: string, services: readonly string[]][] => {
    const together = kind === 'together' ? combinationOf(hosts, match) : undefined;
    const counted = together ? undefined : countedOn(hosts, match);
    return hosts.map((slug) => [slug, together ? servicesOf(slug, together) : (counted?.get(slug) ?? [])]);
  };
  return match.shown.filter((one) =>
    counts(one).every(([slug, services]) => !isUnavailable(bySlug.get(slug), { services })),
  );
}

const combinationOf = (hosts: readonly string[], { combinations }: Match): Combination | undefined =>
  combinations.find((one) => one.hosts.length === hosts.length && one.hosts.every((slug) => hosts.includes(slug)));

/**
 * Slugs of the hosts to which people can still be sent, in the reader's order.
 * @param isAlone leaves out hosts that need other hosts
 */
export function namedFirst(match: Match, bySlug: Pick<Lookup<Host>, 'get'>, { isAlone = false } = {}): string[] {
  const { fits, toCheck } = match;
  const shown = shownToday(match, bySlug).filter(({ kind }) => kind === 'host' || (kind === 'together' && !isAlone));
  const others = [...fits, ...toCheck].filter(
    ({ host, services }) => !isUnavailable(bySlug.get(host), { services: servicesIn(services) }),
  );
  return [...new Set([...shown.flatMap(({ hosts }) => hosts), ...others.map(({ host }) => host)])];
}

/** How many entries of each list are searched for a chosen host. */
const FAR_DOWN = 500;

/**
 * The usual answer, plus the chosen hosts at any rank. `asked` also explains why a chosen host, or a host of the
 * federation's own list, is in neither list.
 * @param own slugs of the federation's own list
 */
export async function answerWith(
  chosen: readonly string[],
  need: Need,
  { matcher, model, say }: Matching,
  own: readonly string[] = [],
): Promise<Match> {
  const answer = (asked: Need) => matcher.answerInTurn(asked, model, say, { everything: false });
  const short = await answer(need);
  const known = proposedIn(short);
  const isAbsent = (slug: string) => model.bySlug.has(slug) && !known.includes(slug);
  const far = chosen.filter(isAbsent);
  const absent = [...far, ...own.filter(isAbsent)];
  if (absent.length === 0) return short;
  const hosts = [...new Set([...(need.hosts ?? []), ...absent])];
  const whole = await answer({ ...need, hosts, ...(far.length > 0 && { limit: FAR_DOWN }) });
  const isKept = ({ host }: MatchedHost) => known.includes(host) || far.includes(host);
  const isChosen = (one: Combination) => one.hosts.some((slug) => far.includes(slug));
  const match = {
    ...short,
    fits: whole.fits.filter(isKept),
    toCheck: whole.toCheck.filter(isKept),
    // Only the first combination for each chosen host.
    combinations: [...short.combinations, ...whole.combinations.filter(isChosen).slice(0, far.length)],
  };
  const proposed = proposedIn(match);
  const isProposed = ({ host }: AskedHost) => !need.hosts?.includes(host) && proposed.includes(host);
  return { ...match, asked: whole.asked.filter((one) => !isProposed(one)) };
}

type AskedHost = Match['asked'][number];

/** Slugs of all hosts that an answer proposes, alone or in a combination, in its order. */
export const proposedIn = ({ fits, toCheck, combinations }: Match): string[] => [
  ...new Set([...[...fits, ...toCheck].map(({ host }) => host), ...combinations.flatMap(({ hosts }) => hosts)]),
];

/** Ids of all hosts that an answer names. */
export const hostIdsIn = (match: Match, bySlug: Pick<Lookup<Host>, 'get'>): string[] => [
  ...new Set(
    [...proposedIn(match), ...[match.nearMisses, match.asked, match.additions].flat().map(({ host }) => host)]
      // Hosts that are only named and not proposed count too: their names are in the sentences.
      .flatMap((slug) => bySlug.get(slug)?.id ?? []),
  ),
];

/** The hosts to recommend: those chosen, else the first that are not leaving; with the others of their combinations. */
export function chooseHosts(
  requested: RecommendationDraft['hosts'],
  need: Need,
  match: Match,
  bySlug: Pick<Lookup<Host>, 'get'>,
): { hosts: RecommendedHost[]; faults: Fault[] } {
  // Evidence against a host is not a definite no.
  const improbable = match.asked.flatMap(({ host, state }) => (state === 'improbable' ? host : []));
  const answer = [...proposedIn(match), ...improbable];
  const named = (slug: string) => ({ id: bySlug.get(slug)!.id, slug });
  const recommended = (chosen: readonly string[]): RecommendedHost[] => {
    const beside = [...countedOn(chosen, match).keys()].filter((slug) => !chosen.includes(slug));
    return [...chosen.map(named), ...beside.map((slug) => ({ ...named(slug), beside: true as const }))];
  };
  if (!requested) {
    const near = shownToday(match, bySlug).flatMap(({ kind, hosts }) => (kind === 'near-miss' ? hosts : []));
    const hosts = recommended(namedFirst(match, bySlug).slice(0, MOST_HOSTS));
    return { hosts: [...hosts, ...near.map((slug) => ({ ...named(slug), almost: true as const }))], faults: [] };
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
    return oneFault(pointer, 'not-in-the-answer', {
      fr: `« ${slug} » n’est pas dans la réponse à ce besoin. Choisissez parmi : ${answer.join(', ') || 'aucun'}.${fr}`,
      en: `“${slug}” is not in the answer to this need. Choose among: ${answer.join(', ') || 'none'}.${en}`,
    });
  });
  return { hosts: faults.length > 0 ? [] : recommended(requested), faults };
}

/**
 * The usages of a need for which no host can be proposed at all. Each must-usage is matched alone, because one missing
 * usage would make the others look missing too; and over all hosts, even when the need is limited to a list.
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
