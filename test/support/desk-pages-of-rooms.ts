import type { Page } from 'playwright-core';
import { ADMIN_TOKEN } from './app.ts';
import type { DeskState, DeskVisit } from './desk-pages.ts';

/* The rooms of a federation's desk where rules, criteria, sheets and groups are, and how a network asks for its desk. */

const AT = '/manage/federations/les-communs';
const JOIN = '/manage/join/federation';
const ADMIN = '/manage/administration';

const at = (name: string, path: string): DeskState => ({ name, path, show: ({ page }) => page.goto(path) });
const sent = (name: string, part: string, typed: Readonly<Record<string, string>>, fault?: string): DeskState => ({
  name,
  form: { action: `${AT}/${part}`, typed },
  show: async ({ page, send }) => {
    await page.goto(`${AT}/${part}`);
    await send(`${AT}/${part}`, typed);
  },
  ...(fault !== undefined && { fault }),
});

async function signIn({ page, send }: DeskVisit, token: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto('/manage/sign-in');
  await send('/manage/sign-in', { token });
}

async function sendFile(page: Page, part: string, rows: readonly string[]): Promise<void> {
  await page.goto(`${AT}/${part}`);
  const file = { name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) };
  await page.setInputFiles('#file', file);
  const gone = page.waitForEvent('framenavigated');
  await page.locator('form:has(#file) button[type=submit]').click();
  await gone;
  await page.waitForLoadState();
}

const file = (name: string, part: string, rows: readonly string[]): DeskState => ({
  name,
  show: ({ page }) => sendFile(page, part, rows),
});

/** A rule about a criterion, chosen in two steps. */
async function tryRule({ page, send }: DeskVisit): Promise<void> {
  await page.goto(`${AT}/policy`);
  await page.check('input[name=about][value=criteria]');
  await send(`${AT}/policy`);
}

const NEEDS = 'Association;Usages;Personnes;Espace en Go;Budget par an;Commune ou département';
let link = '';

export const ROOM_STATES: readonly DeskState[] = [
  at('a network asks for its desk', JOIN),
  {
    name: 'a network asks, with faults',
    show: ({ send }) => send(JOIN, { name: ' ', website: 'rives', summary: '' }),
    fault: 'name',
  },
  {
    name: 'a request that was made',
    show: async ({ page, send }) => {
      await send(JOIN, { name: 'Les Rives', website: 'rives.example', summary: 'Hébergeurs du bord de Loire.' });
      link = new URL(await page.inputValue('#once')).pathname;
    },
  },
  { name: 'a request to prove', show: ({ page }) => page.goto(link) },
  {
    name: 'a request to decide',
    show: async (visit) => {
      const { page, test } = visit;
      await test.database.run('update federation_requests set proven_at = now()');
      await signIn(visit, ADMIN_TOKEN);
      await page.goto(ADMIN);
      await page.click(`a[href^="${ADMIN}/networks/"]`);
    },
  },
  {
    name: 'rules of a federation, none',
    show: async (visit) => {
      const { page, federation } = visit;
      await signIn(visit, federation.token);
      await page.goto(`${AT}/policy`);
    },
  },
  { name: 'a rule about a criterion', show: tryRule },
  {
    name: 'rules that were tried',
    show: async (visit) => {
      await visit.page.selectOption('select[name=what]', 'require:certified');
      await visit.page.selectOption('select[name=subject]', 'criterion:free-software-only');
      await visit.send(`${AT}/policy`);
    },
  },
  at('own criteria, none', `${AT}/criteria`),
  sent('a criterion, with faults', 'criteria/new', { label: ' ' }, 'label'),
  {
    name: 'own criteria',
    show: async ({ send }) => {
      await send(`${AT}/criteria/new`, {
        ...{ label: 'ouvert aux visites', question: 'Peut-on venir voir ?', howToProve: 'Une page le dit.' },
      });
    },
  },
  at('changing a criterion', `${AT}/criteria/ouvert-aux-visites`),
  at('retiring a criterion', `${AT}/criteria/ouvert-aux-visites/retire`),
  sent('a helper, with faults', 'helpers/new', { name: ' ', serves: 'Nulle-Part-sur-Rien' }, 'name'),
  {
    name: 'helpers',
    show: async ({ page, send }) => {
      await page.selectOption('select[name=kind]', 'training');
      const typed = { name: 'Le Pivot', serves: 'Creuse', url: 'pivot.example', phone: '05 55 00 00 00' };
      await send(`${AT}/helpers/new`, typed);
    },
  },
  at('spreadsheets', `${AT}/sheets`),
  at('the sheet of members', `${AT}/sheets/members`),
  { name: 'a sheet of members, without a file', show: ({ send }) => send(`${AT}/sheets/members`), fault: 'file' },
  file('a sheet of members, with faults', 'sheets/members', ['Hébergeur;Statut', 'les-aulne;ami', ';membre']),
  file('a sheet of members, tried', 'sheets/members', ['Hébergeur;Statut;Depuis', 'les-aulnes;membre;03/2024']),
  at('several associations', `${AT}/cases/sheet`),
  file('several associations, with faults', 'cases/sheet', [NEEDS, 'Fanfare;fanfare;beaucoup;;;Nulle-Part-sur-Rien']),
  file('several associations, understood', 'cases/sheet', [
    NEEDS,
    'Fanfare;file-storage-sharing;12;30;60;Creuse',
    'Ludothèque;forum;4;;;Creuse',
  ]),
  {
    name: 'several cases that were opened',
    show: async ({ page }) => {
      await page.locator('form:has([name=sheet]) button').click();
      await page.waitForURL(/done=opened/);
    },
  },
];
