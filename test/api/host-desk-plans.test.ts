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
async function offer(plan: object, usages = ['file-storage-sharing']): Promise<string> {
  const services = [{ slug: 'nuage', name: 'Nuage', usages, plans: [{ name: 'Groupe', ...plan }] }] as Services;
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

  it('does not take a lone comma for “none”', async () => {
    await sent(`${AT}/facts`, { languages: 'français' });
    expect((await documentNow()).host.languages).toEqual(['fr']);
    await sent(`${AT}/facts`, { languages: ',' });
    expect((await documentNow()).host).not.toHaveProperty('languages');
  });
});
