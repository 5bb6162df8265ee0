import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Host, HostDraft } from '../../src/documents/host.ts';
import { hosts } from '../../src/record/tables.ts';
import { ADMIN_TOKEN, meaningless, useApp } from '../support/app.ts';
import { aHost, aService } from '../support/record.ts';

const api = useApp();
const REFUSED = { '/contact/email': 'personal-address' };
const register = (over: Partial<HostDraft>) => ({ body: aHost(over) });
const accepts = async (email: string, over: Partial<HostDraft> = {}) =>
  (await api.ask('POST', '/v1/hosts', register({ contact: { email }, ...over }))).status === 201;
const patch = (slug: string, token: string, contact: object) =>
  api.ask<Host>('PATCH', `/v1/hosts/${slug}`, { token, ifMatch: '*', body: { contact } });

describe('an address for everybody to read', () => {
  it.each(['jeanne.martin@gmail.com', 'j.martin23@orange.fr', 'Jeanne@Free.FR', 'jeanne+asso@proton.me'])(
    'is not the mailbox of a person: %s',
    async (email) => {
      const asking = register({ contact: { email } });
      expect(await api.refused('POST', '/v1/hosts', asking)).toEqual(meaningless(REFUSED));
    },
  );

  it.each([
    'contact.fanfare@gmail.com',
    'asso-fanfare@free.fr',
    'bureau23@laposte.net',
    'secretariat_fanfare@outlook.fr',
    'lesaulnes@gmail.com',
    'les.aulnes.creuse@orange.fr',
  ])('may be that of a role, or bear the name of the organisation, wherever it is: %s', async (email) => {
    expect(await accepts(email, { name: 'Association Les Aulnes' })).toBe(true);
  });

  it('at the organisation’s own domain is whatever it says: nobody can tell', async () => {
    expect(await accepts('jeanne.martin@aulnes.example')).toBe(true);
    expect(await accepts('jeanne@disroot.org', { website: 'https://www.disroot.org' })).toBe(true);
    expect(await accepts('jeanne@disroot.org')).toBe(false);
  });

  it('of somebody who hosts alone is not a role because it bears their name', async () => {
    const name = 'Jeanne Martin';
    expect(await accepts('jeanne.martin@gmail.com', { name, legalForm: 'individual' })).toBe(false);
    expect(await accepts('jeanne.martin@gmail.com', { name, legalForm: 'association' })).toBe(true);
  });

  it('says why it is refused, and what to do, in plain short sentences', async () => {
    const asking = { ...register({ contact: { email: 'jeanne@gmail.com' } }) };
    for (const lang of ['fr', 'en']) {
      const { body } = await api.ask<{ errors: { message: string }[] }>('POST', `/v1/hosts?lang=${lang}`, asking);
      const { message } = body.errors[0]!;
      expect(message).toContain('roleAddress');
      expect(message).not.toContain('jeanne');
      for (const sentence of message.split(/(?<=[.?!])\s/)) expect(sentence.split(' ').length).toBeLessThan(25);
    }
  });
});

describe('a host that says that the address is its own', () => {
  const contact = { email: 'jeanne.et.paul@gmail.com', roleAddress: true };

  it('is believed, and still is when it changes something else', async () => {
    const { slug, token } = await api.published({ contact });
    const answer = await patch(slug, token, { phone: '+33 5 55 00 00 00' });
    expect([answer.status, answer.body.contact]).toEqual([200, { ...contact, phone: '+33 5 55 00 00 00' }]);
    const read = await api.ask<{ host: HostDraft }>('GET', `/v1/hosts/${slug}/document`);
    const put = await api.ask<Host>('PUT', `/v1/hosts/${slug}/document`, { token, ifMatch: '*', body: read.body });
    expect([put.status, put.body.version]).toEqual([200, answer.body.version]);
  });

  it('is asked again for another address, and no more once there is none', async () => {
    const { slug, token } = await api.published({ contact: { ...contact, url: 'https://aulnes.example/contact' } });
    const asking = { token, ifMatch: '*', body: { contact: { email: 'paul@gmail.com' } } };
    expect(await api.refused('PATCH', `/v1/hosts/${slug}`, asking)).toEqual(meaningless(REFUSED));
    expect((await patch(slug, token, { email: 'paul@gmail.com', roleAddress: true })).body.contact).toMatchObject({
      email: 'paul@gmail.com',
      roleAddress: true,
    });
    expect((await patch(slug, token, { email: null })).body.contact).toEqual({
      url: 'https://aulnes.example/contact',
    });
  });

  it('says nothing of an address that was removed for good', async () => {
    const { slug } = await api.published({ contact });
    const body = { text: 'jeanne.et.paul' };
    expect((await api.ask('POST', `/v1/hosts/${slug}/redactions`, { token: ADMIN_TOKEN, body })).status).toBe(200);
    expect((await api.ask<Host>('GET', `/v1/hosts/${slug}`)).body).not.toHaveProperty('contact');
  });
});

it('the document of a host points at the address', async () => {
  const { slug, token } = await api.published();
  const { terms: _, ...host } = aHost({ slug, contact: { email: 'jeanne@gmail.com' } });
  const body = { host, services: [], claims: {}, commitments: {} };
  expect(await api.refused('PUT', `/v1/hosts/${slug}/document`, { token, ifMatch: '*', body })).toEqual(
    meaningless({ '/host/contact/email': 'personal-address' }),
  );
});

describe('a mailbox to which no mail can come', () => {
  const NOWHERE = ['a@127.0.0.1', 'a@0x7f.1', 'a@hote.localhost', 'a@machine.local', 'a@-.example'];
  it.each(NOWHERE)('is refused at every door: %s', async (email) => {
    const wrong = (at: string) => [400, 'invalid-request', { [at]: 'wrong-format' }];
    expect(await api.refused('POST', '/v1/hosts', register({ contact: { email } }))).toEqual(wrong('/contact/email'));
    const { slug, token } = await api.published();
    const at = `/v1/hosts/${slug}`;
    const write = (body: object) => ({ token, ifMatch: '*', body });
    expect(await api.refused('PATCH', at, write({ contact: { email } }))).toEqual(wrong('/contact/email'));
    const { body: document } = await api.ask<{ host: object }>('GET', `${at}/document`, { token });
    const other = { ...document, host: { ...document.host, contact: { email } } };
    expect(await api.refused('PUT', `${at}/document`, write(other))).toEqual(wrong('/host/contact/email'));
    const file = `file.class = organization\norganization.name = Les Aulnes\norganization.contact.email = ${email}\n`;
    const checked = await api.ask('POST', '/v1/exchange/chatonsinfos/check', {
      ...{ body: file, headers: { 'content-type': 'text/plain' } },
    });
    expect(checked.text).toContain('bad-email');
  });

  it('is still read where it was stored before, and another is taken', async () => {
    const { id, slug, token } = await api.published({ contact: { email: 'contact@aulnes.example' } });
    const stored = { email: 'a@127.0.0.1' };
    await api.database.db.update(hosts).set({ contact: stored }).where(eq(hosts.id, id));
    const at = `/v1/hosts/${slug}`;
    expect((await patch(slug, token, { phone: '05 55 00 00 00' })).status).toBe(400);
    const changed = await api.ask<Host>('PUT', `${at}/services/nuage`, { token, body: aService() });
    expect(changed.status, changed.text).toBe(201);
    expect((await api.ask<Host>('GET', at)).body.contact).toEqual(stored);
    expect((await patch(slug, token, { email: 'bureau@aulnes.example' })).status).toBe(200);
  });
});
