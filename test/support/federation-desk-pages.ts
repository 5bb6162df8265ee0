import { findFederation } from '../../src/record/federations.ts';
import type { CaseCell } from '../../src/record/tables/cases.ts';
import { caseSummaries, cases } from '../../src/record/tables.ts';
import type { DeskState, DeskVisit } from './desk-pages.ts';

/* The pages of a federation’s desk in every state that looks different; whoever is signed in before is signed out. */

const DESK = '/manage/federations/les-communs';
const SUBJECT = 'criterion:free-software-only';

const at = (name: string, part: string): DeskState => ({
  name,
  path: `${DESK}${part}`,
  show: ({ page }) => page.goto(`${DESK}${part}`),
});
const sent = (name: string, part: string, typed: Readonly<Record<string, string>> = {}, fault?: string): DeskState => ({
  name,
  form: { action: `${DESK}${part}`, typed },
  show: ({ send }) => send(`${DESK}${part}`, typed),
  ...(fault !== undefined && { fault }),
});

const write = async ({ test }: DeskVisit, method: string, part: string, token: string, body: object) => {
  const asking = { token, body, ...(method === 'PUT' && { ifMatch: '*' }) };
  await test.ask(method, `/v1/federations/les-communs${part}`, asking);
};

/** All the questions of a need, with what each use asks for and the follow-up of a case. */
const QUESTIONS_BYTES = 85_000;
const heavy = (state: DeskState): DeskState => ({ ...state, most: QUESTIONS_BYTES });
/** Of the case that is shown, or was before the page that is shown. */
const caseNow = ({ page }: DeskVisit) => /\/cases\/[0-9a-f-]{36}/.exec(page.url())![0];
const ofCase = (name: string, part: string): DeskState => ({
  name,
  show: (visit) => visit.page.goto(`${DESK}${caseNow(visit)}${part}`),
});
const sentOfCase = (
  name: string,
  part: string,
  typed: Readonly<Record<string, string>> = {},
  fault?: string,
): DeskState => ({
  name,
  show: async (visit) => visit.send(`${DESK}${caseNow(visit)}${part}`, typed),
  ...(fault !== undefined && { fault }),
});

/** Counted as the task does once a half of a year is over. */
const CELLS: CaseCell[] = [
  { count: 'received', by: 'all', key: '', atLeast: 20 },
  { count: 'moved', by: 'all', key: '', atLeast: 12 },
  { count: 'received', by: 'departement', key: '23', atLeast: 9 },
  { count: 'moved', by: 'departement', key: '23', atLeast: 6 },
  { count: 'received', by: 'family', key: 'documents', atLeast: 14 },
];

