import { type Static, Type } from 'typebox';
import { Lang } from '../../http/get.ts';
import { privateListOf } from '../../http/pagination.ts';
import {
  Day,
  HttpUrl,
  Id,
  Instant,
  namedObject,
  orNull,
  pathName,
  READABLE_LINE,
  shortText,
  strictObject,
  termOf,
} from '../../vocabulary/shapes.ts';
import { ASKERS, REPORT_KINDS, REPORT_OUTCOMES, ROLES } from '../../vocabulary/terms.ts';

const ReportText = strictObject(
  { fr: Type.Optional(shortText(1000)), en: Type.Optional(shortText(1000)) },
  {
    minProperties: 1,
    description:
      'Plain text, French or English or both; nobody’s e-mail address or telephone number, but in a request for removal',
  },
);

const reportFields = {
  kind: termOf(REPORT_KINDS, {
    description:
      '`removal` asks that the entry be removed: it takes `asker` and `replyTo`, and only administrators read it',
  }),
  about: Type.Optional(
    Type.String({
      pattern: '^(service|criterion|commitment):[a-z0-9]+(-[a-z0-9]+)*$',
      maxLength: 100,
      description: '`service:<slug>`, `criterion:<key>` or `commitment:<kind>`; absent: the entry as a whole',
    }),
  ),
  text: Type.Optional({ ...ReportText, description: 'Only a request for removal may leave it out' }),
  url: Type.Optional({ ...HttpUrl, description: 'A page that shows it' }),
  asker: Type.Optional(
    termOf(ASKERS, {
      description: 'Who asks for a removal: the host, somebody whom the entry names, or somebody else',
    }),
  ),
  replyTo: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      pattern: READABLE_LINE,
      description:
        'Where a request for removal is answered: an e-mail address or a telephone number; erased once answered, or six months after the due day',
    }),
  ),
};

/**
 * A report about an entry; anyone may send one. A report that something is wrong deliberately has no field for its
 * sender. A request for removal has, because it is answered.
 */
export const ReportDraft = namedObject('ReportDraft', reportFields, {
  examples: [
    { kind: 'wrong', text: { fr: 'Le tarif affiché n’est plus celui du site.' }, url: 'https://aulnes.example/tarifs' },
    { kind: 'removal', asker: 'person', replyTo: 'camille@aulnes.example' },
  ],
});
export type ReportDraft = Static<typeof ReportDraft>;

export const Reported = namedObject('Reported', {
  id: Id,
  text: Type.String({ description: 'What happens next' }),
  answerBy: Type.Optional(
    Type.Unsafe<string>({ ...Day, description: 'The last day on which a request for removal is answered in time' }),
  ),
});

const answerFields = {
  outcome: termOf(REPORT_OUTCOMES, {
    description:
      'Of a request for removal: `removed`, `corrected` or `refused`, which says why in `text`; of others: `corrected`, `not-so` or `noted`',
  }),
  text: Type.Optional(ReportText),
};

/** The answer to a report. A later answer replaces an earlier one. */
export const ReportAnswer = namedObject('ReportAnswer', answerFields, {
  examples: [{ outcome: 'corrected', text: { fr: 'Le tarif est à jour.' } }],
});
export type ReportAnswer = Static<typeof ReportAnswer>;

/** A report, for those who may answer it. */
export const Report = namedObject('Report', {
  id: Id,
  ...reportFields,
  reportedAt: Instant,
  answer: orNull(
    strictObject({
      ...answerFields,
      at: Instant,
      by: termOf(ROLES),
      byLabel: Type.String({ description: 'Label of the token' }),
    }),
  ),
});
export type Report = Static<typeof Report>;

export const ReportList = privateListOf(Report, 'ReportList');

/** The query parameters of the list, without the cursor. */
export const ReportQuestion = strictObject({
  state: Type.Optional(
    Type.Enum(['open', 'answered'], { type: 'string', description: 'Both when absent', examples: ['open'] }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
});
export type ReportQuestion = Static<typeof ReportQuestion>;

export const ReportListQuery = strictObject({
  ...ReportQuestion.properties,
  cursor: Type.Optional(
    Type.String({ maxLength: 8000, description: 'From a `next` address, which keeps the filter beside it' }),
  ),
  lang: Lang,
});

export const ReportPath = Type.Object({
  host: pathName('Slug or identifier of a host', 'les-aulnes'),
  report: pathName('Identifier of a report', '00000000-0000-4000-8000-000000000000'),
});
