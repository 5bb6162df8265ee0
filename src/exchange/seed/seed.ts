import { eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { waitForTurn } from '../../database/turns.ts';
import { federationColumns } from '../../federations/store.ts';
import type { Fault } from '../../ground/errors.ts';
import { byText } from '../../ground/texts.ts';
import { federationDocument } from '../../record/assemble.ts';
import { type NewChange, publishChanges } from '../../record/changes.ts';
import type { Context } from '../../record/context.ts';
import { lockFederations, updateFederation } from '../../record/federations.ts';
import { factsOfHost, sameFacts } from '../../record/host-facts.ts';
import { readFederationRows, readHostRows } from '../../record/read-rows.ts';
import { loadFederation } from '../../record/settle.ts';
import * as tables from '../../record/tables.ts';
import { today } from '../../requests/meaning.ts';
import { readSeed } from '../../vocabulary/reference.ts';
import type { SeedFederation, SeedFile, SeedHost } from './check.ts';
import { checkFederation, checkHost } from './check.ts';
import { type SeedRows, seedRows } from './rows.ts';

/** The result of seeding; `refused`: entries with faults. */
export interface Seeded {
  hosts: number;
  federations: number;
  /** Entries that were there already; they are left as they are. */
  kept: number;
  refused: { slug: string; faults: Fault[] }[];
  revision: number | null;
}

export interface SeedOptions {
  /** Entries to load; absent: `seed/catalogue.json`. */
  file?: SeedFile;
  onProgress?: (progress: { hosts: number; of: number }) => void;
}

const slugOf = (value: unknown): string => {
  const { slug } = (value ?? {}) as { slug?: unknown };
  return typeof slug === 'string' ? slug : '(no slug)';
};

async function insertRows(db: Database, rows: SeedRows): Promise<void> {
  if (rows.hosts.length > 0) await db.insert(tables.hosts).values(rows.hosts);
  if (rows.services.length > 0) await db.insert(tables.services).values(rows.services);
  if (rows.plans.length > 0) await db.insert(tables.plans).values(rows.plans);
  if (rows.claims.length > 0) await db.insert(tables.claims).values(rows.claims);
  if (rows.commitments.length > 0) await db.insert(tables.commitments).values(rows.commitments);
  if (rows.closings.length > 0) await db.insert(tables.closings).values(rows.closings);
  if (rows.memberships.length > 0) await db.insert(tables.memberships).values(rows.memberships);
}

const author = { by: 'import' as const, byLabel: null };

/** Inserts new federations; returns the ids of all by slug, and the documents of existing ones, which are locked. */
async function seedFederations(db: Database, context: Context, entries: readonly SeedFederation[]) {
  const existing = await db
    .select({ id: tables.federations.id, slug: tables.federations.slug })
    .from(tables.federations);
  const ids = new Map(existing.map(({ slug, id }) => [slug, id]));
  await lockFederations(db, [...ids.values()]);
  const before = new Map<string, object>();
  for (const id of ids.values()) before.set(id, (await loadFederation(db, id)).document);
  for (const { sources, ...draft } of entries.filter(({ slug }) => !ids.has(slug))) {
    const id = context.newId();
    ids.set(draft.slug, id);
    const columns = { ...federationColumns(draft), sources: sources ?? null };
    await db.insert(tables.federations).values({ id, ...columns, createdAt: context.clock() });
  }
  return { ids, before };
}

async function hostChanges(db: Database, context: Context, ids: readonly string[]): Promise<NewChange[]> {
  if (ids.length === 0) return [];
  const rows = await readHostRows(db, inArray(tables.hosts.id, [...ids]));
  const at = context.clock();
  return rows
    .map(factsOfHost)
    .sort((a, b) => byText(a.slug, b.slug))
    .map((document) => ({ kind: 'created', at, hostId: document.id, document, ...author }));
}

/** Changes of federations; made after their members, so that each federation needs only one. */
async function federationChanges(
  db: Database,
  context: Context,
  ids: readonly string[],
  before: ReadonlyMap<string, object>,
): Promise<NewChange[]> {
  const at = context.clock();
  const changes: NewChange[] = [];
  for (const rows of await readFederationRows(db, inArray(tables.federations.id, [...ids]))) {
    const { federation } = rows;
    const document = federationDocument(rows);
    const old = before.get(federation.id);
    if (old && sameFacts(old, document)) continue;
    const version = old ? document.version + 1 : document.version;
    if (old) await updateFederation(db, federation.id, { version });
    const kind = old ? 'changed' : 'created';
    changes.push({ kind, at, federationId: federation.id, document: { ...document, version }, ...author });
  }
  return changes;
}

/**
 * Loads the catalogue that comes with the software, in one transaction. Entries are published without a confirmation.
 * Hosts and federations that exist already are left as they are, so it can run again; runs at once wait for each other.
 * @throws CatalogueError database-unavailable, slug-taken when the same slug is being published elsewhere
 */
export async function seedCatalogue(context: Context, options: SeedOptions = {}): Promise<Seeded> {
  const { clock, newId, reference } = context;
  const file = options.file ?? readSeed<SeedFile>('catalogue.json');
  const refused: Seeded['refused'] = [];
  const federationEntries: SeedFederation[] = [];
  for (const value of file.federations) {
    const checked = checkFederation(value, reference);
    if ('entry' in checked) federationEntries.push(checked.entry);
    else refused.push({ slug: slugOf(value), faults: checked.faults });
  }
  const federations = new Map(federationEntries.map((federation) => [federation.slug, federation]));
  const hostEntries = new Map<string, SeedHost>();
  for (const value of file.hosts) {
    const checked = checkHost(value, { reference, day: today(context), federations });
    if ('entry' in checked) hostEntries.set(checked.entry.slug, checked.entry);
    else refused.push({ slug: slugOf(value), faults: checked.faults });
  }
  return await inTransaction(context.db, async (db) => {
    await waitForTurn(db, 'seed');
    const { ids, before } = await seedFederations(db, context, federationEntries);
    const published = isNotNull(tables.hosts.publishedAt);
    const former = eq(tables.hostAliases.kind, 'slug');
    const existing = new Set([
      ...(await db.select({ slug: tables.hosts.slug }).from(tables.hosts).where(published)).map(({ slug }) => slug),
      ...(await db.select({ slug: tables.hostAliases.value }).from(tables.hostAliases).where(former)).map(
        ({ slug }) => slug,
      ),
    ]);
    const fresh = [...hostEntries.values()].filter(({ slug }) => !existing.has(slug));
    options.onProgress?.({ hosts: 0, of: fresh.length });
    const rows = seedRows(fresh, { newId, now: clock(), federationIds: ids });
    await insertRows(db, rows);
    const hosts = await hostChanges(
      db,
      context,
      rows.hosts.map(({ id }) => id),
    );
    const [first, ...rest] = [...hosts, ...(await federationChanges(db, context, [...ids.values()], before))];
    const revision = first ? await publishChanges(db, [first, ...rest]) : null;
    options.onProgress?.({ hosts: fresh.length, of: fresh.length });
    const inserted = ids.size - before.size;
    const kept = hostEntries.size - fresh.length + federationEntries.length - inserted;
    return { hosts: fresh.length, federations: inserted, kept, refused, revision };
  });
}
