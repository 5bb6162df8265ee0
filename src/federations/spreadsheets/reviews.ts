import { ReviewDraft } from '../../documents/federation.ts';
import { toCsv } from '../../spreadsheets/csv/write.ts';
import { cellsOf, dateCell, dayCell, partCells, plainCell, textCells } from '../../spreadsheets/fields.ts';
import type { Separator } from '../../spreadsheets/separator.ts';
import { tieCells } from '../../spreadsheets/tie.ts';
import { known, laidOut, textFact } from '../../vocabulary/facts.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { reviewEdit, reviewFaults, reviewIn } from '../reviews/commands.ts';
import type { ListedReview } from '../reviews/schema.ts';
import { listReviewed } from '../store.ts';
import type { SheetList } from './list.ts';
import { measureCell, measureCellOf } from './measure.ts';
import { subjectIn } from './subject.ts';

const FIELDS = {
  value: measureCell,
  reviewedOn: dateCell('reviewedOn'),
  expiresOn: dayCell('expiresOn'),
  evidenceUrl: plainCell('evidenceUrl'),
  note: textCells('note'),
  tie: tieCells('tie'),
  certificate: partCells('certificate', { issuer: plainCell, number: plainCell, expiresOn: dayCell }),
};

const fieldsOf = (subject: string, reference: Reference) => ({ ...FIELDS, value: measureCellOf(subject, reference) });

/** What is there to be read only. */
const COMPUTED = {
  until: dayCell('until'),
  reply: partCells('reply', { fr: plainCell, en: plainCell, evidenceUrl: plainCell, repliedOn: dayCell }),
};

const COLUMNS = [
  ...['host', 'name', 'subject', 'value', 'reviewedOn', 'expiresOn', 'until', 'aged', 'evidence', 'contested'],
  ...['evidenceUrl', ...FIELDS.note.columns, ...FIELDS.tie.columns, ...FIELDS.certificate.columns],
  ...[...COMPUTED.reply.columns, 'reply.toEarlier'],
];

/** What a federation reviewed as a sheet, to be filled in and sent back, with what hosts replied to read. */
export const reviewsSheet = (reviews: readonly ListedReview[], reference: Reference, separator?: Separator): string =>
  toCsv(
    COLUMNS,
    reviews.map(({ host, name, subject, until, aged, evidence, contested, reply, ...said }) => ({
      ...{ host, name, subject, aged, evidence, contested },
      ...cellsOf(fieldsOf(subject, reference), said, separator),
      ...cellsOf(COMPUTED, { until, reply: reply && { ...reply, ...reply.text } }, separator),
      'reply.toEarlier': reply?.toEarlier,
    })),
    separator,
  );

export const reviewList: SheetList<ReviewDraft> = {
  columns: {
    all: COLUMNS,
    computed: ['name', 'until', 'aged', 'evidence', 'contested', ...COMPUTED.reply.columns, 'reply.toEarlier'],
    needed: [['host'], ['subject'], ['value'], ['reviewedOn']],
  },
  subject: subjectIn,
  draft: ReviewDraft,
  fields: (subject = '', reference) => fieldsOf(subject, reference),
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
  faults: (context, { subject = '' }, draft, federation) => reviewFaults(context, subject, draft, { federation }),
  names: ({ document }, db) => listReviewed(db, document.id),
};
