import { formsIn, type PageForm } from '../../test/support/forms.ts';
import type { Answered, Asker } from './answers.ts';
import { HTML, LANGUAGES, openAll, type PatternOf } from './pages.ts';
import { ADMIN, PUBLIC_URL } from './service.ts';
import type { Story } from './story/story.ts';

/** The desks: all pages that whoever signs in is led to, and all forms on them. */

const FORM = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', origin: PUBLIC_URL };
export const isDesk = (address: string): boolean => address.startsWith('/manage');

async function cookieOf(asker: Asker, token: string, as: string): Promise<string> {
  const { headers } = await asker.ask('POST', '/manage/sign-in', {
    as,
    headers: FORM,
    body: new URLSearchParams({ token }).toString(),
  });
  return (headers.get('set-cookie') ?? '').split(';')[0]!;
}

/** A person with a token of their own, by an invitation of a host. */
export async function invitePerson(asker: Asker, { aulnes }: Story): Promise<string> {
  const cookie = await cookieOf(asker, aulnes.token, 'who invites');
  const sent = { ...FORM, cookie };
  const { text: list } = await asker.ask('GET', '/manage/persons', { as: 'who invites', headers: { ...HTML, cookie } });
  const form = formsIn(list).find(({ action }) => action.startsWith('/manage/persons/invitations'));
  if (!form) return 'nobody';
  const onceIn = (text: string) => /id="once"[^>]*value="([^"]+)"/.exec(text)?.[1];
  const { text } = await asker.ask('POST', form.action, {
    as: 'who invites',
    headers: sent,
    body: form.fields.toString(),
  });
  const link = new URL(onceIn(text) ?? '/', PUBLIC_URL).pathname;
  await asker.ask('GET', link, { as: 'who is invited', headers: HTML });
  const body = new URLSearchParams({ label: 'Camille' }).toString();
  return onceIn((await asker.ask('POST', link, { as: 'who is invited', headers: FORM, body })).text) ?? 'nobody';
}

const readersOf = ({ aulnes, draft, federation }: Story, person: string): [as: string, token: string][] => [
  ['a host', aulnes.token],
  ['a draft', draft.token],
  ['a federation', federation],
  ['an administrator', ADMIN],
  ['a person', person],
];

/** All pages of the desks as each reader is shown them. @param begin also those that no link may lead to */
export async function openDesks(
  asker: Asker,
  patternOf: PatternOf,
  story: Story & { person?: string },
  begin: readonly string[],
): Promise<void> {
  await openAll(asker, patternOf, {
    as: 'nobody',
    begin: ['/manage', '/manage/sign-in', '/manage/join'],
    follows: isDesk,
  });
  for (const [as, token] of readersOf(story, story.person ?? 'nobody')) {
    const cookie = await cookieOf(asker, token, as);
    await openAll(asker, patternOf, { as, begin, follows: isDesk, headers: { cookie } });
  }
}

/** What is typed into fields that are empty, by their names. */
const TYPED: Readonly<Record<string, string>> = {
  ...{
    name: 'Essai',
    label: 'Essai de la fanfare',
    url: 'https://essai.example',
    country: 'France',
    software: 'Nextcloud',
  },
  ...{ email: 'bureau@essai.example', phone: '05 55 00 00 00', website: 'https://essai.example', summary: 'Un essai.' },
  ...{ fixed: '35,50', maxAccounts: '15', maxGb: '100', people: '12', since: '2024-03', serves: 'Creuse', q: 'aulnes' },
  ...{
    reason: 'À l’essai.',
    text: 'C’est fait.',
    note: 'Vu avec le bureau.',
    why: 'Répond vite.',
    closed: `2027-06-01`,
  },
  ...{ question: 'Peut-on venir ?', howToProve: 'Une page le dit.', reviewBy: '2027-10-01', on: '2026-11-20' },
};

/** Who may no longer come in once such a form was taken, or whose other forms are gone: sent last. */
const isLast = (pattern: string): boolean =>
  /erase|end$|end\/|sign-out|withdraw|remove|closing|merge|redact|suspen/.test(pattern);

/** Gives an address for reminders of a host, which is then sent a link. */
export async function giveAddress(asker: Asker, token: string, host: string, email: string): Promise<void> {
  const [page, as] = [`/manage/hosts/${host}/mail`, 'its host'];
  const cookie = await cookieOf(asker, token, as);
  const { text } = await asker.ask('GET', page, { as, headers: { ...HTML, cookie } });
  const { action, fields } = formsIn(text).find((one) => one.fields.has('email'))!;
  fields.set('email', email);
  await asker.ask('POST', action || page, { as, headers: { ...FORM, cookie }, body: fields.toString() });
}

