import { LARGEST } from './worst-largest.ts';
import type { Asked } from './worst-stored.ts';

/* Every kind of page, public or of a desk, found by the links that lead to it, and every form that stands on one. */

/** Where one begins; the rest is linked. */
export const PUBLIC_PAGES: readonly string[] = [
  ...['/', '/hosts', '/hosts?page=100', '/hosts?q=nuage', '/hosts?usage=email-hosting', '/federations', '/closings'],
  `/hosts/${LARGEST.host}`,
  `/hosts/${LARGEST.host}/decided`,
  `/hosts/${LARGEST.host}/report`,
  `/hosts/${LARGEST.host}/removal`,
  `/federations/${LARGEST.federation}`,
  `/compare?host=${LARGEST.host}&host=framasoft&host=infini`,
  `/embed/search?federation=${LARGEST.federation}`,
  `/embed/fragment?federation=${LARGEST.federation}`,
  `/embed/match?federation=${LARGEST.federation}`,
  '/embed/search?usage=email-hosting',
  `/embed/badge?host=${LARGEST.host}`,
  `/badge/${LARGEST.host}.svg`,
  ...['/embed', '/match', '/diagnosis', '/for-hosts', '/legal', '/terms', '/watching', '/docs', '/sitemap.xml'],
  ...['/robots.txt', '/.well-known/security.txt', '/embed.js', '/embed/wordpress.php'],
];

/** Pages of nobody’s desk in particular. */
export const OPEN_DESKS: readonly string[] = ['/manage', '/manage/persons', '/manage/join', '/manage/join/federation'];

