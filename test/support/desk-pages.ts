import type { Page } from 'playwright-core';
import type { Owned, TestApp } from './app.ts';
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
  /** Of the first faulty field, which has the cursor. */
  fault?: string;
}

const at = (name: string, path: string): DeskState => ({ name, show: ({ page }) => page.goto(path) });
const sent = (name: string, action: string, typed?: Readonly<Record<string, string>>, fault?: string): DeskState => ({
  name,
  show: ({ send }) => send(action, typed),
  ...(fault !== undefined && { fault }),
});
/** What the last state that shows a secret once has shown. */
const onceShown = ({ page }: DeskVisit) => page.inputValue('#once');

export const DESK_HOST = '/manage/hosts/les-aulnes';
const EMAIL = 'bureau-de-l-association-des-aulnes@les-aulnes.example';

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
  at('its questions', `${DESK_HOST}/questions`),
  at('still true', `${DESK_HOST}/confirmation`),
  sent('still true, and what becomes a no', `${DESK_HOST}/confirmation`),
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
  sent('who may act, with a fault', '/manage/persons/label', { label: ' ' }, 'label'),
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
