import { beforeAll, describe, expect, it } from 'vitest';
import type { HostDocument } from '../../src/host-documents/schema.ts';
import { type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';

type Services = HostDocument['services'];

const test = useApp();
const AT = '/manage/hosts/les-frenes';
let host: Owned;
let desk: Browser;
beforeAll(async () => {
  host = await test.published({ slug: 'les-frenes', name: 'Les Frênes' });
  desk = await new Browser(test).signIn(host.token);
});

const documentNow = async () =>
  (await test.ask<HostDocument>('GET', '/v1/hosts/les-frenes/document', { token: host.token })).body;
const planNow = async () => (await documentNow()).services[0]!.plans![0]!;

/** Replaces what the host offers, as a program does. @returns the address of its first plan on the desk */
async function offer(plan: object, usages = ['file-storage-sharing'], ...others: Services): Promise<string> {
  const nuage = { slug: 'nuage', name: 'Nuage', usages, plans: [{ name: 'Groupe', ...plan }] };
  const services = [nuage, ...others] as Services;
  const body = { ...(await documentNow()), services };
  const put = await test.ask('PUT', '/v1/hosts/les-frenes/document', { token: host.token, ifMatch: '*', body });
  expect(put.status, put.text).toBe(200);
  await desk.open(`${AT}/services`);
  return desk.text.match(/href="([^"]+\/plans\/[^"/]+)"/)![1]!;
}

const sent = async (path: string, typed: Record<string, string | string[]>) => {
  await desk.open(path);
  return (await desk.fill(path, typed)).status;
};

describe('A form of an entry that a program wrote', () => {
  it('keeps that a box was ticked, where the program had said no', async () => {
    const plan = await offer({ onQuote: false, freeAmount: { floor: 2 } });
    await sent(`${plan}/terms`, { onQuote: 'yes' });
    await sent(plan, { fixed: '3' });
    expect(await planNow()).toMatchObject({ onQuote: true, freeAmount: { floor: 2 }, fixed: 3 });
  });

  it('does not tick a box again that is unticked while an amount is typed for it: it asks which is meant', async () => {
    const plan = await offer({ freeAmount: { advised: 20 }, membershipFree: { floor: 5 } });
    expect(await sent(plan, { free: [], advised: '25,5' })).toBe(422);
    expect(desk.text.replaceAll('\u00a0', ' ')).toContain('Vous décochez le prix libre, mais vous écrivez');
    expect(desk.form(plan).fields.get('advised')).toBe('25,5');
    expect(await sent(`${plan}/terms`, { membershipFree: [], 'membership-advised': '8' })).toBe(422);
    expect(await planNow()).toMatchObject({ freeAmount: { advised: 20 }, membershipFree: { floor: 5 } });
    // What was advised before goes with its box.
    await sent(plan, { free: [] });
    await sent(`${plan}/terms`, { membershipFree: [] });
    const plain = await planNow();
    expect(plain).not.toHaveProperty('freeAmount');
    expect(plain).not.toHaveProperty('membershipFree');
  });

  it('asks what a price is that is written where everybody pays what they can: the least, or a part for all', async () => {
    for (const [fixedMeans, expected] of [
      ['floor', { freeAmount: { advised: 40, floor: 20 } }],
      ['added', { fixed: 20, freeAmount: { advised: 40 } }],
    ] as const) {
      const plan = await offer({});
      expect(await sent(plan, { free: 'yes', advised: '40', fixed: '20' })).toBe(422);
      expect(desk.text).toContain('id="fault-fixedMeans"');
      expect(await planNow()).not.toHaveProperty('freeAmount');
      expect((await desk.fill(plan, { fixedMeans })).status).toBe(200);
      const { name: _, observedOn: __, period: ___, ...amounts } = await planNow();
      expect(amounts).toEqual(expected);
      // What was said once is not asked again.
      expect(await sent(plan, { advised: '41' })).toBe(200);
    }
    const plan = await offer({});
    expect(await sent(plan, { free: 'yes', advised: '40', floor: '20' })).toBe(200);
    expect(await planNow()).toMatchObject({ freeAmount: { advised: 40, floor: 20 } });
  });

  it('keeps the licence when only the spelling of the software is put right', async () => {
    await offer({ fixed: 1 });
    const licensed = await documentNow();
    licensed.services[0]!.software = { name: 'nextcloud', licence: 'AGPL-3.0-or-later' };
    await test.ask('PUT', '/v1/hosts/les-frenes/document', { token: host.token, ifMatch: '*', body: licensed });
    await sent(`${AT}/services/nuage`, { software: 'NextCloud' });
    expect((await documentNow()).services[0]!.software).toEqual({ name: 'NextCloud', licence: 'AGPL-3.0-or-later' });
    await sent(`${AT}/services/nuage`, { software: 'Seafile' });
    expect((await documentNow()).services[0]!.software).toEqual({ name: 'Seafile' });
  });

  it('takes a service out of the plans that covered it, with the limits that only it had', async () => {
    const visio = { slug: 'visio', name: 'Visio', usages: ['video-conferencing'] };
    const limits = { 'simultaneous-participants': 30 };
    await offer({ fixed: 1, covers: ['visio'], limits }, ['file-storage-sharing'], visio);
    await desk.open(`${AT}/services/visio/remove`);
    expect(desk.text.replaceAll('\u00a0', ' ')).toContain('Ce n’est plus compris dans : Nuage · Groupe.');
    await desk.fill(`${AT}/services/visio/remove`);
    expect(await planNow()).toEqual({ name: 'Groupe', fixed: 1 });
  });

  it('reads a price as people write it, and asks which period is meant where it says another one', async () => {
    const plan = await offer({ fixed: 90, membershipFee: 30 });
    expect(await sent(plan, { fixed: '60 € par an' })).toBe(200);
    expect(await planNow()).toMatchObject({ fixed: 60 });
    expect(await sent(plan, { fixed: '4 par mois' })).toBe(422);
    expect(desk.text.replaceAll('\u00a0', ' ')).toContain('choisissez « par mois », ou écrivez le prix par an.');
    expect((await desk.fill(plan, { period: 'month' })).status).toBe(200);
    expect(await planNow()).toMatchObject({ fixed: 4, period: 'month' });
    expect(await sent(`${plan}/terms`, { membershipFee: '2 par mois', setupFee: '30 par an' })).toBe(422);
    expect(desk.text).toContain('id="fault-membershipFee"');
    expect(desk.text).toContain('id="fault-setupFee"');
    expect((await desk.fill(`${plan}/terms`, { membershipFee: '24 par an', setupFee: 'gratuit' })).status).toBe(200);
    expect(await planNow()).toMatchObject({ membershipFee: 24, setupFee: 0 });
  });

  it('does not take a lone comma for “none”', async () => {
    await sent(`${AT}/facts`, { languages: 'français' });
    expect((await documentNow()).host.languages).toEqual(['fr']);
    await sent(`${AT}/facts`, { languages: ',' });
    expect((await documentNow()).host).not.toHaveProperty('languages');
  });
});

describe('What was typed for a fact that somebody took out meanwhile', () => {
  const change = async (of: (document: HostDocument) => void) => {
    const body = await documentNow();
    of(body);
    const put = await test.ask('PUT', '/v1/hosts/les-frenes/document', { token: host.token, ifMatch: '*', body });
    expect(put.status, put.text).toBe(200);
  };
  const kept = () => /<textarea id="gone"[^>]*>\s*([^<]*)/.exec(desk.text)?.[1];

  it('comes back to be copied, and what else was typed is written when the form is sent once more', async () => {
    await change((document) => {
      document.commitments = { 'closing-notice': { value: 90 }, 'backup-interval': { value: 1 } };
    });
    const page = `${AT}/evidence`;
    await desk.open(page);
    await change(({ commitments }) => delete commitments['closing-notice']);
    const typed = { 'note-closing-notice': 'Voté en mars', 'note-backup-interval': 'La nuit' };
    expect((await desk.fill(page, typed)).status).toBe(409);
    expect([kept(), desk.text]).toEqual(['Voté en mars', expect.stringContaining('quelqu’un l’a retirée')]);
    expect((await desk.fill(page)).status).toBe(200);
    expect((await documentNow()).commitments).toEqual({
      'backup-interval': { value: 1, note: { fr: 'La nuit' } },
    });
  });

  it('is kept too where the page has nothing left to ask; what was left as it was, or chosen, is not text', async () => {
    await offer({});
    const page = `${AT}/rooms`;
    await change(({ services }) => {
      services[0]!.capacity = { state: 'open', until: '2027-06-30' };
    });
    await desk.open(page);
    await change((document) => {
      document.services = [];
    });
    const { action, fields } = desk.form(page);
    expect(fields.get('until-nuage')).toBe('30/06/2027');
    expect((await desk.send('POST', action, fields.toString())).status).toBe(200);
    fields.set('capacity-nuage', 'full');
    expect((await desk.send('POST', action, fields.toString())).status).toBe(409);
    expect([kept(), desk.text]).toEqual([undefined, expect.stringContaining('quelqu’un l’a retirée')]);
    fields.set('from-nuage', '03/2027');
    await desk.send('POST', action, fields.toString());
    expect(kept()).toBe('03/2027');
  });
});

describe('What a form of a plan or a service contradicts on another page', () => {
  /** What the top of the page says is wrong, each with the address that it leads to. */
  const told = () => {
    const [, top = ''] = /role="alert">([\s\S]*?)<\/div>/.exec(desk.text) ?? [];
    const links = [...top.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)/g)];
    return links.map(([, to, text]) => [to, text!.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')]);
  };
  const withoutMark = (to: string) => to.split('#')[0]!;

  it('is called by its name, also on the same page: a fee where membership becomes free', async () => {
    const plan = await offer({ fixed: 1, membershipFee: 15 });
    expect(await sent(`${plan}/terms`, { membershipFree: 'yes' })).toBe(422);
    expect(told()).toEqual([
      [
        '#membershipFee',
        'Adhésion obligatoire, en euros par an : l’adhésion est à prix libre. Laissez ce montant vide, ou dites que l’adhésion n’est pas libre.',
      ],
    ]);
    await desk.fill(`${plan}/terms`, { membershipFee: '' });
    expect(await planNow()).toMatchObject({ fixed: 1, membershipFree: {} });
  });

  it('is told whole: all amounts by account where the price becomes that of each person', async () => {
    const plan = await offer({ fixed: 1, perAccount: 2, includedAccounts: 3 });
    expect(await sent(plan, { for: 'person' })).toBe(422);
    expect(told().map(([to]) => to)).toEqual([`${plan}/limits#perAccount`, `${plan}/limits#includedAccounts`]);
    expect(told()[0]![1]).toMatch(/^Prix de chaque compte de plus, en euros : le prix vaut déjà .* Laissez ceci vide/);
    expect(desk.form(plan).fields.get('for')).toBe('person');
    // In a copy, which has no page yet, it is told without a link.
    await sent(`${plan}/copy`, { name: 'Copie', for: 'person' });
    expect([told(), desk.text]).toEqual([[], expect.stringMatching(/Comptes compris sans payer plus/)]);
    await sent(`${plan}/limits`, { perAccount: '', includedAccounts: '' });
    expect(await sent(plan, { for: 'person' })).toBe(200);
    expect(await planNow()).toMatchObject({ for: 'person' });
  });

  it('is said beside the use that is unticked: a limit that is only for it', async () => {
    const limits = { 'simultaneous-participants': 30 };
    const plan = await offer({ limits }, ['file-storage-sharing', 'video-conferencing']);
    const service = `${AT}/services/nuage`;
    expect(await sent(service, { usages: 'file-storage-sharing' })).toBe(422);
    expect(desk.text).not.toMatch(/simultaneous-participants n|« simultaneous|pas de sens/);
    expect(desk.text).toMatch(/id="fault-usages"[^>]*>Groupe · Combien au plus/);
    expect(told()).toEqual([
      [`${plan}/limits#most-simultaneous-participants`, expect.stringContaining('videz-la d’abord')],
    ]);
    const page = withoutMark(told()[0]![0]!);
    await sent(page, { 'most-simultaneous-participants': '' });
    expect(await sent(service, { usages: 'file-storage-sharing' })).toBe(200);
    expect((await documentNow()).services[0]!.usages).toEqual(['file-storage-sharing']);
  });

  it('is said with the service and the plan where these are others: of a service that a plan includes', async () => {
    const limits = { 'simultaneous-participants': 30 };
    const visio = { slug: 'visio', name: 'Visio', usages: ['video-conferencing', 'forum'] };
    const plan = await offer({ limits, covers: ['visio'] }, ['file-storage-sharing'], visio);
    const field = `${plan}/limits#most-simultaneous-participants`;
    expect(await sent(`${AT}/services/visio`, { usages: 'forum' })).toBe(422);
    expect(told()).toEqual([[field, expect.stringMatching(/^Nuage · Groupe · Combien au plus/)]]);
    expect(await sent(`${plan}/terms`, { covers: [] })).toBe(422);
    expect(told()).toEqual([[field, expect.stringMatching(/^Combien au plus/)]]);
    expect(desk.text).toContain('id="fault-covers"');
    // Of one that is there no more, the limit is still asked.
    const after = await offer({ limits, covers: ['visio'] });
    await sent(`${after}/limits`, { 'most-simultaneous-participants': '' });
    expect(await planNow()).not.toHaveProperty('limits');
  });

  it('is said in English too', async () => {
    const plan = await offer({ perAccount: 2 });
    await desk.open(`${plan}?lang=en`);
    await desk.fill(plan, { for: 'person' });
    expect(told()[0]![1]).toMatch(/^Price of each further account, in euros: the price is for each person already/);
    expect(told()[0]![0]).toMatch(/\/limits\?lang=en#perAccount$/);
  });
});
