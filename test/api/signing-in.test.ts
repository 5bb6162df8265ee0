import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { invitations, persons, sessions } from '../../src/record/tables.ts';
import { tasksOf } from '../../src/tasks/tasks.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { accepted as acceptedBy, Browser, invitedBy, isIn, keptIn, SITE } from '../support/desk.ts';

const test = useApp();
let aulnes: Owned;
let saules: Owned;
beforeAll(async () => {
  aulnes = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes' });
  saules = await test.published({ slug: 'les-saules', name: 'Les Saules' });
});

const rowsOf = <T extends typeof persons | typeof sessions | typeof invitations>(table: T) =>
  test.database.db.select().from(table as typeof persons);
const browser = () => new Browser(test);
const signedIn = (token: string) => browser().signIn(token);
const opens = (cookie: string | undefined): Promise<boolean> => isIn(test, { cookie });
const days = async (count: number, work: () => Promise<void>): Promise<void> => {
  const { now } = test;
  test.now = new Date(now.getTime() + count * 86_400_000);
  await work();
  test.now = now;
};
const accepted = (link: string, label: string) => acceptedBy(test, link, label);

describe('Signing in', () => {
  it('shows what one keeps, under a cookie for the desks alone that no script reads and no cache keeps', async () => {
    const host = browser();
    await host.open('/manage/persons');
    expect(host.at).toBe('/manage/sign-in?to=%2Fmanage%2Fpersons');
    const { headers } = await host.send('POST', '/manage/sign-in', `token=${aulnes.token}`);
    expect(host.at).toBe('/manage');
    expect(host.text).toContain('Les Aulnes');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    const raw = await test.app.inject({
      method: 'POST',
      url: '/manage/sign-in',
      headers: { origin: SITE, 'content-type': 'application/x-www-form-urlencoded' },
      payload: `token=${aulnes.token}`,
    });
    expect(raw.headers['set-cookie']).toMatch(
      /^bercail-desk=[\w-]{43}; Path=\/manage; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('says the same of every token that opens nothing', async () => {
    const texts = new Set<string>();
    for (const token of ['', 'bcl_inconnu', 'é'.repeat(400), aulnes.token.slice(0, -1)]) {
      const other = browser();
      await other.open('/manage/sign-in');
      expect((await other.fill('/manage/sign-in', { token })).status).toBe(422);
      texts.add(other.text);
    }
    expect([...texts]).toHaveLength(1);
  });

  it('ends what the browser held before, so that a planted cookie is never signed in', async () => {
    const victim = browser();
    victim.cookie = 'bercail-desk=planted';
    await victim.signIn(aulnes.token);
    const { cookie } = victim;
    expect(await opens('bercail-desk=planted')).toBe(false);
    await victim.send('POST', '/manage/sign-in', `token=${saules.token}`);
    expect(victim.cookie).not.toBe(cookie);
    expect(await opens(cookie)).toBe(false);
    expect(victim.text).not.toContain('Les Aulnes');
  });

  it('ends when one signs out here or everywhere, and after a time without use', async () => {
    const [here, there] = [await signedIn(aulnes.token), await signedIn(aulnes.token)];
    const { cookie } = here;
    await here.fill('/manage/sign-out');
    expect(here.cookie).toBeUndefined();
    expect([await opens(cookie), await opens(there.cookie)]).toEqual([false, true]);
    const third = await signedIn(aulnes.token);
    await third.send('POST', '/manage/sign-out', 'go=everywhere');
    expect(await opens(there.cookie)).toBe(false);

    const idle = await signedIn(aulnes.token);
    await days(14, async () => expect(await opens(idle.cookie)).toBe(true));
    await days(30, async () => expect(await opens(idle.cookie)).toBe(false));
    const used = await signedIn(aulnes.token);
    for (const day of [13, 26, 39, 52, 65, 78, 89, 91])
      await days(day, async () => expect(await opens(used.cookie), `day ${day}`).toBe(day < 90));
  });

  it('lasts hours for an administrator, also by the token of the environment', async () => {
    const admin = await signedIn(ADMIN_TOKEN);
    expect(admin.text).toContain('Administration de ce catalogue');
    await days(1 / 24, async () => expect(await opens(admin.cookie)).toBe(true));
    await days(5 / 24, async () => expect(await opens(admin.cookie)).toBe(false));
  });

  it('says of an invitation how long what it gives lasts, of an administrator’s too', async () => {
    const { body } = await test.ask<{ token: string }>('POST', '/v1/tokens', {
      ...{ token: ADMIN_TOKEN, body: { role: 'admin', label: 'permanence' } },
    });
    for (const [token, said] of [
      [aulnes.token, 'Cet accès n’a pas de date de fin'],
      [body.token, 'Mais après 2 heures sans rien faire, ou 12 heures en tout'],
    ] as const) {
      const inviter = await signedIn(token);
      const link = await invitedBy(inviter);
      const invited = browser();
      await invited.open(link);
      for (const { text } of [inviter, invited]) expect(text.replaceAll('\u00a0', ' ')).toContain(said);
    }
  });

  it('ends with its token: revoked, or replaced', async () => {
    for (const [method, url] of [
      ['POST', (id: string) => `/v1/tokens/${id}/rotation`],
      ['DELETE', (id: string) => `/v1/tokens/${id}`],
    ] as const) {
      const { body } = await test.ask<{ id: string; token: string }>('POST', '/v1/tokens', {
        token: aulnes.token,
        body: { role: 'host', host: 'les-aulnes', label: 'robot' },
      });
      const other = await signedIn(body.token);
      test.now = new Date(test.now.getTime() + 1000);
      const ended = await test.ask(method, url(body.id), {
        token: aulnes.token,
        ...(method === 'POST' && { body: {} }),
      });
      expect(ended.status, ended.text).toBeLessThan(300);
      expect(await opens(other.cookie), method).toBe(false);
    }
  });

  it('loses nothing that is being written when it ends', async () => {
    const { invited: other, token } = await accepted(await invitedBy(await signedIn(aulnes.token)), 'bureau');
    await other.open('/manage/persons');
    other.cookie = undefined;
    const label = 'Le « bureau » & <b>\n';
    expect((await other.fill('/manage/persons/label', { label })).status).toBe(403);
    await other.fill('/manage/sign-in', { token });
    await other.fill('/manage/persons/label');
    expect(other.form('/manage/persons/label').fields.get('label')).toBe(label.trim());
  });
});

describe('A form of the desks', () => {
  const post = async (headers: Record<string, string>, cookie: string) =>
    (
      await test.app.inject({
        method: 'POST',
        url: '/manage/persons/label',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: 'label=volé',
      })
    ).statusCode;

  it('is taken only from our own pages', async () => {
    const { cookie } = (await accepted(await invitedBy(await signedIn(aulnes.token)), 'bureau')).invited;
    const origins = [
      'null',
      'https://evil.example',
      'http://bercail.example',
      `${SITE}.evil.example`,
      `${SITE}:444`,
      '',
    ];
    for (const origin of origins) expect(await post({ origin }, cookie!), origin).toBe(403);
    for (const site of ['cross-site', 'same-site', 'none'])
      expect(await post({ 'sec-fetch-site': site }, cookie!)).toBe(403);
    expect(await post({}, cookie!)).toBe(403);
    expect(await post({ origin: 'null', 'sec-fetch-site': 'same-origin' }, cookie!)).toBe(403);
    expect(await post({ 'sec-fetch-site': 'same-origin' }, cookie!)).toBe(303);
    expect(await post({ origin: SITE }, cookie!)).toBe(303);
  });

  it('is the only thing that the cookie opens: no address of the API takes it', async () => {
    const { cookie } = await signedIn(aulnes.token);
    for (const [method, url] of [
      ['GET', '/v1/tokens'],
      ['GET', '/v1/hosts/les-aulnes/todo'],
      ['DELETE', '/v1/hosts/les-aulnes'],
      ['POST', '/v1/hosts/les-aulnes/confirmations'],
    ] as const)
      expect((await test.ask(method, url, { headers: { cookie: cookie!, origin: SITE } })).status, url).toBe(401);
  });

  it('refuses whatever is not one of ours, and never fails', async () => {
    const other = await signedIn(aulnes.token);
    const paths = [
      'sign-in',
      'persons/label',
      'persons/holdings',
      'persons/invitations',
      'persons/end/session/x',
      'persons/others/x',
    ];
    const anything = fc.array(
      fc.tuple(fc.constantFrom('token', 'label', 'as', 'to', 'sent', 'go', '__proto__'), fc.string()),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), anything, async (path, pairs) => {
        const sent = browser();
        sent.cookie = other.cookie;
        const { status, headers } = await sent.send('POST', `/manage/${path}`, new URLSearchParams(pairs).toString());
        expect(status).toBeLessThan(500);
        expect(String(headers.location ?? '/manage')).toMatch(/^\/manage/);
      }),
      { numRuns: 40 },
    );
    const led = await browser().send('POST', '/manage/sign-in', `token=${aulnes.token}&to=//evil.example`);
    expect(led.status).toBe(200);
  });
});

describe('An invitation', () => {
  it('lets one more person act, once, and only when its form is sent', async () => {
    const link = await invitedBy(await signedIn(aulnes.token));
    for (let opened = 0; opened < 3; opened++)
      expect((await browser().open(link)).text).toContain('Agir pour Les Aulnes');
    const { invited, token } = await accepted(link, 'Camille du bureau');
    await invited.open('/manage');
    expect(invited.text).toContain('Les Aulnes');
    expect((await signedIn(token)).text).toContain('Camille du bureau');
    expect((await browser().open(link)).status).toBe(404);
    expect((await browser().send('POST', link, 'label=encore')).status).toBe(404);
    expect((await browser().open(`${link.slice(0, -3)}abc`)).status).toBe(404);
  });

  it('and the token that it gives can be kept in a file, which nothing else makes', async () => {
    const inviter = await signedIn(aulnes.token);
    const link = await invitedBy(inviter);
    await inviter.fill('/manage/keep');
    expect(inviter.text).toContain(link);
    const { invited, token } = await accepted(link, 'Camille');
    const { headers, text } = await invited.fill('/manage/keep');
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="bercail.txt"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(text.split('\r\n').slice(0, 2)).toEqual(['Votre jeton, pour revenir', token]);
    const elsewhere = { origin: 'https://ailleurs.example' };
    expect((await invited.send('POST', '/manage/keep', 'value=x', elsewhere)).status).toBe(403);
  });

  it('is used by one of two who press at once', async () => {
    const link = await invitedBy(await signedIn(aulnes.token));
    const answers = await Promise.all([1, 2].map(() => browser().send('POST', link, 'label=moi')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  it('ends with its days, and with the token of whoever sent it', async () => {
    const inviter = await signedIn(aulnes.token);
    const { token } = await accepted(await invitedBy(inviter), 'A');
    const link = await invitedBy(await signedIn(token));
    await days(8, async () => expect((await browser().open(link)).status).toBe(404));
    const { body } = await test.ask<{ items: { id: string; prefix: string }[] }>('GET', '/v1/tokens', { token });
    const { id } = body.items.find(({ prefix }) => token.startsWith(prefix))!;
    await inviter.open(`/manage/persons/end/token/${id}`);
    await inviter.fill(`/manage/persons/end/token/${id}`);
    expect((await browser().open(link)).status).toBe(404);
    expect((await test.ask('GET', '/v1/tokens', { token })).status).toBe(401);
  });
});

describe('A person', () => {
  it('keeps several entries; a token that others may have opens only its own', async () => {
    const federation = await test.federation();
    const { invited, token } = await accepted(await invitedBy(await signedIn(saules.token)), 'Deux fois');
    await invited.open('/manage/persons');
    await invited.fill('/manage/persons/holdings', { token: federation.token });
    await invited.open('/manage');
    expect(keptIn(invited)).toEqual([`Collectif ${federation.slug}`, 'Les Saules']);
    expect(keptIn(await signedIn(token))).toEqual([`Collectif ${federation.slug}`, 'Les Saules']);
    expect(keptIn(await signedIn(federation.token))).toEqual([`Collectif ${federation.slug}`]);
    const { invited: other } = await accepted(await invitedBy(await signedIn(aulnes.token)), 'Autre');
    await other.open('/manage/persons');
    expect((await other.fill('/manage/persons/holdings', { token: federation.token })).status).toBe(403);
  });

  it('never ends the access of others to another host', async () => {
    const other = await signedIn(saules.token);
    const { body } = await test.ask<{ items: { id: string }[] }>('GET', '/v1/tokens', { token: aulnes.token });
    for (const { id } of body.items) {
      expect((await other.open(`/manage/persons/end/token/${id}`)).status).toBe(404);
      expect((await other.send('POST', `/manage/persons/end/token/${id}`)).status).toBe(404);
    }
    expect((await test.ask('GET', '/v1/tokens', { token: aulnes.token })).status).toBe(200);
  });

  it('is known by a label that no audit, list of tokens or feed shows, and can be erased', async () => {
    const { invited, token } = await accepted(await invitedBy(await signedIn(aulnes.token)), 'Zoé-Label-Secret');
    await invited.open('/manage/persons');
    expect(invited.text).toContain('Zoé-Label-Secret');
    for (const url of ['/v1/audit', '/v1/tokens', '/v1/changes', '/v1/hosts/les-aulnes/history'])
      expect((await test.ask('GET', url, { token: ADMIN_TOKEN })).text, url).not.toContain('Zoé');
    const { cookie } = invited;
    await invited.open('/manage/persons/erase');
    await invited.fill('/manage/persons/erase');
    expect(await opens(cookie)).toBe(false);
    expect((await test.ask('GET', '/v1/tokens', { token })).status).toBe(401);
    expect(JSON.stringify(await rowsOf(persons))).not.toContain('Zoé');
  });

  it('is forgotten when nothing is held any more; sessions and links too, of which only hashes are kept', async () => {
    const inviter = await signedIn(aulnes.token);
    const link = await invitedBy(inviter);
    const secret = inviter.cookie!.split('=')[1]!;
    const stored = JSON.stringify([await rowsOf(sessions), await rowsOf(invitations)]);
    expect(stored).toContain(createHash('sha256').update(secret).digest('hex'));
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(link.split('/').at(-1));
    await days(100, async () => {
      const context = { db: test.database.db, clock: () => test.now } as never;
      await tasksOf(context, {} as never)
        .find(({ name }) => name === 'sessions')!
        .run(new AbortController().signal);
    });
    expect([await rowsOf(sessions), await rowsOf(invitations)]).toEqual([[], []]);
    expect((await rowsOf(persons)).map(({ label }) => label)).not.toContain('admin');
  });
});
