import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { desc, eq } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Worker } from '../../src/leases/leases.ts';
import { createMailSender, type SendingLimits } from '../../src/mail/sender.ts';
import { answerSignInRequests } from '../../src/mail/sign-in.ts';
import { smtpSender } from '../../src/mail/smtp.ts';
import { type MailKind, mails } from '../../src/record/tables.ts';
import type { TestApp } from './app.ts';
import { type Arrived, readMail } from './mail-text.ts';
import { unreadableIn } from './words-people-read.ts';

/** What a mail server says to an address: a code above 399 refuses; undefined: it takes the mail. */
type Says = (to: string) => number | undefined;

const refusal = (responseCode: number): Error => Object.assign(new Error('not here'), { responseCode });

/** A mail server on this machine that takes everything, until a test says otherwise; what people could not read in a mail fails. */
export function useMailServer() {
  const unreadable = new Set<string>();
  const mail = {
    arrived: [] as Arrived[],
    port: 0,
    recipient: (() => undefined) as Says,
    content: (() => undefined) as Says,
    /** Waits before a mail is taken. */
    slowly: async () => {},
    forget: () => {
      mail.arrived.length = 0;
      mail.recipient = () => undefined;
      mail.content = () => undefined;
      mail.slowly = async () => {};
    },
  };
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], disableReverseLookup: true, logger: false },
    onRcptTo: ({ address }, _session, done) => {
      const code = mail.recipient(address);
      done(code === undefined ? undefined : refusal(code));
    },
    onData: async (stream, session, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      await mail.slowly();
      const to = session.envelope.rcptTo[0]!.address;
      const code = mail.content(to);
      if (code !== undefined) return done(refusal(code));
      const arrived = { to, ...readMail(Buffer.concat(chunks).toString('latin1')) };
      for (const found of unreadableIn(arrived.text)) unreadable.add(found);
      mail.arrived.push(arrived);
      done();
    },
  });
  server.on('error', () => {});
  beforeAll(async () => {
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    mail.port = (listening.address() as AddressInfo).port;
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect([...unreadable]).toEqual([]);
  });
  return mail;
}

/** Where the last mail of a kind leads, that waits and is then taken out of the queue; no mail server is needed. */
export async function lastLink(api: TestApp, kind: MailKind): Promise<string> {
  const { db } = api.database;
  await answerSignInRequests({ db, clock: () => api.now, newId: randomUUID });
  const [last] = await db.select().from(mails).where(eq(mails.kind, kind)).orderBy(desc(mails.queuedAt)).limit(1);
  await db.delete(mails).where(eq(mails.kind, kind));
  return /\{site\}(\/manage\/[\w/-]+)/.exec(last?.text ?? '')?.[1] ?? 'nothing came';
}

/** What sends mails in a process of its own, with the clock of a test. @param problems where failures of the server go */
export function mailSenderOf(
  api: TestApp,
  port: number,
  problems: (string | undefined)[] = [],
  over: Partial<SendingLimits> = {},
): Worker {
  const server = { host: '127.0.0.1', port, secure: false, auth: undefined, from: 'bercail@bercail.example' };
  const [{ db }, clock] = [api.database, () => api.now];
  return createMailSender(
    {
      ...{ db, clock, send: smtpSender(server, 'https://bercail.example'), domain: 'bercail.example' },
      fill: () => answerSignInRequests({ db, clock, newId: randomUUID }),
      random: () => 0.5,
      onFailed: (problem, error) => {
        if (error) throw error;
        problems.push(problem);
      },
    },
    over,
  );
}
