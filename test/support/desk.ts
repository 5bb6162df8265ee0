import { expect } from 'vitest';
import type { Answered, TestApp } from './app.ts';
import { formsIn, type PageForm } from './forms.ts';

/** The site of the tests, as browsers name it. */
export const SITE = 'https://bercail.example';

type Typed = Readonly<Record<string, string | readonly string[]>>;

/** A browser on the desks: it keeps the cookie of `/manage`, says where its forms come from, and follows where it is led. */
export class Browser {
  cookie: string | undefined;
  at = '';
  shown: Answered<unknown> | undefined;
  readonly #test: TestApp;

  constructor(test: TestApp) {
    this.#test = test;
  }

  get text(): string {
    return this.shown!.text;
  }

  async send(method: 'GET' | 'POST', path: string, body?: string, headers: Record<string, string> = {}) {
    const isForm = method === 'POST';
    const answer = await this.#test.ask(method, path, {
      ...(isForm && { body: body ?? '' }),
      headers: {
        accept: 'text/html',
        ...(isForm && { 'content-type': 'application/x-www-form-urlencoded', origin: SITE }),
        ...(this.cookie && { cookie: this.cookie }),
        ...headers,
      },
    });
    const set = answer.headers['set-cookie'];
    if (set !== undefined) this.cookie = /Max-Age=0/.test(String(set)) ? undefined : String(set).split(';')[0];
    this.at = path;
    this.shown = answer;
    if (answer.status === 303) await this.open(String(answer.headers.location));
    return this.shown!;
  }

  open = (path: string) => this.send('GET', path);

  /** @param which of the forms that go there */
  form(action: string, which = 0): PageForm {
    const found = formsIn(this.text).filter((one) => one.action.split('?')[0] === action)[which];
    expect(found, `${this.at} has no form for ${action}`).toBeDefined();
    return found!;
  }

  /** Fills the form of the page that is shown, and sends it. */
  async fill(action: string, typed: Typed = {}, which = 0) {
    const form = this.form(action, which);
    for (const [name, value] of Object.entries(typed)) {
      form.fields.delete(name);
      for (const one of [value].flat()) form.fields.append(name, one);
    }
    return await this.send('POST', form.action, form.fields.toString());
  }

  async signIn(token: string): Promise<this> {
    await this.open('/manage/sign-in');
    await this.fill('/manage/sign-in', { token });
    expect(this.shown!.status, this.text).toBe(200);
    return this;
  }
}

/** The link of an invitation, made on the page of who may act. @param which of the entries there */
export async function invitedBy(inviter: Browser, which = 0): Promise<string> {
  await inviter.open('/manage/persons');
  await inviter.fill('/manage/persons/invitations', {}, which);
  return /id="once"[^>]*value="https:\/\/bercail\.example([^"]+)"/.exec(inviter.text)![1]!;
}

/** Somebody who opens such a link and accepts, with the token that was made for them alone. */
export async function accepted(test: TestApp, link: string, label: string) {
  const invited = new Browser(test);
  await invited.open(link);
  await invited.fill(link, { label });
  const [, token] = /id="once"[^>]*value="([^"]+)"/.exec(invited.text) ?? [];
  return { invited, token: token! };
}

/** Whether the cookie of a browser still opens the desks. */
export async function isIn(test: TestApp, { cookie }: Pick<Browser, 'cookie'>): Promise<boolean> {
  const other = new Browser(test);
  other.cookie = cookie;
  await other.open('/manage');
  return other.at === '/manage';
}

/** What the first page of the desks shows, by name. */
export const keptIn = ({ text }: Browser): string[] =>
  [...text.matchAll(/<h2>(?:<a[^>]*>)?([^<]+)/g)].map(([, name]) => name!).sort();
