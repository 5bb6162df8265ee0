import type { Model } from '../../catalogue/model.ts';
import { writeConflictError } from '../../database/errors.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Federation } from '../../documents/federation.ts';
import { isOfficer, requireOfficer, requireOwnFederation } from '../../federations/rights.ts';
import { parisDay } from '../../ground/clock.ts';
import { type Fault, faultsUnder } from '../../ground/errors.ts';
import { definedOnly } from '../../ground/texts.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import { findFederation } from '../../record/federations.ts';
import type { CaseRow } from '../../record/rows.ts';
import { keyFaults, pastFaults, today } from '../../requests/meaning.ts';
import { personalFaults, personalFaultsIn } from '../../requests/personal-data.ts';
import { applyPatch } from '../../requests/shape.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../../requests/version.ts';
import { textFact } from '../../vocabulary/shapes.ts';
import type { Matching } from '../answer.ts';
import { needOfFederation } from '../commands.ts';
import { needFaultsToday, shortlistFaults } from './answer.ts';
import { isWrittenElsewhere, readNeed } from './need.ts';
import { type CaseRef, requireOwnCase } from './rights.ts';
import { type CaseDraft, CasePart, type CasePatch } from './schema.ts';
import {
  type CaseFilter,
  countCases,
  insertCase,
  isUnopened,
  listCases,
  listNames,
  lockCase,
  markOpened,
  removeCase,
  updateCase,
} from './store.ts';
import { type CaseCursor, cursorOfCase, endOf, waitsOn } from './time.ts';

/** Reads a case and marks it as opened: from then on it has the retention period of other cases. */
export async function openOwnCase(context: Context, ref: CaseRef): Promise<CaseRow> {
  const row = await requireOwnCase(context, ref);
  if (!isUnopened(row)) return row;
  const opened = { openedOn: today(context), endsOn: endOf(today(context)) };
  // If the database accepts no writes now, the case is still read, and stays unopened.
  return await markOpened(context.db, row.id, opened).then(
    () => ({ ...row, ...opened }),
    () => row,
  );
}

/** Faults in the texts of a case: its label, and the reason for its outcome. */
export const wordFaults = ({ label, outcome }: Pick<CasePart, 'label' | 'outcome'>): Fault[] => [
  ...personalFaultsIn('/label', label),
  ...personalFaults('/outcome/reason', outcome?.reason),
];

/**
 * Faults of an outcome.
 * @param before slug of the host in the stored outcome, which may have left the catalogue since
 */
const outcomeFaults = (
  outcome: CasePart['outcome'],
  before: string | undefined,
  { bySlug }: Model,
  day: string,
): Fault[] => [
  ...pastFaults('/outcome/on', outcome?.on, day),
  ...(outcome?.host === undefined || outcome.host === before
    ? []
    : keyFaults('/outcome/host', 'host', outcome.host, bySlug)),
];

/** Faults in the meaning of a need. For a need from elsewhere they do not refuse the case; they are shown with it. */
export const needFaults = (need: Need, federation: Federation, { matcher, model }: Matching): Fault[] =>
  needOfFederation(need, federation, '/need', (one) => matcher.faults(one, model)).faults;

/** A need to store: without the federation of the case, and without any sign that a leak would harm people. */
export function needToStore(whole: Need, { slug }: Federation, { matcher }: Matching): string {
  const { federation: named, ...need } = matcher.discreet(whole);
  return JSON.stringify(named === undefined || named === slug ? need : { ...need, federation: named });
}

const idsOf = (slugs: readonly string[], { model }: Matching): string[] =>
  slugs.flatMap((slug) => model.bySlug.get(slug)?.id ?? []);

/**
 * Creates a case.
 * @throws CatalogueError no-token, federation-not-found, not-yours, invalid-request, meaningless-request
 */
