import { describe, expect, it } from 'vitest';
import type { PolicyFile } from '../../src/matching/engine/need/policy.ts';
import { readSeed } from '../../src/vocabulary/reference.ts';
import { useApp } from '../support/app.ts';
import { aHost } from '../support/record.ts';

describe('the legal notice', () => {
  const named = useApp({ operator: { name: 'Le Collectif', contact: 'contact@collectif.example' } });
  const unnamed = useApp();

  it('names who runs this instance, and how to write to them', async () => {
    const { text } = await named.ask('GET', '/legal');
    expect(text).toContain('Le Collectif fait fonctionner ce site et en répond.');
    expect(text).toContain('href="mailto:contact@collectif.example"');
    expect((await named.ask('GET', '/legal?lang=en')).text).toContain('Le Collectif runs this site');
  });

  it('is read anew by browsers when somebody else runs the instance', async () => {
    const { headers } = await named.ask('GET', '/legal');
    const asking = { url: '/legal', headers: { 'if-none-match': String(headers.etag) } };
    const [same, other] = await Promise.all([
      named.beside(),
      named.beside({ operator: { name: 'La Suite', contact: undefined } }),
    ]);
    expect((await same.app.inject(asking)).statusCode).toBe(304);
    const answer = await other.app.inject(asking);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('La Suite');
  });

  it('leads to how a host corrects or withdraws its entry', async () => {
    expect((await unnamed.ask('GET', '/legal')).text).toContain(
      '<a href="/for-hosts">Corriger ou retirer une fiche</a>',
    );
  });

  it('says in which address answers stand, and that the site is never sent them there', async () => {
    for (const [lang, told] of [
      ['fr', 'sauf dans le lien que vous gardez ou envoyez vous-même'],
      ['en', 'but into the link that you keep or send yourself'],
    ])
      expect((await unnamed.ask('GET', `/legal?lang=${lang}`)).text).toContain(told);
  });

  it('says plainly that nobody was named', async () => {
    expect((await unnamed.ask('GET', '/legal')).text).toContain('Ce site ne dit pas encore qui le fait fonctionner.');
  });
});

describe('the rules of the matching', () => {
  const api = useApp();

  it('are read anew by programs when an instance starts with other ones', async () => {
    const { headers } = await api.ask('GET', '/v1/policy');
    const unchanged = () => api.ask('GET', '/v1/policy', { headers: { 'if-none-match': String(headers.etag) } });
    expect((await unchanged()).status).toBe(304);
    await api.restart({ ...readSeed<PolicyFile>('policy.json'), version: '2027-1' });
    const answer = await unchanged();
    expect([answer.status, (answer.body as { version: string }).version]).toEqual([200, '2027-1']);
  });
});

describe('the page for hosts', () => {
  const named = useApp({ operator: { name: 'Le Collectif', contact: 'contact@collectif.example' } });
  const unnamed = useApp({ operator: { name: 'Le Collectif', contact: undefined } });

  it('names an address to write to in the terms only where there is one', async () => {
    const told = 'vous pouvez aussi écrire à cette adresse';
    expect((await named.ask('GET', '/terms')).text).toContain(told);
    const silent = (await unnamed.ask('GET', '/terms')).text;
    expect(silent).toContain('Conditions d’usage');
    expect(silent).not.toContain(told);
    expect(silent).not.toContain('plus haut');
  });

  it('promises an answer only where there is somebody to write to', async () => {
    const reachable = (await named.ask('GET', '/for-hosts')).text;
    expect(reachable).toContain('reçoit une réponse dans le mois');
    const silent = (await unnamed.ask('GET', '/for-hosts')).text;
    expect(silent).not.toContain('dans le mois');
    expect(silent).not.toContain('écrivez à');
    expect(silent).toContain('ce site ne dit pas encore à qui écrire');
    const english = (await unnamed.ask('GET', '/for-hosts?lang=en')).text;
    expect(english).not.toContain('within a month');
    expect(english).toContain('/v1/hosts/your-entry/ownership');
    expect(english).toContain('<summary>The first three commands</summary>');
  });
});

describe('the terms of use', () => {
  const api = useApp({ operator: { name: 'Le Collectif', contact: 'contact@collectif.example' } });

  it('are a page in both languages: who decides, how to object, what is kept and how long, which licences', async () => {
    const french = (await api.ask('GET', '/terms')).text;
    for (const told of ['2026-1', 'Le Collectif fait fonctionner', 'mailto:contact@collectif.example', 'CC0', 'CC BY'])
      expect(french).toContain(told);
    for (const told of ['décide', 's’opposer', 'combien de temps', '30 jours', 'un an après la réponse', '24 heures'])
      expect(french.replaceAll('\u00a0', ' ')).toContain(told);
    const english = (await api.ask('GET', '/terms?lang=en')).text;
    for (const told of ['Terms of use', 'Le Collectif runs this site', 'object', '30 days', '24 hours'])
      expect(english).toContain(told);
  });

  it('are found from every page, and from the legal notice and back', async () => {
    for (const page of ['/legal', '/match', '/embed'])
      expect((await api.ask('GET', page, { headers: { accept: 'text/html' } })).text).toContain('href="/terms"');
    expect((await api.ask('GET', '/terms')).text).toContain('href="/legal"');
  });

  it('are shown to whoever registers a host, and to whoever has not accepted them', async () => {
    const { terms, ...silent } = aHost();
    const made = await api.ask<{ terms: string }>('POST', '/v1/hosts', { body: { ...silent, terms } });
    expect(made.body.terms).toBe('https://bercail.example/terms');
    const { body } = await api.ask<{ errors: { message: string }[] }>('POST', '/v1/hosts', { body: silent });
    expect(body.errors[0]!.message).toContain('/terms');
  });
});
