import { LARGEST, OFFICER_TOKEN } from './worst-largest.ts';
import { OPEN_DESKS, PUBLIC_PAGES, pagesOf, type SeenPage, shapeOf } from './worst-pages.ts';
import { WORST_BODIES } from './worst-requests.ts';
import { type Asked, askedOf, LARGE_BODIES, operations } from './worst-stored.ts';

/* Asks a service with the largest data, as an administrator, an officer of the federation, or who is signed in. */

export const TOKEN = 'the-token-of-the-worst-administrator';
const { host: HOST, federation: FEDERATION } = LARGEST;
/** An officer opens cases; an administrator may do the rest. */
const tokenFor = (path: string): string =>
  /\/cases(?!\/received$)/.test(path) && !path.startsWith('/manage') ? OFFICER_TOKEN : TOKEN;

export async function send(
  base: string,
  { method, path, body, type = 'application/json', cookie, isNew }: Omit<Asked, 'what'>,
) {
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
}
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
  const asked = { name: 'Les Berges', website: 'https://berges.example', summary: { fr: 'Au bord de la Loire.' } };
  await made(base, '/v1/federation-requests', asked);
  return {
    case: (await first(`/v1/federations/${FEDERATION}/cases`))!,
    ...{ host: HOST, federation: FEDERATION, service: 's-0', id: token.id, key: 'visites-1' },
    ...{ leaving: 'framasoft', other: 'framasoft' },
    ...{ criterion: 'free-software-only', kind: 'closing-notice', subject: 'criterion:free-software-only' },
    ...{ aliasKind: 'domain', value: 'autrefois.example', domain: `${HOST}.example`, run: token.id, number: '123456' },
    webhook: (await first('/v1/webhooks')) ?? token.id,
    request: (await first('/v1/federation-requests')) ?? token.id,
    report: (await first(`/v1/hosts/${HOST}/reports`)) ?? token.id,
    referral: (await first(`/v1/hosts/${HOST}/referrals`)) ?? token.id,
    recommendation: recommended.id,
  };
}

/** Every operation of the description on what is stored, and with the worst body. */
export async function operationRequests(base: string): Promise<{ stored: Asked[]; bodies: Asked[] }> {
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
  const bodies = all.flatMap(({ path, method, operationId }) => {
    const worst = [WORST_BODIES[operationId] ?? [], LARGE_BODIES[operationId] ?? []].flat();
    return worst.map((one) => ({ ...one, what: `${operationId}: ${one.name}`, method, path: pathOf(path) }));
  });
  return { stored, bodies };
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

export interface Visited {
  /** Whose it is, in one word. */
  of: 'page' | 'desk';
  cookie: string;
  pages: SeenPage[];
}

const isPublic = (path: string): boolean => path.startsWith('/') && !/^\/(manage|v1|ns|openapi\.json)\b/.test(path);

/** Every kind of public page, or every desk: opened all, since that is how they are found. */
export async function visited(base: string, which: Visited['of']): Promise<Visited[]> {
  const openBy = (cookie: string) => async (path: string) => textOf(await send(base, { method: 'GET', path, cookie }));
  if (which === 'page') {
    const cookie = 'none=';
    return [{ of: which, cookie, pages: await pagesOf(PUBLIC_PAGES, isPublic, openBy(cookie)) }];
  }
  const hostToken = await made<{ token: string }>(base, '/v1/tokens', { role: 'host', host: HOST, label: 'bureau' });
  const desks: Visited[] = [];
  for (const [start, token] of [
    [`/manage/hosts/${HOST}`, hostToken.token],
    [`/manage/federations/${FEDERATION}`, OFFICER_TOKEN],
    ['/manage/administration', TOKEN],
  ] as const) {
    const cookie = await signedIn(base, token);
    const pages = await pagesOf([start, ...OPEN_DESKS], (path) => path.startsWith(start), openBy(cookie));
    desks.push({ of: which, cookie, pages });
  }
  return desks;
}

const short = (path: string): string => shapeOf(path).replace(HOST, '…').replace(FEDERATION, '…');

/** Reading what was visited once more. */
export const pageRequests = ({ of, cookie, pages }: Visited): Asked[] =>
  pages.map(({ path }) => ({ what: `${of} ${of === 'page' ? path : short(path)}`, method: 'GET', path, cookie }));