export async function createCase(
  context: Context,
  federation: Federation,
  draft: CaseDraft,
  matching: Matching,
): Promise<CaseRow> {
  const { label, receivedBy, shortlist = [] } = draft;
  const { need, unread } = readNeed(draft.need, receivedBy);
  const inNeed = needFaults(need, federation, matching);
  const askable = inNeed.length === 0 ? need : null;
  refuseFaults([
    ...wordFaults({ label }),
    ...(isWrittenElsewhere(receivedBy) ? [] : inNeed),
    ...(await shortlistFaults(shortlist, { need: askable, before: [] }, federation, matching)),
  ]);
  const [now, day] = [context.clock(), today(context)];
  const row: CaseRow = {
    id: context.newId(),
    federationId: federation.id,
    version: 1,
    ...{
      label,
      receivedBy,
      need: needToStore(need, federation, matching),
      unread,
      shortlist: idsOf(shortlist, matching),
    },
    ...{ number: null, sentHash: null, openedOn: null },
    ...{ outcome: null, outcomeHostId: null, outcomeOn: null, outcomeReason: null, outcomeSaidOn: null, earlier: [] },
    waitsOn: waitsOn(day, null),
    endsOn: endOf(day),
    ...{ receivedIn: null, outcomeIn: null, createdAt: now, updatedAt: now },
  };
  await inTransaction(context.db, async (db) => {
    requireOfficer(context.caller, await findFederation(db, federation.id));
    await insertCase(db, row);
    await noteAction(db, context, 'createCase', { federationId: federation.id });
  });
  return row;
}

/** A case before a patch, and the slugs of its hosts by id. */
interface Before {
  row: CaseRow;
  slugs: ReadonlyMap<string, string>;
}

const MOST_EARLIER = 20;

/** The list of earlier outcomes after a patch: the present outcome is added to it when the patch changes it. */
function earlierOf(row: CaseRow, next: { state: string; hostId: string | null }, hostName: string | undefined) {
  const { outcome: state, outcomeHostId, outcomeOn, outcomeReason, earlier } = row;
  if (state === null || (state === next.state && outcomeHostId === next.hostId)) return earlier;
  const reason = textFact(outcomeReason);
  const last = { state, on: outcomeOn!, ...(hostName && { hostName }), ...(reason && { reason }) };
  return [...earlier, last].slice(-MOST_EARLIER);
}

/**
 * The columns of a case after a patch.
 * @throws CatalogueError invalid-request, meaningless-request
 */
async function patched(
  context: Context,
  { row, slugs }: Before,
  patch: CasePatch,
  federation: Federation,
  matching: Matching,
): Promise<Partial<CaseRow>> {
  const before = [...new Set(row.shortlist.flatMap((id) => slugs.get(id) ?? []))];
  const outcomeHost = row.outcomeHostId === null ? undefined : slugs.get(row.outcomeHostId);
  const changesNeed = Object.hasOwn(patch, 'need');
  const part = applyPatch(
    CasePart,
    {
      ...{ label: row.label, shortlist: before },
      // Only parsed when the patch changes it: a stored need that this version cannot read must not block other
      // changes.
      ...(changesNeed && { need: JSON.parse(row.need) as object }),
      ...(row.outcome && {
        outcome: definedOnly({
          ...{ state: row.outcome, host: outcomeHost, on: row.outcomeOn, reason: textFact(row.outcomeReason) },
        }),
      }),
    },
    patch,
  );
  const day = today(context);
  const { label, need, shortlist, outcome } = part;
  const stored = need ? needToStore(need, federation, matching) : row.need;
  const inNeed = faultsUnder('/need', needFaultsToday(stored, federation, matching));
  const askable = inNeed.length === 0 ? (JSON.parse(stored) as Need) : null;
  refuseFaults([
    ...wordFaults(part),
    ...(need ? inNeed : []),
    ...outcomeFaults(outcome, outcomeHost, matching.model, day),
    ...(await shortlistFaults(shortlist, { need: askable, before }, federation, matching)),
  ]);
  const idOf = new Map([...slugs].map(([id, slug]) => [slug, id]));
  const ids = (of: readonly string[]) =>
    of.flatMap((slug) => idOf.get(slug) ?? matching.model.bySlug.get(slug)?.id ?? []);
  const saidOn = Object.hasOwn(patch, 'outcome') || row.outcomeSaidOn === null ? day : row.outcomeSaidOn;
  const said = outcome && { state: outcome.state, on: outcome.on, saidOn };
  const hostId = outcome?.host === undefined ? null : (ids([outcome.host])[0] ?? null);
  const hostName = outcomeHost && (matching.model.bySlug.get(outcomeHost)?.name ?? outcomeHost);
  return {
    ...{ label, need: stored, shortlist: ids(shortlist) },
    ...(Object.hasOwn(patch, 'unread') && { unread: [] }),
    outcome: outcome?.state ?? null,
    outcomeHostId: hostId,
    outcomeOn: outcome?.on ?? null,
    outcomeReason: outcome?.reason ?? null,
    outcomeSaidOn: said?.saidOn ?? null,
    ...(outcome && { earlier: earlierOf(row, { state: outcome.state, hostId }, hostName) }),
    waitsOn: waitsOn(parisDay(row.createdAt), said ?? null),
  };
}

