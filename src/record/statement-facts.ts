import { fullUntil, USUAL_SHELF_LIFE_MONTHS } from '../documents/evidence.ts';
import type { ClaimStatement, CommitmentStatement, Reply } from '../documents/statement.ts';
import type { Voice } from '../documents/voices.ts';
import { parisDay } from '../ground/clock.ts';
import { byText, known, laidOut, textFact } from '../vocabulary/facts.ts';
import { isMeasured, pageFacts } from './page.ts';
import type { ClaimRow, CommitmentRow, EvidencePageRow, ReplyRow, ReviewRow } from './rows.ts';

export const spoken = (row: Pick<ClaimRow, 'evidenceUrl' | 'note'>) =>
  known({ evidenceUrl: row.evidenceUrl, note: textFact(row.note) });

/** What an own statement is read with: an undated import is as old as the entry was last seen. */
export interface VoiceContext {
  observedAsOf: string | null;
  pages: readonly EvidencePageRow[];
}

/** What the host says, or what was imported in its name. */
export function ownVoice<V>(
  row: Omit<ClaimRow | CommitmentRow, 'value'>,
  value: V,
  { observedAsOf, pages }: VoiceContext,
) {
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

export const replyFacts = ({ text, evidenceUrl, repliedOn, toEarlier }: ReplyRow): Reply => ({
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
