import { beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../src/hosts/reports/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { sendForm } from '../support/guided.ts';
import { aService } from '../support/record.ts';
import { wordsOf } from '../support/words.ts';

const logged: string[] = [];
const api = useApp({ logged: (line) => void logged.push(line) });

// Every test begins in another hour, so that none uses up the reports of the next one.
beforeEach(() => {
  api.now = new Date(api.now.getTime() + 2 * 3_600_000);
});

const send = (host: Owned, what: string, form: Record<string, string>) =>
  sendForm(api, `/hosts/${host.slug}/${what}`, form);
const see = (path: string) => api.ask('GET', path, { headers: { accept: 'text/html' } });
const reportsOf = async ({ slug }: Owned, token = ADMIN_TOKEN) =>
  (await api.ask<{ items: Report[] }>('GET', `/v1/hosts/${slug}/reports`, { token })).body.items;
/** What is said beside each field, and which one takes the cursor. */
const faultsIn = (html: string) => ({
  beside: Object.fromEntries(
    [...html.matchAll(/id="fault-(\w+)">([^<]+)</g)].map(([, field, text]) => [field, text?.replaceAll('\u00a0', ' ')]),
  ),
  first: /<(?:fieldset|input|textarea)[^>]* id="(\w+)"[^>]* autofocus/.exec(html)?.[1],
});

const WRONG = { kind: 'wrong', about: '', text: 'Le prix a changé.', url: '' };
const ASKED = { asker: 'person', replyTo: 'camille@exemple.fr', text: 'Motsecret.' };

describe('the form for errors', () => {
  it('makes the same report as the API, in the language of the page', async () => {
    const host = await api.published();
    await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: aService() });
    const form = {
      kind: 'misleading',
      about: 'service:nuage',
      text: ' Deux\r\nlignes. ',
      url: 'a.example/prix',
    };
    const { status, headers, text } = await send(host, 'report?lang=en', form);
    expect([status, headers['cache-control'], headers['content-language']]).toEqual([200, 'no-store', 'en']);
    const [report] = await reportsOf(host, host.token);
    expect(report).toMatchObject({
      ...{ ...form, url: 'https://a.example/prix' },
      ...{ text: { en: 'Deux\nlignes.' } },
    });
    // The number to cite is that of the report.
    expect(text).toContain(`<code>${report!.id}</code>`);
    expect(text).not.toContain('Deux');
    expect(wordsOf(text)).toContain('until somebody has dealt with it');
  });

  it('offers the parts of the entry, and says who reads it', async () => {
    const host = await api.published();
    await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: aService() });
    await api.ask('PUT', `/v1/hosts/${host.slug}/claims/free-software-only`, {
      token: host.token,
      ifMatch: '*',
      body: { value: 'yes' },
    });
    const { text } = await see(`/hosts/${host.slug}/report`);
    expect(text).toContain('<option value="service:nuage">');
    expect(text).toContain('<option value="criterion:free-software-only">');
    expect(wordsOf(text)).toContain(
      'Il est lu par l’hébergeur s’il tient sa fiche, par les réseaux dont il est membre',
    );
    expect((await see(`/hosts/${host.slug}`)).text).toContain(`href="/hosts/${host.slug}/report"`);
  });

  it('names the host as French does, contracted or elided', async () => {
    const infini = await api.published({ slug: 'infini', name: 'Infini' });
    const noyers = await api.published({ slug: 'les-noyers-blancs', name: 'Les Noyers Blancs' });
    const leadOf = async ({ slug }: Owned, what: string) => wordsOf((await see(`/hosts/${slug}/${what}`)).text);
    expect(await leadOf(infini, 'report')).toContain('Sur la fiche d’Infini.');
    expect(await leadOf(infini, 'removal')).toContain('Demandez le retrait d’Infini de ce catalogue.');
    expect(await leadOf(noyers, 'report')).toContain('Sur la fiche des Noyers Blancs.');
  });

  it('says beside each field what is wrong, all at once, and keeps what was typed', async () => {
    const host = await api.published();
    const form = { about: '', text: '\nÉcrivez à <jeanne@exemple.fr>', url: 'ftp://x' };
    const { status, headers, text } = await send(host, 'report', form);
    expect([status, headers['cache-control']]).toEqual([422, 'no-store']);
    expect(faultsIn(text)).toEqual({
      beside: {
        kind: 'Choisissez ce qui ne va pas.',
        text: 'Pas de données personnelles : ce texte contient une adresse mail. Retirez-la et renvoyez le texte.',
        url: 'Écrivez l’adresse d’une page, comme exemple.fr/page.',
      },
      first: 'kind',
    });
    expect(text).toContain('<title>Erreur\u00a0: ');
    // The first line end after the tag is no part of the field.
    expect(text).toContain('>\n\nÉcrivez à &lt;jeanne@exemple.fr></textarea>');
    expect(text).toContain('value="ftp://x"');
    expect(faultsIn((await send(host, 'report', { kind: 'closed' })).text)).toEqual({
      beside: { text: 'Dites en quelques mots ce qui ne va pas.' },
      first: 'text',
    });
    const unknown = await send(host, 'report', { ...WRONG, about: 'service:rien' });
    expect([unknown.status, faultsIn(unknown.text).beside.about]).toEqual([
      422,
      'Rien ne s’appelle service:rien ici : corrigez, ou laissez ce champ vide.',
    ]);
    expect(await reportsOf(host)).toEqual([]);
  });

  it('changes its language without losing what was typed, and without blaming anybody', async () => {
    const host = await api.published();
    const { status, text } = await send(host, 'report?lang=en', { text: 'Le prix', go: 'stay' });
    expect([status, faultsIn(text).beside]).toEqual([200, {}]);
    expect(text).toContain('>\nLe prix</textarea>');
    expect(text).toContain('Send the report');
  });

  it('makes one report when it is sent twice, at once too, until it was answered or a day has passed', async () => {
    const host = await api.published();
    const both = await Promise.all([send(host, 'report', WRONG), send(host, 'report', WRONG)]);
    const [report, ...others] = await reportsOf(host);
    expect(others).toEqual([]);
    for (const { status, text } of both) expect([status, text.includes(report!.id)]).toEqual([200, true]);
    await send(host, 'report', { ...WRONG, text: 'Autre chose.' });
    await send(host, 'report', { ...WRONG, kind: 'closed' });
    expect(await reportsOf(host)).toHaveLength(3);
    const answer = { token: host.token, body: { outcome: 'corrected' } };
    await api.ask('PUT', `/v1/hosts/${host.slug}/reports/${report!.id}/answer`, answer);
    await send(host, 'report', WRONG);
    expect(await reportsOf(host)).toHaveLength(4);
    api.now = new Date(api.now.getTime() + 86_400_000 + 1000);
    await send(host, 'report', WRONG);
    expect(await reportsOf(host)).toHaveLength(5);
  });

  it('counts with the reports of the API, five an hour together, and keeps the text of one too many', async () => {
    const host = await api.published();
    const body = { kind: 'wrong', text: { fr: 'Le prix.' } };
    const program = () => api.ask('POST', `/v1/hosts/${host.slug}/reports`, { body });
    for (let i = 0; i < 2; i++) expect((await program()).status).toBe(201);
    // What is at fault is not counted.
    for (let i = 0; i < 6; i++) await send(host, 'report', {});
    for (let i = 0; i < 2; i++) expect((await send(host, 'report', { ...WRONG, text: `${i}` })).status).toBe(200);
    const last = await Promise.all(['a', 'b'].map((text) => send(host, 'report', { ...WRONG, text: `Mot ${text}` })));
    const [refused] = last.filter(({ status }) => status === 429);
    expect(last.map(({ status }) => status).sort()).toEqual([200, 429]);
    expect(Number(refused!.headers['retry-after'])).toBeGreaterThan(3000);
    expect(refused!.headers['cache-control']).toBe('no-store');
    expect(refused!.text).toMatch(/>\nMot [ab]<\/textarea>/);
    expect(wordsOf(refused!.text)).toMatch(
      /Pas plus de 5 signalements par heure\. Réessayez dans \d+ min\. Rien n’est parti\. Ce que vous avez écrit est encore là\./,
    );
    expect((await program()).status).toBe(429);
    expect((await send(host, 'removal', ASKED)).status).toBe(429);
    expect(await reportsOf(host)).toHaveLength(5);
  });

  it('is for nobody in particular: a token that a browser sends changes nothing', async () => {
    const host = await api.published();
    for (let i = 0; i < 5; i++) await send(host, 'report', { ...WRONG, text: `${i}` });
    const { status } = await api.ask('POST', `/hosts/${host.slug}/report`, {
      token: host.token,
      body: new URLSearchParams(WRONG).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(status).toBe(429);
  });
});

