import { connect } from 'node:net';
import { at, median } from './numbers.ts';

/*
 * Asks again and again on kept connections. Each answer is only measured for its length, so that this process has less
 * to do than the server it asks.
 */

export interface Load {
  url: string;
  /** Addresses or bodies to take in turn; one address when absent. */
  paths?: readonly string[];
  bodies?: readonly string[];
  /** Of the bodies; JSON when absent. */
  type?: string;
  headers?: Readonly<Record<string, string>>;
}

/** Waits are those of what was answered; who is refused asks again after a second. */
export interface Told {
  perSecond: number;
  refusedPerSecond: number;
  medianMs: number;
  p99Ms: number;
}

export const CONNECTIONS = 32;
const AFTER_REFUSAL_MS = 1000;
/** Too many ask, or this one asks too often: come back later. */
const REFUSALS = [429, 503];

/** The bytes of each request, to be sent in turn. */
function requestsOf({ url, paths, bodies, type = 'application/json', headers = {} }: Load): Buffer[] {
  const { host, pathname, search } = new URL(url);
  const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = (path: string, body?: string): Buffer => {
    const sent = body === undefined ? '' : `content-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    const method = body === undefined ? 'GET' : 'POST';
    return Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${own.join('')}${sent}\r\n${body ?? ''}`);
  };
  if (paths) return paths.map((path) => request(path));
  return bodies ? bodies.map((body) => request(pathname, body)) : [request(pathname + search)];
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** The status and the whole length of an answer that begins with these bytes; undefined while its head is not whole. */
function measureAnswer(bytes: Buffer): { status: number; length: number } | undefined {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined && status !== 304 && status !== 204) throw new Error(`an answer without a length:\n${head}`);
  return { status, length: end + HEAD_END.length + Number(status === 304 ? 0 : (length ?? 0)) };
}

/** A load ready to be repeated. @throws Error when a request fails, other than by being refused for now */
export function prepare(load: Load, connections = CONNECTIONS): (seconds: number) => Promise<Told> {
  const requests = requestsOf(load);
  const { hostname, port } = new URL(load.url);
  let next = Math.floor(Math.random() * requests.length);

  /** Asks on one connection until the time is over, and notes how long each answer took; of refusals, that they came. */
  const ask = (until: number, times: number[], refusals: number[]) =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      let sentAt = 0;
      let received = 0;
      let expected: number | undefined;
      let isRefused = false;
      let head: Buffer | undefined;
      const send = (): void => {
        sentAt = performance.now();
        next = (next + 1) % requests.length;
        socket.write(requests[next]!);
      };
      socket.on('connect', send);
      socket.on('error', reject);
      socket.on('close', () => reject(new Error(`${load.url} closed a connection`)));
      socket.on('data', (chunk) => {
        received += chunk.length;
        if (expected === undefined) {
          head = head ? Buffer.concat([head, chunk]) : chunk;
          const answer = measureAnswer(head);
          if (!answer) return;
          isRefused = REFUSALS.includes(answer.status);
          if (answer.status >= 400 && !isRefused)
            return void socket.destroy(new Error(`${load.url} answered ${answer.status}`));
          expected = answer.length;
          head = undefined;
        }
        if (received < expected) return;
        const now = performance.now();
        (isRefused ? refusals : times).push(now - sentAt);
        received = 0;
        expected = undefined;
        if (now < until) return isRefused ? void setTimeout(send, AFTER_REFUSAL_MS) : send();
        socket.removeAllListeners('close').end();
        resolve();
      });
    });

  return async (seconds) => {
    const times: number[] = [];
    const refusals: number[] = [];
    const from = performance.now();
    await Promise.all(Array.from({ length: connections }, () => ask(from + seconds * 1000, times, refusals)));
    const took = (performance.now() - from) / 1000;
    return {
      ...{ perSecond: times.length / took, refusedPerSecond: refusals.length / took },
      ...{ medianMs: median(times), p99Ms: at(0.99, times) },
    };
  };
}
