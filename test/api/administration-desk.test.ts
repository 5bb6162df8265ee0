import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import type { SeedFile } from '../../src/exchange/seed/check.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import type { Report } from '../../src/hosts/reports/schema.ts';
import { ADMIN_TOKEN, type Owned } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { reference } from '../support/record.ts';
import { PATH, useSites } from '../support/sites.ts';

const sites = useSites();
const { test, answers } = sites;
const ADMIN = '/manage/administration';
const asAdmin = { token: ADMIN_TOKEN, ifMatch: '*' };
const NOTHING = /Rien n’attend aujourd’hui/;

/** An administrator who only follows links and fills in forms; every page is weighed, clicks and fields are counted. */
class Administrator extends Browser {
  clicks = 0;
  fields = 0;

  override async send(...sent: Parameters<Browser['send']>) {
    const answer = await super.send(...sent);
    const markup = this.text.replaceAll(/<script[\s\S]*?<\/script>/g, '');
    expect(Buffer.byteLength(markup), this.at).toBeLessThan(40_000);
    return answer;
  }

  /** Follows the first link of the page, after some words, whose words begin so. */
  async click(words: string, after = '') {
    this.clicks++;
    const text = this.text.replaceAll('\u00a0', ' ');
    const from = text.indexOf(after, text.indexOf('<main'));
    expect(from, `${this.at} says nothing of ${after}`).toBeGreaterThan(-1);
    const link = new RegExp(`<a href="([^"]+)"[^>]*>(?:<strong>)?${words}`).exec(text.slice(from));
    expect(link, `${this.at} has no link “${words}”: ${text.slice(from)}`).not.toBeNull();
    await this.open(link![1]!.replaceAll('&amp;', '&'));
    expect(this.shown!.status, this.text).toBe(200);
  }

  /** Sends the form of the page that leads back to it. */
  async decide(typed: Record<string, string> = {}) {
    this.clicks++;
    this.fields += Object.keys(typed).length;
    return await this.fill(`${this.at.split('?')[0]!}`, typed);
  }

  /** The present page in plain words. */
  get said(): string {
    return this.text
      .slice(this.text.indexOf('<main'))
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/[\s\u00a0]+/g, ' ');
  }

  home = async () => await this.click('Administration');
}

const signedIn = async (token = ADMIN_TOKEN) => {
  const browser = new Administrator(test);
  await browser.signIn(token);
  return browser;
};
const hostNow = (slug: string) => test.ask<Host>('GET', `/v1/hosts/${slug}`);
const write = async (method: string, url: string, token: string, body?: object) => {
  const { status, text } = await test.ask(method, url, { token, ifMatch: '*', body });
  expect([200, 201, 204], `${method} ${url} ${text}`).toContain(status);
};
const reportsOf = async (slug: string) =>
  (await test.ask<{ items: Report[] }>('GET', `/v1/hosts/${slug}/reports`, { token: ADMIN_TOKEN })).body.items;
const tellWrong = (slug: string, body: object) => test.ask('POST', `/v1/hosts/${slug}/reports`, { body });

let communs: Owned;
let saules: Owned;
const no = { value: 'no', reviewedOn: '2026-11-10', evidenceUrl: 'https://communs.example/why', tie: 'none' };

beforeAll(async () => {
  communs = await test.federation({ slug: 'les-communs', name: 'Les Communs', website: 'https://communs.example' });
  saules = await test.published({
    slug: 'les-saules',
    name: 'Les Saules',
    website: 'https://saules.example',
    summary: { fr: 'Appelez Camille Roux le soir.' },
  });
});

