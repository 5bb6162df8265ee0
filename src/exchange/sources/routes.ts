import type { FastifyInstance } from 'fastify';
import type { Static, TObject } from 'typebox';
import { FederationPath } from '../../documents/federation.ts';
import { HostPath } from '../../documents/host.ts';
import { federationOwner } from '../../federations/rights.ts';
import { hostWriter } from '../../hosts/rights.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import type { Allow } from '../../http/asking/types.ts';
import { privateGet } from '../../http/get.ts';
import { nextAddress, readCursor } from '../../http/pagination.ts';
import { write } from '../../http/write.ts';
import type { Worker } from '../../leases/leases.ts';
import type { Routes, Writer } from '../../record/writer.ts';
import { isId } from '../../requests/meaning.ts';
import { putSource, removeSource, startRun } from './commands.ts';
import { type OwnerRef, sourceReader } from './owners.ts';
import { readFiles, readRun, readRuns, readSource, toSource } from './reports.ts';
import {
  FederationRunPath,
  FileListQuery,
  HostRunPath,
  ImportFileList,
  ImportReport,
  ImportRunList,
  RunListQuery,
  Source,
  SourceDraft,
} from './schema.ts';

const tag = 'Exchange';

/** The differences between the routes for sources of federations and of hosts. */
interface OwnerKind<P extends TObject, R extends TObject> {
  /** The name in operation ids. */
  name: 'Federation' | 'Host';
  what: string;
  path: string;
  params: P;
  runParams: R;
  writes: Allow<Static<P>>;
  reads: Allow<Static<P>>;
  readsRuns: Allow<Static<R>>;
  refOf(params: Static<P>): OwnerRef;
}

/** The address of a source. */
const sourceAt = (ref: OwnerRef): string =>
  'host' in ref
    ? `/v1/hosts/${encodeURIComponent(ref.host)}/source`
    : `/v1/federations/${encodeURIComponent(ref.federation)}/source`;

const isRunCursor = ([startedAt = '', id = '']: readonly string[]): boolean =>
  !Number.isNaN(Date.parse(startedAt)) && isId(id);
const isFileCursor = ([number = '']: readonly string[]): boolean => /^\d{1,9}$/.test(number);

