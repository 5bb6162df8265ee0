import { readFileSync } from 'node:fs';

/** One exchange with the service, as `record.ts` wrote it down. */
export interface Recorded {
  operation: string;
  method: string;
  path: string;
  status: number;
  type: string;
  body: unknown;
}

export const RECORDED = ['listUsages', 'listHosts', 'getHost', 'matchNeed', 'listChanges'] as const;

/** An answer of the real catalogue. */
export const recorded = (operation: (typeof RECORDED)[number]): Recorded =>
  JSON.parse(readFileSync(new URL(`../recorded/${operation}.json`, import.meta.url), 'utf8'));

/**
 * A `fetch` that answers from the records, for tests without a network: `callerAt(address, { fetch: recordedFetch })`.
 * Filters are not looked at. What was not recorded is a 404 that names what was.
 */
export const recordedFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const { pathname } = new URL(request.url);
  const all = RECORDED.map(recorded);
  const found = all.find(({ method, path }) => method === request.method && path.split('?')[0] === pathname);
  if (found)
    return new Response(JSON.stringify(found.body), { status: found.status, headers: { 'content-type': found.type } });
  const known = all.map(({ method, path }) => `${method} ${path}`).join(', ');
  const problem = {
    status: 404,
    code: 'not-recorded',
    title: 'Not recorded',
    detail: `${request.method} ${pathname} was not recorded. Recorded: ${known}.`,
  };
  return Response.json(problem, { status: 404, headers: { 'content-type': 'application/problem+json' } });
};
