import { and, asc, desc, eq, gt, inArray, isNotNull, type SQL } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import { inKeyOrder } from '../ground/texts.ts';
import * as tables from '../record/tables.ts';
import type { Rewriter } from './rewrite.ts';
import { documentHolds, labelHolds, rewriteTable } from './rows.ts';

const { audit, changes, idempotencyKeys, reports, tokens } = tables;

/** Rewrites the documents of changes that match a condition, one at a time: each may be a megabyte. */
async function rewriteChanges(db: Database, condition: SQL, rewrite: (document: unknown) => unknown): Promise<void> {
  for (let last = -1; ; ) {
    const [next] = await db
      .select({ revision: changes.revision, document: changes.document })
      .from(changes)
      .where(and(condition, isNotNull(changes.document), gt(changes.revision, last)))
      .orderBy(asc(changes.revision))
      .limit(1);
    if (!next) return;
    const { revision, document } = next;
    const rewritten = rewrite(document);
    if (JSON.stringify(rewritten) !== JSON.stringify(document))
      await db.update(changes).set({ document: rewritten }).where(eq(changes.revision, revision));
    last = revision;
  }
}

/** Redacts all past documents of a host. */
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

/** A federation's document without the text: the parts about one host, and the federation's own prose. */
const redactedFederation = (federation: Federation, slugs: readonly string[], rewriter: Rewriter): Federation => {
  const { sources, helpers, ...rest } = federation;
  const sourcesLeft = sources && (rewriter.visit(sources, 'sources') as string[]);
  // A helper that loses its address goes, as its row does.
  const helpersLeft = helpers?.flatMap((helper) => {
    const left = rewriter.visit(helper) as typeof helper;
    return helper.url !== undefined && left.url === undefined ? [] : left;
  });
  const ofHost = <T extends { host: string }>(one: T): T =>
    slugs.includes(one.host) ? (rewriter.visit(one) as T) : one;
  const redacted = {
    ...rest,
    ...(federation.summary && { summary: rewriter.visit(federation.summary, 'summary') as typeof federation.summary }),
    members: federation.members.map(ofHost),
    ...(federation.selection && { selection: federation.selection.map(ofHost) }),
    ...(federation.criteria && { criteria: rewriter.visit(federation.criteria) as typeof federation.criteria }),
    ...(helpersLeft && helpersLeft.length > 0 && { helpers: helpersLeft }),
    ...(sourcesLeft && sourcesLeft.length > 0 && { sources: sourcesLeft }),
  };
  // Keys keep their former order: documents are compared byte for byte.
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

/** Redacts what federations state about a host, in all their past documents and in their rows of prose. */
export async function rewriteFederations(
  db: Database,
  ids: readonly string[],
  { slugs, text }: { slugs: readonly string[]; text: string },
  rewriter: Rewriter,
): Promise<void> {
  if (ids.length === 0) return;
  const { federationHelpers, federations, ownCriteria } = tables;
  await rewriteTable(db, [federationHelpers, inArray(federationHelpers.federationId, [...ids])], rewriter);
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
  await rewriteChanges(db, theirs, (document) => redactedFederation(document as Federation, slugs, rewriter));
}

/** A host or a federation whose public history contains a label with the text. */
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

/** Redacts labels of tokens, also in the log of changes, the audit trail and reports. */
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

/** Removes stored answers of requests with an idempotency key that contain the text. */
export async function forgetAnswers(db: Database, text: string): Promise<void> {
  await db.update(idempotencyKeys).set({ body: null }).where(documentHolds(idempotencyKeys.body, text));
}

/** How many public documents, past and present, contain the text. */
export const documentsHolding = (db: Database, text: string): Promise<number> =>
  db.$count(changes, documentHolds(changes.document, text));