function addSource<P extends TObject, R extends TObject>(
  app: FastifyInstance,
  { contextFor, importer }: Pick<Writer, 'contextFor'> & { importer: Worker },
  { name, what, path, params, runParams, writes, reads, readsRuns, refOf }: OwnerKind<P, R>,
): void {
  write(app, 'PUT', path, {
    operationId: `put${name}Source`,
    summary: `Give the address from which the catalogue reads what ${what} publishes, once a day`,
    tag,
    params,
    body: SourceDraft,
    answers: { 200: Source, 201: Source },
    allow: writes,
    version: 'needed',
    errors: ['not-published'],
    handler: async ({ caller, params, body, headers }) => {
      const context = contextFor(caller);
      const { source, created } = await putSource(context, refOf(params as Static<P>), body, headers['if-match']);
      return { status: created ? 201 : 200, body: await toSource(context.db, source), version: source.version };
    },
  });

  privateGet(app, path, {
    operationId: `get${name}Source`,
    summary: `The address from which the catalogue reads what ${what} publishes`,
    tag,
    params,
    answer: Source,
    allow: reads,
    errors: ['source-not-found'],
    handler: async ({ caller, params }) => {
      const source = await readSource(contextFor(caller), refOf(params as Static<P>));
      return { body: source, version: source.version };
    },
  });

  write(app, 'DELETE', path, {
    operationId: `remove${name}Source`,
    summary: 'Take the address away, with the reports of its runs; entries stay as they are',
    tag,
    params,
    answers: { 204: null },
    allow: writes,
    version: 'needed',
    errors: ['not-published', 'source-not-found'],
    handler: async ({ caller, params, headers }) => {
      await removeSource(contextFor(caller), refOf(params as Static<P>), headers['if-match']);
      return { status: 204 };
    },
  });

  write(app, 'POST', `${path}/runs`, {
    operationId: `start${name}Run`,
    summary: 'Read the source now; answers at once, and the run tells how far it is',
    tag,
    params,
    answers: { 202: ImportReport },
    allow: reads,
    errors: ['source-not-found', 'import-under-way', 'too-many-requests'],
    handler: async (request) => {
      const { caller, params } = request;
      const ref = refOf(params as Static<P>);
      const context = contextFor(caller);
      // Wakes the importer even if a run is running already: its process may have died.
      const { id } = await startRun(context, ref).finally(() => importer.wake());
      const location = `${sourceAt(ref)}/runs/${id}`;
      const language = languageOf(request);
      const body = await readRun(context, ref, id, { language, moreAt: () => `${location}/files` });
      return { status: 202, body, location };
    },
  });

  privateGet(app, `${path}/runs`, {
    operationId: `list${name}Runs`,
    summary: 'Runs of a source, the latest first; those of a month, and the last five',
    tag,
    params,
    query: RunListQuery,
    answer: ImportRunList,
    allow: reads,
    errors: ['source-not-found', 'invalid-cursor'],
    handler: async ({ caller, params, query }) => {
      const ref = refOf(params as Static<P>);
      const asked = { path: `${sourceAt(ref)}/runs`, query };
      const place = readCursor(asked, isRunCursor);
      const after = place && { startedAt: new Date(place[0]!), id: place[1]! };
      const { items, total, last } = await readRuns(contextFor(caller), ref, { limit: query.limit, after });
      const next = last ? nextAddress(asked, [last.startedAt.toISOString(), last.id]) : null;
      return { body: { items, total, next }, next };
    },
  });

  privateGet(app, `${path}/runs/:run`, {
    operationId: `get${name}Run`,
    summary: 'A run: how far it is, what it changed, and what is wrong with its first files',
    tag,
    params: runParams,
    answer: ImportReport,
    allow: readsRuns,
    errors: ['import-not-found'],
    handler: async (request) => {
      const params = request.params as Static<P> & { run: string };
      const ref = refOf(params);
      const asked = { path: `${sourceAt(ref)}/runs/${encodeURIComponent(params.run)}/files`, query: {} };
      const body = await readRun(contextFor(request.caller), ref, params.run, {
        language: languageOf(request),
        moreAt: (last) => nextAddress(asked, [String(last)]),
      });
      return { body, isLocalized: true };
    },
  });

  privateGet(app, `${path}/runs/:run/files`, {
    operationId: `list${name}RunFiles`,
    summary: 'Files of a run, in the order in which they are named, with what is wrong with each',
    tag,
    params: runParams,
    query: FileListQuery,
    answer: ImportFileList,
    allow: readsRuns,
    errors: ['import-not-found', 'invalid-cursor'],
    handler: async (request) => {
      const params = request.params as Static<P> & { run: string };
      const query = request.query as Static<typeof FileListQuery>;
      const ref = refOf(params);
      const asked = { path: `${sourceAt(ref)}/runs/${encodeURIComponent(params.run)}/files`, query };
      const place = readCursor(asked, isFileCursor);
      const { items, total, last } = await readFiles(contextFor(request.caller), ref, params.run, {
        ...{ limit: query.limit, only: query.only, language: languageOf(request) },
        after: place && Number(place[0]),
      });
      const next = last === undefined ? null : nextAddress(asked, [String(last)]);
      return { body: { items, total, next }, isLocalized: true, next };
    },
  });
}

/** Sources of federations and hosts, and the runs that read them. */
export const sourceRoutes: Routes<'only' | 'contextFor', { importer: Worker }> = (app, bercail) => {
  const { only } = bercail;
  addSource(app, bercail, {
    ...{ name: 'Federation', what: 'a federation', path: '/v1/federations/:federation/source' },
    ...{ params: FederationPath, runParams: FederationRunPath },
    ...{ writes: only(federationOwner), reads: only(federationOwner), readsRuns: only(federationOwner) },
    refOf: ({ federation }) => ({ federation }),
  });
  addSource(app, bercail, {
    ...{ name: 'Host', what: 'a host', path: '/v1/hosts/:host/source' },
    ...{ params: HostPath, runParams: HostRunPath },
    ...{ writes: only(hostWriter), reads: only(sourceReader), readsRuns: only(sourceReader) },
    refOf: ({ host }) => ({ host }),
  });
};
