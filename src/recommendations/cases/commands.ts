import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Federation } from '../../documents/federation.ts';
import { isOfficer, requireOfficer, requireOwnFederation } from '../../federations/rights.ts';
import type { Fault } from '../../ground/errors.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import { findFederation, lockFederation } from '../../record/federations.ts';
import type { CaseRow } from '../../record/rows.ts';
import { dateFaults, today } from '../../requests/meaning.ts';
import { personalFaults, personalFaultsIn } from '../../requests/personal-data.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../../requests/version.ts';
import { fold } from '../../vocabulary/territories.ts';
import type { Matching } from '../answer.ts';
import { needOfFederation } from '../commands.ts';
import { shortlistFaults } from './answer.ts';
import { isWrittenElsewhere, readNeed } from './need.ts';
import { outcomeFaults } from './outcomes.ts';
import { type CaseRef, requireOwnCase } from './rights.ts';
import type { CaseDraft, CasePart } from './schema.ts';
import {
  BLANK,
  type CaseFilter,
  countCases,
  freeNumber,
  insertCase,
  listCases,
  lockCase,
  markOpened,
  removeCase,
} from './store.ts';
import { type CaseCursor, cursorOfCase, endOf, isUnopened, waitsOn } from './time.ts';

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

/** Faults in the texts of a case, in which nobody may be named. */
export const wordFaults = ({
  label,
  hostToday = '',
  note = '',
  outcome,
}: Pick<CasePart, 'label' | 'hostToday' | 'note' | 'outcome'>): Fault[] => [
  ...personalFaultsIn('/label', label),
  ...personalFaultsIn('/hostToday', hostToday),
  ...personalFaultsIn('/note', note),
  ...personalFaults('/outcome/reason', outcome?.reason),
];

/** Faults in the meaning of a need. For a need from elsewhere they do not refuse the case; they are shown with it. */
export const needFaults = (need: Need, federation: Federation, { matcher, model }: Matching): Fault[] =>
  needOfFederation(need, federation, '/need', (one) => matcher.faults(one, model)).faults;

/** A need to store: without the federation of the case, and without any sign that a leak would harm people. */
export function needToStore(whole: Need, { slug }: Federation, { matcher }: Matching): string {
  const { federation: named, ...need } = matcher.discreet(whole);
  return JSON.stringify(named === undefined || named === slug ? need : { ...need, federation: named });
}

/** The access that an officer writes with. */
export const accessOf = ({ caller }: Pick<Context, 'caller'>): string | null =>
  caller.role === 'federation' ? caller.tokenId : null;

const idsOf = (slugs: readonly string[], { model }: Matching): string[] =>
  slugs.flatMap((slug) => model.bySlug.get(slug)?.id ?? []);

/** A case as it is stored; its number is given when it is. @throws CatalogueError invalid-request, meaningless-request */
export async function newRow(
  context: Context,
  federation: Federation,
  draft: CaseDraft,
  matching: Matching,
  id: string,
): Promise<CaseRow> {
  const { label, receivedBy, shortlist = [], outcome, hostToday = null, note = null, dueOn = null } = draft;
  const by = accessOf(context);
  const { need, unread } = readNeed(draft.need, receivedBy);
  const inNeed = needFaults(need, federation, matching);
  const askable = inNeed.length === 0 ? need : null;
  const [now, day] = [context.clock(), today(context)];
  refuseFaults([
    ...wordFaults(draft),
    ...outcomeFaults({ createdAt: now }, outcome, undefined, matching.model, day),
    ...dateFaults('/dueOn', dueOn ?? undefined),
    ...(isWrittenElsewhere(receivedBy) ? [] : inNeed),
    ...(await shortlistFaults(shortlist, { need: askable, before: [] }, federation, matching)),
  ]);
  const said = outcome ? { state: outcome.state, on: outcome.on, saidOn: day } : null;
  return {
    id,
    federationId: federation.id,
    version: 1,
    ...{
      label,
      receivedBy,
      need: needToStore(need, federation, matching),
      unread,
      shortlist: idsOf(shortlist, matching),
    },
    ...BLANK,
    ...(outcome && {
      ...{ outcome: outcome.state, outcomeOn: outcome.on, outcomeReason: outcome.reason ?? null, outcomeSaidOn: day },
      outcomeHostId: outcome.host === undefined ? null : (idsOf([outcome.host], matching)[0] ?? null),
    }),
    ...{ number: null, isSent: false, sentHash: null, openedOn: day },
    ...{ hostToday, note, dueOn, takenById: by, turnId: by, changedById: by },
    waitsOn: waitsOn({ receivedOn: day, isSent: false, said, dueOn, remindOn: null }),
    ...{ endsOn: endOf(day), createdAt: now, updatedAt: now },
  };
}

/** Stores it under a number of its own; its federation is locked. */
export async function insertNumbered(db: Database, context: Context, row: CaseRow): Promise<CaseRow> {
  const numbered = { ...row, number: await freeNumber(db, row.federationId, context.newId) };
  await insertCase(db, numbered);
  return numbered;
}

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
  const row = await newRow(context, federation, draft, matching, context.newId());
  return await inTransaction(context.db, async (db) => {
    requireOfficer(context.caller, await lockFederation(db, federation.id));
    const numbered = await insertNumbered(db, context, row);
    await noteAction(db, context, 'createCase', { federationId: federation.id });
    return numbered;
  });
}

/** As many cases with the words of a label are compared with it. */
const MOST_ALIKE = 100;

/** A case that is called so already, however that is written. @throws CatalogueError no-token, federation-not-found, not-yours */
export async function findLabelled(context: Context, federation: string, label: string): Promise<CaseRow | undefined> {
  const { rows } = await listOwnCases(context, federation, { words: label }, MOST_ALIKE);
  return rows.find((row) => fold(row.label) === fold(label));
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
  context: Context,
  ref: string,
  asked: CaseFilter,
  limit: number,
  after?: CaseCursor,
): Promise<{ rows: CaseRow[]; total: number; reads: boolean; next: CaseCursor | undefined }> {
  const { db, caller } = context;
  const federation = await findFederation(db, ref);
  requireOwnFederation(caller, federation);
  const reads = isOfficer(caller, federation);
  // The results of a filter reveal what is in a case; so does the order by what is due. Both are only for those who
  // read cases.
  if (Object.values(asked).some((one) => one !== undefined)) requireOfficer(caller, federation);
  const order = reads ? 'due' : 'received';
  const filter = reads ? { ...asked, discarded: asked.discarded ?? false } : asked;
  const rows = await listCases(context, federation.id, { filter, order, limit: limit + 1, after });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    ...{ rows: rows.slice(0, limit), reads, next: last && cursorOfCase(last, order) },
    total: await countCases(context, federation.id, filter),
  };
}
