import { beforeAll, describe, expect, it } from 'vitest';
import type { Token } from '../../src/accounts/schema.ts';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { accepted as acceptedBy, Browser, isIn } from '../support/desk.ts';
import { lastLink } from '../support/mail.ts';

/* Three kinds of rights at a desk: everything, reading and answering, or reading alone; a new token; and passing a desk on. */

const test = useApp({ sendsMail: true });
let aulnes: Owned;
let federation: Owned;
beforeAll(async () => {
  aulnes = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes' });
  federation = await test.federation();
});

const at = '/manage/hosts/les-aulnes';
const signedIn = (token: string) => new Browser(test).signIn(token);

/** Somebody invited by the holder of a token, with these rights, and their own token. */
async function invited(token: string, rights: 'all' | 'read-and-answer' | 'read', label = 'Camille') {
  const inviter = await signedIn(token);
  await inviter.open('/manage/persons');
  await inviter.fill('/manage/persons/invitations', { rights });
  const [, link] = /id="once"[^>]*value="https:\/\/bercail\.example([^"]+)"/.exec(inviter.text)!;
  const { invited, token: own } = await acceptedBy(test, link!, label);
  return { desk: invited, token: own };
}
const tokensOf = async (token: string) =>
  (await test.ask<{ items: Token[] }>('GET', '/v1/tokens', { token })).body.items;
const change = (token: string, id: string, rights: string) =>
  test.ask<Token & Problem>('PUT', `/v1/tokens/${id}/rights`, { token, body: { rights } });
const idOf = async (token: string, secret: string) =>
  (await tokensOf(token)).find(({ prefix }) => secret.startsWith(prefix))!.id;

