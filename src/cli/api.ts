import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { errors, request } from 'undici';
import type { Config } from '../config.ts';
import type { FolderServer } from '../database/pglite.ts';
import { CatalogueError, ERROR_CODES, type ErrorCode } from '../ground/errors.ts';
import type { Problem } from '../http/problems.ts';
import type { Context } from '../record/context.ts';
import { CSV_TYPE } from '../spreadsheets/csv.ts';
import { WORKBOOK_TYPE } from '../spreadsheets/workbook.ts';
import { isZip } from '../spreadsheets/zip.ts';
import { applicationOn, onDatabaseOrServer } from './database.ts';

export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: object;
  /** A CSV or .xlsx file, in place of a JSON body. */
  sheet?: Buffer;
  /** Sends `If-Match: *`, because the command has not read a version. */
  anyVersion?: true;
  /** The version that was read, for `If-Match`. */
  version?: number;
}

/** Sends a request as an administrator: to an application in this process, or to the server with the data folder. */
export const askApi = <T = undefined>(request: ApiRequest): Promise<T> =>
  onDatabaseOrServer(
    (context, config) => withApplication(context, config, (app) => askApplication<T>(app, request)),
    (server) => askServerAsAdmin<T>(server, request),
  );

/**
 * Sends a request to a server.
 * @throws CatalogueError the server's refusal, or Error for a failure
 */
export async function askServer<T>({ address }: FolderServer, request: ApiRequest, headers = {}): Promise<T> {
  const response = await send(address, request, headers);
  // Not response.text(), which removes the byte order mark that a sheet needs.
  const text = Buffer.from(await response.arrayBuffer()).toString();
  return answerIn<T>(response.status, text, response.headers.get('content-type'));
}

const send = (address: string, request: ApiRequest, headers = {}): Promise<Response> => {
  const { method, path, body, sheet } = request;
  return fetch(new URL(path, address), {
    method,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headersOf(request), ...headers },
    ...((sheet ?? body) && { body: sheet ? new Uint8Array(sheet) : JSON.stringify(body) }),
  });
};

/**
 * Sends a request to a server as an administrator.
 * @throws Error without ADMIN_TOKEN for another account than that of the server, and the errors of `askServer`
 */
export const askServerAsAdmin = async <T>(server: FolderServer, request: ApiRequest): Promise<T> =>
  await askServer<T>(server, request, adminHeaders(server));

/**
 * Has the server that holds the folder do what the command line does by itself on a free one. No time limit: loading
 * thousands of hosts takes minutes.
 * @throws Error for another account than that of the server, and when the server ends meanwhile
 */
export async function handOver<T>(server: FolderServer, path: string, lines?: AsyncIterable<Buffer>): Promise<T> {
  if (server.secret === undefined) throw new Error(heldBy(server, 'Run this as the account of the server.'));
  const { statusCode, headers, body } = await request(new URL(path, server.address), {
    ...{ method: 'POST', headersTimeout: 0, bodyTimeout: 0 },
    headers: {
      ...{ authorization: `Bearer ${server.secret}`, 'accept-language': 'en' },
      ...(lines && { 'content-type': 'application/x-ndjson' }),
    },
    ...(lines && { body: Readable.from(lines) }),
  }).catch((error: unknown) => {
    if (!(error instanceof errors.UndiciError)) throw error;
    throw new Error(
      `The server at ${server.address} ended before it answered. Start it and run this again: all was written, or nothing.`,
    );
  });
  return answerIn<T>(statusCode, await body.text(), String(headers['content-type']));
}

/** A file, with the address of the next file of the same list. */
interface Downloaded {
  content: Buffer;
  next: string | null;
}

/** Downloads a file as an administrator: from an application in this process, or from the server with the folder. */
export const downloadApi = (path: string): Promise<Downloaded> =>
  onDatabaseOrServer(
    (context, config) =>
      withApplication(context, config, async (app) => {
        const headers = { authorization: 'Bearer command-line', 'accept-language': 'en' };
        const { statusCode, rawPayload, headers: said } = await app.inject({ method: 'GET', url: path, headers });
        return downloadedIn(statusCode, rawPayload, { type: said['content-type'], link: said.link });
      }),
    (server) => downloadAsAdmin(server, path),
  );

