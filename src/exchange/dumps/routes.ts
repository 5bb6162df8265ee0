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
import { CSV_TYPE, SeparatorQuery } from '../../spreadsheets/csv.ts';
import { strictObject } from '../../vocabulary/shapes.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import type { HostState } from '../../vocabulary/terms.ts';
import { addressesOn } from '../linked-data/addresses.ts';
import { contextOn } from '../linked-data/context.ts';
import { dataPackage } from './data-package.ts';
import { DATA_PACKAGE, DUMPS, type DumpFile, dataCatalogue } from './dcat.ts';
import { catalogueGraph, dumpedFrom, hostLines } from './dumped.ts';
import { createDumpSlots, flowOf, idleSlices } from './flow.ts';
import { createMeasures } from './measured.ts';
import { tableParts } from './table.ts';
import { TABLES } from './tables.ts';

const LINES_TYPE = 'application/x-ndjson';

const { value, description } = VALUE_FILTERS.state;
const DumpQuery = strictObject({
  state: anyOf(value, description),
  lang: Lang,
});

const DataPackage = Type.Object({
  name: Type.String(),
  version: Type.String({ description: 'The revision of the catalogue' }),
  created: Type.Optional(
    Type.String({ description: 'The instant of its last change, under the name that data packages give it' }),
  ),
  resources: Type.Array(
    Type.Object({
      name: Type.String(),
      path: Type.String(),
      schema: Type.Object({ fields: Type.Array(Type.Object({ name: Type.String(), type: Type.String() })) }),
    }),
  ),
});

/** Of tables all hosts but the suspended ones, which are there when they are asked for, as in the list. */
const IN_TABLES: readonly HostState[] = ['published', 'silent', 'closed'];
const TableQuery = strictObject({
  state: Type.Optional({
    ...DumpQuery.properties.state,
    description: `${description ?? ''} When absent: ${IN_TABLES.join(', ')}`,
  }),
  separator: SeparatorQuery,
  lang: Lang,
});
const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

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
  const answer = (
    request: Pick<FastifyRequest, 'caller' | 'ip'>,
    parts: Iterable<Buffer | string>,
    type: string,
    fileName: string,
  ) => ({
    body: () => slots.begin(senderOf(request.caller, request.ip).key, () => flowOf(parts, slices)),
    type,
    fileName,
  });

  const inFrench = (model: Model) => hostLines(dumpedFrom(model, undefined), speaker('fr', model.reference));
  const partsOf = ({ path }: DumpFile, model: Model): Iterable<Buffer | string> => {
    if (path.endsWith('.ndjson')) return inFrench(model);
    const table = TABLES.find(({ name }) => path === `/v1/export/${name}.csv`);
    return table
      ? tableParts(table, dumpedFrom(model, IN_TABLES))
      : catalogueGraph(dumpedFrom(model, undefined), publisher);
  };
  const measures = createMeasures(DUMPS, (file, model) => flowOf(partsOf(file, model), slices));

  publicGet(app, '/v1/export/hosts.ndjson', {
    dependsOn: catalogue,
    operationId: 'exportHosts',
    summary:
      'All hosts in lists, one a line, each as there; in the order of their slugs. Closed and suspended ones when the parameter state asks for them',
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

  for (const table of TABLES)
    publicGet(app, `/v1/export/${table.name}.csv`, {
      dependsOn: catalogue,
      operationId: `export${capital(table.name)}Table`,
      summary: `${table.title.en}, as a table; its columns are described in ${DATA_PACKAGE}; an empty cell is unknown`,
      tag,
      answer: { content: { [CSV_TYPE]: Type.String() } },
      query: TableQuery,
      handler: ({ caller, ip, query }, model) =>
        answer(
          { caller, ip },
          tableParts(table, dumpedFrom(model, query.state ?? IN_TABLES), query.separator),
          `${CSV_TYPE}; charset=utf-8`,
          `bercail-${table.name}.csv`,
        ),
    });

  publicGet(app, DATA_PACKAGE, {
    dependsOn: catalogue,
    operationId: 'getDataPackage',
    summary: 'What each column of the tables holds (Frictionless Data Package with Table Schema)',
    tag,
    answer: DataPackage,
    reading: { byLanguage: true },
    handler: (request, model) => ({ body: JSON.stringify(dataPackage(publicUrl, model, languageOf(request))) }),
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
    handler: async (_request, model) => ({
      body: JSON.stringify(dataCatalogue(model, { ...publisher, contact: operator.contact }, await measures(model))),
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
