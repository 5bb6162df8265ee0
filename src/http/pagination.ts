import { Type } from 'typebox';
import { CatalogueError, type Sentence } from '../ground/errors.ts';
import { Day } from '../vocabulary/shapes.ts';

/** Where a page ended, and the query of its list: a cursor carries all filters. */
export interface Cursor<Query> {
  query: Query;
  /** Sort key of the last item; ends with its id, so that equal keys have a fixed order. */
  after: string[];
}

const VERSION = 1;

export const writeCursor = <Query>({ query, after }: Cursor<Query>): string =>
  Buffer.from(JSON.stringify([VERSION, query, after])).toString('base64url');

const cursorFault = (detail: Sentence, message: Sentence) =>
  new CatalogueError('invalid-cursor', detail, {
    faults: [{ in: 'query', pointer: '/cursor', code: 'invalid-cursor', message }],
  });

const invalidCursor = () =>
  cursorFault(
    {
      fr: 'Ce curseur ne vient pas d’ici. Reprenez l’adresse « next » telle qu’elle a été donnée.',
      en: 'This cursor does not come from here. Use the "next" address exactly as it was given.',
    },
    { fr: 'Curseur illisible.', en: 'Unreadable cursor.' },
  );

/** A cursor from another epoch: the pages before it told of another history. */
export const cursorOfAnotherEpoch = () =>
  cursorFault(
    {
      fr: 'Le catalogue a été rétabli depuis une sauvegarde entre deux pages. Reprenez la liste à sa première page.',
      en: 'The catalogue was restored from a backup between two pages. Begin the list again at its first page.',
    },
    { fr: 'Curseur d’avant.', en: 'Cursor from before.' },
  );

/**
 * @param isQuery whether a value is a query of this list
 * @param isPlace whether a sort key is one of this list
 * @throws CatalogueError `invalid-cursor`
 */
export function readCursor<Query>(
  cursor: string,
  isQuery: (value: unknown) => value is Query,
  isPlace: (after: string[]) => boolean = () => true,
): Cursor<Query> {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw invalidCursor();
  }
  if (!Array.isArray(parts) || parts.length !== 3) throw invalidCursor();
  const [version, query, after] = parts as unknown[];
  const isKey = Array.isArray(after) && after.length > 0 && after.every((part) => typeof part === 'string');
  if (version !== VERSION || !isKey || !isQuery(query) || !isPlace(after as string[])) throw invalidCursor();
  return { query, after: after as string[] };
}

/**
 * The question of a list, from its parameters or from the cursor that carries them; only `limit` may go with a cursor.
 * @throws CatalogueError `invalid-cursor`, or `invalid-request` when filters go with a cursor
 */
export function readPage<Query extends { limit?: number | undefined }>(
  { cursor, ...parameters }: Query & { cursor?: string | undefined },
  isQuery: (value: unknown) => value is Query,
  isPlace?: (after: string[]) => boolean,
): { question: Query; after?: string[] } {
  if (cursor === undefined) return { question: parameters as unknown as Query };
  const { limit, ...filters } = parameters;
  const names = Object.keys(filters);
  if (names.length > 0)
    throw new CatalogueError(
      'invalid-request',
      { fr: 'Un curseur porte déjà ses filtres.', en: 'A cursor carries its filters already.' },
      {
        faults: names.map((name) => ({
          in: 'query',
          pointer: `/${name}`,
          code: 'filter-with-cursor',
          message: { fr: 'À donner sans curseur.', en: 'To be given without a cursor.' },
        })),
      },
    );
  const { query, after } = readCursor(cursor, isQuery, isPlace);
  return { question: limit === undefined ? query : { ...query, limit }, after };
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
  catalogueRevision: Type.Integer({ minimum: 0, description: 'Revision this answer was made from' }),
  asOf: Day,
};

const listFields = <T extends Parameters<typeof Type.Array>[0]>(item: T) => ({
  items: Type.Array(item),
  total: Type.Integer({ minimum: 0 }),
  next: Type.Union([Type.String(), Type.Null()]),
});

/** Schema of a public list: items, total, next page, revision and day. */
export const listOf = <T extends Parameters<typeof Type.Array>[0]>(item: T, $id: string) =>
  Type.Object({ ...listFields(item), ...revisionFields }, { additionalProperties: false, $id });

/** Schema of a list that is the same in every state of the catalogue: it tells no revision and no day. */
export const fixedListOf = <T extends Parameters<typeof Type.Array>[0]>(item: T, $id: string) =>
  Type.Object(listFields(item), { additionalProperties: false, $id });
