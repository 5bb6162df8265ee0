import { isOwn, isThirdParty } from '../../documents/evidence.ts';
import type { Claim, Commitment, Statement } from '../../documents/statement.ts';
import { isOfEarlierMeaning } from '../../documents/weighing.ts';
import { addDays, lastDayOf } from '../../ground/clock.ts';
import { definedOnly } from '../../ground/texts.ts';
import { LOST_AFTER } from '../../record/statement-facts.ts';
import { DAYS_AHEAD, isDueSoon } from '../open-items.ts';
import { addressOf, type TodoFinding, type TodoSources } from './schema.ts';

/* Pure: items about claims and commitments. */

/** The statements about one criterion or commitment, with the API path of the host's own statement. */
interface OwnStatement {
  subject: string;
  path: string;
  about: NonNullable<TodoFinding['about']>;
  contested: boolean;
  statements: readonly Statement[];
}

const ofClaim = ({ criterion, contested, statements }: Claim, at: string): OwnStatement => ({
  subject: `criterion:${criterion}`,
  path: `${at}/claims/${criterion}`,
  about: { criterion },
  contested,
  statements,
});

function ofCommitment({ kind, contested, statements }: Commitment, at: string, service?: [slug: string, name: string]) {
  const [slug, name] = service ?? [];
  return {
    subject: `${slug === undefined ? '' : `service:${slug}/`}commitment:${kind}`,
    path: `${at}${slug === undefined ? '' : `/services/${slug}`}/commitments/${kind}`,
    about: { commitment: kind, ...definedOnly({ service: name }) },
    contested,
    statements,
  };
}

const statementsOf = ({ host }: TodoSources): OwnStatement[] => {
  const at = addressOf(host);
  return [
    ...host.claims.map((claim) => ofClaim(claim, at)),
    ...host.commitments.map((one) => ofCommitment(one, at)),
    ...host.services.flatMap(({ slug, name, commitments }) =>
      commitments.map((one) => ofCommitment(one, at, [slug, name])),
    ),
  ];
};

/** The request that repeats the present value. */
const sayAgain = (path: string, own: Statement | undefined): TodoFinding['call'] => ({
  method: 'PUT',
  path,
  ...(own && { body: { value: own.value, ...definedOnly({ evidenceUrl: own.evidenceUrl, note: own.note }) } }),
});

/** The state of an evidence page; its items are shown without delay. */
function pageWaits({ page, asOf }: Statement): Pick<TodoFinding, 'kind' | 'due' | 'since'> | undefined {
  if (!page) return undefined;
  const { state, failingSince, changedOn } = page;
  if (failingSince !== undefined) {
    const lostOn = addDays(failingSince, LOST_AFTER.days);
    return state === 'lost'
      ? { kind: 'page-lost', due: lostOn, since: lostOn }
      : { kind: 'page-failing', due: lostOn, since: failingSince };
  }
  if (changedOn === undefined || (asOf !== null && changedOn <= lastDayOf(asOf))) return undefined;
  return { kind: 'page-changed', due: null, since: changedOn };
}

/** A statement of a third party that contradicts the host, without a reply to its present version. */
const unanswered = (statements: readonly Statement[], ownStatement: Statement | undefined): Statement | undefined =>
  statements.find(
    (one) => isThirdParty(one) && one.value !== ownStatement?.value && (!one.reply || one.reply.toEarlier),
  );

function waitsFor(
  { subject, path, about, contested, statements }: OwnStatement,
  { host, registeredOn, retired }: TodoSources,
  day: string,
): TodoFinding[] {
  const at = addressOf(host);
  const ownStatement = statements.find(isOwn);
  const common = { subject, about, call: sayAgain(path, ownStatement) };
  const waits: TodoFinding[] = [];
  const denial = contested ? unanswered(statements, ownStatement) : undefined;
  if (denial) {
    const { asOf, federation } = denial;
    const since = asOf ? lastDayOf(asOf) : registeredOn;
    const reply = federation && { method: 'PUT' as const, path: `${at}/replies/${federation}/${subject}` };
    waits.push({ kind: 'contested', due: null, since, ...common, ...(reply && { otherwise: reply }) });
  }
  if (!ownStatement) return waits;
  const isStillAsked = about.criterion === undefined || !retired.has(about.criterion);
  if (isOfEarlierMeaning(ownStatement)) {
    const since = ownStatement.asOf === null ? registeredOn : lastDayOf(ownStatement.asOf);
    const call = { method: 'PUT' as const, path };
    return isStillAsked ? [...waits, { kind: 'question-changed', due: null, since, subject, about, call }] : waits;
  }
  const page = pageWaits(ownStatement);
  if (page) waits.push({ ...page, ...common });
  if (isStillAsked && isDueSoon(ownStatement.until, day)) {
    const since = ownStatement.until === null ? registeredOn : addDays(ownStatement.until, -DAYS_AHEAD);
    waits.push({ kind: 'fact-expires', due: ownStatement.until, since, ...common });
  }
  return waits;
}

/** Facts that become old, evidence pages that fail or have changed, and contested statements. */
export const statementWaits = (sources: TodoSources, day: string): TodoFinding[] =>
  statementsOf(sources).flatMap((statement) => waitsFor(statement, sources, day));
