import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { createDeliverer } from '../../src/feed/webhooks/deliverer.ts';
import type { DeliveryLimits } from '../../src/feed/webhooks/schedule.ts';
import type { Worker } from '../../src/leases/leases.ts';
import { createOutgoing } from '../../src/outgoing/fetch.ts';
import type { TestApp } from './app.ts';

export interface Received {
  headers: Record<string, string>;
  body: string;
  id: string;
  path: string;
  type: string;
  data: Record<string, unknown> & { host?: string; revision?: number; what?: string };
}

/** What a receiver does with what it gets: a status, or anything with the answer itself. */
type Answers = (received: Received, response: ServerResponse) => number | undefined;

/** A receiver on this machine, which gives challenges back and takes everything, until a test says otherwise. */
export interface Receiver {
  readonly origin: string;
  readonly url: string;
  /** What came besides challenges, taken or not, in the order in which it came. */
  readonly received: Received[];
  readonly challenges: Received[];
  answers: Answers;
  echoes: (challenge: string, response: ServerResponse) => void;
  forget(): void;
}

const TAKES: Answers = () => 204;
const ECHOES: Receiver['echoes'] = (challenge, response) => response.end(JSON.stringify({ challenge }));

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** @param allowed where the origin of the receiver is put, so that the service may ask it */
export function useReceiver(allowed: Set<string>): Receiver {
  let server: Server;
  const receiver = {
    origin: '',
    url: '',
    received: [] as Received[],
    challenges: [] as Received[],
    answers: TAKES,
    echoes: ECHOES,
    forget: () => {
      receiver.received.length = 0;
      receiver.challenges.length = 0;
      receiver.answers = TAKES;
      receiver.echoes = ECHOES;
    },
  };
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const body = await textOf(request);
      const { type, data } = JSON.parse(body) as Pick<Received, 'type' | 'data'>;
      const headers = request.headers as Record<string, string>;
      const one = { headers, body, id: headers['webhook-id']!, path: request.url!, type, data };
      if (type === 'webhook.verification') {
        receiver.challenges.push(one);
        receiver.echoes(String(data.challenge), response);
        return;
      }
      receiver.received.push(one);
      const status = receiver.answers(one, response);
      if (status !== undefined) response.writeHead(status).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    receiver.origin = `localhost:${(server.address() as AddressInfo).port}`;
    receiver.url = `http://${receiver.origin}/hooks`;
    allowed.add(receiver.origin);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return receiver;
}

/** What sends events in a process of its own, with the clock of a test; nothing is sent before it is told to. */
export const delivererOf = (api: TestApp, allowed: Set<string>, over: Partial<DeliveryLimits> = {}): Worker =>
  createDeliverer(
    {
      db: api.database.db,
      catalogue: api.catalogue,
      outgoing: createOutgoing({ allowed, userAgent: 'Bercail' }),
      clock: () => api.now,
      newId: randomUUID,
      publicUrl: 'https://bercail.example',
      random: () => 0.5,
      onFailed: (error) => {
        throw error;
      },
    },
    over,
  );
