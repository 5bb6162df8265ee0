import { hash } from 'node:crypto';
import { type TSchema, Type } from 'typebox';
import { CatalogueError, type Sentence } from '../ground/errors.ts';
import { Day, Epoch, Licence, orNull, strictObject } from '../vocabulary/shapes.ts';
import { BY_COMMAS } from './asking/several-values.ts';

/** A parameter that takes several values: repeated, or separated by commas. */
export const anyOf = <T extends TSchema>(value: T, description: string, more: { examples?: unknown[] } = {}) =>
  Type.Optional(
    Type.Array(value, {
      ...{ minItems: 1, maxItems: 50, description: `${description}. Repeated, or separated by commas`, ...more },
      [BY_COMMAS]: true,
    }),
  );

/** The same of values that may hold a comma themselves: repeated alone. */
export const anyTextOf = <T extends TSchema>(value: T, description: string) =>
  Type.Optional(Type.Array(value, { minItems: 1, maxItems: 50, description: `${description}. Repeated` }));

/** A request for a list: its address and its query. */
interface ListRequest<Query extends object> {
  path: string;
  query: Query;
}

type Values = Record<string, unknown>;

/** May change between pages: how an answer is cut and worded, and the epoch, which is judged by itself. */
const NOT_FILTERS = new Set(['cursor', 'limit', 'lang', 'fields', 'epoch']);

/** What distinguishes one list from another. */
const filtersOf = (query: Values): [string, unknown][] =>
  Object.entries(query)
    .filter(([name, value]) => value !== undefined && !NOT_FILTERS.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Binds a cursor to its list and filters. A digest, however many filters there are: they are in the address anyway. */
const digestOf = ({ path, query }: ListRequest<object>): string =>
  hash('sha1', JSON.stringify([path, filtersOf(query as Values)]), 'base64url').slice(0, 12);

const VERSION = 2;

/**
 * The address of the next page: this page's address with a cursor.
 * @param after sort key of the last item; it ends with the item's id, so that equal keys have a fixed order
 */
export function nextAddress(list: ListRequest<object>, after: readonly string[]): string {
  const { cursor: _, ...parameters } = list.query as Values;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    for (const one of [value].flat()) if (one !== undefined) query.append(name, String(one));
  const cursor = Buffer.from(JSON.stringify([VERSION, digestOf(list), ...after])).toString('base64url');
  query.append('cursor', cursor);
  // Readable, as people write it: `:` and `,` need no escape in a query.
  return `${list.path}?${query.toString().replaceAll('%3A', ':').replaceAll('%2C', ',')}`;
}

const cursorFault = (detail: Sentence, message: Sentence) =>
  new CatalogueError('invalid-cursor', detail, {
    faults: [{ in: 'query', pointer: '/cursor', code: 'invalid-cursor', message }],
  });

export const invalidCursor = () =>
  cursorFault(
    {
      fr: 'Ce curseur ne vient pas d’ici. Reprenez l’adresse « next » telle qu’elle a été donnée.',
      en: 'This cursor does not come from here. Use the "next" address exactly as it was given.',
    },
    { fr: 'Curseur illisible.', en: 'Unreadable cursor.' },
  );

/** The error for a cursor of another epoch: the earlier pages came from another history. */
export const cursorOfAnotherEpoch = () =>
  cursorFault(
    {
      fr: 'Le catalogue a été rétabli depuis une sauvegarde entre deux pages. Reprenez la liste à sa première page.',
      en: 'The catalogue was restored from a backup between two pages. Begin the list again at its first page.',
    },
    { fr: 'Curseur d’avant.', en: 'Cursor from before.' },
  );

/** The error for a cursor of an outdated ranking: items may have moved across the cursor since. */
export const cursorOfAnotherRanking = () =>
  cursorFault(
    {
      fr: 'Le catalogue a changé entre deux pages, et l’ordre par ressemblance avec lui. Reprenez la liste à sa première page, ou demandez sort=name : cet ordre-là supporte les changements.',
      en: 'The catalogue has changed between two pages, and the order by relevance with it. Begin the list again at its first page, or ask for sort=name: that order bears changes.',
    },
    { fr: 'Curseur d’un ordre d’avant.', en: 'Cursor of an order from before.' },
  );

const cursorOfAnotherList = () =>
  cursorFault(
    {
      fr: 'Ce curseur est celui d’une autre liste, ou d’autres filtres. Reprenez l’adresse « next » telle qu’elle a été donnée : elle garde les filtres.',
      en: 'This cursor is that of another list, or of other filters. Use the "next" address exactly as it was given: it keeps the filters.',
    },
    { fr: 'Curseur d’une autre liste.', en: 'Cursor of another list.' },
  );

/**
 * Where the previous page ended, from the cursor; undefined without a cursor.
 * @param isPlace whether a sort key can belong to this list
 * @throws CatalogueError `invalid-cursor`
 */
export function readCursor(
  list: ListRequest<{ cursor?: string | undefined }>,
  isPlace: (after: string[]) => boolean = () => true,
): string[] | undefined {
  const { cursor } = list.query;
  if (cursor === undefined) return undefined;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw invalidCursor();
  }
  if (!Array.isArray(parts) || parts.length < 3 || parts[0] !== VERSION) throw invalidCursor();
  const [, digest, ...after] = parts as unknown[];
  if (!after.every((part) => typeof part === 'string')) throw invalidCursor();
  if (digest !== digestOf(list)) throw cursorOfAnotherList();
  if (!isPlace(after)) throw invalidCursor();
  return after;
}

/** Compares two sort keys, part by part. */
export function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a[i] as string, b[i] as string];
    if (left !== right) return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

export const revisionFields = {
  epoch: Epoch,
  catalogueRevision: Type.Integer({ minimum: 0, description: 'Revision this answer was made from' }),
  asOf: Day,
};

const Next = orNull(Type.String());

/** Schema of a page of a list that not everybody may read. */
export const privateListOf = <T extends Parameters<typeof Type.Array>[0]>(item: T, $id: string) =>
  strictObject({ items: Type.Array(item), total: Type.Integer({ minimum: 0 }), next: Next }, { $id });

const listFields = <T extends Parameters<typeof Type.Array>[0]>(item: T) => ({
  items: Type.Array(item),
  total: Type.Integer({ minimum: 0 }),
  next: Next,
  licence: Licence,
});

/** Schema of a public list: items, total, next page, epoch, revision and day. */
export const listOf = <T extends Parameters<typeof Type.Array>[0]>(item: T, $id: string) =>
  strictObject({ ...listFields(item), ...revisionFields }, { $id });

/** Schema of a list that is the same in every state of the catalogue: it has no revision and no day. */
export const fixedListOf = <T extends Parameters<typeof Type.Array>[0]>(item: T, $id: string) =>
  strictObject(listFields(item), { $id });