describe('the form for removals', () => {
  it('says what removing means, what is quicker, and who will know', async () => {
    const host = await api.published({ name: 'Les Aulnes' });
    const { status, text } = await see(`/hosts/${host.slug}/removal`);
    const words = wordsOf(text);
    expect(status).toBe(200);
    expect(words).toContain('La fiche et son contact disparaissent');
    expect(words).toContain(`Restent le nom court « ${host.slug} » et le jour du retrait`);
    expect(words).toContain('Vous avez une réponse dans le mois');
    expect(words).toContain('Seule l’administration de ce site lit votre demande');
    for (const path of [`/manage/hosts/${host.slug}/take-over`, `/hosts/${host.slug}/report`])
      expect(text).toContain(`href="${path}"`);
    for (const path of [`/hosts/${host.slug}`, `/for-hosts?host=${host.slug}`])
      expect((await see(path)).text).toContain(`href="/hosts/${host.slug}/removal"`);
  });

  it('makes a request that administrators alone read, and gives its day and its number', async () => {
    api.now = new Date('2027-06-15T12:00:00Z');
    const host = await api.published();
    const { status, text } = await send(host, 'removal', ASKED);
    const again = await send(host, 'removal', ASKED);
    const [request, ...others] = await reportsOf(host);
    expect([status, again.status, others]).toEqual([200, 200, []]);
    expect(request).toMatchObject({ kind: 'removal', ...ASKED, text: { fr: 'Motsecret.' } });
    expect(await reportsOf(host, host.token)).toEqual([]);
    for (const answered of [text, again.text]) {
      expect(wordsOf(answered)).toContain('vous répond au plus tard le 15 juillet 2027.');
      expect(answered).toContain(`<code>${request!.id}</code>`);
      expect(answered).not.toMatch(/camille|Motsecret/);
    }
    expect(logged.join()).toContain('/hosts/:host/removal');
    expect(logged.join()).not.toMatch(/camille|Motsecret/);
  });

  it('asks who and how to answer, and nothing else', async () => {
    const host = await api.published();
    const { status, text } = await send(host, 'removal', { asker: '', replyTo: ' ', text: 'Parce que.' });
    expect([status, faultsIn(text)]).toEqual([
      422,
      {
        beside: {
          asker: 'Dites qui vous êtes.',
          replyTo: 'Dites comment vous répondre : une adresse mail ou un numéro de téléphone.',
        },
        first: 'asker',
      },
    ]);
    expect(text).toContain('>\nParce que.</textarea>');
    const unreachable = await send(host, 'removal', { ...ASKED, replyTo: 'camille' });
    expect(faultsIn(unreachable.text)).toEqual({
      beside: { replyTo: 'Il faut une adresse mail, ou un numéro de téléphone entier.' },
      first: 'replyTo',
    });
    expect((await send(host, 'removal', { ...ASKED, replyTo: '06 12 34 56 78', text: '' })).status).toBe(200);
  });
});

