import {
  compareStatements,
  evidenceOn,
  fullUntil,
  isContested,
  USUAL_SHELF_LIFE_MONTHS,
} from '../documents/evidence.ts';
import type {
  Claim,
  ClaimStatement,
  Commitment,
  CommitmentStatement,
  Reply,
  Statement,
} from '../documents/statement.ts';
import { isClaimNo, isMeasureNo } from '../documents/utility.ts';
import { parisDay } from '../ground/clock.ts';
import { byText, known, laidOut, textFact } from '../vocabulary/facts.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { isMeasured, pageFacts } from './page.ts';
import type { ClaimRow, CommitmentRow, EvidencePageRow, ReplyRow, ReviewRow } from './rows.ts';

/** A statement before it is weighed: `subject` is a criterion or a kind of commitment. */
export type Voice<S extends Statement> = Omit<S, 'evidence' | 'aged'> & { subject: string };

const spoken = (row: Pick<ClaimRow, 'evidenceUrl' | 'note'>) =>
  known({ evidenceUrl: row.evidenceUrl, note: textFact(row.note) });

/** What an own statement is read with: an undated import is as old as the entry was last seen. */
export interface VoiceContext {
  observedAsOf: string | null;
  pages: readonly EvidencePageRow[];
}

/** What the host says, or what was imported in its name. */
function ownVoice<V>(row: Omit<ClaimRow | CommitmentRow, 'value'>, value: V, { observedAsOf, pages }: VoiceContext) {
  return {
    value,
    by: row.imported ? ('import' as const) : ('host' as const),
    level: row.evidenceUrl ? ('documented' as const) : ('declared' as const),
    asOf: row.asOf ?? observedAsOf,
    until: null,
    ...spoken(row),
    ...known({ page: pageFacts(pages.find(({ url }) => url === row.evidenceUrl)) }),
  };
}

export const claimVoice = (row: ClaimRow, context: VoiceContext): Voice<ClaimStatement> => ({
  subject: row.criterion,
  ...ownVoice(row, row.value, context),
  ...known({ criterionVersion: row.criterionVersion }),
});

export const commitmentVoice = (row: CommitmentRow, context: VoiceContext): Voice<CommitmentStatement> => ({
  subject: row.kind,
  ...ownVoice(row, row.value, context),
});

/** What the catalogue saw by itself: the address that is promised answered when it was last looked at. */
export function measuredVoices(row: CommitmentRow, { pages }: VoiceContext): Voice<CommitmentStatement>[] {
  const page = isMeasured(row.kind) ? pages.find(({ url }) => url === row.value) : undefined;
  if (!page || page.failingSince !== null) return [];
  const asOf = parisDay(page.checkedAt);
  return [{ subject: row.kind, value: row.value, by: 'check', level: 'measured', asOf, until: null }];
}

const replyFacts = ({ text, evidenceUrl, repliedOn, toEarlier }: ReplyRow): Reply => ({
  text: textFact(text)!,
  ...known({ evidenceUrl }),
  repliedOn,
  ...(toEarlier && { toEarlier }),
});

/** What a federation says after a review; the earlier end counts when the review and its certificate both have one. */
export function reviewVoice(
  row: ReviewRow,
  { federation, reply }: { federation: string; reply: ReplyRow | null },
): Voice<CommitmentStatement> {
  const ends = [row.expiresOn, row.certificate?.expiresOn].filter((end) => end != null);
  return {
    subject: row.subject.slice(row.subject.indexOf(':') + 1),
    value: row.value,
    by: 'federation',
    federation,
    level: row.certificate ? 'certified' : 'peer-reviewed',
    asOf: row.reviewedOn,
    ...known({ expiresOn: row.expiresOn }),
    until: fullUntil({
      asOf: row.reviewedOn,
      shelfLifeMonths: USUAL_SHELF_LIFE_MONTHS,
      expiresOn: ends.sort(byText)[0],
    }),
    ...spoken(row),
    ...known({
      criterionVersion: row.criterionVersion,
      tie: row.tie === 'none' ? row.tie : textFact(row.tie),
      certificate: laidOut(row.certificate, ['issuer', 'number', 'expiresOn']),
      reply: reply && replyFacts(reply),
    }),
  };
}

/** How long what is said of a subject counts. */
interface Weighing {
  shelfLifeMonths: number | null;
  /** The version in which a criterion took its present meaning. */
  definedIn?: number | undefined;
}

