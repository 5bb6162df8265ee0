import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import type { Owned, TestApp } from './app.ts';
import { REVIEWED } from './desk-host.ts';
import { ROOM_STATES } from './desk-pages-of-rooms.ts';
import { FEDERATION_STATES } from './federation-desk-pages.ts';
import { lastLink } from './mail.ts';

/* The pages of the desks in every state that looks different, one after the other in one browser. */

/** What the states act on. */
export interface DeskVisit {
  test: TestApp;
  page: Page;
  host: Owned;
  federation: Owned;
  /** Fills a form of the page that is shown, by the names of its fields, and sends it. */
  send(action: string, typed?: Readonly<Record<string, string>>): Promise<void>;
}

export interface DeskState {
  name: string;
  show(visit: DeskVisit): Promise<unknown>;
  /** Where it is read at once, without the states before it. */
  path?: string;
  /** The form of a page that stands at its address, and what is typed there. */
  form?: { action: string; typed: Readonly<Record<string, string>> };
  /** Of the first faulty field, which has the cursor. */
  fault?: string;
  /** Bytes that it may have, where it is heavier than others. */
  most?: number;
}

const at = (name: string, path: string): DeskState => ({ name, path, show: ({ page }) => page.goto(path) });
const sent = (name: string, action: string, typed?: Readonly<Record<string, string>>, fault?: string): DeskState => ({
  name,
  form: { action, typed: typed ?? {} },
  show: ({ send }) => send(action, typed),
  ...(fault !== undefined && { fault }),
});
/** Where the first link leads whose address holds a text. */
const linked = (name: string, part: string): DeskState => ({
  name,
  show: ({ page }) => page.locator(`main a[href*="${part}"]`).first().click(),
});
/** What the last state that shows a secret once has shown. */
const onceShown = ({ page }: DeskVisit) => page.inputValue('#once');

