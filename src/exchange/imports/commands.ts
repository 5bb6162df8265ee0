import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Host } from '../../documents/host.ts';
import { requireOwnFederation } from '../../federations/rights.ts';
import { lastDayOf } from '../../ground/clock.ts';
import { type Fault, fault } from '../../ground/errors.ts';
import { byText } from '../../ground/texts.ts';
import { hostWithdrawn } from '../../hosts/rights.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context, WriteResult } from '../../record/context.ts';
import { findFederation } from '../../record/federations.ts';
import { finishHostWriteAs, type HostBefore, loadHost } from '../../record/finish-write.ts';
import { findHost, lockHost } from '../../record/hosts.ts';
import { waitingProposals } from '../../record/proposals.ts';
import type { ProposalRow } from '../../record/rows.ts';
import { authorOf, requireToken, type TokenHolder } from '../../requests/caller.ts';
import { refuseShape } from '../../requests/shape.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../../requests/version.ts';
import { ORIGIN_RANKS } from '../../vocabulary/terms.ts';
import { acceptanceEdit, tellProposals, wouldOverwriteStronger } from './accept.ts';
import { requireJudge } from './rights.ts';
import type { Acceptances, Proposal, ProposedEntry, Refusals, Refused } from './schema.ts';
import { listProposed, type ProposedPage, refuseProposalRows } from './store.ts';

type EntryCursor = readonly [name: string, id: string];
const placeOf = ({ pointer, id }: ProposalRow): EntryCursor => [pointer, id];
const byPlace = (a: EntryCursor, b: EntryCursor): number => byText(a[0], b[0]) || byText(a[1], b[1]);

interface ProposalPage {
  items: Proposal[];
  total: number;
  /** The position of the last item; null: there is no next page. */
  last: EntryCursor | null;
}

/**
 * Open proposals of files for an entry, in a fixed order.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function readProposals(
  context: Context,
  ref: string,
  { limit, after }: { limit: number; after: EntryCursor | undefined },
): Promise<ProposalPage> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const { id } = await requireJudge(db, { ...context, caller }, await findHost(db, ref));
    const before = await loadHost(db, context, id);
    const waiting = (await waitingProposals(db, before.document)).sort((a, b) => byPlace(placeOf(a), placeOf(b)));
    const left = after ? waiting.filter((row) => byPlace(placeOf(row), after) > 0) : waiting;
    const page = left.slice(0, limit);
    const last = left.length > limit ? page.at(-1) : undefined;
    return {
      items: await tellProposals(db, caller, before, page),
      total: waiting.length,
      last: last ? placeOf(last) : null,
    };
  });
}

/**
 * Open proposals from the files of a federation, entry by entry.
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export async function readProposed(
  { db, caller }: Context,
  ref: string,
  { limit, after, only }: ProposedPage,
): Promise<{ items: ProposedEntry[]; total: number; last: EntryCursor | null }> {
  const federation = await findFederation(db, ref);
  requireOwnFederation(caller, federation);
  const { rows, total } = await listProposed(db, federation.id, { limit: limit + 1, after, only });
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, total, last: last ? [last.slug, last.id] : null };
}

const chooseOne = fault('', 'one-of-two', {
  fr: 'Dites lesquelles : { "ids": […] }, ou { "all": true }.',
  en: 'Say which ones: { "ids": […] }, or { "all": true }.',
});

const unknownProposal = (pointer: string): Fault =>
  fault(pointer, 'unknown-proposal', {
    fr: 'Cette proposition n’attend plus, ou n’a jamais existé. Relisez la liste.',
    en: 'This proposal waits no more, or never was. Read the list again.',
  });

const overStronger = (pointer: string): Fault =>
  fault(pointer, 'said-by-the-host', {
    fr: 'L’hébergeur a dit cela lui-même : lui seul peut le changer.',
    en: 'The host said this itself: it alone may change it.',
  });

const ofAnother = (pointer: string): Fault =>
  fault(pointer, 'source-of-another', {
    fr: 'Cette proposition vient du fichier de quelqu’un d’autre : l’hébergeur la juge.',
    en: 'This proposal comes from the file of somebody else: the host judges it.',
  });

const samePlace = (pointer: string): Fault =>
  fault(pointer, 'twice', {
    fr: 'Deux fichiers proposent autre chose au même endroit. Choisissez-en une.',
    en: 'Two files propose something else for the same place. Choose one of them.',
  });

/** For each pointer, the proposal of the strongest source, then the latest. */
function oneForEachPlace(rows: readonly ProposalRow[]): ProposalRow[] {
  const strongest = [...rows].sort(
    (a, b) =>
      ORIGIN_RANKS[a.by] - ORIGIN_RANKS[b.by] || byText(lastDayOf(b.asOf), lastDayOf(a.asOf)) || byText(a.id, b.id),
  );
  return [...new Map(strongest.reverse().map((row) => [row.pointer, row])).values()];
}

