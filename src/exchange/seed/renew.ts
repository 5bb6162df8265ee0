import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { undatedSince } from '../../documents/provenance.ts';
import { findMembership, findRequest, putMembership, removeMembership } from '../../federations/members/store.ts';
import { lastDayOf } from '../../ground/clock.ts';
import { hostColumns } from '../../hosts/store.ts';
import type { Context } from '../../record/context.ts';
import { finishHostWriteAs, type HostBefore, loadHost } from '../../record/finish-write.ts';
import type { HostFacts } from '../../record/host-facts.ts';
import { updateHost } from '../../record/hosts.ts';
import { FIELDS, fieldsOf, type Marks, provenanceMarkOf } from '../../record/provenance.ts';
import type { HostRow, MembershipRow } from '../../record/rows.ts';
import { changes, claims, closings, commitments, memberships } from '../../record/tables.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import { putServiceRow, removeServiceRow } from '../../services/store.ts';
import type { SeedHost } from './check.ts';
import { type SeedSource, seedRows } from './rows.ts';

/*
 * Updates entries that were loaded earlier to the present content of their file, except what others have stated since.
 */

const READER: TokenHolder = { role: 'catalogue', label: 'import', tokenId: null, operation: 'loadDump' };
const AUTHOR = { by: 'import', byLabel: null, byTokenId: null, action: 'loadDump' } as const;

/** Why an entry is not updated. */
export type LeftBecause = 'not-at-work' | 'its-host-speaks' | 'written-here' | 'its-own-file' | 'redacted';

/** The result for an entry: the names of the facts that changed (empty if none did), or why it was not updated. */
type Renewed = { changed: string[] } | { left: LeftBecause };

async function isLogged(db: Database, hostId: string, condition: ReturnType<typeof and>): Promise<boolean> {
  const mine = and(eq(changes.hostId, hostId), condition);
  return (await db.select({ revision: changes.revision }).from(changes).where(mine).limit(1)).length > 0;
}

/** Why the file may not update an entry; undefined when it may. */
async function leftBecause(db: Database, { rows, facts }: HostBefore): Promise<LeftBecause | undefined> {
  const { host } = rows;
  if ((host.state !== 'published' && host.state !== 'silent') || host.suspension) return 'not-at-work';
  if (host.confirmedOn || host.domainVerifiedOn || host.ownerChangesOn) return 'its-host-speaks';
  // The file may still contain the words that a redaction removed.
  if (await isLogged(db, host.id, eq(changes.kind, 'redacted'))) return 'redacted';
  const marks = [...fieldsOf(facts).keys()].map((field) => provenanceMarkOf(host.provenance, field)?.by ?? 'host');
  const sources = new Set([...marks, ...Object.values(host.provenance ?? {}).map(({ by }) => by)]);
  if (sources.has('host-file') || sources.has('host-document')) return 'its-own-file';
  const isByHand = sources.has('host') || sources.has('admin');
  // Closings and capacity of an entry have no provenance mark: the log of changes says who wrote them.
  if (isByHand || (await isLogged(db, host.id, inArray(changes.by, ['host', 'admin'])))) return 'written-here';
  return [...rows.claims, ...rows.commitments].every(({ imported }) => imported) ? undefined : 'written-here';
}

