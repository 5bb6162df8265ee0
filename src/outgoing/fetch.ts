import { lookup as lookUpName } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import { parseAddress } from '../ground/addresses.ts';
import type { FetchProblem } from '../vocabulary/terms.ts';
import { type Allowed, addressProblem, isAllowed, machineProblem } from './address.ts';

/** The answer of an address, or why there is none. Never show the body to the person who gave the address. */
export type Fetched = (HttpResponse & { problem: null }) | { problem: FetchProblem };

export interface HttpResponse {
  /** 304 when `get` was given the known entity tag or date; the body is then empty. */
  status: number;
  /** The address of the answer, after redirects. */
  address: string;
  contentType: string | null;
  etag: string | null;
  lastModified: string | null;
  /** As received: seconds or a date. */
  retryAfter: string | null;
  body: Buffer;
  /** The target of a redirect, when `get` was called with redirects `none`. */
  location?: string;
}

/** Request headers by lower-case name. */
type SentHeaders = Readonly<Record<string, string>>;

export interface FetchLimits {
  /** Time limit in milliseconds, redirects included. */
  milliseconds: number;
  /** Longest body, in bytes. */
  bytes: number;
  /** true: a longer body is cut off instead of refused. */
  cut?: true;
  /**
   * `same-host`: a redirect to another host is refused, so that a proof comes from the host itself; `none`: the
   * redirect is the answer.
   */
  redirects: 'any' | 'same-host' | 'none';
  /** true: HTTP is allowed only for origins in the configuration. */
  httpsOnly: boolean;
}

/** Fetches addresses from untrusted input, without letting them reach private networks (SSRF). */
export interface Outgoing {
  get(address: string, limits: FetchLimits, headers?: SentHeaders): Promise<Fetched>;
  /** Sends a body once. Redirects are not followed: they are the answer. */
  post(address: string, body: string, limits: Omit<FetchLimits, 'redirects'>, headers: SentHeaders): Promise<Fetched>;
  /** The TXT records of a name below the domain of an address, under the same rules as fetching the address. */
  texts(name: string, address: string, milliseconds: number): Promise<Texts>;
}

/** The TXT records of a name, each with its parts joined, or why there are none. */
export type Texts = { problem: null; texts: string[] } | { problem: FetchProblem };

/** The `User-Agent` of the catalogue, with the address of the page that explains its requests. */
export const userAgentOf = (publicUrl: string): string => `Bercail/1 (+${publicUrl}/watching)`;

interface OutgoingOptions {
  /** Origins that may be fetched although they are not public. */
  allowed: Allowed;
  /** Value of the `User-Agent` header. */
  userAgent: string;
  /** Name resolution; tests replace it. */
  lookUp?: typeof lookUpName;
  /** Look-up of TXT records; tests replace it. */
  resolveTexts?: ResolveTexts;
}

type ResolveTexts = (name: string, milliseconds: number) => Promise<string[][]>;

const askNameServer: ResolveTexts = (name, milliseconds) =>
  new Resolver({ timeout: milliseconds, tries: 1 }).resolveTxt(name);

const MOST_REDIRECTS = 3;
const CONNECT_MS = 5000;
const HEADERS_MAX = 16_384;

class Refused extends Error {
  readonly problem: FetchProblem;

  constructor(problem: FetchProblem) {
    super(problem);
    this.name = 'Refused';
    this.problem = problem;
  }
}

