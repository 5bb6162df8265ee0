import { lookup as lookUpName } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher, request } from 'undici';
import { parseAddress } from '../ground/addresses.ts';
import type { FetchProblem } from '../vocabulary/terms.ts';
import { type Allowed, addressProblem, isAllowed, machineProblem } from './address.ts';

/** The answer of an address, or why there is none. The body must not be shown to whoever gave the address. */
export type Fetched =
  | { problem: null; status: number; address: string; contentType: string | null; body: Buffer }
  | { problem: FetchProblem };

export interface FetchLimits {
  /** Milliseconds in all, redirects included. */
  milliseconds: number;
  /** Longest body, in bytes. */
  bytes: number;
  /** `same-host`: redirects to another host are refused, so that a proof comes from the name itself. */
  redirects: 'any' | 'same-host';
  /** true: http only for origins in the configuration. */
  httpsOnly: boolean;
}

/** Fetches addresses that strangers gave, without letting them reach private networks (SSRF). */
export interface Outgoing {
  get(address: string, limits: FetchLimits): Promise<Fetched>;
}

export interface OutgoingOptions {
  /** Origins that may be fetched although they are not public. */
  allowed: Allowed;
  /** Value of the `User-Agent` header. */
  userAgent: string;
  /** Name resolution; a test gives another one. */
  lookUp?: typeof lookUpName;
}

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

export function createOutgoing({ allowed, userAgent, lookUp = lookUpName }: OutgoingOptions): Outgoing {
  /** Checks the IP addresses that the connection uses: a second look-up could give others (DNS rebinding). */
  const guarded: LookupFunction = (name, options, callback) => {
    lookUp(name, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      if (addresses.some(({ address }) => machineProblem(address) !== undefined))
        return callback(new Refused('not-public-machine'), '');
      if (options.all) return callback(null, addresses);
      return callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };

  const ask = async (url: URL, { bytes }: FetchLimits, signal: AbortSignal) => {
    const connect = {
      timeout: CONNECT_MS,
      ...(isAllowed(url, allowed) ? { lookup: lookUp as LookupFunction } : { lookup: guarded }),
    };
    // One agent for each request, so that no connection is reused for another name.
    const agent = new Agent({ connect, maxHeaderSize: HEADERS_MAX });
    try {
      const answer = await request(url, {
        dispatcher: agent,
        signal,
        headersTimeout: CONNECT_MS * 2,
        // Compressed answers could unpack to any size.
        headers: { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'identity' },
      });
      const location = headerOf(answer, 'location');
      if (answer.statusCode >= 300 && answer.statusCode < 400 && location !== null)
        return { location, status: answer.statusCode, contentType: null, body: Buffer.alloc(0) };
      const body = await readAtMost(answer.body, bytes);
      return { location: null, status: answer.statusCode, contentType: headerOf(answer, 'content-type'), body };
    } finally {
      await agent.destroy();
    }
  };

  return {
    get: async (address, limits) => {
      const signal = AbortSignal.timeout(limits.milliseconds);
      let target = address;
      try {
        for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
          const problem = addressProblem(target, allowed);
          if (problem) return { problem };
          const url = new URL(target);
          if (limits.httpsOnly && url.protocol !== 'https:' && !isAllowed(url, allowed))
            return { problem: 'https-needed' };
          const { location, status, contentType, body } = await ask(url, limits, signal);
          if (location === null) return { problem: null, status, address: url.href, contentType, body };
          const next = parseAddress(location, url.href);
          if (next === undefined) return { problem: 'no-answer' };
          if (limits.redirects === 'same-host' && next.host !== url.host) return { problem: 'redirected-elsewhere' };
          target = next.href;
        }
        return { problem: 'too-many-redirects' };
      } catch (error) {
        return { problem: signal.aborted ? 'too-slow' : problemOf(error) };
      }
    },
  };
}

function headerOf({ headers }: Dispatcher.ResponseData, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

async function readAtMost(stream: AsyncIterable<Buffer>, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > bytes) throw new Refused('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const SLOW = ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];
const UNKNOWN_NAME = ['ENOTFOUND', 'EAI_AGAIN', 'ENODATA', 'ESERVFAIL'];

function problemOf(error: unknown): FetchProblem {
  if (error instanceof Refused) return error.problem;
  const { code = '', cause } = error as { code?: string; cause?: unknown };
  if (cause instanceof Refused) return cause.problem;
  if (SLOW.includes(code)) return 'too-slow';
  if (UNKNOWN_NAME.includes(code)) return 'name-not-found';
  return /CERT|SSL|TLS|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(code) ? 'bad-certificate' : 'no-answer';
}
