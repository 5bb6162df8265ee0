import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Catalogue } from '../catalogue/follow.ts';
import { madeFrom } from '../catalogue/listing.ts';
import { findHost } from '../catalogue/model.ts';
import { speakersOf } from '../catalogue/writer.ts';
import { Closing } from '../documents/closing.ts';
import { HostPath } from '../documents/host.ts';
import { hostNotFound } from '../hosts/rights.ts';
import type { PublicAnswers } from '../http/answering/public-answers.ts';
import { publicGet } from '../http/answering/public-get.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { ref } from '../http/openapi.ts';
import { listOf } from '../http/pagination.ts';
import { Said } from '../matching/answer/schema.ts';
import { Key, Slug, shortText } from '../vocabulary/shapes.ts';
import { toAlternatives } from './answer.ts';

const strict = { additionalProperties: false };

/** A host that could take a service over. */
export const Alternative = Type.Object(
  {
    host: Slug,
    name: shortText(),
    successor: Type.Optional(
      Type.Object({ agreed: Type.Boolean() }, { ...strict, description: 'Named by the host itself; agreed: by both' }),
    ),
    services: Type.Array(Slug, { description: 'Its services that offer the same usages' }),
    missing: Type.Array(Key, { description: 'Usages that it is not known to offer' }),
    reasons: Type.Array(Said),
  },
  { ...strict, $id: 'Alternative' },
);
export type Alternative = Static<typeof Alternative>;

/** Who could take over a service. */
export const ServiceAlternatives = Type.Object(
  {
    service: Slug,
    name: shortText(),
    usages: Type.Array(Key),
    closing: Type.Union([Closing, Type.Null()]),
    notes: Type.Array(Said, { description: 'Who was named to take over this service' }),
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
    notes: Type.Array(Said, { description: 'Who was named to take over from the host' }),
  },
  { ...strict, $id: 'Alternatives' },
);
export type Alternatives = Static<typeof Alternatives>;

export interface AlternativeRoutes {
  catalogue: Catalogue;
  answers: PublicAnswers;
}

/** Where to go when a host closes: from memory, like all of the catalogue. */
export const alternativeRoutes =
  ({ catalogue, answers }: AlternativeRoutes) =>
  async (app: FastifyInstance): Promise<void> => {
    const speakers = speakersOf(catalogue);

    publicGet(
      app,
      answers,
      '/v1/hosts/:host/alternatives',
      {
        operationId: 'listAlternatives',
        summary: 'Who could take over the services of a host, its successor first',
        tag: 'Catalogue',
        answer: ref(Alternatives),
        params: HostPath,
        errors: ['host-not-found'],
        reading: { byLanguage: true },
      },
      (request) => {
        const model = catalogue.current();
        const host = findHost(model, request.params.host);
        if (!host) throw hostNotFound();
        const say = speakers[languageOf(request)];
        const { items, ...rest } = toAlternatives(host, model, model.reference.territories.lineage, say);
        return { body: JSON.stringify({ items, total: items.length, next: null, ...madeFrom(model), ...rest }) };
      },
    );
  };
