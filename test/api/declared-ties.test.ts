import { beforeAll, describe, expect, it } from 'vitest';
import type { Recommendation } from '../../src/recommendations/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';
import { wordsOf } from '../support/words.ts';

const api = useApp();
let federation: Owned;
let tied: Owned;
let free: Owned;
const own = async (what: string, body: object, method = 'PUT') => {
  const url = `/v1/federations/${federation.slug}/${what}`;
  const answer = await api.ask<Recommendation>(method, url, { token: federation.token, ifMatch: '*', body });
  expect([200, 201], answer.text).toContain(answer.status);
  return answer.body;
};
const see = async (path: string) => {
  const { text } = await api.ask('GET', path, { headers: { accept: 'text/html' } });
  return wordsOf(text);
};
const choice = (ties: unknown) => ({ why: { fr: 'Proche.' }, ties, decidedOn: '2026-11-01', reviewBy: '2027-11-01' });
const review = (tie: unknown) => ({ value: 'yes', reviewedOn: '2026-11-01', tie });

beforeAll(async () => {
  federation = await api.federation({ name: 'Les Chats' });
  [tied, free] = [await api.published({ name: 'Aulne' }), await api.published({ name: 'Bouleau' })];
  for (const { slug } of [tied, free])
    await api.ask('PUT', `/v1/hosts/${slug}/services/nuage`, { token: ADMIN_TOKEN, ifMatch: '*', body: aService() });
});

describe('A tie that a federation declares with a host', () => {
  it('stands near the host on every recommendation of it, as it is declared today', async () => {
    const need = { usages: [{ usage: 'file-storage-sharing' }] };
    const { id } = await own('recommendations', { need, hosts: [tied.slug, free.slug] }, 'POST');
    expect(await see(`/recommendations/${id}`)).not.toContain('Lien déclaré');
    await own(`selection/${tied.slug}`, choice({ fr: 'Notre trésorière y travaille.' }));
    await own(`selection/${free.slug}`, choice('none'));
    await own(`reviews/${tied.slug}/criterion:free-software-only`, review({ fr: 'Il nous prête une salle.' }));
    await own(`reviews/${free.slug}/criterion:free-software-only`, review('none'));
    const words = await see(`/recommendations/${id}`);
    expect(words).toMatch(
      /Aulne .*Lien déclaré par Les Chats : Notre trésorière y travaille\. Il nous prête une salle\. .*Message prêt/,
    );
    expect(words.match(/Lien déclaré/g)).toHaveLength(1);
    // Of the other it says that there is none.
    expect(words.match(/Les Chats déclare n’avoir aucun lien avec cet hébergeur/g)).toHaveLength(1);
    await own(`selection/${tied.slug}`, choice('none'));
    expect(await see(`/recommendations/${id}`)).toContain('Lien déclaré par Les Chats : Il nous prête une salle.');
  });

  it('stands beside its review on the page of the host', async () => {
    expect(await see(`/hosts/${tied.slug}`)).toMatch(
      /Vérifié par Les Chats, 1er novembre 2026\. Lien déclaré : Il nous prête une salle\./,
    );
    const other = await see(`/hosts/${free.slug}`);
    expect(other).toContain('Vérifié par Les Chats');
    expect(other).not.toContain('Lien déclaré');
  });
});
