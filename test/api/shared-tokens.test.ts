import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { invite, readInvitation } from '../../src/persons/invitations.ts';
import { mailAddresses } from '../../src/record/tables.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { accepted, Browser, invitedBy, isIn, keptIn, SITE } from '../support/desk.ts';
import { lastLink } from '../support/mail.ts';
import { routesOf } from '../support/routes.ts';

/*
 * A token that others may have too is no person: whoever signs in by it acts for what it is of, and neither gives nor
 * takes anything of somebody who added it to what she holds.
 */

const test = useApp({ sendsMail: true });
let aulnes: Owned;
let haies: Owned;
let her: Awaited<ReturnType<typeof accepted>>;
beforeAll(async () => {
  aulnes = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes', website: 'https://aulnes.example' });
  haies = await test.federation({ slug: 'les-haies', name: 'Les Haies', website: 'https://haies.example' });
  her = await accepted(test, await invitedBy(await signedIn(haies.token)), 'Camille');
  await her.invited.open('/manage/persons');
  await her.invited.fill('/manage/persons/holdings', { token: aulnes.token });
});

const signedIn = (token: string) => new Browser(test).signIn(token);
/** Somebody else who has the token of Les Aulnes too. */
const stranger = () => signedIn(aulnes.token);

/** All that is of her: what she is called, holds and has open, and her token. */
async function hers(): Promise<string> {
  const texts = [];
  for (const query of [
    sql`select t::text as text from persons t where t.label = 'Camille' order by 1`,
    sql`select holdings::text as text from holdings join persons on persons.id = person_id where persons.label = 'Camille' order by 1`,
    sql`select sessions.hash as text from sessions join persons on persons.id = person_id where persons.label = 'Camille' order by 1`,
    sql`select tokens.id::text || coalesce(revoked_at::text, '') as text from tokens
      join holdings on token_id = tokens.id join persons on persons.id = person_id where persons.label = 'Camille' order by 1`,
  ]) {
    const { rows } = (await test.database.db.execute(query)) as unknown as { rows: { text: string }[] };
    texts.push(...rows.map(({ text }) => text));
  }
  expect(texts.length).toBeGreaterThanOrEqual(6);
  return texts.join('\n');
}

/** The addresses of every form of the desks, with their names. */
const formsOfDesks = (): string[] => routesOf(test.app, 'POST').filter((path) => path.startsWith('/manage/'));

describe('Somebody with two accesses to one desk', () => {
  it('comes in by the one that was accepted, even where the other was opened first', async () => {
    const { slug, token } = await test.federation();
    const made = await test.ask<{ token: string }>('POST', '/v1/tokens', {
      ...{ token: ADMIN_TOKEN, body: { role: 'federation', federation: slug, label: 'assistance' } },
    });
    const { invited } = await accepted(test, await invitedBy(await signedIn(made.body.token)), 'Dominique');
    const cases = `/manage/federations/${slug}/cases/several`;
    expect((await invited.open(cases)).status).toBe(403);
    await invited.open('/manage/persons');
    await invited.fill('/manage/persons/holdings', { token });
    expect((await invited.open(cases)).status).toBe(200);
  });
});

