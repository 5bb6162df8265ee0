import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { generatedLargeNeeds } from '../generated.ts';
import { LARGEST } from './office.ts';

/* What is asked of the largest stored data: every operation of the description, every kind of page, the worst addresses. */

export interface Asked {
  what: string;
  method: string;
  path: string;
  body?: string | Uint8Array<ArrayBuffer> | undefined;
  type?: string;
  /** It changes what is there: asked once, for the second time finds it done. */
  once?: true;
  /** Of who is signed in; absent: a token is sent. */
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

/** What is large of itself, where the example of the description is small. */
const LARGE: Readonly<Record<string, object>> = {
  matchNeed: {
    ...generatedLargeNeeds(1)[0]!,
    ...{ federation: LARGEST.federation, onlyFrom: 'selection', startsBy: '2027-07-15' },
  },
  createRecommendation: { need: generatedLargeNeeds(1)[0]! },
  computePool: {
    needs: generatedLargeNeeds(50).map(({ usages }, at) => ({ label: `n${at}`, need: { usages: usages.slice(0, 3) } })),
  },
  lookUpDomains: { domains: Array.from({ length: 100 }, (_, index) => `h-${index}.example`) },
  acceptProposals: { all: true },
  confirmHost: {},
  putService: { name: 'Nuage', usages: ['file-storage-sharing'], registration: 'open', dataCountry: 'FR' },
  patchFederation: { charter: 'https://tous.example/charte-2' },
  putFederationPolicy: { factors: { 'criterion:free-software-only': 1.5 } },
  createCaseReferral: { host: LARGEST.host },
  mergeHosts: { from: 'h-1', reason: { fr: 'La même association.' } },
};

export interface Operation {
  operationId: string;
  method: string;
  path: string;
  /** Of its body. */
  type: string | undefined;
  /** A body that is right. */
  example: unknown;
}

/** All operations, from the committed description. */
export function operations(): Operation[] {
  const file = new URL('../../openapi/openapi.json', import.meta.url);
  const { paths, components } = JSON.parse(readFileSync(file, 'utf8')) as Description;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, requestBody }]) => {
      const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
      const named = content?.schema?.$ref?.split('/').at(-1);
      const example = LARGE[operationId] ?? (named && components.schemas[named]?.examples?.[0]) ?? {};
      return { path, method: method.toUpperCase(), operationId, type, example };
    }),
  );
}

/** What the largest data say in each entry or row, and another word for it. */
const OTHER_WORDS: readonly (readonly [RegExp, string])[] = [
  [/Un nuage pour les fichiers/g, 'Un nuage pour les dossiers'],
  [/Répond sous deux jours/g, 'Répond sous trois jours'],
  [/2020-05/g, '2020-06'],
  [/2026-11-01/g, '2026-11-02'],
];
const reworded = (text: string): string =>
  OTHER_WORDS.reduce((words, [one, other]) => words.replaceAll(one, other), text);

/** A document or a sheet that says something else in each of its rows. */
function changed(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (strFromU8(bytes.subarray(0, 2), true) !== 'PK') return strToU8(reworded(strFromU8(bytes)));
  const files = Object.entries(unzipSync(bytes)).map(([name, content]) => [
    name,
    name.endsWith('.xml') ? strToU8(reworded(strFromU8(content))) : content,
  ]);
  return zipSync(Object.fromEntries(files));
}

type Reader = (path: string) => Promise<Uint8Array<ArrayBuffer>>;
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** What an operation cannot do without. */
const QUERIES: Readonly<Record<string, string>> = { listTerritories: '?q=saint' };
/** They compute, and change nothing. */
const COMPUTED: ReadonlySet<string> = new Set([
  ...['matchNeed', 'diagnoseTools', 'lookUpDomains', 'previewFederationPolicy', 'computePool', 'checkChatonsInfosFile'],
]);

