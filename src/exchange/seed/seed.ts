import { eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { inTransaction, inTrial, takeAdvisoryLock } from '../../database/transaction.ts';
import { federationColumns } from '../../federations/commands.ts';
import type { SigningFederation } from '../../federations/members/commands.ts';
import { domainOf } from '../../ground/addresses.ts';
import { type Fault, fault } from '../../ground/errors.ts';
import { byText } from '../../ground/texts.ts';
import { listNamed } from '../../hosts/store.ts';
import { federationDocument } from '../../record/assemble.ts';
import type { Context } from '../../record/context.ts';
import { lockFederations, updateFederation } from '../../record/federations.ts';
import { loadFederation } from '../../record/finish-write.ts';
import { factsOfHost, sameFacts } from '../../record/host-facts.ts';
import { lockHosts } from '../../record/hosts.ts';
import { type NewChange, publishChanges } from '../../record/publish.ts';
import { readFederationRows, readHostRows } from '../../record/read-rows.ts';
import * as tables from '../../record/tables.ts';
import { today } from '../../requests/meaning.ts';
import { readSeed } from '../../vocabulary/reference.ts';
import { checkFederation, checkHost, type SeedFederation, type SeedFile, type SeedHost } from './check.ts';
import { type LeftBecause, renewHost } from './renew.ts';
import { type SeedRows, seedRows } from './rows.ts';

/** The result of seeding; `refused`: entries with faults. */
export interface Seeded {
  hosts: number;
  federations: number;
  /** Entries that existed already and were not changed. */
  kept: number;
  /** Entries that existed already and were updated. */
  renewed: number;
  /** The names of the changed facts of each updated entry. */
  changed: { slug: string; facts: string[] }[];
  /** Entries that were to be updated but have another, stronger source. */
  left: { slug: string; because: LeftBecause }[];
  refused: { slug: string; faults: Fault[] }[];
  revision: number | null;
}

export interface SeedOptions {
  /** Entries to load; absent: `seed/catalogue.json`. */
  file?: SeedFile;
  /** Whether to update entries that were loaded earlier and that nobody has edited here since; absent: no. */
  renew?: boolean;
  /** Reports what would be done, and writes nothing. */
  dryRun?: boolean;
  onProgress?: (progress: { hosts: number; of: number }) => void;
}

const slugOf = (value: unknown): string => {
  const { slug } = (value ?? {}) as { slug?: unknown };
  return typeof slug === 'string' ? slug : '(no slug)';
};

/** A SQL statement has at most 65,535 parameters. */
const ROWS_AT_ONCE = 1000;

async function insertRows(db: Database, rows: SeedRows): Promise<void> {
  const parts = [
    [tables.hosts, rows.hosts],
    [tables.services, rows.services],
    [tables.plans, rows.plans],
    [tables.claims, rows.claims],
    [tables.commitments, rows.commitments],
    [tables.closings, rows.closings],
    [tables.memberships, rows.memberships],
    [tables.hostAliases, rows.aliases],
  ] as const;
  for (const [table, list] of parts)
    for (let from = 0; from < list.length; from += ROWS_AT_ONCE)
      await db.insert(table).values(list.slice(from, from + ROWS_AT_ONCE) as never[]);
}

const author = { by: 'import' as const, byLabel: null };

/** Inserts new federations; returns the ids of all by slug, and the documents of existing ones, which it locks. */
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
  const rows = await readHostRows(db, ids);
  const at = context.clock();
  return rows
    .map(factsOfHost)
    .sort((a, b) => byText(a.slug, b.slug))
    .map((document) => ({ kind: 'created', at, hostId: document.id, document, ...author }));
}

