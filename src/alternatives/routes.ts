import type { Catalogue } from '../catalogue/follow.ts';
import { refuseAbsent } from '../catalogue/gone.ts';
import { madeFrom } from '../catalogue/list-json.ts';
import { findHost } from '../catalogue/model.ts';
import type { Database } from '../database/open.ts';
import { HostPath } from '../documents/host.ts';
import { answerJson } from '../ground/absent.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { publicGet } from '../http/get.ts';
import type { Routes } from '../record/writer.ts';
import { speaker } from '../vocabulary/speaker.ts';
import { Alternatives, toAlternatives } from './answer.ts';

/** Possible replacements for a host that closes. */
export const alternativeRoutes: Routes<never, { catalogue: Catalogue; db: Database }> = (app, { catalogue, db }) => {
  publicGet(app, '/v1/hosts/:host/alternatives', {
    dependsOn: catalogue,
    operationId: 'listAlternatives',
    comesWhole: true,
    summary: 'Who could take over the services of a host, its successor first',
    tag: 'Catalogue',
    answer: Alternatives,
    params: HostPath,
    errors: ['host-not-found', 'host-gone'],
    reading: { byLanguage: true },
    handler: async (request, model) => {
      const { host: ref } = request.params;
      const host = findHost(model, ref) ?? (await refuseAbsent(db, ref));
      const say = speaker(languageOf(request), model.reference);
      const { items, ...rest } = await toAlternatives(host, model, model.reference.territories.lineage, say);
      return { body: answerJson({ items, total: items.length, next: null, ...madeFrom(model), ...rest }) };
    },
  });
};