export const DESK_HOST = '/manage/hosts/les-aulnes';
const CLOSING = `${DESK_HOST}/closing/host`;
const uploaded = (name: string, csv: string): DeskState => ({
  name,
  show: async ({ page, send }) => {
    await page.goto(`${DESK_HOST}/file`);
    await page.setInputFiles('#file', { name: 'services.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await send(`${DESK_HOST}/file`);
  },
});
const EMAIL = 'bureau-de-l-association-des-aulnes@les-aulnes.example';

/** The services of a host, its end, and files: what it says by more than one form. */
const SAID_STEP_BY_STEP: readonly DeskState[] = [
  at('a service: what it is for', `${DESK_HOST}/new-service`),
  at('a new service', `${DESK_HOST}/new-service/shared-calendar`),
  sent(
    'a new service, with faults',
    `${DESK_HOST}/new-service/shared-calendar`,
    { name: ' ', url: 'x', country: 'Syldavie' },
    'name',
  ),
  at('a plan', `${DESK_HOST}/services/nuage/new-plan`),
  sent(
    'a plan, with faults',
    `${DESK_HOST}/services/nuage/new-plan`,
    { name: 'Groupe', fixed: 'cher', maxAccounts: 'beaucoup', from: 'bientôt' },
    'fixed',
  ),
  sent('its services, with a plan', `${DESK_HOST}/services/nuage/new-plan`, {
    ...{ fixed: '35,50 €', maxAccounts: '15', maxGb: 'illimité', from: '' },
  }),
  linked('a plan that is there', '/plans/'),
  linked('what a plan includes', '/limits'),
  {
    name: 'the terms of a plan',
    show: ({ page }) => page.goto(page.url().replace('/limits', '/terms')),
  },
  {
    name: 'a day to come for the price of today',
    show: async ({ page, send }) => {
      await page.goto(`${DESK_HOST}/services`);
      await page.locator('main a[href*="/plans/"]').first().click();
      await send(new URL(page.url()).pathname, { from: '2027-03-01' });
    },
    fault: 'meant',
  },
  {
    name: 'a new price',
    show: async ({ page }) => {
      await page.goto(`${DESK_HOST}/services`);
      await page.locator('main a[href*="/new-price"]').first().click();
    },
  },
  {
    name: 'a new price, with faults',
    show: ({ page, send }) => send(new URL(page.url()).pathname, { from: '', fixed: 'plus cher' }),
    fault: 'from',
  },
  {
    name: 'a new price to read over',
    show: ({ page, send }) => send(new URL(page.url()).pathname, { from: '2027-03-01', fixed: '48' }),
  },
  {
    name: 'a new price, announced',
    show: async ({ page }) => {
      await page.click('button:has-text("Annoncer ce prix")');
      await page.waitForURL('**/services?saved=yes*');
    },
  },
  at('what a choir would pay', `${DESK_HOST}/services?usage=file-storage-sharing&people=12&gb=20`),
  linked('taking a plan out', '/remove'),
  at('taking a service out', `${DESK_HOST}/services/nuage/remove`),
  at('what may close', `${DESK_HOST}/closing`),
  at('a closing: the dates', `${CLOSING}`),
  sent('a closing, with faults', CLOSING, { reason: ' ', exportGuide: 'chez nous' }, 'closed'),
  sent(
    'a closing, with two successors of one name',
    CLOSING,
    { closed: '2027-01-10', reason: 'Plus assez de bénévoles.', successor: 'saule', exportGuide: '' },
    'which',
  ),
  {
    name: 'a closing to read over, with a broken promise',
    show: async ({ page, send }) => {
      await page.check('[name="which"][value="les-saules"]');
      await send(CLOSING);
    },
  },
  {
    name: 'an announced closing',
    show: async ({ page }) => {
      await page.click('button:has-text("Annoncer la fermeture")');
      await page.waitForURL('**/*?done=announced');
    },
  },
  {
    name: 'a cancelled closing',
    show: async ({ page }) => {
      await page.click('button:has-text("Annuler la fermeture")');
      await page.waitForURL('**/*?done=cancelled');
    },
  },
  at('a file', `${DESK_HOST}/file`),
  sent('a file, missing', `${DESK_HOST}/file`, {}, 'file'),
  uploaded('a file, with what it would change', 'service;name;software\nnuage;Nuage;Seafile\n'),
  uploaded('a file, with faults', 'service;name;usages\nnuage;Nuage;voler\n'),
  uploaded('a file of somebody else, that erases', 'name;website;foundedOn\nLes Ormes;https://ormes.example;\n'),
  at('a file to check', '/manage/check-file'),
  {
    name: 'a file that was checked',
    show: async ({ page, send }) => {
      const file = Buffer.from('file.class = Organization\norganization.type = ASSO\n');
      await page.goto('/manage/check-file');
      await page.setInputFiles('#file', { name: 'asso.properties', mimeType: 'text/plain', buffer: file });
      await send('/manage/check-file');
    },
  },
  at('a file that is read every day, none', `${DESK_HOST}/source`),
  sent('a file that is read every day, a fault', `${DESK_HOST}/source`, { url: 'asso' }, 'url'),
  sent('a file that is read every day', `${DESK_HOST}/source`, { url: 'https://aulnes.example/asso.properties' }),
  {
    name: 'a file that is read every day, with faults',
    show: async ({ test, page }) => {
      const problems = [
        { line: 4, key: 'organization.type', code: 'unknown-value', message: { fr: 'Choisissez.', en: 'Choose.' } },
        { line: 9, pointer: '/services/0/usages', code: 'missing', message: { fr: 'À dire.', en: 'To say.' } },
      ];
      await test.database.db.execute(sql`with run as (
        insert into import_runs (id, source_id, url, kind, state, started_at, ended_at, changed, proposals)
        select gen_random_uuid(), id, url, kind, 'partial', set_at, set_at, 1, 2 from import_sources
        where host_id = (select id from hosts where slug = 'les-aulnes') returning id, url)
        insert into import_files (run_id, number, url, depth, state, class, outcome, problems)
        select id, 0, url, 0, 'read', 'organization', 'refused', ${JSON.stringify(problems)}::jsonb from run`);
      await page.goto(`${DESK_HOST}/source`);
    },
  },
];

/** What a host says of itself by theme, and what it has not said yet. */
const BY_THEME: readonly DeskState[] = [
  at('who it is', `${DESK_HOST}/identity`),
  sent('who it is, with faults', `${DESK_HOST}/identity`, { foundedOn: 'jadis', seat: 'Syldavie' }, 'foundedOn'),
  at('free places', `${DESK_HOST}/rooms`),
  sent('free places, with faults', `${DESK_HOST}/rooms`, { 'from-nuage': 'bientôt' }, 'from-nuage'),
  at('the help that it offers', `${DESK_HOST}/help`),
  sent('the help that it offers, with a fault', `${DESK_HOST}/help`, { visits: 'Bretange' }, 'visits'),
  at('its questions', `${DESK_HOST}/questions`),
  at('its promises of a theme', `${DESK_HOST}/promises/safety`),
  sent(
    'its promises of a theme, with faults',
    `${DESK_HOST}/promises/safety`,
    { 'backup-interval': 'souvent', 'status-page': 'ici' },
    'backup-interval',
  ),
  at('the pages that show its promises', `${DESK_HOST}/evidence`),
  at('what is missing', `${DESK_HOST}/missing`),
  at('a service in detail', `${DESK_HOST}/services/nuage/details`),
  at('what a service promises', `${DESK_HOST}/services/nuage/promises`),
];

/** What others say of a host or ask it. */
const OF_OTHERS: readonly DeskState[] = [
  at('reports', `${DESK_HOST}/reports`),
  linked('an answer to a report', '/reports/'),
  {
    name: 'an answer to a report, with a fault',
    show: ({ page, send }) => send(new URL(page.url()).pathname),
    fault: 'outcome',
  },
  {
    name: 'reports that are answered',
    show: async ({ page, send }) => {
      await page.check('[name="outcome"][value="corrected"]');
      await send(new URL(page.url()).pathname, { text: 'Merci.' });
    },
  },
  at('reviews', `${DESK_HOST}/reviews`),
  at('a reply', `${DESK_HOST}/reviews/${REVIEWED}`),
  sent('a reply, with faults', `${DESK_HOST}/reviews/${REVIEWED}`, { text: ' ', evidenceUrl: 'chez nous' }, 'text'),
  sent('reviews with a reply', `${DESK_HOST}/reviews/${REVIEWED}`, { text: 'Le pilote est libre.', evidenceUrl: '' }),
  at('requests and proposals', `${DESK_HOST}/requests`),
  {
    name: 'requests, with something done',
    show: async ({ page }) => {
      await page.click('button:has-text("Refuser")');
      await page.waitForURL('**/*?done=yes');
    },
  },
  {
    name: 'requests, with a question of a network',
    show: async ({ page, test, host, federation }) => {
      const members = '/v1/federations/les-communs/members';
      await test.ask('POST', members, { token: host.token, body: { note: { fr: 'Nous suivons votre charte.' } } });
      const body = {
        outcome: 'more-information',
        reason: { fr: 'Où sont vos sauvegardes ?' },
        url: 'https://a.example',
      };
      await test.ask('PUT', `${members}/les-aulnes/answer`, { token: federation.token, body });
      await page.goto(`${DESK_HOST}/requests`);
    },
  },
  at('the desk of a host that is asked something', DESK_HOST),
  {
    name: 'requests, with an answer that says nothing',
    show: async ({ page, test, host }) => {
      await page.goto(`${DESK_HOST}/requests`);
      await page.fill('[name="answer-les-communs"]', '');
      await page.click('button:has-text("Envoyer la réponse")');
      await page.waitForSelector('#fault-answer-les-communs');
      const asking = { token: host.token, ifMatch: '*' };
      await test.ask('DELETE', '/v1/federations/les-communs/members/les-aulnes', asking);
    },
    fault: 'answer-les-communs',
  },
  {
    name: 'associations that a network sent, one of them answered',
    show: async ({ page, test, federation }) => {
      for (const body of [
        { host: 'les-aulnes', usages: ['file-storage-sharing', 'email-hosting'], region: '75' },
        { host: 'les-aulnes', usages: ['file-storage-sharing'] },
      ])
        await test.ask('POST', '/v1/federations/les-communs/referrals', { token: federation.token, body });
      await page.goto(DESK_HOST);
      await page.click(`main li a[href="${DESK_HOST}/referrals"]`);
      await page.click('button:has-text("C’est complet")');
      await page.waitForURL('**/*?done=yes');
    },
  },
  at('what has changed', `${DESK_HOST}/history`),
  at('its private addresses', `${DESK_HOST}/addresses`),
  {
    name: 'its private addresses, shown once',
    show: async ({ page }) => {
      await page.click('button:has-text("Faire des adresses privées")');
      await page.waitForSelector('#ics');
    },
  },
];

export const DESK_STATES: readonly DeskState[] = [
  at('signing in', '/manage/sign-in'),
  sent('signing in, with a token that opens nothing', '/manage/sign-in', { token: 'bcl_x' }, 'token'),
  sent('signing in, with an address that is none', '/manage/sign-in/mail', { email: 'bureau' }, 'email'),
  sent('a link is on its way', '/manage/sign-in/mail', { email: EMAIL }),
  at('a link that is over', '/manage/sign-in/x'),
  {
    name: 'what one keeps',
    show: async ({ page, send, host }) => {
      await page.goto('/manage/sign-in');
      await send('/manage/sign-in', { token: host.token });
    },
  },
  at('the desk of a host', DESK_HOST),
  at('its first facts', `${DESK_HOST}/facts`),
  sent('its first facts, with faults', `${DESK_HOST}/facts`, { serves: 'Nulle-Part', email: 'x' }, 'serves'),
  ...BY_THEME,
  at('still true', `${DESK_HOST}/confirmation`),
  {
    name: 'still true, list by list',
    show: ({ page }) => page.click('form#desk summary'),
  },
  sent('still true, confirmed', `${DESK_HOST}/confirmation`),
  ...SAID_STEP_BY_STEP,
  ...OF_OTHERS,
  at('its addresses, none', `${DESK_HOST}/mail`),
  sent('its addresses, with a fault', `${DESK_HOST}/mail`, { email: 'bureau' }, 'email'),
  sent('its addresses, with one that waits', `${DESK_HOST}/mail`, { email: EMAIL }),
  {
    name: 'a link that confirms an address',
    show: async ({ page, test }) => page.goto(await lastLink(test, 'confirm-address')),
  },
  {
    name: 'a confirmed address',
    show: ({ page, send }) => send(new URL(page.url()).pathname),
  },
  {
    name: 'a link to sign in with',
    show: async ({ page, send, test }) => {
      await page.goto('/manage');
      await send('/manage/sign-out');
      await send('/manage/sign-in/mail', { email: EMAIL });
      await page.goto(await lastLink(test, 'sign-in'));
    },
  },
  {
    name: 'signed in by a link',
    show: async ({ page, send }) => {
      await send(new URL(page.url()).pathname);
      await page.goto(`${DESK_HOST}/mail`);
    },
  },
  at('who may act', '/manage/persons'),
  {
    name: 'ending an access',
    show: ({ page }) => page.click('a[href*="/persons/end/"]'),
  },
  at('erasing oneself', '/manage/persons/erase'),
  {
    name: 'an invitation that was made',
    show: async ({ page, send }) => {
      await page.goto('/manage/persons');
      await send('/manage/persons/invitations');
    },
  },
  {
    name: 'an invitation',
    show: async (visit) => {
      const link = await onceShown(visit);
      await visit.page.goto('/manage');
      await visit.send('/manage/sign-out');
      await visit.page.goto(link);
    },
  },
  {
    name: 'an invitation, with a fault',
    show: ({ page, send }) => send(new URL(page.url()).pathname, { label: ' ' }),
    fault: 'label',
  },
  {
    name: 'an invitation that was accepted',
    show: ({ page, send }) => send(new URL(page.url()).pathname, { label: 'Camille' }),
  },
  {
    name: 'changing a right',
    show: async ({ page }) => {
      await page.goto('/manage/persons');
      await page.click('a[href*="/persons/rights/"]');
    },
  },
  {
    name: 'a new token to make',
    show: async ({ page }) => {
      await page.goto('/manage/persons');
      await page.click('a[href*="/persons/renew/"]');
    },
  },
  {
    name: 'a new token',
    show: ({ page, send }) => send(new URL(page.url()).pathname),
  },
  at('who may act, of a person', '/manage/persons'),
  sent('who may act, with a fault', '/manage/persons/label', { label: ' ' }, 'label'),
  {
    name: 'a form whose session ended',
    show: async ({ page, send }) => {
      await page.goto(`${DESK_HOST}/facts`);
      await page.context().clearCookies();
      await send(`${DESK_HOST}/facts`, { phone: '+33 5 55 00 00 00' });
    },
  },
  {
    name: 'back at it',
    show: ({ send, host }) => send('/manage/sign-in', { token: host.token }),
  },
  ...FEDERATION_STATES,
  ...ROOM_STATES,
];
