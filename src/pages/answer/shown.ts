import type { Match } from '../../matching/answer/schema.ts';

type ShownAnswer = NonNullable<Match['shown']>[number];

const MOST = 3;

/** The order in which a reader sees answers; one that was frozen before it was told is read as it was shown then. */
export const shownOf = (match: Match): readonly ShownAnswer[] => match.shown ?? shownBefore(match);

/** Whom to ask first, then what fits before what is to be checked, and in each a host alone before several. */
function shownBefore({ askFirst, fits, toCheck, combinations, nearMisses }: Match): ShownAnswer[] {
  const alone = (list: Match['fits']) => list.map(({ host }): ShownAnswer => ({ kind: 'host', hosts: [host] }));
  const several = (state: 'fits' | 'to-check') =>
    combinations
      .filter((one) => one.hosts.length > 1 && one.state === state)
      .slice(0, 1)
      .map(({ hosts }): ShownAnswer => ({ kind: 'together', hosts }));
  const all = [...alone(fits), ...several('fits'), ...alone(toCheck), ...several('to-check')];
  const first = all.filter(({ kind, hosts }) => kind === 'host' && hosts[0] === askFirst?.host);
  const shown = [...first, ...all.filter((one) => !first.includes(one))].slice(0, MOST);
  return shown.length > 0 ? shown : nearMisses.map(({ host }): ShownAnswer => ({ kind: 'near-miss', hosts: [host] }));
}
