import { ReviewDraft } from '../../documents/federation.ts';
import { type Fault, oneFault } from '../../ground/errors.ts';
import { definedOnly, inKeyOrder, nearestTo } from '../../ground/texts.ts';
import { dateIn } from '../../ground/written-dates.ts';
import { suggestion } from '../../requests/meaning.ts';
import { longCsv, type Row } from '../../spreadsheets/csv.ts';
import {
  cellsOf,
  dateCell,
  dayCell,
  type Notation,
  oneCell,
  partCells,
  plainCell,
  type SheetField,
  textCells,
  tieCells,
} from '../../spreadsheets/fields.ts';
import { numberIn, writeNumber } from '../../spreadsheets/numbers.ts';
import type { CommitmentKind, Reference } from '../../vocabulary/reference.ts';
import { type Measure, textFact } from '../../vocabulary/shapes.ts';
import type { SheetList } from '../sheet-rows.ts';
import { listReviewed, reviewEdit, reviewFaults, reviewIn } from './commands.ts';
import type { ListedReview } from './listed.ts';

/** The subject that a cell names: with its type, or by the key alone where the key is unambiguous. */
function subjectIn(cell: string, { criteria, commitmentKinds }: Reference): { subject: string; faults: Fault[] } {
  const subjects = [
    ...(criteria.has(cell) ? [`criterion:${cell}`] : []),
    ...(commitmentKinds.has(cell) ? [`commitment:${cell}`] : []),
  ];
  if (subjects.length === 1) return { subject: subjects[0]!, faults: [] };
  if (/^(criterion|commitment):/.test(cell)) return { subject: cell, faults: [] };
  const [both] = subjects.length > 1 ? [subjects.join(' » ou « ')] : [];
  const { fr, en } = suggestion(nearestTo(cell, [...criteria.keys(), ...commitmentKinds.keys()]));
  return {
    subject: cell,
    faults: oneFault('/subject', 'unknown-subject', {
      fr: both
        ? `Un critère et un engagement ont ce nom. Écrivez « ${both} ».`
        : `Aucun critère ni engagement ne porte ce nom. Les noms sont dans /v1/criteria et /v1/commitment-kinds.${fr}`,
      en: both
        ? `A criterion and a commitment have this name. Write “${subjects.join('” or “')}”.`
        : `No criterion and no commitment has this name. The names are in /v1/criteria and /v1/commitment-kinds.${en}`,
    }),
  };
}

/* The finding of a review in one cell: an answer about a criterion, or the measure of a commitment. */

const ANSWERS = new Map([
  ['yes', 'yes'],
  ['oui', 'yes'],
  ['no', 'no'],
  ['non', 'no'],
  ['partial', 'partial'],
  ['partiel', 'partial'],
  ['en partie', 'partial'],
]);
const TRUTHS = new Map([
  ...['yes', 'oui', 'true', 'vrai'].map((word) => [word, true] as const),
  ...['no', 'non', 'false', 'faux'].map((word) => [word, false] as const),
]);

function write(value: unknown, notation?: Notation): string {
  if (Array.isArray(value)) return value.join('; ');
  if (typeof value === 'number') return writeNumber(value, notation);
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

/** A finding as it is written to a file. Reading one needs its subject. */
const measureCell: SheetField = oneCell('value', { write });

const answerCell = oneCell('value', {
  write,
  read: (cell) => ANSWERS.get(cell.toLowerCase()) ?? cell,
  faults: (pointer, cell) => {
    const word = cell.toLowerCase();
    if (ANSWERS.has(word)) return [];
    const { fr, en } = suggestion(nearestTo(word, ANSWERS.keys()));
    return oneFault(pointer, 'wrong-kind-of-value', {
      fr: `Répondez oui, en partie ou non.${fr}`,
      en: `Answer yes, partial or no.${en}`,
    });
  },
});

const MEASURES: Record<CommitmentKind['valueType'], (cell: string) => Measure> = {
  number: numberIn,
  boolean: (cell) => TRUTHS.get(cell.toLowerCase()) ?? cell,
  date: dateIn,
  list: (cell) =>
    cell
      .split(';')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  url: (cell) => cell,
  host: (cell) => cell,
};

/** A measure of a kind of commitment; special values are recognised first. */
function commitmentCell({ valueType, specialValues = [] }: CommitmentKind): SheetField {
  const isSpecial = (value: unknown) => specialValues.some((special) => special.value === value);
  const dates = dateCell('value');
  return {
    ...oneCell('value', { read: (cell) => (isSpecial(cell) ? cell : MEASURES[valueType](cell)) }),
    write: (value, notation) =>
      valueType === 'date' && !isSpecial(value) ? dates.write(value, notation) : measureCell.write(value, notation),
    faults: (cells) => (valueType === 'date' && !isSpecial(cells.value?.trim()) ? dates.faults!(cells) : []),
  };
}

/** @param subject criterion:<key> or commitment:<kind>; the checks report anything else */
export function measureCellOf(subject: string, { commitmentKinds }: Reference): SheetField {
  const [family, key = ''] = subject.split(/:(.*)/s);
  if (family === 'criterion') return answerCell;
  const kind = family === 'commitment' ? commitmentKinds.get(key) : undefined;
  return kind ? commitmentCell(kind) : measureCell;
}

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

/** Read-only columns. */
const COMPUTED = {
  until: dayCell('until'),
  reply: partCells('reply', { fr: plainCell, en: plainCell, evidenceUrl: plainCell, repliedOn: dayCell }),
};

const COLUMNS = [
  ...['host', 'name', 'subject', 'value', 'reviewedOn', 'expiresOn', 'until', 'aged', 'evidence', 'contested'],
  ...['evidenceUrl', ...FIELDS.note.columns, ...FIELDS.tie.columns, ...FIELDS.certificate.columns],
  ...[...COMPUTED.reply.columns, 'reply.toEarlier'],
];

/** A review as a row of a spreadsheet, to be edited and sent back, with the host's reply for reading. */
export const reviewRow = (
  { host, name, subject, until, aged, evidence, contested, reply, ...said }: ListedReview,
  reference: Reference,
  notation?: Notation,
): Row => ({
  ...{ host, name, subject, aged, evidence, contested },
  ...cellsOf(fieldsOf(subject, reference), said, notation),
  ...cellsOf(COMPUTED, { until, reply: reply && { ...reply, ...reply.text } }, notation),
  'reply.toEarlier': reply?.toEarlier,
});

/** All reviews of a federation as CSV. */
export const reviewsSheet = (reviews: readonly ListedReview[], reference: Reference): Promise<string> =>
  longCsv(COLUMNS, reviews, (review) => reviewRow(review, reference));

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
      ...definedOnly({
        ...{ expiresOn, evidenceUrl, note: textFact(note) },
        tie: tie === 'none' ? tie : textFact(tie),
        certificate: inKeyOrder(certificate, ['issuer', 'number', 'expiresOn']),
      }),
    };
  },
  edit: (context, { subject = '' }, draft, before, db) => reviewEdit(context, subject, draft, before, db),
  faults: (context, { subject = '' }, draft, federation) => reviewFaults(context, subject, draft, { federation }),
  names: ({ document }, db) => listReviewed(db, document.id),
};
