import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../database/open.ts';
import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import { decodedAddress } from '../ground/addresses.ts';
import { inKeyOrder } from '../ground/texts.ts';
import * as tables from '../record/tables.ts';
import { type Rewriter, spellings } from './rewrite.ts';

const { audit, changes, claims, closings, commitments, domainChallenges, evidencePages, hosts } = tables;
const { idempotencyKeys, memberships, membershipRequests, plans, priceChanges } = tables;
const { replies, reports, reviews, selections, services, tokens, vouches } = tables;

type Row = Record<string, unknown>;
const CHANGES_PER_BATCH = 200;

const holds = (column: PgColumn, needles: readonly string[]): SQL =>
  or(...needles.map((spelling) => sql`position(${spelling} in ${column}::text) > 0`))!;
/** Condition: a label contains the text. */
const labelHolds = (column: PgColumn, text: string): SQL => holds(column, spellings(text));
/** Condition: a JSON document contains the text, with the characters that JSON escapes. */
export const documentHolds = (column: PgColumn, text: string): SQL =>
  holds(
    column,
    spellings(text).map((spelling) => JSON.stringify(spelling).slice(1, -1)),
  );

/** Every table with texts about a host, its primary key, and the condition for the host. */
const tablesOf = (hostId: string): [table: PgTable, names: string[], ofHost: SQL][] => [
  [hosts, ['id'], eq(hosts.id, hostId)],
  [services, ['id'], eq(services.hostId, hostId)],
  [
    plans,
    ['serviceId', 'position'],
    sql`${plans.serviceId} in (select ${services.id} from ${services} where ${services.hostId} = ${hostId})`,
  ],
  [priceChanges, ['id'], eq(priceChanges.hostId, hostId)],
  [claims, ['hostId', 'criterion'], eq(claims.hostId, hostId)],
  [commitments, ['hostId', 'serviceId', 'kind'], eq(commitments.hostId, hostId)],
  [closings, ['hostId', 'serviceId'], eq(closings.hostId, hostId)],
  [memberships, ['federationId', 'hostId'], eq(memberships.hostId, hostId)],
  [reports, ['id'], eq(reports.hostId, hostId)],
  [membershipRequests, ['federationId', 'hostId'], eq(membershipRequests.hostId, hostId)],
  [vouches, ['federationId', 'hostId'], eq(vouches.hostId, hostId)],
  [selections, ['federationId', 'hostId'], eq(selections.hostId, hostId)],
  [replies, ['federationId', 'hostId', 'subject'], eq(replies.hostId, hostId)],
  [reviews, ['federationId', 'hostId', 'subject'], eq(reviews.hostId, hostId)],
  [tables.entrySources, ['federationId', 'source'], eq(tables.entrySources.hostId, hostId)],
  [tables.serviceSources, ['hostId', 'source'], eq(tables.serviceSources.hostId, hostId)],
  [tables.proposals, ['id'], eq(tables.proposals.hostId, hostId)],
];

/**
 * A row without the text; undefined when it must be deleted: its value is gone, or it is a no that lost its evidence.
 */
function redactedRow(row: Row, rewriter: Rewriter): Row | undefined {
  const rewritten = rewriter.visit(row) as Row | undefined;
  if (!rewritten) return undefined;
  const lost = (name: string) => row[name] !== null && row[name] !== undefined && rewritten[name] === undefined;
  // Somebody to call, of whom only the address was left to know, is of no use.
  if (row.key !== undefined && lost('url')) return undefined;
  if (lost('evidenceUrl') && row.subject !== undefined && row.value === 'no') return undefined;
  // Nothing is left to propose, or to find the entry by at the next reading.
  if (lost('proposed') || (typeof row.source === 'string' && rewritten.source === null)) return undefined;
  // The proof was for the removed address; and an empty list of sources would mean "none" instead of unknown.
  if (lost('website')) rewritten.domainVerifiedAt = null;
  if (Array.isArray(rewritten.sources) && rewritten.sources.length === 0) rewritten.sources = null;
  return rewritten;
}

