import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';

const test = useApp();
let host: Owned;
let federation: Owned;
let desk: Browser;
beforeAll(async () => {
  host = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes', website: 'https://aulnes.example/' });
  federation = await test.federation({ slug: 'les-communs', name: 'Les Communs', website: 'https://communs.example' });
  desk = await new Browser(test).signIn(host.token);
  const asking = { token: host.token, ifMatch: '*' };
  await test.ask('PUT', '/v1/hosts/les-aulnes/services/nuage', {
    ...asking,
    body: {
      name: 'Nuage',
      usages: ['file-storage-sharing', 'mailing-lists'],
      plans: [{ name: 'Base', freeAmount: { advised: 20 }, maxAccounts: 10, limits: { subscribers: 50 } }],
    },
  });
});

const at = (part: string) => `/manage/hosts/les-aulnes/${part}`;
const entry = async () => (await test.ask<Host>('GET', '/v1/hosts/les-aulnes', { token: host.token })).body;

/** Sends a form, and reads at which of its fields something is wrong. */
async function faultsAfter(path: string, typed: Record<string, string | string[]>, browser = desk) {
  const before = (await entry()).version;
  await browser.open(path);
  const { status, text } = await browser.fill(path, typed);
  expect(status, text).toBe(422);
  for (const value of Object.values(typed).flat()) expect(text).toContain(value);
  expect((await entry()).version).toBe(before);
  return [...text.matchAll(/id="fault-([^"]+)"/g)].map(([, name]) => name!);
}

describe('A form of which one answer cannot be read, and another makes no sense', () => {
  it('tells both about a service, and about one that has no name yet', async () => {
    const typed = { usages: ['file-storage-sharing'], url: 'chez nous' };
    expect(await faultsAfter(at('services/nuage'), typed)).toEqual(['usages', 'url']);
    const details = { imports: 'Le cahier de Jeanne', startedOn: '30/02/2019' };
    expect(await faultsAfter(at('services/nuage/details'), details)).toEqual(['imports', 'startedOn']);
    const unnamed = { name: '', country: 'Syldavie' };
    expect(await faultsAfter(at('new-service/website'), unnamed)).toEqual(['name', 'country']);
  });

  it('tells both about a plan, new or not', async () => {
    const typed = { maxGb: 'beaucoup', free: 'yes', advised: '20', floor: '30' };
    await desk.open(at('services'));
    const [, plan] = /href="(\/manage\/hosts\/les-aulnes\/services\/nuage\/plans\/[0-9a-f]+)"/.exec(desk.text)!;
    expect(await faultsAfter(plan!, typed)).toEqual(['maxGb', 'floor']);
    const path = at('services/nuage/new-plan');
    expect(await faultsAfter(path, { name: '', ...typed })).toEqual(['name', 'maxGb', 'floor']);
    expect(await faultsAfter(path, { ...typed, name: 'Base' })).toEqual(['maxGb', 'floor', 'from']);
  });

  it('contradicts nobody by what was there before', async () => {
    await desk.open(at('services'));
    const [, plan] = /href="(\/manage\/hosts\/les-aulnes\/services\/nuage\/plans\/[0-9a-f]+)"/.exec(desk.text)!;
    const limits = { includedAccounts: '20', perGb: 'peu' };
    expect(await faultsAfter(`${plan}/limits`, limits)).toEqual(['includedAccounts', 'perGb']);
    expect(await faultsAfter(plan!, { advised: 'davantage', floor: '30' })).toEqual(['advised']);
    expect(await faultsAfter(plan!, { name: '', floor: '30' })).toEqual(['name', 'floor']);
  });

  it('tells both about promises', async () => {
    const typed = { 'backup-retention': 'beaucoup', 'last-restore-test': '2031' };
    expect((await faultsAfter(at('promises/safety'), typed)).sort()).toEqual(['backup-retention', 'last-restore-test']);
  });

  it('tells both about a closing', async () => {
    const typed = { closed: '2020-11-26', exportGuide: 'chez nous' };
    expect(await faultsAfter(at('closing/host'), typed)).toEqual(['closed', 'reason', 'exportGuide']);
  });

  it('tells both about what a federation says', async () => {
    const officer = await new Browser(test).signIn(federation.token);
    await test.ask('POST', '/v1/federations/les-communs/members', { token: host.token, body: {} });
    const path = '/manage/federations/les-communs/requests/les-aulnes';
    const typed = { since: 'hier', evidenceUrl: 'https://elsewhere.example/' };
    expect(await faultsAfter(path, typed, officer)).toEqual(['since', 'evidenceUrl']);
  });
});
