import type { FastifyInstance } from 'fastify';
import type { Bercail, Routes } from '../bercail.ts';
import {
  Federation,
  FederationDraft,
  FederationPatch,
  FederationPath,
  MemberPath,
  Vouch,
} from '../documents/federation.ts';
import { write } from '../http/write.ts';
import { administrator } from '../record/context.ts';
import { createFederation, patchFederation, stopVouching, voucher, vouchFor } from './commands.ts';
import { federationOwner } from './rights.ts';

const tag = 'Federations';

function ownRoutes(app: FastifyInstance, { only, answer }: Bercail): void {
  write(
    app,
    'POST',
    '/v1/federations',
    {
      operationId: 'createFederation',
      summary: 'Make a federation, public at once',
      tag,
      body: FederationDraft,
      answers: { 201: Federation },
      allow: only(administrator),
      version: 'returned',
      errors: ['slug-taken'],
    },
    async ({ caller, body }) => ({
      ...(await answer(caller, (context) => createFederation(context, body))),
      location: `/v1/federations/${body.slug}`,
    }),
  );

  write(
    app,
    'PATCH',
    '/v1/federations/:federation',
    {
      operationId: 'patchFederation',
      summary: 'Change facts of a federation',
      tag,
      params: FederationPath,
      body: FederationPatch,
      answers: { 200: Federation },
      allow: only(federationOwner),
      version: 'needed',
    },
    ({ caller, params, body, headers }) =>
      answer(caller, (context) => patchFederation(context, params.federation, body, headers['if-match'])),
  );
}

function vouchRoutes(app: FastifyInstance, { only, contextFor }: Bercail): void {
  const common = {
    tag,
    params: MemberPath,
    allow: only(voucher),
  } as const;
  write(
    app,
    'PUT',
    '/v1/federations/:federation/vouches/:host',
    {
      ...common,
      operationId: 'putVouch',
      summary: 'Answer for a host, so that it may publish without proving its domain',
      answers: { 200: Vouch },
      errors: ['federation-not-found', 'host-not-found'],
    },
    async ({ caller, params }) => ({ status: 200, body: await vouchFor(contextFor(caller), params) }),
  );
  write(
    app,
    'DELETE',
    '/v1/federations/:federation/vouches/:host',
    {
      ...common,
      operationId: 'removeVouch',
      summary: 'Stop answering for a host',
      answers: { 204: null },
      errors: ['federation-not-found', 'host-not-found', 'vouch-not-found'],
    },
    async ({ caller, params }) => {
      await stopVouching(contextFor(caller), params);
      return { status: 204 };
    },
  );
}

/** Networks of hosts: what they are, and for whom they answer. */
export const federationRoutes: Routes = (app, bercail) => {
  ownRoutes(app, bercail);
  vouchRoutes(app, bercail);
};
