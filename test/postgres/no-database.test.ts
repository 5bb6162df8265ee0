import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open.ts';
import { runHere } from '../support/command-line.ts';
import { freePort } from '../support/ports.ts';
import { databaseAt } from '../support/postgresql-template.ts';
import { useRecord } from '../support/record.ts';
import { endOf, startProgram } from '../support/server.ts';

/* What a program says that finds no database: one line with the cause and what to do, no query, no stack. */

const record = useRecord();
const SLOW = 120_000;
const changed = (change: (url: URL) => void): string => {
  const url = new URL(record.database.url!);
  change(url);
  return url.href;
};

beforeAll(async () => {
  const { pool } = record.database;
  const { rows } = await pool.query('select current_database() as name');
  await pool.query('drop role if exists bercail_stranger');
  await pool.query('create role bercail_stranger login');
  await pool.query(`revoke connect on database ${rows[0].name} from public`);
});
afterAll(async () => {
  const server = await openDatabase({ databaseUrl: databaseAt(record.database.url!, 'postgres'), dataDir: '' });
  await server.pool!.query('drop role if exists bercail_stranger');
  await server.close();
});

const CASES: [string, () => string | Promise<string>, RegExp][] = [
  [
    'a server that is not there',
    async () => {
      const port = await freePort();
      return changed((url) => Object.assign(url, { port }));
    },
    /No PostgreSQL answers at .*:\d+: nothing listens there\. Start it/,
  ],
  [
    'a name that nobody knows',
    () => changed((url) => Object.assign(url, { hostname: 'db.invalid' })),
    /name of the database server .*db\.invalid/,
  ],
  [
    'a database that does not exist',
    () => databaseAt(record.database.url!, 'bercail_nowhere'),
    /“?"bercail_nowhere" does not exist.*createdb/,
  ],
  [
    'a user that does not exist',
    () => changed((url) => Object.assign(url, { username: 'bercail_nobody' })),
    /"bercail_nobody" does not exist/,
  ],
  [
    'a user without rights',
    () => changed((url) => Object.assign(url, { username: 'bercail_stranger' })),
    /permission denied/,
  ],
  [
    'a server without TLS',
    () => changed((url) => url.searchParams.set('sslmode', 'verify-full')),
    /does not offer an encrypted connection.*sslmode/,
  ],
];

test.each(CASES)(
  '%s: said in one line by the server and by the commands',
  async (what, urlOf, sentence) => {
    const environment = { DATABASE_URL: await urlOf() };
    // All commands once, then one that connects as all of them do; here, as a process takes seconds to start.
    const commands = [['migrate'], ...(what === CASES[0]![0] ? [['seed'], ['token', 'list']] : [])];
    const server = await endOf(startProgram('main.js', environment));
    // Its log is JSON, also of what keeps it from starting.
    const ends = [{ ...server, err: (JSON.parse(server.err) as { msg: string }).msg }];
    for (const words of commands) ends.push(await runHere(environment, ...words));
    for (const { code, out, err } of ends) {
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(sentence);
      expect(err.trim().split('\n')).toHaveLength(1);
      expect(err).not.toMatch(/select|Failed query/i);
    }
  },
  SLOW,
);
