import type { Candidate } from '../../matching/engine/host/candidate.ts';
import type { PolicyRule } from '../../matching/engine/need/rules.ts';
import type { Listed, NeedCompared } from './compare.ts';

/** How a host moves over the panel: needs in which it gets better or worse, and ranks gained within its list. */
export interface Movement {
  readonly candidate: Candidate;
  readonly better: number;
  readonly worse: number;
  readonly places: number;
}

export interface Summary {
  readonly firstPlaces: readonly {
    compared: NeedCompared;
    before: readonly Candidate[];
    after: readonly Candidate[];
  }[];
  readonly gains: readonly Movement[];
  readonly losses: readonly Movement[];
  readonly leftOut: readonly { candidate: Candidate; needs: readonly string[]; rules: readonly PolicyRule[] }[];
}

/** Maximum number of hosts in the summary; the lists for each need contain all of them. */
const MOST = 5;

/** The hosts at rank 1 of the first list that has any. */
const first = (list: readonly Listed[]): Candidate[] =>
  list.filter(({ rank, list: name }) => rank === 1 && name === list[0]!.list).map(({ candidate }) => candidate);

const same = (a: readonly Candidate[], b: readonly Candidate[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

/** Sort key of a rank: list, then rank; higher is worse, and not being listed is worst. */
const placeRank = (one: Listed | undefined): [number, number] =>
  one ? [one.list === 'fits' ? 0 : 1, one.rank] : [2, 0];

function fortunesOf(compared: readonly NeedCompared[]): Movement[] {
  const fortunes = new Map<Candidate, { better: number; worse: number; places: number }>();
  for (const { before, after } of compared) {
    const [then, now] = [before, after].map((list) => new Map(list.map((one) => [one.candidate, one])));
    for (const candidate of new Set([...then!.keys(), ...now!.keys()])) {
      const [was, is] = [placeRank(then!.get(candidate)), placeRank(now!.get(candidate))];
      const gained = was[0] - is[0] || was[1] - is[1];
      if (gained === 0) continue;
      const fortune = fortunes.get(candidate) ?? { better: 0, worse: 0, places: 0 };
      if (gained > 0) fortune.better++;
      else fortune.worse++;
      if (was[0] === is[0]) fortune.places += gained;
      fortunes.set(candidate, fortune);
    }
  }
  return [...fortunes].map(([candidate, fortune]) => ({ candidate, ...fortune }));
}

const bySlug = (a: { candidate: Candidate }, b: { candidate: Candidate }): number =>
  a.candidate.host.slug < b.candidate.host.slug ? -1 : 1;

/** What a policy would change over the whole panel. */
export function summaryOf(compared: readonly NeedCompared[]): Summary {
  const fortunes = fortunesOf(compared);
  const net = ({ better, worse }: Movement) => better - worse;
  const leftOut = new Map<Candidate, { needs: string[]; rules: Set<PolicyRule> }>();
  for (const { entry, leftOut: out } of compared)
    for (const { candidate, rules } of out) {
      const known = leftOut.get(candidate) ?? { needs: [], rules: new Set() };
      known.needs.push(entry.key);
      for (const rule of rules) known.rules.add(rule);
      leftOut.set(candidate, known);
    }
  return {
    firstPlaces: compared
      .map((one) => ({ compared: one, before: first(one.before), after: first(one.after) }))
      .filter(({ before, after }) => !same(before, after)),
    gains: fortunes
      .filter((one) => net(one) > 0)
      .sort((a, b) => net(b) - net(a) || b.places - a.places || bySlug(a, b))
      .slice(0, MOST),
    losses: fortunes
      .filter((one) => net(one) < 0)
      .sort((a, b) => net(a) - net(b) || a.places - b.places || bySlug(a, b))
      .slice(0, MOST),
    leftOut: [...leftOut]
      .map(([candidate, { needs, rules }]) => ({ candidate, needs, rules: [...rules] }))
      .sort((a, b) => b.needs.length - a.needs.length || bySlug(a, b)),
  };
}
