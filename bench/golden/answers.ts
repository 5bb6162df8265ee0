import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { standIns } from './stand-ins.ts';

/** Asks a service, and writes each answer to a file whose name says what was asked. */

export interface Asking {
  /** Who asks, as names of files say it. */
  as?: string | undefined;
  /** By which pattern it should be answered, for answers that are given before one is looked for. */
  route?: string;
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answered {
  status: number;
  text: string;
  bytes: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: the script looks into answers of every shape.
  body: any;
  headers: Headers;
  /** The pattern of addresses that answered; absent where none did. */
  route: string | undefined;
}

/** What was asked, by the pattern of addresses that answered: `GET /v1/hosts/{host}` with all its statuses. */
export type Covered = Map<string, Set<number>>;

export const routeOf = (method: string, pattern: string): string =>
  `${method} ${pattern.replaceAll(/:(\w+)(?:\((?:[^()]|\([^()]*\))*\))?/g, '{$1}').replaceAll('::', ':')}`;

const SHOWN_HEADERS = [
  ...['content-type', 'content-language', 'content-disposition', 'link', 'vary', 'cache-control', 'location', 'allow'],
  ...['www-authenticate', 'set-cookie', 'content-security-policy', 'x-robots-tag', 'deprecation'],
];

/** In short lines, so that a difference names one; only what is written as this writes it again. */
function inLines(text: string, type: string): string {
  if (/[/+]json/.test(type) && text.startsWith('{')) {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 1) : text;
  }
  return /html|xml|svg/.test(type) ? text.replaceAll('><', '>\n<') : text;
}

/** The files of a workbook, one after the other: when it was packed is not said. */
const unpacked = (bytes: Buffer): string =>
  Object.entries(unzipSync(bytes))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, content]) => `== ${name}\n${Buffer.from(content).toString('utf8').replaceAll('><', '>\n<')}`)
    .join('\n');

/** Numbers of a process, and a copy of its database: asked, and not compared. */
const NOT_COMPARED = /^\/(?:metrics|readyz|healthz|v1\/backup)\b/;

export class Asker {
  base: string;
  /** The folder that answers are written to. */
  part = '';
  written = 0;
  readonly covered: Covered = new Map();
  readonly #out: string;
  readonly #names = new Map<string, number>();
  #clean = standIns();

  constructor(base: string, out: string) {
    this.base = base;
    this.#out = out;
  }

  /** Begins another part, which can be compared without those before. */
  begin(part: string): void {
    this.part = part;
    this.#clean = standIns();
  }

  #nameOf(method: string, path: string, as: string | undefined): string {
    const said = path
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
      .replaceAll(/\d{4}-\d\d-\d\dT[\w:.%]+Z/g, 'instant')
      .replaceAll(/[\w-]{40,}/g, 'key')
      .replaceAll(/[^\w.-]+/g, ' ');
    const name = `${method} ${said.slice(0, 100).trim()}${as === undefined ? '' : ` as ${as}`}`;
    const count = (this.#names.get(`${this.part}/${name}`) ?? 0) + 1;
    this.#names.set(`${this.part}/${name}`, count);
    return count === 1 ? name : `${name} ${count}`;
  }

  write(name: string, text: string): void {
    const file = join(this.#out, this.part, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, this.#clean(`${this.part}/${name}`, text));
    this.written++;
  }

  async ask(
    method: string,
    path: string,
    { as, route: expected, token, body, headers }: Asking = {},
  ): Promise<Answered> {
    const name = this.#nameOf(method, path, as);
    const isPlain = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.base + path, {
      method,
      redirect: 'manual',
      headers: {
        'golden-question': encodeURIComponent(`${this.part}/${name}`),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isPlain ? (body as string) : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get('content-type') ?? '';
    const text = bytes.toString('utf8');
    const said =
      body === undefined
        ? ''
        : ` ${body instanceof Uint8Array ? '(a workbook)' : isPlain ? body : JSON.stringify(body)}`;
    const shown = SHOWN_HEADERS.flatMap((header) => {
      const value = response.headers.get(header);
      return value === null ? [] : [`${header}: ${value}`];
    });
    const content = NOT_COMPARED.test(path)
      ? '(not compared)'
      : bytes.subarray(0, 2).toString() === 'PK'
        ? unpacked(bytes)
        : inLines(text, type);
    this.write(name, [`${method} ${path}${said}`, String(response.status), ...shown, '', content].join('\n'));
    const pattern = response.headers.get('golden-route') ?? undefined;
    const route = pattern === undefined ? expected : routeOf(method, pattern);
    if (route !== undefined) this.note(route, response.status);
    const isJson = /[/+]json/.test(type) && /^[{["]/.test(text);
    return {
      status: response.status,
      text,
      bytes,
      body: isJson ? JSON.parse(text) : undefined,
      headers: response.headers,
      route,
    };
  }

  /** Announces a body that is larger than any: refused before it is read. */
  async askTooMuch(method: string, path: string, { as, token, headers }: Asking): Promise<void> {
    const name = this.#nameOf(method, path, as);
    const sent = { ...headers, ...(token && { authorization: `Bearer ${token}` }), 'content-length': '999999999' };
    const [status, route, text] = await new Promise<[number, unknown, string]>((done, failed) => {
      const asked = request(this.base + path, { method, headers: sent, agent: false }, async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        asked.destroy();
        done([response.statusCode!, response.headers['golden-route'], Buffer.concat(chunks).toString('utf8')]);
      });
      asked.on('error', failed);
      asked.flushHeaders();
    });
    this.write(name, `${method} ${path} (999999999 bytes)\n${status}\n\n${inLines(text, '/json')}`);
    if (typeof route === 'string') this.note(routeOf(method, route), status);
  }

  note(route: string, status: number): void {
    const known = this.covered.get(route) ?? new Set();
    this.covered.set(route, known.add(status));
  }
}
