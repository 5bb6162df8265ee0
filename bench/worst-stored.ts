import { readFileSync } from 'node:fs';
import { generatedLargeNeeds } from './generated.ts';
import { LARGEST } from './worst-largest.ts';

/* What is asked of the largest stored data: every operation of the description, and every kind of page. */

export interface Asked {
  what: string;
  method: string;
  path: string;
  body?: string | Uint8Array<ArrayBuffer>;
  type?: string;
  /** Asked once. */
  once?: true;
  /** What it makes is not there yet: nothing to match. */
  isNew?: true;
  /** Who asks. */
  cookie?: string;
}

interface Described {
  operationId: string;
  requestBody?: { content: Record<string, { schema?: { $ref?: string } }> };
}

interface Description {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, { examples?: unknown[] }> };
}

/** All operations, from the committed description. */
export function operations() {
  const { paths, components } = JSON.parse(
    readFileSync(new URL('../openapi/openapi.json', import.meta.url), 'utf8'),
  ) as Description;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, requestBody }]) => {
      const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
      const named = content?.schema?.$ref?.split('/').at(-1);
      const example = named === undefined ? undefined : components.schemas[named]?.examples?.[0];
      return { path, method: method.toUpperCase(), operationId, type, example };
    }),
  );
}
export type Operation = ReturnType<typeof operations>[number];

/** What is large of itself, where the example of the description is small. */
const LARGE: Readonly<Record<string, object>> = {
  matchNeed: generatedLargeNeeds(1)[0]!,
  createRecommendation: { need: generatedLargeNeeds(1)[0]! },
  computePool: {
    needs: generatedLargeNeeds(50).map(({ usages }, at) => ({ label: `n${at}`, need: { usages: usages.slice(0, 3) } })),
  },
  confirmHost: {},
  putService: { name: 'Nuage', usages: ['file-storage-sharing'], registration: 'open', dataCountry: 'FR' },
  putPolicy: { factors: { 'criterion:free-software-only': 1.5 } },
  createCaseReferral: { host: LARGEST.host },
};

const isTable = (type: string): boolean => type.startsWith('text/csv') || type.includes('spreadsheet');

type Reader = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** What can be asked but once: what takes away what it is about, and what is done only after the entry was taken away. */
const isOnce = ({ operationId, method }: Operation): boolean => method === 'DELETE' || operationId === 'publishHost';

/** An operation on the largest data; what is sent as a whole is what is there. */
export async function askedOf(operation: Operation, path: string, read: Reader): Promise<Asked> {
  const { operationId: what, method, type, example } = operation;
  if (type === undefined) return { what, method, path, ...(isOnce(operation) && { once: true as const }) };
  if (operation.operationId === 'putHostDocument') return { what, method, path, body: await read(path) };
  if (type === 'text/csv' || (isTable(type) && path.endsWith('.xlsx'))) {
    const from = path.endsWith('/spreadsheet') ? `${path}.xlsx` : path;
    const sheet = from.endsWith('.xlsx') ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : type;
    return { what, method, path, type: sheet, body: await read(from) };
  }
  const body = JSON.stringify(LARGE[what] ?? example ?? {}).replaceAll('les-aulnes', LARGEST.host);
  return { what, method, path, body };
}

export const STORED_PAGES: readonly string[] = [
  ...['/', '/hosts', '/hosts?page=100', '/hosts?q=nuage', '/hosts?usage=email-hosting', '/federations', '/closings'],
  `/hosts/${LARGEST.host}`,
  `/hosts/${LARGEST.host}/alternatives`,
  `/hosts/${LARGEST.host}/decided`,
  `/hosts/${LARGEST.host}/feed.atom`,
  `/federations/${LARGEST.federation}`,
  `/compare?host=${LARGEST.host}`,
  `/compare?host=${LARGEST.host}&host=framasoft&host=infini`,
  `/embed/search?federation=${LARGEST.federation}`,
  '/embed/search?usage=email-hosting',
  `/embed/badge?host=${LARGEST.host}`,
  ...['/embed', '/match', '/for-hosts', '/legal', '/sitemap.xml'],
];

/** Addresses of one page differ in what they name: a service of two hundred is looked at once. */
const shapeOf = (path: string): string =>
  path
    .split('?')[0]!
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')
    .replace(/\/s-\d+/g, '/*')
    .replace(
      /(services|criteria|claims|commitments|members|reviews|selection|helpers|letters|entries|hosts|networks|vouches)\/(?!le-grand|tous-les)[^/]+/g,
      '$1/*',
    );

/** Pages of a desk, one of each kind, found by the links that lead to them. */
export async function pagesOf(start: string, open: (path: string) => Promise<string>): Promise<string[]> {
  const seen = new Map<string, string>([[shapeOf(start), start]]);
  for (const path of seen.values()) {
    const html = await open(path);
    for (const [, written] of html.matchAll(/ href="([^"#]+)/g)) {
      const link = written!.replaceAll('&amp;', '&');
      if (link.startsWith(start) && !seen.has(shapeOf(link))) seen.set(shapeOf(link), link);
    }
    if (seen.size > 100) break;
  }
  return [...seen.values()];
}
