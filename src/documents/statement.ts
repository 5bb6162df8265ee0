import { type Static, Type } from 'typebox';
import {
  Day,
  HttpUrl,
  Key,
  Measure,
  namedObject,
  orNull,
  PartialDate,
  pathName,
  Slug,
  shortText,
  strictObject,
  Text,
  termOf,
} from '../vocabulary/shapes.ts';
import { CLAIM_VALUES, EVIDENCE_LEVELS, EVIDENCE_PAGE_STATES, STATEMENT_SOURCES } from '../vocabulary/terms.ts';

/** A third party's certificate: only this makes a statement `certified`. */
export const Certificate = namedObject('Certificate', { issuer: shortText(), number: shortText(100), expiresOn: Day });

export type Certificate = Static<typeof Certificate>;

/** State of the page given as evidence, at the last check. */
export const EvidencePage = namedObject('EvidencePage', {
  state: termOf(EVIDENCE_PAGE_STATES, {
    description: 'lost: three looks over 14 days failed, so the statement counts as declared',
  }),
  failingSince: Type.Optional(Day),
  changedOn: Type.Optional(Type.String({ format: 'date', description: 'Its words were last seen to change' })),
});

export type EvidencePage = Static<typeof EvidencePage>;

export const ReplyDraft = namedObject(
  'ReplyDraft',
  { text: Text, evidenceUrl: Type.Optional(HttpUrl) },
  {
    examples: [{ text: { fr: 'La page a été complétée depuis.' }, evidenceUrl: 'https://aulnes.example/engagements' }],
  },
);

export type ReplyDraft = Static<typeof ReplyDraft>;

export const Reply = namedObject(
  'Reply',
  {
    ...ReplyDraft.properties,
    repliedOn: Day,
    toEarlier: Type.Optional(
      Type.Boolean({ description: 'The value, evidence or note of the review changed after this reply' }),
    ),
  },
  { description: 'The word of the host on this review; it moves no score' },
);

export type Reply = Static<typeof Reply>;

const statementOf = <V extends Parameters<typeof Type.Object>[0][string]>(value: V) =>
  strictObject({
    value,
    by: termOf(STATEMENT_SOURCES),
    federation: Type.Optional(Slug),
    level: Type.Enum(EVIDENCE_LEVELS, { type: 'string', description: 'Evidence as given, before its shelf life' }),
    evidence: Type.Enum(EVIDENCE_LEVELS, { type: 'string', description: 'Evidence today' }),
    asOf: orNull(PartialDate, { description: 'absent: undated, older than anything' }),
    expiresOn: Type.Optional(Type.String({ format: 'date', description: 'The end that a federation gave its review' })),
    until: orNull(Day, { description: 'Last day on which the level as given counts' }),
    aged: Type.Boolean({ description: 'Past its shelf life: it counts one level less, or no more' }),
    criterionVersion: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'Which version of a federation’s own criterion was answered. Of one that meant something else, nothing is known: evidence is unknown',
      }),
    ),
    agreedOn: Type.Optional(
      Type.String({
        format: 'date',
        description:
          'Of `successor-host`: the day on which the host that is named agreed; absent: it has not. It raises no evidence',
      }),
    ),
    evidenceUrl: Type.Optional(HttpUrl),
    page: Type.Optional(EvidencePage),
    note: Type.Optional(Text),
    tie: Type.Optional(Type.Union([Type.Literal('none'), Text])),
    certificate: Type.Optional(Certificate),
    reply: Type.Optional(Reply),
  });

export const ClaimStatement = statementOf(Type.Enum(CLAIM_VALUES, { type: 'string' }));

export type ClaimStatement = Static<typeof ClaimStatement>;

export const CommitmentStatement = statementOf(Measure);

export type CommitmentStatement = Static<typeof CommitmentStatement>;

export type Statement = ClaimStatement | CommitmentStatement;

/** All statements about a criterion, best evidence first. `value` and `evidence` are those of the first statement. */
export const Claim = namedObject('Claim', {
  criterion: Key,
  value: Type.Enum(CLAIM_VALUES, { type: 'string' }),
  evidence: Type.Enum(EVIDENCE_LEVELS, { type: 'string' }),
  contested: Type.Boolean({
    description: 'A third party says no, with evidence, and the host has not said so itself',
  }),
  statements: Type.Array(ClaimStatement, { minItems: 1 }),
});

export type Claim = Static<typeof Claim>;

/** All statements about a durability promise with a measure, best evidence first. */
export const Commitment = namedObject('Commitment', {
  kind: Key,
  value: Measure,
  evidence: Type.Enum(EVIDENCE_LEVELS, { type: 'string' }),
  contested: Type.Boolean(),
  statements: Type.Array(CommitmentStatement, { minItems: 1 }),
});

export type Commitment = Static<typeof Commitment>;

const draftFields = {
  evidenceUrl: Type.Optional(HttpUrl),
  note: Type.Optional(Text),
  asOf: Type.Optional(PartialDate),
};

/** A claim as a host writes it. Only administrators may give `asOf`; a host's own claim gets the present day. */
export const ClaimDraft = namedObject(
  'ClaimDraft',
  { value: Type.Enum(CLAIM_VALUES, { type: 'string' }), ...draftFields },
  { examples: [{ value: 'yes', evidenceUrl: 'https://aulnes.example/engagements' }] },
);

export type ClaimDraft = Static<typeof ClaimDraft>;

export const CommitmentDraft = namedObject(
  'CommitmentDraft',
  { value: Measure, ...draftFields },
  { examples: [{ value: 90, evidenceUrl: 'https://aulnes.example/conditions' }] },
);

export type CommitmentDraft = Static<typeof CommitmentDraft>;

const host = pathName('Slug or identifier of a host', 'les-aulnes');

const kind = pathName('Key of a kind of commitment', 'closing-notice');

export const ClaimPath = Type.Object({ host, criterion: pathName('Key of a criterion', 'free-software-only') });

export const CommitmentPath = Type.Object({ host, kind });

export const ServiceCommitmentPath = Type.Object({
  host,
  service: pathName('Slug or identifier of a service', 'nuage'),
  kind,
});

export const ReplyPath = Type.Object({
  host,
  federation: pathName('Slug or identifier of a federation', 'les-communs'),
  subject: pathName('What was reviewed: criterion:<key> or commitment:<kind>', 'criterion:free-software-only'),
});