/** The changes of federations, made after those of their members, so that each federation needs only one. */
async function federationChanges(
  db: Database,
  context: Context,
  ids: readonly string[],
  before: ReadonlyMap<string, object>,
): Promise<NewChange[]> {
  const at = context.clock();
  const changes: NewChange[] = [];
  for (const rows of await readFederationRows(db, ids)) {
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

/** Slugs and sites that are taken; hosts that left keep theirs. */
async function readTaken(db: Database) {
  const published = await listNamed(db);
  const former = await db
    .select({ slug: tables.hostAliases.value })
    .from(tables.hostAliases)
    .where(eq(tables.hostAliases.kind, 'slug'));
  return {
    bySlug: new Map<string, string | undefined>([
      ...former.map(({ slug }) => [slug, undefined] as const),
      ...published.map(({ slug, id }) => [slug, id] as const),
    ]),
    byDomain: new Map(published.map(({ website, slug }) => [domainOf(website), slug])),
  };
}

const siteTaken = (slug: string): Fault =>
  fault('/website', 'website-taken', {
    fr: `La fiche « ${slug} » a déjà ce site.`,
    en: `The entry "${slug}" has this site already.`,
  });

/** The federations of this catalogue, for the check of statements about their members. */
export const readSigning = (db: Database) =>
  db
    .select({
      slug: tables.federations.slug,
      charter: tables.federations.charter,
      website: tables.federations.website,
    })
    .from(tables.federations);

/**
 * Loads a catalogue, by default the one of this software, in one transaction. Entries are published without a
 * confirmation by their host. Existing hosts and federations are not changed unless `renew` is set, so it can run
 * again; concurrent runs wait for each other.
 * @throws CatalogueError database-unavailable, slug-taken when the same slug is being published elsewhere
 */
export async function seedCatalogue(context: Context, options: SeedOptions = {}): Promise<Seeded> {
  const { reference } = context;
  const file = options.file ?? readSeed<SeedFile>('catalogue.json');
  const refused: Seeded['refused'] = [];
  const federationEntries: SeedFederation[] = [];
  for (const value of file.federations) {
    const checked = checkFederation(value, reference);
    if ('entry' in checked) federationEntries.push(checked.entry);
    else refused.push({ slug: slugOf(value), faults: checked.faults });
  }
  const federations = new Map<string, SigningFederation>(
    [...(await readSigning(context.db)), ...federationEntries].map((one) => [one.slug, one]),
  );
  const entries = new Map<string, SeedHost>();
  for (const value of file.hosts) {
    const checked = checkHost(value, { reference, day: today(context), federations });
    if ('entry' in checked) entries.set(checked.entry.slug, checked.entry);
    else refused.push({ slug: slugOf(value), faults: checked.faults });
  }
  const checked = { federationEntries, entries: [...entries.values()], refused };
  const work = (db: Database) => load(db, context, { ...checked, refused: [...refused] }, options);
  if (options.dryRun) return { ...(await inTrial(context.db, work)), revision: null };
  return await inTransaction(context.db, work);
}

interface CheckedEntries extends Pick<Seeded, 'refused'> {
  federationEntries: readonly SeedFederation[];
  entries: readonly SeedHost[];
}

async function load(
  db: Database,
  context: Context,
  { federationEntries, entries, refused }: CheckedEntries,
  { renew = false, onProgress }: SeedOptions,
): Promise<Seeded> {
  const { clock, newId } = context;
  await takeAdvisoryLock(db, 'seed');
  const { ids, before } = await seedFederations(db, context, federationEntries);
  const { bySlug, byDomain } = await readTaken(db);
  const present = entries.filter(({ slug }) => bySlug.has(slug));
  const absent = entries.filter(({ slug }) => !bySlug.has(slug));
  const doubled = (entry: SeedHost) => (renew ? byDomain.get(domainOf(entry.website) ?? '') : undefined);
  const fresh = absent.filter((entry) => doubled(entry) === undefined);
  for (const entry of absent) {
    const other = doubled(entry);
    if (other !== undefined) refused.push({ slug: entry.slug, faults: [siteTaken(other)] });
  }
  onProgress?.({ hosts: 0, of: fresh.length });
  const source = { newId, now: clock(), federationIds: ids };
  const rows = seedRows(fresh, source);
  const slugs = new Set([...bySlug.keys(), ...entries.map(({ slug }) => slug)]);
  // A slug redirects to one entry only: a slug of another entry cannot be a former name of this one.
  rows.aliases = rows.aliases.filter(({ kind, value }) => kind !== 'slug' || slugs.size < slugs.add(value).size);
  await insertRows(db, rows);
  const changed: Seeded['changed'] = [];
  const left: Seeded['left'] = [];
  if (renew) {
    await lockHosts(
      db,
      present.flatMap(({ slug }) => bySlug.get(slug) ?? []),
    );
    for (const entry of present) {
      const id = bySlug.get(entry.slug);
      if (id === undefined) continue;
      const outcome = await renewHost(db, context, id, entry, source);
      if ('left' in outcome) left.push({ slug: entry.slug, because: outcome.left });
      else if (outcome.changed.length > 0) changed.push({ slug: entry.slug, facts: outcome.changed });
    }
  }
  const hosts = await hostChanges(
    db,
    context,
    rows.hosts.map(({ id }) => id),
  );
  const changes = [...hosts, ...(await federationChanges(db, context, [...ids.values()], before))];
  let revision: number | null = null;
  for (let from = 0; from < changes.length; from += ROWS_AT_ONCE) {
    const [first, ...rest] = changes.slice(from, from + ROWS_AT_ONCE);
    revision = await publishChanges(db, [first!, ...rest]);
  }
  onProgress?.({ hosts: fresh.length, of: fresh.length });
  const inserted = ids.size - before.size;
  const kept = present.length - changed.length + federationEntries.length - inserted;
  return {
    ...{ hosts: fresh.length, federations: inserted, kept, renewed: changed.length },
    ...{ changed, left, refused, revision },
  };
}
