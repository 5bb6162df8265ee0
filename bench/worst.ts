import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, optionsOf, progress, say } from './support/command.ts';
import { columns } from './support/numbers.ts';
import { ask } from './support/records.ts';
import { ADMIN_TOKEN, type Server, startService } from './support/servers.ts';
import { fillWorst } from './worst/data.ts';
import { LARGEST, OFFICER_TOKEN } from './worst/office.ts';
import {
  type Asked,
  bodyRequests,
  FIRST_PAGES,
  operations,
  pagesFrom,
  storedRequest,
  WORST_ADDRESSES,
  WORST_FORMS,
} from './worst/requests.ts';

/**
 * What one request does to the others, asked of the largest data there may be: every operation as its description shows
 * it, and with the worst bodies at the limit; the worst addresses; every kind of page and desk. The longest hold of the
 * event loop is in processor time and must stay under a tenth of a second.
 */
const USAGE = `npm run bench:worst -- [--hosts 2000] [--only operations|bodies|pages] [--row WORDS] [--filled FOLDER]

--row     part of the names of the requests that are wanted
--filled  a folder that keeps the data for the next run`;
const options = optionsOf(USAGE, { hosts: '2000', only: '', row: '', filled: '' });
const MOST_MS = 100;
const HIGHEST = 10;
const RUNS = 3;
const { host: HOST, federation: FEDERATION } = LARGEST;

/** An officer opens cases; an administrator may do the rest. */
const tokenFor = (path: string): string => (/\/cases(?!\/received$)/.test(path) ? OFFICER_TOKEN : ADMIN_TOKEN);

