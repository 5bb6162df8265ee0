import { beforeAll, expect, it } from 'vitest';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { faultsOf, useBrowser } from '../support/browser.ts';
import { Browser } from '../support/desk.ts';

const test = useApp();
const browser = useBrowser(test);
const ADMIN = '/manage/administration';
const LONG = 'Hébergement'.repeat(15);
let draft: string;
let report: string;
let removal: string;

beforeAll(async () => {
  const communs = await test.federation({ slug: 'les-communs', name: LONG, website: 'https://communs.example' });
  const host = await test.published({ slug: 'les-saules', name: 'Les Saules', website: 'https://saules.example' });
  await test.published({ slug: 'les-ormes', name: LONG, website: 'https://ormes.example' });
  draft = (await test.draft({ name: LONG, contact: { email: 'contact@aulnes.example' } })).id;
  const told = async (body: object) =>
    (await test.ask<{ id: string }>('POST', '/v1/hosts/les-saules/reports', { body })).body.id;
  report = await told({ kind: 'wrong', text: { fr: 'Le prix a changé.' }, url: 'https://saules.example/prix' });
  removal = await told({ kind: 'removal', asker: 'person', replyTo: 'camille@exemple.fr' });
  const write = (url: string, token: string, body: object) => test.ask('PUT', url, { token, ifMatch: '*', body });
  await write('/v1/hosts/les-saules/claims/free-software-only', host.token, { value: 'yes' });
  await write('/v1/hosts/les-saules/aliases/name/Saulaie', host.token, {});
  await write('/v1/federations/les-communs/reviews/les-saules/criterion:free-software-only', communs.token, {
    ...{ value: 'no', reviewedOn: '2026-11-10', tie: 'none', note: { fr: LONG } },
    evidenceUrl: 'https://communs.example/why',
  });
});

it('the desk of administrators is without a fault for axe, and never wider than a telephone', async () => {
  const admin = new Browser(test);
  await admin.signIn(ADMIN_TOKEN);
  const entry = `${ADMIN}/hosts/les-saules`;
  const states: [path: string, form?: Record<string, string>][] = [
    [ADMIN],
    [`${ADMIN}/waiting/drafts`],
    [`${ADMIN}/hosts?q=${LONG}`],
    [`${ADMIN}/hosts/${draft}`],
    [entry],
    [`${entry}/suspension`, { reason: '' }],
    [`${entry}/reports/${report}`, { text: 'Écrivez à a@b.example' }],
    [`${entry}/reports/${removal}`],
    [`${entry}/contested/criterion:free-software-only`, {}],
    [`${entry}/merging`, { from: 'les-ormes', reason: 'Deux fois.', sameServices: 'kept' }],
    [`${entry}/redaction`, { text: 'Saules' }],
    [`${entry}/access`],
    [`${ADMIN}/federations`, { name: '' }],
    [`${ADMIN}/tokens`],
    [`${ADMIN}/tasks`],
    [`${ADMIN}/letters?state=confirmed`],
    [`${ADMIN}/letters/les-saules`, { sentOn: '' }],
    [`${ADMIN}/duplicates`],
    [`${ADMIN}/mail`],
  ];
  const { page, leave } = await browser.visit({ viewport: { width: 320, height: 640 } });
  const faults: string[] = [];
  for (const [path, form] of states) {
    await admin.open(path);
    if (form) await admin.fill(path, form);
    // The pages themselves, without the way there: a browser on this address is no page of the site of the tests.
    await page.setContent(admin.text);
    for (const fault of await faultsOf(page)) faults.push(`${path}: ${fault}`);
  }
  await leave();
  expect(faults).toEqual([]);
}, 120_000);
