import type { Model } from '../../catalogue/model.ts';
import { parisDay } from '../../ground/clock.ts';
import { type Fault, oneFault } from '../../ground/errors.ts';
import { frenchDate } from '../../ground/written-dates.ts';
import type { Context } from '../../record/context.ts';
import type { CaseRow } from '../../record/rows.ts';
import type { EarlierOutcome } from '../../record/tables/cases.ts';
import { keyFaults, pastFaults } from '../../requests/meaning.ts';
import { textFact } from '../../vocabulary/shapes.ts';
import type { CasePart } from './schema.ts';
import { listNames } from './store.ts';

/* The outcomes of a case: the present one, and those that were said before. */

const MOST_EARLIER = 20;

type Dated = Pick<CaseRow, 'createdAt'>;

function beforeCall({ createdAt }: Dated, on: string | undefined): Fault[] {
  const receivedOn = parisDay(createdAt);
  if (on === undefined || on >= receivedOn) return [];
  return oneFault('/outcome/on', 'before-the-call', {
    fr: `${frenchDate(on)} est avant l’arrivée de ce dossier, le ${frenchDate(receivedOn)}. Si elle a écrit plus tôt, notez le jour de l’arrivée du dossier.`,
    en: `${on} is before this case came, on ${receivedOn}. If it wrote earlier, note the day on which the case came.`,
  });
}

/**
 * Faults of an outcome.
 * @param before slug of the host in the stored outcome, which may have left the catalogue since
 */
export const outcomeFaults = (
  row: Pick<CaseRow, 'createdAt'>,
  outcome: CasePart['outcome'],
  before: string | undefined,
  { bySlug }: Model,
  day: string,
): Fault[] => [
  ...pastFaults('/outcome/on', outcome?.on, day),
  ...beforeCall(row, outcome?.on),
  ...(outcome?.host === undefined || outcome.host === before
    ? []
    : keyFaults('/outcome/host', 'host', outcome.host, bySlug)),
];

/** An outcome after a patch. */
interface Next {
  state: string;
  hostId: string | null;
  hostName: string | undefined;
  isCorrection: boolean;
}

/** Whether an earlier outcome says the same as this one: only its day and its reason may differ. */
const saysSame = (
  earlier: EarlierOutcome | undefined,
  { state, hostName }: Pick<Next, 'state' | 'hostName'>,
): boolean => earlier?.state === state && earlier.hostName === hostName;

/**
 * The earlier outcomes after a patch: the present one is added when the patch changes it, unless it was a mistake. One
 * that is written again after a mistake is the present one once more.
 */
export function earlierOf(row: CaseRow, next: Next, hostName: string | undefined): EarlierOutcome[] {
  const { outcome: state, outcomeHostId, outcomeOn, outcomeReason, outcomeSaidOn, earlier } = row;
  if ((state === null || next.isCorrection) && saysSame(earlier.at(-1), next)) return earlier.slice(0, -1);
  if (next.isCorrection || state === null || (state === next.state && outcomeHostId === next.hostId)) return earlier;
  const reason = textFact(outcomeReason);
  const host = { ...(outcomeHostId && { hostId: outcomeHostId }), ...(hostName && { hostName }) };
  const last = { state, on: outcomeOn!, saidOn: outcomeSaidOn!, ...host, ...(reason && { reason }) };
  return [...earlier, last].slice(-MOST_EARLIER);
}

/** The day of an outcome that is written again after a mistake. */
export function restoredOn(row: CaseRow, next: Pick<Next, 'state' | 'hostName'>): string | undefined {
  const known = row.earlier.at(-1);
  return saysSame(known, next) ? known?.on : undefined;
}

/** The columns of an outcome. */
type OutcomeColumns = Pick<
  CaseRow,
  'outcome' | 'outcomeHostId' | 'outcomeOn' | 'outcomeReason' | 'outcomeSaidOn' | 'earlier'
>;

/**
 * What was said before the present outcome, which was a mistake, with the days of then. undefined: the patch erases no
 * mistake, or nothing was said before. A host that was deleted since is not told any more.
 */
export async function formerOutcome(
  { db }: Pick<Context, 'db'>,
  row: CaseRow,
  { outcome, mistake }: Pick<CasePart, 'outcome' | 'mistake'>,
): Promise<OutcomeColumns | undefined> {
  const former = row.earlier.at(-1);
  if (mistake !== true || outcome || row.outcome === null || !former) return undefined;
  const { state, on, saidOn, hostId, reason = null } = former;
  const isKept = hostId !== undefined && (await listNames(db, [hostId])).has(hostId);
  return {
    ...{ outcome: state, outcomeOn: on, outcomeReason: reason, outcomeSaidOn: saidOn },
    outcomeHostId: isKept ? hostId : null,
    earlier: row.earlier.slice(0, -1),
  };
}