/** Cases, from the call to what became of them. */
const CASE_STATES: readonly DeskState[] = [
  at('its cases, none', '/cases'),
  heavy(at('a new case', '/cases/new')),
  heavy(sent('a new case, with faults', '/cases/new', { label: 'Rappeler camille@exemple.fr', budget: '5' }, 'label')),
  heavy({
    name: 'a new case, with nothing to look for',
    show: async ({ page, send }) => {
      await page.goto(`${DESK}/cases/new`);
      await send(`${DESK}/cases/new`, { label: 'Fanfare du canton' });
    },
    fault: 'uses',
  }),
  heavy({
    name: 'a new case, from the tools of today',
    show: async ({ page }) => {
      await page.goto(`${DESK}/cases/new`);
      await page.check('[name=tool][value=google-drive]');
      await page.click('[name=go][value=tools]');
    },
  }),
  heavy({
    name: 'a new case, with a link that cannot be read',
    show: async ({ send }) => {
      await send(`${DESK}/cases/new`, { link: 'BONJOUR' });
    },
    fault: 'link',
  }),
  {
    name: 'a case',
    show: async ({ page, send }) => {
      await page.goto(`${DESK}/cases/new`);
      await page.check('[name=use][value=file-storage-sharing]');
      await page.fill('[name=people]', '12');
      await send(`${DESK}/cases/new`, { label: 'Fanfare du canton, fichiers et courrier' });
    },
  },
  {
    name: 'a case with a shortlist',
    show: async (visit) => visit.send(`${DESK}${caseNow(visit)}/shortlist`),
  },
  ofCase('another host for a case', '/hosts?q=aulnes'),
  heavy(ofCase('the need of a case', '/need')),
  ofCase('a referral of a case', '/referral'),
  {
    name: 'a referral of a case, to no host',
    show: async (visit) => visit.send(`${DESK}${caseNow(visit)}/referral`),
    fault: 'host',
  },
  {
    name: 'a case with a referral',
    show: async (visit) => {
      await visit.page.locator('[name=host]').first().check();
      await visit.send(`${DESK}${caseNow(visit)}/referral`);
    },
  },
  ofCase('a recommendation of a case', '/recommendation'),
  sentOfCase('a case with a recommendation', '/recommendation', { note: 'Vu avec le bureau.' }),
  {
    name: 'withdrawing a recommendation',
    show: ({ page }) => page.locator('main a[href$="/withdrawal"]').first().click(),
  },
  ofCase('what becomes of a case', '/outcome'),
  sentOfCase('what becomes of a case, with a fault', '/outcome', { on: 'hier' }, 'state'),
  {
    name: 'a case of which something was said',
    show: async (visit) => {
      await visit.page.check('[name=state][value=written-to]');
      await visit.send(`${DESK}${caseNow(visit)}/outcome`, { on: '2026-11-25' });
    },
  },
  {
    name: 'a case to ask about again',
    show: async (visit) => {
      const { page } = visit;
      await page.goto(`${DESK}${caseNow(visit)}/outcome`);
      // The form before the one that erases what is noted.
      await page.fill('#reason', 'Attend son bureau.');
      await page.locator('#desk button.first').click();
      await visit.test.database.db.update(cases).set({ waitsOn: '2026-02-20' });
      await page.reload();
    },
  },
  ofCase('the follow-up of a case', '/follow-up'),
  sentOfCase(
    'the follow-up of a case, with faults',
    '/follow-up',
    { remindOn: 'hier', note: 'camille@exemple.fr' },
    'remindOn',
  ),
  {
    name: 'a case with its follow-up',
    show: async (visit) =>
      visit.send(`${DESK}${caseNow(visit)}/follow-up`, {
        ...{ remindOn: '1/12/2026', dueOn: '31/3/2027', hostToday: 'Un hébergeur', note: 'Fichiers d’abord.' },
      }),
  },
  ofCase('the name of a case', '/label'),
  ofCase('deleting a case', '/end'),
  {
    name: 'a case put aside on its own page',
    show: async (visit) => {
      await visit.page.goto(`${DESK}${caseNow(visit)}`);
      await visit.send(`${DESK}${caseNow(visit)}/aside`);
    },
  },
  {
    name: 'a search that finds a case put aside',
    show: ({ page }) => page.goto(`${DESK}/cases?q=fanfare`),
  },
  {
    name: 'a case taken back',
    show: ({ page }) => page.locator('main form[action*="/aside"] button').first().click(),
  },
  heavy({
    name: 'a new case, of a name that there is already',
    show: async ({ page, send }) => {
      await page.goto(`${DESK}/cases/new`);
      await page.check('[name=use][value=file-storage-sharing]');
      await send(`${DESK}/cases/new`, { label: 'Fanfare du canton, fichiers et courrier' });
    },
    fault: 'label',
  }),
  at('its cases', '/cases'),
  at('several of its cases', '/cases/several'),
  sent('several of its cases, with a fault', '/cases/several', {}, 'case'),
  {
    name: 'a case put aside',
    show: async ({ page }) => {
      await page.locator('[name=case]').first().check();
      await page.locator('[name=go][value=discard]').click();
    },
  },
  at('its cases that were put aside', '/cases?show=discarded'),
  at('its cases in numbers, none', '/cases/summary'),
  {
    name: 'its cases in numbers',
    show: async ({ page, test, federation }) => {
      const { db } = test.database;
      const row = { federationId: (await findFederation(db, federation.slug))!.id, period: '2026-H1', cells: CELLS };
      await db.insert(caseSummaries).values(row);
      await page.goto(`${DESK}/cases/summary`);
    },
  },
];

