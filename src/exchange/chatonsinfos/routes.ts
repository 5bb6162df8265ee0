import type { FastifyRequest, preParsingHookHandler } from 'fastify';
import { type Static, Type } from 'typebox';
import { requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { refuseAbsent } from '../../catalogue/gone.ts';
import { findHost, type Model } from '../../catalogue/model.ts';
import type { Database } from '../../database/open.ts';
import { FederationPath } from '../../documents/federation.ts';
import { type Host, HostPath } from '../../documents/host.ts';
import { type Service, ServicePath } from '../../documents/service.ts';
import { type Clock, parisDay } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { refuseOtherTypes } from '../../http/asking/media-types.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { OnlyLang, publicGet } from '../../http/get.ts';
import { errors } from '../../http/openapi.ts';
import type { Outgoing } from '../../outgoing/fetch.ts';
import type { Routes } from '../../record/writer.ts';
import { requireToken } from '../../requests/caller.ts';
import { strictObject } from '../../vocabulary/shapes.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import { checkFile, fetchedCheck, unfetched } from './check.ts';
import { FileCheck, FileToCheck } from './schema.ts';
import { type Problem, problemOf } from './words/problems.ts';
import { hostFileName, type Publication, serviceFileName, writeFederation, writeHost, writeService } from './write.ts';

/* Fetches one file from an address in a request, for a check. */

/** Larger than any file of an organisation or a service. */
const MOST_CHECKED_BYTES = 256_000;

const LIMITS = { milliseconds: 10_000, bytes: MOST_CHECKED_BYTES, redirects: 'any', httpsOnly: false } as const;

/** The bytes at an address, or why there are none. */
async function fetchFile(url: string, outgoing: Outgoing): Promise<{ bytes: Buffer } | { problem: Problem }> {
  const answer = await outgoing.get(url, LIMITS);
  if (answer.problem !== null) return { problem: problemOf('not-fetched', { why: answer.problem }) };
  if (answer.status !== 200) return { problem: problemOf('wrong-status', { status: answer.status }) };
  return { bytes: answer.body };
}

const [TEXT, JSON_TYPE] = ['text/plain', 'application/json'];

const EXAMPLE = 'file.class = Organization\norganization.name = Les Aulnes\norganization.type = ASSOCIATION\n';

type Sent = Buffer | Static<typeof FileToCheck> | undefined;

const isJson = ({ headers }: FastifyRequest): boolean =>
  (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase() === JSON_TYPE;

/** A request that makes this server fetch an address needs a token; this is checked before anything is read. */
const onlyHoldersFetch = async (request: FastifyRequest): Promise<void> => {
  if (isJson(request)) requireToken(request.caller);
};

/** Checks of ChatonsInfos files. A file travels in the request body; it is neither stored nor logged. */
export const chatonsInfosRoutes: Routes<
  never,
  { catalogue: Catalogue; clock: Clock; outgoing: Outgoing; publicUrl: string }
> = (app, { catalogue, clock, outgoing, publicUrl }) => {
  app.addContentTypeParser(TEXT, { parseAs: 'buffer', bodyLimit: MOST_CHECKED_BYTES }, (_request, body, done) =>
    done(null, body),
  );

  app.post<{ Body: Sent }>(
    '/v1/exchange/chatonsinfos/check',
    {
      onRequest: onlyHoldersFetch,
      preParsing: refuseOtherTypes([TEXT, JSON_TYPE]) as preParsingHookHandler,
      bodyLimit: MOST_CHECKED_BYTES,
      schema: {
        operationId: 'checkChatonsInfosFile',
        summary: 'What is wrong with a file of ChatonsInfos, what it lacks for a match, and the file corrected',
        description:
          'Send the file itself as `text/plain`, in any encoding; with curl, `--data-binary @file.properties`. With a token, its address as JSON: it is then fetched. Nothing is kept.',
        tags: ['Exchange'],
        querystring: OnlyLang,
        body: {
          content: {
            // Bytes in any encoding: there is no schema to validate first.
            [TEXT]: { schema: Type.Unsafe<Buffer>({ description: 'The file', examples: [EXAMPLE] }) },
            [JSON_TYPE]: { schema: FileToCheck },
          },
        },
        response: {
          200: { description: 'What was found', content: { [JSON_TYPE]: { schema: FileCheck } } },
          ...errors('no-token', 'body-too-large', 'unsupported-media-type', 'database-unavailable'),
        },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const { reference } = catalogue.current();
      const language = languageOf(request);
      const say = speaker(language, reference);
      const check = (bytes: Buffer, address: string) =>
        checkFile(bytes, { address, reference, day: parisDay(clock()) }, say);
      const checkAt = async (url: string) => {
        const got = await fetchFile(url, outgoing);
        return 'problem' in got ? unfetched(got.problem, say) : fetchedCheck(check(got.bytes, url));
      };
      const isFile = body === undefined || Buffer.isBuffer(body);
      const answer = isFile ? check(body ?? Buffer.alloc(0), publicUrl) : await checkAt(body.url);
      return reply.headers({ 'content-language': language, 'cache-control': 'private, no-store' }).send(answer);
    },
  );
};

const TYPE = 'text/plain';
const NoQuery = strictObject({});

const absentService = () =>
  new CatalogueError('service-not-found', {
    fr: 'Cet hébergeur n’a pas de service de ce nom.',
    en: 'This host has no service of this name.',
  });

const serviceNamed = ({ services }: Host, ref: string): Service => {
  const service = services.find(({ slug, id }) => [slug, id].includes(ref));
  if (!service) throw absentService();
  return service;
};

/** The published data as ChatonsInfos files. */
export const chatonsInfosExportRoutes: Routes<never, { catalogue: Catalogue; db: Database; publicUrl: string }> = (
  app,
  { catalogue, db, publicUrl },
) => {
  const publicationOf = ({ lastChanges, day, reference }: Model, id: string): Publication => {
    const changed = lastChanges.get(id)?.at;
    return { publicUrl, reference, day, changedOn: changed && parisDay(changed) };
  };
  const file = (body: string, fileName: string) => ({
    body,
    type: `${TYPE}; charset=utf-8`,
    fileName,
  });
  const tag = 'Exchange';
  const answer = { content: { [TYPE]: Type.String() } };

  publicGet(app, '/v1/hosts/:host.properties', {
    dependsOn: catalogue,
    operationId: 'downloadHostFile',
    summary: 'A host as a file of ChatonsInfos, which leads to those of its services',
    tag,
    answer,
    params: HostPath,
    query: NoQuery,
    errors: ['host-not-found', 'host-gone'],
    handler: ({ params }, model) => {
      const host = findHost(model, params.host);
      return host
        ? file(writeHost(host, publicationOf(model, host.id)), hostFileName(host.slug))
        : refuseAbsent(db, params.host);
    },
  });

  publicGet(app, '/v1/hosts/:host/services/:service.properties', {
    dependsOn: catalogue,
    operationId: 'downloadServiceFile',
    summary: 'A service of a host as a file of ChatonsInfos',
    tag,
    answer,
    params: ServicePath,
    query: NoQuery,
    errors: ['host-not-found', 'host-gone', 'service-not-found'],
    handler: ({ params }, model) => {
      const host = findHost(model, params.host);
      if (!host) return refuseAbsent(db, params.host);
      const service = serviceNamed(host, params.service);
      return file(writeService(host, service, publicationOf(model, host.id)), serviceFileName(host.slug, service.slug));
    },
  });

  publicGet(app, '/v1/federations/:federation.properties', {
    dependsOn: catalogue,
    operationId: 'downloadFederationFile',
    summary: 'A federation as a file of ChatonsInfos, which leads to those of its members',
    tag,
    answer,
    params: FederationPath,
    query: NoQuery,
    errors: ['federation-not-found'],
    handler: ({ params }, model) => {
      const federation = requireFederation(model, params.federation);
      return file(writeFederation(federation, publicationOf(model, federation.id)), hostFileName(federation.slug));
    },
  });
};