async function removeHolding(
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

async function rewriteTable(
  db: Database,
  [table, names, concerned]: [table: PgTable, names: string[], concerned: SQL],
  rewriter: Rewriter,
): Promise<void> {
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

/** Rewrites what was written of other hosts and is in no document: reports, requests to join, errors of tasks. */
export async function rewriteUnpublished(db: Database, text: string, rewriter: Rewriter): Promise<void> {
  const ofReports = [reports.text, reports.answer, reports.url, reports.replyTo];
  const inReports = or(...ofReports.map((column) => documentHolds(column, text)))!;
  await rewriteTable(db, [reports, ['id'], inReports], rewriter);
  const inRequests = documentHolds(membershipRequests.note, text);
  await rewriteTable(db, [membershipRequests, ['federationId', 'hostId'], inRequests], rewriter);
  await db.update(tables.tasks).set({ lastError: null }).where(labelHolds(tables.tasks.lastError, text));
}

/** Rewrites the rows of a host and the rows of others about it. */
export async function rewriteRows(db: Database, hostId: string, rewriter: Rewriter): Promise<void> {
  // Rows about an address are deleted with it.
  for (const { hostId: of, address } of [
    { hostId: evidencePages.hostId, address: evidencePages.url },
    { hostId: domainChallenges.hostId, address: domainChallenges.origin },
  ])
    await removeHolding(db, of, address, hostId, rewriter);
  for (const part of tablesOf(hostId)) await rewriteTable(db, part, rewriter);
}

/** Rewrites the documents of changes that match a condition, in batches because they are large. */
async function rewriteChanges(db: Database, condition: SQL, rewrite: (document: unknown) => unknown): Promise<void> {
  for (let last = -1; ; ) {
    const batch = await db
      .select({ revision: changes.revision, document: changes.document })
      .from(changes)
      .where(and(condition, isNotNull(changes.document), gt(changes.revision, last)))
      .orderBy(asc(changes.revision))
      .limit(CHANGES_PER_BATCH);
    for (const { revision, document } of batch) {
      const rewritten = rewrite(document);
      if (JSON.stringify(rewritten) !== JSON.stringify(document))
        await db.update(changes).set({ document: rewritten }).where(eq(changes.revision, revision));
    }
    if (batch.length < CHANGES_PER_BATCH) return;
    last = batch.at(-1)!.revision;
  }
}

/** Rewrites every document that a host ever had. */
export async function rewriteHostHistory(db: Database, hostId: string, rewriter: Rewriter): Promise<void> {
  await rewriteChanges(db, eq(changes.hostId, hostId), (document) => rewriter.visit(document as Host));
  const reasons = await db
    .select({ revision: changes.revision, reason: changes.reason })
    .from(changes)
    .where(and(eq(changes.hostId, hostId), isNotNull(changes.reason)));
  for (const { revision, reason } of reasons) {
    const rewritten = rewriter.visit(reason, 'reason') as typeof reason;
    if (JSON.stringify(rewritten) !== JSON.stringify(reason))
      await db.update(changes).set({ reason: rewritten }).where(eq(changes.revision, revision));
  }
}

/** The document of a federation without the text, in its parts about one host and in its prose. */
const redactedFederation = (federation: Federation, slug: string, rewriter: Rewriter): Federation => {
  const { sources, helpers, ...rest } = federation;
  const sourcesLeft = sources && (rewriter.visit(sources, 'sources') as string[]);
  const helpersLeft = helpers
    ?.map((helper) => rewriter.visit(helper) as typeof helper)
    .filter(({ url }) => url !== undefined);
  const ofHost = <T extends { host: string }>(one: T): T => (one.host === slug ? (rewriter.visit(one) as T) : one);
  const redacted = {
    ...rest,
    ...(federation.summary && { summary: rewriter.visit(federation.summary, 'summary') as typeof federation.summary }),
    members: federation.members.map(ofHost),
    ...(federation.selection && { selection: federation.selection.map(ofHost) }),
    ...(federation.criteria && { criteria: rewriter.visit(federation.criteria) as typeof federation.criteria }),
    ...(helpersLeft && helpersLeft.length > 0 && { helpers: helpersLeft }),
    ...(sourcesLeft && sourcesLeft.length > 0 && { sources: sourcesLeft }),
  };
  // In the order of keys that it had: documents are compared byte for byte.
  return inKeyOrder(redacted, Object.keys(federation) as (keyof Federation)[]) as Federation;
};

/** Federations with any document, past or present, that contains the text. */
export async function federationsHolding(db: Database, text: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: changes.federationId })
    .from(changes)
    .where(and(isNotNull(changes.federationId), documentHolds(changes.document, text)));
  return rows.flatMap(({ id }) => id ?? []);
}

