import { beforeAll, describe, expect, it } from 'vitest';
import type { Match } from '../../src/matching/answer/schema.ts';
import { type Owned, useApp } from '../support/app.ts';
import { sendForm } from '../support/guided.ts';
import { wordsOf } from '../support/words.ts';

const api = useApp();
let federation: Owned;

const FORM = { use: ['file-storage-sharing'], budget: '100', place: 'departement:23', at: 'answer', go: 'answer' };
const NEED = {
  usages: [{ usage: 'file-storage-sharing' }, { usage: 'date-poll', priority: 'could' }],
  budgetPerYear: 100,
  territory: { level: 'departement', code: '23' },
  hosts: ['cher', 'parti'],
};

/** A dear host of which all is known, and a near one, with a promise, of which the price is to be asked. */
beforeAll(async () => {
  const dear = await api.published({ slug: 'cher', name: 'Cher', website: 'https://cher.example' });
  const near = await api.published({
    ...{ slug: 'proche', name: 'Proche', website: 'https://proche.example' },
    seat: { country: 'FR', territory: { level: 'departement', code: '23' } },
  });
  const polls = await api.published({ slug: 'sonde', name: 'Sonde', website: 'https://sonde.example' });
  const gone = await api.published({ slug: 'parti', name: 'Parti', website: 'https://parti.example' });
  const put = ({ slug, token }: Owned, path: string, body: object) =>
    api.ask('PUT', `/v1/hosts/${slug}/${path}`, { token, ifMatch: '*', body });
  const open = { registration: 'open', capacity: { state: 'open' } };
  const files = { name: 'Nuage', usages: ['file-storage-sharing'], ...open };
  await put(dear, 'services/nuage', { ...files, plans: [{ name: 'A', fixed: 100, maxAccounts: 50, maxGb: 500 }] });
  await put(near, 'services/nuage', { ...files, plans: [{ name: 'A', onQuote: true, maxAccounts: 50, maxGb: 500 }] });
  await put(near, 'commitments/closing-notice', { value: 365, evidenceUrl: 'https://proche.example/promesses' });
  await put(polls, 'services/dates', {
    name: 'Dates',
    usages: ['date-poll'],
    ...open,
    plans: [{ name: 'A', fixed: 0 }],
  });
  await put(gone, 'services/wiki', { name: 'Wiki', usages: ['wiki-knowledge-base'], ...open });
  federation = await api.federation({ slug: 'les-choisis' });
});

describe('The host to ask first', () => {
  it.each(['/match', '/embed/match'])('is the headline of the answer, above the lists: %s', async (path) => {
    for (const [lang, headline] of [
      ['fr', 'Demandez à Proche'],
      ['en', 'Ask Proche'],
    ]) {
      const { text } = await sendForm(api, `${path}?lang=${lang}`, FORM);
      const headings = [...text.matchAll(/<h([1-3])[^>]*>(.*?)<\/h\1>/g)].map(([, level, inner]) => [level, inner!]);
      expect(headings[0]).toEqual(['1', headline]);
      expect(headings.filter(([level]) => level === '1')).toHaveLength(1);
      expect(wordsOf(text)).toContain(lang === 'fr' ? 'Une seule chose reste à savoir' : 'One thing only remains');
    }
  });

  it('stands in a recommendation, which tells each host that was named once, on its card where it has one', async () => {
    const { body } = await api.ask<Match>('POST', '/v1/matches', { body: NEED });
    expect([body.askFirst?.host, body.asked?.length]).toEqual(['proche', 2]);
    const made = await api.ask<{ id: string; hosts: string[] }>('POST', '/v1/federations/les-choisis/recommendations', {
      token: federation.token,
      body: { need: NEED },
    });
    // In the order in which a reader sees them.
    expect(made.body.hosts).toEqual(['proche', 'cher']);
    const page = wordsOf((await api.ask('GET', `/recommendations/${made.body.id}`)).text);
    expect(page).toContain('Demandez d’abord à Proche');
    for (const { text } of [...body.asked, ...body.additions].filter(({ host }) => !['proche', 'cher'].includes(host)))
      expect(page).toContain(text.replaceAll(/[\s\u00a0\u202f]+/g, ' '));
    for (const name of ['Proche', 'Cher']) expect(page).toMatch(new RegExp(`${name} .{0,200}À demander : `));
    expect(page).toContain('Ceux que vous avez nommés');
  });

  it('is nobody where no answer would make a host the first', async () => {
    const { text } = await sendForm(api, '/match', { ...FORM, use: ['date-poll'], place: [] });
    expect(text).not.toContain('Demandez d’abord');
  });
});

describe('Where nobody fits', () => {
  it('what was left out is said, each with a button that searches without it', async () => {
    const { text } = await sendForm(api, '/match', { ...FORM, use: ['file-storage-sharing', 'ticketing'], budget: '' });
    const page = wordsOf(text);
    expect(page).toContain('Aucun hébergeur connu pour ceci : billetterie et inscriptions');
    expect(page).toContain('Ce qui a été écarté Billetterie : aucun hébergeur connu. Chercher sans ceci : Billetterie');
    const [form] = /<ul class="out">.*?<form.*?<\/form>/s.exec(text)!;
    const values = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]);
    expect(values).toContainEqual(['use', 'file-storage-sharing']);
    expect(values).not.toContainEqual(['use', 'ticketing']);
    const without = await sendForm(api, '/match', Object.fromEntries(values));
    expect(wordsOf(without.text)).toContain(' Demandez à ');
  });
});
