import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, startService } from './servers.ts';
import { LARGEST, OFFICER_TOKEN } from './worst-largest.ts';
import { WORST_ADDRESSES, WORST_BODIES, WORST_FORMS } from './worst-requests.ts';
import { type Asked, askedOf, operations, pagesOf, STORED_PAGES } from './worst-stored.ts';

/**
 * What one request does to the others, asked of the largest data there may be: every operation as its description shows
 * it, and with the worst body at the limit; the worst addresses; every kind of page and desk. The longest hold of the
 * event loop is in processor time and must stay under a tenth of a second.
 */

const MOST_MS = 100;
const TOKEN = 'the-token-of-the-worst-administrator';
const { host: HOST, federation: FEDERATION } = LARGEST;
/** An officer opens cases; an administrator may do the rest. */
const tokenFor = (path: string): string =>
  /\/cases(?!\/received$)/.test(path) && !path.startsWith('/manage') ? OFFICER_TOKEN : TOKEN;

const send = async (
  base: string,
  { method, path, body, type = 'application/json', cookie, isNew }: Omit<Asked, 'what'>,
) => {
  const answer = await fetch(base + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(cookie ? { cookie, accept: 'text/html' } : { authorization: `Bearer ${tokenFor(path)}` }),
      'sec-fetch-site': 'same-origin',
      ...(!isNew && { 'if-match': '*' }),
      ...(body !== undefined && { 'content-type': type }),
    },
    ...(body !== undefined && { body }),
  });
  return { status: answer.status, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) };
};
const textOf = ({ bytes }: { bytes: Uint8Array }): string => Buffer.from(bytes).toString();