/** @param isNew sent without a version */
async function send(base: string, asked: Omit<Asked, 'what'>, isNew = false) {
  const { method, path, body, type = 'application/json', cookie } = asked;
  const answer = await fetch(base + path, {
    ...{ method, redirect: 'manual' },
    headers: {
      ...(cookie ? { cookie, accept: 'text/html' } : { authorization: `Bearer ${tokenFor(path)}` }),
      'sec-fetch-site': 'same-origin',
      ...(!isNew && { 'if-match': '*' }),
      ...(body !== undefined && { 'content-type': type }),
    },
    ...(body !== undefined && { body }),
  });
  return { status: answer.status, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

/** What the paths of operations name. */
async function names(base: string): Promise<Record<string, string>> {
  const made = (path: string, body: object) => ask<{ id: string }>(base, 'POST', path, body);
  const token = await made('/v1/tokens', { role: 'host', host: HOST, label: 'essai' });
  const first = async (path: string) => {
    const { bytes } = await send(base, { method: 'GET', path });
    return (JSON.parse(Buffer.from(bytes).toString()) as { items?: { id: string }[] }).items?.[0]?.id ?? token.id;
  };
  const need = { usages: [{ usage: 'email-hosting' }] };
  const policy = JSON.stringify({ factors: { 'criterion:free-software-only': 2 } });
  await send(base, { method: 'PUT', path: `/v1/federations/${FEDERATION}/policy`, body: policy }, true);
  const recommended = await made(`/v1/federations/${FEDERATION}/recommendations`, { need });
  const asked = { name: 'Les Berges', website: 'https://berges.example', summary: { fr: 'Au bord de la Loire.' } };
  await made('/v1/federation-requests', asked);
  return {
    ...{ host: HOST, federation: FEDERATION, service: 's-0', id: token.id, key: 'visites-1' },
    ...{ leaving: 'framasoft', other: 'framasoft', recommendation: recommended.id },
    ...{ criterion: 'free-software-only', kind: 'closing-notice', subject: 'criterion:free-software-only' },
    ...{ aliasKind: 'domain', value: 'autrefois.example', domain: `${HOST}.example`, run: token.id, number: '123456' },
    case: await first(`/v1/federations/${FEDERATION}/cases`),
    webhook: await first('/v1/webhooks'),
    request: await first('/v1/federation-requests'),
    report: await first(`/v1/hosts/${HOST}/reports`),
    referral: await first(`/v1/hosts/${HOST}/referrals`),
  };
}

/** The entry itself goes last, and comes back. */
const lastness = ({ method, what, path }: Asked): number =>
  what === 'publishHost' ? 1 : method === 'DELETE' ? -path.length : -Infinity;

async function allOperations(base: string): Promise<{ stored: Asked[]; bodies: Asked[] }> {
  const named = await names(base);
  const pathOf = (path: string) =>
    path.replace('/helpers/{id}', '/helpers/aide-1').replace(/\{(\w+)\}/g, (_, name: string) => named[name]!);
  const read = async (path: string) => (await send(base, { method: 'GET', path })).bytes;
  const stored: Asked[] = [];
  for (const one of operations()) stored.push(await storedRequest(one, pathOf(one.path), read));
  const bodies = operations().flatMap((one) => bodyRequests(one, pathOf(one.path)));
  return {
    stored: stored.sort((a, b) => (lastness(a) < lastness(b) ? -1 : Number(lastness(a) > lastness(b)))),
    bodies,
  };
}

async function signedIn(base: string, token: string): Promise<string> {
  const { headers } = await send(base, {
    ...{ method: 'POST', path: '/manage/sign-in', cookie: 'none=' },
    ...{ type: 'application/x-www-form-urlencoded', body: `token=${encodeURIComponent(token)}` },
  });
  return headers.get('set-cookie')?.split(';')[0] ?? fail('nobody was signed in');
}

/** Every kind of public page and every desk: opened all, since that is how they are found. */
async function allPages(base: string): Promise<Asked[]> {
  const pages = async (starts: readonly string[], cookie: string, isAmong: (path: string) => boolean) => {
    const open = async (path: string) =>
      Buffer.from((await send(base, { method: 'GET', path, cookie })).bytes).toString();
    const found = await pagesFrom(starts, isAmong, open);
    return found.map((path) => ({ what: `page ${path}`, method: 'GET', path, cookie }));
  };
  const hostToken = await ask<{ token: string }>(base, 'POST', '/v1/tokens', { role: 'host', host: HOST, label: 'b' });
  const all = await pages(FIRST_PAGES, 'none=', (path) => /^\/(?!manage|v1|ns|openapi\.json)/.test(path));
  for (const [start, token] of [
    [`/manage/hosts/${HOST}`, hostToken.token],
    [`/manage/federations/${FEDERATION}`, OFFICER_TOKEN],
    ['/manage/administration', ADMIN_TOKEN],
  ] as const)
    all.push(...(await pages([start], await signedIn(base, token), (path) => path.startsWith(start))));
  const type = 'application/x-www-form-urlencoded';
  return [
    ...WORST_ADDRESSES.map((path) => ({ what: path, path, method: 'GET' })),
    ...all,
    ...WORST_FORMS.map((body) => ({
      what: `form ${body}`,
      method: 'POST',
      path: '/match',
      cookie: 'none=',
      type,
      body,
    })),
  ];
}

interface Measured {
  what: string;
  status: number;
  hold: number;
  bytes: Uint8Array;
}

async function measure(service: Server, { what, once, ...sent }: Asked): Promise<Measured> {
  // The first request of a kind compiles its validator and its code.
  if (!once) await send(service.base, { ...sent, ...(sent.body !== undefined && { body: '{}' }) });
  let best: Measured | undefined;
  let isNew = false;
  for (let run = 0; run < (once ? 1 : RUNS); run++) {
    await service.longestHoldMs();
    const { status, bytes } = await send(service.base, sent, isNew);
    const hold = await service.longestHoldMs();
    if (status === 412 && !isNew) {
      // What it makes is not there yet: nothing to match.
      isNew = true;
      run--;
      continue;
    }
    if (!best || hold < best.hold) best = { what, status, hold, bytes };
    if (hold < MOST_MS / 2) break;
  }
  return best!;
}

const row = (...cells: (string | number)[]) => columns([76, 6, 7, 6], cells);
const TITLE = row('request', 'status', 'kB', 'hold');
const line = ({ what, status, hold, bytes }: Measured): string =>
  `${row(what, status, (bytes.length / 1000).toFixed(0), hold.toFixed(0))}${hold >= MOST_MS ? ' !' : ''}`;

/** Requests of the worst table, by what they act on; each part begins with the same data. */
const PARTS: Readonly<Record<string, (base: string) => Promise<Asked[]>>> = {
  operations: async (base) => (await allOperations(base)).stored,
  bodies: async (base) => (await allOperations(base)).bodies,
  pages: allPages,
};

const made = mkdtempSync(join(tmpdir(), 'bercail-worst-'));
process.on('exit', () => rmSync(made, { recursive: true, force: true }));
const filled = options.filled || join(made, 'filled');
if (!existsSync(filled)) await fillWorst(filled, Number(options.hosts));
const all: Measured[] = [];
for (const [name, requestsOf] of Object.entries(PARTS)) {
  if (options.only && options.only !== name) continue;
  const copy = join(made, name);
  cpSync(filled, copy, { recursive: true });
  const service = await startService({ DATA_DIR: copy }, { isMetered: true });
  for (const request of await requestsOf(service.base)) {
    if (!request.what.includes(options.row)) continue;
    const one = await measure(service, request);
    all.push(one);
    // It takes minutes: what is known already is seen at once.
    progress(line(one));
    if (name !== 'operations' || one.status < 400) continue;
    const code = /"code":"([a-z-]+)"/.exec(Buffer.from(one.bytes).toString())?.[1];
    say(`refused, so that nothing large was read: ${one.what} (${one.status} ${code})`);
  }
  await service.stop();
}
all.sort((a, b) => b.hold - a.hold);
say(
  `\nThe worst of ${all.length} requests on the largest data; longest hold in ms of processor time, ! from ${MOST_MS}`,
);
for (const one of [TITLE, ...all.slice(0, HIGHEST).map(line)]) say(one);
const tooLong = all.filter(({ hold }) => hold >= MOST_MS);
if (tooLong.length > 0) fail(`${tooLong.length} requests held the others for ${MOST_MS} ms or more`);
