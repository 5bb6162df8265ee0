import { writeConflictError } from '../../database/errors.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Federation } from '../../documents/federation.ts';
import { addDays, parisDay } from '../../ground/clock.ts';
import { type Fault, fault, faultsUnder } from '../../ground/errors.ts';
import { definedOnly } from '../../ground/texts.ts';
import { frenchDate } from '../../ground/written-dates.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import type { CaseRow } from '../../record/rows.ts';
import { dateFaults, today } from '../../requests/meaning.ts';
import { applyPatch } from '../../requests/shape.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../../requests/version.ts';
import { textFact } from '../../vocabulary/shapes.ts';
import type { Matching } from '../answer.ts';
import { needFaultsToday, shortlistFaults } from './answer.ts';
import { accessOf, needToStore, wordFaults } from './commands.ts';
import { listOfficers } from './officers.ts';
import { earlierOf, formerOutcome, outcomeFaults, restoredOn } from './outcomes.ts';
import { type CaseRef, requireOwnCase } from './rights.ts';
import { CasePart, type CasePatch } from './schema.ts';
import { listNames, lockCase, updateCase } from './store.ts';
import { endOf, endOfUnopened, isUnopened, waitsOn } from './time.ts';

/* What an officer writes of a case after it was opened. */

/** Faults of the days that officers choose, and of whose turn it is. */
async function followUpFaults(
  context: Context,
  { federationId, remindOn: before, turnId }: CaseRow,
  { dueOn, remindOn, turn }: CasePart,
): Promise<Fault[]> {
  const faults = [...dateFaults('/dueOn', dueOn), ...dateFaults('/remindOn', remindOn)];
  if (faults.length === 0 && remindOn !== undefined && remindOn !== before && remindOn <= today(context))
    faults.push(
      fault('/remindOn', 'in-the-past', {
        fr: `${frenchDate(remindOn)} n’est plus à venir. Choisissez un jour à partir de demain.`,
        en: `${remindOn} is not ahead any more. Choose a day from tomorrow on.`,
      }),
    );
  if (turn === undefined || turn === turnId) return faults;
  const officers = await listOfficers(context, federationId);
  if (officers.some(({ token }) => token === turn)) return faults;
  const labels = officers.map(({ label }) => label).join(', ');
  return [
    ...faults,
    fault('/turn', 'unknown-officer', {
      fr: `Cet accès ne lit pas les dossiers de ce réseau, ou a été retiré. Ceux qui les lisent : ${labels}.`,
      en: `This access does not read the cases of this network, or was ended. Those that do: ${labels}.`,
    }),
  ];
}

/** A case before a patch, and the slugs of its hosts by id. */
interface Before {
  row: CaseRow;
  slugs: ReadonlyMap<string, string>;
}

/** The part of a case that a patch is applied to. */
const present = (
  row: CaseRow,
  shortlist: readonly string[],
  outcomeHost: string | undefined,
  changesNeed: boolean,
) => ({
  ...{ label: row.label, shortlist },
  ...definedOnly({
    ...{ hostToday: row.hostToday ?? undefined, note: row.note ?? undefined, turn: row.turnId ?? undefined },
    ...{ dueOn: row.dueOn ?? undefined, remindOn: row.remindOn ?? undefined },
    discarded: row.discardedOn === null ? undefined : true,
  }),
  // Only parsed when the patch changes it: a stored need that this version cannot read must not block other changes.
  ...(changesNeed && { need: JSON.parse(row.need) as object }),
  ...(row.outcome && {
    outcome: definedOnly({
      ...{ state: row.outcome, host: outcomeHost, on: row.outcomeOn, reason: textFact(row.outcomeReason) },
    }),
  }),
});

