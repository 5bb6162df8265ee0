import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { readMail } from '../../test/support/mail-text.ts';
import { freePort } from '../servers.ts';

/** Whom a service asks or writes to: a web site and a mail server on this machine. */

const SITE_PORT = await freePort();
const NAMES = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
const SLOW_MS = 500;
const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
/** Of a host, and of two federations. */
export const SITES = NAMES.map((name) => `http://${name}:${SITE_PORT}`) as [string, string, string];

export interface Neighbours {
  /** Whether nobody answers: what is sent to them waits. */
  areAway: boolean;
  /** What the site answers, by path. */
  readonly files: Map<string, string>;
  /** What was sent to webhooks on the site: the kind of event, and what it says. */
  readonly events: string[];
  /** The identifiers of these, as they came. */
  readonly eventIds: string[];
  /** Each mail with its address, its subject and its text. */
  readonly mails: string[];
  readonly smtpUrl: string;
  close(): Promise<void>;
}

export async function meetNeighbours(): Promise<Neighbours> {
  const files = new Map<string, string>();
  const events: string[] = [];
  const eventIds: string[] = [];
  const mails: string[] = [];
  const answer: RequestListener = async (request, response) => {
    if (met.areAway) return;
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { type, data } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      if (type === 'webhook.verification') return response.end(JSON.stringify({ challenge: data.challenge }));
      eventIds.push(String(request.headers['webhook-id']));
      // What a host is called when a message goes out, before or after it changed its name, is chance.
      events.push(`${type} ${JSON.stringify({ ...data, host: undefined, url: undefined })}`);
      return response.writeHead(204).end();
    }
    // Whoever asks for a file is told of it before it comes.
    await wait(SLOW_MS);
    const found = files.get(request.url ?? '');
    return found === undefined ? response.writeHead(404).end() : response.end(found);
  };
  const sites = NAMES.map((name) => createServer(answer).listen(SITE_PORT, name));
  await Promise.all(sites.map((site) => once(site, 'listening')));
  const post = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], disableReverseLookup: true, logger: false },
    onConnect: (_session, done) => {
      if (!met.areAway) done();
    },
    onData: async (stream, session, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const { headers, text } = readMail(Buffer.concat(chunks).toString('latin1'));
      const subject = /^subject: .*$/im.exec(headers)?.[0];
      mails.push(`To: ${session.envelope.rcptTo[0]!.address}\n${subject}\n\n${text}`);
      done();
    },
  });
  post.on('error', () => {});
  await new Promise<void>((ready) => post.listen(0, '127.0.0.1', ready));
  const met = {
    ...{ areAway: false, files, events, eventIds, mails },
    smtpUrl: `smtp://127.0.0.1:${(post.server.address() as AddressInfo).port}`,
    close: async () => {
      for (const site of sites) site.closeAllConnections();
      const ends = sites.map((site) => new Promise((done) => site.close(done)));
      await Promise.all([...ends, new Promise<void>((done) => post.close(done))]);
    },
  };
  return met;
}
