import { beforeAll, describe, expect, it } from 'vitest';
import { type MailKind, persons, tokens } from '../../src/record/tables.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { accepted, Browser, invitedBy, isIn, keptIn } from '../support/desk.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { lastLink } from '../support/mail.ts';

const test = useApp({ sendsMail: true });
let aulnes: Owned;
let federation: Owned;
beforeAll(async () => {
  aulnes = await test.published({
    slug: 'les-aulnes',
    name: 'Les Aulnes',
    contact: { email: 'public@aulnes.example' },
  });
  federation = await test.federation({ name: 'Collectif des Haies' });
});

const browser = () => new Browser(test);
const mailed = (kind: MailKind) => lastLink(test, kind);
const later = (minutes: number) => {
  test.now = new Date(test.now.getTime() + minutes * 60_000);
};
/** Adds an address on a desk, and says yes as whoever reads it. */
async function confirmed(owner: Owned, page: string, email: string): Promise<Browser> {
  const desk = await browser().signIn(owner.token);
  await desk.open(page);
  await desk.fill(page, { email }, desk.text.split(`action="${page}"`).length - 2);
  expect(desk.text).toContain(email);
  const link = await mailed('confirm-address');
  const reader = browser();
  await reader.open(link);
  await reader.fill(link);
  expect(reader.text).toContain('Votre adresse est confirmée');
  return desk;
}
const asked = async (email: string) => {
  const one = browser();
  await one.open('/manage/sign-in');
  await one.fill('/manage/sign-in/mail', { email });
  return one;
};
const linkFor = async (email: string) => {
  await asked(email);
  return await mailed('sign-in');
};
/** The form of a link as it is sent, whether its page was opened or not. */
const pressed = (link: string) => browser().send('POST', link);
const arrived = async (link: string) => {
  const reader = browser();
  await reader.open(link);
  await reader.fill(link);
  return reader;
};
const opens = (one: Browser) => isIn(test, one);
const HOST_MAIL = '/manage/hosts/les-aulnes/mail';