/** Days for which a case that was put aside can be taken back. */
const DAYS_DISCARDED = 7;

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
  const part = applyPatch(CasePart, present(row, before, outcomeHost, Object.hasOwn(patch, 'need')), patch);
  const day = today(context);
  const { label, need, shortlist, hostToday = null, note = null, dueOn = null, turn = null } = part;
  const nameOf = (slug: string | undefined) => slug && (matching.model.bySlug.get(slug)?.name ?? slug);
  const isCorrection = part.mistake === true;
  const hasDay = Object.hasOwn(patch.outcome ?? {}, 'on');
  const back =
    isCorrection && part.outcome && !hasDay
      ? restoredOn(row, { state: part.outcome.state, hostName: nameOf(part.outcome.host) })
      : undefined;
  const outcome = part.outcome && { ...part.outcome, on: back ?? part.outcome.on };
  const stored = need ? needToStore(need, federation, matching) : row.need;
  const inNeed = faultsUnder('/need', needFaultsToday(stored, federation, matching));
  const askable = inNeed.length === 0 ? (JSON.parse(stored) as Need) : null;
  refuseFaults([
    ...wordFaults(part),
    ...(need ? inNeed : []),
    ...outcomeFaults(row, outcome, outcomeHost, matching.model, day),
    ...(await shortlistFaults(shortlist, { need: askable, before }, federation, matching)),
    ...(await followUpFaults(context, row, part)),
  ]);
  const idOf = new Map([...slugs].map(([id, slug]) => [slug, id]));
  const ids = (of: readonly string[]) =>
    of.flatMap((slug) => idOf.get(slug) ?? matching.model.bySlug.get(slug)?.id ?? []);
  const saysOutcome = Object.hasOwn(patch, 'outcome');
  const saidOn = saysOutcome || row.outcomeSaidOn === null ? day : row.outcomeSaidOn;
  const hostId = outcome?.host === undefined ? null : (ids([outcome.host])[0] ?? null);
  // A word on the chosen day, or after it, is what the reminder was for.
  const isMet = saysOutcome && !Object.hasOwn(patch, 'remindOn') && (row.remindOn ?? day) <= day;
  const remindOn = isMet ? null : (part.remindOn ?? null);
  const now = (await formerOutcome(context, row, part)) ?? {
    outcome: outcome?.state ?? null,
    outcomeHostId: hostId,
    outcomeOn: outcome?.on ?? null,
    outcomeReason: outcome?.reason ?? null,
    outcomeSaidOn: outcome ? saidOn : null,
    earlier: outcome
      ? earlierOf(
          row,
          { state: outcome.state, hostId, hostName: nameOf(outcome.host), isCorrection },
          nameOf(outcomeHost),
        )
      : row.earlier,
  };
  const said = now.outcome && { state: now.outcome, on: now.outcomeOn!, saidOn: now.outcomeSaidOn! };
  return {
    ...{ label, need: stored, shortlist: ids(shortlist), hostToday, note, dueOn, remindOn, turnId: turn },
    ...(Object.hasOwn(patch, 'unread') && { unread: [] }),
    ...now,
    waitsOn: waitsOn({ receivedOn: parisDay(row.createdAt), isSent: row.isSent, said, dueOn, remindOn }),
    ...(patch.discarded === true && {
      discardedOn: day,
      endsOn: [addDays(day, DAYS_DISCARDED), ...(isUnopened(row) ? [endOfUnopened(row)] : [])].sort()[0]!,
    }),
  };
}

/**
 * Columns that every activity of an officer on a case changes: a new version, so that earlier readers must read again
 * (ETag), and a new retention period. A case that was put aside is taken back by it.
 * @param isUnread nobody reads the need by it: one that was sent stays unopened, its sender’s to erase, until its day
 */
export const caseActivity = (context: Context, row: CaseRow, isUnread = false): Partial<CaseRow> => ({
  version: row.version + 1,
  ...{ changedById: accessOf(context), discardedOn: null },
  updatedAt: context.clock(),
  ...(isUnopened(row) && isUnread
    ? { endsOn: endOfUnopened(row) }
    : { ...(isUnopened(row) && { openedOn: today(context) }), endsOn: endOf(today(context)) }),
});

/** What is written of a case without a look at its need. */
const UNREAD: readonly string[] = ['turn', 'discarded'] satisfies (keyof CasePatch)[];

/** Whether a patch shows nothing of the need to who writes it: that of a case nobody has opened yet. */
const isBlind = (patch: CasePatch): boolean => Object.keys(patch).every((name) => UNREAD.includes(name));

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
      const changed = { ...caseActivity(context, locked, isBlind(patch)), ...columns };
      await updateCase(db, locked.id, changed);
      await noteAction(db, context, 'patchCase', { federationId: locked.federationId });
      return { ...locked, ...changed };
    });
    if (written) return written;
  }
  throw writeConflictError();
}
