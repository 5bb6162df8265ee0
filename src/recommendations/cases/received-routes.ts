import { Type } from 'typebox';
import { requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { Speakers } from '../../catalogue/writer.ts';
import type { Database } from '../../database/open.ts';
import { FederationPath } from '../../documents/federation.ts';
import { NEEDS_AN_HOUR, type RateLimits } from '../../hosts/rate-limits.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { senderOf } from '../../http/asking/quota.ts';
import { write } from '../../http/write.ts';
import type { Matcher } from '../../matching/run.ts';
import type { Routes } from '../../record/writer.ts';
import { pathName } from '../../vocabulary/shapes.ts';
import { countErasure, countNeed, eraseSent, sendNeed } from './received.ts';
import { SentNeed, SentNeedDraft } from './schema.ts';
import { DAYS_UNOPENED } from './time.ts';

const PATH = '/v1/federations/:federation/cases/received';
const tag = 'Federations';

/** Needs that anybody sends to a federation and that its officers read. */
export const receivedRoutes: Routes<
  'contextFor' | 'catchUp',
  { catalogue: Catalogue; speakers: Speakers; db: Database; matcher: Matcher; rateLimits: RateLimits }
> = (app, { catalogue, speakers, db, matcher, contextFor, catchUp, rateLimits }) => {
  write(app, 'POST', PATH, {
    operationId: 'sendNeed',
    summary: `Send a need to a federation, whose officers find it by the number that this answers; ${NEEDS_AN_HOUR} an hour`,
    description: `Its officers alone read it here, besides whoever holds the database or a backup of it. What nobody opens within ${DAYS_UNOPENED} days is erased; until then the number erases it too.`,
    tag,
    params: FederationPath,
    body: SentNeedDraft,
    answers: { 201: SentNeed },
    isReadByOthers: true,
    errors: ['federation-not-found', 'nobody-reads', 'too-many-needs'],
    handler: async (request) => {
      const { caller, params, body, ip } = request;
      await catchUp();
      const model = catalogue.current();
      const federation = requireFederation(model, params.federation);
      const matching = { db, matcher, model, say: speakers[languageOf(request)] };
      const countRequest = countNeed(rateLimits, senderOf(caller, ip), federation);
      const sent = await sendNeed(contextFor(caller), federation, body.need, matching, { countRequest });
      // Without an address: the number is all that its sender has, and is kept nowhere else.
      return { status: 201, body: sent };
    },
  });

  write(app, 'DELETE', `${PATH}/:number`, {
    operationId: 'eraseNeed',
    summary: 'Erase a need that one sent, by its number, until an officer opens it; twenty tries an hour',
    tag,
    params: Type.Object({
      ...FederationPath.properties,
      number: pathName('Number of a need that was sent, however it is noted', '7K4-2PW'),
    }),
    answers: { 204: null },
    errors: ['federation-not-found', 'case-not-found', 'too-many-requests'],
    handler: async ({ caller, params, ip }) => {
      const countRequest = countErasure(rateLimits, senderOf(caller, ip));
      await eraseSent(contextFor(caller), params.federation, params.number, countRequest);
      return { status: 204 };
    },
  });
};
