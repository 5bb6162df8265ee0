import type { Routes } from '../bercail.ts';
import { madeFrom } from '../catalogue/listing.ts';
import { findHost } from '../catalogue/model.ts';
import { federationNamesIn, namesIn } from '../catalogue/writer.ts';
import { HostPath } from '../documents/host.ts';
import { hostNotFound } from '../hosts/rights.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { publicGet } from '../http/get.ts';
import { findOncePublic, historyOf } from '../record/changes.ts';
import { speaker } from '../vocabulary/speaker.ts';
import { tellHistory } from './entries.ts';
import { History } from './schema.ts';

/** The past of a host, also of one that has left; it is in the database only. */
export const historyRoutes: Routes = (app, { catalogue, db }) => {
  publicGet(
    app,
    '/v1/hosts/:host/history',
    {
      dependsOn: catalogue,
      operationId: 'getHostHistory',
      summary: 'Every public change of a host, newest first, and what became of its commitments',
      tag: 'Catalogue',
      answer: History,
      params: HostPath,
      errors: ['host-not-found', 'database-unavailable'],
      reading: { byLanguage: true },
    },
    async (request, model) => {
      const { host } = request.params;
      const id = findHost(model, host)?.id ?? (await findOncePublic(db, host));
      if (id === undefined) throw hostNotFound();
      // What was committed since belongs to the next state, and to its tag.
      const changes = (await historyOf(db, id)).filter(({ revision }) => revision <= model.revision);
      if (changes.length === 0) throw hostNotFound();
      const { items, commitmentsPast } = tellHistory(changes, {
        reference: model.reference,
        say: speaker(languageOf(request), model.reference),
        nameOf: namesIn(model),
        federationName: federationNamesIn(model),
      });
      const body = { items, total: items.length, next: null, ...madeFrom(model), commitmentsPast };
      return { body: JSON.stringify(body) };
    },
  );
};
