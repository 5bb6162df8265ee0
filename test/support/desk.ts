import { expect } from 'vitest';
import type { Answered, TestApp } from './app.ts';

/** The site of the tests, as browsers name it. */
export const SITE = 'https://bercail.example';

type Typed = Readonly<Record<string, string | readonly string[]>>;

const plain = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string | undefined => {
  const [, value] = new RegExp(` ${name}(?:="([^"]*)")?(?=[ />])`).exec(tag) ?? [];
  return value === undefined && !new RegExp(` ${name}(?=[ />])`).test(tag) ? undefined : plain(value ?? '');
};

/** A form of a page, as a browser reads it: where it goes, and what it would send. */
export interface PageForm {
  action: string;
  fields: URLSearchParams;
}

/** What one field of a form would send, if anything. */
function* sentBy(tag: string, inside: string): Generator<[string, string]> {
  const name = attribute(tag, 'name');
  if (name === undefined) return;
  if (tag.startsWith('<input')) {
    const isTicked = !/ type="(checkbox|radio)"/.test(tag) || attribute(tag, 'checked') !== undefined;
    if (isTicked) yield [name, attribute(tag, 'value') ?? ''];
  } else if (tag.startsWith('<textarea')) yield [name, plain(inside).replace(/^\n/, '')];
  else if (tag.startsWith('<select')) {
    const options = inside.match(/<option(?:"[^"]*"|[^">])*>/g) ?? [];
    const chosen = options.find((one) => attribute(one, 'selected') !== undefined) ?? options[0];
    if (chosen) yield [name, attribute(chosen, 'value') ?? ''];
  }
}

export function formsIn(html: string): PageForm[] {
  return [...html.matchAll(/(<form(?:"[^"]*"|[^">])*>)([\s\S]*?)<\/form>/g)].map(([, tag, inside]) => ({
    action: attribute(tag!, 'action')!,
    fields: new URLSearchParams(
      [
        ...inside!.matchAll(/(<input(?:"[^"]*"|[^">])*>)|(<(textarea|select)(?:"[^"]*"|[^">])*>)([\s\S]*?)<\/\3>/g),
      ].flatMap((found) => [...sentBy(found[1] ?? found[2]!, found[4] ?? '')]),
    ),
  }));
}

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
