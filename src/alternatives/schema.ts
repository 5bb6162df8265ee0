import { type Static, Type } from 'typebox';
import { Closing } from '../documents/closing.ts';
import { listOf } from '../http/pagination.ts';
import { Key, namedObject, Slug, saidOf, shortText, strictObject } from '../vocabulary/shapes.ts';
import { ALTERNATIVE_SENTENCES } from './words.ts';

const AlternativeSaid = saidOf(ALTERNATIVE_SENTENCES, 'AlternativeSaid');

/** A host that could take over a service. */
export const Alternative = namedObject('Alternative', {
  host: Slug,
  name: shortText(),
  successor: Type.Optional(
    strictObject(
      { agreed: Type.Boolean(), ifItCloses: Type.Optional(Type.Literal(true)) },
      { description: 'Named by the host itself; agreed: by both. ifItCloses: promised, and no closing is announced' },
    ),
  ),
  services: Type.Array(Slug, { description: 'Its services that offer the same usages: the first of them' }),
  moreServices: Type.Optional(Type.Integer({ minimum: 1, description: 'How many others do; absent: none' })),
  missing: Type.Array(Key, { description: 'Usages that it is not known to offer' }),
  reasons: Type.Array(AlternativeSaid),
});

export type Alternative = Static<typeof Alternative>;

/** Hosts that could take over a service. */
export const ServiceAlternatives = namedObject('ServiceAlternatives', {
  service: Slug,
  name: shortText(),
  usages: Type.Array(Key),
  closing: Type.Union([Closing, Type.Null()]),
  notes: Type.Array(AlternativeSaid, { description: 'Who was named to take over this service' }),
  hosts: Type.Array(Alternative, {
    maxItems: 5,
    description: 'The successor first, then those nearest to the service',
  }),
});

export type ServiceAlternatives = Static<typeof ServiceAlternatives>;

export const Alternatives = namedObject('Alternatives', {
  ...listOf(ServiceAlternatives, 'Alternatives').properties,
  closing: Type.Union([Closing, Type.Null()], { description: 'Of the host as a whole' }),
  notes: Type.Array(AlternativeSaid, { description: 'Who was named to take over from the host' }),
});

export type Alternatives = Static<typeof Alternatives>;