describe('A session by a token that somebody else holds too', () => {
  it('opens what the token is of, and shows nothing of her', async () => {
    const other = await stranger();
    expect(keptIn(other)).toEqual(['Les Aulnes']);
    for (const path of ['/manage', '/manage/federations/les-haies', '/manage/federations/les-haies/mail']) {
      await other.open(path);
      expect(other.text, path).not.toContain('Les Haies');
    }
    await other.open('/manage/persons');
    for (const action of ['label', 'holdings']) expect(other.text).not.toContain(`/manage/persons/${action}`);
    expect(other.text).toContain('que d’autres peuvent avoir aussi');
  });

  it('neither erases nor renames her, nor signs her out', async () => {
    const before = await hers();
    const other = await stranger();
    await other.open('/manage/persons/erase');
    expect(other.text).toContain('Rien n’est gardé de vous ici');
    expect((await other.send('POST', '/manage/persons/erase')).status).toBe(403);
    expect((await other.send('POST', '/manage/persons/label', 'label=Moi')).status).toBe(403);
    expect((await other.send('POST', '/manage/sign-out', 'go=everywhere')).status).toBe(200);
    expect(await hers()).toBe(before);
    expect(await isIn(test, her.invited)).toBe(true);
  });

  it('adds nothing to what she holds', async () => {
    const before = await hers();
    const { token } = await test.published({ name: 'Les Saules' });
    expect((await (await stranger()).send('POST', '/manage/persons/holdings', `token=${token}`)).status).toBe(403);
    expect(await hers()).toBe(before);
  });

  it('is given a token of its own by an invitation, which opens nothing that she holds', async () => {
    const before = await hers();
    const bouleaux = await test.published({ name: 'Les Bouleaux' });
    const other = await stranger();
    const link = await invitedBy(await signedIn(bouleaux.token));
    await other.open(link);
    await other.fill(link, { label: 'Autre' });
    const [, token] = /id="once"[^>]*value="([^"]+)"/.exec(other.text)!;
    await other.open('/manage');
    // What was open stays open.
    expect(keptIn(other)).toEqual(['Les Aulnes', 'Les Bouleaux']);
    expect(keptIn(await signedIn(token!))).toEqual(['Les Bouleaux']);
    expect(await hers()).toBe(before);
  });

  it('registers, takes over and asks for a desk as somebody new', async () => {
    const before = await hers();
    const registering = await stranger();
    const fields = { name: 'Les Ormes', website: 'ormes.example', label: 'Autre', terms: '2026-1' };
    await registering.send('POST', '/manage/join/register', new URLSearchParams(fields).toString());
    const [, registered] = /id="once"[^>]*value="([^"]+)"/.exec(registering.text)!;
    expect(keptIn(await signedIn(registered!))).toEqual(['Les Ormes']);

    const tilleuls = await test.published({
      slug: 'les-tilleuls',
      name: 'Les Tilleuls',
      website: 'https://tilleuls.example',
    });
    const claiming = await stranger();
    await claiming.send('POST', `/manage/hosts/${tilleuls.slug}/take-over`, 'label=Autre&terms=2026-1');
    const [, claimed] = /id="once"[^>]*value="([^"]+)"/.exec(claiming.text)!;
    expect(keptIn(await signedIn(claimed!))).toEqual(['Les Tilleuls']);
    expect(await hers()).toBe(before);
  });

  it('changes nothing of her by any form of the desks', async () => {
    const before = await hers();
    const forms = formsOfDesks();
    expect(forms).toEqual(expect.arrayContaining(['/manage/persons/erase', '/manage/join/register']));
    expect(forms.length).toBeGreaterThan(80);
    const herToken = (
      await test.ask<{ items: { id: string; label: string }[] }>('GET', '/v1/tokens', { token: her.token })
    ).body.items.find(({ label }) => label === 'invitation')!.id;
    const link = await invitedBy(await signedIn(haies.token));
    const known: Record<string, string> = {
      host: 'les-aulnes',
      federation: 'les-haies',
      token: herToken,
      key: link.split('/').at(-1)!,
    };
    const ownDoors = ['/manage/hosts/:host/withdrawal', '/manage/sign-in'];
    for (const form of forms.filter((one) => !ownDoors.includes(one))) {
      const other = await stranger();
      const path = form.replaceAll(
        /:(\w+)/g,
        (_, name: string) => known[name] ?? '00000000-0000-4000-8000-000000000000',
      );
      const sent = new URLSearchParams({
        label: 'Autre',
        token: her.token.slice(0, -1),
        email: 'moi@ailleurs.example',
        as: herToken,
      });
      const { status } = await other.send('POST', path, sent.toString());
      expect(status, form).toBeLessThan(500);
      expect(await hers(), form).toBe(before);
    }
  }, 120_000);
});

