import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { handOverOwnerships } from '../../src/hosts/ownership/claims.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { ADMIN_TOKEN } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { formsIn } from '../support/forms.ts';
import { aHost } from '../support/record.ts';
import { PATH, useSites } from '../support/sites.ts';

const { test, answers, aSite, imported, publishedByProof, context } = useSites();

const NEED = { usages: [{ usage: 'file-storage-sharing', accounts: 6 }], budgetPerYear: 60 };
const matched = async () => {
  const { body } = await test.ask<Match>('POST', '/v1/matches?explain=all', { body: NEED });
  return body;
};
const browser = () => new Browser(test);
const hosts = async () => (await test.ask<{ total: number }>('GET', '/v1/hosts?limit=1')).body.total;
const faultsIn = ({ text }: Browser): string[] => [...text.matchAll(/id="fault-([^"]+)"/g)].map(([, name]) => name!);
/** The token that a page shows this once. */
const tokenIn = ({ text }: Browser): string => /id="once"[^>]*value="([^"]+)"/.exec(text)![1]!;
const headingOf = ({ text }: Browser): string => /<h1>([^<]*)<\/h1>/.exec(text)![1]!.replaceAll('\u00a0', ' ');
/** What a page asks to be put on the site, as a file. */
const textIn = ({ text }: Browser): string => /id="text-ftp"[^>]*value="([^"]+)"/.exec(text)![1]!;
/** Sites are looked at again after some seconds only. */
const later = (seconds: number) => {
  test.now = new Date(test.now.getTime() + seconds * 1000);
};
const TERMS = { terms: '2026-1' };
const JOIN = '/manage/join';

/** Somebody at the form that registers, after the first question. */
const atTheForm = async (name: string, website: string): Promise<Browser> => {
  const one = browser();
  await one.open(JOIN);
  await one.fill(JOIN, { name, website });
  if (!one.text.includes('name="place"')) await one.fill(`${JOIN}/register`);
  return one;
};
const look = async (one: Browser, action: string) => {
  later(10);
  return await one.fill(action);
};
const takenOver = async (slug: string, label = 'Le bureau') => {
  const one = browser();
  await one.open(`/manage/hosts/${slug}/take-over`);
  await one.fill(`/manage/hosts/${slug}/take-over`, { label, ...TERMS });
  return one;
};

