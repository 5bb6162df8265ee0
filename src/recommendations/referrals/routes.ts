import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Routes } from '../../bercail.ts';
import { FederationPath } from '../../documents/federation.ts';
import { HostPath } from '../../documents/host.ts';
import { mayWriteFederation } from '../../federations/rights.ts';
import { mayOwnHost, mayWriteHost } from '../../hosts/rights.ts';
import { OnlyLang } from '../../http/get.ts';
import { errors } from '../../http/openapi.ts';
import { write } from '../../http/write.ts';
import { CSV_TYPE, csvAnswer, toCsv } from '../../spreadsheets/csv.ts';
import { answerReferral, outcomesOf, refer, waitingFor } from './commands.ts';
import { Referral, ReferralAnswer, ReferralDraft, ReferralOutcomes, ReferralPath, WaitingReferrals } from './schema.ts';

const COLUMNS = ['host', 'name', 'sent', 'accepted', 'full', 'notForUs', 'waiting'];

/** What became of those whom a federation sent, a host a line. @param nameOf undefined: it has left the catalogue */
export const referralsSheet = ({ hosts }: ReferralOutcomes, nameOf: (host: string) => string | undefined): string =>
  toCsv(
    COLUMNS,
    hosts.map((counts) => ({ ...counts, name: nameOf(counts.host) })),
  );

const PATH = '/v1/federations/:federation/referrals';
const AT_HOST = '/v1/hosts/:host/referrals';
const tag = 'Federations';

/** Somebody is sent to a host, without anybody being followed. */
export const referralRoutes: Routes = (app, { catalogue, contextFor, catchUp }) => {
  write(
    app,
    'POST',
    PATH,
    {
      operationId: 'createReferral',
      summary: 'Note that somebody was sent to a host, without saying whom',
      tag,
      params: FederationPath,
      body: ReferralDraft,
      answers: { 201: Referral },
      allow: ({ caller, params }) => mayWriteFederation(contextFor(caller), params.federation),
      errors: ['federation-not-found'],
    },
    async ({ caller, params, body }) => {
      await catchUp();
      const referral = await refer(contextFor(caller), params.federation, body, catalogue.current());
      return { status: 201, body: referral };
    },
  );

  write(
    app,
    'PUT',
    `${AT_HOST}/:referral`,
    {
      operationId: 'answerReferral',
      summary: 'Say what became of somebody who was sent: accepted, full, or not for us; it cannot be changed',
      tag,
      params: ReferralPath,
      body: ReferralAnswer,
      answers: { 200: Referral },
      allow: ({ caller, params }) => mayWriteHost(contextFor(caller), params.host),
      errors: ['host-not-found', 'referral-not-found', 'already-answered'],
    },
    async ({ caller, params, body }) => ({
      status: 200,
      body: await answerReferral(contextFor(caller), params.host, params.referral, body),
    }),
  );

  /** The same counts in two formats, with the token of the federation. */
  const counted = (operationId: string, summary: string, type: string, schema: object) => ({
    config: { crossOrigin: false },
    onRequest: ({ caller, params }: Pick<FastifyRequest, 'caller' | 'params'>) =>
      mayWriteFederation(contextFor(caller), (params as Static<typeof FederationPath>).federation),
    schema: {
      operationId,
      summary,
      tags: [tag],
      security: [{ token: [] }],
      params: FederationPath,
      querystring: OnlyLang,
      response: {
        200: { description: 'The counts', content: { [type]: { schema } } },
        ...errors('no-token', 'not-yours', 'federation-not-found', 'database-unavailable'),
      },
    },
  });

  app.get<{ Params: Static<typeof FederationPath> }>(
    PATH,
    counted(
      'getReferralOutcomes',
      'What became of those whom the federation sent, counted; with its token',
      'application/json',
      ReferralOutcomes,
    ),
    async ({ caller, params }, reply) => {
      const outcomes = await outcomesOf(contextFor(caller), params.federation);
      return reply.header('cache-control', 'private, no-store').send(outcomes);
    },
  );

  app.get<{ Params: Static<typeof FederationPath> }>(
    `${PATH}.csv`,
    counted(
      'downloadReferralOutcomes',
      'The same as /referrals, for a spreadsheet: a host a line; with its token',
      CSV_TYPE,
      Type.String(),
    ),
    async ({ caller, params }, reply) => {
      const outcomes = await outcomesOf(contextFor(caller), params.federation);
      const { bySlug } = catalogue.current();
      const { body, type } = csvAnswer(referralsSheet(outcomes, (slug) => bySlug.get(slug)?.name));
      return reply.header('cache-control', 'private, no-store').type(type).send(body);
    },
  );

  app.get<{ Params: Static<typeof HostPath> }>(
    AT_HOST,
    {
      config: { crossOrigin: false },
      onRequest: ({ caller, params }) => mayOwnHost(contextFor(caller), (params as Static<typeof HostPath>).host),
      schema: {
        operationId: 'listWaitingReferrals',
        summary: 'Who was sent to the host and waits for an answer; with its token',
        tags: [tag],
        security: [{ token: [] }],
        params: HostPath,
        querystring: OnlyLang,
        response: {
          200: { description: 'Those that wait', content: { 'application/json': { schema: WaitingReferrals } } },
          ...errors('no-token', 'not-yours', 'host-not-found', 'database-unavailable'),
        },
      },
    },
    async ({ caller, params }, reply) => {
      const waiting = await waitingFor(contextFor(caller), params.host);
      return reply.header('cache-control', 'private, no-store').send({ ...waiting, next: null });
    },
  );
};