export function createOutgoing({
  allowed,
  userAgent,
  lookUp = lookUpName,
  resolveTexts = askNameServer,
}: OutgoingOptions): Outgoing {
  /**
   * Checks the IP addresses that the connection really uses: a separate look-up could return others (DNS rebinding).
   */
  const guarded: LookupFunction = (name, options, callback) => {
    lookUp(name, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      if (addresses.some(({ address }) => machineProblem(address) !== undefined))
        return callback(new Refused('not-public-machine'), '');
      if (options.all) return callback(null, addresses);
      return callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };

  const ask = async (url: URL, { bytes, cut }: Pick<FetchLimits, 'bytes' | 'cut'>, signal: AbortSignal, sent: Sent) => {
    // Loaded with the first request: a start does not wait for it.
    const { Agent, request } = await import('undici');
    const connect = {
      timeout: CONNECT_MS,
      ...(isAllowed(url, allowed) ? { lookup: lookUp as LookupFunction } : { lookup: guarded }),
    };
    // One agent per request, so that a connection is never reused for another name.
    const agent = new Agent({ connect, maxHeaderSize: HEADERS_MAX });
    try {
      const answer = await request(url, {
        dispatcher: agent,
        signal,
        method: sent.method,
        ...(sent.body === undefined ? {} : { body: sent.body }),
        headersTimeout: CONNECT_MS * 2,
        // Compressed answers could expand to any size.
        headers: { accept: '*/*', ...sent.headers, 'user-agent': userAgent, 'accept-encoding': 'identity' },
      });
      const location = headerOf(answer, 'location');
      const isRedirect = answer.statusCode >= 300 && answer.statusCode < 400 && location !== null;
      return {
        location: isRedirect ? location : null,
        status: answer.statusCode,
        contentType: headerOf(answer, 'content-type'),
        etag: headerOf(answer, 'etag'),
        lastModified: headerOf(answer, 'last-modified'),
        retryAfter: headerOf(answer, 'retry-after'),
        body: isRedirect ? Buffer.alloc(0) : await readAtMost(answer.body, bytes, cut),
      };
    } finally {
      await agent.destroy();
    }
  };

  /** The address to request, or why it must not be requested. */
  const target = (address: string, httpsOnly: boolean): URL | FetchProblem => {
    const problem = addressProblem(address, allowed);
    if (problem) return problem;
    const url = new URL(address);
    return httpsOnly && url.protocol !== 'https:' && !isAllowed(url, allowed) ? 'https-needed' : url;
  };

  /** Converts every failure to a problem. */
  const within = async (milliseconds: number, steps: (signal: AbortSignal) => Promise<Fetched>): Promise<Fetched> => {
    const signal = AbortSignal.timeout(milliseconds);
    try {
      return await steps(signal);
    } catch (error) {
      return { problem: signal.aborted ? 'too-slow' : problemOf(error) };
    }
  };

  return {
    get: (address, limits, headers = {}) =>
      within(limits.milliseconds, async (signal) => {
        let next = address;
        for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
          const url = target(next, limits.httpsOnly);
          if (typeof url === 'string') return { problem: url };
          const { location, ...answer } = await ask(url, limits, signal, { method: 'GET', headers });
          if (location === null) return { problem: null, address: url.href, ...answer };
          if (limits.redirects === 'none') return { problem: null, address: url.href, location, ...answer };
          const to = parseAddress(location, url.href);
          if (to === undefined) return { problem: 'no-answer' };
          if (limits.redirects === 'same-host' && to.host !== url.host) return { problem: 'redirected-elsewhere' };
          next = to.href;
        }
        return { problem: 'too-many-redirects' };
      }),
    post: (address, body, limits, headers) =>
      within(limits.milliseconds, async (signal) => {
        const url = target(address, limits.httpsOnly);
        if (typeof url === 'string') return { problem: url };
        const { location: _, ...answer } = await ask(url, limits, signal, { method: 'POST', headers, body });
        return { problem: null, address: url.href, ...answer };
      }),
    texts: async (name, address, milliseconds) => {
      const problem = addressProblem(address, allowed);
      if (problem) return { problem };
      const late = new Promise<Texts>((resolve) => {
        setTimeout(resolve, milliseconds, { problem: 'too-slow' }).unref();
      });
      const records = resolveTexts(name, milliseconds).then(
        (parts): Texts => ({ problem: null, texts: parts.map((text) => text.join('')) }),
        (error): Texts => ({ problem: problemOf(error) }),
      );
      return await Promise.race([records, late]);
    },
  };
}

interface Sent {
  method: 'GET' | 'POST';
  headers: SentHeaders;
  body?: string;
}

function headerOf({ headers }: Dispatcher.ResponseData, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

async function readAtMost(stream: AsyncIterable<Buffer>, bytes: number, cut?: true): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > bytes && !cut) throw new Refused('too-large');
    chunks.push(chunk);
    if (size > bytes) break;
  }
  return Buffer.concat(chunks, Math.min(size, bytes));
}

const SLOW = ['ETIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];
const UNKNOWN_NAME = ['ENOTFOUND', 'EAI_AGAIN', 'ENODATA', 'ESERVFAIL'];

function problemOf(error: unknown): FetchProblem {
  if (error instanceof Refused) return error.problem;
  const { code = '', cause } = error as { code?: string; cause?: unknown };
  if (cause instanceof Refused) return cause.problem;
  if (SLOW.includes(code)) return 'too-slow';
  if (UNKNOWN_NAME.includes(code)) return 'name-not-found';
  return /CERT|SSL|TLS|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(code) ? 'bad-certificate' : 'no-answer';
}