describe('while the database is away, a form', () => {
  const lines: string[] = [];
  const away = useApp({
    endsWithoutDatabase: true,
    logged: (line) => void lines.push(line),
  });

  it('is shown, and keeps what was typed; the log holds nothing of it', async () => {
    const { slug } = await away.published();
    await away.database.close();
    expect((await away.ask('GET', `/hosts/${slug}/removal`)).status).toBe(200);
    const { status, headers, text } = await sendForm(away, `/hosts/${slug}/removal`, ASKED);
    expect([status, headers['retry-after'], headers['cache-control']]).toEqual([503, '5', 'no-store']);
    expect(wordsOf(text)).toContain('réessayez l’écriture plus tard. Rien n’est parti.');
    expect(text).toContain('>\nMotsecret.</textarea>');
    expect(lines.filter((line) => line.includes('"level":50'))).toHaveLength(1);
    expect(lines.join()).not.toMatch(/camille|Motsecret/);
  });
});

describe('both forms', () => {
  it('are there for every entry that anybody may read, and for no other', async () => {
    const draft = await api.draft();
    const gone = await api.published();
    await api.ask('DELETE', `/v1/hosts/${gone.slug}`, { token: gone.token, ifMatch: '*' });
    for (const [{ slug }, status] of [
      [draft, 404],
      [gone, 410],
      [{ slug: 'personne' }, 404],
    ] as const)
      for (const what of ['report', 'removal']) {
        const path = `/hosts/${slug}/${what}`;
        const seen = [(await see(path)).status, (await sendForm(api, path, WRONG)).status];
        expect([path, ...seen]).toEqual([path, status, status]);
      }
  });

  it('are not each other', async () => {
    const host = await api.published();
    const { status, text } = await send(host, 'report', { ...WRONG, ...ASKED, kind: 'removal' });
    expect(status).toBe(400);
    expect(wordsOf(text)).toContain('Ce formulaire n’est pas celui de cette page.');
    await send(host, 'removal', { ...WRONG, ...ASKED, kind: 'wrong' });
    expect(await reportsOf(host)).toMatchObject([{ kind: 'removal', asker: 'person' }]);
  });

  it('take no more than a form holds', async () => {
    const host = await api.published();
    for (const what of ['report', 'removal']) {
      const long = await send(host, what, { ...WRONG, ...ASKED, text: 'a'.repeat(1001) });
      expect([long.status, faultsIn(long.text).beside.text]).toEqual([422, 'Nombre de caractères au plus : 1000.']);
      expect((await send(host, what, { ...WRONG, ...ASKED, text: 'a'.repeat(60_000) })).status).toBe(413);
      const json = await api.ask('POST', `/hosts/${host.slug}/${what}`, { body: WRONG });
      expect(json.status).toBe(415);
    }
    expect(await reportsOf(host)).toEqual([]);
  });
});
