import type { Routes } from '../../bercail.ts';
import { requireFederation } from '../../catalogue/federations.ts';
import { FederationPath } from '../../documents/federation.ts';
import { NEEDS_AN_HOUR } from '../../hosts/turns.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { senderOf } from '../../http/asking/quota.ts';
import { write } from '../../http/write.ts';
import { sendNeed } from './received.ts';
import { SentNeed, SentNeedDraft } from './schema.ts';

/** What anybody sends to a federation, which alone reads it. */
export const receivedRoutes: Routes = (app, { catalogue, speakers, db, matcher, contextFor, catchUp, turns }) =>
  write(
    app,
    'POST',
    '/v1/federations/:federation/cases/received',
    {
      operationId: 'sendNeed',
      summary: `Send a need to a federation, which alone reads it, and finds it by the number that this answers; ${NEEDS_AN_HOUR} an hour`,
      tag: 'Federations',
      params: FederationPath,
      body: SentNeedDraft,
      answers: { 201: SentNeed },
      errors: ['federation-not-found', 'nobody-reads', 'too-many-needs'],
    },
    async (request) => {
      const { caller, params, body, ip } = request;
      await catchUp();
      const model = catalogue.current();
      const federation = requireFederation(model, params.federation);
      const matching = { db, matcher, model, say: speakers[languageOf(request)] };
      const takeTurn = () => turns.need(senderOf(caller, ip));
      return {
        status: 201,
        body: await sendNeed(contextFor(caller), federation, body.need, matching, { takeTurn }),
      };
    },
  );
