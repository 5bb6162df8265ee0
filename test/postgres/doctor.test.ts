import { beforeAll, expect, test } from 'vitest';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { commandLine } from '../../src/ground/command-line.ts';
import { mails, tasks } from '../../src/record/tables.ts';
import { useApp } from '../support/app.ts';
import { runHere } from '../support/command-line.ts';
import { freePort } from '../support/ports.ts';

/* The doctor asks PostgreSQL itself. */

const api = useApp();
let address: string;

beforeAll(async () => {
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
});
const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

async function examine(over: Record<string, string> = {}) {
  const environment = { DATABASE_URL: api.database.url!, PUBLIC_URL: address, ...over };
  const { code, out } = await runHere(environment, 'doctor', '--json');
  const { ok, findings } = JSON.parse(out) as { ok: boolean; findings: Finding[] };
  expect(code).toBe(ok ? 0 : 1);
  for (const { is } of findings) expect(is).not.toMatch(/\.$/);
  return new Map(findings.map((one) => [one.looked, one]));
}

test('version, clock, migrations and settings are looked at', async () => {
  const found = await examine();
  for (const looked of ['service', 'database', 'PostgreSQL', 'clock of the database', 'migrations'])
    expect(found.get(looked), looked).toMatchObject({ state: 'fine' });
  const [row] = await api.database.run<{ fsync: string }>('show fsync');
  expect(found.get('safety of writes')?.state).toBe(row!.fsync === 'off' ? 'wrong' : 'fine');
});

test('synchronous_commit that was switched off is found', async () => {
  const url = `${api.database.url}?options=-c%20synchronous_commit%3Doff`;
  expect((await examine({ DATABASE_URL: url })).get('safety of writes')).toMatchObject({
    state: 'wrong',
    is: expect.stringContaining('synchronous_commit off'),
  });
});

test('a database that takes no writes is found', async () => {
  const url = `${api.database.url}?options=-c%20default_transaction_read_only%3Don`;
  expect((await examine({ DATABASE_URL: url })).get('database')).toMatchObject({
    state: 'wrong',
    is: 'answers, and takes no writes',
  });
});

test('migrations that are missing are counted, and what they would show is not known', async () => {
  const applied = 'drizzle.__drizzle_migrations';
  await api.database.run(`create table last_migration as select * from ${applied} order by id desc limit 1`);
  await api.database.run(`delete from ${applied} where id in (select id from last_migration)`);
  const found = await examine({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'catalogue@bercail.example' });
  await api.database.run(`insert into ${applied} select * from last_migration`);
  await api.database.run('drop table last_migration');
  expect(found.get('migrations')).toMatchObject({
    state: 'wrong',
    is: 'The database is 1 migration(s) behind',
    todo: `Run: ${commandLine('migrate')}`,
  });
  expect(found.get('mail')).toMatchObject({ state: 'unknown' });
  expect(found.get('tasks')).toMatchObject({ state: 'unknown' });
});

test('a database that a newer version prepared is said to be refused, as the start says it', async () => {
  await api.database.run(`insert into drizzle.__drizzle_migrations (hash) values ('of a newer version')`);
  const found = await examine();
  await api.database.run(`delete from drizzle.__drizzle_migrations where hash = 'of a newer version'`);
  expect(found.get('migrations')).toMatchObject({
    state: 'wrong',
    is: expect.stringMatching(/^A newer version prepared this database: .* Nothing was changed$/),
    todo: 'Start the newer version',
  });
  expect(found.get('tasks')).toMatchObject({ state: 'unknown' });
});

test('a database in DATABASE_READ_URL that is no standby is found', async () => {
  const readUrl = { DATABASE_URL: '', DATABASE_READ_URL: api.database.url! };
  expect((await examine(readUrl)).get('database')).toMatchObject({ state: 'wrong', is: 'answers, and is no standby' });
  const port = await freePort();
  const absent = await examine({ ...readUrl, DATABASE_READ_URL: `postgresql://bercail@127.0.0.1:${port}/bercail` });
  expect(absent.get('database')).toMatchObject({ state: 'wrong', is: expect.stringContaining('in DATABASE_READ_URL') });
});

test('a server that is not there is said to be so, and the rest is looked at all the same', async () => {
  const port = await freePort();
  const found = await examine({ DATABASE_URL: `postgresql://bercail@127.0.0.1:${port}/bercail` });
  expect(found.get('database')).toMatchObject({ state: 'wrong', is: expect.stringContaining('nothing listens there') });
  expect(found.get('service')).toMatchObject({ state: 'fine' });
});

test('tasks are fine that run when they are due; one that failed or is late is named', async () => {
  const tasksAre = async (...rows: (typeof tasks.$inferInsert)[]) => {
    await api.database.db.delete(tasks);
    if (rows.length > 0) await api.database.db.insert(tasks).values(rows);
    return (await examine()).get('tasks');
  };
  const mailsTask = { name: 'mails', dueAt: ago(-1), lastRunAt: ago(1), lastError: null };
  expect(await tasksAre()).toMatchObject({ state: 'unknown' });
  expect(await tasksAre(mailsTask)).toMatchObject({ state: 'fine' });
  expect(await tasksAre({ ...mailsTask, lastError: 'Error' })).toMatchObject({ state: 'wrong', is: 'failed: mails' });
  expect(await tasksAre({ ...mailsTask, dueAt: ago(2) })).toMatchObject({
    state: 'wrong',
    is: 'late by more than an hour: mails',
  });
});

test('a mail that waits for hours is found', async () => {
  const host = await api.published();
  const smtp = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'catalogue@bercail.example' };
  const mail = (state: { sentAt: Date } | { waits: true }, key: string) => ({
    ...{ id: crypto.randomUUID(), kind: 'reminder' as const, key, hostId: host.id, emailHash: 'a'.repeat(64) },
    ...{ queuedAt: ago(3), nextAt: ago(0), until: ago(-24) },
    ...('sentAt' in state
      ? { state: 'sent' as const, sentAt: state.sentAt, endedAt: state.sentAt }
      : { toAddress: 'contact@aulnes.example', subject: 'x', text: 'x', stopKey: key }),
  });
  await api.database.db.insert(mails).values(mail({ sentAt: ago(5) }, 'sent'));
  expect((await examine(smtp)).get('mail')).toMatchObject({
    state: 'fine',
    is: 'none waits; the last was taken 5 h ago',
  });
  await api.database.db.insert(mails).values(mail({ waits: true }, 'waits'));
  expect((await examine(smtp)).get('mail')).toMatchObject({
    state: 'wrong',
    is: '1 wait, the oldest for 3 h; the last was taken 5 h ago',
  });
});
