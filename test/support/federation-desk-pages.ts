import type { DeskState, DeskVisit } from './desk-pages.ts';

/* The pages of a federation’s desk in every state that looks different; whoever is signed in before is signed out. */

const DESK = '/manage/federations/les-communs';
const SUBJECT = 'criterion:free-software-only';

const at = (name: string, part: string): DeskState => ({ name, show: ({ page }) => page.goto(`${DESK}${part}`) });
const sent = (name: string, part: string, typed: Readonly<Record<string, string>> = {}, fault?: string): DeskState => ({
  name,
  show: ({ send }) => send(`${DESK}${part}`, typed),
  ...(fault !== undefined && { fault }),
});

const write = async ({ test }: DeskVisit, method: string, part: string, token: string, body: object) => {
  const asking = { token, body, ...(method === 'PUT' && { ifMatch: '*' }) };
  await test.ask(method, `/v1/federations/les-communs${part}`, asking);
};

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
    name: 'a request that was accepted',
    show: async ({ page, send }) => {
      await page.goto(`${DESK}/requests/les-aulnes`);
      await send(`${DESK}/requests/les-aulnes`, { since: '2024-03' });
    },
  },
  at('a member', '/members/les-aulnes'),
  {
    name: 'a member that somebody else changed',
    show: async (visit) => {
      const body = { status: 'member', since: '2022' };
      await write(visit, 'PUT', '/members/les-aulnes', visit.federation.token, body);
      await visit.send(`${DESK}/members/les-aulnes`, { since: '2021' });
    },
  },
  at('ending a membership', '/members/les-aulnes/end'),
  at('its own list, empty', '/selection'),
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
  at('taking a host off the list', '/selection/les-aulnes/removal'),
  at('its reviews, none', '/reviews'),
  at('what may be reviewed', '/reviews/les-aulnes?show=others'),
  at('a review', `/reviews/les-aulnes/${SUBJECT}`),
  sent('a review, with a fault', `/reviews/les-aulnes/${SUBJECT}`, {}, 'value'),
  at('a review of a measure', '/reviews/les-aulnes/commitment:closing-notice'),
  sent('its reviews', '/reviews/les-aulnes/commitment:closing-notice', { value: '3 mois' }),
  at('taking a review back', '/reviews/les-aulnes/commitment:closing-notice/removal'),
  at('its vouches, none', '/vouches'),
  sent('its vouches, with a fault', '/vouches', { draft: 'x' }, 'draft'),
  at('vouching for a host', '/vouches/les-aulnes'),
  sent('its vouches', '/vouches'),
  at('what its files propose, nothing', '/proposals'),
  at('a federation in numbers', '/statistics'),
];
