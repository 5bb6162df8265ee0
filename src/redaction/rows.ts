import { and, eq, getTableColumns, is, isNull, or, type SQL, sql } from 'drizzle-orm';
import { getTableConfig, type PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../database/open.ts';
import { decodedAddress } from '../ground/addresses.ts';
import * as tables from '../record/tables.ts';
import { type Rewriter, spellings } from './rewrite.ts';

/* Redacts text about a host in table rows. */

const { differentEntries, domainChallenges, evidencePages, hosts, membershipRequests, plans, reports } = tables;
const { services, webhooks } = tables;

type Row = Record<string, unknown>;

const holds = (column: PgColumn, needles: readonly string[]): SQL =>
  or(...needles.map((spelling) => sql`position(${spelling} in ${column}::text) > 0`))!;
/** Condition: a label contains the text. */
export const labelHolds = (column: PgColumn, text: string): SQL => holds(column, spellings(text));
/** Condition: a JSON document contains the text, in its JSON-escaped form. */
export const documentHolds = (column: PgColumn, text: string): SQL =>
  holds(
    column,
    spellings(text).map((spelling) => JSON.stringify(spelling).slice(1, -1)),
  );

/**
 * Tables with a host id that are redacted elsewhere: for all hosts at once, because they are never published, or
 * together with everything stored about an address.
 */
const REMOVED_OTHERWISE: readonly PgTable[] = [
  ...[tables.audit, tables.changes, tables.tokens, tables.feedEvents, tables.mailAddresses, tables.mails],
  ...[tables.importFiles, tables.importPages, tables.importSources, domainChallenges, evidencePages],
  ...[tables.evidencePassages, tables.looks, tables.watchedHosts],
];

/**
 * All rows that belong to a host: from every table with a `hostId`, so that new tables are included automatically, and
 * its plans.
 */
const rowsOf = (hostId: string): [table: PgTable, ofHost: SQL][] => [
  [hosts, eq(hosts.id, hostId)],
  ...Object.values(tables).flatMap((table): [PgTable, SQL][] =>
    is(table, PgTable) && 'hostId' in table && !REMOVED_OTHERWISE.includes(table)
      ? [[table, eq(table.hostId, hostId)]]
      : [],
  ),
  [differentEntries, eq(differentEntries.otherId, hostId)],
  [plans, sql`${plans.serviceId} in (select ${services.id} from ${services} where ${services.hostId} = ${hostId})`],
];

/** The columns that identify a row: the primary key, or a unique constraint. */
function keyOf(table: PgTable): string[] {
  const { columns, primaryKeys, uniqueConstraints } = getTableConfig(table);
  const own = columns.filter(({ primary }) => primary);
  const key = (own.length > 0 ? own : (primaryKeys[0] ?? uniqueConstraints[0])!.columns).map(({ name }) => name);
  return Object.entries(getTableColumns(table)).flatMap(([name, column]) => (key.includes(column.name) ? name : []));
}

/**
 * A row without the text. Undefined when the row must be deleted: it has no value left, or it is a review saying "no"
 * that lost its evidence.
 */
function redactedRow(row: Row, rewriter: Rewriter): Row | undefined {
  const rewritten = rewriter.visit(row) as Row | undefined;
  if (!rewritten) return undefined;
  const lost = (name: string) => row[name] !== null && row[name] !== undefined && rewritten[name] === undefined;
  // A webhook without an address, or a helper without one, is useless.
  if ((row.key !== undefined || row.receiver !== undefined) && lost('url')) return undefined;
  if (lost('evidenceUrl') && row.subject !== undefined && row.value === 'no') return undefined;
  // Nothing is left to propose, or the next import could no longer find the entry.
  if (lost('proposed') || (typeof row.source === 'string' && rewritten.source === null)) return undefined;
  // The proof concerned the removed website. An empty list of sources would mean "none" instead of "unknown".
  if (lost('website')) rewritten.domainVerifiedOn = null;
  if (Array.isArray(rewritten.sources) && rewritten.sources.length === 0) rewritten.sources = null;
  return rewritten;
}

export async function removeHolding(
  db: Database,
  of: PgColumn,
  address: PgColumn,
  hostId: string,
  { holds: holdsWords }: Rewriter,
): Promise<void> {
  const rows = await db.selectDistinct({ address }).from(address.table).where(eq(of, hostId));
  for (const row of rows as { address: string }[])
    if (holdsWords(row.address) || holdsWords(decodedAddress(row.address)))
      await db.delete(address.table).where(and(eq(of, hostId), eq(address, row.address)));
}

export async function rewriteTable(
  db: Database,
  [table, concerned]: [table: PgTable, concerned: SQL],
  rewriter: Rewriter,
): Promise<void> {
  const names = keyOf(table);
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  for (const row of (await db.select().from(table).where(concerned)) as Row[]) {
    const rewritten = redactedRow(row, rewriter);
    const theRow = and(
      ...names.map((name) => (row[name] === null ? isNull(columns[name]!) : eq(columns[name]!, row[name]))),
    );
    if (!rewritten) {
      await db.delete(table).where(theRow);
      continue;
    }
    const changed = Object.keys(row).filter((name) => JSON.stringify(row[name]) !== JSON.stringify(rewritten[name]));
    if (changed.length > 0)
      await db
        .update(table)
        .set(Object.fromEntries(changed.map((name) => [name, rewritten[name] ?? null])))
        .where(theRow);
  }
}

/**
 * Redacts data about any host that no document contains: reports, requests to join, webhooks, pairs of different
 * entries, errors of tasks.
 */
export async function rewriteUnpublished(db: Database, text: string, rewriter: Rewriter): Promise<void> {
  const ofReports = [reports.text, reports.answer, reports.url, reports.replyTo];
  const inReports = or(...ofReports.map((column) => documentHolds(column, text)))!;
  await rewriteTable(db, [reports, inReports], rewriter);
  const { note, reason, url } = membershipRequests;
  const inRequests = or(...[note, reason, url].map((column) => documentHolds(column, text)))!;
  await rewriteTable(db, [membershipRequests, inRequests], rewriter);
  await rewriteTable(db, [webhooks, documentHolds(webhooks.url, text)], rewriter);
  const inDifferent = documentHolds(differentEntries.reason, text);
  await rewriteTable(db, [differentEntries, inDifferent], rewriter);
  await db.update(tables.tasks).set({ lastError: null }).where(labelHolds(tables.tasks.lastError, text));
}

/** Redacts the rows of a host, and the rows of others about it. */
export async function rewriteRows(db: Database, hostId: string, rewriter: Rewriter): Promise<void> {
  // Rows about one address are deleted when the address contains the text.
  for (const { hostId: of, address } of [
    { hostId: evidencePages.hostId, address: evidencePages.url },
    { hostId: domainChallenges.hostId, address: domainChallenges.origin },
  ])
    await removeHolding(db, of, address, hostId, rewriter);
  for (const part of rowsOf(hostId)) await rewriteTable(db, part, rewriter);
}
