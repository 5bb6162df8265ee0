import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { addMailAddress, listMailAddresses } from '../../src/mail/addresses.ts';
import type { Caller } from '../../src/requests/caller.ts';
import { writeOnMondays } from '../../src/waiting/quarterly/mondays.ts';
import { type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { mailSenderOf, useMailServer } from '../support/mail.ts';
import { reference } from '../support/matching.ts';

const api = useApp({ sendsMail: true });
const mail = useMailServer();
const MONDAY = '2026-11-30T07:00:00Z';
beforeEach(() => {
  api.now = new Date(MONDAY);
});

const context = (caller: Caller) => ({
  ...{ db: api.database.db, reference, clock: () => api.now, newId: randomUUID, caller },
});
const asHost = ({ id }: Owned) => context({ role: 'host', hostId: id, label: 'bureau', tokenId: null });
async function deliver() {
  mail.arrived.length = 0;
  await mailSenderOf(api, mail.port, []).run();
  return mail.arrived.splice(0);
}
/** What comes when the task of Mondays has run. */
async function write(instant = MONDAY) {
  api.now = new Date(instant);
  const { caller: _, ...task } = context({ role: 'anonymous' });
  const reminding = { current: api.catalogue.current, rules: { months: 12 } as never };
  await writeOnMondays(task, reminding, new AbortController().signal);
  return await deliver();
}
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const press = (path: string) =>
  api.ask('POST', path, { body: '', headers: { ...FORM, origin: 'https://bercail.example' } });
let count = 0;

/** A host with a confirmed address, and its holder at the desk. */
async function keptBy() {
  const host = await api.published();
  const email = `bureau${++count}@asso.example`;
  await addMailAddress(asHost(host), email, async () => {});
  const [question] = await deliver();
  const [, link] = /https:\/\/bercail\.example(\/manage\/mail\/confirm\/[\w-]+)/.exec(question!.text)!;
  await press(link!);
  const desk = await new Browser(api).signIn(host.token);
  return { host, email, desk, path: `/manage/hosts/${host.slug}/mail` };
}
const report = ({ slug }: Owned) =>
  api.ask('POST', `/v1/hosts/${slug}/reports`, { body: { kind: 'wrong', text: { fr: 'Le prix a changé.' } } });

describe('The line of Mondays', () => {
  it('comes to who asked for it, once: how many things wait, and where', async () => {
    const { host, email, desk, path } = await keptBy();
    await report(host);
    expect(await write()).toEqual([]);
    await desk.open(path);
    await desk.fill(path, { go: 'mondays' });
    expect(desk.text).toContain('une ligne le lundi');
    expect(await write('2026-12-01T07:00:00Z')).toEqual([]);
    const [letter, ...others] = await write();
    expect(others).toEqual([]);
    expect(letter!.to).toBe(email);
    const { body } = await api.ask<{ items: unknown[] }>('GET', `/v1/hosts/${host.slug}/todo`, { token: host.token });
    const [line] = letter!.text.split('\n');
    expect(line).toContain(
      body.items.length === 1 ? 'une chose attend une réponse.' : `${body.items.length} choses attendent`,
    );
    expect(line).toContain(`https://bercail.example/manage/hosts/${host.slug}`);
    expect(letter!.text).not.toContain('Le prix a changé');
    expect(await write('2026-11-30T19:00:00Z')).toEqual([]);
    expect(await write('2026-12-07T07:00:00Z')).toHaveLength(1);
  });

  it('ends by its own link, or by a mail program, and leaves the other mail', async () => {
    const { host, desk, path } = await keptBy();
    await report(host);
    await desk.open(path);
    await desk.fill(path, { go: 'mondays' });
    const [letter] = await write();
    const [, link] = /https:\/\/bercail\.example(\/manage\/mail\/mondays\/[\w-]+)/.exec(letter!.text)!;
    expect(letter!.headers).toContain(link);
    expect((await api.ask('GET', link!, { headers: { accept: 'text/html' } })).text).toContain('ligne du lundi');
    expect((await api.ask('POST', link!, { body: 'List-Unsubscribe=One-Click', headers: FORM })).status).toBe(200);
    expect(await write('2026-12-07T07:00:00Z')).toEqual([]);
    const [address] = await listMailAddresses(asHost(host));
    expect(address).toMatchObject({ isWeekly: false, isShutOut: false });
    expect((await api.ask('POST', '/manage/mail/mondays/aucune', { body: '', headers: FORM })).status).toBe(404);
  });

  it('is asked for and ended at the desk, of one’s own addresses alone', async () => {
    const { host, desk, path } = await keptBy();
    const other = await keptBy();
    await desk.open(path);
    const { id } = (await listMailAddresses(asHost(other.host)))[0]!;
    await desk.fill(path, { go: 'mondays', address: id });
    expect(await listMailAddresses(asHost(other.host))).toMatchObject([{ isWeekly: false }]);
    await desk.open(path);
    await desk.fill(path, { go: 'mondays' });
    await desk.fill(path, { go: 'no-mondays' });
    expect(await listMailAddresses(asHost(host))).toMatchObject([{ isWeekly: false }]);
  });
});
