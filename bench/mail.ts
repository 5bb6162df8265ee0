import { randomUUID } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import { openDatabase } from '../src/database/open.ts';
import { hashOfEmail } from '../src/mail/mailbox.ts';
import { readMailState } from '../src/mail/queue.ts';
import { hosts, mailAddresses } from '../src/record/tables.ts';
import { freePort } from '../test/support/ports.ts';
import { databaseServer, optionsOf, pause, say } from './support/command.ts';
import { newDatabase } from './support/databases.ts';
import { publishHosts } from './support/records.ts';
import { HASTY_SERVICE, type Server, startService } from './support/servers.ts';

/**
 * Reminders to a mail server that fails now and then and is slow at times, from a service that is killed twice, each time
 * when the server has taken a mail and has not said so yet: each must arrive, and what arrives again must be recognisable.
 */
const options = optionsOf('npm run trial:mail -- [--mails 500]\n\nIt needs TEST_DATABASE_URL.', { mails: '500' });
const MAILS = Number(options.mails);
/** How many are refused for a while, and how many are answered too late. */
const [FAILING, SLOW] = [0.2, 0.02];
const MOST_MS = 900_000;
const [QUARTER_DAYS, DAY_MS] = [91, 86_400_000];
/** Longer than the service waits for an answer. */
const TOO_SLOW_MS = 3000;
const KILLED_AT = [0.3, 0.7].map((part) => Math.floor(MAILS * part));

/** Message-IDs that the server took, by address. */
const taken = new Map<string, string[]>();
let [refused, slow, killed] = [0, 0, 0];
const later = () => Object.assign(new Error('try again later'), { responseCode: 451 });

let service: Server;
const start = (): Promise<Server> =>
  startService(
    { DATABASE_URL: databaseUrl, SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'trial@bercail.example' },
    { program: HASTY_SERVICE },
  );
async function kill(): Promise<void> {
  killed++;
  await service.kill();
  service = await start();
}

const receiver = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ['STARTTLS'], disableReverseLookup: true, logger: false },
  onRcptTo: (_address, _session, done) => {
    const fails = Math.random() < FAILING / 2;
    if (fails) refused++;
    done(fails ? later() : undefined);
  },
  onData: async (stream, session, done) => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    if (Math.random() < SLOW) {
      slow++;
      await pause(TOO_SLOW_MS);
      return done(later());
    }
    if (Math.random() < FAILING / 2) {
      refused++;
      return done(later());
    }
    const to = session.envelope.rcptTo[0]!.address;
    const id = /^message-id:\s*(\S+)/im.exec(Buffer.concat(chunks).toString('latin1'))?.[1] ?? '';
    taken.set(to, [...(taken.get(to) ?? []), id]);
    if (taken.size >= (KILLED_AT[killed] ?? Infinity)) await kill();
    done();
  },
});
receiver.on('error', () => {});
const port = await freePort();
await new Promise<void>((resolve) => receiver.listen(port, '127.0.0.1', resolve));

const { url: databaseUrl, drop } = await newDatabase(databaseServer());
const publishing = await startService({ DATABASE_URL: databaseUrl }, { program: HASTY_SERVICE });
await publishHosts(publishing.base, MAILS);
await publishing.kill();

const database = await openDatabase({ databaseUrl, dataDir: '' });
const now = Date.now();
const confirmedAt = new Date(now - (QUARTER_DAYS + 1) * DAY_MS);
const rows = await database.db.select({ id: hosts.id, slug: hosts.slug }).from(hosts);
await database.db.insert(mailAddresses).values(
  rows.map(({ id, slug }) => {
    const email = `contact@${slug}.example`;
    return {
      ...{ id: randomUUID(), hostId: id, email, emailHash: hashOfEmail(email) },
      ...{ createdAt: confirmedAt, confirmedAt, stopKey: randomUUID() },
    };
  }),
);

const began = performance.now();
service = await start();
const isOver = async (): Promise<boolean> => {
  if (taken.size < MAILS) return false;
  return (await readMailState(database.db)).waiting === 0;
};
while (!(await isOver()) && performance.now() - began < MOST_MS) await pause(200);
const lasted = performance.now() - began;
const state = await readMailState(database.db);
await service.kill();
await database.close();
await drop();
receiver.close();

const ids = [...taken.values()].flat();
const lost = MAILS - taken.size;
const repeated = ids.length - new Set(ids).size;
const renamed = [...taken.values()].filter((of) => new Set(of).size > 1).length;
say(
  `${MAILS} reminders, all taken after ${(lasted / 1000).toFixed(0)} s; server refused ${refused} times for a while and was too slow ${slow} times, service killed ${killed} times: ` +
    `${lost} lost, ${repeated} repeated under the same Message-ID, ${renamed} under another; ${state.waiting} wait, ${state.givenUp} given up`,
);
process.exit(lost + renamed > 0 || repeated > killed ? 1 : 0);
