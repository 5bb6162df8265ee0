import type { ListedMember } from '../members/schema.ts';
import type { ListedReview } from '../reviews/schema.ts';
import type { ListedChoice } from '../selection/schema.ts';
import { textCells, tieCells, toCsv } from './csv.ts';

const MEMBERS = [
  ...['host', 'name', 'status', 'since', 'until', 'charter', 'charterVersion', 'lastReviewedOn', 'askedOn', 'toCheck'],
  ...['exceptions.fr', 'exceptions.en'],
];

export const membersSheet = (members: readonly ListedMember[]): string =>
  toCsv(
    MEMBERS,
    members.map(({ exceptions, ...member }) => ({ ...member, ...textCells('exceptions', exceptions) })),
  );

const SELECTION = [
  ...['host', 'name', 'why.fr', 'why.en', 'ties', 'ties.fr', 'ties.en', 'decidedOn', 'reviewBy'],
  ...['state', 'proposed', 'overdue'],
];

export const selectionSheet = (selection: readonly ListedChoice[]): string =>
  toCsv(
    SELECTION,
    selection.map(({ why, ties, ...choice }) => ({ ...choice, ...textCells('why', why), ...tieCells('ties', ties) })),
  );

const REVIEWS = [
  ...['host', 'name', 'subject', 'value', 'reviewedOn', 'expiresOn', 'until', 'aged', 'evidence', 'contested'],
  ...['evidenceUrl', 'note.fr', 'note.en', 'tie', 'tie.fr', 'tie.en'],
  ...['certificate.issuer', 'certificate.number', 'certificate.expiresOn'],
  ...['reply.fr', 'reply.en', 'reply.evidenceUrl', 'reply.repliedOn'],
];

export const reviewsSheet = (reviews: readonly ListedReview[]): string =>
  toCsv(
    REVIEWS,
    reviews.map(({ value, note, tie, certificate, reply, level: _level, ...review }) => ({
      ...review,
      value: Array.isArray(value) ? value.join('; ') : value,
      ...textCells('note', note),
      ...tieCells('tie', tie),
      'certificate.issuer': certificate?.issuer,
      'certificate.number': certificate?.number,
      'certificate.expiresOn': certificate?.expiresOn,
      ...textCells('reply', reply?.text),
      'reply.evidenceUrl': reply?.evidenceUrl,
      'reply.repliedOn': reply?.repliedOn,
    })),
  );