/**
 * Downloads a file from a server as an administrator.
 * @throws the errors of `askServerAsAdmin`
 */
export async function downloadAsAdmin(server: FolderServer, path: string): Promise<Downloaded> {
  const response = await send(server.address, { method: 'GET', path }, adminHeaders(server));
  const [type, link] = ['content-type', 'link'].map((header) => response.headers.get(header));
  return downloadedIn(response.status, Buffer.from(await response.arrayBuffer()), { type, link });
}

function downloadedIn(status: number, content: Buffer, { type, link }: Record<'type' | 'link', unknown>) {
  if (status >= 400) answerIn(status, content.toString(), String(type));
  return { content, next: /<([^<>]*)>; rel="next"/.exec(String(link ?? ''))?.[1] ?? null };
}

const heldBy = ({ address }: FolderServer, what: string): string =>
  `A server holds the data folder, at ${address}, and this account may not read what it left there for the command line. ${what}`;

/** What was set for this command comes first: the token of one host or federation may do less than the command line. */
function adminHeaders(server: FolderServer): { authorization: string } {
  const token = process.env.ADMIN_TOKEN || server.secret;
  if (token) return { authorization: `Bearer ${token}` };
  throw new Error(
    heldBy(
      server,
      'Run this as the account of the server, or set ADMIN_TOKEN to the token that it was started with; that of one federation or host works too, for its own commands.',
    ),
  );
}

export type Ask = <T = undefined>(request: ApiRequest) => Promise<T>;

/** All items of a paged list. */
export async function askForAll<T>(firstPage: string, ask: Ask = askApi): Promise<T[]> {
  const items: T[] = [];
  for (let path: string | null = firstPage; path !== null; ) {
    const page: { items: T[]; next: string | null } = await ask({ method: 'GET', path });
    items.push(...page.items);
    path = page.next;
  }
  return items;
}

/** Sends a request to an application in this process, without opening a port. */
async function askApplication<T>(app: FastifyInstance, request: ApiRequest): Promise<T> {
  const payload = request.sheet ?? request.body;
  const { statusCode, body, headers } = await app.inject({
    method: request.method,
    url: request.path,
    headers: { authorization: 'Bearer command-line', ...headersOf(request) },
    ...(payload && { payload }),
  });
  return answerIn<T>(statusCode, body, String(headers['content-type']));
}

/** Runs a function with an application in this process, as an administrator. */
async function withApplication<T>(
  context: Context,
  config: Config,
  work: (app: FastifyInstance) => Promise<T>,
): Promise<T> {
  const app = await applicationOn(context, config);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** Sends several requests to one application, which keeps working between them; or to the server, as `askApi`. */
export const withApi = <T>(work: (ask: Ask) => Promise<T>): Promise<T> =>
  onDatabaseOrServer(
    (context, config) => withApplication(context, config, (app) => work((request) => askApplication(app, request))),
    (server) => work((request) => askServerAsAdmin(server, request)),
  );

const headersOf = ({ anyVersion, version, sheet }: ApiRequest): Record<string, string> => ({
  'accept-language': 'en',
  ...(anyVersion && { 'if-match': '*' }),
  ...(version !== undefined && { 'if-match': `"v${version}"` }),
  ...(sheet && { 'content-type': isZip(sheet) ? WORKBOOK_TYPE : CSV_TYPE }),
});

/**
 * The response: parsed JSON, or a text such as CSV.
 * @throws CatalogueError for a refusal, as a command would
 */
function answerIn<T>(status: number, text: string, type: string | null | undefined): T {
  const answer = text === '' ? undefined : /json/.test(type ?? '') ? JSON.parse(text) : text;
  if (status >= 400) throw refusalOf(status, answer);
  return answer as T;
}

function refusalOf(status: number, problem: Partial<Problem> | undefined): Error {
  const detail = problem?.detail ?? problem?.title ?? `The server answered ${status}.`;
  if (status >= 500 || !isErrorCode(problem?.code)) return new Error(detail);
  return new CatalogueError(problem.code, detail, { faults: problem.errors ?? [] });
}

const isErrorCode = (code: unknown): code is ErrorCode => ERROR_CODES.includes(code as ErrorCode);
