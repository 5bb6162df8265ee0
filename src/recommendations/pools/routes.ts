import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../../catalogue/follow.ts';
import { federationIn } from '../../catalogue/reading.ts';
import { speakersOf, type Writer } from '../../catalogue/writer.ts';
import { FederationPath } from '../../documents/federation.ts';
import { mayWriteFederation } from '../../federations/rights.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { ref } from '../../http/openapi.ts';
import { write } from '../../http/write.ts';
import type { Policy } from '../../matching/engine/policy.ts';
import type { Matcher } from '../../matching/run.ts';
import { pool } from './pool.ts';
import { Pool, PoolDraft } from './schema.ts';

export interface PoolRoutes {
  catalogue: Catalogue;
  matcher: Matcher;
  policy: Policy;
  writer: Writer;
}

/** Several needs together: computed for who asks, and not kept. */
export const poolRoutes =
  ({ catalogue, matcher, policy, writer: { contextFor, catchUp } }: PoolRoutes) =>
  async (app: FastifyInstance): Promise<void> => {
    const speakers = speakersOf(catalogue);
    write(
      app,
      'POST',
      '/v1/federations/:federation/pools',
      {
        operationId: 'computePool',
        summary:
          'What several needs come to at one host: the group’s answer, each one’s, who pays what; nothing is kept',
        tag: 'Federations',
        onlyComputes: true,
        params: FederationPath,
        body: ref(PoolDraft),
        answers: { 200: ref(Pool) },
        allow: ({ caller, params }) => mayWriteFederation(contextFor(caller), params.federation),
        errors: ['federation-not-found'],
      },
      async (request) => {
        await catchUp();
        const model = catalogue.current();
        const federation = federationIn(model, request.params.federation);
        const say = speakers[languageOf(request)];
        return { status: 200, body: await pool(request.body, federation, { matcher, model, say, policy }) };
      },
    );
  };