describe('A host that nobody has entered yet', () => {
  it('registers, proves its site, publishes and is found, by forms alone', async () => {
    const site = aSite();
    const one = await atTheForm('Les Sorbiers', site);
    expect(headingOf(one)).toBe('Inscrire votre hébergeur');
    await one.fill(`${JOIN}/register`, {
      ...{ place: 'Guéret', contact: 'contact@sorbiers.example', label: 'Le bureau' },
      ...TERMS,
    });
    const token = tokenIn(one);
    expect(token).toMatch(/^bcl_/);
    const [, id] = /href="\/manage\/hosts\/([^"/]+)\/proof"/.exec(one.text)!;
    const at = `/manage/hosts/${id}`;
    // The draft is kept, and is nobody else's.
    const other = await browser().signIn(token);
    expect(other.text).toContain('Les Sorbiers');
    expect((await test.ask('GET', `/v1/hosts/${id}`)).status).toBe(404);
    const { body: draft } = await test.ask<Host>('GET', `/v1/hosts/${id}`, { token });
    expect(draft).toMatchObject({
      state: 'draft',
      slug: 'les-sorbiers',
      seat: { country: 'FR', territory: { level: 'commune', code: '23096' } },
      contact: { email: 'contact@sorbiers.example' },
    });

    await one.open(at);
    expect(one.text).toContain(`href="${at}/proof"`);
    expect(one.text).toContain(`href="${at}/first-service"`);
    expect(one.text).not.toContain('Publier la fiche');
    // What everybody will read can be seen from the first day.
    expect(one.text).toContain(`href="${at}/publication"`);
    await one.open(`${at}/publication`);
    expect(headingOf(one)).toBe('La fiche ne peut pas encore être publiée');
    expect(one.text).toContain('Guéret');

    await one.open(`${at}/proof`);
    for (const word of ['FTP', 'WordPress', 'DNS', '_bercail.hote', '&lt;meta']) expect(one.text).toContain(word);
    answers['/'] = 'Bienvenue';
    answers[PATH] = 'Un autre texte';
    await look(one, `${at}/proof`);
    expect(one.text).toContain('Cette adresse répond autre chose que le texte demandé.');
    expect(one.text).toContain('Aucun enregistrement TXT n’existe à ce nom.');
    // At once again: refused, with the way on the same page.
    expect((await one.fill(`${at}/proof`)).status).toBe(429);
    answers[PATH] = textIn(one);
    await look(one, `${at}/proof`);
    expect(one.text).toContain('C’est prouvé');

    await one.open(`${at}/first-service`);
    await one.fill(`${at}/first-service`, { service: 'Nuage', price: 'cher' });
    expect(faultsIn(one)).toEqual(['usages', 'price']);
    expect(one.form(`${at}/first-service`).fields.get('service')).toBe('Nuage');
    await one.fill(`${at}/first-service`, { price: '36', usages: [] });
    expect(faultsIn(one)).toEqual(['usages']);
    await one.fill(`${at}/first-service`, { usages: ['file-storage-sharing'], accounts: '10', room: 'open' });
    expect(one.text).toContain('C’est enregistré. Personne d’autre ne le voit');
    // The most that a plan takes says nothing of what its price includes.
    await one.open(`${at}/publication`);
    expect(one.text.replaceAll('\u00a0', ' ')).toContain('10 comptes au plus');
    expect(one.text).not.toContain('compris');
    await one.open(at);
    expect(one.text).not.toContain('de quand datent ces prix');

    await one.open(`${at}/publication`);
    for (const word of ['Nuage', '36', 'Guéret']) expect(one.text, word).toContain(word);
    expect(Buffer.byteLength(one.text)).toBeLessThan(40_000);
    // Only lists of which something is said are whole unless somebody says otherwise.
    expect(one.text.replaceAll('\u00a0', ' ')).toContain(
      'Ce que la fiche ne dit pas ici voudra dire « non » : services et formules. Ailleurs, ce sera inconnu : aide proposée, publics et langues.',
    );
    const before = await matched();
    expect(JSON.stringify(before)).not.toContain('les-sorbiers');
    await one.fill(`${at}/publication`, { complete: ['services'] });
    expect(one.text).toContain('La fiche est publiée.');
    expect((await test.ask<Host>('GET', '/v1/hosts/les-sorbiers')).body.complete).toEqual(['services']);
    const { fits, toCheck } = await matched();
    expect([...fits, ...toCheck].map(({ host }) => host)).toContain('les-sorbiers');
  });

  it('is asked first whether it is here already, by its site and by its name', async () => {
    const host = await publishedByProof();
    const one = browser();
    await one.open(JOIN);
    expect((await one.fill(JOIN, { name: '', website: 'x' })).status).toBe(422);
    expect(faultsIn(one)).toEqual(['name']);
    expect(one.form(JOIN).fields.get('website')).toBe('x');
    await one.fill(JOIN, { name: 'Autrement', website: `www.${new URL(host.website!).hostname}` });
    expect(one.text).toContain('Cette fiche a déjà votre site.');
    expect(one.text).toContain(`href="/manage/hosts/${host.slug}/take-over"`);
    await one.open(JOIN);
    await one.fill(JOIN, { name: host.name, website: '' });
    expect(one.text).toContain(`href="/manage/hosts/${host.slug}/take-over"`);
    await one.fill(`${JOIN}/register`);
    expect(one.form(`${JOIN}/register`).fields.get('name')).toBe(host.name);
    // The last part of a domain is shared with half of the world.
    await one.open(JOIN);
    await one.fill(JOIN, { name: 'Octets', website: `octets.${new URL(host.website!).hostname.split('.').at(-1)}` });
    expect(headingOf(one)).toBe('Inscrire votre hébergeur');
  });

  it('reads beside each field what is wrong with it, and loses nothing', async () => {
    const count = await hosts();
    const one = await atTheForm('<b>&"\u0001', 'x');
    const typed = {
      name: 'n'.repeat(300),
      website: 'pas une adresse',
      place: 'Nulle part',
      contact: 'a@b@c',
      label: ' ',
    };
    expect((await one.fill(`${JOIN}/register`, typed)).status).toBe(422);
    expect(faultsIn(one)).toEqual(['name', 'website', 'place', 'contact', 'label', 'terms']);
    expect(one.text).toContain('au plus : 200');
    expect(one.text.match(/autofocus/g)).toHaveLength(1);
    expect(Object.fromEntries(one.form(`${JOIN}/register`).fields)).toMatchObject({ ...typed, label: '' });
    // An address that looks like that of a person is asked about.
    const right = { name: 'Les Pins', website: '', place: '', label: 'Moi', ...TERMS };
    await one.fill(`${JOIN}/register`, { ...right, contact: 'jeanne.martin@gmail.com' });
    expect(faultsIn(one)).toEqual(['contact']);
    expect(one.text).toContain('name="role"');
    expect(await hosts()).toBe(count);
    await one.fill(`${JOIN}/register`, { role: 'yes' });
    expect(tokenIn(one)).toMatch(/^bcl_/);
    await one.open(/href="(\/manage\/hosts\/[^"/]+)"/.exec(one.text)![1]!);
    expect(one.text).toContain('demander à un réseau de se porter garant');
  });

  it('is registered once when the form is sent twice, never from another site, and counts with the API', async () => {
    const one = await atTheForm('Les Houx', aSite());
    const { action, fields } = one.form(`${JOIN}/register`);
    for (const [name, value] of Object.entries({ label: 'Moi', ...TERMS })) fields.set(name, value);
    const sent = fields.toString();
    const elsewhere = await one.send('POST', action, sent, { origin: 'https://ailleurs.example' });
    expect([elsewhere.status, one.cookie]).toEqual([403, undefined]);
    await one.send('POST', action, sent);
    const desk = /href="(\/manage\/hosts\/[^"/]+)\/proof"/.exec(one.text)![1]!;
    await one.send('POST', action, sent);
    expect(one.at).toBe(desk);

    let refused = 0;
    for (let count = 0; count < 30; count++) {
      const { status } = await test.ask('POST', '/v1/hosts', { body: aHost({ name: `Hôte n° ${count}` }) });
      if (status === 429) refused++;
    }
    expect(refused).toBeGreaterThan(0);
    const other = await atTheForm('Les Ifs', aSite());
    expect((await other.fill(`${JOIN}/register`, { label: 'Moi', ...TERMS })).status).toBe(429);
    expect(other.form(`${JOIN}/register`).fields.get('name')).toBe('Les Ifs');
    later(3600);
  });

  it('is begun a second time only by somebody who was told of the first draft', async () => {
    const one = await browser().signIn((await test.draft({ name: 'Les Érables' })).token);
    const [, desk] = /href="(\/manage\/hosts\/[^"/]+)"/.exec(one.text)!;
    await one.open(JOIN);
    await one.fill(JOIN, { name: 'les erables', website: aSite() });
    expect(headingOf(one)).toBe('Vous avez déjà un brouillon de ce nom');
    expect(one.text).toContain(`href="${desk}"`);
    await one.fill(`${JOIN}/register`);
    expect(one.form(`${JOIN}/register`).fields.get('name')).toBe('les erables');
    // Nobody else is told that there is one.
    const other = browser();
    await other.open(JOIN);
    await other.fill(JOIN, { name: 'Les Érables', website: aSite() });
    expect(headingOf(other)).toBe('Inscrire votre hébergeur');
  });

  it('offers what it says as a workbook before it goes, published or not', async () => {
    const host = await publishedByProof();
    const draft = await test.draft({ name: 'Essai' });
    for (const { token, at } of [
      { token: host.token, at: `/manage/hosts/${host.slug}` },
      { token: draft.token, at: `/manage/hosts/${draft.id}` },
    ]) {
      const holder = await browser().signIn(token);
      await holder.open(`${at}/withdrawal`);
      expect(holder.text.indexOf(`href="${at}/own-file"`)).toBeLessThan(
        holder.text.indexOf(`action="${at}/withdrawal"`),
      );
      expect(holder.text).toContain(`href="${at}/file/bercail.json"`);
      expect(holder.text).toContain('sans les promesses');
      const { headers, text } = await holder.open(`${at}/own-file`);
      expect(headers['content-disposition']).toMatch(/^attachment; filename="[a-z0-9-]+\.xlsx"$/);
      expect(text.slice(0, 2)).toBe('PK');
    }
    const other = await browser().signIn((await test.published({ name: 'Une autre' })).token);
    expect((await other.open(`/manage/hosts/${draft.id}/own-file`)).status).toBe(404);
  });

  it('is withdrawn by its holder, who sees what that means, and comes back', async () => {
    const host = await publishedByProof();
    const one = await browser().signIn(host.token);
    const at = `/manage/hosts/${host.slug}`;
    await one.open(`${at}/withdrawal`);
    expect(one.text).toContain('pendant 30 jours');
    const { fields } = one.form(`${at}/withdrawal`);
    await test.ask('PATCH', `/v1/hosts/${host.slug}`, { token: host.token, ifMatch: '*', body: { foundedOn: '2014' } });
    expect((await one.send('POST', `${at}/withdrawal`, fields.toString())).status).toBe(409);
    const leaving = one.form(`${at}/withdrawal`).fields.toString();
    await one.fill(`${at}/withdrawal`);
    expect(one.text).toContain('La fiche est retirée.');
    await one.send('POST', `${at}/withdrawal`, leaving);
    expect(one.at).toBe(`${at}?done=left`);
    expect((await test.ask('GET', `/v1/hosts/${host.slug}`)).status).toBe(410);
    // What it says can still be had, and what becomes of it is said.
    expect(one.text).toContain('Ce qu’elle dit est gardé');
    expect(one.text).toContain(`href="${at}/own-file"`);
    const { text: kept } = await one.open(`${at}/file/bercail.json`);
    expect(JSON.parse(kept).host.foundedOn).toBe('2014');
    const { website } = JSON.parse(kept).host;
    const other = browser();
    await other.open(JOIN);
    await other.fill(JOIN, { name: 'Un tout autre nom', website });
    expect(headingOf(other)).toBe('Est-ce votre fiche d’avant ?');
    expect(other.text).toContain(`href="${at}"`);
    await other.fill(`${JOIN}/register`);
    expect(other.form(`${JOIN}/register`).fields.get('name')).toBe('Un tout autre nom');
    await one.open(`${at}/publication`);
    await one.fill(`${at}/publication`);
    expect((await test.ask('GET', `/v1/hosts/${host.slug}`)).status).toBe(200);
    const draft = await browser().signIn((await test.draft({ name: 'Essai' })).token);
    const [, id] = /href="\/manage\/hosts\/([^"/]+)"/.exec(draft.text)!;
    await draft.open(`/manage/hosts/${id}/withdrawal`);
    await draft.fill(`/manage/hosts/${id}/withdrawal`);
    expect(draft.at).toMatch('/manage/sign-in');
  });
});

