import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import {
  adminHeaders,
  checkRevisions,
  historiesOf,
  hostOf,
  publishHosts,
  request,
  type Server,
  startServer,
  stop,
} from '../durable-servers.ts';
import { freePort } from '../servers.ts';
import { compareAnswers } from '../soak/compare.ts';
import { newPostgresql } from './rows.ts';

/*
 * An older build beside a newer one that adds a column (docs/decisions/0031): both write to one database, in turn and at
 * once. Then the newer one takes the column away, and the older one must no longer start.
 */

const EDITS = 40;
const HOSTS = 4;
/** In which one process must show what the other one wrote. */
const SEEN_MS = 5_000;

interface Journal {
  entries: { idx: number; when: number; tag: string }[];
}

/** A copy of this build, to which migrations can be added. */
function copyOfThis(folder: string) {
  mkdirSync(folder);
  for (const part of ['dist', 'migrations', 'seed', 'openapi', 'docs', 'package.json', 'CHANGELOG.md', 'SECURITY.md'])
    cpSync(part, join(folder, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const file = join(folder, 'migrations/meta/_journal.json');
  return (name: string, sql: string): void => {
    const journal = JSON.parse(readFileSync(file, 'utf8')) as Journal;
    const last = journal.entries.at(-1)!;
    const tag = `${String(last.idx + 1).padStart(4, '0')}_${name}`;
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1000, tag });
    writeFileSync(file, JSON.stringify(journal));
    writeFileSync(join(folder, `migrations/${tag}.sql`), `-- needs: ${last.tag}\n${sql}`);
  };
}

/** How a program of a build ends, and what it said. */
const endOf = (checkout: string, url: string, ...program: string[]) =>
  new Promise<{ code: number | null; said: string }>((done) => {
    const env = { ...process.env, DATABASE_URL: url, ADMIN_TOKEN: 'x'.repeat(40), PORT: '0', SEED: 'none' };
    const child = spawn(process.execPath, program, { cwd: checkout, env, timeout: 30_000 });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.once('close', (code) => done({ code, said }));
  });

const summaryOf = async ({ base }: Server, slug: string): Promise<string | undefined> =>
  ((await (await fetch(`${base}/v1/hosts/${slug}`)).json()) as { summary?: { fr?: string } }).summary?.fr;

