import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../catalogue/follow.ts';
import { madeFrom } from '../catalogue/listing.ts';
import { findHost } from '../catalogue/model.ts';
import { speakersOf } from '../catalogue/speakers.ts';
import { HostPath } from '../documents/host.ts';
import { hostNotFound } from '../hosts/rights.ts';
import type { PublicAnswers } from '../http/answering/public-answers.ts';
import { publicGet } from '../http/answering/public-get.ts';
import { languageOf } from '../http/asking/language.ts';
import { ref } from '../http/openapi.ts';
import { toAlternatives } from './answer.ts';
import { Alternatives } from './schema.ts';

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
