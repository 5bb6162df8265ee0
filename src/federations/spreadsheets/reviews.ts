import { toCsv } from '../../spreadsheets/csv/write.ts';
import { cellsOf, dateCell, oneCell, partCells, textCells, tieCells } from '../../spreadsheets/fields.ts';
import { known, laidOut, textFact } from '../../vocabulary/facts.ts';
import { reviewEdit, reviewIn } from '../reviews/commands.ts';
import type { ListedReview } from '../reviews/schema.ts';
import { ReviewDraft } from '../schema.ts';
import { listReviewed } from '../store.ts';
import type { SheetList } from './list.ts';
import { measureCell, measureCellOf } from './measure.ts';

const FIELDS = {
  value: measureCell,
  reviewedOn: dateCell('reviewedOn'),
  expiresOn: dateCell('expiresOn'),
  evidenceUrl: oneCell('evidenceUrl'),
  note: textCells('note'),
  tie: tieCells('tie'),
  certificate: partCells('certificate', { issuer: oneCell, number: oneCell, expiresOn: dateCell }),
};

const replyCells = textCells('reply');

const COLUMNS = [
  ...['host', 'name', 'subject', 'value', 'reviewedOn', 'expiresOn', 'until', 'aged', 'evidence', 'contested'],
  ...['evidenceUrl', ...FIELDS.note.columns, ...FIELDS.tie.columns, ...FIELDS.certificate.columns],
  ...[...replyCells.columns, 'reply.evidenceUrl', 'reply.repliedOn', 'reply.toEarlier'],
];

/** What a federation reviewed as a sheet, to be filled in and sent back, with what hosts replied to read. */
export const reviewsSheet = (reviews: readonly ListedReview[]): string =>
  toCsv(
    COLUMNS,
    reviews.map(({ host, name, subject, until, aged, evidence, contested, reply, ...said }) => ({
      ...{ host, name, subject, until, aged, evidence, contested },
      ...cellsOf(FIELDS, said),
      ...replyCells.write(reply?.text),
      'reply.evidenceUrl': reply?.evidenceUrl,
      'reply.repliedOn': reply?.repliedOn,
      'reply.toEarlier': reply?.toEarlier,
    })),
  );

export const reviewList: SheetList<ReviewDraft> = {
  columns: { all: COLUMNS, needed: [['host'], ['subject'], ['value'], ['reviewedOn']] },
  bySubject: true,
  draft: ReviewDraft,
  fields: (subject = '', reference) => ({ ...FIELDS, value: measureCellOf(subject, reference) }),
  present: ({ federation, host }, subject = '') => {
    const row = reviewIn(host, { federationId: federation.document.id, subject });
    if (!row) return undefined;
    const { value, reviewedOn, expiresOn, note, evidenceUrl, tie, certificate } = row;
    return {
      ...{ value, reviewedOn },
      ...known({
        ...{ expiresOn, evidenceUrl, note: textFact(note) },
        tie: tie === 'none' ? tie : textFact(tie),
        certificate: laidOut(certificate, ['issuer', 'number', 'expiresOn']),
      }),
    };
  },
  edit: (context, { subject = '' }, draft, before) => reviewEdit(context, subject, draft, before),
  names: ({ document }, db) => listReviewed(db, document.id),
};
