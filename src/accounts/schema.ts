import { type Static, Type } from 'typebox';
import { Id, Instant, namedObject, orNull, pathName, Slug, shortText, termOf } from '../vocabulary/shapes.ts';
import { ROLES, TOKEN_RIGHTS } from '../vocabulary/terms.ts';

/** A slug or an id: drafts have no reserved slug yet. */
const Ref = Type.Union([Slug, Id]);

const RIGHTS =
  '`read`: it reads all that its host or federation may read, and writes nothing. `read-and-answer`: it reads all that its host or federation may read, and writes answers alone: to reports, reviews and referrals, and, of a federation, its cases';
const Rights = termOf(TOKEN_RIGHTS, { description: RIGHTS });

/** A token to be created. The label names it in the history: a role or a machine, never a person. */
export const TokenDraft = namedObject(
  'TokenDraft',
  {
    role: termOf(ROLES),
    host: Type.Optional(Ref),
    federation: Type.Optional(Ref),
    rights: Type.Optional(termOf(TOKEN_RIGHTS, { description: `${RIGHTS}. Absent: all` })),
    label: shortText(100),
    expiresAt: Type.Optional(Instant),
  },
  {
    examples: [
      { role: 'host', host: 'les-aulnes', label: 'mise à jour des tarifs', expiresAt: '2027-11-01T00:00:00Z' },
    ],
  },
);
export type TokenDraft = Static<typeof TokenDraft>;

export const TokenRotation = namedObject(
  'TokenRotation',
  {
    expiresAt: Type.Optional({
      ...Instant,
      description: 'When the new token ends; absent: when the old one would have',
    }),
    graceMinutes: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1440,
        description: 'For how long the old token works beside the new one; absent: it ends at once',
      }),
    ),
  },
  { examples: [{ graceMinutes: 60 }] },
);
export type TokenRotation = Static<typeof TokenRotation>;

/** What a token may do from now on. */
export const TokenRightsDraft = namedObject(
  'TokenRights',
  { rights: Rights },
  { examples: [{ rights: 'read-and-answer' }] },
);
export type TokenRightsDraft = Static<typeof TokenRightsDraft>;

/** A token as it is listed, without its secret. */
export const Token = namedObject('Token', {
  id: Id,
  role: termOf(ROLES),
  host: Type.Optional(Type.String({ description: 'slug, or id of a draft' })),
  federation: Type.Optional(Slug),
  awaitsOfficer: Type.Optional(
    Type.Literal(true, {
      description:
        'An administrator made it. Of a federation: it reads no case until an officer accepts it. Of a host: nobody who was sent in a case, until it proves the site or somebody of the host accepts it',
    }),
  ),
  rights: Rights,
  label: shortText(100),
  prefix: Type.String({ description: 'First characters, to recognise it by' }),
  createdAt: Instant,
  rotatedAt: orNull(Instant, { description: 'When the token itself was last replaced' }),
  formerEndsAt: orNull(Instant, {
    description: 'Until when the token before works as well; absent: it ended at once',
  }),
  expiresAt: orNull(Instant),
  lastUsedOn: orNull(Type.String({ format: 'date' })),
});
export type Token = Static<typeof Token>;

/** A token that was just created, with its secret. */
export const NewToken = namedObject('NewToken', {
  ...Token.properties,
  token: Type.String({ description: 'Shown this once: keep it' }),
});

export const TokenList = namedObject('TokenList', {
  items: Type.Array(Token),
  total: Type.Integer(),
  next: orNull(Type.String()),
});

export const TokenPath = Type.Object({ id: pathName('Identifier of a token', '00000000-0000-4000-8000-000000000000') });