/** Addresses of one page differ in what they name: a service of two hundred is looked at once. */
export const shapeOf = (path: string): string =>
  path
    .split('?')[0]!
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')
    .replace(/\/s-\d+/g, '/*')
    .replace(
      /(requests|services|criteria|claims|commitments|members|reviews|selection|helpers|letters|entries|hosts|networks|vouches)\/(?!le-grand|tous-les)[^/]+/g,
      '$1/*',
    );

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'" };
const decoded = (written: string): string =>
  written.replace(/&(amp|quot|lt|gt|#39);/g, (_, name: string) => ENTITIES[name]!);

export interface SeenPage {
  path: string;
  html: string;
}

/** Pages, one of each kind, found by the links that lead to them. @param isAmong which links are followed */
export async function pagesOf(
  starts: readonly string[],
  isAmong: (path: string) => boolean,
  open: (path: string) => Promise<string>,
): Promise<SeenPage[]> {
  const [found, pages] = [new Map(starts.map((path) => [path, path])), [] as SeenPage[]];
  for (const path of found.values()) {
    const html = await open(path);
    pages.push({ path, html });
    for (const [, written] of html.matchAll(/<a\b[^>]* href="([^"#]+)/g)) {
      const link = decoded(written!);
      if (isAmong(link) && !found.has(shapeOf(link)) && found.size < MOST_KINDS) found.set(shapeOf(link), link);
    }
  }
  return pages;
}
const MOST_KINDS = 150;

const attributeOf = (tag: string, name: string): string | undefined => {
  const written = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return written === undefined ? undefined : decoded(written);
};
const isSet = (tag: string, name: string): boolean => new RegExp(` ${name}[ />=]`).test(tag);

type Field = readonly [name: string, value: string];
interface Form {
  action: string;
  /** As they stand. */
  fields: readonly Field[];
  /** Of those, what somebody types. */
  typed: ReadonlySet<string>;
  hasFile: boolean;
}

const CONTROL = /<(input|button)\b[^>]*>|<textarea\b[^>]*>[\s\S]*?<\/textarea>|<select\b[^>]*>[\s\S]*?<\/select>/g;

function fieldOf(control: string): Field | null {
  const tag = control.slice(0, control.indexOf('>') + 1);
  const name = attributeOf(tag, 'name');
  const type = attributeOf(tag, 'type') ?? 'text';
  if (name === undefined || type === 'file') return null;
  if (control.startsWith('<textarea')) return [name, decoded(control.slice(tag.length, -'</textarea>'.length))];
  if (control.startsWith('<select')) {
    const options = [...control.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
    const chosen = options.find((option) => isSet(option, 'selected')) ?? options[0] ?? '';
    return [name, attributeOf(chosen, 'value') ?? ''];
  }
  if ((type === 'checkbox' || type === 'radio') && !isSet(tag, 'checked')) return null;
  return [name, attributeOf(tag, 'value') ?? (type === 'checkbox' ? 'on' : '')];
}

const isTyped = (control: string): boolean =>
  control.startsWith('<textarea') ||
  (control.startsWith('<input') && /^(text|search|url|email|tel)$/.test(attributeOf(control, 'type') ?? 'text'));

/** The forms of a page that are sent by POST, each as whoever presses its first button sends it. */
export function formsOf({ path, html }: SeenPage): Form[] {
  return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].flatMap(([form]) => {
    const tag = form.slice(0, form.indexOf('>') + 1);
    if (attributeOf(tag, 'method') !== 'post') return [];
    const id = attributeOf(tag, 'id');
    const outside = id === undefined ? '' : html.replace(form, '');
    const controls = [
      ...[...form.matchAll(CONTROL)]
        .map(([one]) => one)
        .filter((one) => attributeOf(one.split('>')[0]!, 'form') === undefined),
      ...[...outside.matchAll(CONTROL)]
        .map(([one]) => one)
        .filter((one) => attributeOf(one.split('>')[0]!, 'form') === id),
    ];
    const isButton = (one: string) => one.startsWith('<button');
    const button = controls.find((one) => isButton(one) && attributeOf(one, 'type') !== 'button');
    const sent = controls.filter((one) => !isButton(one) || one === button);
    return [
      {
        action: attributeOf(tag, 'action') || path,
        fields: sent.flatMap((one) => {
          const field = fieldOf(one);
          return field ? [field] : [];
        }),
        typed: new Set(sent.filter(isTyped).flatMap((one) => attributeOf(one, 'name') ?? [])),
        hasFile: sent.some((one) => attributeOf(one.split('>')[0]!, 'type') === 'file'),
      },
    ];
  });
}

/** As much as a form takes. */
const FORM_BYTES = 59_000;
const FILE_BYTES = 99_000;
const BOUNDARY = 'a-boundary-of-the-worst-forms';

const file = (): string => {
  const row = (at: number) => `framasofd${at};peut-être;31/02/2026;${'é;'.repeat(40)}`;
  const rows = ['host;status;since;subject;value;reviewedOn;why;ties;usages'];
  for (let length = 0; length < FILE_BYTES; length += Buffer.byteLength(rows.at(-1)!) + 1) rows.push(row(rows.length));
  return rows.slice(0, -1).join('\n');
};

function sentAs({ hasFile }: Form, fields: readonly Field[]): Pick<Asked, 'body' | 'type'> {
  if (!hasFile)
    return {
      type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
    };
  const part = (name: string, more: string, value: string) =>
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
  const parts = fields.map(([name, value]) => part(name, '', value));
  const body = `${parts.join('')}${part('file', '; filename="liste.csv"', file())}--${BOUNDARY}--\r\n`;
  return { type: `multipart/form-data; boundary=${BOUNDARY}`, body };
}

/** What ends the session, or what the others act on, comes last. */
const lastness = ({ action }: Form): number =>
  ['merg', 'redact', 'remov', 'retire', 'end', 'withdrawal', 'erase', 'sign-out'].findIndex((word) =>
    action.includes(word),
  );

/** The requests of the forms of some pages: as they stand, and filled up to what a form takes. */
export function formRequests(pages: readonly SeenPage[], cookie: string): Asked[] {
  const seen = new Map<string, Form>();
  for (const form of pages.flatMap(formsOf)) {
    const names = [...new Set(form.fields.map(([name]) => name))].join();
    const kind = `${shapeOf(form.action)} ${names}`;
    if (!seen.has(kind)) seen.set(kind, form);
  }
  return [...seen.values()]
    .sort((a, b) => lastness(a) - lastness(b))
    .flatMap((form) => {
      const { action, fields, typed } = form;
      const request = { method: 'POST', path: action, cookie, once: true as const };
      const name = `form of ${shapeOf(action).replace(LARGEST.host, '…').replace(LARGEST.federation, '…')}`;
      const space = FORM_BYTES - new URLSearchParams(fields.map(([one, value]) => [one, value])).toString().length;
      const each = Math.floor(space / Math.max(typed.size, 1) / 3);
      const full = fields.map(
        ([one, value]): Field => [one, typed.has(one) ? `${value}${'é;\n'.repeat(each / 4)}` : value],
      );
      return [
        // What is refused first leaves the rest as it is.
        ...(typed.size > 0 && each > 0 ? [{ ...request, what: `${name}, filled up`, ...sentAs(form, full) }] : []),
        { ...request, what: name, ...sentAs(form, fields) },
      ];
    });
}