/** The proposals named in a request, and faults for those that cannot be chosen. */
function choose(
  { ids, all }: Refusals,
  waiting: readonly ProposalRow[],
  wrong: (row: ProposalRow, pointer: string) => Fault | undefined,
): { chosen: ProposalRow[]; faults: Fault[] } {
  if (all) return { chosen: waiting.filter((row) => !wrong(row, '')), faults: [] };
  const byId = new Map(waiting.map((row) => [row.id, row]));
  const found = (ids ?? []).map((id, i) => ({ row: byId.get(id), pointer: `/ids/${i}` }));
  return {
    chosen: found.flatMap(({ row }) => row ?? []),
    faults: found.flatMap(({ row, pointer }) => (row ? (wrong(row, pointer) ?? []) : unknownProposal(pointer))),
  };
}

/** Locks an entry and reads its open proposals, for a caller who may decide on them. */
async function lockWaiting(
  db: Database,
  context: Context & { caller: TokenHolder },
  ref: string,
): Promise<{ before: HostBefore; waiting: ProposalRow[] }> {
  const host = await requireJudge(db, context, await lockHost(db, ref));
  if (host.state === 'withdrawn') throw hostWithdrawn();
  const before = await loadHost(db, context, host.id);
  return { before, waiting: await waitingProposals(db, before.document) };
}

/**
 * Accepts proposals: all named ones or none. For a host they count as its own statement; for a federation, as the
 * content of its file.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, invalid-request, meaningless-request,
 * version-stale
 */
export async function acceptProposals(
  context: Context,
  ref: string,
  asked: Acceptances,
  ifMatch: IfMatch,
): Promise<WriteResult<Host>> {
  const { caller } = context;
  requireToken(caller);
  refuseShape((asked.ids === undefined) === (asked.all === undefined) ? [chooseOne] : []);
  return await inTransaction(context.db, async (db) => {
    const { before, waiting } = await lockWaiting(db, { ...context, caller }, ref);
    const { document } = before;
    const { chosen: named, faults } = choose(asked, waiting, (row, pointer) =>
      wouldOverwriteStronger(caller, before, row) ? overStronger(pointer) : undefined,
    );
    const chosen = asked.all ? oneForEachPlace(named) : named;
    const places = new Set<string>();
    for (const [i, { pointer }] of chosen.entries())
      if (places.size === places.add(pointer).size) faults.push(samePlace(`/ids/${i}`));
    const services = new Set(chosen.flatMap(({ kind, id }) => (kind === 'service' ? [id] : [])));
    for (const id of Object.keys(asked.usages ?? {}))
      if (!services.has(id)) faults.push(unknownProposal(`/usages/${id}`));
    const edit = await acceptanceEdit(db, context, before, chosen, asked.usages);
    refuseFaults([...faults, ...(edit.faults ?? [])]);
    if (ifMatch !== undefined) checkVersion(ifMatch, document.version, false);
    const nothing = { document, version: document.version, created: false, revision: null };
    if (chosen.length === 0) return nothing;
    await edit.apply(db);
    const after = await loadHost(db, context, document.id);
    const reader = caller.role === 'federation' ? authorOf(caller) : undefined;
    const settled = await finishHostWriteAs(db, { ...context, caller }, before, after, 'changed', reader);
    if (!settled) return nothing;
    if (settled.revision !== null) refuseFaults((await edit.clashes?.(db)) ?? []);
    return { ...settled, version: settled.document.version, created: false };
  });
}

/**
 * Refuses proposals: all named ones or none. They do not come back until their file says something else. A federation
 * may only refuse proposals of its own files.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, invalid-request, meaningless-request,
 * version-stale
 */
export async function refuseProposals(
  context: Context,
  ref: string,
  asked: Refusals,
  ifMatch: IfMatch,
): Promise<Refused & { version: number }> {
  const { caller } = context;
  requireToken(caller);
  refuseShape((asked.ids === undefined) === (asked.all === undefined) ? [chooseOne] : []);
  return await inTransaction(context.db, async (db) => {
    const { before, waiting } = await lockWaiting(db, { ...context, caller }, ref);
    const { version } = before.document;
    const { chosen, faults } = choose(asked, waiting, (row, pointer) =>
      caller.role === 'federation' && row.federationId !== caller.federationId ? ofAnother(pointer) : undefined,
    );
    refuseFaults(faults);
    if (ifMatch !== undefined) checkVersion(ifMatch, version, false);
    await refuseProposalRows(
      db,
      chosen.map(({ id }) => id),
    );
    // No document changes, so the log of changes does not record this; the audit trail does.
    if (chosen.length > 0) await noteAction(db, context, 'refuseProposals', { hostId: before.rows.host.id });
    return { refused: chosen.length, waiting: waiting.length - chosen.length, version };
  });
}
