import { type TObject, Type } from 'typebox';
import { strictObject } from '../vocabulary/shapes.ts';
import { nextAddress, readCursor } from './pagination.ts';

/*
 * Lists that come whole: with `limit` they come in pages, by the same cursor as the others. The page is cut from the
 * whole answer, so that nothing is done where nobody asks for one.
 */

interface PageQuery {
  limit?: number;
  cursor?: string;
}

/** The query of a list that comes whole. */
export const wholeListQuery = <Q extends TObject>(query: Q): Q =>
  strictObject({
    ...query.properties,
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100, description: 'At most so many at once; absent: the whole list' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 4000, description: 'From a `next` address; belongs to this list' })),
  }) as unknown as Q;

type Item = Readonly<Record<string, unknown>>;
interface List {
  items: Item[];
  next: string | null;
}

const IDENTITY = ['id', 'key', 'slug', 'host', 'federation', 'subject', 'kind', 'version', 'at', 'on', 'due'];
/** What tells an item from the others of its list. */
const identityOf = (item: Item): string => JSON.stringify(IDENTITY.map((name) => item[name]));

const isList = (body: unknown): body is List =>
  typeof body === 'object' && body !== null && Array.isArray((body as Partial<List>).items);

/** The place after the item at which the page before ended, also when others were added or left before it. */
function startAfter([place, identity]: readonly string[], items: readonly Item[]): number {
  const expected = Number(place);
  const last = items[expected - 1];
  if (last && identityOf(last) === identity) return expected;
  const found = items.findIndex((item) => identityOf(item) === identity);
  return found < 0 ? Math.min(expected, items.length) : found + 1;
}

const isPlace = (after: readonly string[]): boolean => after.length === 2 && Number.isSafeInteger(Number(after[0]));

/**
 * The page that was asked of a whole list; undefined where none was asked, or where the answer is no list (a sheet).
 * @param address of the request
 * @throws CatalogueError `invalid-cursor`
 */
export function pageOfWhole(
  body: object | string | Buffer,
  { address, query }: { address: string; query: object },
): List | undefined {
  const { limit, cursor } = query as PageQuery;
  if (limit === undefined && cursor === undefined) return undefined;
  const list = { path: address.split('?', 1)[0]!, query: query as { cursor?: string } };
  const after = readCursor(list, isPlace);
  const whole: unknown = typeof body === 'string' || Buffer.isBuffer(body) ? JSON.parse(String(body)) : body;
  if (!isList(whole)) return undefined;
  const from = after ? startAfter(after, whole.items) : 0;
  const end = limit === undefined ? whole.items.length : from + limit;
  const items = whole.items.slice(from, end);
  const last = items.at(-1);
  const next = last && end < whole.items.length ? nextAddress(list, [String(end), identityOf(last)]) : null;
  return { ...whole, items, next };
}
