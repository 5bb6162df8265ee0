import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { generatedLargeNeeds } from './generated.ts';
import { LARGEST } from './worst-largest.ts';

/* What is asked of the largest stored data: every operation of the description, and every kind of page. */

export interface Asked {
  what: string;
  method: string;
  path: string;
  body?: string | Uint8Array<ArrayBuffer>;
  type?: string;
  /** It changes what is there: asked once, for the second time finds it done. */
  once?: true;
  /** What is sent the other times, so that each of them changes what is there. */
  other?: string | Uint8Array<ArrayBuffer>;
  /** Sent without a version. */
  isNew?: boolean;
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
  putFederationPolicy: { factors: { 'criterion:free-software-only': 1.5 } },
  createCaseReferral: { host: LARGEST.host },
};

const need = { usages: [{ usage: 'file-storage-sharing', accounts: 10, storageGb: 10 }] };
const json = (name: string, body: object) => ({ name, body: JSON.stringify(body) });

/** Bodies that are right, and as large as may be. */
export const LARGE_BODIES: Readonly<Record<string, { name: string; body: string }[]>> = {
  matchNeed: [
    json('a start to come', { ...need, startsBy: '2027-06-15' }),
    json('the members of the largest federation', { ...need, federation: LARGEST.federation, onlyFrom: 'members' }),
    json('its own list, later', {
      ...generatedLargeNeeds(1)[0]!,
      ...{ federation: LARGEST.federation, onlyFrom: 'selection', startsBy: '2027-07-15' },
    }),
  ],
  lookUpDomains: [
    json('a hundred that are known', { domains: Array.from({ length: 100 }, (_, at) => `h-${at}.example`) }),
  ],
  acceptProposals: [json('all', { all: true })],
  createRecommendation: [
    json('a hundred hosts', { need, hosts: Array.from({ length: 100 }, (_, at) => `h-${at}`) }),
    json('the own list', { need: { ...need, federation: LARGEST.federation, onlyFrom: 'selection' } }),
  ],
  patchFederation: [json('another charter', { charter: 'https://tous.example/charte-2' })],
  mergeHosts: [json('a member', { from: 'h-1', reason: { fr: 'La même association.' } })],
};

/** What the largest data say in each entry or row, and another word for it. */
const OTHER_WORDS: readonly (readonly [RegExp, string])[] = [
  [/Un nuage pour les fichiers/g, 'Un nuage pour les dossiers'],
  [/Répond sous deux jours/g, 'Répond sous trois jours'],
  [/2020-05/g, '2020-06'],
  [/2026-11-01/g, '2026-11-02'],
  [/2026-10/g, '2026-09'],
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

/** Where what is sent as a whole is read. */
function readAt({ operationId, type }: Operation, path: string): string | null {
  if (operationId === 'putHostDocument') return path;
  if (type === undefined || !/^text\/csv|spreadsheet/.test(type)) return null;
  return path.endsWith('/spreadsheet') ? `${path}.xlsx` : path;
}

/** An operation on the largest data; what is sent as a whole is what is there, in other words. */
export async function askedOf(operation: Operation, at: string, read: Reader): Promise<Asked> {
  const path = at + (QUERIES[operation.operationId] ?? '');
  const { operationId: what, method, type, example } = operation;
  const once = method !== 'GET' && { once: true as const };
  if (type === undefined) return { what, method, path, ...once };
  const from = readAt(operation, path);
  if (from !== null) {
    const other = await read(from);
    const sent = from.endsWith('.xlsx') ? { type: WORKBOOK } : type.startsWith('text') ? { type } : {};
    return { what, method, path, body: changed(other), other, ...sent };
  }
  const body = JSON.stringify(LARGE[what] ?? example ?? {}).replaceAll('les-aulnes', LARGEST.host);
  return { what, method, path, body, ...(!COMPUTED.has(what) && once) };
}

/** They compute, and change nothing. */
const COMPUTED: ReadonlySet<string> = new Set([
  ...['matchNeed', 'diagnoseTools', 'lookUpDomains', 'previewFederationPolicy', 'computePool', 'checkChatonsInfosFile'],
]);

/** Asked after the others: what takes away what they are about, and what is done only after the entry was taken away. */
export const isLast = ({ method, what }: Asked): boolean => method === 'DELETE' || what === 'publishHost';