/** An operation on the largest data; what is sent as a whole is what is there, in other words. */
export async function storedRequest({ operationId: what, method, type, example }: Operation, at: string, read: Reader) {
  const asked: Asked = { what, method, path: at + (QUERIES[what] ?? '') };
  if (method !== 'GET' && !COMPUTED.has(what)) asked.once = true;
  if (type === undefined) return asked;
  if (what === 'putHostDocument') return { ...asked, body: changed(await read(at)) };
  if (!/^text\/csv|spreadsheet/.test(type))
    return { ...asked, body: JSON.stringify(example).replaceAll('les-aulnes', LARGEST.host) };
  const isWorkbook = at.endsWith('/spreadsheet');
  const body = changed(await read(isWorkbook ? `${at}.xlsx` : at));
  return { ...asked, body, type: isWorkbook ? WORKBOOK : type };
}

const BYTES = 990_000;
const CSV_BYTES = 3_990_000;
const UNPACKED_BYTES = 29_900_000;
const MOST_VALUES = 49_000;
const long = (piece: string, bytes = BYTES): string => piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)));
/** Nothing but signs that do not show. */
const HIDDEN = long('\u200b', BYTES - 2_000);

/** A workbook of one sheet, which packs well and unpacks to as much as is read. */
function workbook(sheetData: string): Uint8Array<ArrayBuffer> {
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const files = {
    'xl/workbook.xml': `<workbook xmlns:r="${relations}"><sheets><sheet name="Membres" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])));
}

/** The worst of what is no JSON, at the limit of what is read. */
const SHEETS: readonly { name: string; type: string; body: string | Uint8Array<ArrayBuffer> }[] = [
  {
    name: 'everything wrong in each row',
    type: 'text/csv',
    body: `host;status;since;subject;value;reviewedOn;why;ties\n${Array.from({ length: 4999 }, (_, i) => `framasofd${i};peut-être;31/02/2026;criterion:free-softwar-only;peut-être;31/02/2026;${long('é;', 300)};x`).join('\n')}\n`,
  },
  { name: 'quotes that do not end', type: 'text/csv', body: `host;why\nframasoft;"${long('""', CSV_BYTES)}` },
  { name: 'tags that end nowhere', type: WORKBOOK, body: workbook(long('<row r="1"><c r="A1"><v>', UNPACKED_BYTES)) },
  { name: 'empty cells', type: WORKBOOK, body: workbook(`<row r="1">${long('<c r="A1"/>', UNPACKED_BYTES)}</row>`) },
];

/** An example with a part that is as large as is read: each text in it, each list, and the names themselves. */
function* enlarged(example: object): Generator<{ name: string; body: string }> {
  const names = Array.from({ length: MOST_VALUES }, (_, i) => [`n${i}`, i]);
  yield { name: 'unknown names', body: JSON.stringify({ ...example, ...Object.fromEntries(names) }) };
  const text = JSON.stringify(example);
  const places: [path: string, part: unknown][] = [];
  const walk = (part: unknown, path: string): void => {
    places.push([path, part]);
    if (typeof part === 'object' && part !== null)
      for (const [key, inner] of Object.entries(part).slice(0, Array.isArray(part) ? 1 : undefined))
        walk(inner, `${path}/${key}`);
  };
  walk(example, '');
  /** The example with another value at a place. */
  const replaced = (path: string, value: unknown): string => {
    const copy = { '': JSON.parse(text) } as Record<string, unknown>;
    const keys = path.split('/');
    const holder = keys.slice(0, -1).reduce((part, key) => part[key] as Record<string, unknown>, copy);
    holder[keys.at(-1)!] = value;
    return JSON.stringify(copy['']);
  };
  for (const [path, part] of places)
    if (typeof part === 'string') {
      yield { name: `${path}, hidden signs`, body: replaced(path, HIDDEN) };
      yield { name: `${path}, the same again and again`, body: replaced(path, long(part || 'a', BYTES - 20_000)) };
    } else if (Array.isArray(part)) {
      const one = JSON.stringify(part[0] ?? 'a');
      const values = (one.match(/[,:[{]/g)?.length ?? 0) + 1;
      const length = Math.floor(Math.min((BYTES - 20_000) / (one.length + 1), MOST_VALUES / values));
      yield {
        name: `${path}, as many as fit`,
        body: replaced(
          path,
          Array.from({ length }, () => JSON.parse(one)),
        ),
      };
    }
}

/** An operation with the worst bodies at the limit of what is read. */
export function bodyRequests({ operationId, method, type, example }: Operation, path: string): Asked[] {
  const worst =
    type === undefined
      ? []
      : /^text\/|spreadsheet/.test(type)
        ? SHEETS
        : [...enlarged(example as object)].map((one) => ({ ...one, type }));
  return worst.map(({ name, ...sent }) => ({ ...sent, what: `${operationId}: ${name}`, method, path }));
}

const words = (count: number, word: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => encodeURIComponent(word(i))).join('+');

/** Addresses, as long as a request line may be; and what is long when it comes back. */
export const WORST_ADDRESSES: readonly string[] = [
  `/v1/hosts?q=${'e'.repeat(200)}`,
  `/v1/hosts?q=${words(60, (i) => `m${i}`)}`,
  `/v1/services?q=${words(50, () => 'de')}`,
  `/v1/hosts?q=${'a+'.repeat(6000)}`,
  `/v1/hosts?${Array.from({ length: 500 }, (_, i) => `usage=u-${i}`).join('&')}`,
  '/v1/services?facets=usage,legalForm,federation,criterion,commitment&limit=100',
  '/v1/hosts?q=zzzz&usage=chat&country=FR&maxPricePerYear=1&state=published&audience=schools',
  `/v1/territories?q=${words(60, () => 'saint')}`,
  `/v1/hosts/${'a'.repeat(250)}`,
  `/v1/hosts?cursor=${'W1tb'.repeat(990)}`,
  `/v1/${'../'.repeat(3000)}hosts`,
  `/v1/hosts/${LARGEST.host}/history?limit=100`,
  ...['hosts.ndjson', 'plans.csv', 'catalogue.jsonld'].map((name) => `/v1/export/${name}`),
  ...['/v1/spreadsheet.xlsx', '/v1/spreadsheet/template.xlsx', '/v1/changes?limit=100', '/feed.atom'],
  `/v1/hosts/by-domain/${'a.'.repeat(120)}example`,
];

/** Where one begins to read the pages; the rest is linked. */
export const FIRST_PAGES: readonly string[] = [
  ...['/', '/hosts', '/hosts?page=100', '/hosts?q=nuage', '/hosts?usage=email-hosting', '/federations', '/closings'],
  ...['', '/decided', '/report', '/removal'].map((more) => `/hosts/${LARGEST.host}${more}`),
  `/federations/${LARGEST.federation}`,
  `/compare?host=${LARGEST.host}&host=framasoft&host=infini`,
  ...['search', 'fragment', 'match'].map((kind) => `/embed/${kind}?federation=${LARGEST.federation}`),
  ...[`/embed/badge?host=${LARGEST.host}`, `/badge/${LARGEST.host}.svg`, '/embed', '/match', '/diagnosis', '/docs'],
  ...['/for-hosts', '/legal', '/terms', '/watching', '/sitemap.xml', '/embed.js', '/embed/wordpress.php'],
];

/** Addresses of one page differ in what they name: a service of two hundred is looked at once. */
const shapeOf = (path: string): string =>
  path
    .split('?')[0]!
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')
    .replace(/\/(?!le-grand|tous-les)([a-z]+-?s)\/[^/]+/g, '/$1/*');
const MOST_KINDS = 150;

/** Pages, one of each kind, found by the links that lead to them. @param isAmong which links are followed */
export async function pagesFrom(
  starts: readonly string[],
  isAmong: (path: string) => boolean,
  open: (path: string) => Promise<string>,
): Promise<string[]> {
  const found = new Map(starts.map((path) => [path, path]));
  for (const path of found.values())
    for (const [, written] of (await open(path)).matchAll(/<a\b[^>]* href="([^"#]+)/g)) {
      const link = written!.replaceAll('&amp;', '&');
      if (isAmong(link) && !found.has(shapeOf(link)) && found.size < MOST_KINDS) found.set(shapeOf(link), link);
    }
  return [...found.values()];
}

/** Forms that are filled up to what is read. */
export const WORST_FORMS: readonly string[] = [
  long('at=matters&', 49_000),
  `at=whole&go=next&budget=${long('a+', 49_000)}`,
];
