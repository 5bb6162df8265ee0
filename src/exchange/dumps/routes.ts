import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { VALUE_FILTERS } from '../../catalogue/filters.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { LINKED_TYPE, LinkedData } from '../../catalogue/linked.ts';
import type { Model } from '../../catalogue/model.ts';
import type { Operator } from '../../config.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { senderOf } from '../../http/asking/quota.ts';
import { Lang, publicGet } from '../../http/get.ts';
import { anyOf } from '../../http/pagination.ts';
import type { Routes } from '../../record/writer.ts';
import { CSV_TYPE } from '../../spreadsheets/csv.ts';
import { strictObject } from '../../vocabulary/shapes.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import type { HostState } from '../../vocabulary/terms.ts';
import { addressesOn } from '../linked-data/addresses.ts';
import { contextOn } from '../linked-data/context.ts';
import { dataCatalogue } from './dcat.ts';
import { catalogueGraph, dumpedFrom, hostLines } from './dumped.ts';
import { createDumpSlots, flowOf, idleSlices } from './flow.ts';
import { serviceRows } from './services.ts';

const LINES_TYPE = 'application/x-ndjson';

const { value, description } = VALUE_FILTERS.state;
const DumpQuery = strictObject({
  state: anyOf(value, description),
  lang: Lang,
});

/** The whole catalogue as files, each made from one revision while it is sent. */
export const dumpRoutes: Routes<never, { catalogue: Catalogue; publicUrl: string; operator: Operator }> = (
  app,
  { catalogue, publicUrl, operator },
) => {
  const tag = 'Open data';
  const slots = createDumpSlots();
  const slices = idleSlices();
  const publisher = { publicUrl, operator: operator.name };
  const asked = ({ query }: { query: { state?: HostState[] } }, model: Model) => dumpedFrom(model, query.state);
  const answer = (request: FastifyRequest, parts: Iterable<Buffer | string>, type: string, fileName: string) => ({
    body: () => slots.begin(senderOf(request.caller, request.ip).key, () => flowOf(parts, slices)),
    type,
    fileName,
  });

  publicGet(app, '/v1/export/hosts.ndjson', {
    dependsOn: catalogue,
    operationId: 'exportHosts',
    summary: 'All hosts, one a line, each as in the list of hosts; in the order of their slugs',
    tag,
    answer: { content: { [LINES_TYPE]: Type.String() } },
    query: DumpQuery,
    // Documents with a closing contain sentences.
    reading: { byLanguage: true },
    handler: (request, model) => {
      const lines = hostLines(asked(request, model), speaker(languageOf(request), model.reference));
      return answer(request, lines, LINES_TYPE, 'bercail-hosts.ndjson');
    },
  });

  publicGet(app, '/v1/export/services.csv', {
    dependsOn: catalogue,
    operationId: 'exportServices',
    summary: 'All services with their hosts, one row for each plan; an empty cell is unknown',
    tag,
    answer: { content: { [CSV_TYPE]: Type.String() } },
    query: DumpQuery,
    handler: (request, model) =>
      answer(request, serviceRows(asked(request, model)), `${CSV_TYPE}; charset=utf-8`, 'bercail-services.csv'),
  });

  publicGet(app, '/v1/export/catalogue.jsonld', {
    dependsOn: catalogue,
    operationId: 'exportLinkedData',
    summary: 'All hosts, services and federations as linked data: schema.org, and the vocabulary of this service',
    tag,
    answer: { content: { [LINKED_TYPE]: LinkedData } },
    query: DumpQuery,
    handler: (request, model) =>
      answer(request, catalogueGraph(asked(request, model), publisher), LINKED_TYPE, 'bercail-catalogue.jsonld'),
  });

  publicGet(app, '/v1/export/dcat.jsonld', {
    dependsOn: catalogue,
    operationId: 'getDataCatalogue',
    summary: 'Which open data there are, in which files, under which licence (DCAT-AP 3)',
    tag,
    answer: { content: { [LINKED_TYPE]: LinkedData } },
    handler: (_request, model) => ({
      body: JSON.stringify(dataCatalogue(model, { ...publisher, contact: operator.contact })),
      type: LINKED_TYPE,
    }),
  });
};

/** The context to which all linked data refer. */
export const linkedDataRoutes: Routes<never, { publicUrl: string }> = (app, { publicUrl }) => {
  const context = Buffer.from(JSON.stringify(contextOn(addressesOn(publicUrl))));
  publicGet(app, '/ns/context.jsonld', {
    dependsOn: 'build',
    operationId: 'getContext',
    summary: 'What the keys of linked data mean (JSON-LD context)',
    tag: 'Open data',
    answer: { content: { [LINKED_TYPE]: LinkedData } },
    handler: () => ({ body: context, type: LINKED_TYPE }),
  });
};
