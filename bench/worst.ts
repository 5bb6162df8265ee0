import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, startService } from './servers.ts';
import { WORST_ADDRESSES, WORST_BODIES, WORST_FORMS } from './worst-requests.ts';

/**
 * What one request does to the others: for every operation that takes a body, the worst one at the limit; and the worst
 * addresses. The longest hold of the event loop is in processor time and must stay under a tenth of a second.
 */

const MOST_MS = 100;
const TOKEN = 'the-token-of-the-worst-administrator';
const FEDERATION = 'chatons';
const HOST = 'framasoft';

interface Described {
  operationId: string;
  requestBody?: { content: Record<string, object> };
}

/** Operations that take a body, from the committed description. */
function operationsWithBody() {
  const { paths } = JSON.parse(readFileSync(new URL('../openapi/openapi.json', import.meta.url), 'utf8')) as {
    paths: Record<string, Record<string, Described>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId, requestBody }]) =>
      requestBody ? [{ path, method: method.toUpperCase(), operationId }] : [],
    ),
  );
}

interface Sent {
  method: string;
  path: string;
  body?: string | Uint8Array<ArrayBuffer>;
  type?: string;
}

const send = async (base: string, { method, path, body, type = 'application/json' }: Sent) => {
  const answer = await fetch(base + path, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${TOKEN}`, 'if-match': '*', ...(body !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { body }),
  });
  return { status: answer.status, text: await answer.text() };
};

async function made<T>(base: string, path: string, body: object): Promise<T> {
  const { status, text } = await send(base, { method: 'POST', path, body: JSON.stringify(body) });
  if (status !== 201) throw new Error(`${path}: ${status} ${text}`);
  return JSON.parse(text) as T;
}

/** What the paths of operations name. */
async function names(base: string): Promise<Record<string, string>> {
  const { services } = JSON.parse((await send(base, { method: 'GET', path: `/v1/hosts/${HOST}` })).text) as {
    services: { slug: string; usages: string[] }[];
  };
  const usage = services[0]!.usages[0]!;
  await send(base, {
    method: 'POST',
    path: `/v1/hosts/${HOST}/reports`,
    body: '{"kind":"wrong","text":{"fr":"Faux."}}',
  });
  const { items } = JSON.parse((await send(base, { method: 'GET', path: `/v1/hosts/${HOST}/reports` })).text) as {
    items: { id: string }[];
  };
  const token = await made<{ id: string }>(base, '/v1/tokens', { role: 'host', host: HOST, label: 'essai' });
  const recommended = await made<{ id: string }>(base, `/v1/federations/${FEDERATION}/recommendations`, {
    need: { usages: [{ usage }] },
  });
  const opened = await made<{ id: string }>(base, `/v1/federations/${FEDERATION}/cases`, {
    ...{ label: 'essai', receivedBy: 'phone', need: { usages: [{ usage }] } },
  });
  return {
    case: opened.id,
    ...{ host: HOST, federation: FEDERATION, service: services[0]!.slug, id: token.id, key: 'visites' },
    ...{ criterion: 'free-software-only', kind: 'closing-notice', subject: 'criterion:free-software-only' },
    ...{ aliasKind: 'domain', value: 'autrefois.example', webhook: token.id },
    ...{ report: items[0]?.id ?? token.id, referral: token.id, recommendation: recommended.id },
  };
}

/** The longest time that /healthz took to answer while work went on. */
async function whileAnswering(base: string, work: () => Promise<unknown>): Promise<number> {
  let isOver = false;
  let longest = 0;
  const asking = (async () => {
    while (!isOver) {
      const from = performance.now();
      await (await fetch(`${base}/healthz`)).text();
      longest = Math.max(longest, performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  })();
  await work();
  isOver = true;
  await asking;
  return longest;
}

async function measure(service: Running, sent: Sent): Promise<{ status: number; hold: number; healthz: number }> {
  // The first request of a kind compiles its validator and its code.
  await send(service.base, { ...sent, ...(sent.body !== undefined && { body: '{}' }) });
  let [hold, healthz, status] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  for (let run = 0; run < 3; run++) {
    await service.longestHoldMs();
    const waited = await whileAnswering(service.base, async () => {
      status = (await send(service.base, sent)).status;
    });
    hold = Math.min(hold, await service.longestHoldMs());
    healthz = Math.min(healthz, waited);
  }
  return { status, hold, healthz };
}

/** @throws Error when an operation has no worst body, or when a request holds the others too long */
export async function benchWorst(say: (line: string) => void): Promise<void> {
  const operations = operationsWithBody();
  const missing = operations.filter(({ operationId }) => !WORST_BODIES[operationId]);
  if (missing.length > 0)
    throw new Error(`no worst body in bench/worst-requests.ts: ${missing.map((one) => one.operationId).join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'bercail-bench-worst-'));
  const service = await startService(folder, 'catalogue', { ADMIN_TOKEN: TOKEN, RATE_LIMIT_TOKEN: '1000000000' });
  const named = await names(service.base);
  const requests = [
    ...operations.map(({ path, method, operationId }) => ({
      ...WORST_BODIES[operationId]!,
      what: `${operationId}: ${WORST_BODIES[operationId]!.name}`,
      method,
      path: path.replace(/\{(\w+)\}/g, (_, name: string) => named[name]!),
    })),
    ...WORST_FORMS.map((form) => ({ ...form, what: `form of ${form.path}: ${form.name}`, method: 'POST' })),
    ...Object.entries(WORST_ADDRESSES).map(([what, path]) => ({ what, path, method: 'GET' })),
  ];
  say(
    `\nThe worst requests, best of three; longest hold in ms of processor time, under ${MOST_MS}; longest /healthz in ms`,
  );
  say(`${'request'.padEnd(62)} ${'status'.padStart(6)} ${'hold'.padStart(7)} ${'healthz'.padStart(8)}`);
  const tooLong: string[] = [];
  for (const { what, ...sent } of requests) {
    const { status, hold, healthz } = await measure(service, sent);
    if (hold >= MOST_MS) tooLong.push(what);
    say(
      `${what.padEnd(62)} ${`${status}`.padStart(6)} ${hold.toFixed(0).padStart(7)} ${healthz.toFixed(0).padStart(8)}`,
    );
  }
  await service.stop();
  if (tooLong.length > 0) throw new Error(`held the others for ${MOST_MS} ms or more:\n${tooLong.join('\n')}`);
}
