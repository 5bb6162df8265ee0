import { type Static, Type } from 'typebox';
import { TERMS_VERSION } from '../../vocabulary/reference.ts';
import { Day, HttpUrl, namedObject, shortText, strictObject, termOf } from '../../vocabulary/shapes.ts';

/** The text to publish, in one of three places, to prove control of a domain. */
export const Challenge = namedObject('Challenge', {
  url: Type.String({ description: 'Where to put it, on the website of the host' }),
  content: Type.String({ description: 'The whole text to put there' }),
  expiresOn: Day,
  meta: strictObject(
    {
      url: Type.String({ description: 'The home page of the host' }),
      tag: Type.String({ description: 'To put in its `<head>`' }),
    },
    { description: 'Instead of the file: a tag of the home page' },
  ),
  record: strictObject(
    { name: Type.String(), type: Type.Literal('TXT'), text: Type.String() },
    { description: 'Instead of the file: a record of the domain name' },
  ),
});
export type Challenge = Static<typeof Challenge>;

const PROOF_PLACES = ['file', 'meta', 'record'] as const;
export type ProofPlace = (typeof PROOF_PLACES)[number];
const Place = termOf(PROOF_PLACES);

const Problem = strictObject({ code: Type.String(), text: Type.String() });

/** One way to publish a challenge, for people with one kind of access. */
const ProofWay = strictObject({
  having: termOf(['ftp', 'panel', 'wordpress', 'dns']),
  place: Place,
  text: Type.String(),
});
export type ProofWay = Static<typeof ProofWay>;

const ProofAddress = Type.String({ description: 'Of the file or page; of a record, its name' });

/** The result of checking the places where a challenge may be published. */
export const DomainCheck = namedObject('DomainCheck', {
  proven: Type.Boolean(),
  provenBy: Type.Optional(Place),
  problem: Type.Optional(Problem),
  looked: Type.Optional(
    Type.Array(strictObject({ place: Place, address: ProofAddress, problem: Problem }), {
      description: 'What was found in each place; `problem` is that of the file',
    }),
  ),
  ways: Type.Optional(Type.Array(ProofWay, { description: 'How to publish the challenge' })),
  challenge: Type.Optional(Challenge),
  version: Type.Integer({ description: 'Of the host as it is now, for the next `If-Match`' }),
  ownerChangesOn: Type.Optional(
    Type.String({ format: 'date', description: 'The host had an owner, who may stop this until that day' }),
  ),
});
export type DomainCheck = Static<typeof DomainCheck>;

/** A claimant accepts the terms of use, as a person who registers a host does. */
export const OwnershipClaim = namedObject(
  'OwnershipClaim',
  {
    terms: Type.Literal(TERMS_VERSION, {
      description: 'Terms of use accepted (the page /terms): facts CC0, texts CC BY',
    }),
    label: Type.Optional(shortText(100)),
  },
  { examples: [{ terms: TERMS_VERSION, label: 'bureau' }] },
);
export type OwnershipClaim = Static<typeof OwnershipClaim>;

export const ClaimedOwnership = namedObject('ClaimedOwnership', {
  host: Type.String(),
  website: HttpUrl,
  token: Type.String({ description: 'Shown this once: keep it. It can only prove the domain, until it has' }),
  challenge: Challenge,
  owned: Type.Boolean({ description: 'Somebody holds this entry: they have 7 days to say no' }),
});
export type ClaimedOwnership = Static<typeof ClaimedOwnership>;