/** Asks for a link to sign in with. */
export const askLink = (asker: Asker, email: string) =>
  asker.ask('POST', '/manage/sign-in/mail', { headers: FORM, body: new URLSearchParams({ email }).toString() });

/** Links that mails hold, and the forms behind them. */
export async function followMails(asker: Asker, mails: readonly string[]): Promise<void> {
  const links = mails.flatMap((mail) =>
    [...mail.matchAll(/http:\/\/localhost:8080(\/[^\s?]+)/g)].map(([, path]) => path!),
  );
  for (const link of [...new Set(links)].filter(isDesk)) {
    const { text } = await asker.ask('GET', link, { as: 'whoever got the mail', headers: HTML });
    for (const { action, fields } of formsIn(text))
      if (action === link || !action)
        await asker.ask('POST', link, { as: 'whoever got the mail', headers: FORM, body: fields.toString() });
  }
}

interface Writer {
  as: string;
  token?: string;
  begin: readonly string[];
}

/** Sends each form that somebody is shown: with nothing in it, then filled in, from the page that it stands on. */
export async function sendForms(
  asker: Asker,
  patternOf: PatternOf,
  actionOf: PatternOf,
  story: Story,
  begin: readonly string[],
): Promise<void> {
  const writers: Writer[] = [
    {
      as: 'anybody',
      begin: ['/', '/hosts/les-ormes', '/match', '/diagnosis', '/mend', '/manage/join', '/manage/sign-in'],
    },
    { as: 'the host', token: story.ormes.token, begin },
    { as: 'the federation', token: story.rives, begin },
    { as: 'the administrator', token: ADMIN, begin },
  ];
  const forms = new Map<string, Found>();
  for (const writer of writers) {
    const { as, token, begin: opened } = writer;
    const headers = await signedIn(asker, token, as);
    const pages: [Answered, string][] = [];
    const follows = (address: string) => isDesk(address) === (token !== undefined) || opened.includes(address);
    await openAll(asker, patternOf, { as, begin: opened, follows, headers, languages: ['fr'] }, (page, address) =>
      pages.push([page, address]),
    );
    for (const [page, address] of pages)
      for (const { action } of formsIn(page.text)) {
        const to = action || address;
        const pattern = await actionOf(to);
        const key = `${pattern} ${as}`;
        if (pattern !== 'nothing' && !forms.has(key)) forms.set(key, { ...writer, page: address, action, to, pattern });
      }
  }
  const sorted = [...forms.values()].sort((a, b) => Number(isLast(a.pattern)) - Number(isLast(b.pattern)));
  for (const found of sorted) await sendForm(asker, found);
}

interface Found extends Writer {
  /** The page that it stands on, as it was opened. */
  page: string;
  action: string;
  to: string;
  pattern: string;
}

const signedIn = async (asker: Asker, token: string | undefined, as: string): Promise<Record<string, string>> =>
  token === undefined ? {} : { cookie: await cookieOf(asker, token, as) };

/** As it stands and empty in both languages, then filled in, with each of its first buttons: what is taken is taken once. */
async function sendForm(asker: Asker, { as, token, page, action, to }: Found): Promise<void> {
  const signed = await signedIn(asker, token, as);
  const send = async (how: string, language: string, fill: (form: PageForm) => URLSearchParams) => {
    const headers = { ...signed, 'accept-language': language };
    const asking = { as: `${as} ${how} ${language}` };
    const { text } = await asker.ask('GET', page, { ...asking, headers: { ...HTML, ...headers } });
    const form = formsIn(text).find((one) => one.action === action);
    if (!form) return;
    const body = fill(form).toString();
    const { headers: answered } = await asker.ask('POST', to, { ...asking, headers: { ...FORM, ...headers }, body });
    const next = answered.get('location');
    if (next?.startsWith('/'))
      await asker.ask('GET', next, { as: `${asking.as}, then`, headers: { ...HTML, ...headers } });
  };
  for (const language of LANGUAGES)
    await send('empty', language, ({ fields }) => {
      for (const name of [...fields.keys()]) if (TYPED[name] !== undefined) fields.set(name, '');
      return fields;
    });
  for (const button of [0, 1])
    await send(`filled ${button}`, 'fr', ({ fields, buttons, choices }) => {
      for (const [name, value] of [...fields]) if (value === '' && TYPED[name]) fields.set(name, TYPED[name]);
      for (const [name, value] of choices) if (!fields.get(name)) fields.set(name, value);
      const pressed = buttons[button] ?? buttons[0];
      if (pressed) fields.append(...pressed);
      return fields;
    });
}
