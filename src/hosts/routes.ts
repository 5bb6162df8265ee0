import { Type } from 'typebox';
import type { Routes } from '../bercail.ts';
import { Host, HostDraft, HostPatch, HostPath, SuspensionDraft } from '../documents/host.ts';
import { write } from '../http/write.ts';
import { administratorWho } from '../record/context.ts';
import { patchHost, publishHost, registerHost } from './commands.ts';
import { liftSuspension, suspendHost, withdrawHost } from './leaving.ts';
import { Challenge } from './ownership/schema.ts';
import { hostOwner, hostWriter } from './rights.ts';

/** A host that was just registered, and the token that writes it. */
const RegisteredHost = Type.Object(
  {
    host: Host,
    token: Type.String({ description: 'Shown this once: keep it' }),
    challenge: Type.Union([Challenge, Type.Null()], {
      description: 'null: without a website there is nothing to prove',
    }),
  },
  { additionalProperties: false, $id: 'RegisteredHost' },
);

/** What a host says of itself, from its registration on. */
export const hostRoutes: Routes = (app, { only, contextFor, answer }) => {
  const tag = 'Writing';
  const allow = only(hostWriter);

  write(
    app,
    'POST',
    '/v1/hosts',
    {
      operationId: 'registerHost',
      summary: 'Register a host: a draft that only its token sees',
      tag,
      body: HostDraft,
      holdsSecret: true,
      answers: { 201: RegisteredHost },
      version: 'returned',
      errors: ['terms-not-accepted'],
    },
    async ({ caller, body }) => {
      const { document, token, challenge, version } = await registerHost(contextFor(caller), body);
      return {
        status: 201,
        body: { host: document, token, challenge },
        version,
        location: `/v1/hosts/${document.id}`,
      };
    },
  );

  write(
    app,
    'PATCH',
    '/v1/hosts/:host',
    {
      operationId: 'patchHost',
      summary: 'Change facts of a host',
      tag,
      params: HostPath,
      body: HostPatch,
      answers: { 200: Host },
      allow,
      version: 'needed',
    },
    ({ caller, params, body, headers }) =>
      answer(caller, (context) => patchHost(context, params.host, body, headers['if-match'])),
  );

  write(
    app,
    'POST',
    '/v1/hosts/:host/publication',
    {
      operationId: 'publishHost',
      summary:
        'Publish a draft, which claims its slug and confirms its entry, all its lists whole; or again a host that was withdrawn',
      tag,
      params: HostPath,
      answers: { 200: Host },
      allow: only(hostOwner),
      version: 'accepted',
      errors: ['already-published', 'not-publishable', 'slug-taken'],
    },
    async ({ caller, params, headers }) => ({
      ...(await answer(caller, (context) => publishHost(context, params.host, headers['if-match']))),
      status: 200,
    }),
  );
};

/** How a host leaves, for a while or for good. */
export const leavingRoutes: Routes = (app, { only, answer }) => {
  const tag = 'Writing';
  const suspension = '/v1/hosts/:host/suspension';

  write(
    app,
    'DELETE',
    '/v1/hosts/:host',
    {
      operationId: 'withdrawHost',
      summary: 'Withdraw a host, which leaves a tombstone; a draft disappears (204)',
      tag,
      params: HostPath,
      answers: { 200: Host, 204: null },
      allow: only(hostWriter),
      version: 'needed',
    },
    async ({ caller, params, headers }) => {
      const withdrawn = await answer(caller, (context) => withdrawHost(context, params.host, headers['if-match']));
      return (withdrawn.body as Host).state === 'draft' ? { status: 204 } : withdrawn;
    },
  );

  write(
    app,
    'PUT',
    suspension,
    {
      operationId: 'suspendHost',
      summary: 'Take a host out of lists and matches; its page stays, with the reason',
      tag,
      params: HostPath,
      body: SuspensionDraft,
      answers: { 200: Host, 201: Host },
      allow: only(administratorWho(hostWriter)),
      version: 'needed',
      errors: ['not-published'],
    },
    ({ caller, params, body, headers }) =>
      answer(caller, (context) => suspendHost(context, params.host, body, headers['if-match'])),
  );

  write(
    app,
    'DELETE',
    suspension,
    {
      operationId: 'liftSuspension',
      summary: 'End a suspension: the host is again what it was before',
      tag,
      params: HostPath,
      answers: { 200: Host },
      allow: only(administratorWho(hostWriter)),
      version: 'needed',
      errors: ['suspension-not-found'],
    },
    ({ caller, params, headers }) =>
      answer(caller, (context) => liftSuspension(context, params.host, headers['if-match'])),
  );
};
