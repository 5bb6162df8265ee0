import { type Static, Type } from 'typebox';
import { Id, Instant, Slug, shortText } from '../vocabulary/shapes.ts';
import { ROLES } from '../vocabulary/terms.ts';

/** A slug, or an id: drafts have nothing else. */
const Ref = Type.Union([Slug, Id]);

/** What is asked for when somebody makes a token. The label names the token in history: a role or a machine, nobody's name. */
export const TokenDraft = Type.Object(
  {
    role: Type.Enum(ROLES, { type: 'string' }),
    host: Type.Optional(Ref),
    federation: Type.Optional(Ref),
    label: shortText(100),
    expiresAt: Type.Optional(Instant),
  },
  { additionalProperties: false, $id: 'TokenDraft' },
);
export type TokenDraft = Static<typeof TokenDraft>;

/** A token as it is listed: everything but the token itself. */
export const Token = Type.Object(
  {
    id: Id,
    role: Type.Enum(ROLES, { type: 'string' }),
    host: Type.Optional(Type.String({ description: 'slug, or id of a draft' })),
    federation: Type.Optional(Slug),
    label: shortText(100),
    prefix: Type.String({ description: 'First characters, to recognise it by' }),
    createdAt: Instant,
    expiresAt: Type.Union([Instant, Type.Null()]),
    lastUsedOn: Type.Union([Type.String({ format: 'date' }), Type.Null()]),
  },
  { additionalProperties: false, $id: 'Token' },
);
export type Token = Static<typeof Token>;