/** The fields and services of an entry from a federation's file, a better source than the compiled file. */
function saidByOthers({ rows: { host }, facts }: HostBefore) {
  const others = [...fieldsOf(facts).keys()].filter(
    (field) => provenanceMarkOf(host.provenance, field)?.by !== 'import',
  );
  return {
    fields: FIELDS.filter((field) => others.includes(field)),
    services: new Set(others.flatMap((field) => /^services\/([^/]+)\//.exec(field)?.[1] ?? [])),
  };
}

/** The provenance marks to keep: those of facts from other sources, and those of memberships. */
const marksKept = (
  marks: Marks | null,
  { fields, services }: ReturnType<typeof saidByOthers>,
): [string, Marks[string]][] =>
  Object.entries(marks ?? {}).filter(([field]) => {
    const [part, name] = field.split('/');
    if (part === 'services') return services.has(name!);
    return part === 'memberships' || fields.some((one) => one === field);
  });

/** Writes the memberships of the file, except those about which the federation or the host has made a statement. */
async function renewMemberships(
  db: Database,
  hostId: string,
  rows: readonly MembershipRow[],
  { federationIds }: SeedSource,
): Promise<void> {
  const slugs = new Map([...federationIds].map(([slug, id]) => [id, slug]));
  for (const row of rows) {
    const present = await findMembership(db, row.federationId, hostId);
    if (present ? present.statedBy === 'catalogue' : !(await wasTakenAway(db, hostId, row.federationId, slugs)))
      await putMembership(db, row);
  }
  const inFile = new Set(rows.map(({ federationId }) => federationId));
  const compiled = and(eq(memberships.hostId, hostId), eq(memberships.statedBy, 'catalogue'));
  for (const { federationId } of await db.select().from(memberships).where(compiled))
    if (!inFile.has(federationId)) await removeMembership(db, federationId, hostId);
}

/** Whether an absent membership existed or was requested earlier: then somebody has ended or refused it. */
async function wasTakenAway(db: Database, hostId: string, federationId: string, slugs: ReadonlyMap<string, string>) {
  if (await findRequest(db, federationId, hostId)) return true;
  const named = JSON.stringify([{ federation: slugs.get(federationId) }]);
  return await isLogged(db, hostId, sql`(${changes.document} -> 'memberships')::jsonb @> ${named}::jsonb`);
}

type Seen = Pick<HostRow, 'observed' | 'factsAsOf'>;

/** All facts by name, as the report of an update lists them. */
function factsByName(facts: HostFacts): Map<string, unknown> {
  const { observed, factsAsOf, sources, closing, complete } = facts;
  const named = new Map<string, unknown>(Object.entries({ observed, factsAsOf, sources, closing, complete }));
  for (const [field, value] of fieldsOf(facts)) named.set(field, value);
  for (const one of facts.memberships) named.set(`memberships/${one.federation}`, one);
  const say = (path: string, voices: HostFacts['claims'] | HostFacts['commitments']) => {
    for (const voice of voices) if (voice.by === 'import') named.set(`${path}/${voice.subject}`, voice);
  };
  say('claims', facts.claims);
  say('commitments', facts.commitments);
  for (const service of facts.services) {
    named.set(`services/${service.slug}/closing`, service.closing);
    say(`services/${service.slug}/commitments`, service.commitments);
  }
  return named;
}

/** The names of the facts that differ; an added or removed service is named once. */
function differing(before: HostFacts, after: HostFacts): string[] {
  const [old, now] = [factsByName(before), factsByName(after)];
  const both = (slug: string) => [before, after].every(({ services }) => services.some((one) => one.slug === slug));
  const names = [...new Set([...old.keys(), ...now.keys()])].filter(
    (name) => JSON.stringify(old.get(name)) !== JSON.stringify(now.get(name)),
  );
  const slugOf = (name: string) => /^services\/([^/]+)/.exec(name)?.[1];
  return [
    ...new Set(
      names.map((name) => (slugOf(name) === undefined || both(slugOf(name)!) ? name : `services/${slugOf(name)}`)),
    ),
  ].sort();
}

/** The latest observation counts: a federation's file may contain a newer one than the compiled file. */
function lastSeen(before: Seen, compiled: { [K in keyof Seen]?: Seen[K] | undefined }): Seen {
  const { observed = null, factsAsOf = null } = compiled;
  const [then, now] = [before.observed?.asOf, observed?.asOf];
  if (then === undefined || (now !== undefined && lastDayOf(now) >= lastDayOf(then))) return { observed, factsAsOf };
  return { observed: before.observed, factsAsOf: undatedSince({ observed, factsAsOf }) ?? null };
}

/** Updates a locked entry to the present content of its file, except what others have stated. */
export async function renewHost(
  db: Database,
  context: Context,
  hostId: string,
  entry: SeedHost,
  source: SeedSource,
): Promise<Renewed> {
  const before = await loadHost(db, context, hostId);
  const left = await leftBecause(db, before);
  if (left) return { left };
  const { host, services } = before.rows;
  const kept = saidByOthers(before);
  const ids = new Map(services.map(({ slug, id }) => [slug, id]));
  const rows = seedRows([entry], source, { hostId, serviceIdOf: (slug) => ids.get(slug) ?? source.newId() });
  for (const table of [claims, commitments, closings]) await db.delete(table).where(eq(table.hostId, hostId));
  const inFile = new Set(rows.services.map(({ slug }) => slug));
  for (const [slug, id] of ids) if (!inFile.has(slug) && !kept.services.has(slug)) await removeServiceRow(db, id);
  for (const row of rows.services)
    if (!kept.services.has(row.slug))
      await putServiceRow(db, row, entry.services?.find(({ slug }) => slug === row.slug)?.plans ?? []);
  if (rows.claims.length > 0) await db.insert(claims).values(rows.claims);
  if (rows.commitments.length > 0) await db.insert(commitments).values(rows.commitments);
  if (rows.closings.length > 0) await db.insert(closings).values(rows.closings);
  await renewMemberships(db, hostId, rows.memberships, source);
  const { sources = null, complete = [], provenance } = rows.hosts[0]!;
  const { observed, factsAsOf } = lastSeen(host, rows.hosts[0]!);
  await updateHost(db, hostId, {
    ...hostColumns(entry),
    ...Object.fromEntries(kept.fields.map((field) => [field, host[field]])),
    ...{ slug: host.slug, observed, factsAsOf, sources, complete },
    provenance: { ...provenance, ...Object.fromEntries(marksKept(host.provenance, kept)) },
  });
  const after = await loadHost(db, context, hostId);
  const settled = await finishHostWriteAs(db, { ...context, caller: READER }, before, after, 'changed', AUTHOR);
  return { changed: settled ? differing(before.facts, after.facts) : [] };
}