describe('An administrator’s morning', () => {
  it('begins with what waits, and decides each thing by a form that says beforehand what will change', async () => {
    await test.draft({ slug: 'les-aulnes', name: 'Les Aulnes', website: 'https://aulnes.example' });
    const spam = await test.draft({ slug: 'pilules', name: 'Pilules', website: 'https://pilules.example' });
    const held = await sites.publishedByProof();
    const { body: claimed } = await sites.claim(held.slug);
    answers[PATH] = claimed.challenge.content;
    expect((await sites.check(held.slug, claimed.token)).ownerChangesOn).toBeDefined();
    await tellWrong('les-saules', { kind: 'closed', text: { fr: 'Le site ne répond plus.' } });
    const gone = await test.published({ slug: 'les-ormes', name: 'Les Ormes', website: 'https://ormes.example' });
    await tellWrong('les-ormes', { kind: 'removal', asker: 'person', replyTo: 'camille@exemple.fr' });
    await write('PUT', '/v1/hosts/les-saules/claims/free-software-only', saules.token, { value: 'yes' });
    const review = '/v1/federations/les-communs/reviews/les-saules/criterion:free-software-only';
    await write('PUT', review, communs.token, no);

    const admin = await signedIn();
    await admin.home();
    expect(admin.said).toContain('6 choses attendent une décision');

    await admin.click('Les Aulnes');
    await admin.click('Publier');
    expect(admin.said).toContain('Tout le monde voit la fiche');
    expect((await hostNow('les-aulnes')).status).toBe(404);
    await admin.decide();
    expect(admin.said).toContain('La fiche est publiée. Pour revenir en arrière : suspendez la fiche');
    expect((await hostNow('les-aulnes')).body.state).toBe('published');
    await admin.home();

    await admin.click('Pilules');
    await admin.click('Effacer le brouillon');
    await admin.decide();
    expect(admin.said).toContain('Le brouillon est effacé');
    expect((await test.ask('GET', `/v1/hosts/${spam.id}`, { token: spam.token })).status).toBe(401);

    await admin.click('Hôte');
    await admin.decide();
    expect(admin.said).toContain('La reprise est refusée');
    expect((await hostNow(held.slug)).body).not.toHaveProperty('ownerChangesOn');
    expect((await sites.write(held.slug, claimed.token)).status).toBe(401);
    await admin.home();

    await admin.click('Les Saules', 'Signalements');
    expect(admin.said).toContain('Le site ne répond plus.');
    await admin.decide({ outcome: 'not-so', text: 'Il répond : voir sa page d’accueil.' });
    expect(admin.said).toContain('La réponse est enregistrée');
    expect((await reportsOf('les-saules'))[0]!.answer).toMatchObject({ outcome: 'not-so', by: 'admin' });
    await admin.home();

    await admin.click('Les Ormes', 'Demandes de retrait');
    expect(admin.text).toContain('href="mailto:camille@exemple.fr?');
    const asked = admin.at;
    await admin.click('Retirer du catalogue');
    await admin.decide();
    expect((await hostNow(gone.slug)).status).toBe(410);
    await admin.home();
    await admin.click('Les Ormes', 'Demandes de retrait');
    expect(admin.at).toBe(asked);
    await admin.decide({ outcome: 'removed' });
    expect((await reportsOf(gone.slug))[0]).not.toHaveProperty('replyTo');
    await admin.home();

    await admin.click('Les Saules', 'Points contestés');
    expect(admin.said).toMatch(/Ce que dit Les Communs Non.*Ce que dit la fiche Oui/);
    expect((await admin.decide()).status).toBe(422);
    await admin.decide({ choice: 'review' });
    expect(admin.said).toContain('Ce point n’est plus contesté');
    expect((await hostNow('les-saules')).body.claims[0]).toMatchObject({ value: 'yes', contested: false });
    await admin.click('Les Saules');
    await admin.home();
    expect(admin.said).toMatch(NOTHING);
    // What the work was: kept here so that a change that doubles it is seen.
    expect({ clicks: admin.clicks, fields: admin.fields }).toEqual({ clicks: 26, fields: 4 });
  });

  it('lets a contested point be decided for who contests it: the entry says no, or nothing', async () => {
    const host = await test.published({ name: 'Les Charmes', website: 'https://charmes.example' });
    const promise = { value: 90 };
    await write('PUT', `/v1/hosts/${host.slug}/claims/free-software-only`, host.token, { value: 'yes' });
    await write('PUT', `/v1/hosts/${host.slug}/commitments/closing-notice`, host.token, promise);
    const reviews = `/v1/federations/les-communs/reviews/${host.slug}`;
    await write('PUT', `${reviews}/criterion:free-software-only`, communs.token, no);
    await write('PUT', `${reviews}/commitment:closing-notice`, communs.token, { ...no, value: 0 });
    const admin = await signedIn();
    await admin.open(`${ADMIN}/hosts/${host.slug}/contested/criterion:free-software-only`);
    await admin.decide({ choice: 'no' });
    await admin.open(`${ADMIN}/hosts/${host.slug}/contested/commitment:closing-notice`);
    expect((await admin.decide({ choice: 'no' })).status).toBe(422);
    await admin.decide({ choice: 'remove' });
    const { claims, commitments } = (await hostNow(host.slug)).body;
    expect(claims[0]).toMatchObject({ value: 'no', contested: false });
    expect(commitments.flatMap(({ statements }) => statements.map(({ by }) => by))).toEqual(['federation']);
  });
});

