import { type Static, Type } from 'typebox';
import { Lang } from '../../http/get.ts';
import { privateListOf } from '../../http/pagination.ts';
import {
  HttpUrl,
  Id,
  Instant,
  namedObject,
  oneOfMore,
  orNull,
  pathName,
  Slug,
  strictObject,
  termOf,
} from '../../vocabulary/shapes.ts';
import { DELIVERY_STATES, EVENT_TYPES, ROLES, WEBHOOK_STATES } from '../../vocabulary/terms.ts';

/** The address of a program, and the events that it subscribes to. */
export const WebhookDraft = namedObject(
  'WebhookDraft',
  {
    url: { ...HttpUrl, description: 'https address that takes a POST; redirects are not followed' },
    events: Type.Array(termOf(EVENT_TYPES), {
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      description: 'What to be told',
    }),
  },
  { examples: [{ url: 'https://aulnes.example/hooks/bercail', events: ['host.closing', 'membership.changed'] }] },
);
export type WebhookDraft = Static<typeof WebhookDraft>;

const Maybe = (description: string) => orNull(Instant, { description });

/** A webhook as its owner sees it: everything except the secrets. */
export const Webhook = namedObject('Webhook', {
  id: Id,
  role: termOf(ROLES, { description: 'Whose it is, with `host` or `federation`' }),
  host: Type.Optional(Type.String({ description: 'slug, or id of a draft' })),
  federation: Type.Optional(Slug),
  url: Type.String(),
  events: Type.Array(termOf(EVENT_TYPES)),
  state: termOf(WEBHOOK_STATES, {
    description: '`unverified`: nothing is sent until the receiver has given a challenge back',
  }),
  disabledWhy: Type.Optional(
    oneOfMore(
      ['gone', 'failing', 'token-ended'],
      '`gone`: it answered 410; `failing`: nothing was taken for three days; `token-ended`: the token that made it was revoked or has expired',
    ),
  ),
  createdAt: Instant,
  verifiedAt: Maybe('When it last gave a challenge back'),
  deliveredAt: Maybe('When it last took something'),
  firstFailedAt: Maybe('Since when nothing is taken'),
  resumesAt: Maybe('Until when the receiver asked to be left alone'),
  disabledAt: Maybe('When it was disabled'),
  waiting: Type.Integer({ minimum: 0, description: 'Events that are still to be taken' }),
  dead: Type.Integer({ minimum: 0, description: 'Events that were given up: replay them' }),
  secrets: Type.Array(strictObject({ createdAt: Instant, endsAt: Maybe('absent: until it is replaced') }), {
    description: 'Each delivery is signed with all of these, newest first; the secrets themselves are not shown',
  }),
});
export type Webhook = Static<typeof Webhook>;

/** Why a challenge failed. */
const Problem = strictObject({ code: Type.String(), text: Type.String() });

export const NewWebhook = namedObject('NewWebhook', {
  ...Webhook.properties,
  secret: Type.String({
    description: 'What deliveries are signed with (Standard Webhooks). Shown this once: keep it',
  }),
  problem: Type.Optional({ ...Problem, description: 'Why the challenge did not come back: have it sent again' }),
});
export type NewWebhook = Static<typeof NewWebhook>;

export const Verification = namedObject('WebhookVerification', {
  ...Webhook.properties,
  problem: Type.Optional(Problem),
});
export type Verification = Static<typeof Verification>;

export const WebhookList = namedObject('WebhookList', {
  items: Type.Array(Webhook),
  total: Type.Integer(),
  next: orNull(Type.String()),
});

export const WebhookPath = Type.Object({
  webhook: pathName('Identifier of a webhook', '00000000-0000-4000-8000-000000000000'),
});

/** How to replace a secret. */
export const SecretRotation = namedObject(
  'SecretRotation',
  {
    graceMinutes: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 10_080,
        description: 'For how long deliveries are signed with the secrets before as well; a day when absent',
      }),
    ),
  },
  { examples: [{ graceMinutes: 60 }] },
);
export type SecretRotation = Static<typeof SecretRotation>;

export const NewSecret = namedObject('NewSecret', {
  secret: Type.String({ description: 'Shown this once: keep it' }),
  formerEndsAt: Maybe('Until when deliveries are signed with the secrets before as well'),
});

/** What to send again: exactly one of the three. */
export const Replay = namedObject(
  'Replay',
  {
    afterRevision: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647 })),
    since: Type.Optional(Instant),
    dead: Type.Optional(Type.Literal(true, { description: 'What was given up' })),
  },
  { minProperties: 1, maxProperties: 1, examples: [{ dead: true }] },
);
export type Replay = Static<typeof Replay>;

export const Replayed = namedObject('Replayed', {
  count: Type.Integer({ minimum: 0, description: 'Events that are to be sent, besides those that waited already' }),
  complete: Type.Boolean({ description: 'false: there are more, ask again from `lastRevision`' }),
  lastRevision: orNull(Type.Integer()),
});
export type Replayed = Static<typeof Replayed>;

/** The delivery of one event. Of the receiver's response only the status is stored. */
export const Delivery = namedObject('Delivery', {
  id: Type.String({ description: '`webhook-id`: the same whenever it is sent' }),
  type: termOf(EVENT_TYPES),
  at: Instant,
  revision: orNull(Type.Integer()),
  state: termOf(DELIVERY_STATES, { description: '`dead`: given up after the last attempt' }),
  attempts: Type.Integer({ minimum: 0 }),
  firstTriedAt: Maybe('absent: not yet'),
  lastTriedAt: Maybe('absent: not yet'),
  nextTryAt: Maybe('absent: never, or after an earlier event of the same host or federation'),
  lastHttpStatus: orNull(Type.Integer(), { description: 'What the receiver answered last' }),
  lastProblem: orNull(Type.String(), { description: 'Why it did not answer' }),
});
export type Delivery = Static<typeof Delivery>;

export const DeliveryList = privateListOf(Delivery, 'DeliveryList');

export const DeliveryQuery = strictObject({
  state: Type.Optional(termOf(DELIVERY_STATES)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  cursor: Type.Optional(Type.String({ maxLength: 4000 })),
  lang: Lang,
});
export type DeliveryQuery = Static<typeof DeliveryQuery>;
