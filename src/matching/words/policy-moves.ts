import { inEnglish } from './english.ts';
import { inFrench } from './french.ts';
import type { Params } from './topic.ts';

/* From where to where the policy of a federation moves a host, and whether it does so by moving others. */

const AMONG_FR: Record<string, string> = { fits: 'parmi ceux qui conviennent', 'to-check': 'parmi ceux à vérifier' };
const AMONG_EN: Record<string, string> = { fits: 'among those that fit', 'to-check': 'among those to check' };

export function moveInFrench({ federationName, host, rules, without, with: now, movedBy }: Params): string[] {
  const many = rules.length > 1;
  const head = `Avec ${many ? 'les règles' : 'la règle'} ${inFrench.of(federationName)}, ${host}`;
  const before = `Sans ${many ? 'elles' : 'elle'}, il`;
  if (without === null)
    return [`${head} est proposé à la ${inFrench.place(now.rank)} place. ${before} ne le serait pas.`];
  const was = `${before} serait à la ${inFrench.place(without.rank)} place ${AMONG_FR[without.list]}.`;
  if (now === null) return [`${head} n’est plus proposé.`, was];
  const place = inFrench.place(now.rank);
  if (now.list !== without.list)
    return [`${head} ${now.list === 'fits' ? 'convient' : 'est à vérifier'}, à la ${place} place.`, was];
  return [
    `${head} passe de la ${inFrench.place(without.rank)} à la ${place} place ${AMONG_FR[now.list]}.`,
    ...(movedBy === 'others' ? [`C’est parce que d’autres ${now.rank < without.rank ? 'reculent' : 'avancent'}.`] : []),
  ];
}

export function moveInEnglish({ federationName, host, rules, without, with: now, movedBy }: Params): string[] {
  const many = rules.length > 1;
  const head = `With the ${many ? 'rules' : 'rule'} of ${federationName}, ${host}`;
  const before = `Without ${many ? 'them' : 'it'}, the host`;
  if (without === null) return [`${head} is proposed in ${inEnglish.place(now.rank)} place. ${before} would not be.`];
  const was = `${before} would be in ${inEnglish.place(without.rank)} place ${AMONG_EN[without.list]}.`;
  if (now === null) return [`${head} is no longer proposed.`, was];
  const place = inEnglish.place(now.rank);
  if (now.list !== without.list)
    return [`${head} ${now.list === 'fits' ? 'fits' : 'is to be checked'}, in ${place} place.`, was];
  return [
    `${head} moves from ${inEnglish.place(without.rank)} to ${place} place ${AMONG_EN[now.list]}.`,
    ...(movedBy === 'others' ? [`This is because others ${now.rank < without.rank ? 'come down' : 'go up'}.`] : []),
  ];
}
