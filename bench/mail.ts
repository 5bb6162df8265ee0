import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { SMTPServer } from 'smtp-server';
import { openDatabase } from '../src/database/open.ts';
import { hashOfEmail } from '../src/mail/mailbox.ts';
import { readMailState } from '../src/mail/queue.ts';
import { hosts, mailAddresses } from '../src/record/tables.ts';
import { HASTY_SERVICE, newDatabase, publishHosts, type Server, startServer } from './durable-servers.ts';
import { freePort } from './servers.ts';

/**
 * Reminders to a mail server that fails now and then and is slow at times, from a service that is killed twice, each time
 * when the server has taken a mail and has not said so yet: each must arrive, and what arrives again must be recognisable.
 */
const { values: options } = parseArgs({
  options: {
    mails: { type: 'string', default: '500' },
    failing: { type: 'string', default: '0.2' },
    slow: { type: 'string', default: '0.02' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (options.help) {
  process.stdout.write(
    'npm run trial:mail -- [--mails 500] [--failing 0.2] [--slow 0.02]\nTEST_DATABASE_URL names a PostgreSQL server whose role may create databases.\n',
  );
  process.exit(0);
}
const databaseServer = process.env.TEST_DATABASE_URL;
if (!databaseServer) {
  process.stderr.write('TEST_DATABASE_URL is not set\n');
  process.exit(1);
}
const MAILS = Number(options.mails);
const [FAILING, SLOW] = [Number(options.failing), Number(options.slow)];
const MOST_MS = 900_000;
const [QUARTER_DAYS, DAY_MS] = [91, 86_400_000];
/** Longer than the service waits for an answer. */
const TOO_SLOW_MS = 3000;
const KILLED_AT = [0.3, 0.7].map((part) => Math.floor(MAILS * part));

/** Message-IDs that the server took, by address. */
const taken = new Map<string, string[]>();
let [refused, slow, killed] = [0, 0, 0];
const later = () => Object.assign(new Error('try again later'), { responseCode: 451 });
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let service: Server;
const start = (): Promise<Server> =>
  startServer(
    { DATABASE_URL: databaseUrl, SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'trial@bercail.example' },
    {
      program: HASTY_SERVICE,
    },
  );
async function kill(): Promise<void> {
  killed++;
  service.child.kill('SIGKILL');
  await service.ended;
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
      await wait(TOO_SLOW_MS);
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

const databaseUrl = await newDatabase(databaseServer);
const publishing = await startServer({ DATABASE_URL: databaseUrl }, { program: HASTY_SERVICE });
await publishHosts(publishing.base, MAILS);
publishing.child.kill('SIGKILL');
await publishing.ended;

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
while (!(await isOver()) && performance.now() - began < MOST_MS) await wait(200);
const lasted = performance.now() - began;
const state = await readMailState(database.db);
service.child.kill('SIGKILL');
await database.close();
receiver.close();

const ids = [...taken.values()].flat();
const lost = MAILS - taken.size;
const repeated = ids.length - new Set(ids).size;
const renamed = [...taken.values()].filter((of) => new Set(of).size > 1).length;
process.stdout.write(
  `${MAILS} reminders, all taken after ${(lasted / 1000).toFixed(0)} s; server refused ${refused} times for a while and was too slow ${slow} times, service killed ${killed} times: ` +
    `${lost} lost, ${repeated} repeated under the same Message-ID, ${renamed} under another; ${state.waiting} wait, ${state.givenUp} given up\n`,
);
process.exit(lost + renamed > 0 || repeated > killed ? 1 : 0);