async function made<T>(base: string, path: string, body: object): Promise<T> {
  const answer = await send(base, { method: 'POST', path, body: JSON.stringify(body) });
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${textOf(answer).slice(0, 600)}`);
  return JSON.parse(textOf(answer)) as T;
}

/** What the paths of operations name. */
async function names(base: string): Promise<Record<string, string>> {
  const first = async (path: string) =>
    (JSON.parse(textOf(await send(base, { method: 'GET', path }))) as { items?: { id: string }[] }).items?.[0]?.id;
  const token = await made<{ id: string }>(base, '/v1/tokens', { role: 'host', host: HOST, label: 'essai' });
  const need = { usages: [{ usage: 'email-hosting' }] };
  const policy = JSON.stringify({ factors: { 'criterion:free-software-only': 2 } });
  await send(base, { method: 'PUT', path: `/v1/federations/${FEDERATION}/policy`, body: policy, isNew: true });
  const recommended = await made<{ id: string }>(base, `/v1/federations/${FEDERATION}/recommendations`, { need });
  return {
    case: (await first(`/v1/federations/${FEDERATION}/cases`))!,
    ...{
      host: HOST,
      federation: FEDERATION,
      service: 's-0',
      id: token.id,
      key: 'visites-1',
      leaving: 'framasoft',
      other: 'framasoft',
    },
    ...{ criterion: 'free-software-only', kind: 'closing-notice', subject: 'criterion:free-software-only' },
    ...{ aliasKind: 'domain', value: 'autrefois.example', domain: `${HOST}.example`, webhook: token.id },
    ...{ request: token.id, run: token.id, number: '123456' },
    report: (await first(`/v1/hosts/${HOST}/reports`)) ?? token.id,
    referral: (await first(`/v1/hosts/${HOST}/referrals`)) ?? token.id,
    recommendation: recommended.id,
  };
}

async function signedIn(base: string, token: string): Promise<string> {
  const { status, headers } = await send(base, {
    ...{ method: 'POST', path: '/manage/sign-in', cookie: 'none=' },
    ...{ type: 'application/x-www-form-urlencoded', body: `token=${encodeURIComponent(token)}` },
  });
  const cookie = headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`nobody was signed in: ${status}`);
  return cookie;
}

async function deskPages(base: string, start: string, token: string): Promise<Asked[]> {
  const cookie = await signedIn(base, token);
  const get = (path: string) => ({ method: 'GET', path, cookie });
  const paths = await pagesOf(start, async (path) => textOf(await send(base, get(path))));
  return paths.map((path) => ({ what: `desk ${path.replace(HOST, '…').replace(FEDERATION, '…')}`, ...get(path) }));
}

interface Measured {
  what: string;
  status: number;
  hold: number;
  bytes: number;
}

async function measure(service: Running, { what, ...sent }: Asked): Promise<Measured> {
  // The first request of a kind compiles its validator and its code.
  if (!sent.once) await send(service.base, { ...sent, ...(sent.body !== undefined && { body: '{}' }) });
  let measured: Measured | undefined;
  for (let run = 0; run < (sent.once ? 1 : 3); run++) {
    await service.longestHoldMs();
    const { status, bytes } = await send(service.base, sent);
    const hold = await service.longestHoldMs();
    if (!measured || hold < measured.hold) measured = { what, status, hold, bytes: bytes.length };
    if (hold < MOST_MS / 2) break;
  }
  return measured!;
}

const line = ({ what, status, hold, bytes }: Measured): string =>
  `${what.slice(0, 76).padEnd(76)} ${`${status}`.padStart(6)} ${(bytes / 1000).toFixed(0).padStart(7)} ${hold.toFixed(0).padStart(6)}${hold >= MOST_MS ? ' !' : ''}`;

async function allAsked(base: string, row: string): Promise<Asked[]> {
  const all = operations();
  const missing = all.filter(({ type, operationId }) => type !== undefined && !WORST_BODIES[operationId]);
  if (missing.length > 0)
    throw new Error(`no worst body in bench/worst-requests.ts: ${missing.map((one) => one.operationId).join(', ')}`);
  const named = await names(base);
  const pathOf = (path: string) =>
    path.replace('/helpers/{id}', '/helpers/aide-1').replace(/\{(\w+)\}/g, (_, name: string) => named[name]!);
  const read = async (path: string) => (await send(base, { method: 'GET', path })).bytes;
  const stored: Asked[] = [];
  for (const one of all) stored.push(await askedOf(one, pathOf(one.path), read));
  const hostToken = await made<{ token: string }>(base, '/v1/tokens', { role: 'host', host: HOST, label: 'bureau' });
  const desks: Asked[] = [];
  // They are found by opening them all.
  if (row === '' || row.startsWith('desk'))
    for (const [start, token] of [
      [`/manage/hosts/${HOST}`, hostToken.token],
      [`/manage/federations/${FEDERATION}`, OFFICER_TOKEN],
      ['/manage/administration', TOKEN],
    ] as const)
      desks.push(...(await deskPages(base, start, token)));
  return [
    ...stored.filter(({ once }) => !once),
    ...all.flatMap(({ path, method, operationId }) =>
      WORST_BODIES[operationId] === undefined
        ? []
        : [
            {
              ...WORST_BODIES[operationId],
              what: `${operationId}: ${WORST_BODIES[operationId].name}`,
              ...{ method, path: pathOf(path) },
            },
          ],
    ),
    ...WORST_FORMS.map((form) => ({ ...form, what: `form of ${form.path}: ${form.name}`, method: 'POST' })),
    ...Object.entries(WORST_ADDRESSES).map(([what, path]) => ({ what, path, method: 'GET' })),
    ...STORED_PAGES.map((path) => ({ what: `page ${path}`, path, method: 'GET', cookie: 'none=' })),
    ...desks,
    // The entry itself goes last, and comes back.
    ...stored.filter(({ once }) => once).sort((a, b) => lastness(a) - lastness(b)),
  ];
}

const lastness = ({ what, path }: Asked): number => (what === 'publishHost' ? 1 : -path.length);

/** A folder with the largest data, which one run after another may copy. */
function filled(folder: string, hosts: number): string {
  if (!existsSync(folder))
    execFileSync(process.execPath, ['--import', 'tsx', 'bench/worst-data.ts', folder, String(hosts)], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  return folder;
}

/**
 * @param hosts of the catalogue, beside the real ones
 * @param kept a folder that keeps the data for the next run
 * @throws Error when an operation has no worst body, or when a request holds the others too long
 */
export async function benchWorst(say: (line: string) => void, hosts: number, row = '', kept?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-bench-worst-'));
  cpSync(filled(kept ?? `${folder}-filled`, hosts), folder, { recursive: true });
  const service = await startService(folder, 'none', { ADMIN_TOKEN: TOKEN, RATE_LIMIT_TOKEN: '1000000000' });
  const requests = (await allAsked(service.base, row)).filter(({ what }) => what.includes(row));
  const measured: Measured[] = [];
  for (const request of requests) {
    const one = await measure(service, request);
    measured.push(one);
    // It takes minutes: what is known already is seen at once.
    process.stderr.write(`${line(one)}\n`);
  }
  await service.stop();
  measured.sort((a, b) => b.hold - a.hold);
  say(
    `\nThe worst requests on the largest data, ${hosts} hosts, best of three; longest hold in ms of processor time, ! from ${MOST_MS}`,
  );
  say(`${'request'.padEnd(76)} ${'status'.padStart(6)} ${'kB'.padStart(7)} ${'hold'.padStart(6)}`);
  for (const one of measured) say(line(one));
  const tooLong = measured.filter(({ hold }) => hold >= MOST_MS).length;
  if (tooLong > 0) throw new Error(`${tooLong} requests held the others for ${MOST_MS} ms or more`);
}