export const FEDERATION_STATES: readonly DeskState[] = [
  {
    name: 'what one keeps, a network',
    show: async (visit) => {
      const { page, send, host, federation } = visit;
      await write(visit, 'POST', '/members', host.token, { note: { fr: 'Nous suivons votre charte depuis 2024.' } });
      await page.goto('/manage');
      await send('/manage/sign-out');
      await page.goto('/manage/sign-in');
      await send('/manage/sign-in', { token: federation.token });
    },
  },
  at('the desk of a federation', ''),
  at('its requests that wait', '/waiting/requests'),
  at('its members, none', '/members'),
  at('choosing a host', '/hosts/members?q=zzzz'),
  at('a request', '/requests/les-aulnes'),
  sent('a request, with a fault', '/requests/les-aulnes', { since: 'hier' }, 'since'),
  at('refusing a request', '/requests/les-aulnes/refusal'),
  {
    name: 'a request of which more is asked',
    show: async (visit) => {
      const { page, federation } = visit;
      const answer = { outcome: 'more-information', reason: { fr: 'Où sont vos sauvegardes ?' } };
      await write(visit, 'PUT', '/members/les-aulnes/answer', federation.token, answer);
      await page.goto(`${DESK}/requests/les-aulnes`);
    },
  },
  {
    name: 'a request that was accepted',
    show: async ({ page, send }) => {
      await page.goto(`${DESK}/requests/les-aulnes`);
      await send(`${DESK}/requests/les-aulnes`, { since: '2024-03' });
    },
  },
  at('how a request was accepted', '/requests/les-aulnes/decision'),
  sent('how it was accepted, with a fault', '/requests/les-aulnes/decision', { url: 'chez nous' }, 'url'),
  at('its requests that were answered', '/requests'),
  at('a member', '/members/les-aulnes'),
  {
    name: 'a member that somebody else changed',
    show: async (visit) => {
      const body = { state: 'member', since: '2022' };
      await write(visit, 'PUT', '/members/les-aulnes', visit.federation.token, body);
      await visit.send(`${DESK}/members/les-aulnes`, { since: '2021' });
    },
  },
  at('ending a membership', '/members/les-aulnes/end'),
  at('a choice', '/selection/les-aulnes'),
  sent('a choice, with faults', '/selection/les-aulnes', { why: '' }, 'why'),
  {
    name: 'its own list',
    show: async (visit) => {
      const { page, federation, test } = visit;
      const choice = { why: { fr: 'Répond sous deux jours.' }, ties: 'none', decidedOn: '2026-01-10' };
      const asking = { token: federation.token, body: { ...choice, reviewBy: '2026-11-01' } };
      await test.ask('PUT', '/v1/federations/les-communs/selection/les-aulnes', asking);
      await page.goto(`${DESK}/selection`);
    },
  },
  at('what may be reviewed', '/reviews/les-aulnes?show=others'),
  at('a review', `/reviews/les-aulnes/${SUBJECT}`),
  sent('a review, with a fault', `/reviews/les-aulnes/${SUBJECT}`, {}, 'value'),
  at('a review of a measure', '/reviews/les-aulnes/commitment:closing-notice'),
  sent('its reviews', '/reviews/les-aulnes/commitment:closing-notice', { value: '3 mois' }),
  at('its vouches, none', '/vouches'),
  sent('its vouches, with a fault', '/vouches', { draft: 'x' }, 'draft'),
  at('vouching for a host', '/vouches/les-aulnes'),
  sent('its vouches', '/vouches'),
  at('what its files propose, nothing', '/proposals'),
  at('the drafts that its files made, none', '/proposals?state=draft'),
  at('the file that is read for it, none', '/source'),
  ...CASE_STATES,
  at('the desk of a federation, with cases', ''),
];
