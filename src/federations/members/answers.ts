import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { MemberDraft } from '../../documents/federation.ts';
import { type Fault, fault, faultsUnder } from '../../ground/errors.ts';
import { definedOnly } from '../../ground/texts.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context, Edit } from '../../record/context.ts';
import type { MembershipRequestRow } from '../../record/rows.ts';
import { requireToken } from '../../requests/caller.ts';
import { pastFaults, today } from '../../requests/meaning.ts';
import { refuseShape } from '../../requests/shape.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../../requests/version.ts';
import { byFederation, changeStatement, lockParties, type Parties, type StatementRef } from '../statement.ts';
import { memberDraftOf, memberEdit, membershipIn, type RequestDecision } from './commands.ts';
import { tellAnswered } from './mails.ts';
import { requestNotFound, toRequest } from './requests.ts';
import type { MembershipAnswerDraft, MembershipRequest } from './schema.ts';
import { findOpenRequest, findRequest, putRequest } from './store.ts';

/*
 * How a federation answers a host that asked to join. The discussion's address and the day of the decision are stored
 * with the request.
 */

/** The result of an answer. `version`: of the federation, when it accepted the host. */
interface AnswerOutcome {
  request: MembershipRequest;
  version?: number;
}

/** Rules about the shape that depend on the outcome, which a schema cannot express. */
function answerFaults({ outcome, reason, member }: MembershipAnswerDraft): Fault[] {
  if (outcome === 'accepted') return [];
  const needed = { fr: 'Dites ce qui manque, ou pourquoi.', en: 'Say what is missing, or why.' };
  const misplaced = { fr: 'Seulement pour accepter.', en: 'Only to accept.' };
  return [
    ...(reason === undefined ? [fault('/reason', 'missing', needed)] : []),
    ...(member === undefined ? [] : [fault('/member', 'not-for-this-kind', misplaced)]),
  ];
}

/** The membership of a host that is accepted as it asked. Facts about an earlier membership are kept. */
export const wantedMember = (
  { until: _, toCheck: __, ...before }: Partial<MemberDraft>,
  { since, charter, charterVersion }: { [P in 'since' | 'charter' | 'charterVersion']?: string | null },
): MemberDraft => ({ ...before, state: 'member', ...definedOnly({ since, charter, charterVersion }) });

/** Corrects how a host was accepted; its membership does not change. */
function correction(context: Context, before: MembershipRequestRow, decision: RequestDecision): Pick<Edit, 'apply'> {
  const { federationId, hostId } = before;
  return {
    apply: async (db) => {
      await putRequest(db, { ...before, ...decision });
      // No document changes, so the log of changes does not show it.
      await noteAction(db, context, 'answerMembership', { hostId, federationId });
    },
  };
}

const acceptedAlready = () =>
  fault('/member', 'exists', {
    fr: 'Cet hébergeur est déjà accepté. Corrigez ce que vous dites de lui par PUT …/members/{host}.',
    en: 'This host was accepted already. Correct what you say of it with PUT …/members/{host}.',
  });

async function accept(
  context: Context,
  ref: StatementRef,
  { decision, member }: { decision: RequestDecision & { answeredOn: string } } & Pick<MembershipAnswerDraft, 'member'>,
  ifMatch: IfMatch,
): Promise<AnswerOutcome> {
  let request: MembershipRequest | undefined;
  const prepare = async (parties: Parties, db: Database): Promise<Edit> => {
    const [federation, host] = [parties.federation.document, parties.host.document];
    const before = await findRequest(db, federation.id, host.id);
    if (!before) throw requestNotFound();
    request = toRequest({ ...before, ...decision, state: 'accepted' }, host, federation);
    const faults = pastFaults('/answeredOn', decision.answeredOn, today(context));
    if (before.state === 'accepted')
      return {
        ...correction(context, before, decision),
        faults: [...faults, ...(member === undefined ? [] : [acceptedAlready()])],
        // Only the request changes, and it has no version: `If-Match` is not required.
        creates: ifMatch === undefined,
      };
    const present = membershipIn(parties);
    const draft = member
      ? { ...member, state: 'member' as const }
      : wantedMember(present ? memberDraftOf(present) : {}, before);
    const edit = await memberEdit(context, draft, parties, db, decision);
    // With `If-Match: *`, the existing thing is the request being answered, so this is not a creation.
    const creates = edit.creates === true && ifMatch?.trim() !== '*';
    return { ...edit, creates, faults: [...faults, ...faultsUnder('/member', edit.faults ?? [])] };
  };
  const { version } = await changeStatement(context, byFederation, ref, ifMatch, prepare);
  return { request: request!, version };
}

/**
 * Answers a host that asked to join: accepts it, asks for more, or refuses it. The answer can be read by the host, the
 * federation and administrators only; a mail tells the host that there is one. For an accepted host, the discussion's
 * address and the day may be corrected.
 * @param ifMatch required to accept a host that the federation already lists
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, host-withdrawn, member-not-found,
 * invalid-request, meaningless-request, version-required, version-stale
 */
export async function answerMembership(
  context: Context,
  ref: StatementRef,
  draft: MembershipAnswerDraft,
  ifMatch: IfMatch,
): Promise<AnswerOutcome> {
  const { caller } = context;
  requireToken(caller);
  refuseShape(answerFaults(draft));
  const { outcome, reason = null, url = null, answeredOn = today(context), member } = draft;
  const decision = { reason, url, answeredOn };
  if (outcome === 'accepted') return await accept(context, ref, { decision, ...(member && { member }) }, ifMatch);
  return await inTransaction(context.db, async (db) => {
    const { federation, host } = await lockParties(db, caller, byFederation, ref);
    const before = await findOpenRequest(db, federation.id, host.id);
    if (!before) throw requestNotFound();
    refuseFaults(pastFaults('/answeredOn', answeredOn, today(context)));
    if (ifMatch !== undefined) checkVersion(ifMatch, federation.version, false);
    const row = { ...before, ...decision, state: outcome };
    await putRequest(db, row);
    await noteAction(db, context, 'answerMembership', { hostId: host.id, federationId: federation.id });
    await tellAnswered(db, context, { federation, host }, before, outcome);
    return { request: toRequest(row, host, federation) };
  });
}
