import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Catalogue } from '../catalogue/follow.ts';
import { findHost } from '../catalogue/model.ts';
import type { Writer } from '../catalogue/writer.ts';
import { federationNamesIn, namesIn, speakersOf } from '../catalogue/writer.ts';
import { Host, HostPath } from '../documents/host.ts';
import { inLanguage } from '../ground/errors.ts';
import { tellDifference } from '../history/entries.ts';
import { ownHost } from '../hosts/commands.ts';
import { hostNotFound, mayWriteHost, ownsHost } from '../hosts/rights.ts';
import { versionTag } from '../http/answering/conditional.ts';
import type { PublicAnswers } from '../http/answering/public-answers.ts';
import { publicGet } from '../http/answering/public-get.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { ref } from '../http/openapi.ts';
import { write } from '../http/write.ts';
import { today } from '../requests/meaning.ts';
import type { Language } from '../vocabulary/terms.ts';
import { putDocument, type Tried, tryDocument } from './commands.ts';
import { DocumentQuery, DocumentTrial, HostDocument, hostDocumentSchema, SCHEMA_PATH } from './schema.ts';
import { documentOf } from './write.ts';

export interface DocumentRoutes {
  catalogue: Catalogue;
  answers: PublicAnswers;
  writer: Writer;
  publicUrl: string;
}

/** All that a host writes, as one document. */
export const documentRoutes =
  ({ catalogue, answers, writer, publicUrl }: DocumentRoutes) =>
  async (app: FastifyInstance): Promise<void> => {
    const { contextFor, answer } = writer;
    const path = '/v1/hosts/:host/document';
    const speakers = speakersOf(catalogue);
    const told = ({ faults, before, after }: Tried, day: string, language: Language): DocumentTrial => ({
      dryRun: true,
      problems: faults.map(({ pointer, code, message }) => ({ pointer, code, message: inLanguage(message, language) })),
      ...tellDifference(before, after, day, {
        reference: catalogue.current().reference,
        say: speakers[language],
        nameOf: namesIn(catalogue.current()),
        federationName: federationNamesIn(catalogue.current()),
      }),
    });

    publicGet(
      app,
      answers,
      path,
      {
        operationId: 'getHostDocument',
        summary: 'All that a host writes of itself, in one document that can be put back',
        tag: 'Writing',
        answer: ref(HostDocument),
        params: HostPath,
        errors: ['host-not-found', 'database-unavailable'],
      },
      async ({ caller, params }) => {
        const published = findHost(catalogue.current(), params.host);
        if (!published && caller.role === 'anonymous') throw hostNotFound();
        const host = published ?? (await ownHost(contextFor(caller), params.host));
        return {
          body: JSON.stringify({ $schema: publicUrl + SCHEMA_PATH, ...documentOf(host) }),
          ...(ownsHost(caller, host) && { versionTag: versionTag(host.version) }),
        };
      },
    );

    write(
      app,
      'PUT',
      path,
      {
        operationId: 'putHostDocument',
        summary: 'Put one document in the place of everything that a host writes of itself, all or nothing',
        tag: 'Writing',
        params: HostPath,
        query: DocumentQuery,
        body: ref(HostDocument),
        answers: { 200: Type.Union([ref(Host), ref(DocumentTrial)]) },
        allow: ({ caller, params }) => mayWriteHost(contextFor(caller), params.host),
        version: 'needed',
        errors: ['host-not-found'],
      },
      async (request) => {
        const { caller, params, query, body, headers } = request;
        if (!query.dryRun)
          return await answer(caller, (context) => putDocument(context, params.host, body, headers['if-match']));
        const context = contextFor(caller);
        const tried = await tryDocument(context, params.host, body, headers['if-match']);
        return {
          status: 200,
          body: told(tried, today(context), languageOf(request)),
          version: tried.before.version,
        };
      },
    );

    publicGet(
      app,
      answers,
      SCHEMA_PATH,
      {
        operationId: 'getHostDocumentSchema',
        summary: 'JSON Schema of the document of a host, with the words of the vocabularies: for editors',
        tag: 'Vocabularies',
        answer: { content: { 'application/schema+json': Type.Object({}, { additionalProperties: true }) } },
        reading: { byLanguage: true },
      },
      (request) => ({
        body: JSON.stringify(hostDocumentSchema(catalogue.current().reference, publicUrl, languageOf(request))),
        type: 'application/schema+json; charset=utf-8',
      }),
    );
  };
