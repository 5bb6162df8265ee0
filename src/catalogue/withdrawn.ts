import { and, eq, gt, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { Type } from 'typebox';
import type { Database } from '../database/open.ts';
import { parisDay } from '../ground/clock.ts';
import { CatalogueError, type Fault } from '../ground/errors.ts';
import { listOf, nextAddress } from '../http/pagination.ts';
import { isNoIndividual } from '../record/past.ts';
import { changes, hosts } from '../record/tables.ts';
import { Day, namedObject, Slug } from '../vocabulary/shapes.ts';
import { WITHDRAWAL_REASONS, type WithdrawalReason } from '../vocabulary/terms.ts';
import { epochIn, listJson, madeFrom, readPlaceIn } from './listing.ts';
import type { Model } from './model.ts';
import type { ListQuery } from './schema.ts';

/** Everything that is published about a withdrawn host. */
const Withdrawn = namedObject(
  'WithdrawnHost',
  {
    slug: Slug,
    withdrawnOn: Day,
    reason: Type.Optional(Type.Enum(WITHDRAWAL_REASONS, { type: 'string', description: 'absent: not said' })),
  },
  { description: 'A host that has left: when, why where that was said, and nothing else' },
);

export const WithdrawnList = listOf(Withdrawn, 'WithdrawnHostList');

export const WITHDRAWN = 'withdrawn';
const PAGE = 20;

/** Whether a query asks for withdrawn hosts. */
export const asksWithdrawn = ({ state = [] }: Pick<ListQuery, 'state'>): boolean =>
  (state as readonly string[]).includes(WITHDRAWN);

/** The query parameters allowed with `state=withdrawn`; any other filter would reveal more about these hosts. */
const BESIDE = new Set(['state', 'limit', 'cursor', 'lang']);

/**
 * Refuses other filters together with `state=withdrawn`.
 * @throws CatalogueError invalid-request, naming each filter
 */
function requireAlone(query: ListQuery): void {
  const others = Object.keys(query).filter((name) => !BESIDE.has(name));
  const faults = [...others, ...((query.state ?? []).length > 1 ? ['state'] : [])].map(
    (name): Fault => ({
      in: 'query',
      pointer: `/${name}`,
      code: 'contradicts',
      message: {
        fr: 'state=withdrawn se demande seul, avec limit, cursor et lang : d’un hébergeur parti, on ne dit que l’identifiant, le jour et la raison.',
        en: 'state=withdrawn is asked alone, with limit, cursor and lang: of a host that has left, only its slug, the day and the reason are told.',
      },
    }),
  );
  if (faults.length === 0) return;
  throw new CatalogueError(
    'invalid-request',
    {
      fr: 'Ces filtres ne vont pas avec state=withdrawn.',
      en: 'These filters do not go with state=withdrawn.',
    },
    { faults },
  );
}

/**
 * Hosts that were withdrawn at a revision. Without entries that were merged into another one, to which they redirect,
 * and without individuals, whose slug may be their name.
 */
const hadLeft = (revision: number): SQL | undefined =>
  and(isNull(changes.document), lte(changes.revision, revision), isNull(hosts.mergedInto), isNoIndividual);

interface WithdrawnPage {
  body: Buffer;
  next: string | null;
}

/**
 * One page of the withdrawn hosts, sorted by slug.
 * @throws CatalogueError invalid-request, invalid-cursor
 */
export async function withdrawnPage(
  db: Database,
  query: ListQuery,
  model: Model,
  path: string,
): Promise<WithdrawnPage> {
  requireAlone(query);
  const [after] = readPlaceIn(path, query, model) ?? [];
  const limit = query.limit ?? PAGE;
  const slug = sql<string>`${hosts.slug} collate "C"`;
  const left = hadLeft(model.revision);
  const last = eq(hosts.publishedRevision, changes.revision);
  // A redaction may follow the withdrawal, so the day comes from the withdrawal itself and not from the last change.
  const leftAt = sql<Date>`(select max(leaving.at) from ${changes} leaving where leaving.host_id = ${hosts.id} and leaving.kind = 'withdrawn')`;
  const reason = sql<WithdrawalReason | null>`(select leaving.withdrawal_reason from ${changes} leaving where leaving.host_id = ${hosts.id} and leaving.kind = 'withdrawn' order by leaving.revision desc limit 1)`;
  const rows = await db
    .select({ slug: hosts.slug, at: leftAt, reason })
    .from(hosts)
    .innerJoin(changes, last)
    .where(and(left, after === undefined ? undefined : gt(slug, after)))
    .orderBy(slug)
    .limit(limit + 1);
  const [counted] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(hosts)
    .innerJoin(changes, last)
    .where(left);
  const shown = rows.slice(0, limit);
  const next = rows.length > limit ? nextAddress({ path, query }, [epochIn(model), shown.at(-1)!.slug]) : null;
  const items = shown.map((one) =>
    Buffer.from(
      JSON.stringify({
        slug: one.slug,
        withdrawnOn: parisDay(new Date(one.at)),
        ...(one.reason && { reason: one.reason }),
      }),
    ),
  );
  return { body: listJson(items, { total: counted?.total ?? 0, next, ...madeFrom(model) }), next };
}