describe('Somebody who reads and answers', () => {
  it('sees all of the desk of a host, answers a report, and changes nothing', async () => {
    const { body: report } = await test.ask<{ id: string }>('POST', '/v1/hosts/les-aulnes/reports', {
      body: { kind: 'wrong', text: { fr: 'Le prix a changé.' } },
    });
    const { desk, token } = await invited(aulnes.token, 'read-and-answer');
    for (const page of ['', '/reports', '/requests', '/referrals', '/reviews', '/history', '/missing', '/services'])
      expect([page, (await desk.open(at + page)).status]).toEqual([page, 200]);
    await desk.open(`${at}/reports/${report.id}`);
    await desk.fill(`${at}/reports/${report.id}`, { outcome: 'noted' });
    const { body } = await test.ask<{ items: { id: string; answer?: unknown }[] }>(
      'GET',
      '/v1/hosts/les-aulnes/reports',
      { token },
    );
    expect(body.items.find(({ id }) => id === report.id)?.answer).toBeDefined();
    for (const page of ['/facts', '/confirmation', '/withdrawal', '/file', '/new-service/forum', '/addresses'])
      expect([page, (await desk.open(at + page)).status]).toEqual([page, 403]);
    expect((await desk.send('POST', `${at}/facts`, 'phone=1')).status).toBe(403);
  });

  it.each([
    ['read-and-answer', 'Votre accès permet de lire et de répondre'],
    ['read', 'Votre accès permet de lire.'],
  ] as const)('is told so on the first page of each desk, all of whose links open: %s', async (rights, told) => {
    for (const [{ token }, path] of [
      [aulnes, at],
      [federation, `/manage/federations/${federation.slug}`],
    ] as const) {
      const { desk } = await invited(token, rights);
      await desk.open(path);
      expect(desk.text).toContain(told);
      const links = new Set([...desk.text.matchAll(/ href="(\/manage[^"#?]*)/g)].map(([, link]) => link!));
      expect(links.size).toBeGreaterThan(5);
      for (const link of links) expect([link, (await desk.open(link)).status]).toEqual([link, 200]);
    }
  });

  it('is told whom to ask, and led back to the page before', async () => {
    const { desk } = await invited(aulnes.token, 'read-and-answer');
    const refused = await desk.send('GET', `${at}/facts`, undefined, {
      referer: `https://bercail.example${at}?lang=fr`,
    });
    expect(refused.text).toContain('Demandez-le à quelqu’un qui peut tout faire');
    expect(refused.text).toContain(`href="${at}?lang=fr"`);
    expect(refused.text).toContain('href="/manage"');
    const from = { referer: 'https://ailleurs.example/manage/x' };
    expect((await desk.send('GET', `${at}/facts`, undefined, from)).text).not.toContain('ailleurs.example');
  });

  it('takes the calls of a network and keeps its cases, and writes neither members nor rules', async () => {
    const { token } = await invited(federation.token, 'read-and-answer');
    const path = `/v1/federations/${federation.slug}`;
    const need = { usages: [{ usage: 'file-storage-sharing' }] };
    const made = await test.ask<{ id: string; version: number }>('POST', `${path}/cases`, {
      token,
      body: { label: 'Une fanfare', receivedBy: 'phone', need },
    });
    expect(made.status).toBe(201);
    expect((await test.ask('GET', `${path}/cases/${made.body.id}`, { token })).status).toBe(200);
    for (const [method, where, body] of [
      ['PUT', `/members/${aulnes.slug}`, { state: 'follower' }],
      ['PUT', '/policy', { factors: { price: 0.5 } }],
      ['PATCH', '', { name: 'Autre' }],
    ] as const)
      expect((await test.ask<Problem>(method, path + where, { token, body, ifMatch: '*' })).body.code).toBe(
        'not-yours',
      );
  });

  it('reads the rules of a network in words, without the form that changes them', async () => {
    const { token, slug } = federation;
    const rules = { factors: { price: 0.5 } };
    const adopted = await test.ask('PUT', `/v1/federations/${slug}/policy`, { token, body: rules, ifMatch: '*' });
    expect(adopted.status).toBeLessThan(300);
    const { desk } = await invited(token, 'read-and-answer', 'Dominique');
    const policy = `/manage/federations/${slug}/policy`;
    await desk.open(policy);
    expect(desk.text).toContain('(points × 0,5)');
    expect(desk.text).not.toContain(`action="${policy}"`);
    const all = await signedIn(token);
    await all.open(policy);
    expect(all.text).toContain(`action="${policy}"`);
  });

  it('invites nobody, and ends no access but their own', async () => {
    const { desk, token } = await invited(aulnes.token, 'read-and-answer');
    await desk.open('/manage/persons');
    expect(desk.text).toContain('Votre accès permet de lire et de répondre');
    expect(desk.text).not.toContain('action="/manage/persons/invitations"');
    const own = await idOf(token, token);
    expect((await desk.send('POST', '/manage/persons/invitations', `as=${own}`)).status).toBe(403);
    const others = (await tokensOf(token)).filter(({ id }) => id !== own);
    for (const { id } of others) expect((await test.ask('DELETE', `/v1/tokens/${id}`, { token })).status).toBe(404);
    const draft = { role: 'host', host: 'les-aulnes', label: 'le mien' };
    expect((await test.ask('POST', '/v1/tokens', { token, body: draft })).status).toBe(403);
    expect((await test.ask('DELETE', `/v1/tokens/${own}`, { token })).status).toBe(204);
  });
});

describe('Somebody who only reads', () => {
  it('sees all of the desk of a host, and writes nothing there, not even an answer', async () => {
    const { body: report } = await test.ask<{ id: string }>('POST', '/v1/hosts/les-aulnes/reports', {
      body: { kind: 'wrong', text: { fr: 'L’adresse a changé.' } },
    });
    const { desk, token } = await invited(aulnes.token, 'read');
    for (const page of ['', '/reports', '/requests', '/referrals', '/reviews', '/history', '/missing', '/services'])
      expect([page, (await desk.open(at + page)).status]).toEqual([page, 200]);
    const answer = { token, body: { outcome: 'noted' } };
    const refused = await test.ask<Problem>('PUT', `/v1/hosts/les-aulnes/reports/${report.id}/answer`, answer);
    expect([refused.status, refused.body.code]).toEqual([403, 'not-yours']);
    expect(refused.body.detail).toContain('Votre accès permet de lire, pas d’écrire');
    expect((await desk.send('POST', `${at}/reports/${report.id}`, 'outcome=noted')).status).toBe(403);
    await desk.open('/manage/persons');
    expect(desk.text).toContain('Votre accès permet de lire.');
    expect(desk.text).not.toMatch(/href="\/manage\/persons\/(end|renew|rights)\//);
  });

  it('reads the cases of a network, and matches, and keeps none', async () => {
    const { token } = await invited(federation.token, 'read');
    const path = `/v1/federations/${federation.slug}/cases`;
    expect((await test.ask('GET', path, { token })).status).toBe(200);
    const need = { usages: [{ usage: 'file-storage-sharing' }] };
    expect((await test.ask('POST', '/v1/matches', { token, body: need })).status).toBe(200);
    const body = { label: 'Une fanfare', receivedBy: 'phone', need };
    expect((await test.ask<Problem>('POST', path, { token, body })).body.code).toBe('not-yours');
  });

  it('is made so by a token of their own, and given more by somebody who may do everything', async () => {
    const { token } = await invited(aulnes.token, 'read', 'Robot');
    const id = await idOf(aulnes.token, token);
    expect((await tokensOf(token)).find((one) => one.id === id)).toMatchObject({ rights: 'read' });
    expect((await change(token, id, 'all')).status).toBe(403);
    const holder = await signedIn(aulnes.token);
    await holder.open('/manage/persons');
    expect(holder.text).toMatch(/Robot<\/strong>, [^<]*\. Peut seulement lire\./);
    await holder.open(`/manage/persons/rights/${id}/read-and-answer`);
    await holder.fill(`/manage/persons/rights/${id}/read-and-answer`);
    expect(holder.text).toMatch(/Robot<\/strong>, [^<]*\. Peut lire et répondre\./);
  });
});

describe('Rights', () => {
  it('are shown in the list of who may act, and changed there by somebody else', async () => {
    const { token } = await invited(aulnes.token, 'all', 'Dominique');
    const id = await idOf(aulnes.token, token);
    const holder = await signedIn(aulnes.token);
    await holder.open(at);
    expect(holder.text).toContain(`href="/manage/persons#of-${aulnes.id}"`);
    await holder.open('/manage/persons');
    expect(holder.text).toMatch(/Dominique<\/strong>, [^<]*\. Peut tout faire\./);
    await holder.open(`/manage/persons/rights/${id}/read-and-answer`);
    await holder.fill(`/manage/persons/rights/${id}/read-and-answer`);
    expect(holder.text).toMatch(/Dominique<\/strong>, [^<]*\. Peut lire et répondre\./);
    expect((await tokensOf(token)).find((one) => one.id === id)).toMatchObject({ rights: 'read-and-answer' });
    const facts = { token, ifMatch: '*', body: { foundedOn: '2014' } };
    expect((await test.ask('PATCH', '/v1/hosts/les-aulnes', facts)).status).toBe(403);
    expect((await change(aulnes.token, id, 'all')).body).toMatchObject({ id, rights: 'all' });
    expect((await test.ask('PATCH', '/v1/hosts/les-aulnes', facts)).status).toBe(200);
  });

  it('are nobody’s own to change, and of two who narrow each other one keeps all of them', async () => {
    const own = await idOf(aulnes.token, aulnes.token);
    expect((await change(aulnes.token, own, 'read-and-answer')).status).toBe(403);
    const { token } = await invited(aulnes.token, 'all', 'Dominique');
    const id = await idOf(aulnes.token, token);
    const [one, other] = await Promise.all([
      change(aulnes.token, id, 'read-and-answer'),
      change(token, own, 'read-and-answer'),
    ]);
    expect([one.status, other.status].sort()).toEqual([200, 403]);
    const winner = one.status === 200 ? aulnes.token : token;
    await change(winner, winner === token ? own : id, 'all');
  });

  it('to do everything stay with somebody, as long as anybody has an access: the last one gives them first', async () => {
    const host = await test.published({ slug: 'les-saules', name: 'Les Saules' });
    const { token } = await invited(host.token, 'read-and-answer');
    const [own, other] = [await idOf(host.token, host.token), await idOf(host.token, token)];
    const end = () => test.ask<Problem>('DELETE', `/v1/tokens/${own}`, { token: host.token });
    const refused = await end();
    expect([refused.status, refused.body.code]).toEqual([403, 'not-yours']);
    expect(refused.text).toContain('Donnez d’abord tous les droits');
    expect((await test.ask('GET', '/v1/tokens', { token: host.token })).status).toBe(200);
    await change(host.token, other, 'all');
    expect((await end()).status).toBe(204);
    // Nobody else is left: the last one may go.
    expect((await test.ask('DELETE', `/v1/tokens/${other}`, { token })).status).toBe(204);
  });

  it('to do everything stay with somebody too when one erases oneself, and when an access ends by itself', async () => {
    const host = await test.published({ slug: 'les-frenes', name: 'Les Frênes' });
    const { desk, token } = await invited(host.token, 'all', 'Dominique');
    const { token: reads } = await invited(host.token, 'read-and-answer');
    const shared = await idOf(host.token, host.token);
    const make = (body: object) => test.ask<Problem>('POST', '/v1/tokens', { token, body: { role: 'host', ...body } });
    expect((await test.ask('DELETE', `/v1/tokens/${shared}`, { token })).status).toBe(204);
    const erase = async () => {
      await desk.open('/manage/persons/erase');
      await desk.fill('/manage/persons/erase');
    };
    await erase();
    expect(desk.text).toContain('Donnez d’abord tous les droits');
    expect(await isIn(test, desk)).toBe(true);
    const own = await idOf(token, token);
    const rotated = { expiresAt: '2028-01-01T00:00:00Z' };
    const rotate = () => test.ask<Problem>('POST', `/v1/tokens/${own}/rotation`, { token, body: rotated });
    expect((await rotate()).body.code).toBe('not-yours');
    const reader = await idOf(token, reads);
    await change(token, reader, 'all');
    expect((await make({ label: 'lecture', rights: 'read', host: 'les-frenes' })).status).toBe(201);
    await erase();
    expect(await isIn(test, desk)).toBe(false);
  });

  it('to do everything stay as long as they would have: their last holder, whose access ends, does not leave sooner', async () => {
    const host = await test.published({ slug: 'les-tilleuls', name: 'Les Tilleuls' });
    const own = await idOf(host.token, host.token);
    const expiresAt = new Date(test.now.getTime() + 365 * 86_400_000).toISOString();
    const draft = { role: 'host', host: 'les-tilleuls' };
    const make = (token: string, body: object) =>
      test.ask<Token & Problem & { token: string }>('POST', '/v1/tokens', { token, body: { ...draft, ...body } });
    const { body: ends } = await make(host.token, { label: 'un an', expiresAt });
    expect((await make(host.token, { label: 'lecture', rights: 'read-and-answer' })).status).toBe(201);
    // An administrator may: from the end of that year on, only one who reads and answers is left.
    expect((await test.ask('DELETE', `/v1/tokens/${own}`, { token: ADMIN_TOKEN })).status).toBe(204);
    const rotate = (expiresAt: string) =>
      test.ask<Problem & { token: string }>('POST', `/v1/tokens/${ends.id}/rotation`, {
        token: ends.token,
        body: { expiresAt },
      });
    const end = (token: string) => test.ask<Problem>('DELETE', `/v1/tokens/${ends.id}`, { token });
    const refused = await end(ends.token);
    expect([refused.status, refused.body.code]).toEqual([403, 'not-yours']);
    const sooner = new Date(test.now.getTime() + 30 * 86_400_000).toISOString();
    expect((await rotate(sooner)).body.code).toBe('not-yours');
    const { status, body: later } = await rotate('2029-01-01T00:00:00Z');
    expect(status).toBe(201);
    expect((await end(later.token)).status).toBe(403);
    expect((await make(later.token, { label: 'la suite' })).status).toBe(201);
    expect((await end(later.token)).status).toBe(204);
  });

  it('to do everything stay with one of two who erase themselves at once', async () => {
    const host = await test.published({ slug: 'les-houx', name: 'Les Houx' });
    const { desk: one, token } = await invited(host.token, 'all', 'Dominique');
    const { desk: two } = await invited(host.token, 'all', 'Camille');
    await invited(host.token, 'read');
    await test.ask('DELETE', `/v1/tokens/${await idOf(host.token, host.token)}`, { token });
    await one.open('/manage/persons/erase');
    await two.open('/manage/persons/erase');
    await Promise.all([one.fill('/manage/persons/erase'), two.fill('/manage/persons/erase')]);
    expect([await isIn(test, one), await isIn(test, two)].sort()).toEqual([false, true]);
  });

  it('that shrink end the invitations that the token made', async () => {
    const { desk, token } = await invited(aulnes.token, 'all', 'Sacha');
    await desk.open('/manage/persons');
    await desk.fill('/manage/persons/invitations', { rights: 'all' });
    const [, link] = /id="once"[^>]*value="https:\/\/bercail\.example([^"]+)"/.exec(desk.text)!;
    await change(aulnes.token, await idOf(aulnes.token, token), 'read-and-answer');
    expect((await new Browser(test).open(link!)).status).toBe(404);
  });

  it.each(['read-and-answer', 'read'])('are all of them for an administrator: not %s', async (rights) => {
    const body = { role: 'admin', label: 'permanence', rights };
    const { status, body: problem } = await test.ask<Problem>('POST', '/v1/tokens', { token: ADMIN_TOKEN, body });
    expect([status, problem.errors?.map(({ pointer, code }) => [pointer, code])]).toEqual([
      422,
      [['/rights', 'not-for-this-role']],
    ]);
  });
});

describe('A new token', () => {
  it('replaces the one before, keeps its holder signed in, and is not made twice by going back', async () => {
    const { desk, token } = await invited(aulnes.token, 'all', 'Alix');
    const id = await idOf(aulnes.token, token);
    const elsewhere = await signedIn(token);
    await desk.open('/manage/persons');
    expect(desk.text).toContain(`href="/manage/persons/renew/${id}"`);
    const path = `/manage/persons/renew/${id}`;
    await desk.open(path);
    const form = desk.form(path).fields.toString();
    await desk.fill(path);
    const [, next] = /id="once"[^>]*value="([^"]+)"/.exec(desk.text)!;
    expect(desk.shown!.headers['cache-control']).toBe('no-store');
    expect([await isIn(test, desk), await isIn(test, elsewhere)]).toEqual([true, false]);
    await desk.open('/manage/persons');
    expect(desk.text).toMatch(/Vous êtes ici «\sAlix\s»/);
    expect((await test.ask('GET', '/v1/tokens', { token })).status).toBe(401);
    expect((await test.ask('GET', '/v1/tokens', { token: next! })).status).toBe(200);
    expect((await desk.send('POST', path, form)).status).toBe(409);
    expect((await test.ask('GET', '/v1/tokens', { token: next! })).status).toBe(200);
  });
});

