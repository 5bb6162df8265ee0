import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Webhook as Signer } from 'standardwebhooks';
import { answerJson } from '../../ground/absent.ts';
import type { FeedEventRow } from '../../record/rows.ts';
import { feedEvents } from '../../record/tables.ts';
import type { EventType } from '../../vocabulary/terms.ts';

/* A price rise that is taken back does not break a promise: receivers get it as a change of the host. */

const TAKEN_BACK = 'price-rise-taken-back';

/** The event type that receivers get. */
export const receivedType = ({ type, data }: Pick<FeedEventRow, 'type' | 'data'>): EventType =>
  data.what === TAKEN_BACK ? 'host.changed' : type;

/** The same as a SQL expression. */
export const receivedTypeSql = sql`case ${feedEvents.data} ->> 'what' when ${TAKEN_BACK} then 'host.changed' else ${feedEvents.type} end`;

/* The messages to webhooks, as defined by Standard Webhooks: an id, a time, a body, and one signature per secret. */

/** A new secret of 256 random bits, with the prefix that libraries expect. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

interface Message {
  id: string;
  body: string;
}

/** The message of an event: identical bytes each time it is sent. */
export function messageOf(event: FeedEventRow, publicUrl: string): Message {
  const { id, at, revision, hostId, federationId, data } = event;
  const { host, federation } = data as { host?: string | null; federation?: string };
  const room = hostId === null ? 'federations' : 'hosts';
  const url = `${publicUrl}/v1/${room}/${(hostId === null ? federation : host) ?? hostId ?? federationId}`;
  const sent = { id: hostId ?? federationId, revision, ...data, url };
  return { id, body: answerJson({ type: receivedType(event), timestamp: at.toISOString(), data: sent }) };
}

/** The challenge that a receiver must return before any event is sent. */
export const challengeMessage = (challenge: string, at: Date): Message => ({
  id: `ver_${randomBytes(20).toString('base64url')}`,
  body: answerJson({ type: 'webhook.verification', timestamp: at.toISOString(), data: { challenge } }),
});

/** The headers of a message at a sending time, signed with every valid secret. */
export const headersOf = ({ id, body }: Message, secrets: readonly string[], at: Date): Record<string, string> => ({
  'content-type': 'application/json',
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, at, body)).join(' '),
});
