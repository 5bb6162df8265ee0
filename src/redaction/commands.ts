import type { Database } from '../database/open.ts';
import { inTransaction, inTrial, takeAdvisoryLock } from '../database/transaction.ts';
import { type Fault, fault } from '../ground/errors.ts';
import { type LockedHost, lockWithFederations } from '../hosts/change.ts';
import type { Context, WriteResult } from '../record/context.ts';
import { lockFederations } from '../record/federations.ts';
import { finishFederationWrite, type HostBefore, loadFederation, loadHost } from '../record/finish-write.ts';
import { idsMergedInto, lockHosts, updateHost } from '../record/hosts.ts';
import { publishChange } from '../record/publish.ts';
import { isVisible } from '../record/read-rows.ts';
import { authorOf, requireAdmin, requireToken, type TokenHolder } from '../requests/caller.ts';
import { refuseFaults } from '../requests/version.ts';
import type { AliasKind } from '../vocabulary/terms.ts';
import { rewriteCases, rewriteRecommendations } from './recommendations.ts';
import { createRewriter, MARKS, type Rewriter } from './rewrite.ts';
import { rewriteRows, rewriteUnpublished } from './rows.ts';
import type { Redaction, RedactionDraft } from './schema.ts';
import {
  documentsHolding,
  federationsHolding,
  forgetAnswers,
  labelledSubject,
  rewriteFederations,
  rewriteHostHistory,
  rewriteLabels,
} from './store.ts';
import { forgetImported, forgetMailed, rewriteWatched } from './unpublished.ts';

/** Faults of an impossible redaction. No message repeats the text. */
function draftFaults({ text, reason }: RedactionDraft, { rows }: HostBefore, { holds }: Rewriter): Fault[] {
  const faults: Fault[] = [];
  const former = rows.aliases.flatMap(({ kind, value }) => (kind === 'slug' ? value : []));
  const inSlug = [...[rows.host, ...rows.services].map(({ slug }) => slug), ...former].some((slug) => holds(slug));
  if (text.trim().length < 3)
    faults.push(
      fault('/text', 'too-short', {
        fr: 'Il faut au moins trois caractères, espaces non comptés.',
        en: 'At least three characters are needed, spaces left out.',
      }),
    );
  if (Object.values(MARKS).some((mark) => holds(mark)))
    faults.push(
      fault('/text', 'in-the-mark', {
        fr: 'Ces mots sont dans la mention qui les remplacerait. Donnez aussi les mots voisins.',
        en: 'These words are in the mark that would replace them. Give the words around them too.',
      }),
    );
  if (inSlug)
    faults.push(
      fault('/text', 'in-a-slug', {
        fr: 'Un identifiant ne se réécrit pas. Donnez aussi les mots voisins, ou retirez l’hébergeur et inscrivez-le sous un autre identifiant.',
        en: 'A slug cannot be rewritten. Give the words around them too, or withdraw the host and register it under another slug.',
      }),
    );
  if (reason && Object.values(reason).some((words) => holds(words)))
    faults.push(
      fault('/reason', 'holds-the-text', {
        fr: 'La raison contient les mots à retirer.',
        en: 'The reason holds the words to remove.',
      }),
    );
  return faults;
}

async function rewriteAll(
  db: Database,
  { before, federations }: LockedHost,
  text: string,
  at: Date,
  rewriter: Rewriter,
) {
  const { host, aliases } = before.rows;
  const called = (kind: AliasKind) => aliases.flatMap((one) => (one.kind === kind ? one.value : []));
  const slugs = [host.slug, ...called('slug')];
  // Entries merged into the host keep a history of their own.
  for (const id of [host.id, ...(await idsMergedInto(db, host.id))]) {
    await rewriteRows(db, id, rewriter);
    await rewriteWatched(db, { hostId: id, text }, rewriter);
    await rewriteHostHistory(db, id, rewriter);
  }
  const ids = federations.map(({ document }) => document.id);
  await rewriteFederations(db, ids, { slugs, text }, rewriter);
  await rewriteLabels(db, text, rewriter);
  await forgetAnswers(db, text);
  await rewriteRecommendations(db, { slugs, names: [host.name, ...called('name')], text }, at, rewriter);
  await rewriteCases(db, text);
  await rewriteUnpublished(db, text, rewriter);
  await forgetImported(db, text);
  await forgetMailed(db, text, at);
}