describe('An entry on the desk', () => {
  it('is found by its name, its site or its id, and suspended with a reason that everybody reads; that ends again', async () => {
    const admin = await signedIn();
    for (const q of ['les-saules', 'https://saules.example/contact', saules.id]) {
      await admin.open(`${ADMIN}/hosts?q=${encodeURIComponent(q)}`);
      expect(admin.at).toBe(`${ADMIN}/hosts/les-saules`);
    }
    const readTexts = vi.spyOn(test.catalogue, 'readTexts');
    await admin.open(`${ADMIN}/hosts?q=saules`);
    expect(readTexts, 'just after a start it waits until the texts are read').toHaveBeenCalledWith('hosts');
    await admin.click('Les Saules');
    await admin.click('Suspendre');
    expect((await admin.decide()).status).toBe(422);
    expect(admin.text).toMatch(/id="fault-reason"/);
    await admin.decide({ reason: 'Le site ne répond plus\ndepuis un mois.' });
    expect((await hostNow('les-saules')).body).toMatchObject({
      state: 'suspended',
      suspension: { reason: { fr: 'Le site ne répond plus\ndepuis un mois.' } },
    });
    await admin.click('Lever la suspension');
    await admin.decide();
    expect((await hostNow('les-saules')).body.state).toBe('published');
  });

  it('is published again once withdrawn, and never by a page that is stale', async () => {
    const host = await test.published({ name: 'Les Frênes', website: 'https://frenes.example' });
    const [admin, other] = [await signedIn(), await signedIn()];
    await admin.open(`${ADMIN}/hosts/${host.slug}/suspension`);
    await other.open(`${ADMIN}/hosts/${host.slug}/withdrawal`);
    await write('PATCH', `/v1/hosts/${host.slug}`, host.token, { legalForm: 'association' });
    expect((await admin.decide({ reason: 'Fausse fiche.' })).status).toBe(409);
    expect(admin.said).toContain('Cela a changé pendant que vous lisiez');
    expect(admin.text).toContain('Fausse fiche.');
    expect((await other.decide()).status).toBe(409);
    await other.decide();
    expect((await hostNow(host.slug)).status).toBe(410);
    // What does not fit the entry any more is not done by a page that was read before.
    expect((await admin.decide({ reason: 'Fausse fiche.' })).status).toBe(409);
    expect(admin.said).toContain('Il n’y a rien à faire ici');
    await other.click('Publier de nouveau');
    await other.decide();
    expect((await hostNow(host.slug)).body.state).toBe('published');
  });

  it('is published beside another with its site only when one says that they are two', async () => {
    const double = await test.draft({ name: 'Les Saules bis', website: 'https://saules.example' });
    const admin = await signedIn();
    await admin.open(`${ADMIN}/hosts/${double.id}/publication`);
    expect((await admin.decide()).status).toBe(409);
    expect(admin.said).toContain('Une autre fiche a déjà ce site');
    await admin.decide({ force: 'yes' });
    expect((await hostNow(double.slug)).body.state).toBe('published');
    await admin.open(`${ADMIN}/hosts/les-saules/merging`);
    await admin.decide({ from: double.slug, reason: 'Inscrits deux fois.' });
    expect(admin.said).toContain('Rien n’est encore écrit');
    expect((await hostNow(double.slug)).status).toBe(200);
    await admin.decide();
    expect(admin.said).toContain('Les deux fiches n’en font plus qu’une');
    expect((await hostNow(double.slug)).status).toBe(308);
  });

  it('loses words in every copy, once one has seen what it will say', async () => {
    const admin = await signedIn();
    await admin.open(`${ADMIN}/hosts/les-saules/redaction`);
    expect((await admin.decide({ text: 'C' })).status).toBe(422);
    await admin.decide({ text: 'Camille Roux', reason: 'À la demande de la personne.' });
    expect(admin.said).toContain('Appelez [texte retiré] le soir.');
    expect((await hostNow('les-saules')).body.summary?.fr).toContain('Camille Roux');
    await admin.decide();
    expect((await hostNow('les-saules')).body.summary).toEqual({ fr: 'Appelez [texte retiré] le soir.' });
    await admin.open(`${ADMIN}/hosts/les-saules/redaction`);
    await admin.decide({ text: '<img src=x onerror=alert(1)>' });
    expect(admin.said).toContain('Ces mots ne sont nulle part');
    expect(admin.text).not.toContain('<img');
  });
});

