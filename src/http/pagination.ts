import { CatalogueError } from '../errors.ts';

/** Where a page ended, and the question it answers: every filter travels in the cursor. */
export interface Cursor<Query> {
  query: Query;
  /** Sort key of the last item, its identifier last, so that equal keys have an order of their own. */
  after: string[];
}

const VERSION = 1;

export const writeCursor = <Query>({ query, after }: Cursor<Query>): string =>
  Buffer.from(JSON.stringify([VERSION, query, after])).toString('base64url');

const invalid = () =>
  new CatalogueError(
    'invalid-cursor',
    {
      fr: 'Ce curseur ne vient pas d’ici. Reprenez l’adresse « next » telle qu’elle a été donnée.',
      en: 'This cursor does not come from here. Use the "next" address exactly as it was given.',
    },
    {
      faults: [
        {
          in: 'query',
          pointer: '/cursor',
          code: 'invalid-cursor',
          message: { fr: 'Curseur illisible.', en: 'Unreadable cursor.' },
        },
      ],
    },
  );

/**
 * @param isQuery says whether what the cursor holds is a question of this list
 * @throws CatalogueError `invalid-cursor`
 */
export function readCursor<Query>(cursor: string, isQuery: (value: unknown) => value is Query): Cursor<Query> {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw invalid();
  }
  if (!Array.isArray(parts) || parts.length !== 3) throw invalid();
  const [version, query, after] = parts as unknown[];
  const isKey = Array.isArray(after) && after.length > 0 && after.every((part) => typeof part === 'string');
  if (version !== VERSION || !isKey || !isQuery(query)) throw invalid();
  return { query, after: after as string[] };
}

/** Order of two sort keys, part by part. */
export function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a[i] as string, b[i] as string];
    if (left !== right) return left < right ? -1 : 1;
  }
  return a.length - b.length;
}
