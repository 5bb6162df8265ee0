import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../../catalogue/follow.ts';
import { federationIn } from '../../catalogue/reading.ts';
import type { Writer } from '../../catalogue/writer.ts';
import { speakersOf } from '../../catalogue/writer.ts';
import { FederationPath } from '../../documents/federation.ts';
import { mayWriteFederation } from '../../federations/rights.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { ref } from '../../http/openapi.ts';
import { write } from '../../http/write.ts';
import { refuseFaults } from '../../requests/version.ts';
import type { Previewer } from './previewer.ts';
import { readTried } from './previewer.ts';
import { PolicyPreview, PreviewDraft } from './schema.ts';

export interface PreviewRoutes {
  catalogue: Catalogue;
  previewer: Previewer;
  writer: Writer;
}

/** A policy tried before it is adopted; nothing is kept of it. */
export const previewRoutes =
  ({ catalogue, previewer, writer: { contextFor, catchUp } }: PreviewRoutes) =>
  async (app: FastifyInstance): Promise<void> => {
    const speakers = speakersOf(catalogue);
    write(
      app,
      'POST',
      '/v1/federations/:federation/policy/preview',
      {
        operationId: 'previewPolicy',
        summary: 'Which hosts a policy would move over the public panel of typical needs, and by which of its rules',
        tag: 'Federations',
        onlyComputes: true,
        params: FederationPath,
        body: ref(PreviewDraft),
        answers: { 200: ref(PolicyPreview) },
        allow: ({ caller, params }) => mayWriteFederation(contextFor(caller), params.federation),
        errors: ['federation-not-found'],
      },
      async (request) => {
        const { params, body } = request;
        await catchUp();
        const model = catalogue.current();
        const { faults, rules } = readTried(body, model.reference, model.day);
        refuseFaults(faults);
        const federation = federationIn(model, params.federation);
        const say = speakers[languageOf(request)];
        return { status: 200, body: await previewer.preview(federation, rules, model, say) };
      },
    );
  };
