import { type Static, Type } from 'typebox';
import { Lang } from '../http/get.ts';
import { Day, Slug } from '../vocabulary/shapes.ts';
import { LANGUAGES } from '../vocabulary/terms.ts';

const strict = { additionalProperties: false };

export const INVITATION_STATES = ['to-invite', 'waiting', 'confirmed', 'withdrawn'] as const;

/** A host that was asked to confirm its entry, or has not been yet. */
export const Invitation = Type.Object(
  {
    host: Slug,
    name: Type.String(),
    language: Type.Enum(LANGUAGES, { type: 'string', description: 'In which its letter is written' }),
    state: Type.Enum(INVITATION_STATES, {
      type: 'string',
      description: 'confirmed, withdrawn: what the host did, after it was asked or by itself',
    }),
    invitedOn: Type.Union([Day, Type.Null()]),
  },
  { ...strict, $id: 'Invitation' },
);
export type Invitation = Static<typeof Invitation>;

export const InvitationList = Type.Object(
  {
    items: Type.Array(Invitation),
    total: Type.Integer({ minimum: 0 }),
    next: Type.Union([Type.String(), Type.Null()]),
  },
  { ...strict, $id: 'InvitationList' },
);

export const InvitationLetter = Type.Object(
  {
    ...Invitation.properties,
    subject: Type.String(),
    text: Type.String({ description: 'The letter, to be sent once and by hand' }),
    post: Type.String({ description: 'A short message for a forum' }),
  },
  { ...strict, $id: 'InvitationLetter' },
);
export type InvitationLetter = Static<typeof InvitationLetter>;

/** When a host was asked. Neither by whom nor to whom: nobody’s name or address is kept. */
export const InvitationDraft = Type.Object(
  { invitedOn: Type.Union([Day, Type.Null()], { description: 'null: it was not, after all' }) },
  { ...strict, $id: 'InvitationDraft', examples: [{ invitedOn: '2026-11-20' }] },
);
export type InvitationDraft = Static<typeof InvitationDraft>;

export const InvitationQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum(INVITATION_STATES, { type: 'string' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
    cursor: Type.Optional(Type.String({ maxLength: 4000 })),
    lang: Lang,
  },
  strict,
);
