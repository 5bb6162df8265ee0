import { beforeAll, expect, it } from 'vitest';
import type { CaseItem } from '../../src/recommendations/cases/schema.ts';
import { useApp } from '../support/app.ts';
import { faultsOfMany, useBrowser } from '../support/browser.ts';
import { Browser } from '../support/desk.ts';
import { deskHost } from '../support/desk-host.ts';
import { DESK_STATES, type DeskState } from '../support/desk-pages.ts';
import { formsIn } from '../support/forms.ts';
import { htmlFaultsBy } from '../support/html-faults.ts';

/* The pages of the desks that are there from the start, and their forms when they are refused. The whole run walks through every state. */

const test = useApp({ sendsMail: true });
const browser = useBrowser(test);
const SIGN_IN = '/manage/sign-in';
const FEDERATION = '/manage/federations/les-communs';
const FEDERATION_V1 = '/v1/federations/les-communs';
const MOST_BYTES = 44_000;

/** What is only there after something was done. */
const ONLY_ON_THE_WAY = [
  'a link that is over',
  'who may act, with a fault',
  'how a request was accepted',
  'how it was accepted, with a fault',
  'changing a criterion',
  'retiring a criterion',
];

const readers = { nobody: new Browser(test), host: new Browser(test), federation: new Browser(test) };
const states: DeskState[] = [...DESK_STATES];
beforeAll(async () => {
  const host = await deskHost(test);
  const website = 'https://biens.example';
  const { token } = await test.federation({ slug: 'les-communs', name: 'Les Biens communs', website });
  const asked = { note: { fr: 'Nous suivons votre charte.' } };
  await test.ask('POST', `${FEDERATION_V1}/members`, { token: host.token, body: asked });
  const member = { token, ifMatch: '*', body: { state: 'member' } };
  await test.ask('PUT', `${FEDERATION_V1}/members/les-saules`, member);
  const call = { label: 'La Fanfare', receivedBy: 'phone', need: { usages: [{ usage: 'file-storage-sharing' }] } };
  const made = await test.ask<CaseItem>('POST', `${FEDERATION_V1}/cases`, { token, body: call });
  expect(made.status, made.text).toBe(201);
  const ofCase = `${FEDERATION}/cases/${made.body.id}`;
  for (const part of ['', '/need', '/hosts?q=aulnes', '/referral', '/recommendation', '/outcome', '/follow-up', '/end'])
    states.push({ name: `a case${part}`, path: `${ofCase}${part}`, most: 85_000, show: async () => undefined });
  await readers.host.signIn(host.token);
  await readers.federation.signIn(token);
});

const readerOf = (path: string): Browser => {
  if (path.startsWith(SIGN_IN)) return readers.nobody;
  return path.startsWith(FEDERATION) ? readers.federation : readers.host;
};

/** What its owner reads, without a browser; nothing when it is not there from the start. */
async function read({ path, form, fault }: DeskState): Promise<string | undefined> {
  if (path !== undefined) {
    const reader = readerOf(path);
    return (await reader.open(path)).status === 200 ? reader.text : undefined;
  }
  const { action, typed } = form!;
  const reader = readerOf(action);
  await reader.open(action.startsWith(SIGN_IN) ? SIGN_IN : action);
  if (!formsIn(reader.text).some((one) => one.action.split('?')[0] === action)) return undefined;
  await reader.fill(action, typed);
  const [focused] = /<[^>]* autofocus[^>]*>/.exec(reader.text) ?? [];
  expect(focused, `${action}: the first faulty field has the cursor`).toContain(` id="${fault}"`);
  return reader.text;
}

it('On a telephone no page of the desks, and no form that is refused, is heavy, cut off or at fault for axe', async () => {
  const { page, leave } = await browser.visit({ viewport: { width: 390, height: 844 } });
  const [faultsOf, htmlFaultsOf] = [faultsOfMany(), htmlFaultsBy()];
  const faults: string[] = [];
  const missing: string[] = [];
  const fromTheStart = states.filter(({ path, form, fault }) => path !== undefined || (form && fault !== undefined));
  for (const state of fromTheStart) {
    const { name, most = MOST_BYTES } = state;
    const html = (await read(state))?.replaceAll(/<script[\s\S]*?<\/script>/g, '');
    if (html === undefined) {
      missing.push(name);
      continue;
    }
    const bytes = Buffer.byteLength(html);
    if (bytes > most) faults.push(`${name}: ${bytes} bytes`);
    for (const fault of await htmlFaultsOf(html)) faults.push(`${name}: ${fault}`);
    await page.setContent(html);
    for (const fault of await faultsOf(page)) faults.push(`${name}: ${fault}`);
  }
  await leave();
  expect(faults).toEqual([]);
  expect(missing).toEqual(ONLY_ON_THE_WAY);
}, 240_000);
