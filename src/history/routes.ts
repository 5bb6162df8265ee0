import type { Catalogue } from '../catalogue/follow.ts';
import { madeFrom } from '../catalogue/list-json.ts';
import { findHost } from '../catalogue/model.ts';
import { federationNamesIn, namesIn } from '../catalogue/writer.ts';
import type { Database } from '../database/open.ts';
import { HostPath } from '../documents/host.ts';
import { answerJson } from '../ground/absent.ts';
import { CatalogueError } from '../ground/errors.ts';
import { hostNotFound } from '../hosts/rights.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { publicGet } from '../http/get.ts';
import { nextAddress, readCursor } from '../http/pagination.ts';
import { findMerged } from '../record/hosts.ts';
import { findOncePublic } from '../record/past.ts';
import type { Routes } from '../record/writer.ts';
import { speaker } from '../vocabulary/speaker.ts';
import type { HistoryReader } from './host-history.ts';
import { History, HistoryQuery } from './schema.ts';

const PAGE = 20;

const isRevision = ([revision = '', ...others]: string[]): boolean => /^\d{1,9}$/.test(revision) && others.length === 0;

const neverMerged = () => {
  const message = {
    fr: 'Aucune fiche de ce nom n’a été fusionnée avec celle-ci. Voyez « merged » dans la fiche.',
    en: 'No entry of this name was merged into this one. See "merged" in its document.',
  };
  return new CatalogueError('meaningless-request', message, {
    faults: [{ in: 'query', pointer: '/merged', code: 'unknown-host', message }],
  });
};

/** The history of a host, also after its withdrawal; it is only in the database. */
export const historyRoutes: Routes<never, { catalogue: Catalogue; db: Database; pasts: HistoryReader }> = (
  app,
  { catalogue, db, pasts },
) => {
  publicGet(app, '/v1/hosts/:host/history', {
    dependsOn: catalogue,
    operationId: 'getHostHistory',
    summary: 'Every public change of a host, newest first, and what became of its commitments',
    tag: 'Catalogue',
    answer: History,
    params: HostPath,
    query: HistoryQuery,
    errors: ['host-not-found', 'database-unavailable', 'invalid-cursor', 'meaningless-request'],
    reading: { byLanguage: true },
    handler: async (request, model) => {
      const { host } = request.params;
      const id = findHost(model, host)?.id ?? (await findOncePublic(db, host));
      if (id === undefined) throw hostNotFound();
      const { query } = request;
      const hostId = query.merged === undefined ? id : await findMerged(db, id, query.merged);
      if (hostId === undefined) throw neverMerged();
      const asked = { path: `/v1/hosts/${host}/history`, query };
      const after = readCursor(asked, isRevision);
      const { items, total, next, commitmentsPast } = await pasts.read(
        // Changes committed later belong to the next state, and to its ETag.
        {
          epoch: model.epoch,
          hostId,
          until: model.revision,
          before: after && Number(after[0]),
          limit: query.limit ?? PAGE,
        },
        {
          reference: model.reference,
          say: speaker(languageOf(request), model.reference),
          nameOf: namesIn(model),
          federationName: federationNamesIn(model),
        },
      );
      if (total === 0) throw hostNotFound();
      const address = next === null ? null : nextAddress(asked, [String(next)]);
      const body = { items, total, next: address, ...madeFrom(model), commitmentsPast };
      return { body: answerJson(body), ...(address && { link: `<${address}>; rel="next"` }) };
    },
  });
};
