import type { Model } from '../../catalogue/model.ts';
import { relaxations } from '../../catalogue/relaxations.ts';
import { evaluate, passingOffers, type SearchContext } from '../../catalogue/search.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { isUnavailable } from '../../federations/recommendable.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Matcher } from '../../matching/run.ts';
import type { CostRules } from '../../services/cost.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { entryOf, type ListEntry } from '../parts/entry.ts';
import { onlyFromOf, type UncertainMembers } from '../parts/list-keeper.tsx';
import { type Proposal, proposalsOf, verdictOf } from '../parts/proposals.ts';
import { EMBED } from '../words/embed.ts';
import { type Filters, keyOf, partsOf } from './filters.ts';

/** At most this many hosts, so that a list stays light. */
const MOST = 120;
const MOST_USAGES = 4;

/** One line of a list. */
export interface ListLine {
  host: Host;
  /** With a usage only: whether it fits, and for how much. */
  match?: { verdict: ReturnType<typeof verdictOf>; price: string };
  usages: string[];
  /** Where a site wants more of it to be told. */
  entry?: ListEntry;
  /** Services that the match counts on: their own pages are where to write first. */
  services: readonly string[];
  /** Nobody is sure that it is a member of the federation whose list is shown. */
  isUncertain?: boolean;
}

export interface HostList {
  rows: ListLine[];
  hasMore: boolean;
  /** Hosts that a list of what fits leaves out because something is unknown. */
  toCheck: number;
  /** When there is no row: sentences about what to give up. */
  relax: string[];
  /** With a usage: a match shows certain members only. */
  leftOut?: UncertainMembers | undefined;
}

interface ListContext {
  model: Model;
  matcher: Matcher;
  costRules: CostRules;
  say: Speaker;
}

/** The hosts of a list: in the order of a match when a usage is chosen, else by name. */
export async function findList(filters: Filters, context: ListContext): Promise<HostList> {
  const { usage } = filters;
  const found = usage === undefined ? byName(filters, context) : await byMatch(filters, usage, context);
  const parts = partsOf(filters);
  if (!parts.includes('place') && !parts.includes('networks') && (usage || !parts.includes('price'))) return found;
  const { model, costRules } = context;
  return { ...found, rows: found.rows.map((row) => ({ ...row, entry: entryOf(row.host, model, costRules) })) };
}

/** A few usages in words, and how many more. */
function usagesOf({ services }: Host, say: Speaker): string[] {
  const all = [...new Set(services.flatMap(({ usages }) => usages))].map((key) => say.usage(key));
  const [shown, left] = [all.slice(0, MOST_USAGES), all.length - MOST_USAGES];
  return left > 0 ? [...shown, EMBED[say.language].others(left)] : shown;
}

function byName({ territories, federation, scope }: Filters, { model, costRules, say }: ListContext): HostList {
  const membersOf = scope === 'members' ? federation?.slug : undefined;
  const question = {
    ...(territories.length > 0 && { territory: territories.map(keyOf) }),
    ...(membersOf !== undefined && { federation: [membersOf] }),
  };
  const context: SearchContext = { model, costRules, of: 'hosts' };
  const evaluation = evaluate(question, context);
  const found = passingOffers(context, evaluation).flatMap(({ host }) => (isUnavailable(host) ? [] : [host]));
  const words = EMBED[say.language].drop;
  const chosen = federation && scope === 'selection' && new Set(federation.selection?.map(({ host }) => host));
  const hosts = chosen ? found.filter(({ slug }) => chosen.has(slug)) : found;
  return {
    rows: hosts.slice(0, MOST).map((host) => ({
      host,
      usages: usagesOf(host, say),
      services: [],
      isUncertain: host.memberships.some((one) => one.federation === membersOf && one.toCheck),
    })),
    hasMore: hosts.length > MOST,
    toCheck: 0,
    relax:
      hosts.length > 0
        ? []
        : chosen && found.length > 0
          ? [words.federation(found.length)]
          : relaxations(question, context, evaluation).map(({ drop, count }) =>
              words[drop.length > 1 ? 'both' : (drop[0] as 'territory' | 'federation')](count),
            ),
  };
}