/** @param older the folder of the older build; one from before decision 31 is not refused at the end */
export async function runBeside(server: string, older: string, say: (line: string) => void): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-beside-'));
  const newer = join(folder, 'newer');
  const add = copyOfThis(newer);
  const { url, drop } = await newPostgresql(server);
  const faults: string[] = [];
  const must = (isTrue: boolean, fault: string) => void (isTrue || faults.push(fault));
  const client = new pg.Client({ connectionString: url });
  const well = async (checkout: string, what: string) => {
    const { code, said } = await endOf(checkout, url, 'dist/cli.js', what);
    must(code === 0, `${what}: ${code} ${said}`);
  };
  try {
    await well(older, 'migrate');
    const env = { DATABASE_URL: url, TIE_SECRET: 'the ties of both builds', PUBLIC_URL: 'http://localhost:8080' };
    const [one, other] = [await freePort(), await freePort()];
    const old = await startServer(env, { checkout: older, port: one });
    await publishHosts(old.base, HOSTS);
    const slugs = Array.from({ length: HOSTS }, (_, host) => hostOf(host));
    for (const slug of slugs) {
      const { status } = await fetch(`${old.base}/v1/hosts/${slug}/services/mail`, {
        method: 'PUT',
        headers: { ...adminHeaders, 'content-type': 'application/json' },
        body: JSON.stringify({
          name: 'Mail',
          usages: ['email-hosting'],
          plans: [{ name: 'Un', period: 'year', fixed: 10 }],
        }),
      });
      must(status === 201 || status === 200, `PUT services/mail of ${slug}: ${status}`);
    }

    add(
      'more',
      ['hosts', 'services']
        .map((table) => `alter table ${table} add column trial text;`)
        .join('\n--> statement-breakpoint\n'),
    );
    await well(newer, 'migrate');
    const young = await startServer(env, { checkout: newer, port: other });
    await client.connect();
    // As a newer build would fill what it added: no write of the older one may empty it.
    for (const table of ['hosts', 'services']) await client.query(`update ${table} set trial = 'said'`);

    const written = new Map<string, string[]>(slugs.map((slug) => [slug, []]));
    const write = async (by: Server, slug: string, text: string) => {
      const { status } = await request(by.base, 'PATCH', `/v1/hosts/${slug}`, { body: { summary: { fr: text } } });
      if (status === 200) written.get(slug)!.push(text);
      // Of two that write the same host at the same instant, one may be told to try again.
      else must(status === 503 || status === 412, `PATCH ${slug}: ${status}`);
    };
    let slowest = 0;
    for (let edit = 0; edit < EDITS; edit++) {
      const slug = slugs[edit % HOSTS]!;
      const [by, reader, name] = edit % 2 ? [old, young, 'older'] : [young, old, 'newer'];
      const text = `${name} ${edit}`;
      await write(by, slug, text);
      const service = `/v1/hosts/${slug}/services/mail`;
      const { status } = await request(by.base, 'PATCH', service, { body: { name: `Mail ${edit}` } });
      must(status === 200, `PATCH ${service}: ${status}`);
      const from = performance.now();
      while ((await summaryOf(reader, slug)) !== text && performance.now() - from < SEEN_MS)
        await new Promise((done) => setTimeout(done, 10));
      const took = performance.now() - from;
      slowest = Math.max(slowest, took);
      must(took < SEEN_MS, `“${text}” of ${slug} is not shown by the other build`);
    }
    await Promise.all(
      [old, young].map(async (by, build) => {
        for (let edit = 0; edit < EDITS; edit++) await write(by, slugs[edit % HOSTS]!, `at once ${build} ${edit}`);
      }),
    );
    const histories = await historiesOf(url, slugs);
    let kept = 0;
    for (const [slug, texts] of written)
      for (const text of texts) {
        const times = histories.get(slug)!.filter((version) => version.text === text).length;
        // Changing a service writes the host anew, with the same text.
        if (times > 0) kept++;
        else faults.push(`${slug}: “${text}” was acknowledged, and is lost`);
      }
    await new Promise((done) => setTimeout(done, 1000));
    const member = (name: string, port: number) => ({ name, port, relays: [], server: undefined, checkout: '' });
    const both = [member('the older build', one), member('the newer build', other)];
    // Two builds may word an answer otherwise; two copies of one may not.
    if (older === '.') faults.push(...(await compareAnswers(both, slugs)));
    for (const table of ['hosts', 'services']) {
      const { rows } = await client.query(
        `select count(*)::int as n from ${table} where trial is distinct from 'said'`,
      );
      must(rows[0].n === 0, `${rows[0].n} rows of ${table} lost what the newer build had added`);
    }
    const revisions = await checkRevisions({ databaseUrl: url, dataDir: '' });

    await stop(old);
    const again = await startServer(env, { checkout: older, port: one });
    await write(again, slugs[0]!, 'the older build, started anew');
    await stop(again);
    await stop(young);
    add(
      'less',
      ['hosts', 'services']
        .map((table) => `alter table ${table} drop column trial;`)
        .join('\n--> statement-breakpoint\n'),
    );
    await well(newer, 'migrate');
    for (const program of [['dist/main.js'], ['dist/cli.js', 'migrate']]) {
      const { code, said } = await endOf(older, url, ...program);
      must(
        code === 1 && said.includes('A newer version prepared this database'),
        `${program.join(' ')} on a database ahead: ${code} ${said}`,
      );
    }
    say(
      `side by side: ${kept} acknowledged edits of two builds on one PostgreSQL, ${revisions}; the other build shows a write after ${Math.round(slowest)} ms at most`,
    );
  } finally {
    await client.end();
    await drop();
    rmSync(folder, { recursive: true, force: true });
  }
  if (faults.length === 0) say('  the older build is refused once a column is gone');
  for (const fault of faults) say(`  ${fault.slice(0, 300)}`);
  return faults.length === 0;
}
