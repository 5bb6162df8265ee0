import type { Params } from './topic.ts';

/* From where to where the policy of a federation moves a host, and whether it does so by moving others. */

/** « 1re », « 2e » place */
const placeInFrench = (rank: number): string => (rank === 1 ? '1re' : `${rank}e`);
const ENDINGS: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const placeInEnglish = (rank: number): string => `${rank}${ENDINGS[ordinals.select(rank)]}`;

const AMONG_FR: Record<string, string> = { fits: 'parmi ceux qui conviennent', 'to-check': 'parmi ceux à vérifier' };
const AMONG_EN: Record<string, string> = { fits: 'among those that fit', 'to-check': 'among those to check' };

export function moveInFrench({ federationName, host, rules, without, with: now, movedBy }: Params): string[] {
  const many = rules.length > 1;
  const head = `Avec ${many ? 'les règles' : 'la règle'} de ${federationName}, ${host}`;
  const before = `Sans ${many ? 'elles' : 'elle'}, il`;
  if (without === null)
    return [`${head} est proposé à la ${placeInFrench(now.rank)} place. ${before} ne le serait pas.`];
  const was = `${before} serait à la ${placeInFrench(without.rank)} place ${AMONG_FR[without.list]}.`;
  if (now === null) return [`${head} n’est plus proposé.`, was];
  const place = placeInFrench(now.rank);
  if (now.list !== without.list)
    return [`${head} ${now.list === 'fits' ? 'convient' : 'est à vérifier'}, à la ${place} place.`, was];
  return [
    `${head} passe de la ${placeInFrench(without.rank)} à la ${place} place ${AMONG_FR[now.list]}.`,
    ...(movedBy === 'others' ? [`C’est parce que d’autres ${now.rank < without.rank ? 'reculent' : 'avancent'}.`] : []),
  ];
}

export function moveInEnglish({ federationName, host, rules, without, with: now, movedBy }: Params): string[] {
  const many = rules.length > 1;
  const head = `With the ${many ? 'rules' : 'rule'} of ${federationName}, ${host}`;
  const before = `Without ${many ? 'them' : 'it'}, the host`;
  if (without === null) return [`${head} is proposed in ${placeInEnglish(now.rank)} place. ${before} would not be.`];
  const was = `${before} would be in ${placeInEnglish(without.rank)} place ${AMONG_EN[without.list]}.`;
  if (now === null) return [`${head} is no longer proposed.`, was];
  const place = placeInEnglish(now.rank);
  if (now.list !== without.list)
    return [`${head} ${now.list === 'fits' ? 'fits' : 'is to be checked'}, in ${place} place.`, was];
  return [
    `${head} moves from ${placeInEnglish(without.rank)} to ${place} place ${AMONG_EN[now.list]}.`,
    ...(movedBy === 'others' ? [`This is because others ${now.rank < without.rank ? 'come down' : 'go up'}.`] : []),
  ];
}
