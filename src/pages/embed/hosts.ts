import type { Model } from '../../catalogue/model.ts';
import { evaluate, passing, relaxations, type SearchContext } from '../../catalogue/search/search.ts';
import type { Host } from '../../documents/host.ts';
import { isGone } from '../../federations/recommendable.ts';
import type { Matcher } from '../../matching/run.ts';
import type { Need } from '../../matching/schema.ts';
import type { CostRules } from '../../services/cost.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { proposalsOf, verdictOf } from '../answer/proposals.ts';
import { onlyFromOf } from '../need/federation.tsx';
import { EMBED } from '../words/embed.ts';
import type { Filters } from './filters.ts';

/** At most this many hosts, so that a list stays light. */
const MOST = 120;
const MOST_USAGES = 4;

/** One line of a list. */
export interface ListLine {
  host: Host;
  /** With a usage only: whether it fits, and for how much. */
  match?: { verdict: ReturnType<typeof verdictOf>; price: string };
  usages: string[];
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
}

interface ListContext {
  model: Model;
  matcher: Matcher;
  costRules: CostRules;
  say: Speaker;
}

/** The hosts of a list: in the order of a match when a usage is chosen, else by name. */
export const findList = (filters: Filters, context: ListContext): Promise<HostList> | HostList =>
  filters.usage === undefined ? byName(filters, context) : byMatch(filters, filters.usage, context);

/** A few usages in words, and how many more. */
function usagesOf({ services }: Host, say: Speaker): string[] {
  const all = [...new Set(services.flatMap(({ usages }) => usages))].map((key) => say.usage(key));
  const [shown, left] = [all.slice(0, MOST_USAGES), all.length - MOST_USAGES];
  return left > 0 ? [...shown, EMBED[say.language].others(left)] : shown;
}

function byName({ territory, federation, scope }: Filters, { model, costRules, say }: ListContext): HostList {
  const membersOf = scope === 'members' ? federation?.slug : undefined;
  const question = {
    ...(territory && { territory: [`${territory.level}:${territory.code}`] }),
    ...(membersOf !== undefined && { federation: [membersOf] }),
  };
  const context: SearchContext = { model, costRules, of: 'hosts' };
  const evaluation = evaluate(question, context);
  const found = passing(context, evaluation).flatMap(({ host }) => (isGone(host) ? [] : [host]));
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

async function byMatch(filters: Filters, usage: string, { model, matcher, say }: ListContext): Promise<HostList> {
  const { territory, federation, scope, onlyFits } = filters;
  const need: Need = {
    usages: [{ usage }],
    ...(territory && { territory: { level: territory.level, code: territory.code } }),
    limit: MOST + 1,
  };
  const answer = (of: Need) => matcher.answerInTurn(of, model, say, { everything: false });
  const match = await answer(federation ? { ...need, federation: federation.slug, ...onlyFromOf(scope) } : need);
  const proposals = proposalsOf({ match, need, bySlug: model.bySlug, say }).filter(({ hosts }) => hosts.length === 1);
  const shown = onlyFits ? proposals.filter(({ state }) => state === 'fits') : proposals;
  const relax = shown.length > 0 ? [] : match.relaxations.map(({ text }) => text);
  if (shown.length === 0 && federation) {
    const { fits, toCheck } = await answer(need);
    const count = fits.length + (onlyFits ? 0 : toCheck.length);
    if (count > 0) relax.push(EMBED[say.language].drop.federation(count));
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
    relax,
  };
}