describe('A token of a person', () => {
  /** Its id, as a colleague reads it in the list. */
  const idOf = async (token: string) =>
    (await test.ask<{ items: { id: string; prefix: string }[] }>('GET', '/v1/tokens', { token })).body.items.find(
      ({ prefix }) => token.startsWith(prefix),
    )!.id;
  const replaced = async (id: string, token: string) => {
    const { body } = await test.ask<{ token: string }>('POST', `/v1/tokens/${id}/rotation`, { token, body: {} });
    test.now = new Date(test.now.getTime() + 1000);
    return body.token;
  };
  /** Somebody who keeps two entries, each by a token of their own. */
  async function keeperOfTwo(host: Owned) {
    const one = await accepted(test, await invitedBy(await signedIn(host.token)), 'Deux');
    const link = await invitedBy(await signedIn(haies.token));
    await one.invited.open(link);
    await one.invited.fill(link);
    return one;
  }

  it('that a colleague replaces is the colleague’s to see, and opens no more than itself', async () => {
    const host = await test.published({ name: 'Les Frênes' });
    const { invited, token } = await keeperOfTwo(host);
    expect(keptIn(await signedIn(token))).toEqual(['Les Frênes', 'Les Haies']);
    const secret = await replaced(await idOf(token), host.token);
    expect(keptIn(await signedIn(secret))).toEqual(['Les Frênes']);
    await invited.open('/manage');
    expect(keptIn(invited)).toEqual(['Les Haies']);
  });

  it('that they replace themselves stays theirs', async () => {
    const host = await test.published({ name: 'Les Érables' });
    const { token } = await keeperOfTwo(host);
    const secret = await replaced(await idOf(token), token);
    expect(keptIn(await signedIn(secret))).toEqual(['Les Haies', 'Les Érables'].sort());
  });

  it('ends with what it opened, also of their other entries; those stay open to whoever came by another one', async () => {
    const host = await test.published({ name: 'Les Noyers' });
    const { invited, token } = await keeperOfTwo(host);
    const thief = await signedIn(token);
    expect(keptIn(thief)).toEqual(['Les Haies', 'Les Noyers']);
    await test.ask('DELETE', `/v1/tokens/${await idOf(token)}`, { token: host.token });
    expect(await isIn(test, thief)).toBe(false);
    await invited.open('/manage');
    expect(keptIn(invited)).toEqual(['Les Haies']);
  });

  it('no longer holds a shared token whose secret was replaced since they brought it', async () => {
    const [host, own] = [await test.published({ name: 'Les Cèdres' }), await test.published({ name: 'Les Pins' })];
    const { invited, token } = await accepted(test, await invitedBy(await signedIn(own.token)), 'Ancien');
    await invited.open('/manage/persons');
    await invited.fill('/manage/persons/holdings', { token: host.token });
    expect(keptIn(await signedIn(token))).toEqual(['Les Cèdres', 'Les Pins']);
    await replaced(await idOf(host.token), host.token);
    expect(keptIn(await signedIn(token))).toEqual(['Les Pins']);
  });

  const onceIn = ({ text }: Browser) => /id="once"[^>]*value="([^"]+)"/.exec(text)![1]!;
  async function joinedBy(one: Browser, host: Owned): Promise<string> {
    const link = await invitedBy(await signedIn(host.token));
    await one.open(link);
    await one.fill(link, one.text.includes('name="label"') ? { label: 'Autre' } : {});
    return onceIn(one);
  }
  /** Somebody’s own token that leaked, and two that a thief had made with it for entries of his own, one by the other. */
  async function leaked(name: string) {
    const host = await test.published({ name });
    const { token } = await accepted(test, await invitedBy(await signedIn(host.token)), 'Volée');
    const [first, second] = [await test.published({ name: 'À lui' }), await test.published({ name: 'À lui aussi' })];
    const planted = await joinedBy(await signedIn(token), first);
    const thief = await signedIn(planted);
    const further = await joinedBy(thief, second);
    expect(keptIn(await signedIn(further))).toContain(name);
    return { host, token, thief, planted, further };
  }
  const expectAlone = async ({ thief, planted, further }: Awaited<ReturnType<typeof leaked>>) => {
    await thief.open('/manage');
    expect(keptIn(thief)).toEqual(['À lui', 'À lui aussi']);
    expect(keptIn(await signedIn(planted))).toEqual(['À lui']);
    expect(keptIn(await signedIn(further))).toEqual(['À lui aussi']);
  };

  it.each(['all others', 'that one'])(
    'that leaked opens nothing of them by what it made, once they ended %s by a new one, which stays theirs',
    async (what) => {
      const left = await leaked('Les Lilas');
      const her = await signedIn(left.token);
      await her.send('POST', '/manage/persons/invitations', `as=${await idOf(left.token)}`);
      const link = new URL(onceIn(her)).pathname;
      await her.open(link);
      await her.fill(link);
      const own = onceIn(her);
      const address =
        what === 'that one'
          ? `/manage/persons/end/token/${await idOf(left.token)}`
          : `/manage/persons/others/${await idOf(own)}`;
      await her.open(address);
      const sent = await her.fill(address);
      expect(sent.status, sent.text).toBe(200);
      expect((await test.ask('GET', '/v1/tokens', { token: left.token })).status).toBe(401);
      await expectAlone(left);
      expect(keptIn(await signedIn(own))).toEqual(expect.arrayContaining(['Les Lilas', 'À lui']));
    },
  );

  it('that leaked opens nothing of them by what it made, once a colleague ended it or they replaced it', async () => {
    const ended = await leaked('Les Genêts');
    await test.ask('DELETE', `/v1/tokens/${await idOf(ended.token)}`, { token: ended.host.token });
    await expectAlone(ended);
    const changed = await leaked('Les Troènes');
    const secret = await replaced(await idOf(changed.token), changed.token);
    await expectAlone(changed);
    expect(keptIn(await signedIn(secret))).toContain('Les Troènes');
  });

  it('is by its former secret an access that others may have too, and nobody’s own', async () => {
    const host = await test.published({ name: 'Les Viornes' });
    const { token } = await keeperOfTwo(host);
    const grace = { token, body: { graceMinutes: 60 } };
    await test.ask('POST', `/v1/tokens/${await idOf(token)}/rotation`, grace);
    const other = await signedIn(token);
    expect(keptIn(other)).toEqual(['Les Viornes']);
    const planted = await joinedBy(other, await test.published({ name: 'À lui' }));
    expect(keptIn(await signedIn(planted))).toEqual(['À lui']);
  });
});

