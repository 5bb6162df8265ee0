import { type Static, Type } from 'typebox';
import { FederationDraft } from '../../documents/federation.ts';
import { Challenge, DomainCheck } from '../../hosts/ownership/schema.ts';
import { Lang } from '../../http/get.ts';
import { Day, Id, namedObject, orNull, pathName, Slug, strictObject, Text, termOf } from '../../vocabulary/shapes.ts';

const { name, website, country } = FederationDraft.properties;
const requestFields = { name, website, summary: Text, country };

/** A network that asks for a desk: facts about the network, none about the person who asks. */
export const FederationRequestDraft = namedObject(
  'FederationRequestDraft',
  {
    ...requestFields,
    email: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          'Of the network and not of a person: told when the request is accepted. Kept until the decision, shown to nobody',
      }),
    ),
  },
  {
    examples: [
      {
        name: 'Les Berges',
        website: 'https://berges.example',
        summary: { fr: 'Associations du bord de Loire, et leurs hébergeurs.' },
        country: 'FR',
        email: 'contact@berges.example',
      },
    ],
  },
);
export type FederationRequestDraft = Static<typeof FederationRequestDraft>;

const STATES = ['unproven', 'waiting', 'accepted', 'refused'] as const;

/** A request as the person who asked and administrators read it. */
export const FederationRequest = namedObject('FederationRequest', {
  id: Id,
  ...requestFields,
  state: termOf(STATES, {
    description: 'unproven: its domain is not proven yet; waiting: for an administrator',
  }),
  askedOn: Day,
  expiresOn: Type.String({ format: 'date', description: 'The day on which it goes by itself' }),
  reason: Type.Optional(Type.Unsafe<Text>({ ...Text, description: 'Why it was refused' })),
  federation: Type.Optional(Slug),
});
export type FederationRequest = Static<typeof FederationRequest>;

export const FederationRequestList = namedObject('FederationRequestList', {
  items: Type.Array(FederationRequest),
  total: Type.Integer(),
  next: orNull(Type.String()),
});

export const FederationRequestQuery = strictObject({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  cursor: Type.Optional(Type.String({ maxLength: 1000, description: 'From a `next` address' })),
  lang: Lang,
});

const { ways, looked } = DomainCheck.properties;

export const AskedFederation = namedObject('AskedFederation', {
  request: FederationRequest,
  key: Type.String({
    description: 'Shown this once: it leads back to the request, and opens the desk once accepted',
  }),
  challenge: Challenge,
  ways,
});

/** The key of a request. It is sent in the body, because addresses are written to logs. */
export const RequestKey = namedObject(
  'FederationRequestKey',
  { key: Type.String({ minLength: 1, maxLength: 100, description: 'As the request was answered with' }) },
  { examples: [{ key: 'b2ZmZSBwYXMgdW5lIHZyYWllIGNsZQ' }] },
);

/** The result of checking the domain of a network. */
export const FederationRequestCheck = namedObject('FederationRequestCheck', {
  request: FederationRequest,
  proven: Type.Boolean(),
  challenge: Challenge,
  ways,
  looked,
});

/** The first token of an accepted federation. */
export const FirstToken = namedObject('FederationFirstToken', {
  federation: Slug,
  token: Type.String({ description: 'Shown this once: keep it' }),
});

export const RequestPath = Type.Object({
  request: pathName('Identifier of a request', '0192d1a0-0000-7000-8000-000000000001'),
});

/** An administrator's answer to a request; it is final. */
export const FederationRequestAnswer = namedObject(
  'FederationRequestAnswer',
  {
    outcome: Type.Enum(['accepted', 'refused'], { type: 'string' }),
    slug: Type.Optional({ ...Slug, description: 'Of the federation that is made; absent: made from its name' }),
    reason: Type.Optional(Type.Unsafe<Text>({ ...Text, description: 'For who asked; required to refuse' })),
  },
  { examples: [{ outcome: 'refused', reason: { fr: 'Ce site est celui d’un hébergeur, et non d’un réseau.' } }] },
);
export type FederationRequestAnswer = Static<typeof FederationRequestAnswer>;
