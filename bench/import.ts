import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../src/database/migrate.ts';
import { type OpenDatabase, openDatabase } from '../src/database/open.ts';
import { putSource, startRun } from '../src/exchange/sources/commands.ts';
import { listFiles } from '../src/exchange/sources/files.ts';
import { workOff } from '../src/exchange/sources/importer.ts';
import { readRun } from '../src/exchange/sources/reports.ts';
import { createFederation } from '../src/federations/commands.ts';
import { createOutgoing } from '../src/outgoing/fetch.ts';
import { readState } from '../src/record/changes.ts';
import type { Context } from '../src/record/context.ts';
import { readReference } from '../src/vocabulary/reference.ts';
import { type FaultyWeb, startFaultyWeb } from '../test/support/faulty-web.ts';
import { publishFederation } from '../test/support/foreign-federation.ts';
import { toThisMachine } from '../test/support/this-machine.ts';
import { killedInTheMiddle } from './import-killed.ts';
import { say } from './support/command.ts';

/*
 * What reading a federation costs, and that no federation can make it cost more: `npm run trial:import`. Without words,
 * all of it; else those named: large, dead, laughs, killed; `dead:3000` with that many organisations.
 */

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

/** The most memory that the process had while something went on, above what it had before. */
async function measured<T>(
  work: () => Promise<T>,
): Promise<{ result: T; seconds: number; growth: number; most: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const began = performance.now();
  try {
    const result = await work();
    return { result, seconds: (performance.now() - began) / 1000, growth: most - before, most };
  } finally {
    clearInterval(watch);
  }
}

interface Trial {
  web: FaultyWeb;
  context: Context;
  allowed: Set<string>;
  /** Gives the address to a new federation. */
  federationAt(slug: string, url: string): Promise<string>;
  run(federation: string): Promise<void>;
}

async function problemsOf({ db }: Context, run: string): Promise<string> {
  const counts = new Map<string, number>();
  for (let after = -1; ; ) {
    const page = await listFiles(db, run, {}, { limit: 1000, after });
    for (const { file } of page) for (const { code } of file.problems) counts.set(code, (counts.get(code) ?? 0) + 1);
    if (page.length < 1000) break;
    after = page.at(-1)!.file.number;
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([code, count]) => `${code} ${count}`)
    .join(', ');
}

async function runOnce({ context, allowed, web }: Omit<Trial, 'run'>, federation: string): Promise<void> {
  const outgoing = createOutgoing({ allowed, userAgent: 'Bercail', lookUp: toThisMachine });
  const { id } = await startRun(context, { federation });
  web.atOnce = { site: 0, all: 0 };
  const before = (await readState(context.db)).revision;
  const until = { isOver: () => false, left: new AbortController().signal };
  const failures: unknown[] = [];
  const log = { onRun: () => {}, onFailed: (error: unknown) => failures.push(error) };
  const { seconds, growth, most } = await measured(() => workOff({ context, outgoing, log }, until));
  const report = await readRun(context, { federation }, id, { language: 'en', moreAt: String });
  const { progress, fetched, created, changed, unchanged } = report;
  say(
    `  ${report.state} in ${seconds.toFixed(1)} s: ${progress.done} of ${progress.known} files (${(progress.done / seconds).toFixed(0)}/s), ${progress.failed} failed`,
  );
  say(
    `  ${fetched.requests} requests, ${fetched.notModified} answered 304, ${megabytes(fetched.bytes)} of bodies; at most ${web.atOnce.site} at a site, ${web.atOnce.all} in all`,
  );
  say(
    `  ${created} entries new, ${changed} changed, ${unchanged} unchanged; revision ${before} → ${(await readState(context.db)).revision}; memory +${megabytes(growth)}, at most ${megabytes(most)}`,
  );
  say(`  problems: ${await problemsOf(context, id)}`);
  if (failures.length > 0) throw new AggregateError(failures, 'a run failed by our own fault');
}

