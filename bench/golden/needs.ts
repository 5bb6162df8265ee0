import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readReference } from '../../src/vocabulary/reference.ts';
import { anyRealNeed } from '../../test/support/real-needs.ts';
import type { Asker } from './answers.ts';
import { ADMIN } from './service.ts';
import type { Story } from './story/story.ts';
import { NEED } from './story/teller.ts';

/** Needs: those of the references, such as nobody can read, random ones, and some on past days. */

/** Needs that are put to each past revision: two hundred pairs with four of them. */
const OF_THE_PAST = 50;

export async function askNeeds(asker: Asker, { revisions }: Story, count: number): Promise<void> {
  const ask = asker.ask.bind(asker);
  const admin = { token: ADMIN };

  const written = JSON.parse(
    readFileSync(new URL('../../test/reference/needs.json', import.meta.url), 'utf8'),
  ) as Record<string, object>;
  for (const need of Object.values(written))
    for (const lang of ['fr', 'en']) {
      await ask('POST', `/v1/matches?lang=${lang}&explain=all`, { body: need });
      await ask('POST', `/v1/matches?lang=${lang}`, { body: { ...need, federation: 'communs', limit: 10 } });
    }
  await ask('POST', '/v1/matches', { body: { ...NEED, federation: 'communs', onlyFrom: 'members' } });
  await ask('POST', '/v1/matches', { body: { ...NEED, federation: 'communs', onlyFrom: 'selection' } });
  for (const at of revisions)
    await ask('POST', `/v1/matches?at=${at}`, { ...admin, body: { ...NEED, federation: 'communs' } });
  for (const body of [
    '{',
    '[]',
    '{"usages":[]}',
    { usages: [{ usage: 'nope' }] },
    { ...NEED, budgetPerYear: -1, wish: { price: 'huge' }, extra: true },
    { ...NEED, territory: { level: 'departement', code: '999' } },
    { usages: [{ usage: 'website', priority: 'could' }] },
    {
      ...NEED,
      require: { commitments: [{ kind: 'closing-notice', atLeast: 'x' }], criteria: [{ criterion: 'nope' }] },
    },
  ])
    for (const lang of ['fr', 'en']) await ask('POST', `/v1/matches?lang=${lang}`, { body });
  const needs = fc.sample(anyRealNeed(readReference()), { seed: 20_261_126, numRuns: Math.max(count, OF_THE_PAST) });
  for (const [index, need] of needs.slice(0, count).entries())
    for (const lang of ['fr', 'en'])
      await ask('POST', `/v1/matches?lang=${lang}`, {
        body: index % 5 === 0 ? { ...need, federation: 'communs' } : need,
      });
  for (const at of revisions)
    for (const [index, need] of needs.slice(0, OF_THE_PAST).entries())
      await ask('POST', `/v1/matches?at=${at}&lang=${index % 2 === 0 ? 'fr' : 'en'}&explain=all`, {
        ...admin,
        body: need,
      });
}
