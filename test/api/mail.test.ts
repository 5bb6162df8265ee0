import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { inTransaction } from '../../src/database/transaction.ts';
import { handOverOwnerships } from '../../src/hosts/ownership/claims.ts';
import { addMailAddress, listMailAddresses, removeMailAddress } from '../../src/mail/addresses.ts';
import { forgetMails, leaseMail, readMailState, storeMailOutcome, tellOwner } from '../../src/mail/queue.ts';
import { isSignInLink, requestSignInLink, useSignInLink } from '../../src/mail/sign-in.ts';
import { mailAddresses, mails, signInLinks } from '../../src/record/tables.ts';
import type { Caller } from '../../src/requests/caller.ts';
import { remindOfCases } from '../../src/waiting/case-reminders/remind.ts';
import { remindByMail } from '../../src/waiting/quarterly/remind.ts';
import { ADMIN_TOKEN, type Owned } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { mailSenderOf, useMailServer } from '../support/mail.ts';
import { reference } from '../support/matching.ts';
import { PATH, useSites } from '../support/sites.ts';

const sites = useSites();
const { test: api, answers, claim, check, publishedByProof } = sites;
const mail = useMailServer();

const contextOf = (caller: Caller) => ({
  ...{ db: api.database.db, reference, clock: () => api.now, newId: randomUUID, caller },
});
const asHost = ({ id }: { id: string }) => contextOf({ role: 'host', hostId: id, label: 'bureau', tokenId: null });
const later = (minutes: number) => {
  api.now = new Date(api.now.getTime() + minutes * 60_000);
};
const A_DAY = 24 * 60;
let count = 0;
const anAddress = () => `contact${++count}@asso${count}.example`;

const free = async () => {};

const problems: (string | undefined)[] = [];
/** All that arrives when what is due is sent. */
async function deliver(over = {}, port = mail.port) {
  mail.arrived.length = 0;
  await mailSenderOf(api, port, problems, over).run();
  return mail.arrived.splice(0);
}
const linkIn = (text: string, path: string): string =>
  new RegExp(`https://bercail\\.example(/manage/${path}/[\\w-]{43})`).exec(text)?.[1] ?? '';
const headerOf = (headers: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1] ?? '';
const open = (url: string) => api.ask('GET', url, { headers: { accept: 'text/html' } });
const FORM = 'application/x-www-form-urlencoded';
/** As a mail program does, which says nothing of where it comes from. */
const send = (url: string, body = '', type = FORM) => api.ask('POST', url, { body, headers: { 'content-type': type } });
/** As a browser does from our own page. */
const press = (url: string) =>
  api.ask('POST', url, { body: '', headers: { 'content-type': FORM, origin: 'https://bercail.example' } });

/** An address of a host that was entered and confirmed. */
async function confirmed(host: { id: string }, email = anAddress()): Promise<string> {
  await addMailAddress(asHost(host), email, free);
  const [question] = await deliver();
  expect((await press(linkIn(question!.text, 'mail/confirm'))).status).toBe(200);
  return email;
}
/** Somebody comes in by a confirmed address; returns the token that acts for them. */
async function comeInBy(email: string): Promise<string> {
  await requestSignInLink(contextOf({ role: 'anonymous' }), email, async () => {});
  const secret = linkIn((await deliver())[0]!.text, 'sign-in')
    .split('/')
    .at(-1)!;
  const [opened] = await inTransaction(api.database.db, (db) =>
    useSignInLink(db, contextOf({ role: 'anonymous' }), secret),
  );
  return opened!.tokenId;
}
const tell = (host: { id: string }, key: string) =>
  inTransaction(api.database.db, (db) =>
    tellOwner(
      db,
      contextOf({ role: 'anonymous' }),
      { hostId: host.id },
      {
        ...{ kind: 'takeover', key },
        words: { fr: { subject: 'Objet', paragraphs: ['Mot.'] }, en: { subject: 'Subject', paragraphs: ['Word.'] } },
      },
    ),
  );
