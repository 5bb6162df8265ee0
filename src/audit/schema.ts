import { type Static, Type } from 'typebox';
import { Lang } from '../http/get.ts';
import { Id, Instant, NO_NUL, namedObject, Slug, shortText, strictObject } from '../vocabulary/shapes.ts';
import { ACTORS } from '../vocabulary/terms.ts';

const TokenName = strictObject({
  id: Type.Union([Id, Type.Null()], { description: 'null: the token of the environment, or the catalogue itself' }),
  label: Type.Union([shortText(100), Type.Null()]),
  role: Type.Enum(ACTORS, { type: 'string' }),
});

/** One write: who, what, about whom, and when. Never what was written, nor from where. */
export const AuditEntry = namedObject('AuditEntry', {
  at: Instant,
  action: Type.String({ description: 'The operationId; the kind of change where no operation was asked for' }),
  host: Type.Optional(Type.String({ description: 'slug, or id of a draft' })),
  federation: Type.Optional(Slug),
  revision: Type.Optional(Type.Integer({ description: 'The change of a published document that it made' })),
  token: Type.Union([TokenName, Type.Null()], { description: 'Who did it; null: somebody without a token' }),
  about: Type.Optional({ ...TokenName, description: 'The token that was made, replaced or ended' }),
});
export type AuditEntry = Static<typeof AuditEntry>;

export const AuditTrail = namedObject('AuditTrail', {
  items: Type.Array(AuditEntry),
  total: Type.Integer({ minimum: 0 }),
  next: Type.Union([Type.String(), Type.Null()]),
});

const Name = Type.String({ minLength: 1, maxLength: 253, pattern: NO_NUL });

/** The query parameters of the audit trail. */
export const AuditQuestion = strictObject({
  host: Type.Optional({ ...Name, description: 'Slug or id of a host' }),
  federation: Type.Optional({ ...Name, description: 'Slug or id of a federation' }),
  token: Type.Optional({ ...Id, description: 'What was done with a token, and to it' }),
  after: Type.Optional({ ...Instant, description: 'Only what was done after this instant' }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
});
export type AuditQuestion = Static<typeof AuditQuestion>;

export const AuditQuery = strictObject({
  ...AuditQuestion.properties,
  cursor: Type.Optional(Type.String({ maxLength: 4000 })),
  lang: Lang,
});
