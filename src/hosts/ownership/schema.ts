import { type Static, Type } from 'typebox';
import { Day, HttpUrl, shortText } from '../../vocabulary/shapes.ts';

/** What to publish on one's site to show that it is one's own. */
export const Challenge = Type.Object(
  {
    url: Type.String({ description: 'Where to put it, on the website of the host' }),
    content: Type.String({ description: 'The whole text to put there' }),
    expiresOn: Day,
  },
  { additionalProperties: false, $id: 'Challenge' },
);
export type Challenge = Static<typeof Challenge>;

/** What came of a look at the website. */
export const DomainCheck = Type.Object(
  {
    proven: Type.Boolean(),
    problem: Type.Optional(Type.Object({ code: Type.String(), text: Type.String() }, { additionalProperties: false })),
    challenge: Type.Optional(Challenge),
    version: Type.Integer({ description: 'Of the host as it is now, for the next `If-Match`' }),
    ownerChangesOn: Type.Optional(
      Type.String({ format: 'date', description: 'The host had an owner, who may stop this until that day' }),
    ),
  },
  { additionalProperties: false, $id: 'DomainCheck' },
);
export type DomainCheck = Static<typeof DomainCheck>;

/** Who asks for the entry of a host accepts the terms of use, as who registers one does. */
export const OwnershipClaim = Type.Object(
  {
    terms: Type.Literal('2026-1', { description: 'Terms of use accepted (the page /terms): facts CC0, texts CC BY' }),
    label: Type.Optional(shortText(100)),
  },
  { additionalProperties: false, $id: 'OwnershipClaim', examples: [{ terms: '2026-1', label: 'bureau' }] },
);
export type OwnershipClaim = Static<typeof OwnershipClaim>;

export const ClaimedOwnership = Type.Object(
  {
    host: Type.String(),
    website: HttpUrl,
    token: Type.String({ description: 'Shown this once: keep it. It can only prove the domain, until it has' }),
    challenge: Challenge,
    owned: Type.Boolean({ description: 'Somebody holds this entry: they have 7 days to say no' }),
  },
  { additionalProperties: false, $id: 'ClaimedOwnership' },
);
export type ClaimedOwnership = Static<typeof ClaimedOwnership>;