describe('An entry that is here already', () => {
  it('is taken over from its page without losing a match, and nothing of it is confirmed', async () => {
    const host = await imported();
    later(86_400);
    await test.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, {
      ...{ token: ADMIN_TOKEN, ifMatch: '*' },
      body: {
        name: 'Nuage',
        usages: ['file-storage-sharing'],
        plans: [{ name: 'Groupe', fixed: 30, maxAccounts: 10 }],
      },
    });
    const { catalogueRevision: earlier, ...before } = await matched();
    expect(JSON.stringify(before)).toContain(host.slug);
    const { confirmedOn } = (await test.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body;

    const one = browser();
    await one.open(`/for-hosts?host=${host.slug}`);
    expect(one.text).toContain(`href="/manage/hosts/${host.slug}/take-over"`);
    await one.open(`/manage/hosts/${host.slug}/take-over`);
    expect(one.text).toContain('Personne ne tient encore cette fiche.');
    await one.fill(`/manage/hosts/${host.slug}/take-over`, {});
    expect(faultsIn(one)).toEqual(['label', 'terms']);
    await one.fill(`/manage/hosts/${host.slug}/take-over`, { label: 'Le bureau', ...TERMS });
    const token = tokenIn(one);
    // Until it is proven it opens nothing but the proof.
    expect((await one.open(`/manage/hosts/${host.slug}`)).status).toBe(403);
    await one.open('/manage');
    expect(one.text).toContain(`/manage/hosts/${host.id}/proof`);
    await one.open(`/manage/hosts/${host.slug}/proof`);
    answers[PATH] = textIn(one);
    await look(one, `/manage/hosts/${host.slug}/proof`);
    expect(one.at).toBe(`/manage/hosts/${host.slug}?done=proven`);
    const { catalogueRevision, ...after } = await matched();
    expect(catalogueRevision).toBeGreaterThan(earlier);
    expect(after).toEqual(before);
    const { body } = await test.ask<Host>('GET', `/v1/hosts/${host.slug}`);
    expect(body.confirmedOn).toBe(confirmedOn);
    // The same token goes on, as that of the holder; sent again, the form leads to the desk.
    expect((await test.ask('GET', `/v1/hosts/${host.slug}/todo`, { token })).status).toBe(200);
    await one.open(`/manage/hosts/${host.slug}/take-over`);
    expect(one.at).toBe(`/manage/hosts/${host.slug}`);
  });

  it('stays with its holder who objects, and goes to whoever proved it when nobody does', async () => {
    const host = await publishedByProof();
    const holder = await browser().signIn(host.token);
    const at = `/manage/hosts/${host.slug}`;
    const claimOf = new Map<Browser, string>();
    const proven = async () => {
      const one = await takenOver(host.slug);
      claimOf.set(one, tokenIn(one));
      await one.open(`${at}/proof`);
      answers[PATH] = textIn(one);
      await look(one, `${at}/proof`);
      expect(headingOf(one)).toMatch(/^C’est prouvé. La fiche sera à vous le .* si personne ne s’y oppose.$/);
      return one;
    };
    const first = await takenOver(host.slug);
    await first.open(`${at}/take-over`);
    expect(first.at).toBe(`${at}/proof`);
    await holder.open(`${at}/objection`);
    expect(headingOf(holder)).toBe('Personne n’est en train de reprendre cette fiche.');

    const objected = await proven();
    // Whoever claims it and is then invited acts by the invitation.
    await holder.open('/manage/persons');
    await holder.fill('/manage/persons/invitations');
    await objected.open(new URL(tokenIn(holder)).pathname);
    await objected.fill(objected.at);
    await objected.open(at);
    expect(objected.shown!.status).toBe(200);
    await holder.open(at);
    expect(holder.text).toContain(`href="${at}/objection"`);
    await holder.open(`${at}/objection`);
    const { action, fields } = holder.form(`${at}/objection`);
    await holder.fill(`${at}/objection`);
    expect(holder.text).toContain('la fiche reste la vôtre');
    await holder.send('POST', action, fields.toString());
    expect(holder.text).toContain('la fiche reste la vôtre');

    // Whose takeover was stopped is told so by the token that they kept.
    const stopped = browser();
    await stopped.open('/manage/sign-in');
    expect((await stopped.fill('/manage/sign-in', { token: claimOf.get(objected)! })).status).toBe(422);
    expect(stopped.text.replaceAll('\u00a0', ' ')).toContain(`Votre reprise de la fiche « ${host.name} » est arrêtée`);

    const taker = await proven();
    await taker.open('/manage');
    expect(taker.text).toContain('Elle sera à vous le');
    // Nobody else may object, nor the one who claims it.
    expect((await taker.send('POST', `${at}/objection`, '')).status).toBe(403);
    later(8 * 86_400);
    await handOverOwnerships(context());
    await taker.open(at);
    expect(taker.shown!.status).toBe(200);
    expect(formsIn(taker.text).length).toBeGreaterThan(0);
    await holder.open(at);
    expect(holder.at).toMatch('/manage/sign-in');
  });

  it('says at once whom to ask where no form can take it over', async () => {
    // The usual site of a test: two entries have it.
    const [, { slug }] = [await test.published(), await test.published()];
    const one = browser();
    expect((await one.open(`/manage/hosts/${slug}/take-over`)).status).toBe(409);
    expect(one.text).toContain('Plusieurs fiches ont ce domaine');
    expect((await one.open('/manage/hosts/nobody/take-over')).status).toBe(404);
  });
});
