import { type Static, Type } from 'typebox';
import { Lang } from '../http/get.ts';
import { Id, Instant, NO_NUL, Slug, shortText } from '../vocabulary/shapes.ts';
import { ACTORS } from '../vocabulary/terms.ts';

const TokenName = Type.Object(
  {
    id: Type.Union([Id, Type.Null()], { description: 'null: the token of the environment, or the catalogue itself' }),
    label: Type.Union([shortText(100), Type.Null()]),
    role: Type.Enum(ACTORS, { type: 'string' }),
  },
  { additionalProperties: false },
);

/** One write: who, what, about whom, and when. Never what was written, nor from where. */
export const AuditEntry = Type.Object(
  {
    at: Instant,
    action: Type.String({ description: 'The operationId; the kind of change where no operation was asked for' }),
    host: Type.Optional(Type.String({ description: 'slug, or id of a draft' })),
    federation: Type.Optional(Slug),
    revision: Type.Optional(Type.Integer({ description: 'The change of a published document that it made' })),
    token: Type.Union([TokenName, Type.Null()], { description: 'Who did it; null: somebody without a token' }),
    about: Type.Optional({ ...TokenName, description: 'The token that was made, replaced or ended' }),
  },
  { additionalProperties: false, $id: 'AuditEntry' },
);
export type AuditEntry = Static<typeof AuditEntry>;

export const AuditTrail = Type.Object(
  {
    items: Type.Array(AuditEntry),
    total: Type.Integer({ minimum: 0 }),
    next: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false, $id: 'AuditTrail' },
);

const Name = Type.String({ minLength: 1, maxLength: 253, pattern: NO_NUL });

/** The query parameters of the audit trail. */
export const AuditQuestion = Type.Object(
  {
    host: Type.Optional({ ...Name, description: 'Slug or id of a host' }),
    federation: Type.Optional({ ...Name, description: 'Slug or id of a federation' }),
    token: Type.Optional({ ...Id, description: 'What was done with a token, and to it' }),
    after: Type.Optional({ ...Instant, description: 'Only what was done after this instant' }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  },
  { additionalProperties: false },
);
export type AuditQuestion = Static<typeof AuditQuestion>;

export const AuditQuery = Type.Object(
  { ...AuditQuestion.properties, cursor: Type.Optional(Type.String({ maxLength: 4000 })), lang: Lang },
  { additionalProperties: false },
);