describe('Hosts are asked to confirm their entries', () => {
  it('by a letter that is copied, sent by hand, and noted once', async () => {
    const entry = { slug: 'les-tilleuls', name: 'Les Tilleuls', website: 'https://tilleuls.example' };
    const host = {
      ...entry,
      sources: ['https://liste.example'],
      confirmedByHost: false,
      observed: { state: 'active', asOf: '2026-06' },
    };
    const context = { db: test.database.db, reference, clock: () => test.now, newId: randomUUID };
    const caller = { role: 'anonymous' } as const;
    await seedCatalogue({ ...context, caller }, { file: { federations: [], hosts: [host] } as unknown as SeedFile });
    await test.catalogue.catchUp();
    const admin = await signedIn();
    await admin.home();
    await admin.click('Lettres aux hébergeurs');
    await admin.click('Les Tilleuls');
    expect(admin.said).toContain('Personne ne lui a encore écrit');
    for (const id of ['text', 'post'])
      expect(admin.text).toMatch(new RegExp(`<textarea id="${id}"[^>]*>[^<]*Tilleuls`));
    // Names are quoted in letters, and stand in no subject.
    expect(admin.text).toMatch(/<textarea id="subject"[^>]*>(?![^<]*Tilleuls)/);
    expect((await admin.decide({ sentOn: '2027-01-01' })).status).toBe(422);
    expect(admin.text).toMatch(/id="fault-sentOn"/);
    await admin.decide({ sentOn: '24/11/2026' });
    expect(admin.said).toContain('Lettre envoyée le 24 novembre 2026');
    await admin.open(`${ADMIN}/letters`);
    expect(admin.said).not.toContain('Les Tilleuls');
    await admin.click('Sans réponse');
    await admin.click('Les Tilleuls');
    await admin.fill(admin.at, {}, 1);
    expect(admin.said).toContain('Personne ne lui a encore écrit');
  });

  it('once a pair of entries that is none is set aside, which can be undone', async () => {
    for (const slug of ['les-alisiers', 'les-alisiers-2'])
      await test.published({ slug, name: 'Les Alisiers', website: `https://${slug}.example` });
    const admin = await signedIn();
    const page = `${ADMIN}/duplicates`;
    await admin.open(page);
    const likeness = '« Les Alisiers » et « Les Alisiers » portent le même nom.';
    expect(admin.said).toContain(likeness);
    expect(admin.said).toContain('Ce ne sont pas les mêmes');
    await admin.fill(page);
    expect(admin.said).toContain('« Les Alisiers » et « Les Alisiers » sont deux organisations.');
    expect(admin.said).toContain('Annuler : les proposer de nouveau');
    expect(admin.said).not.toContain(likeness);
    await admin.click('Paires écartées');
    expect(admin.said).toContain(likeness);
    expect(admin.said).toContain('Écartée le 25 novembre 2026.');
    await admin.fill(page);
    expect(admin.said).toContain(likeness);
    await admin.fill(page);
    await admin.fill(page);
    expect(admin.said).toContain(likeness);
    expect(admin.said).not.toContain('sont deux organisations');
  });

  it('once two entries of one organisation are merged, and it is seen whether mails go out', async () => {
    for (const slug of ['les-cormiers', 'les-cormiers-2'])
      await test.published({ slug, name: 'Les Cormiers', website: `https://${slug}.example` });
    const admin = await signedIn();
    await admin.open(`${ADMIN}/duplicates`);
    expect(admin.said).toContain('« Les Cormiers » et « Les Cormiers » portent le même nom.');
    await admin.click('Réunir ces deux fiches', 'Les Cormiers');
    expect(admin.at).toContain('/hosts/les-cormiers/merging?');
    await admin.decide({ reason: 'Inscrits deux fois.' });
    await admin.decide();
    await admin.open(`${ADMIN}/duplicates`);
    expect(admin.said).not.toContain('Les Cormiers');
    await admin.open(`${ADMIN}/mail`);
    expect(admin.said).toContain('Ce catalogue n’envoie pas de courriels');
  });
});