describe('What a token gave', () => {
  interface Kept {
    id: string;
    token: string;
  }
  const made = async (host: Owned, over: object = {}): Promise<Kept> =>
    (
      await test.ask<Kept>('POST', '/v1/tokens', {
        ...{ token: host.token, body: { role: 'host', host: host.slug, label: 'perdu', ...over } },
      })
    ).body;
  const mailPageOf = ({ slug }: Owned) => `/manage/hosts/${slug}/mail`;
  let count = 0;
  /** Adds a mailbox as somebody who is in, and comes in by it as another. */
  async function broughtIn(one: Browser, host: Owned): Promise<{ reader: Browser; email: string }> {
    const email = `boite${count++}@ailleurs.example`;
    await one.send('POST', mailPageOf(host), new URLSearchParams({ email }).toString());
    const confirming = new Browser(test);
    const link = await lastLink(test, 'confirm-address');
    await confirming.open(link);
    await confirming.fill(link);
    return { reader: await enteredBy(email), email };
  }
  async function enteredBy(email: string): Promise<Browser> {
    const reader = new Browser(test);
    await reader.open('/manage/sign-in');
    await reader.fill('/manage/sign-in/mail', { email });
    const link = await lastLink(test, 'sign-in');
    await reader.open(link);
    if (reader.shown!.status === 200) await reader.fill(link);
    return reader;
  }
  /** A session, a mailbox with its reader, another one that this reader added, and the links of both. */
  async function trailOf(secret: string, host: Owned) {
    const thief = await signedIn(secret);
    const first = await broughtIn(thief, host);
    const second = await broughtIn(first.reader, host);
    const links = [await invitedBy(thief), await invitedBy(first.reader)];
    const browsers = [thief, first.reader, second.reader];
    for (const one of browsers) expect(await isIn(test, one)).toBe(true);
    return { browsers, links, emails: [first.email, second.email] };
  }
  const left = async ({ browsers, links, emails }: Awaited<ReturnType<typeof trailOf>>) => [
    ...(await Promise.all(browsers.map((one) => isIn(test, one)))),
    ...(await Promise.all(links.map(async (link) => (await new Browser(test).open(link)).status === 200))),
    ...(await Promise.all(emails.map(async (email) => isIn(test, await enteredBy(email))))),
  ];
  const NOTHING = [false, false, false, false, false, false, false];

  it('ends with it: sessions, links, mailboxes, and what these gave, also in another process at once', async () => {
    const host = await test.published({ name: 'Les Sureaux' });
    const lost = await made(host);
    const trail = await trailOf(lost.token, host);
    const beside = await test.beside({ sendsMail: true });
    const there = async ({ cookie }: Browser) =>
      (await beside.app.inject({ url: '/manage', headers: { cookie: cookie! } })).statusCode === 200;
    expect(await Promise.all(trail.browsers.map(there))).toEqual([true, true, true]);
    await test.ask('DELETE', `/v1/tokens/${lost.id}`, { token: host.token });
    expect(await Promise.all(trail.browsers.map(there))).toEqual([false, false, false]);
    for (const url of trail.links) expect((await beside.app.inject(url)).statusCode).toBe(404);
    expect(await left(trail)).toEqual(NOTHING);
    expect(await test.database.db.$count(mailAddresses, sql`host_id = ${host.id}`)).toBe(0);
  });

  it('ends when its secret is replaced', async () => {
    const host = await test.published({ name: 'Les Chênes' });
    const lost = await made(host);
    const trail = await trailOf(lost.token, host);
    await test.ask('POST', `/v1/tokens/${lost.id}/rotation`, { token: host.token, body: {} });
    expect(await left(trail)).toEqual(NOTHING);
  });

  it('by the former secret ends with the time that this one had left', async () => {
    const host = await test.published({ name: 'Les Charmes' });
    const lost = await made(host);
    const grace = { token: host.token, body: { graceMinutes: 60 } };
    const { body } = await test.ask<Kept>('POST', `/v1/tokens/${lost.id}/rotation`, grace);
    const trail = await trailOf(lost.token, host);
    const rightful = await signedIn(body.token);
    test.now = new Date(test.now.getTime() + 61 * 60_000);
    expect(await left(trail)).toEqual(NOTHING);
    expect(await isIn(test, rightful)).toBe(true);
  });

  it('ends with its days', async () => {
    const host = await test.published({ name: 'Les Hêtres' });
    const expiresAt = new Date(test.now.getTime() + 3_600_000).toISOString();
    const trail = await trailOf((await made(host, { expiresAt })).token, host);
    test.now = new Date(test.now.getTime() + 3_601_000);
    expect(await left(trail)).toEqual(NOTHING);
  });

  it('is listed where one sees who may act, and ended there one by one, in one process for both', async () => {
    const host = await test.published({ name: 'Les Alisiers' });
    const keeper = await signedIn(host.token);
    const { reader, email } = await broughtIn(keeper, host);
    // Sessions are listed as they began.
    test.now = new Date(test.now.getTime() + 1000);
    const other = await signedIn(host.token);
    const link = await invitedBy(keeper);
    const endOf = async (kind: string) => {
      await keeper.open('/manage/persons');
      const ids = [...keeper.text.matchAll(new RegExp(`/manage/persons/end/${kind}/([\\w-]+)`, 'g'))].map(
        ([, id]) => id,
      );
      return ids.map((id) => `/manage/persons/end/${kind}/${id}`);
    };
    const pressed = async (address: string) => {
      await keeper.open(address);
      await keeper.fill(address);
    };
    await keeper.open('/manage/persons');
    for (const text of [email, 'Liens d’invitation qui attendent', 'Connectés en ce moment', 'cette session'])
      expect(keeper.text).toContain(text);
    const sessions = await endOf('session');
    expect(sessions).toHaveLength(3);
    await pressed(sessions.at(-1)!);
    expect([await isIn(test, other), await isIn(test, reader), await isIn(test, keeper)]).toEqual([false, true, true]);
    await pressed((await endOf('invitation'))[0]!);
    expect((await new Browser(test).open(link)).status).toBe(404);
    await pressed((await endOf('mailbox'))[0]!);
    expect(await isIn(test, reader)).toBe(false);
    // Nobody ends anything of another entry.
    const stranger = await signedIn((await test.published({ name: 'Les Merisiers' })).token);
    for (const address of await endOf('session')) expect((await stranger.send('POST', address)).status).toBe(404);
    expect(await isIn(test, keeper)).toBe(true);
  });

  it('ends all at once but what one is here by, also what nobody knows the origin of', async () => {
    const host = await test.published({ name: 'Les Pommiers' });
    const lost = await made(host);
    const trail = await trailOf(lost.token, host);
    await test.database.db.update(mailAddresses).set({ addedById: null }).where(sql`host_id = ${host.id}`);
    await test.ask('POST', `/v1/hosts/${host.slug}/private-address`, { token: lost.token });
    const elsewhere = await signedIn(host.token);
    const keeper = await signedIn(host.token);
    await keeper.open('/manage/persons');
    const [others] = /\/manage\/persons\/others\/[\w-]+/.exec(keeper.text)!;
    await keeper.open(others);
    for (const text of ['1 lien', '4 sessions', '2 adresses', 'Ce qui reste'])
      expect(keeper.text.replaceAll('\u00a0', ' ')).toContain(text.replace('1 lien', '2 liens'));
    await keeper.fill(others);
    expect(await left(trail)).toEqual(NOTHING);
    expect([await isIn(test, elsewhere), await isIn(test, keeper)]).toEqual([false, true]);
    expect((await test.ask('GET', '/v1/tokens', { token: lost.token })).status).toBe(401);
    expect((await test.ask<{ total: number }>('GET', '/v1/tokens', { token: host.token })).body.total).toBe(1);
    expect((await test.ask('DELETE', `/v1/hosts/${host.slug}/private-address`, { token: host.token })).status).toBe(
      404,
    );
  });

  it('warns that nobody could act any more, where the last one is about to end', async () => {
    const host = await test.published({ name: 'Les Cognassiers' });
    const [only] = (await test.ask<{ items: { id: string }[] }>('GET', '/v1/tokens', { token: host.token })).body.items;
    const owner = await signedIn(host.token);
    await owner.open(`/manage/persons/end/token/${only!.id}`);
    expect(owner.text).toContain('C’est le dernier accès');
  });

  it('stays with whoever came by it and ends the one who gave it', async () => {
    const host = await test.published({ name: 'Les Poiriers' });
    const lost = await made(host);
    const { reader } = await broughtIn(await signedIn(lost.token), host);
    const address = `/manage/persons/end/token/${lost.id}`;
    await reader.open(address);
    expect(reader.text).not.toContain('C’est le dernier accès');
    await reader.fill(address);
    expect(await isIn(test, reader)).toBe(true);
    expect((await test.ask('GET', '/v1/tokens', { token: lost.token })).status).toBe(401);
  });

  it('ends with it also when it ended another one before', async () => {
    const host = await test.published({ name: 'Les Néfliers' });
    const [lost, decoy, spare] = [await made(host), await made(host), await made(host)];
    const { reader, email } = await broughtIn(await signedIn(lost.token), host);
    for (const { id } of [decoy, spare]) {
      const address = `/manage/persons/end/token/${id}`;
      await reader.open(address);
      await reader.fill(address);
      expect(await isIn(test, reader)).toBe(true);
    }
    expect((await test.ask('DELETE', `/v1/tokens/${lost.id}`, { token: host.token })).status).toBe(204);
    expect(await isIn(test, reader)).toBe(false);
    expect(await isIn(test, await enteredBy(email))).toBe(false);
  });

  it('by a link of a former secret, or of a mailbox that this one added, ends with the time that it had left', async () => {
    const host = await test.published({ name: 'Les Fusains' });
    const lost = await made(host);
    const grace = { token: host.token, body: { graceMinutes: 60 } };
    await test.ask('POST', `/v1/tokens/${lost.id}/rotation`, grace);
    const { browsers, links } = await trailOf(lost.token, host);
    expect(browsers).toHaveLength(3);
    const tokens: string[] = [];
    for (const link of links) {
      expect((await new Browser(test).open(link)).text).toContain('Cet accès prend fin en même temps');
      tokens.push((await accepted(test, link, 'Autre')).token);
    }
    const statuses = () =>
      Promise.all(tokens.map(async (token) => (await test.ask('GET', '/v1/tokens', { token })).status));
    expect(await statuses()).toEqual([200, 200]);
    test.now = new Date(test.now.getTime() + 61 * 60_000);
    expect(await statuses()).toEqual([401, 401]);
  });

  it('is no link by a claim, by an eleventh, or by a token that has expired', async () => {
    const host = await test.published({
      slug: 'les-cormiers',
      name: 'Les Cormiers',
      website: 'https://cormiers.example',
    });
    const claiming = new Browser(test);
    await claiming.send('POST', '/manage/hosts/les-cormiers/take-over', 'label=Autre&terms=2026-1');
    const { items } = (
      await test.ask<{ items: { id: string; byToken?: string }[] }>('GET', '/v1/audit?host=les-cormiers', {
        token: ADMIN_TOKEN,
      })
    ).body;
    expect(items.length).toBeGreaterThan(0);
    const { rows } = (await test.database.db.execute(
      sql`select id::text from tokens where is_claim and host_id = ${host.id}`,
    )) as unknown as { rows: { id: string }[] };
    expect((await claiming.send('POST', '/manage/persons/invitations', `as=${rows[0]!.id}`)).status).toBeGreaterThan(
      399,
    );
    await expect(
      invite({ db: test.database.db, clock: () => test.now }, { tokenId: rows[0]!.id }),
    ).rejects.toMatchObject({ code: 'not-yours' });

    const soon = new Date(test.now.getTime() + 3_600_000).toISOString();
    const keeper = await signedIn((await made(host, { expiresAt: soon })).token);
    const links = [];
    for (let asked = 0; asked < 10; asked++) links.push(await invitedBy(keeper));
    await keeper.open('/manage/persons');
    expect((await keeper.fill('/manage/persons/invitations')).status).toBe(409);
    const context = { db: test.database.db, clock: () => test.now };
    // Its own day aside: whoever invites must still be in.
    await test.database.db.execute(
      sql`update invitations set expires_at = ${new Date(test.now.getTime() + 86_400_000).toISOString()}`,
    );
    test.now = new Date(test.now.getTime() + 3_601_000);
    await expect(readInvitation(context, links[0]!.split('/').at(-1)!)).rejects.toMatchObject({
      code: 'invitation-not-found',
    });
    expect((await new Browser(test).send('POST', links[0]!, 'label=x', { origin: SITE })).status).toBe(404);
  });

  it('goes with its person, who erases it: the addresses that they added too', async () => {
    const host = await test.published({ name: 'Les Ajoncs' });
    const { invited } = await accepted(test, await invitedBy(await signedIn(host.token)), 'Partante');
    const { reader } = await broughtIn(invited, host);
    const link = await invitedBy(invited);
    await invited.open('/manage/persons/erase');
    await invited.fill('/manage/persons/erase');
    expect([await isIn(test, reader), (await new Browser(test).open(link)).status]).toEqual([false, 404]);
    expect(await test.database.db.$count(mailAddresses, sql`host_id = ${host.id}`)).toBe(0);
  });
});
