import { Type } from 'typebox';
import { Host, HostDraft, HostPatch, HostPath, SuspensionDraft } from '../../documents/host.ts';
import { inLanguage } from '../../ground/errors.ts';
import { addressKey } from '../../http/asking/quota.ts';
import { Lang } from '../../http/get.ts';
import { write } from '../../http/write.ts';
import { administratorWho } from '../../record/context.ts';
import type { Routes } from '../../record/writer.ts';
import type { Caller } from '../../requests/caller.ts';
import { TERMS_VERSION } from '../../vocabulary/reference.ts';
import { namedObject, orNull, Slug, strictObject, termOf } from '../../vocabulary/shapes.ts';
import { WITHDRAWAL_REASONS } from '../../vocabulary/terms.ts';
import { PublicationDraft } from '../confirmations/schema.ts';
import { Challenge } from '../ownership/schema.ts';
import type { RateLimits } from '../rate-limits.ts';
import { hostPublisher, hostWriter } from '../rights.ts';
import { patchHost, publishHost, registerHost } from './commands.ts';
import { liftSuspension, suspendHost, withdrawHost } from './withdrawal.ts';

/** A newly registered host, and the token that may write it. */
const RegisteredHost = namedObject('RegisteredHost', {
  host: Host,
  token: Type.String({ description: 'Shown this once: keep it' }),
  challenge: orNull(Challenge, {
    description: 'absent: without a website there is nothing to prove',
  }),
  terms: Type.String({ description: 'Where the terms that were accepted are read' }),
  existing: Type.Optional(
    strictObject(
      {
        host: Slug,
        how: Type.String({ description: 'What to do, in a sentence' }),
        call: Type.Optional(
          strictObject(
            {
              method: Type.Literal('POST'),
              path: Type.String(),
              body: strictObject({ terms: termOf([TERMS_VERSION]) }),
            },
            { description: 'The request that takes it over; absent: somebody must help' },
          ),
        ),
      },
      { description: 'The entry that has this domain or name already' },
    ),
  ),
});

const Forcing = strictObject({
  lang: Lang,
  force: Type.Optional(
    Type.Boolean({ description: 'true: an administrator doubles the domain of an entry; others cannot' }),
  ),
});

/** What a host states about itself, beginning with its registration. */
export const hostRoutes: Routes<
  'only' | 'contextFor' | 'answer' | 'change',
  { rateLimits: RateLimits; publicUrl: string }
> = (app, { only, rateLimits, contextFor, answer, change, publicUrl }) => {
  const tag = 'Writing';
  const isTrusted = ({ role }: Caller) => role === 'federation' || role === 'admin';

  write(app, 'POST', '/v1/hosts', {
    operationId: 'registerHost',
    summary: 'Register a host: a draft that only its token sees; thirty an hour from one address',
    tag,
    query: Forcing,
    body: HostDraft,
    holdsSecret: true,
    answers: { 201: RegisteredHost },
    version: 'returned',
    errors: ['terms-not-accepted', 'entry-exists'],
    handler: async ({ caller, body, query, ip }) => {
      const registered = await registerHost(contextFor(caller), body, {
        force: query.force,
        countRequest: async (db) => {
          if (!isTrusted(caller)) await rateLimits.registration(db, { key: addressKey(ip) });
        },
      });
      const { document, token, challenge, version, existing } = registered;
      return {
        status: 201,
        bodyIn: (language) => ({
          ...{ host: document, token, challenge, terms: `${publicUrl}/terms` },
          ...(existing && { existing: { ...existing, how: inLanguage(existing.how, language) } }),
        }),
        version,
        location: `/v1/hosts/${document.id}`,
      };
    },
  });

  change(app, 'PATCH', '/v1/hosts/:host', {
    operationId: 'patchHost',
    summary: 'Change facts of a host; its former slug, name and domain are kept',
    tag,
    params: HostPath,
    body: HostPatch,
    answers: Host,
    allow: hostWriter,
    errors: ['slug-taken'],
    command: (context, { host }, body, ifMatch) => patchHost(context, host, body, ifMatch),
  });

  write(app, 'POST', '/v1/hosts/:host/publication', {
    operationId: 'publishHost',
    summary:
      'Publish a draft, which claims its slug and confirms its entry, all its lists whole or those that are named; or again a host that was withdrawn',
    tag,
    params: HostPath,
    query: Forcing,
    body: PublicationDraft,
    takesAnyMeaning: true,
    answers: { 200: Host },
    allow: only(hostPublisher),
    version: 'accepted',
    errors: ['already-published', 'entry-exists', 'not-publishable', 'slug-taken'],
    handler: async ({ caller, params, headers, query, body }) => ({
      ...(await answer(caller, (context) =>
        publishHost(context, params.host, headers['if-match'], { force: query.force, ...body }),
      )),
      status: 200,
    }),
  });
};

const Withdrawal = strictObject({
  reason: Type.Optional(
    Type.Enum(WITHDRAWAL_REASONS, { type: 'string', description: 'Why, as everybody may read it; absent: not said' }),
  ),
  lang: Lang,
});

/** How a host is suspended or withdrawn. */
export const leavingRoutes: Routes<'only' | 'answer' | 'change' | 'remove'> = (
  app,
  { only, answer, change, remove },
) => {
  const tag = 'Writing';
  const suspension = '/v1/hosts/:host/suspension';

  write(app, 'DELETE', '/v1/hosts/:host', {
    operationId: 'withdrawHost',
    summary: 'Withdraw a host, which leaves a tombstone; a draft disappears (204)',
    tag,
    params: HostPath,
    query: Withdrawal,
    answers: { 200: Host, 204: null },
    allow: only(hostWriter),
    version: 'needed',
    handler: async ({ caller, params, headers, query }) => {
      const withdrawn = await answer(caller, (context) =>
        withdrawHost(context, params.host, headers['if-match'], query.reason),
      );
      return (withdrawn.body as Host).state === 'draft' ? { status: 204 } : withdrawn;
    },
  });

  change(app, 'PUT', suspension, {
    operationId: 'suspendHost',
    summary: 'Take a host out of lists and matches; its page stays, with the reason',
    tag,
    params: HostPath,
    body: SuspensionDraft,
    takesAnyMeaning: true,
    answers: Host,
    allow: administratorWho(hostWriter),
    errors: ['not-published'],
    command: (context, { host }, body, ifMatch) => suspendHost(context, host, body, ifMatch),
  });

  remove(app, suspension, {
    operationId: 'liftSuspension',
    summary: 'End a suspension: the host is again what it was before',
    tag,
    params: HostPath,
    answers: Host,
    allow: administratorWho(hostWriter),
    errors: ['suspension-not-found'],
    command: (context, { host }, ifMatch) => liftSuspension(context, host, ifMatch),
  });
};
