import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { FederationRequest } from '../../src/federations/requests/schema.ts';
import { forgetFederationRequests } from '../../src/federations/requests/store.ts';
import type { Challenge } from '../../src/hosts/ownership/schema.ts';
import type { Problem } from '../../src/http/problems.ts';
import { federationRequests, mails } from '../../src/record/tables.ts';
import { ADMIN_TOKEN } from '../support/app.ts';
import { Browser, SITE } from '../support/desk.ts';
import { PATH, useSites } from '../support/sites.ts';

const sites = useSites();
const { test, answers } = sites;
const JOIN = '/manage/join/federation';
const ADMIN = '/manage/administration';
const summary = 'Hébergeurs du bord de Loire.';

/** Somebody with a browser; every page is weighed. */
class Somebody extends Browser {
  override async send(...sent: Parameters<Browser['send']>) {
    const answer = await super.send(...sent);
    const markup = this.text.replaceAll(/<script[\s\S]*?<\/script>/g, '');
    expect(Buffer.byteLength(markup), this.at).toBeLessThan(40_000);
    return answer;
  }

  get said(): string {
    return this.text
      .slice(this.text.indexOf('<main'))
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/[\s\u00a0]+/g, ' ');
  }

  /** What is shown this once. */
  get once(): string {
    return / id="once"[^>]* value="([^"]+)"/.exec(this.text)![1]!;
  }
}

const later = (milliseconds: number) => {
  test.now = new Date(test.now.getTime() + milliseconds);
};
const DAY = 86_400_000;

/** Asks by form, and proves the site where that is wanted; gives the path of the link. */
async function asked(name: string, { proven = true } = {}) {
  const officer = new Somebody(test);
  await officer.open(JOIN);
  await officer.fill(JOIN, { name, website: sites.aSite(), summary });
  expect(officer.shown!.status, officer.text).toBe(200);
  const link = officer.once.replace(SITE, '');
  await officer.open(link);
  if (proven) {
    const [content] = /bercail-challenge=[\w-]+/.exec(officer.text)!;
    answers[PATH] = content;
    await officer.fill(link);
    expect(officer.said).toContain('Le site est prouvé');
  }
  return { officer, link };
}
const administrator = async () => await new Somebody(test).signIn(ADMIN_TOKEN);
interface RequestList {
  items: FederationRequest[];
  total: number;
  next: string | null;
}
const listed = async () => (await test.ask<RequestList>('GET', '/v1/federation-requests', { token: ADMIN_TOKEN })).body;

