import type { Config, SmtpServer } from '../../config.ts';
import type { InnerState } from '../../discovery/inner-state.ts';
import { greetSmtp } from '../../mail/smtp.ts';
import { LATE_SECONDS } from './database.ts';
import { durationOf, type Finding, fine, unknown, wrong } from './finding.ts';

/* Whether mail leaves: the mail server, and what waits for it. */

const PATIENCE_MS = 10_000;

const NO_ANSWER = 'Is SMTP_URL right, and is its port open from this machine? See docs/mail.md';

/** How a mail server fails, and what to do, by the code of the problem; every other code is an answer of its own. */
const FAILS: Readonly<Record<string, readonly [is: string, todo: string]>> = {
  'no-answer': ['does not answer', NO_ANSWER],
  'too-slow': [`did not answer within ${durationOf(PATIENCE_MS / 1000)}`, NO_ANSWER],
  'no-tls': [
    'offers no encryption that is trusted: the password is not sent',
    'Use smtps:// or a server with STARTTLS, and a certificate of its name',
  ],
  'sign-in-refused': ['refuses the sign-in', 'Correct the user and the password in SMTP_URL'],
};

/** Asks the mail server, without sending anything. */
async function lookAtMailServer(smtp: SmtpServer): Promise<Finding> {
  const looked = 'mail server';
  const name = `${smtp.host}, port ${smtp.port},`;
  const found = await greetSmtp(smtp, PATIENCE_MS);
  if (!found) return fine(looked, `${name} answers${smtp.auth ? ', and does not refuse the sign-in' : ''}`);
  const [is, todo] = FAILS[found.problem] ?? [
    `refuses with ${found.problem.replace('answer-', '')}`,
    'See the log of the mail server',
  ];
  return wrong(looked, `${name} ${is}`, todo);
}

function lookAtQueue(state: InnerState | undefined, now: Date): Finding {
  const MAIL = 'mail';
  const queue = state?.queues.find((one) => one.queue === 'mails');
  if (!state || !queue) return unknown(MAIL, 'the queue could not be read');
  const sent = state.mailSentAt
    ? `the last was taken ${durationOf((now.getTime() - state.mailSentAt.getTime()) / 1000)} ago`
    : 'none was taken within a week';
  if (queue.waiting === 0) return fine(MAIL, `none waits; ${sent}`);
  const is = `${queue.waiting} wait, the oldest for ${durationOf(queue.oldestSeconds)}; ${sent}`;
  return queue.oldestSeconds > LATE_SECONDS
    ? wrong(MAIL, is, 'See /manage/administration/mail for the reason, and docs/mail.md')
    : fine(MAIL, is);
}

/** Whether mail leaves. @param state undefined: what waits could not be read */
export const lookAtMail = async (
  { smtp }: Config,
  state: InnerState | undefined,
  now: Date,
): Promise<readonly Finding[]> =>
  smtp ? [await lookAtMailServer(smtp), lookAtQueue(state, now)] : [fine('mail', 'none is sent: SMTP_URL is not set')];