/** Nobody who answered another question is known to answer this one; nor is a no to it a no to this one. */
const isOfAnotherMeaning = (criterionVersion: number | undefined, definedIn: number | undefined): boolean =>
  criterionVersion !== undefined && definedIn !== undefined && criterionVersion < definedIn;

/** The statement as it weighs on a day, keys in the fixed order. */
function weigh<S extends Statement>(voice: Voice<S>, { shelfLifeMonths, definedIn }: Weighing, day: string): Statement {
  const {
    value,
    by,
    federation,
    level,
    asOf,
    expiresOn,
    criterionVersion,
    evidenceUrl,
    page,
    note,
    tie,
    certificate,
    reply,
  } = voice;
  // A charter binds as long as one is a member. What a host says ages with its kind, as what was measured does;
  // reviews carry their own end.
  const until = by === 'host' || by === 'import' || by === 'check' ? fullUntil({ asOf, shelfLifeMonths }) : voice.until;
  const held = level === 'documented' && page?.state === 'lost' ? 'declared' : level;
  const today = isOfAnotherMeaning(criterionVersion, definedIn)
    ? { evidence: 'unknown', until, aged: true }
    : by === 'charter'
      ? { evidence: held, until, aged: false }
      : evidenceOn(held, until, day);
  return {
    value,
    by,
    ...known({ federation }),
    level,
    evidence: today.evidence,
    asOf,
    ...known({ expiresOn }),
    until: today.until,
    aged: today.aged,
    ...known({ criterionVersion, evidenceUrl, page, note, tie, certificate, reply }),
  } as Statement;
}

function grouped<S extends Statement>(
  voices: readonly Voice<S>[],
  weighing: (subject: string) => Weighing,
  day: string,
): [subject: string, statements: S[]][] {
  const subjects = new Map<string, S[]>();
  for (const voice of voices) {
    const statements = subjects.get(voice.subject) ?? [];
    statements.push(weigh(voice, weighing(voice.subject), day) as S);
    subjects.set(voice.subject, statements);
  }
  return [...subjects]
    .sort(([a], [b]) => byText(a, b))
    .map(([subject, statements]) => [subject, statements.sort(compareStatements)]);
}

/** What is said of a criterion, from its statements, best evidence first. @param statements one at least */
export const claimFrom = (criterion: string, statements: ClaimStatement[], { criteria }: Reference): Claim => ({
  criterion,
  value: statements[0]!.value,
  evidence: statements[0]!.evidence,
  contested: isContested(statements, (value) => isClaimNo(criteria.get(criterion), value)),
  statements,
});

/** What is said of a commitment, from its statements, best evidence first. @param statements one at least */
export const commitmentFrom = (
  kind: string,
  statements: CommitmentStatement[],
  { commitmentKinds }: Reference,
  day: string,
): Commitment => ({
  kind,
  value: statements[0]!.value,
  evidence: statements[0]!.evidence,
  contested: isContested(statements, (value) => isMeasureNo(commitmentKinds.get(kind), value, day)),
  statements,
});

/** Everything said of criteria, weighed on a day: by criterion, best evidence first. */
export const claimsOn = (voices: readonly Voice<ClaimStatement>[], reference: Reference, day: string): Claim[] =>
  grouped(
    voices,
    (criterion) => ({
      shelfLifeMonths: USUAL_SHELF_LIFE_MONTHS,
      definedIn: reference.criteria.get(criterion)?.own?.definedIn,
    }),
    day,
  ).map(([criterion, statements]) => claimFrom(criterion, statements, reference));

/** Everything said of commitments, weighed on a day: by kind, best evidence first. */
export const commitmentsOn = (
  voices: readonly Voice<CommitmentStatement>[],
  reference: Reference,
  day: string,
): Commitment[] =>
  grouped(
    voices,
    (kind) => ({ shelfLifeMonths: reference.commitmentKinds.get(kind)?.shelfLifeMonths ?? null }),
    day,
  ).map(([kind, statements]) => commitmentFrom(kind, statements, reference, day));

/** The voices of statements that were weighed on another day. */
export const voicesOf = <S extends Statement>(subject: string, statements: readonly S[]): Voice<S>[] =>
  statements.map(({ evidence: _evidence, aged: _aged, ...voice }) => ({ ...voice, subject }));
