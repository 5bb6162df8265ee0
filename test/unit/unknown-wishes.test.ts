import { expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { proposalsOf } from '../../src/pages/parts/proposals.ts';
import { answerTo, files, filesFor, host, saidOf, speakers } from '../support/answers.ts';

/** Whoever wishes for a host near by is told when nobody knows where a host is. */

const CREUSE = { level: 'departement', code: '23' } as const;
const near = filesFor({ proximity: 'important' }, { territory: CREUSE, limit: 10 });
const seated = (name: string, seat: Host['seat']) => host(name, [files({ fixed: 10 })], seat ? { seat } : {});
const somewhere = seated('Quelque Part', { country: 'FR' });
const region = seated('En Région', { country: 'FR', territory: { level: 'region', code: '75' } });
const here = seated('Ici', { country: 'FR', territory: CREUSE });
const far = seated('Loin', { country: 'FR', territory: { level: 'departement', code: '29' } });
const hosts = [somewhere, region, here, far];
const match = answerTo(hosts, near);

it.each([
  ['whose country alone is known', 'Quelque Part', true],
  ['whose region alone is known', 'En Région', true],
  ['that is in the same département', 'Ici', false],
  ['that is elsewhere', 'Loin', false],
])('a host %s', (_, name, isOpen) => {
  const answered = { match, need: near, bySlug: new Map(hosts.map((one) => [one.slug, one])), say: speakers.fr };
  const proposal = proposalsOf(answered).find(({ title }) => title === name)!;
  expect(proposal.unknown).toEqual(isOpen ? ['endroit où l’hébergeur est installé'] : []);
  const said = saidOf(match, name).join('\n');
  expect(said.includes('? Où êtes-vous installés ?')).toBe(isOpen);
  if (name === 'Quelque Part') expect(said).not.toContain('près de chez vous');
});
