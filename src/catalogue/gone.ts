import { and, eq, gt, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { Type } from 'typebox';
import type { Database } from '../database/open.ts';
import { answerJson } from '../ground/absent.ts';
import { domainOf, typedDomain } from '../ground/addresses.ts';
import { parisDay } from '../ground/clock.ts';
import { CatalogueError } from '../ground/errors.ts';
import { listOf, nextAddress } from '../http/pagination.ts';
import type { Change } from '../record/changes.ts';
import { isPerhapsAt } from '../record/hosts.ts';
import { findOncePublic, isNoIndividual, lastWithdrawal } from '../record/past.ts';
import { changes, hosts } from '../record/tables.ts';
import { WITHDRAWAL_REASON_LABELS } from '../vocabulary/labels.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { Day, namedObject, Slug, termOf } from '../vocabulary/shapes.ts';
import { speaker } from '../vocabulary/speaker.ts';
import { type Language, WITHDRAWAL_REASONS, type WithdrawalReason } from '../vocabulary/terms.ts';
import { listJson, madeFrom } from './list-json.ts';
import { epochIn, readPlaceIn } from './listing.ts';
import type { Model } from './model.ts';
import type { ListQuery } from './schema.ts';

/** Everything that is published about a withdrawn host. */
const Withdrawn = namedObject(
  'WithdrawnHost',
  {
    slug: Slug,
    withdrawnOn: Day,
    reason: Type.Optional(termOf(WITHDRAWAL_REASONS, { description: 'absent: not said' })),
  },
  { description: 'A host that has left: when, why where that was said, and nothing else' },
);

export const WithdrawnList = listOf(Withdrawn, 'WithdrawnHostList');

const PAGE = 20;

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
 * @throws CatalogueError invalid-cursor
 */
export async function withdrawnPage(
  db: Database,
  query: Pick<ListQuery, 'cursor' | 'limit' | 'lang'>,
  model: Model,
  path: string,
): Promise<WithdrawnPage> {
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
      answerJson({
        slug: one.slug,
        withdrawnOn: parisDay(new Date(one.at)),
        ...(one.reason && { reason: one.reason }),
      }),
    ),
  );
  return { body: listJson(items, { total: counted?.total ?? 0, next, ...madeFrom(model) }), next };
}

const hostAbsent = () =>
  new CatalogueError('host-not-found', {
    fr: 'Aucun hébergeur publié ne porte ce nom.',
    en: 'No published host has this name.',
  });

/** A withdrawn host: its present slug, the day, and the reason if one was given. */
interface Gone {
  slug: string;
  day: string;
  reason: WithdrawalReason | null;
}

const goneBy = ({ slug, at, withdrawalReason: reason }: Change): Gone => ({ slug, day: parisDay(at), reason });

const reasonIn = ({ reason }: Gone, language: Language): string =>
  reason === null ? '' : ` ${WITHDRAWAL_REASON_LABELS[reason][language]}.`;

const hostGone = (gone: Gone) =>
  new CatalogueError('host-gone', {
    fr: `Cet hébergeur a été retiré du catalogue le ${gone.day}.${reasonIn(gone, 'fr')} Son histoire reste lisible : GET /v1/hosts/${gone.slug}/history.`,
    en: `This host was withdrawn from the catalogue on ${gone.day}.${reasonIn(gone, 'en')} Its history can still be read: GET /v1/hosts/${gone.slug}/history.`,
  });

async function findGone(db: Database, ref: string): Promise<Gone | undefined> {
  const id = await findOncePublic(db, ref);
  const withdrawal = id === undefined ? undefined : await lastWithdrawal(db, id);
  return withdrawal && goneBy(withdrawal);
}

/**
 * Refuses a name that no published host has: says when and why the host was withdrawn, or that it never existed.
 * @throws CatalogueError host-gone, host-not-found
 */
export async function refuseAbsent(db: Database, ref: string): Promise<never> {
  // While the database is unavailable, the answer is that the host is not found.
  const gone = await findGone(db, ref).catch(() => undefined);
  throw gone ? hostGone(gone) : hostAbsent();
}

const pageGone = (gone: Gone, reference: Reference) => {
  const dayIn = (language: Language) => speaker(language, reference).on(gone.day);
  return new CatalogueError('host-gone', {
    fr: `Cette fiche a été retirée du catalogue ${dayIn('fr')}.${reasonIn(gone, 'fr')}`,
    en: `This entry was withdrawn from the catalogue ${dayIn('en')}.${reasonIn(gone, 'en')}`,
  });
};

const pageAbsent = () =>
  new CatalogueError('host-not-found', {
    fr: 'Aucun hébergeur de ce nom n’est dans le catalogue. Il a pu en sortir, ou l’adresse est mal recopiée.',
    en: 'No host of this name is in the catalogue. It may have left, or the address is mistyped.',
  });

/**
 * The same for the pages of a host, with sentences for people.
 * @throws CatalogueError host-gone, host-not-found
 */
export async function refuseAbsentPage(db: Database, ref: string, reference: Reference): Promise<never> {
  const gone = await findGone(db, ref).catch(() => undefined);
  throw gone ? pageGone(gone, reference) : pageAbsent();
}

const domainGone = (gone: Gone) =>
  new CatalogueError('host-gone', {
    fr: `L’hébergeur qui avait ce domaine (${gone.slug}) a été retiré du catalogue le ${gone.day}.${reasonIn(gone, 'fr')} Son histoire reste lisible : GET /v1/hosts/${gone.slug}/history.`,
    en: `The host that had this domain (${gone.slug}) was withdrawn from the catalogue on ${gone.day}.${reasonIn(gone, 'en')} Its history can still be read: GET /v1/hosts/${gone.slug}/history.`,
  });

/** A withdrawn host with exactly this domain; never an individual. */
async function findLeftAt(db: Database, domain: string) {
  const rows = await db
    .select({ id: hosts.id, slug: hosts.slug, website: hosts.website })
    .from(hosts)
    .where(
      and(
        eq(hosts.state, 'withdrawn'),
        isNotNull(hosts.publishedAt),
        isNull(hosts.mergedInto),
        isNoIndividual,
        isPerhapsAt(domain),
      ),
    )
    .orderBy(hosts.slug);
  return rows.find(({ website }) => domainOf(website) === domain);
}

/**
 * Refuses a domain that no published host has, as `refuseAbsent` does for a name.
 * @throws CatalogueError host-gone, host-not-found
 */
export async function refuseAbsentDomain(db: Database, typed: string): Promise<never> {
  const gone = await findGoneAt(db, typed).catch(() => undefined);
  throw gone ? domainGone(gone) : hostAbsent();
}

/**
 * The same for a page, with sentences for people.
 * @throws CatalogueError host-gone, host-not-found
 */
export async function refuseAbsentDomainPage(db: Database, typed: string, reference: Reference): Promise<never> {
  const gone = await findGoneAt(db, typed).catch(() => undefined);
  throw gone ? pageGone(gone, reference) : pageAbsent();
}

/** The withdrawn host that had the domain of an address, as somebody typed it; never an individual. */
export async function findGoneAt(db: Database, typed: string): Promise<Gone | undefined> {
  const domain = typedDomain(typed);
  const left = domain === undefined ? undefined : await findLeftAt(db, domain);
  const withdrawal = left && (await lastWithdrawal(db, left.id));
  return withdrawal && goneBy(withdrawal);
}