/** 300 organisations and 2000 services with every hazard, read twice. */
async function large(trial: Trial): Promise<void> {
  const foreign = publishFederation(trial.web, { organisations: 300, services: 2000 });
  for (const site of foreign.sites.filter((name) => name.endsWith('.example')))
    trial.allowed.add(`${site}:${trial.web.port}`);
  const federation = await trial.federationAt('rives', foreign.url);
  say(`\n300 organisations, 2000 services, ${foreign.files} files, every hazard and fault; first run`);
  await trial.run(federation);
  say('second run');
  await trial.run(federation);
}

const organisation = (name: string): Buffer =>
  Buffer.from(
    `file.class = Organization\norganization.name = ${name}\norganization.website = https://${name}.example/\n`,
  );

/** A federation of 10 000 of which 30 % are dead: on sites of their own, and many on few. */
async function dead(trial: Trial, organisations = 10_000): Promise<void> {
  const { web, allowed } = trial;
  const subs: string[] = [];
  for (let i = 0; i < organisations; i++) {
    const isDead = i % 10 < 3;
    const site = isDead ? `mort${i % 500}.example` : `vivant${i % 300}.example`;
    allowed.add(`${site}:${web.port}`);
    if (isDead) web.dead.add(site);
    else web.files.set(`${site}/${i}.properties`, { body: organisation(`asso-${i}`) });
    subs.push(`subs.a${i} = ${web.origin(site)}/${i}.properties`);
  }
  allowed.add(`dix-mille.example:${web.port}`);
  const body = Buffer.from(`file.class = Federation\nfederation.name = Dix mille\n${subs.join('\n')}\n`);
  web.files.set('dix-mille.example/f.properties', { body });
  const federation = await trial.federationAt('dix-mille', `${web.origin('dix-mille.example')}/f.properties`);
  say(`\n${organisations} organisations, 30 % of them dead`);
  await trial.run(federation);
}

/** Every file names five hundred others, which name five hundred others. */
async function laughs(trial: Trial): Promise<void> {
  const { web, allowed } = trial;
  allowed.add(`rires.example:${web.port}`);
  const file = (path: string): Buffer => {
    const subs = Array.from({ length: 500 }, (_, i) => `subs.s${i} = ${web.origin('rires.example')}${path}/${i}\n`);
    return Buffer.from(`file.class = Federation\nfederation.name = Rires\n${subs.join('')}`);
  };
  web.make = (name) =>
    name.startsWith('rires.example/') ? { body: file(name.slice('rires.example'.length)) } : undefined;
  const federation = await trial.federationAt('rires', `${web.origin('rires.example')}/f`);
  say('\nEach file names five hundred others, without end');
  await trial.run(federation);
}

const PARTS: Record<string, (trial: Trial, size?: number) => Promise<void>> = { large, dead, laughs };

async function main(asked: readonly string[]): Promise<void> {
  const sizes = new Map(asked.map((word) => [word.split(':')[0]!, word.split(':')[1]]));
  const names = [...sizes.keys()];
  const folder = mkdtempSync(join(tmpdir(), 'bercail-import-trial-'));
  const web = await startFaultyWeb();
  let database: OpenDatabase | undefined;
  try {
    const parts = Object.entries(PARTS).filter(([name]) => names.length === 0 || names.includes(name));
    if (parts.length > 0) {
      database = await openDatabase({ dataDir: folder });
      await migrate(database.db);
      const context: Context = {
        ...{ db: database.db, reference: readReference(), clock: () => new Date(), newId: randomUUID },
        caller: { role: 'admin', label: 'trial', tokenId: null },
      };
      const common = {
        ...{ web, context, allowed: new Set<string>() },
        federationAt: async (slug: string, url: string) => {
          await createFederation(context, { slug, name: slug, website: `https://${slug}.example` });
          await putSource(context, { federation: slug }, { url }, undefined);
          return slug;
        },
      };
      for (const [name, part] of parts) {
        const size = sizes.get(name);
        await part({ ...common, run: (federation) => runOnce(common, federation) }, size ? Number(size) : undefined);
      }
    }
    if (names.length === 0 || names.includes('killed')) await killedInTheMiddle(web);
  } finally {
    await database?.close();
    web.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