describe('A network that asks for its desk', () => {
  it('asks by form, proves its site, is accepted, and comes in once by its link', async () => {
    const officer = new Somebody(test);
    await officer.open('/manage/sign-in');
    expect(officer.text).toContain(`href="${JOIN}"`);
    await officer.open(JOIN);
    expect((await officer.fill(JOIN, { name: '', website: 'rives', summary: '' })).status).toBe(422);
    for (const fault of ['Écrivez le nom de votre réseau', 'Ce n’est pas l’adresse d’un site', 'Dites en une phrase'])
      expect(officer.said).toContain(fault);
    expect(officer.form(JOIN).fields.get('website')).toBe('rives');
    await officer.fill(JOIN, { name: 'Les Rives', website: sites.aSite(), summary });
    const link = officer.once.replace(SITE, '');

    // Nobody is told of it before its site is proven.
    await officer.open(link);
    await officer.fill(link);
    expect(officer.said).toContain('Le texte n’a pas encore été trouvé');
    expect((await listed()).total).toBe(0);
    expect((await officer.fill(link)).status).toBe(429);
    const [content] = /bercail-challenge=[\w-]+/.exec(officer.text)!;
    answers[PATH] = content;
    later(10_000);
    await officer.fill(link);
    expect(officer.said).toContain('Le site est prouvé');

    const admin = await administrator();
    await admin.open(ADMIN);
    expect(admin.said).toContain('Réseaux qui demandent leur espace (1)');
    const [at] = new RegExp(`${ADMIN}/networks/[\\w-]+`).exec(admin.text)!;
    await admin.open(at);
    expect(admin.said).toContain(summary);
    expect((await admin.fill(at, { slug: 'les-rives' })).status).toBe(422);
    expect(admin.said).toContain('Acceptez, ou refusez');
    expect((await admin.fill(at, { choice: 'accepted', slug: 'Les Rives' })).status).toBe(422);
    await admin.fill(at, { choice: 'accepted', slug: 'les-rives' });
    expect(admin.said).toContain('Le réseau est inscrit');
    const { body } = await test.ask<Federation>('GET', '/v1/federations/les-rives');
    expect(body).toMatchObject({ name: 'Les Rives', summary: { fr: summary } });

    await officer.open(link);
    expect(officer.said).toContain('Votre demande est acceptée');
    expect((await officer.fill(link, { label: ' ' })).status).toBe(422);
    await officer.fill(link, { label: 'Camille' });
    expect(officer.once).toMatch(/^bcl_/);
    expect((await officer.open('/manage/federations/les-rives')).status).toBe(200);
    const other = new Somebody(test);
    await other.open(link);
    expect(other.said).toContain('Ce lien a déjà servi');
    expect((await other.send('POST', link, 'label=Autre')).text).not.toContain('bcl_');
  });

  it('is refused with a reason that whoever asked reads', async () => {
    const { officer, link } = await asked('Réseau des Pilules');
    const admin = await administrator();
    const [request] = (await listed()).items;
    const at = `${ADMIN}/networks/${request!.id}`;
    await admin.open(at);
    expect((await admin.fill(at, { choice: 'refused', reason: '' })).status).toBe(422);
    await admin.fill(at, { choice: 'refused', reason: 'Ce n’est pas un réseau.', slug: 'Pas Bon' });
    expect(admin.said).toContain('La demande est refusée');
    await officer.open(link);
    expect(officer.said).toContain('Ce n’est pas un réseau.');
    const again = { outcome: 'accepted', slug: 'reseau-des-pilules' };
    const decision = `/v1/federation-requests/${request!.id}/answer`;
    expect((await test.ask('PUT', decision, { token: ADMIN_TOKEN, body: again })).status).toBe(409);
    expect((await test.ask('GET', '/v1/federations/reseau-des-pilules')).status).toBe(404);
  });

  it('takes no name of another network, keeps nothing that is not needed, and goes by itself', async () => {
    const body = { name: 'Les Rives', website: 'https://rives-2.example', summary: { fr: summary } };
    const refused = await test.ask<Problem>('POST', '/v1/federation-requests', { body });
    expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([422, 'name-taken']);
    const { link } = await asked('Les Bords', { proven: false });
    const key = link.split('/').at(-1)!;
    const rows = await test.database.db.select().from(federationRequests);
    expect(JSON.stringify(rows)).not.toContain(key);
    later(8 * DAY);
    expect((await new Somebody(test).open(link)).status).toBe(404);
    await forgetFederationRequests(sites.context());
    const left = await test.database.db.select().from(federationRequests);
    expect(left.map(({ name }) => name)).not.toContain('Les Bords');
  });

  it('is listed with all others that wait, the oldest first, page by page', async () => {
    const { total: before } = await listed();
    await test.database.run(sql`
      insert into federation_requests (id, hash, name, website, summary, content, asked_at, expires_at, proven_at)
      select gen_random_uuid(), 'h' || i, 'Réseau ' || i, 'https://reseau-' || i || '.example', '{"fr":"Un."}', 'c',
        ${test.now.toISOString()}, ${new Date(test.now.getTime() + DAY).toISOString()},
        ${test.now.toISOString()}::timestamptz + (i / 3) * interval '1 second'
      from generate_series(1, 123) i`);
    const list = '/v1/federation-requests';
    const seen: FederationRequest[] = [];
    for (let next: string | null = `${list}?limit=50`; next !== null; ) {
      const answer: RequestList = (await test.ask<RequestList>('GET', next, { token: ADMIN_TOKEN })).body;
      expect(answer.total).toBe(before + 123);
      expect(answer.items.length).toBeLessThanOrEqual(50);
      seen.push(...answer.items);
      next = answer.next;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(before + 123);
    const order = seen.flatMap(({ name }) =>
      name.startsWith('Réseau ') ? [Math.floor(Number(name.slice(7)) / 3)] : [],
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    const { next } = await listed();
    for (const cursor of ['x', new URL(next!, SITE).searchParams.get('cursor')!.slice(0, -30)])
      expect(await test.refused('GET', `${list}?cursor=${cursor}`, { token: ADMIN_TOKEN })).toEqual([
        ...[400, 'invalid-cursor', { '/cursor': 'invalid-cursor' }],
      ]);
    await test.database.run(sql`delete from federation_requests where hash like 'h%'`);
  });

  it('that an administrator registered has no officer until its site is proven, who then reads, and lets others read', async () => {
    const network = { slug: 'les-iles', name: 'Les Îles', website: sites.aSite() };
    expect((await test.ask('POST', '/v1/federations', { token: ADMIN_TOKEN, body: network })).status).toBe(201);
    const cases = '/v1/federations/les-iles/cases';
    const need = { usages: [{ usage: 'file-storage-sharing' }] };
    const send = () => test.ask<{ number: string }>('POST', `${cases}/received`, { body: { need } });
    // Somebody whom the administrators invite keeps the desk, and reads no case.
    const admin = await administrator();
    await admin.open(`${ADMIN}/federations/les-iles/access`);
    await admin.fill(`${ADMIN}/federations/les-iles/access`);
    const invited = new Somebody(test);
    await invited.open(admin.once.replace(SITE, ''));
    await invited.fill(admin.once.replace(SITE, ''), { label: 'Aide' });
    await invited.open('/manage/federations/les-iles');
    expect(invited.said).toContain('Votre accès vient de l’administration du catalogue.');
    expect((await invited.open('/manage/federations/les-iles/cases/new')).status).toBe(403);
    expect((await send()).status).toBe(409);

    const ask = (name: string, website: string) =>
      test.ask<{ key: string; challenge: Challenge }>('POST', '/v1/federation-requests', {
        body: { name, website, summary: { fr: summary } },
      });
    // A part of its domain is not its site.
    const part = await ask('Un Îlot', network.website.replace('//', '//pages.'));
    expect(part.status).toBe(201);
    const { body, status } = await ask('Les Îles', network.website);
    expect(status).toBe(201);
    const also = (await ask('Les Îles', network.website)).body;
    const check = async ({ key, challenge }: typeof body) => {
      answers[PATH] = challenge.content;
      test.now = new Date(test.now.getTime() + 10_000);
      return (
        await test.ask<{ request: FederationRequest }>('POST', '/v1/federation-requests/checks', { body: { key } })
      ).body.request.state;
    };
    expect(await check(body)).toBe('accepted');
    expect(await check(also)).toBe('accepted');
    const enter = ({ key }: { key: string }) =>
      test.ask<{ token: string }>('POST', '/v1/federation-requests/tokens', { body: { key } });
    const { token } = (await enter(body)).body;
    expect((await enter(also)).status).toBe(409);
    expect((await ask('Les Îles', network.website)).status).toBe(422);

    const { number } = (await send()).body;
    const read = await test.ask<{ items: { number: string }[] }>('GET', cases, { token });
    expect(read.body.items).toMatchObject([{ number }]);
    await invited.open('/manage/federations/les-iles/cases');
    expect(invited.text).not.toContain(number);
    // A mailbox that they give opens no more than they do.
    const officer = await new Somebody(test).signIn(token);
    await officer.open('/manage/persons');
    expect(officer.said).toContain('Cet accès vient de l’administration du catalogue');
    const [accept] = /\/manage\/persons\/accept\/[0-9a-f-]{36}/.exec(officer.text)!;
    expect((await invited.send('POST', accept, '')).status).toBe(403);
    await officer.fill(accept);
    await invited.open('/manage/federations/les-iles/cases');
    expect(invited.text).toContain(number);
  });

  it('that has cases keeps its site from whoever does not read them, and is entered by its site of today alone', async () => {
    const website = sites.aSite();
    const own = await test.federation({ name: 'Les Caps', website });
    const at = `/v1/federations/${own.slug}`;
    const draft = { role: 'federation', federation: own.slug, label: 'aide' };
    const made = await test.ask<{ token: string }>('POST', '/v1/tokens', { token: ADMIN_TOKEN, body: draft });
    const awaiting = made.body.token;
    const move = (token: string, to: string) =>
      test.ask<Problem>('PATCH', at, { token, body: { website: to }, ifMatch: '*' });
    // As long as it has none, an administrator corrects its site.
    const before = sites.aSite();
    expect((await move(ADMIN_TOKEN, before)).status).toBe(200);
    expect((await move(ADMIN_TOKEN, website)).status).toBe(200);
    const body = { label: 'Fanfare', receivedBy: 'phone', need: { usages: [{ usage: 'file-storage-sharing' }] } };
    expect((await test.ask('POST', `${at}/cases`, { token: own.token, body })).status).toBe(201);
    for (const token of [ADMIN_TOKEN, awaiting]) {
      const { status, body } = await move(token, before);
      expect([status, body.code]).toEqual([403, 'not-yours']);
      expect(body.detail).toContain('seul quelqu’un de son bureau');
      expect((await move(token, `${website}/accueil`)).status).toBe(200);
    }
    const person = await new Somebody(test).signIn(awaiting);
    await person.open('/manage/persons');
    const [others] = /\/manage\/persons\/others\/[0-9a-f-]{36}/.exec(person.text)!;
    await person.open(others);
    expect((await person.fill(others)).status).toBe(403);
    expect((await test.ask('GET', `${at}/cases`, { token: own.token })).status).toBe(200);
    expect((await move(own.token, before)).status).toBe(200);

    // A proof is good for the site that was proven.
    const caps = { slug: 'les-anses', name: 'Les Anses', website: sites.aSite() };
    expect((await test.ask('POST', '/v1/federations', { token: ADMIN_TOKEN, body: caps })).status).toBe(201);
    const { key, challenge } = (
      await test.ask<{ key: string; challenge: Challenge }>('POST', '/v1/federation-requests', {
        body: { name: caps.name, website: caps.website, summary: { fr: summary } },
      })
    ).body;
    answers[PATH] = challenge.content;
    await test.ask('POST', '/v1/federation-requests/checks', { body: { key } });
    const site = (to: string) =>
      test.ask('PATCH', '/v1/federations/les-anses', { token: ADMIN_TOKEN, body: { website: to }, ifMatch: '*' });
    expect((await site(sites.aSite())).status).toBe(200);
    const enter = '/v1/federation-requests/tokens';
    expect(await test.refused('POST', enter, { body: { key } })).toEqual([404, 'request-not-found']);
    expect((await site(caps.website)).status).toBe(200);
    expect((await test.ask('POST', enter, { body: { key } })).status).toBe(201);
  });

  it('is told once that it is accepted, at the address of the network and of no person, which is then forgotten', async () => {
    const draft = (email: string, website = sites.aSite()) => ({
      body: { name: `Les Quais ${website}`, website, summary: { fr: summary }, email },
    });
    for (const [email, code] of [
      ['contact', 'not-a-mailbox'],
      ['marie.dupont@gmail.com', 'personal-address'],
    ] as const) {
      const { errors } = (await test.ask<Problem>('POST', '/v1/federation-requests', draft(email))).body;
      expect(errors).toMatchObject([{ pointer: '/email', code }]);
    }
    const mailsTo = async () =>
      await test.database.db.select().from(mails).where(eq(mails.kind, 'federation-accepted'));
    const decided = async (accepted: boolean) => {
      const made = await test.ask<{ key: string; challenge: Challenge; request: FederationRequest }>(
        'POST',
        '/v1/federation-requests',
        draft('contact@quais.example'),
      );
      expect(made.text).not.toContain('quais.example"');
      answers[PATH] = made.body.challenge.content;
      later(10_000);
      await test.ask('POST', '/v1/federation-requests/checks', { body: { key: made.body.key } });
      const { id } = made.body.request;
      const body = accepted
        ? { outcome: 'accepted', slug: `quais-${id.slice(-8)}` }
        : { outcome: 'refused', reason: { fr: 'Non.' } };
      const answer = await test.ask('PUT', `/v1/federation-requests/${id}/answer`, { token: ADMIN_TOKEN, body });
      expect(answer.status, answer.text).toBe(200);
      const [row] = await test.database.db.select().from(federationRequests).where(eq(federationRequests.id, id));
      expect(row!.email).toBeNull();
      return made.body.key;
    };
    await decided(false);
    expect(await mailsTo()).toEqual([]);
    const key = await decided(true);
    const [mail, ...others] = await mailsTo();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ toAddress: 'contact@quais.example' });
    expect(mail!.subject).toContain('Votre réseau est accepté');
    expect(mail!.text).not.toContain(key);
    // Who wants no more of it has its page, and is not written to again.
    const stop = /\/manage\/mail\/stop\/[\w-]+/.exec(mail!.text!)![0];
    expect((await test.ask('POST', stop)).status).toBe(200);
    await decided(true);
    expect((await mailsTo()).filter(({ state }) => state === 'waiting')).toEqual([]);
  });

  it('is decided once and entered once, whoever presses at the same time', async () => {
    const website = sites.aSite();
    const { body, status } = await test.ask<{ request: FederationRequest; key: string; challenge: Challenge }>(
      'POST',
      '/v1/federation-requests',
      { body: { name: 'Les Deux Rives', website, summary: { fr: summary } } },
    );
    expect(status).toBe(201);
    const { key, challenge, request } = body;
    const decision = `/v1/federation-requests/${request.id}/answer`;
    const decide = () =>
      test.ask('PUT', decision, { token: ADMIN_TOKEN, body: { outcome: 'accepted', slug: 'deux-rives' } });
    expect((await decide()).status).toBe(409);
    answers[PATH] = challenge.content;
    const checked = await test.ask<{ proven: boolean }>('POST', '/v1/federation-requests/checks', { body: { key } });
    expect(checked.body.proven, checked.text).toBe(true);
    const stranger = await test.federation();
    for (const token of [undefined, stranger.token])
      expect((await test.ask('PUT', decision, { token, body: { outcome: 'accepted' } })).status).toBe(
        token ? 403 : 401,
      );
    const decided = await Promise.all([decide(), decide()]);
    expect(decided.map((one) => one.status).sort()).toEqual([200, 409]);
    const enter = () => test.ask('POST', '/v1/federation-requests/tokens', { body: { key } });
    const entered = await Promise.all([enter(), enter()]);
    expect(entered.map((one) => one.status).sort()).toEqual([201, 404]);
  });

  it('is over for everybody when nobody decides within sixty days, or comes in within thirty', async () => {
    const decide = (id: string, slug: string) =>
      test.ask<Problem>('PUT', `/v1/federation-requests/${id}/answer`, {
        token: ADMIN_TOKEN,
        body: { outcome: 'accepted', slug },
      });
    const idOf = async (wanted: string) => (await listed()).items.find(({ name }) => name === wanted)?.id;
    const late = await asked('Les Tardifs');
    const id = (await idOf('Les Tardifs'))!;
    later(60 * DAY - 1000);
    expect(await idOf('Les Tardifs')).toBe(id);
    later(1000);
    expect(await idOf('Les Tardifs')).toBeUndefined();
    expect((await decide(id, 'les-tardifs')).body.code).toBe('request-not-found');
    expect((await new Somebody(test).open(late.link)).status).toBe(404);

    for (const [name, slug, waits, opens] of [
      ['Les Pressés', 'les-presses', 30 * DAY - 1000, 201],
      ['Les Absents', 'les-absents', 30 * DAY, 404],
    ] as const) {
      const { link } = await asked(name);
      const decided = await decide((await idOf(name))!, slug);
      expect(decided.status, decided.text).toBe(200);
      later(waits);
      const body = { key: link.split('/').at(-1)! };
      expect((await test.ask('POST', '/v1/federation-requests/tokens', { body })).status, name).toBe(opens);
    }
  });
});