describe('A link by mail', () => {
  it('signs in whoever reads a confirmed address, once, and only when its form is sent', async () => {
    const email = 'bureau@aulnes.example';
    await confirmed(aulnes, HOST_MAIL, email);
    const page = `/manage/federations/${federation.slug}/mail`;
    await confirmed(federation, page, email);
    const link = await linkFor(' Bureau@Aulnes.example ');
    // Programs that look at mails open links.
    for (let opened = 0; opened < 3; opened++) expect((await browser().open(link)).text).toContain('Me connecter');
    const victim = await browser().signIn(ADMIN_TOKEN);
    const { cookie } = victim;
    await victim.open(link);
    await victim.fill(link);
    expect(victim.at).toBe('/manage');
    expect([victim.text.includes('Les Aulnes'), victim.text.includes('Collectif des Haies')]).toEqual([true, true]);
    expect(victim.text).not.toContain('Administration');
    const former = browser();
    former.cookie = cookie;
    expect(await opens(former)).toBe(false);
    expect((await browser().open(link)).status).toBe(404);
    expect((await browser().send('POST', link)).status).toBe(404);
    // The same access again, and nobody in particular: several people may read one address.
    const { db } = test.database;
    const count = async () => [await db.$count(persons), await db.$count(tokens)];
    const before = await count();
    expect((await arrived(await linkFor(email))).text).toContain('que d’autres peuvent avoir aussi');
    expect(await count()).toEqual(before);
    expect(await columnsHolding(test.database, email)).toEqual(['mail_addresses.email']);
  });

  it('is answered alike for every address, and opens nothing when it is guessed, old, or used by two at once', async () => {
    const email = 'juste@aulnes.example';
    await confirmed(aulnes, HOST_MAIL, email);
    const [told, ...others] = await Promise.all(
      [email, 'public@aulnes.example', 'personne@ailleurs.example'].map(asked),
    );
    expect(told!.text).toContain('Regardez votre courrier');
    expect(others.map(({ text }) => text)).toEqual([told!.text, told!.text]);
    const wrong = await asked('pas une adresse');
    expect([wrong.shown!.status, wrong.form('/manage/sign-in/mail').fields.get('email')]).toEqual([
      422,
      'pas une adresse',
    ]);
    const link = await mailed('sign-in');
    await confirmed(aulnes, HOST_MAIL, 'bureau@xn--fort-ipa.example');
    expect(await linkFor('Bureau@Forêt.example')).toMatch(/sign-in/);
    expect(link).toMatch(/^\/manage\/sign-in\/[\w-]{43}$/);
    for (const guess of [`${link.slice(0, -3)}abc`, '/manage/sign-in/x', `/manage/sign-in/${'%00'}`])
      expect((await browser().send('POST', guess)).status).toBe(404);
    expect((await browser().send('POST', link, '', { origin: 'https://evil.example' })).status).toBe(403);
    const at = await Promise.all([1, 2].map(async () => (await browser().send('POST', link)).status));
    expect(at.sort()).toEqual([200, 404]);
    const old = await linkFor(email);
    later(31);
    expect((await pressed(old)).status).toBe(404);
  });

  it('ends with its address, with the access that it gave, and with the entry', async () => {
    const email = 'fin@aulnes.example';
    const desk = await confirmed(aulnes, HOST_MAIL, email);
    const reader = await arrived(await linkFor(email));
    expect(await opens(reader)).toBe(true);
    // An access that a program ends stays ended, although the address is still confirmed.
    const { items } = (
      await test.ask<{ items: { id: string; label: string }[] }>('GET', '/v1/tokens', { token: aulnes.token })
    ).body;
    const made = items.filter(({ label }) => label === 'courriel').at(-1)!;
    await test.ask('DELETE', `/v1/tokens/${made.id}`, { token: aulnes.token });
    expect(await opens(reader)).toBe(false);
    expect((await pressed(await linkFor(email))).status).toBe(404);
    await desk.open(HOST_MAIL);
    expect(desk.text).toContain('Elle ne permet plus de se connecter');

    const host = await test.published({ slug: 'les-ifs', name: 'Les Ifs' });
    const page = '/manage/hosts/les-ifs/mail';
    const [kept, removed] = ['reste@ifs.example', 'part@ifs.example'];
    for (const one of [removed, kept]) {
      later(1);
      await confirmed(host, page, one);
    }
    const readers = [await arrived(await linkFor(removed)), await arrived(await linkFor(kept))] as const;
    const open = async () => [await opens(readers[0]), await opens(readers[1])];
    await readers[1].open(page);
    await readers[1].fill(page);
    expect(readers[1].text).not.toContain(removed);
    expect(await open()).toEqual([false, true]);
    const link = await linkFor(kept);
    await test.ask('DELETE', '/v1/hosts/les-ifs', { token: host.token, ifMatch: '*' });
    expect(await open()).toEqual([false, false]);
    expect((await pressed(link)).status).toBe(404);
  });

  it('makes nobody the person of another reader, and erases its address when a reader wants nothing kept', async () => {
    const email = 'equipe@aulnes.example';
    await confirmed(aulnes, HOST_MAIL, email);
    const [one, other] = [await arrived(await linkFor(email)), await arrived(await linkFor(email))];
    const desk = await browser().signIn(federation.token);
    const link = await invitedBy(desk);
    await one.open(link);
    await one.fill(link, { label: 'Une' });
    const joined = await invitedBy(other);
    const { invited, token } = await accepted(test, joined, 'Autre');
    for (const browserOf of [invited, await browser().signIn(token), await arrived(await linkFor(email))]) {
      await browserOf.open('/manage');
      expect(keptIn(browserOf)).toEqual(['Les Aulnes']);
    }
    // Entered for another entry too, and not confirmed there.
    const ifs = await test.published({ name: 'Les Houx' });
    const page = `/manage/hosts/${ifs.slug}/mail`;
    const houx = await browser().signIn(ifs.token);
    await houx.open(page);
    await houx.fill(page, { email }, houx.text.split(`action="${page}"`).length - 2);
    await other.open('/manage/persons/erase');
    expect(other.text).toContain('L’adresse de courriel par laquelle vous êtes entré est effacée');
    await other.fill('/manage/persons/erase');
    expect(other.cookie).toBeUndefined();
    expect(await opens(other)).toBe(false);
    expect(await columnsHolding(test.database, email)).toEqual([]);
    expect(await linkFor(email)).toBe('nothing came');
    expect(await opens(invited)).toBe(true);
  });

  it('is erased of every owner that has it, told to each, unless one of them would be left to readers', async () => {
    const [frenes, saules] = [
      await test.published({ slug: 'les-frenes', name: 'Les Frênes' }),
      await test.published({ slug: 'les-saules', name: 'Les Saules' }),
    ];
    // One sender asks for so many confirmations an hour.
    later(61);
    const email = 'partage@frenes.example';
    await confirmed(frenes, '/manage/hosts/les-frenes/mail', email);
    const first = await arrived(await linkFor(email));
    await confirmed(saules, '/manage/hosts/les-saules/mail', email);
    const second = await arrived(await linkFor(email));
    const of = async (token: string) =>
      (await test.ask<{ items: { id: string; prefix: string }[] }>('GET', '/v1/tokens', { token })).body.items;
    const draft = { role: 'host', host: 'les-saules', label: 'lecture', rights: 'read' };
    const { body: reads } = await test.ask<{ token: string; id: string }>('POST', '/v1/tokens', {
      ...{ token: saules.token, body: draft },
    });
    // By the mailbox, which opens the second entry in the second session alone, that entry’s first access ends.
    const { id } = (await of(saules.token)).find(({ prefix }) => saules.token.startsWith(prefix))!;
    await second.open(`/manage/persons/end/token/${id}`);
    await second.fill(`/manage/persons/end/token/${id}`);
    expect((await test.ask('GET', '/v1/tokens', { token: saules.token })).status).toBe(401);
    const erase = async () => {
      await first.open('/manage/persons/erase');
      await first.fill('/manage/persons/erase');
    };
    await erase();
    expect(first.text).toContain('Donnez d’abord tous les droits');
    expect([await opens(first), await opens(second)]).toEqual([true, true]);
    expect((await test.ask('DELETE', `/v1/tokens/${reads.id}`, { token: ADMIN_TOKEN })).status).toBe(204);
    await erase();
    expect([await opens(first), await opens(second)]).toEqual([false, false]);
    expect(await columnsHolding(test.database, email)).toEqual([]);
    for (const host of [frenes, saules]) {
      const trail = await test.ask<{ items: { action: string }[] }>('GET', `/v1/audit?host=${host.slug}`, {
        token: ADMIN_TOKEN,
      });
      const told = trail.body.items.filter(({ action }) => action === 'removeMailAddress');
      expect([host.slug, told.length]).toEqual([host.slug, 1]);
    }
  });

  it('is offered only where there is a mail server, and to those who speak for the entry', async () => {
    const { app } = await test.beside({ sendsMail: false });
    const page = await app.inject('/manage/sign-in');
    expect(page.payload).not.toContain('sign-in/mail');
    const admin = await browser().signIn(ADMIN_TOKEN);
    expect((await admin.open(HOST_MAIL)).status).toBe(403);
    const other = await browser().signIn((await test.published()).token);
    expect((await other.open(HOST_MAIL)).status).toBe(403);
    expect((await other.send('POST', HOST_MAIL, 'email=moi%40ailleurs.example')).status).toBe(403);
  });
});