/** Records the redaction: a new version and, if the host was ever published, a new revision. */
async function recordRedaction(
  db: Database,
  context: Context & { caller: TokenHolder },
  { host, federations, labelled }: LockedHost & { labelled: Awaited<ReturnType<typeof labelledSubject>> },
  { reason }: RedactionDraft,
  rewriter: Rewriter,
): Promise<{ version: number; revision: number | null }> {
  const { clock, caller } = context;
  const at = clock();
  await updateHost(db, host.id, { version: host.version + 1, updatedAt: at });
  const { facts } = await loadHost(db, context, host.id);
  const { version } = facts;
  const author = authorOf(caller);
  author.byLabel = rewriter.visit(author.byLabel, 'label') as string;
  let revision: number | null = null;
  // Even if only past documents changed: cached answers about the past must become stale.
  if (host.publishedAt)
    revision = await publishChange(db, {
      kind: 'redacted',
      at,
      hostId: host.id,
      document: isVisible(host) ? facts : null,
      reason: reason ?? null,
      ...author,
    });
  // Clients that cached the history of a merged entry must read it again.
  if (host.publishedAt)
    for (const hostId of await idsMergedInto(db, host.id))
      revision = await publishChange(db, {
        kind: 'redacted',
        at,
        hostId,
        document: null,
        reason: reason ?? null,
        ...author,
      });
  for (const federation of federations) {
    const settled = await finishFederationWrite(db, context, author, federation, { kind: 'redacted' });
    revision = settled?.revision ?? revision;
  }
  // No public document of this host changed, but a label in the history of another host or federation did: cached
  // answers about that must become stale too.
  if (revision === null && labelled?.hostId) {
    await lockHosts(db, [labelled.hostId]);
    const other = await loadHost(db, context, labelled.hostId);
    revision = await publishChange(db, {
      kind: 'redacted',
      at,
      hostId: labelled.hostId,
      document: isVisible(other.rows.host) ? other.facts : null,
      reason: reason ?? null,
      ...author,
    });
  } else if (revision === null && labelled?.federationId) {
    await lockFederations(db, [labelled.federationId]);
    const other = await loadFederation(db, labelled.federationId);
    revision =
      (await finishFederationWrite(db, context, author, other, { kind: 'redacted', touched: true }))?.revision ?? null;
  }
  return { version, revision };
}

/**
 * Removes a text from everything stored about a host: rows, all past documents, and statements of federations. Also
 * removes it from recommendations, cases, reports, requests to join, imports, mails and labels of tokens, whatever
 * their host. Revisions keep their numbers; a new one records the redaction. This cannot be undone; `dryRun` only
 * counts.
 * @throws CatalogueError no-token, not-yours, host-not-found, meaningless-request
 */
export async function redactHost(
  context: Context,
  ref: string,
  draft: RedactionDraft,
  { dryRun = false }: { dryRun?: boolean | undefined } = {},
): Promise<WriteResult<Redaction>> {
  const { caller } = context;
  requireAdmin(caller);
  requireToken(caller);
  const work = async (db: Database): Promise<WriteResult<Redaction>> => {
    const rewriter = createRewriter(draft.text);
    // Rows of other hosts are rewritten too, in no fixed order: two redactions at once could deadlock.
    await takeAdvisoryLock(db, 'redaction');
    const locked = await lockWithFederations(db, context, ref, await federationsHolding(db, draft.text));
    refuseFaults(draftFaults(draft, locked.before, rewriter));
    const labelled = await labelledSubject(db, draft.text);
    await rewriteAll(db, locked, draft.text, context.clock(), rewriter);
    const { copies } = rewriter;
    const elsewhere = await documentsHolding(db, draft.text);
    const settled =
      copies > 0 && !dryRun
        ? await recordRedaction(db, { ...context, caller }, { ...locked, labelled }, draft, rewriter)
        : { version: locked.host.version, revision: null };
    return { document: { copies, elsewhere, ...settled }, created: false, ...settled };
  };
  return await (dryRun ? inTrial : inTransaction)(context.db, work);
}
