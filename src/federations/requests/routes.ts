import type { Database } from '../../database/open.ts';
import { sayLooked, waysToProve } from '../../hosts/ownership/words.ts';
import type { RateLimits } from '../../hosts/rate-limits.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { addressKey, senderOf } from '../../http/asking/quota.ts';
import { privateGet } from '../../http/get.ts';
import { nextAddress, readCursor } from '../../http/pagination.ts';
import { write } from '../../http/write.ts';
import type { Outgoing } from '../../outgoing/fetch.ts';
import { administrator } from '../../record/context.ts';
import type { Routes } from '../../record/writer.ts';
import { isId } from '../../requests/meaning.ts';
import { askForFederation, checkRequest, enterFederation } from './commands.ts';
import { answerRequest, listRequests, readRequestById } from './deciding.ts';
import {
  AskedFederation,
  FederationRequest,
  FederationRequestAnswer,
  FederationRequestCheck,
  FederationRequestDraft,
  FederationRequestList,
  FederationRequestQuery,
  FirstToken,
  RequestKey,
  RequestPath,
} from './schema.ts';

const LIST = '/v1/federation-requests';
const tag = 'Federations';
const PAGE = 20;

/** A cursor holds when the previous page's last request was proven, and its id. */
const isRequestCursor = ([provenAt = '', id = '', ...others]: string[]): boolean =>
  /^[1-9]\d{3}-/.test(provenAt) && !Number.isNaN(Date.parse(provenAt)) && isId(id) && others.length === 0;

/** Networks ask for a desk, and prove their website. */
export const federationRequestRoutes: Routes<'only' | 'contextFor', { rateLimits: RateLimits; outgoing: Outgoing }> = (
  app,
  { only, rateLimits, contextFor, outgoing },
) => {
  write(app, 'POST', LIST, {
    operationId: 'askForFederation',
    summary: 'Ask for the desk of a network; an administrator answers once its domain is proven; thirty an hour',
    description:
      'A federation that is in the catalogue already and that nobody keeps yet asks with its name and site: who proves the site comes in at once.',
    tag,
    body: FederationRequestDraft,
    holdsSecret: true,
    answers: { 201: AskedFederation },
    handler: async (request) => {
      const { caller, body, ip } = request;
      const made = await askForFederation(contextFor(caller), body, (db: Database) =>
        rateLimits.registration(db, { key: addressKey(ip) }),
      );
      const location = `${LIST}/${made.request.id}`;
      return { status: 201, body: { ...made, ways: waysToProve(made.challenge, languageOf(request)) }, location };
    },
  });

  write(app, 'POST', `${LIST}/checks`, {
    operationId: 'checkFederationRequest',
    summary: 'Look for the text of a request on the site and in the domain of the network; sixty times an hour',
    tag,
    body: RequestKey,
    takesAnyMeaning: true,
    holdsSecret: true,
    answers: { 200: FederationRequestCheck },
    errors: ['request-not-found', 'too-many-requests'],
    handler: async (request) => {
      const { caller, body, ip } = request;
      const checked = await checkRequest(contextFor(caller), outgoing, body.key, (db: Database) =>
        rateLimits.check(db, senderOf(caller, ip)),
      );
      const language = languageOf(request);
      const looked = sayLooked(checked.looked, checked.challenge, language);
      return {
        status: 200,
        body: {
          request: checked.request,
          proven: checked.request.state !== 'unproven',
          challenge: checked.challenge,
          ways: waysToProve(checked.challenge, language),
          ...(looked.length > 0 && { looked }),
        },
      };
    },
  });

  write(app, 'POST', `${LIST}/tokens`, {
    operationId: 'enterFederation',
    summary: 'The first token of a federation that was accepted, or that had no desk yet, once',
    tag,
    body: RequestKey,
    takesAnyMeaning: true,
    holdsSecret: true,
    answers: { 201: FirstToken },
    errors: ['request-not-found', 'already-answered'],
    handler: async ({ caller, body }) => {
      const { federation, token } = await enterFederation(contextFor(caller), body.key);
      return { status: 201, body: { federation, token }, location: `/v1/federations/${federation}` };
    },
  });

  privateGet(app, LIST, {
    operationId: 'listFederationRequests',
    summary: 'Networks that ask for a desk, whose domain is proven, oldest first',
    tag,
    query: FederationRequestQuery,
    answer: FederationRequestList,
    responseDescription: 'A page',
    allow: only(administrator),
    errors: ['invalid-cursor'],
    handler: async ({ caller, query }) => {
      const list = { path: LIST, query };
      const [provenAt = '', id = ''] = readCursor(list, isRequestCursor) ?? [];
      const after = id === '' ? undefined : { provenAt: new Date(provenAt), id };
      const { items, total, last } = await listRequests(contextFor(caller), query.limit ?? PAGE, after);
      const next = last && nextAddress(list, [last.provenAt.toISOString(), last.id]);
      return { body: { items, total, next }, next };
    },
  });

  privateGet(app, `${LIST}/:request`, {
    operationId: 'getFederationRequest',
    summary: 'A network that asks for a desk',
    tag,
    params: RequestPath,
    answer: FederationRequest,
    responseDescription: 'The request',
    allow: only(administrator),
    errors: ['request-not-found'],
    handler: async ({ caller, params }) => ({ body: await readRequestById(contextFor(caller), params.request) }),
  });

  write(app, 'PUT', `${LIST}/:request/answer`, {
    operationId: 'answerFederationRequest',
    summary: 'Accept a network, which makes its federation, public at once; or refuse it with a reason',
    tag,
    params: RequestPath,
    body: FederationRequestAnswer,
    answers: { 200: FederationRequest },
    allow: only(administrator),
    errors: ['request-not-found', 'already-answered', 'not-publishable', 'slug-taken'],
    handler: async ({ caller, params, body }) => {
      const { request } = await answerRequest(contextFor(caller), params.request, body);
      return { status: 200, body: request };
    },
  });
};
