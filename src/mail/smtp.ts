import { connect, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { isLoopback, type SmtpServer } from '../config.ts';
import { stopPath, withSite } from './message.ts';
import type { LeasedMail } from './queue.ts';

/** Why a mail was not accepted. */
export interface SmtpProblem {
  /** A code: the server's own message may contain the address. */
  problem: string;
  /**
   * The cause: this mailbox, this mail, or the server and the connection to it, in which case other mails would fail
   * too.
   */
  of: 'mailbox' | 'mail' | 'server';
  isPermanent: boolean;
}

interface SmtpError {
  code?: string;
  command?: string;
  responseCode?: number;
}

/** The meaning of a sending error. */
function problemOf({ code, command = '', responseCode }: SmtpError): SmtpProblem {
  if (code === 'EAUTH') return { problem: 'sign-in-refused', of: 'server', isPermanent: false };
  if (code === 'ETLS') return { problem: 'no-tls', of: 'server', isPermanent: false };
  if (responseCode === undefined) return { problem: 'no-answer', of: 'server', isPermanent: false };
  const problem = `answer-${responseCode}`;
  const isNo = responseCode >= 500;
  if (command === 'RCPT TO') return { problem, of: 'mailbox', isPermanent: isNo };
  if (command === 'DATA') return { problem, of: 'mail', isPermanent: isNo };
  // The server refuses us as a sender: the operator must fix that.
  return { problem, of: 'server', isPermanent: false };
}

type Transport = ReturnType<typeof createTransport>;

/** One conversation on a connection of its own, which is closed when it takes too long. Never rejects. */
async function converse(
  { host, port, secure, auth }: SmtpServer,
  milliseconds: number,
  say: (transport: Transport) => Promise<unknown>,
): Promise<SmtpProblem | undefined> {
  const socket = connect({ host, port });
  const limit = AbortSignal.timeout(milliseconds);
  const cut = () => socket.destroy(new Error('too slow'));
  limit.addEventListener('abort', cut);
  const transport = createTransport({
    ...{ host, port, secure, ...(auth && { auth }) },
    // A password is never sent unencrypted.
    requireTLS: auth !== undefined && !secure && !isLoopback(host),
    ...{ greetingTimeout: milliseconds, socketTimeout: milliseconds, connectionTimeout: milliseconds },
    ...{ disableFileAccess: true, disableUrlAccess: true },
    getSocket: (_options: unknown, done: (error: Error | null, socket?: { connection: Socket }) => void) => {
      socket.once('connect', () => {
        socket.removeAllListeners('error');
        done(null, { connection: socket });
      });
      socket.once('error', (error) => done(error));
    },
  });
  try {
    await say(transport);
    return undefined;
  } catch (error) {
    return limit.aborted ? { problem: 'too-slow', of: 'server', isPermanent: false } : problemOf(error as SmtpError);
  } finally {
    limit.removeEventListener('abort', cut);
    socket.destroy();
  }
}

/** Whether a mail server answers, and takes the sign-in; undefined: it does. Sends nothing, never rejects. */
export const greetSmtp = (server: SmtpServer, milliseconds: number): Promise<SmtpProblem | undefined> =>
  converse(server, milliseconds, (transport) => transport.verify());

/** Sends one mail to one address. Never rejects; undefined: the mail was accepted. */
export type SendMail = (mail: LeasedMail, milliseconds: number) => Promise<SmtpProblem | undefined>;

/** Sends through an SMTP server, each mail in a conversation of its own. */
export const smtpSender =
  (server: SmtpServer, publicUrl: string): SendMail =>
  (mail, milliseconds) => {
    const stop = publicUrl + stopPath(mail.stopKey);
    return converse(server, milliseconds, (transport) =>
      transport.sendMail({
        from: server.from,
        to: { name: '', address: mail.toAddress },
        messageId: mail.messageId,
        // The date on which the mail was written, even when it is sent later.
        date: mail.queuedAt,
        subject: mail.subject,
        text: withSite(mail.text, publicUrl),
        headers: {
          'Auto-Submitted': 'auto-generated',
          'List-Unsubscribe': `<${stop}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      }),
    );
  };