describe('Somebody who came in by mail', () => {
  const MAIL = '/manage/hosts/les-charmes/mail';
  it('is among those who may do everything once confirmed, and ends their own access, with few rights too', async () => {
    const host = await test.published({ slug: 'les-charmes', name: 'Les Charmes' });
    const holder = await signedIn(host.token);
    await holder.open(MAIL);
    await holder.fill(MAIL, { email: 'bureau@charmes.example' }, holder.text.split(`action="${MAIL}"`).length - 2);
    const question = await lastLink(test, 'confirm-address');
    await holder.open(question);
    await holder.fill(question);
    const reader = new Browser(test);
    await reader.open('/manage/sign-in');
    await reader.fill('/manage/sign-in/mail', { email: 'bureau@charmes.example' });
    const link = await lastLink(test, 'sign-in');
    await reader.open(link);
    await reader.fill(link);
    await reader.open('/manage/persons');
    const [, theirs] = /name="as" value="([^"]+)"/.exec(reader.text)!;
    const [, end] = /href="(\/manage\/persons\/end\/mailbox\/[^"]+)"/.exec(reader.text) ?? [];
    await change(host.token, theirs!, 'read-and-answer');
    await reader.open('/manage/persons');
    expect(reader.text).toContain('Votre accès permet de lire et de répondre');
    expect([...reader.text.matchAll(/href="(\/manage\/persons\/end\/[^"]+)"/g)].map(([, to]) => to)).toEqual([end]);
    await holder.open('/manage/persons');
    const others = [...holder.text.matchAll(/href="(\/manage\/persons\/end\/session[^"]+)"/g)].at(0)?.[1];
    expect((await reader.send('POST', others!)).status).not.toBe(303);
    expect(await isIn(test, holder)).toBe(true);
    await reader.open(end!);
    await reader.fill(end!);
    expect(await isIn(test, reader)).toBe(false);
    expect(await isIn(test, holder)).toBe(true);
  });
});