const rowsOf = (host: { id: string }) => api.database.db.select().from(mails).where(eq(mails.hostId, host.id));

beforeEach(async () => {
  mail.forget();
  problems.length = 0;
  for (const table of [mails, mailAddresses]) await api.database.db.delete(table);
  later(A_DAY);
});

describe('an address', () => {
  it('gets one question, in French first, and nothing else before its owner has said yes by the form', async () => {
    const host = await api.published({ name: 'Les Ormes' });
    const email = anAddress();
    await addMailAddress(asHost(host), ` ${email.toUpperCase()} `, free);
    await tell(host, 'before');
    const [question, ...others] = await deliver();
    expect(others).toEqual([]);
    const { to } = question!;
    expect(to.toLowerCase()).toBe(email);
    expect(headerOf(question!.headers, 'auto-submitted')).toBe('auto-generated');
    expect(headerOf(question!.headers, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(question!.text.indexOf('Bonjour')).toBeLessThan(question!.text.indexOf('Hello'));
    const link = linkIn(question!.text, 'mail/confirm');
    // Programs that look at mails open links: nothing happens by it.
    for (let look = 0; look < 2; look++) {
      const page = await open(link);
      expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-store']);
      expect(page.text).toContain('Les Ormes');
    }
    await tell(host, 'asked');
    expect(await deliver()).toEqual([]);
    // Nor by what another site sends.
    expect((await send(link)).status).toBe(403);
    expect((await press(link)).status).toBe(200);
    expect([(await press(link)).status, (await open(link)).status]).toEqual([404, 404]);
    await tell(host, 'after');
    expect((await deliver()).map((told) => told.to)).toEqual([to]);
  });

  it('belongs to whoever speaks for the entry, is no other than one, and is written in few words a day', async () => {
    const [host, other] = [await api.published(), await api.published()];
    for (const caller of [
      { role: 'anonymous' },
      { role: 'admin', label: 'admin', tokenId: null },
      { role: 'claimant', hostId: host.id, label: 'x', tokenId: randomUUID() },
    ] as const)
      await expect(addMailAddress(contextOf(caller), anAddress(), free)).rejects.toMatchObject({
        code: caller.role === 'anonymous' ? 'no-token' : 'not-yours',
      });
    for (const typed of [
      '',
      'a@b',
      'a@127.0.0.1',
      'a@0x7f.1',
      'a@[127.0.0.1]',
      'a@machine.localhost',
      'a b@c.example',
      'Nom <a@b.example>',
      'a@b.example,c@d.example',
      'a@b.example\r\nBcc: c@d.example',
      `${'a'.repeat(300)}@b.example`,
    ])
      await expect(addMailAddress(asHost(host), typed, free)).rejects.toMatchObject({ code: 'meaningless-request' });
    const email = await confirmed(host);
    await removeMailAddress(asHost(other), (await listMailAddresses(asHost(host)))[0]!.id);
    expect((await listMailAddresses(asHost(host))).map((one) => one.email)).toEqual([email]);
    // The same address for others: three questions a day, and the answer is always the same.
    const wanted = anAddress();
    for (let times = 0; times < 5; times++) await addMailAddress(asHost(other), wanted, free);
    expect(await deliver()).toHaveLength(3);
    // One after the other, added and removed: what was asked still counts.
    const spam = async () => {
      for (let times = 0; times < 12; times++) {
        await addMailAddress(asHost(other), anAddress(), free);
        for (const { id } of await listMailAddresses(asHost(other))) await removeMailAddress(asHost(other), id);
      }
    };
    await expect(spam()).rejects.toMatchObject({ code: 'too-many-requests' });
  });

  it('of a draft is one, its owner’s own: what anybody calls a draft is sent to nobody', async () => {
    const draft = await api.draft({ name: 'Votre compte est bloqué, connectez-vous' });
    await addMailAddress(asHost(draft), anAddress(), free);
    await expect(addMailAddress(asHost(draft), anAddress(), free)).rejects.toMatchObject({
      code: 'too-many-addresses',
    });
    const [question, ...others] = await deliver();
    expect(others).toEqual([]);
    expect(question!.headers + question!.text).not.toContain('bloqué');
    for (const { id } of await listMailAddresses(asHost(draft))) await removeMailAddress(asHost(draft), id);
    await expect(addMailAddress(asHost(draft), anAddress(), free)).rejects.toMatchObject({
      code: 'too-many-addresses',
    });
  });

  it('is told by a published entry with its name quoted, in no subject, and as it is written', async () => {
    const host = await api.published({ name: 'Asso {site} du Lac' });
    await addMailAddress(asHost(host), anAddress(), free);
    const [question] = await deliver();
    expect(headerOf(question!.headers, 'subject')).not.toMatch(/Lac/);
    const text = question!.text.replaceAll('\u2060', '');
    expect(text).toContain('« Asso {site} du Lac »');
    expect(text).toContain('“Asso {site} du Lac”');
    expect(linkIn(question!.text, 'mail/confirm')).not.toBe('');
  });

  it('whose owner wants no mail gets none from a host that never wrote to it either', async () => {
    const [host, third] = [await api.published(), await api.published()];
    const email = await confirmed(host);
    await tell(host, 'one');
    const [told] = await deliver();
    await send(linkIn(told!.text, 'mail/stop'), 'List-Unsubscribe=One-Click');
    await addMailAddress(asHost(third), email, free);
    expect(await deliver()).toEqual([]);
    // Nor does the answer tell.
    expect((await listMailAddresses(asHost(third))).map((one) => one.email)).toEqual([email]);
  });

  it('of an entry that nobody owns any more goes when somebody proves that it is theirs', async () => {
    const site = sites.aSite();
    const host = await api.published({ website: site });
    const email = await confirmed(host);
    const { body } = await api.ask<{ items: { id: string }[] }>('GET', '/v1/tokens', { token: host.token });
    for (const { id } of body.items) await api.ask('DELETE', `/v1/tokens/${id}`, { token: ADMIN_TOKEN });
    const claimed = (await claim(host.slug)).body;
    answers[PATH] = claimed.challenge.content;
    expect((await check(host.slug, claimed.token)).proven).toBe(true);
    await tell(host, 'after');
    expect(await deliver()).toEqual([]);
    expect(await columnsHolding(api.database, email)).toEqual([]);
  });

  it('that was stopped keeps no other one from its question, and who confirms one is in the trail', async () => {
    const [host, other] = [await api.published(), await api.published()];
    await confirmed(host);
    await tell(host, 'one');
    const [told] = await deliver();
    expect((await send(linkIn(told!.text, 'mail/stop'), 'List-Unsubscribe=One-Click')).status).toBe(200);
    await confirmed(other);
    const trail = await api.ask<{ items: { action: string }[] }>('GET', `/v1/audit?host=${other.slug}`, {
      token: other.token,
    });
    expect(trail.body.items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['addMailAddress', 'confirmMailAddress']),
    );
  });

  it('ends by its own link, by page or at once by a mail program, and is not written to again', async () => {
    const [host, other] = [await api.published(), await api.published()];
    const email = await confirmed(host);
    await confirmed(other, email);
    await tell(host, 'one');
    const [told] = await deliver();
    const stop = linkIn(told!.text, 'mail/stop');
    expect(headerOf(told!.headers, 'list-unsubscribe')).toBe(`<https://bercail.example${stop}>`);
    expect((await open(`${stop}?lang=en`)).text).toContain('Receive nothing more');
    await tell(host, 'waits');
    expect((await send(stop, 'List-Unsubscribe=One-Click')).status).toBe(200);
    const parts = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    expect([
      (await send(stop, parts, 'multipart/form-data; boundary=x')).status,
      (await open(stop)).status,
      (await open(`${stop}x`)).status,
    ]).toEqual([200, 200, 404]);
    await tell(other, 'two');
    await addMailAddress(asHost(other), email, free);
    await requestSignInLink(contextOf({ role: 'anonymous' }), email, async () => {});
    expect(await deliver()).toEqual([]);
    expect(await columnsHolding(api.database, email)).toEqual([]);
    expect(await listMailAddresses(asHost(host))).toEqual([]);
    // Nor is it asked anything for another entry.
    await addMailAddress(asHost(await api.published()), email, free);
    expect(await deliver()).toEqual([]);
  });
});

describe('a link to sign in with', () => {
  it('goes to confirmed addresses alone, works once, and asking for one tells nothing', async () => {
    const contact = anAddress();
    const host = await api.published({ contact: { email: contact } });
    const email = await confirmed(host);
    const unconfirmed = anAddress();
    await addMailAddress(asHost(host), unconfirmed, free);
    await deliver();
    const asked: unknown[] = [];
    for (const typed of [email.toUpperCase(), contact, unconfirmed, 'inconnu@ailleurs.example', 'n’importe quoi'])
      asked.push(await requestSignInLink(contextOf({ role: 'anonymous' }), typed, async () => {}));
    expect(asked).toEqual([undefined, undefined, undefined, undefined, undefined]);
    // Nothing was looked up yet, nor queued.
    expect((await rowsOf(host)).filter(({ kind }) => kind === 'sign-in')).toEqual([]);
    const [told, ...others] = await deliver();
    expect([told!.to, others]).toEqual([email, []]);
    const secret = linkIn(told!.text, 'sign-in').split('/').at(-1)!;
    const { db } = api.database;
    expect(await columnsHolding(api.database, secret)).toEqual([]);
    expect(await isSignInLink(contextOf({ role: 'anonymous' }), secret)).toBe(true);
    const use = () => inTransaction(db, (db) => useSignInLink(db, contextOf({ role: 'anonymous' }), secret));
    expect([(await use()).length, await use()]).toEqual([1, []]);
  });

  it('is over after half an hour, or with its address, and comes five times a day at most', async () => {
    const host = await api.published();
    const email = await confirmed(host);
    const secrets: string[] = [];
    for (let times = 0; times < 6; times++) {
      await requestSignInLink(contextOf({ role: 'anonymous' }), email, async () => {});
      secrets.push(...(await deliver()).map(({ text }) => linkIn(text, 'sign-in').split('/').at(-1)!));
    }
    expect(secrets).toHaveLength(5);
    const use = (secret: string) =>
      inTransaction(api.database.db, (db) => useSignInLink(db, contextOf({ role: 'anonymous' }), secret));
    await removeMailAddress(asHost(host), (await listMailAddresses(asHost(host)))[0]!.id);
    expect(await use(secrets[0]!)).toEqual([]);
    later(31);
    expect(await use(secrets[1]!)).toEqual([]);
    await forgetMails(contextOf({ role: 'anonymous' }));
    expect(await api.database.db.select().from(signInLinks)).toEqual([]);
  });

  it('goes out before what waits already, also while a sender is at that', async () => {
    const host = await api.published();
    const email = await confirmed(host);
    for (let number = 0; number < 10; number++) await tell(host, `many-${number}`);
    mail.arrived.length = 0;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    mail.slowly = () => (mail.arrived.length < 2 ? Promise.resolve() : held);
    const sender = mailSenderOf(api, mail.port, problems, { pollMs: 5 });
    sender.start();
    while (mail.arrived.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await requestSignInLink(contextOf({ role: 'anonymous' }), email, async () => {});
    release();
    while (mail.arrived.length < 11) await new Promise((resolve) => setTimeout(resolve, 5));
    await sender.stop();
    const links = mail.arrived.map(({ text }) => linkIn(text, 'sign-in') !== '');
    // Two were under way or on their way already: one that was sent, and one that was taken before it was asked for.
    expect([links.filter((isLink) => isLink).length, links.indexOf(true) <= 3]).toEqual([1, true]);
  });
});

describe('what waits to be sent', () => {
  it('is committed with what causes it, or not at all, and never twice', async () => {
    const host = await api.published();
    await confirmed(host);
    await expect(
      inTransaction(api.database.db, async (db) => {
        await tellOwner(
          db,
          asHost(host),
          { hostId: host.id },
          {
            ...{ kind: 'takeover', key: 'lost' },
            words: { fr: { subject: 'Objet', paragraphs: [] }, en: { subject: 'Subject', paragraphs: [] } },
          },
        );
        throw new Error('something else fails');
      }),
    ).rejects.toThrow();
    await tell(host, 'same');
    await tell(host, 'same');
    expect(await deliver()).toHaveLength(1);
    await tell(host, 'same');
    expect(await deliver()).toEqual([]);
  });

  it('is sent again under the same Message-ID by whoever finds it after a crash, and by one process at a time', async () => {
    const host = await api.published();
    await confirmed(host);
    for (const key of ['one', 'two', 'three']) await tell(host, key);
    // It is taken, and its process dies.
    const [taken] = await leaseMail(api.database.db, { now: api.now, leaseMs: 120_000, domain: 'bercail.example' });
    const senders = [mailSenderOf(api, mail.port), mailSenderOf(api, mail.port)];
    await Promise.all(senders.map((sender) => sender.run()));
    expect(mail.arrived).toHaveLength(2);
    later(3);
    const [again, ...others] = await deliver();
    expect([headerOf(again!.headers, 'message-id'), others]).toEqual([taken!.messageId, []]);
  });

  it('says nothing of its address by a try that comes back too late', async () => {
    const host = await api.published();
    await confirmed(host);
    await tell(host, 'late');
    const take = { now: api.now, leaseMs: 120_000, domain: 'bercail.example' };
    const [late] = await leaseMail(api.database.db, take);
    later(3);
    await deliver();
    await storeMailOutcome(api.database.db, late!, { state: 'refused', at: api.now, problem: '550', isMailbox: true });
    await tell(host, 'next');
    expect(await deliver()).toHaveLength(1);
  });

  it('loses its address and its words once it is sent, and is forgotten after a week', async () => {
    const host = await api.published();
    const email = await confirmed(host);
    await tell(host, 'sent');
    await deliver();
    expect(await rowsOf(host)).toMatchObject([
      { state: 'sent', toAddress: null, subject: null, text: null, stopKey: null },
      { state: 'sent', toAddress: null, subject: null, text: null, stopKey: null },
    ]);
    expect(await columnsHolding(api.database, email)).toEqual(['mail_addresses.email']);
    later(8 * A_DAY);
    await forgetMails(asHost(host));
    expect(await rowsOf(host)).toEqual([]);
  });

  it('goes with an address or a word that is redacted', async () => {
    const host = await api.published({ name: 'Chez Solange' });
    const email = await confirmed(host);
    await tell(host, 'redacted');
    const { status } = await api.ask('POST', `/v1/hosts/${host.id}/redactions`, {
      ...{ token: ADMIN_TOKEN, ifMatch: '*', body: { text: email } },
    });
    expect(status).toBe(200);
    expect(await columnsHolding(api.database, email)).toEqual([]);
    expect(await deliver()).toEqual([]);
  });
});

describe('a mail server', () => {
  it('that is away or says no for a while gets it later; growing waits, and no other mail is lost', async () => {
    const host = await api.published();
    const [email, other] = [await confirmed(host), await confirmed(host)];
    await tell(host, 'later');
    expect(await deliver({}, 1)).toEqual([]);
    expect(problems).toEqual(['no-answer']);
    mail.recipient = (to) => (to === email ? 450 : undefined);
    later(2);
    expect((await deliver()).map(({ to }) => to)).toEqual([other]);
    later(2);
    expect(await deliver()).toEqual([]);
    mail.forget();
    later(60);
    expect((await deliver()).map(({ to }) => to)).toEqual([email]);
    expect(await readMailState(api.database.db)).toMatchObject({ waiting: 0 });
  });

  it('that is slow is left in time', async () => {
    const host = await api.published();
    await confirmed(host);
    await tell(host, 'slow');
    // The time ends just when the server holds the mail, however busy the machine is.
    const limit = new AbortController();
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
    mail.slowly = async () => limit.abort();
    mail.content = () => 451;
    await mailSenderOf(api, mail.port, problems, { attemptMs: 30_000 }).run();
    expect(timeout.mock.calls).toEqual([[30_000]]);
    timeout.mockRestore();
    expect(problems).toEqual(['too-slow']);
    expect(await rowsOf(host)).toContainEqual(expect.objectContaining({ state: 'waiting', lastProblem: 'too-slow' }));
  });

  it('that knows no such mailbox gets nothing more for it, and nothing that it said is kept', async () => {
    const host = await api.published();
    const email = await confirmed(host);
    await tell(host, 'gone');
    mail.recipient = () => 550;
    await deliver();
    mail.forget();
    await tell(host, 'more');
    expect(await deliver()).toEqual([]);
    expect(await listMailAddresses(asHost(host))).toMatchObject([{ email, refusedAt: api.now }]);
    expect(await rowsOf(host)).toContainEqual(expect.objectContaining({ state: 'refused', lastProblem: 'answer-550' }));
    // Entered and confirmed anew, it is written to again.
    await confirmed(host, email);
    await tell(host, 'again');
    expect(await deliver()).toHaveLength(1);
  });

  it('that refuses one mail for good loses that one alone; what nobody takes for days is given up', async () => {
    const host = await api.published();
    await confirmed(host);
    mail.content = () => 554;
    await tell(host, 'refused');
    await deliver();
    mail.content = () => 451;
    await tell(host, 'given-up');
    await deliver();
    later(5 * A_DAY);
    mail.forget();
    expect(await deliver()).toEqual([]);
    await forgetMails(asHost(host));
    const state = await readMailState(api.database.db);
    expect(state).toMatchObject({ waiting: 0, sent: 1, refused: 1, givenUp: 1, lastProblem: 'answer-451' });
    await tell(host, 'next');
    expect(await deliver()).toHaveLength(1);
  });
});

describe('what is told by mail', () => {
  it('is that somebody else proved the domain: at once, to those who hold the entry until it changes hands', async () => {
    const host = await publishedByProof();
    const email = await confirmed(host);
    const { body } = await claim(host.slug);
    expect(await deliver()).toEqual([]);
    answers[PATH] = body.challenge.content;
    await check(host.slug, body.token);
    const told = await deliver();
    expect(told.map(({ to }) => to)).toEqual([email]);
    expect(told[0]!.text).toContain(`https://bercail.example/manage/hosts/${host.slug}`);
    later(8 * A_DAY);
    await handOverOwnerships(sites.context());
    await api.catalogue.catchUp();
    expect(await columnsHolding(api.database, email)).toEqual([]);
  });

  it('is that a takeover was stopped, at the address of what whoever asked for it keeps already', async () => {
    const [host, own] = [await publishedByProof(), await publishedByProof()];
    const email = await confirmed(own);
    // Somebody who keeps the other entry in person: a token that others may have too tells of nobody.
    const holder = await new Browser(api).signIn(own.token);
    await holder.open('/manage/persons');
    await holder.fill('/manage/persons/invitations');
    const [, link = ''] = / id="once"[^>]* value="https:\/\/bercail\.example([^"]+)"/.exec(holder.text)!;
    const one = new Browser(api);
    await one.open(link);
    await one.fill(link, { label: 'Une' });
    const at = `/manage/hosts/${host.slug}`;
    await one.open(`${at}/take-over`);
    await one.fill(`${at}/take-over`, { terms: '2026-1' });
    await one.open(`${at}/proof`);
    answers[PATH] = /bercail-challenge=[\w-]+/.exec(one.text)![0];
    later(1);
    await one.fill(`${at}/proof`);
    expect(await deliver()).toEqual([]);
    await api.ask('DELETE', `/v1/hosts/${host.slug}/ownership`, { token: host.token, ifMatch: '*' });
    const told = await deliver();
    expect(told.map(({ to }) => to)).toEqual([email]);
    expect(told[0]!.text).toContain(`demandait à reprendre la fiche « ${host.name} » dans le catalogue`);
  });

  it('is what waits, once a quarter, in one mail for all that its reader keeps', async () => {
    const [host, other]: Owned[] = [
      await api.published({ name: 'Les Saules' }),
      await api.published({ name: 'Les Trembles' }),
    ];
    const federation = await api.federation({ name: 'Réseau des Rives' });
    const email = await confirmed(host!);
    await confirmed(other!, email);
    const { items } = (await api.ask<{ items: { id: string }[] }>('GET', '/v1/tokens', { token: federation.token }))
      .body;
    await addMailAddress(
      contextOf({ role: 'federation', federationId: federation.id, label: 'bureau', tokenId: items[0]!.id }),
      email,
      free,
    );
    await deliver();
    const remind = async () => {
      const rules = { months: 12 } as never;
      await remindByMail(
        contextOf({ role: 'anonymous' }),
        { current: api.catalogue.current, rules },
        new AbortController().signal,
      );
      return (await deliver()).filter(({ to }) => to === email);
    };
    expect(await remind()).toEqual([]);
    later(92 * A_DAY);
    const [reminder, ...others] = await remind();
    expect(others).toEqual([]);
    for (const words of [
      'Les Saules',
      'Les Trembles',
      `/manage/hosts/${host!.slug}/confirmation`,
      'Listes dites entières',
    ])
      expect(reminder!.text).toContain(words);
    expect(reminder!.text).not.toContain('Rives');
    later(60 * A_DAY);
    expect(await remind()).toEqual([]);
    later(31 * A_DAY);
    expect(await remind()).toHaveLength(1);
  });

  it('tells nothing of cases to an address that an access added which an administrator made', async () => {
    const federation = await api.federation({ name: 'Réseau des Berges' });
    const host = await api.published({ name: 'Les Charmes' });
    const token = federation.token;
    const cases = `/v1/federations/${federation.slug}/cases`;
    const need = { usages: [{ usage: 'email-hosting' }] };
    const { body } = await api.ask<{ id: string }>('POST', cases, {
      ...{ token, body: { label: 'Fanfare', receivedBy: 'phone', need } },
    });
    const sent = await api.ask('POST', `${cases}/${body.id}/referrals`, { token, body: { host: host.slug } });
    expect(sent.status, sent.text).toBe(201);
    const own = await confirmed(host);
    // Nor to one whose access was ended.
    const former = await confirmed(host);
    const endedId = await comeInBy(former);
    expect((await api.ask('DELETE', `/v1/tokens/${endedId}`, { token: host.token })).status).toBe(204);
    const given = anAddress();
    const who = { role: 'host', hostId: host.id, label: 'assistance', tokenId: null, awaitsOfficer: true } as const;
    await addMailAddress(contextOf(who), given, free);
    const [question] = await deliver();
    expect((await press(linkIn(question!.text, 'mail/confirm'))).status).toBe(200);
    later(92 * A_DAY);
    await remindByMail(
      contextOf({ role: 'anonymous' }),
      { current: api.catalogue.current, rules: { months: 12 } as never },
      new AbortController().signal,
    );
    const told = await deliver();
    const mailTo = (email: string) => told.find(({ to }) => to === email)!.text;
    expect(mailTo(own)).toContain('Réseau des Berges');
    for (const email of [given, former]) {
      expect(mailTo(email)).toContain('Les Charmes');
      expect(mailTo(email)).not.toContain('Réseau des Berges');
    }
  });

  it('is the number of a case on the day that an officer chose, once, to whose turn it is, else to all', async () => {
    const federation = await api.federation({ name: 'Réseau des Îles' });
    const { token } = federation;
    const made = await api.ask<{ id: string }>('POST', '/v1/tokens', {
      ...{ token, body: { role: 'federation', federation: federation.slug, label: 'Bureau de Limoges' } },
    });
    const { items } = (await api.ask<{ items: { id: string }[] }>('GET', '/v1/tokens', { token })).body;
    const own = items.find(({ id }) => id !== made.body.id)!.id;
    const addresses: string[] = [];
    for (const tokenId of [own, made.body.id]) {
      const email = anAddress();
      const who = { role: 'federation', federationId: federation.id, label: 'bureau', tokenId } as const;
      await addMailAddress(contextOf(who), email, free);
      const [question] = await deliver();
      expect((await press(linkIn(question!.text, 'mail/confirm'))).status).toBe(200);
      addresses.push(email);
    }
    const cases = `/v1/federations/${federation.slug}/cases`;
    const words = { label: 'Fanfare du canton', note: 'Décide en mars.', hostToday: 'Chez nous' };
    const { body } = await api.ask<{ id: string; number: string }>('POST', cases, {
      ...{ token, body: { ...words, receivedBy: 'phone', need: { usages: [{ usage: 'email-hosting' }] } } },
    });
    const inDays = (days: number) => new Date(api.now.getTime() + days * A_DAY * 60_000).toISOString().slice(0, 10);
    const choose = (patch: object) => api.ask('PATCH', `${cases}/${body.id}`, { token, body: patch, ifMatch: '*' });
    const remind = async () => {
      await remindOfCases(contextOf({ role: 'anonymous' }));
      return await deliver();
    };
    expect((await choose({ remindOn: inDays(2) })).status).toBe(200);
    expect(await remind()).toEqual([]);
    later(2 * A_DAY);
    const [letter, ...others] = await remind();
    expect([letter!.to, others]).toEqual([addresses[0], []]);
    expect(letter!.text).toContain(body.number);
    expect(letter!.text).toContain('Ce dossier est à reprendre aujourd’hui');
    for (const word of [...Object.values(words), body.id, 'courriel']) expect(letter!.text).not.toContain(word);
    expect(await remind()).toEqual([]);
    await choose({ remindOn: inDays(1), turn: null });
    later(A_DAY);
    expect((await remind()).map(({ to }) => to).sort()).toEqual([...addresses].sort());
    // Another day that was chosen is another letter, also after a clock that was ahead.
    later(-2 * A_DAY);
    await choose({ remindOn: inDays(1) });
    later(2 * A_DAY);
    expect(await remind()).toHaveLength(2);
    // An address whose access was ended gets none, and takes none from the others.
    const ended = await comeInBy(addresses[1]!);
    expect((await choose({ remindOn: inDays(1), turn: ended })).status).toBe(200);
    expect((await api.ask('DELETE', `/v1/tokens/${ended}`, { token })).status).toBe(204);
    later(A_DAY);
    expect((await remind()).map(({ to }) => to)).toEqual([addresses[0]]);
    // Where nobody reads mail yet, the letter waits for the first confirmed address.
    const other = await api.federation();
    const theirs = `/v1/federations/${other.slug}/cases`;
    const { body: one } = await api.ask<{ id: string; number: string }>('POST', theirs, {
      ...{
        token: other.token,
        body: { label: 'Chorale', receivedBy: 'phone', need: { usages: [{ usage: 'forum' }] } },
      },
    });
    const dated = { token: other.token, body: { remindOn: inDays(1) }, ifMatch: '*' };
    expect((await api.ask('PATCH', `${theirs}/${one.id}`, dated)).status).toBe(200);
    later(A_DAY);
    expect(await remind()).toEqual([]);
    const held = (await api.ask<{ items: { id: string }[] }>('GET', '/v1/tokens', { token: other.token })).body.items;
    const they = { role: 'federation', federationId: other.id, label: 'bureau', tokenId: held[0]!.id } as const;
    await addMailAddress(contextOf(they), anAddress(), free);
    const [asking] = await deliver();
    await press(linkIn(asking!.text, 'mail/confirm'));
    expect((await remind()).map(({ text }) => text.includes(one.number))).toEqual([true]);
    // What was put aside reminds nobody.
    await choose({ remindOn: inDays(1), discarded: true });
    later(A_DAY);
    expect(await remind()).toEqual([]);
  });
});
