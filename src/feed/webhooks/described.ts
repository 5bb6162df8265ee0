import type { EventType } from '../../vocabulary/terms.ts';

/* What receivers are told, for the `webhooks` of the description: a program's types are generated from it. */

type Schema = Record<string, unknown>;

const slug = (description: string): Schema => ({ type: 'string', description });
const key = slug;
const HOST = { type: ['string', 'null'], description: 'Its slug; null: an individual that has left' };

/** What events about one subject have besides the subject. */
const DETAILS = {
  what: key('The code by which the history of the host tells the same'),
  service: {
    type: 'string',
    description: 'The service that it is about; absent: the host as a whole',
  },
  federation: slug('The federation that it is about'),
  criterion: key('The criterion that it is about'),
  kind: key('The kind of commitment that it is about'),
  successor: slug('Who takes over'),
  on: { type: 'string', description: 'The day that it is about' },
  until: { type: 'string', description: 'Until which day' },
  reason: key('Why it was withdrawn, where this is public'),
  run: { type: 'string', format: 'uuid', description: 'The run of the source' },
};

const OF_FEDERATIONS = /^federation\./;

const EVENTS: Record<EventType, { says: string; details: readonly (keyof typeof DETAILS)[] }> = {
  'host.created': { says: 'A host is published', details: [] },
  'host.changed': { says: 'The entry of a host has changed', details: ['what', 'kind', 'service'] },
  'host.closing': {
    says: 'A closing of a host or of a service is announced, changed or cancelled; who takes over',
    details: ['what', 'service', 'successor', 'on', 'until'],
  },
  'host.withdrawn': { says: 'A host is withdrawn', details: ['reason'] },
  'host.redacted': { says: 'Words were taken out of the entry of a host, and out of its past', details: [] },
  'federation.created': { says: 'A federation is published', details: [] },
  'federation.changed': { says: 'The document of a federation has changed', details: [] },
  'federation.redacted': { says: 'Words were taken out of the document of a federation', details: [] },
  'membership.changed': {
    says: 'A federation and a host say something else of each other',
    details: ['what', 'federation', 'on', 'until'],
  },
  'claim.contested': {
    says: 'A federation says no, with evidence, to what a host says',
    details: ['what', 'federation', 'criterion', 'kind', 'service'],
  },
  'commitment.weakened': {
    says: 'A promise is worth less than before, or is taken back',
    details: ['what', 'kind', 'service'],
  },
  'commitment.broken': {
    says: 'A closing, or a raised price, gives less notice than was promised',
    details: ['what', 'kind', 'service', 'on'],
  },
  'import.failed': { says: 'A source could not be read; only for whose source it is', details: ['run'] },
};

const dataOf = (type: EventType): Schema => {
  const isOfFederation = OF_FEDERATIONS.test(type);
  const subject = isOfFederation ? { federation: slug('Its slug') } : { host: HOST };
  const either = type === 'import.failed' ? { host: HOST, federation: slug('Its slug') } : subject;
  return {
    type: 'object',
    required: ['id', 'url'],
    properties: {
      id: { type: 'string', format: 'uuid', description: 'The identifier of the host or the federation' },
      revision: { type: 'integer', description: 'The revision of the catalogue that it belongs to; absent: none' },
      epoch: { type: 'string', format: 'uuid', description: 'The history that revisions count in' },
      ...either,
      ...Object.fromEntries(EVENTS[type].details.map((name) => [name, DETAILS[name]])),
      url: { type: 'string', description: 'Where it can be read' },
    },
  };
};

const header = (name: string, description: string) => ({
  ...{ in: 'header', name, required: true, description, schema: { type: 'string' } },
});
const SIGNED = [
  header('webhook-id', 'The name of this event: the same when it is sent again'),
  header('webhook-timestamp', 'When it was sent, as seconds of Unix time'),
  header('webhook-signature', 'Standard Webhooks: one signature for each secret in force'),
];

const operationName = (type: string): string =>
  `receive${type.replace(/(^|\.)([a-z])/g, (_all, _dot, letter: string) => letter.toUpperCase())}`;

const told = (type: string, summary: string, data: Schema) => ({
  post: {
    ...{ operationId: operationName(type), summary, tags: ['Following'], security: [] },
    parameters: SIGNED,
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['type', 'timestamp', 'data'],
            properties: { type: { const: type }, timestamp: { type: 'string', format: 'date-time' }, data },
          },
        },
      },
    },
    responses: {
      '2XX': { description: 'Taken' },
      '410': { description: 'Send nothing more: the webhook is disabled' },
      '4XX': { description: 'Not taken: it is tried again for three days' },
    },
  },
});

/** The `webhooks` of the description, by type of event. */
export const describedWebhooks = (): Record<string, object> => ({
  'webhook.verification': told('webhook.verification', 'A text to give back before anything else is sent', {
    type: 'object',
    required: ['challenge'],
    properties: { challenge: { type: 'string' } },
  }),
  ...Object.fromEntries(
    (Object.keys(EVENTS) as EventType[]).map((type) => [type, told(type, EVENTS[type].says, dataOf(type))]),
  ),
});