/** Rewrites what federations state about a host, in all their past documents and in the rows of their prose. */
export async function rewriteFederations(
  db: Database,
  ids: readonly string[],
  { slug, text }: { slug: string; text: string },
  rewriter: Rewriter,
): Promise<void> {
  if (ids.length === 0) return;
  const { federationHelpers, federations, ownCriteria } = tables;
  await rewriteTable(
    db,
    [federationHelpers, ['federationId', 'key'], inArray(federationHelpers.federationId, [...ids])],
    rewriter,
  );
  for (const { id, summary, sources } of await db
    .select()
    .from(federations)
    .where(inArray(federations.id, [...ids]))) {
    const before = { summary, sources };
    const rewritten = rewriter.visit(before) as typeof before | undefined;
    if (rewritten && JSON.stringify(rewritten) !== JSON.stringify(before))
      await db
        .update(federations)
        .set({ summary: rewritten.summary, sources: rewritten.sources?.length ? rewritten.sources : null })
        .where(eq(federations.id, id));
  }
  for (const { federationId, key, version, asked } of await db
    .select()
    .from(ownCriteria)
    .where(inArray(ownCriteria.federationId, [...ids]))) {
    const rewritten = rewriter.visit(asked) as typeof asked;
    if (JSON.stringify(rewritten) !== JSON.stringify(asked))
      await db
        .update(ownCriteria)
        .set({ asked: rewritten })
        .where(
          and(eq(ownCriteria.federationId, federationId), eq(ownCriteria.key, key), eq(ownCriteria.version, version)),
        );
  }
  const theirs = and(inArray(changes.federationId, [...ids]), documentHolds(changes.document, text))!;
  await rewriteChanges(db, theirs, (document) => redactedFederation(document as Federation, slug, rewriter));
}

/** A host or a federation in whose public past somebody’s label holds the text. */
export async function labelledSubject(
  db: Database,
  text: string,
): Promise<{ hostId: string | null; federationId: string | null } | undefined> {
  const [row] = await db
    .select({ hostId: changes.hostId, federationId: changes.federationId })
    .from(changes)
    .where(labelHolds(changes.byLabel, text))
    .orderBy(desc(changes.revision))
    .limit(1);
  return row;
}

/** Rewrites the labels of tokens, also in the log of changes, the audit trail and reports. */
export async function rewriteLabels(db: Database, text: string, rewriter: Rewriter): Promise<void> {
  const ofTokens = await db
    .select({ id: tokens.id, label: tokens.label })
    .from(tokens)
    .where(labelHolds(tokens.label, text));
  for (const { id, label } of ofTokens)
    await db
      .update(tokens)
      .set({ label: rewriter.visit(label, 'label') as string })
      .where(eq(tokens.id, id));
  for (const table of [changes, audit]) {
    const labels = await db.selectDistinct({ label: table.byLabel }).from(table).where(labelHolds(table.byLabel, text));
    for (const { label } of labels)
      await db
        .update(table)
        .set({ byLabel: rewriter.visit(label, 'label') as string })
        .where(eq(table.byLabel, label!));
  }
  const ofAnswers = await db
    .selectDistinct({ label: reports.answeredByLabel })
    .from(reports)
    .where(labelHolds(reports.answeredByLabel, text));
  for (const { label } of ofAnswers)
    await db
      .update(reports)
      .set({ answeredByLabel: rewriter.visit(label, 'label') as string })
      .where(eq(reports.answeredByLabel, label!));
}

/** Removes stored answers of repeatable requests that contain the text. */
export async function forgetAnswers(db: Database, text: string): Promise<void> {
  await db.update(idempotencyKeys).set({ body: null }).where(documentHolds(idempotencyKeys.body, text));
}

/** How many public documents, past and present, contain the text. */
export async function documentsHolding(db: Database, text: string): Promise<number> {
  const [row] = await db.select({ found: count() }).from(changes).where(documentHolds(changes.document, text));
  return row?.found ?? 0;
}
