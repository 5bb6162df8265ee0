import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import { nextAddress, readCursor } from '../../http/pagination.ts';
import { write } from '../../http/write.ts';
import type { Outgoing } from '../../outgoing/fetch.ts';
import type { Routes } from '../../record/writer.ts';
import {
  createWebhook,
  listDeliveries,
  listWebhooks,
  readWebhook,
  removeWebhook,
  replay,
  rotateSecret,
} from './commands.ts';
import { ownerOfWebhook, webhookOwner } from './rights.ts';
import {
  DeliveryList,
  DeliveryQuery,
  NewSecret,
  NewWebhook,
  Replay,
  Replayed,
  SecretRotation,
  Verification,
  Webhook,
  WebhookDraft,
  WebhookList,
  WebhookPath,
} from './schema.ts';
import { tellProblem, verifyWebhook } from './verify.ts';

const isEvent = ([number = '', ...others]: string[]): boolean => /^\d{1,9}$/.test(number) && others.length === 0;

/** Webhooks: their subscriptions, addresses, and deliveries. */
export const webhookRoutes: Routes<'only' | 'contextFor', { outgoing: Outgoing }> = (
  app,
  { only, contextFor, outgoing },
) => {
  const tag = 'Following' as const;
  const allow = only(webhookOwner);
  const ofOne = { tag, params: WebhookPath, allow: only(ownerOfWebhook) };

  write(app, 'POST', '/v1/webhooks', {
    operationId: 'createWebhook',
    summary: 'Have a program told of changes: it is sent a challenge at once, and events once it gives that back',
    tag,
    body: WebhookDraft,
    takesAnyMeaning: true,
    answers: { 201: NewWebhook },
    allow,
    holdsSecret: true,
    errors: ['too-many-webhooks'],
    handler: async (request) => {
      const context = contextFor(request.caller);
      const { id, secret } = await createWebhook(context, request.body);
      const { webhook, problem } = await verifyWebhook(context, outgoing, id);
      const failure = problem && { problem: tellProblem(problem, languageOf(request)) };
      return { status: 201, body: { ...webhook, secret, ...failure }, location: `/v1/webhooks/${id}` };
    },
  });

  privateGet(app, '/v1/webhooks', {
    operationId: 'listWebhooks',
    comesWhole: true,
    summary: 'Webhooks, all in one page: one’s own, and all of them for an administrator',
    tag,
    answer: WebhookList,
    allow,
    handler: async ({ caller }) => {
      const items = await listWebhooks(contextFor(caller));
      return { body: { items, total: items.length, next: null } };
    },
  });

  privateGet(app, '/v1/webhooks/:webhook', {
    ...ofOne,
    operationId: 'getWebhook',
    summary: 'A webhook, and how far it is behind',
    answer: Webhook,
    handler: async ({ caller, params }) => ({ body: await readWebhook(contextFor(caller), params.webhook) }),
  });

  write(app, 'DELETE', '/v1/webhooks/:webhook', {
    ...ofOne,
    operationId: 'removeWebhook',
    summary: 'End a webhook, at once and everywhere',
    answers: { 204: null },
    handler: async ({ caller, params }) => {
      await removeWebhook(contextFor(caller), params.webhook);
      return { status: 204 };
    },
  });

  write(app, 'POST', '/v1/webhooks/:webhook/verifications', {
    ...ofOne,
    operationId: 'verifyWebhook',
    summary: 'Have a challenge sent again, once a minute: for a webhook that is not verified yet, or was disabled',
    answers: { 200: Verification },
    errors: ['too-many-requests'],
    handler: async (request) => {
      const { webhook, problem } = await verifyWebhook(contextFor(request.caller), outgoing, request.params.webhook);
      return {
        status: 200,
        body: webhook,
        bodyIn: (language) => ({ ...webhook, ...(problem && { problem: tellProblem(problem, language) }) }),
      };
    },
  });

  write(app, 'POST', '/v1/webhooks/:webhook/secrets', {
    ...ofOne,
    operationId: 'rotateWebhookSecret',
    summary: 'Another secret: deliveries are signed with the ones before as well, for a day unless said otherwise',
    body: SecretRotation,
    takesAnyMeaning: true,
    answers: { 201: NewSecret },
    holdsSecret: true,
    handler: async ({ caller, params, body }) => {
      const { secret, formerUntil } = await rotateSecret(contextFor(caller), params.webhook, body);
      const rotated = { secret, formerEndsAt: formerUntil?.toISOString() ?? null };
      return { status: 201, body: rotated, location: `/v1/webhooks/${params.webhook}` };
    },
  });

  write(app, 'POST', '/v1/webhooks/:webhook/replays', {
    ...ofOne,
    operationId: 'replayWebhook',
    summary: 'Have events sent again, from a revision or an instant on, or those that were given up; 10,000 at once',
    body: Replay,
    takesAnyMeaning: true,
    answers: { 200: Replayed },
    errors: ['webhook-not-active'],
    handler: async ({ caller, params, body }) => ({
      status: 200,
      body: await replay(contextFor(caller), params.webhook, body),
    }),
  });

  privateGet(app, '/v1/webhooks/:webhook/deliveries', {
    ...ofOne,
    operationId: 'listDeliveries',
    summary: 'What was sent, and what is to be, latest first; forgotten after a month',
    query: DeliveryQuery,
    answer: DeliveryList,
    errors: ['invalid-cursor'],
    handler: async ({ caller, params, query }) => {
      const asked = { path: `/v1/webhooks/${params.webhook}/deliveries`, query };
      const before = readCursor(asked, isEvent);
      const page = await listDeliveries(contextFor(caller), params.webhook, query, before && Number(before[0]));
      const next = page.next === undefined ? null : nextAddress(asked, [String(page.next)]);
      return { body: { items: page.items, total: page.total, next }, next };
    },
  });
};
