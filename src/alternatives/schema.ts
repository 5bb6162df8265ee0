import { type Static, Type } from 'typebox';
import { Closing } from '../documents/closing.ts';
import { listOf } from '../http/pagination.ts';
import { Key, Slug, saidOf, shortText } from '../vocabulary/shapes.ts';
import { ALTERNATIVE_SENTENCES } from './words.ts';

const AlternativeSaid = saidOf(ALTERNATIVE_SENTENCES, 'AlternativeSaid');

const strict = { additionalProperties: false };

/** A host that could take over a service. */
export const Alternative = Type.Object(
  {
    host: Slug,
    name: shortText(),
    successor: Type.Optional(
      Type.Object(
        { agreed: Type.Boolean(), ifItCloses: Type.Optional(Type.Literal(true)) },
        {
          ...strict,
          description: 'Named by the host itself; agreed: by both. ifItCloses: promised, and no closing is announced',
        },
      ),
    ),
    services: Type.Array(Slug, { description: 'Its services that offer the same usages: the first of them' }),
    moreServices: Type.Optional(Type.Integer({ minimum: 1, description: 'How many others do; absent: none' })),
    missing: Type.Array(Key, { description: 'Usages that it is not known to offer' }),
    reasons: Type.Array(AlternativeSaid),
  },
  { ...strict, $id: 'Alternative' },
);

export type Alternative = Static<typeof Alternative>;

/** Hosts that could take over a service. */
export const ServiceAlternatives = Type.Object(
  {
    service: Slug,
    name: shortText(),
    usages: Type.Array(Key),
    closing: Type.Union([Closing, Type.Null()]),
    notes: Type.Array(AlternativeSaid, { description: 'Who was named to take over this service' }),
    hosts: Type.Array(Alternative, {
      maxItems: 5,
      description: 'The successor first, then those nearest to the service',
    }),
  },
  { ...strict, $id: 'ServiceAlternatives' },
);

export type ServiceAlternatives = Static<typeof ServiceAlternatives>;

export const Alternatives = Type.Object(
  {
    ...listOf(ServiceAlternatives, 'Alternatives').properties,
    closing: Type.Union([Closing, Type.Null()], { description: 'Of the host as a whole' }),
    notes: Type.Array(AlternativeSaid, { description: 'Who was named to take over from the host' }),
  },
  { ...strict, $id: 'Alternatives' },
);

export type Alternatives = Static<typeof Alternatives>;