describe('Access', () => {
  it('is given to a new network and to an entry by a link for one person, and no token is shown', async () => {
    const admin = await signedIn();
    await admin.open(`${ADMIN}/federations`);
    expect((await admin.decide({ name: 'Les Ponts' })).status).toBe(422);
    expect(admin.text).toMatch(/id="name"[^>]*value="Les Ponts"/);
    await admin.decide({ slug: 'les-ponts', website: 'https://ponts.example' });
    expect((await test.ask<Federation>('GET', '/v1/federations/les-ponts')).body.name).toBe('Les Ponts');
    for (const [at, to] of [
      [`${ADMIN}/federations/les-ponts/access`, '/v1/federations/les-ponts'],
      [`${ADMIN}/hosts/les-saules/access`, '/v1/hosts/les-saules'],
    ] as const) {
      await admin.open(at);
      await admin.decide();
      expect(admin.text).not.toContain('bcl_');
      const [, link] = /id="once"[^>]*value="https:\/\/bercail\.example([^"]+)"/.exec(admin.text)!;
      const invited = new Browser(test);
      await invited.open(link!);
      await invited.fill(link!, { label: 'Bureau' });
      const [, token] = /id="once"[^>]*value="([^"]+)"/.exec(invited.text)!;
      const summary = { fr: 'Un bord de Loire.' };
      await write('PATCH', to, token!, { summary });
      expect((await test.ask<Federation>('GET', to)).body.summary).toEqual(summary);
    }
  });

  it('ends with a token', async () => {
    const { body } = await test.ask<{ token: string }>('POST', '/v1/tokens', {
      ...asAdmin,
      body: { role: 'federation', federation: 'les-communs', label: 'robot perdu' },
    });
    const admin = await signedIn();
    await admin.open(`${ADMIN}/tokens?q=perdu`);
    await admin.click('Retirer');
    await admin.decide();
    expect(admin.said).toContain('Le jeton est retiré');
    expect((await test.ask('GET', '/v1/tokens', { token: body.token })).status).toBe(401);
    await admin.open(`${ADMIN}/tasks`);
    expect(admin.said).toContain('Aucune tâche n’a encore été faite');
  });
});

describe('Who is no administrator', () => {
  it('is asked to sign in when nobody is; what was typed comes back, and is not sent by that', async () => {
    const nobody = new Administrator(test);
    await nobody.open(`${ADMIN}/tokens`);
    expect(nobody.at).toMatch(/^\/manage\/sign-in/);
    const { version } = (await hostNow('les-saules')).body;
    const sent = new URLSearchParams({ reason: 'Trop tard.', version: `v${version}` });
    await nobody.send('POST', `${ADMIN}/hosts/les-saules/suspension`, sent.toString());
    expect(nobody.shown!.status).toBe(403);
    await nobody.fill('/manage/sign-in', { token: ADMIN_TOKEN });
    await nobody.fill(`${ADMIN}/hosts/les-saules/suspension`);
    expect(nobody.text).toContain('Trop tard.');
    expect((await hostNow('les-saules')).body.state).toBe('published');
  });
});