/**
 * Columns that every activity of an officer on a case changes: a new version, so that earlier readers must read again
 * (ETag), and a new retention period.
 */
export const caseActivity = (context: Context, row: CaseRow): Partial<CaseRow> => ({
  version: row.version + 1,
  ...(isUnopened(row) && { openedOn: today(context) }),
  updatedAt: context.clock(),
  endsOn: endOf(today(context)),
});

const ATTEMPTS = 5;

/**
 * Corrects a case or records its outcome. Repeating the same outcome counts as activity too.
 * @throws CatalogueError no-token, federation-not-found, not-yours, case-not-found, invalid-request,
 * meaningless-request, version-required, version-stale, others-writing
 */
export async function patchCase(
  context: Context,
  ref: CaseRef,
  patch: CasePatch,
  { ifMatch, federation, matching }: { ifMatch: IfMatch; federation: Federation; matching: Matching },
): Promise<CaseRow> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const row = await requireOwnCase(context, ref);
    const named = [...row.shortlist, ...(row.outcomeHostId ? [row.outcomeHostId] : [])];
    const names = await listNames(context.db, named);
    const slugs = new Map([...names].map(([id, { slug }]) => [id, slug]));
    const columns = await patched(context, { row, slugs }, patch, federation, matching);
    const written = await inTransaction(context.db, async (db) => {
      const locked = await requireOwnCase({ ...context, db }, ref, lockCase);
      checkVersion(ifMatch, locked.version, false);
      // Another write came in between, and the caller's precondition still holds (`If-Match: *`): compute the patch
      // again.
      if (locked.version !== row.version) return undefined;
      const changed = { ...columns, ...caseActivity(context, locked) };
      await updateCase(db, locked.id, changed);
      await noteAction(db, context, 'patchCase', { federationId: locked.federationId });
      return { ...locked, ...changed };
    });
    if (written) return written;
  }
  throw writeConflictError();
}

/**
 * Deletes a case at once, with everything that was made within it.
 * @throws CatalogueError no-token, federation-not-found, not-yours, case-not-found, version-required, version-stale
 */
export const deleteCase = (context: Context, ref: CaseRef, ifMatch: IfMatch): Promise<void> =>
  inTransaction(context.db, async (db) => {
    const locked = await requireOwnCase({ ...context, db }, ref, lockCase, requireOwnFederation);
    checkVersion(ifMatch, locked.version, false);
    await removeCase(db, locked, today(context));
    await noteAction(db, context, 'deleteCase', { federationId: locked.federationId });
  });

/**
 * A page of the cases of a federation. `reads`: whether the caller may read them; other callers only see that they
 * exist, and may not filter. `next`: where the next page begins.
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export async function listOwnCases(
  { db, caller }: Context,
  ref: string,
  filter: CaseFilter,
  limit: number,
  after?: CaseCursor,
): Promise<{ rows: CaseRow[]; total: number; reads: boolean; next: CaseCursor | undefined }> {
  const federation = await findFederation(db, ref);
  requireOwnFederation(caller, federation);
  const reads = isOfficer(caller, federation);
  // The results of a filter reveal what is in a case; so does the order by waiting time. Both are only for those who
  // read cases.
  if (Object.values(filter).some((one) => one !== undefined)) requireOfficer(caller, federation);
  const order = reads ? 'waiting' : 'received';
  const rows = await listCases(db, federation.id, { filter, order, limit: limit + 1, after });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    ...{ rows: rows.slice(0, limit), reads, next: last && cursorOfCase(last, order) },
    total: await countCases(db, federation.id, filter),
  };
}
