import { Type } from 'typebox';
import type { Catalogue } from '../catalogue/follow.ts';
import { refuseAbsent } from '../catalogue/gone.ts';
import { findHost } from '../catalogue/model.ts';
import { federationNamesIn, namesIn, type Speakers } from '../catalogue/writer.ts';
import type { Database } from '../database/open.ts';
import { Host, HostPath } from '../documents/host.ts';
import { answerJson } from '../ground/absent.ts';
import { tellDifference } from '../history/entries.ts';
import { readOwnHost } from '../hosts/entries/commands.ts';
import { hostWriter, ownsHost } from '../hosts/rights.ts';
import { versionTag } from '../http/answering/conditional.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { publicGet } from '../http/get.ts';
import { write } from '../http/write.ts';
import type { Routes } from '../record/writer.ts';
import { today } from '../requests/meaning.ts';
import { refuseFaults } from '../requests/version.ts';
import type { Language } from '../vocabulary/terms.ts';
import { putDocument, type TriedDocument, tryDocument } from './commands.ts';
import {
  DocumentTrial,
  documentHead,
  HostDocument,
  HostDocumentDraft,
  hostDocumentSchema,
  SCHEMA_PATH,
} from './schema.ts';
import { documentOf } from './write.ts';

/** Everything that a host writes about itself, as one document. */
export const documentRoutes: Routes<
  'only' | 'contextFor' | 'answer',
  { catalogue: Catalogue; speakers: Speakers; db: Database; publicUrl: string }
> = (app, { only, catalogue, speakers, db, contextFor, answer, publicUrl }) => {
  const path = '/v1/hosts/:host/document';
  const effectsOf = ({ before, after }: TriedDocument, day: string, language: Language): DocumentTrial['would'] =>
    tellDifference(before, after, day, {
      reference: catalogue.current().reference,
      say: speakers[language],
      nameOf: namesIn(catalogue.current()),
      federationName: federationNamesIn(catalogue.current()),
    });

  publicGet(app, path, {
    dependsOn: catalogue,
    operationId: 'getHostDocument',
    summary: 'All that a host writes of itself, in one document that can be put back',
    tag: 'Writing',
    answer: HostDocument,
    params: HostPath,
    errors: ['host-not-found', 'host-gone', 'database-unavailable'],
    handler: async ({ caller, params }, model) => {
      const host =
        findHost(model, params.host) ??
        (await readOwnHost(contextFor(caller), params.host)) ??
        (await refuseAbsent(db, params.host));
      return {
        body: answerJson({ ...documentHead(publicUrl), ...documentOf(host) }),
        ...(ownsHost(caller, host) && { versionTag: versionTag(host.version) }),
      };
    },
  });

  write(app, 'PUT', path, {
    operationId: 'putHostDocument',
    summary: 'Put one document in the place of everything that a host writes of itself, all or nothing',
    tag: 'Writing',
    params: HostPath,
    body: HostDocumentDraft,
    answers: { 200: Host },
    allow: only(hostWriter),
    version: 'needed',
    trial: {
      answer: DocumentTrial,
      handler: async ({ caller, params, body, headers }) => {
        const context = contextFor(caller);
        const tried = await tryDocument(context, params.host, body, headers['if-match']);
        refuseFaults(tried.faults);
        const { version } = tried.before;
        return { status: 200, bodyIn: (language) => effectsOf(tried, today(context), language), version };
      },
    },
    handler: ({ caller, params, body, headers }) =>
      answer(caller, (context) => putDocument(context, params.host, body, headers['if-match'])),
  });

  publicGet(app, SCHEMA_PATH, {
    // Depends on the catalogue: federations add their own criteria to the common ones.
    dependsOn: catalogue,
    operationId: 'getHostDocumentSchema',
    isData: false,
    summary: 'JSON Schema of the document of a host, with the words of the vocabularies: for editors',
    tag: 'Vocabularies',
    answer: { content: { 'application/schema+json': Type.Object({}, { additionalProperties: true }) } },
    reading: { byLanguage: true },
    handler: (request, model) => ({
      body: JSON.stringify(hostDocumentSchema(model.reference, publicUrl, languageOf(request))),
      type: 'application/schema+json; charset=utf-8',
    }),
  });
};