interface Ranked {
  proposal: Proposal;
  rank: number;
}

/** What fits comes before what is to be checked; within each, the order of the match. */
const compare = (one: Ranked, other: Ranked): number =>
  Number(one.proposal.state !== 'fits') - Number(other.proposal.state !== 'fits') || one.rank - other.rank;

/** Proposals of single hosts for a need, in one of these territories at least, in the order of a match. */
async function proposalsIn(
  territories: Filters['territories'],
  need: Need,
  { model, matcher, say }: ListContext,
): Promise<{ proposals: Proposal[]; relax: string[] }> {
  const found = new Map<string, Ranked>();
  const relax = new Set<string>();
  for (const place of territories.length > 0 ? territories : [undefined]) {
    const here = place ? { ...need, territory: { level: place.level, code: place.code } } : need;
    const match = await matcher.answerInTurn(here, model, say, { everything: false });
    for (const { text } of match.relaxations) relax.add(text);
    proposalsOf({ match, need: here, bySlug: model.bySlug, say })
      .filter(({ hosts }) => hosts.length === 1)
      .forEach((proposal, rank) => {
        const { slug } = proposal.hosts[0]!.host;
        const known = found.get(slug);
        if (!known || compare({ proposal, rank }, known) < 0) found.set(slug, { proposal, rank });
      });
  }
  return { proposals: [...found.values()].sort(compare).map(({ proposal }) => proposal), relax: [...relax] };
}

/** Members of a federation for which the usage and the places hold too, but of which nobody is sure. */
function uncertainFor({ usage, territories, federation, scope }: Filters, context: ListContext) {
  if (!federation || scope !== 'members' || usage === undefined) return undefined;
  const { slug } = federation;
  const { model, costRules } = context;
  const territory = territories.map(keyOf);
  const question = { usage: [usage], federation: [slug], ...(territory.length > 0 && { territory }) };
  const searched: SearchContext = { model, costRules, of: 'hosts' };
  const found = passingOffers(searched, evaluate(question, searched)).filter(
    ({ host }) =>
      !isUnavailable(host) &&
      host.memberships.some((one) => one.federation === slug && one.toCheck && isCurrent(one, model.day)),
  );
  return {
    count: found.length,
    query: { usage, federation: slug, ...(territory.length > 0 && { territory: territory.join() }) },
  };
}

async function byMatch(filters: Filters, usage: string, context: ListContext): Promise<HostList> {
  context.matcher.requireRoom();
  const { territories, federation, scope, onlyFits } = filters;
  const need: Need = { usages: [{ usage }], limit: MOST + 1 };
  const ofFederation = federation ? { ...need, federation: federation.slug, ...onlyFromOf(scope) } : need;
  const { proposals, relax } = await proposalsIn(territories, ofFederation, context);
  const keep = (all: Proposal[]) => (onlyFits ? all.filter(({ state }) => state === 'fits') : all);
  const shown = keep(proposals);
  if (shown.length === 0 && federation) {
    const count = keep((await proposalsIn(territories, need, context)).proposals).length;
    if (count > 0) relax.push(EMBED[context.say.language].drop.federation(count));
  }
  return {
    rows: shown.slice(0, MOST).map((proposal) => ({
      host: proposal.hosts[0]!.host,
      match: { verdict: verdictOf(proposal), price: proposal.price },
      usages: [],
      services: proposal.hosts[0]!.services,
    })),
    hasMore: shown.length > MOST,
    toCheck: onlyFits ? proposals.length - shown.length : 0,
    relax: shown.length === 0 ? relax : [],
    leftOut: uncertainFor(filters, context),
  };
}
