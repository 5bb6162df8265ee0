import type { Routes } from '../bercail.ts';
import { madeFrom } from '../catalogue/listing.ts';
import { findHost } from '../catalogue/model.ts';
import { HostPath } from '../documents/host.ts';
import { hostNotFound } from '../hosts/rights.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { publicGet } from '../http/get.ts';
import { speaker } from '../vocabulary/speaker.ts';
import { toAlternatives } from './answer.ts';
import { Alternatives } from './schema.ts';

/** Who could replace a host that closes. */
export const alternativeRoutes: Routes = (app, { catalogue }) => {
  publicGet(
    app,
    '/v1/hosts/:host/alternatives',
    {
      dependsOn: catalogue,
      operationId: 'listAlternatives',
      summary: 'Who could take over the services of a host, its successor first',
      tag: 'Catalogue',
      answer: Alternatives,
      params: HostPath,
      errors: ['host-not-found'],
      reading: { byLanguage: true },
    },
    (request, model) => {
      const host = findHost(model, request.params.host);
      if (!host) throw hostNotFound();
      const say = speaker(languageOf(request), model.reference);
      const { items, ...rest } = toAlternatives(host, model, model.reference.territories.lineage, say);
      return { body: JSON.stringify({ items, total: items.length, next: null, ...madeFrom(model), ...rest }) };
    },
  );
};
