import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** What a site does wrong. Without one it answers as it should, with a tag. */
export const FAULTS = [
  'no-tag',
  'slow',
  'error',
  'reset',
  'html',
  'gone',
  'empty',
  'gzip',
  'endless',
  'moved',
  'to-private',
  'to-itself',
  'redirect-loop',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface WebFile {
  body: Buffer;
  fault?: Fault | undefined;
}

const MODIFIED = 'Mon, 02 Nov 2026 08:00:00 GMT';
const HTML = '<!DOCTYPE html><html lang="fr"><title>Erreur</title><p>Page introuvable</p></html>';

/** The web on this machine: many sites, told apart by their names, some of them with faults. */
export interface FaultyWeb {
  port: number;
  /** Files by `host/path`; they may change while it runs. */
  files: Map<string, WebFile>;
  /** Makes the files that are not there. */
  make?: (name: string) => WebFile | undefined;
  /** Sites to which every connection is closed. */
  dead: Set<string>;
  /** Requests since it was last set to empty, as `host/path`. */
  asked: string[];
  /** Most requests that one site, and all of them, had at the same time. */
  atOnce: { site: number; all: number };
  origin(site: string): string;
  close(): void;
}

/** Writes without end, until the other side closes. */
function writeEndlessly(response: ServerResponse): void {
  const chunk = Buffer.alloc(65_536, 'subs.a = b\n');
  let left = 1_000_000_000;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) {
        response.once('drain', more);
        return;
      }
    }
    response.end();
  };
  response.writeHead(200, { 'content-type': 'text/plain' });
  more();
}

type Misbehaves = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;
const PLAIN = { 'content-type': 'text/plain' };
const leadTo =
  (location: string): Misbehaves =>
  (_request, response) => {
    response.writeHead(302, { location }).end();
  };
const withStatus =
  (status: number, text = '', type = 'text/plain'): Misbehaves =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(text);
  };

function answerWell(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
  const isKnown = request.headers['if-none-match'] === etag;
  response.writeHead(isKnown ? 304 : 200, { ...PLAIN, etag, 'last-modified': MODIFIED });
  response.end(isKnown ? undefined : body);
}

const MISBEHAVES: Readonly<Record<Fault, Misbehaves>> = {
  'no-tag': (_request, response, body) => {
    response.writeHead(200, PLAIN).end(body);
  },
  // It answers well, but late.
  slow: answerWell,
  error: withStatus(500, 'oops'),
  reset: ({ socket }) => {
    socket.destroy();
  },
  html: withStatus(200, HTML, 'text/html'),
  gone: withStatus(404),
  empty: withStatus(200),
  gzip: (_request, response, body) => {
    response.writeHead(200, { ...PLAIN, 'content-encoding': 'gzip' }).end(gzipSync(body));
  },
  endless: (_request, response) => writeEndlessly(response),
  moved: (request, response, body) => {
    if (request.url!.includes('?')) answerWell(request, response, body);
    else leadTo(`${request.url}?moved`)(request, response, body);
  },
  'to-private': leadTo('http://192.168.1.1/admin'),
  'to-itself': leadTo('http://localhost/'),
  'redirect-loop': (request, response, body) => leadTo(request.url!)(request, response, body),
};

const answer = (request: IncomingMessage, response: ServerResponse, { body, fault }: WebFile): void =>
  (fault ? MISBEHAVES[fault] : answerWell)(request, response, body);

export async function startFaultyWeb({ slowMs = 300 } = {}): Promise<FaultyWeb> {
  const files = new Map<string, WebFile>();
  const dead = new Set<string>();
  const now = new Map<string, number>();
  let all = 0;
  const server = createServer((request, response) => {
    const site = (request.headers.host ?? '').split(':')[0]!;
    const name = `${site}${request.url!.split('?')[0]}`;
    web.asked.push(name);
    if (dead.has(site)) {
      request.socket.destroy();
      return;
    }
    now.set(site, (now.get(site) ?? 0) + 1);
    all++;
    web.atOnce.site = Math.max(web.atOnce.site, now.get(site)!);
    web.atOnce.all = Math.max(web.atOnce.all, all);
    response.on('close', () => {
      now.set(site, now.get(site)! - 1);
      all--;
    });
    const file = files.get(name) ?? web.make?.(name);
    if (!file) response.writeHead(404).end();
    else if (file.fault === 'slow') setTimeout(() => answer(request, response, file), slowMs);
    else answer(request, response, file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const web: FaultyWeb = {
    ...{ port, files, dead, asked: [], atOnce: { site: 0, all: 0 } },
    origin: (site) => `http://${site}:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return web;
}
