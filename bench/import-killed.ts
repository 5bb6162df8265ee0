import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportReport } from '../src/exchange/sources/schema.ts';
import type { FaultyWeb } from '../test/support/faulty-web.ts';
import { pause, say } from './support/command.ts';
import { ask } from './support/records.ts';
import { startService } from './support/servers.ts';

/* A server that is killed with -9 in the middle of a run, twice, and what becomes of the run. */

const ORGANISATIONS = 400;

function publish(web: FaultyWeb): string {
  const at = (name: string) => `http://127.0.0.1:${web.port}/${name}`;
  const names = Array.from({ length: ORGANISATIONS }, (_, i) => `tuee-${i}`);
  for (const name of names)
    web.files.set(`127.0.0.1/${name}`, {
      // Each takes a while, so that there is a middle.
      fault: 'slow',
      body: Buffer.from(
        `file.class = Organization\norganization.name = ${name}\norganization.website = https://${name}.example/\n`,
      ),
    });
  const subs = names.map((name) => `subs.${name} = ${at(name)}\n`).join('');
  web.files.set('127.0.0.1/f', { body: Buffer.from(`file.class = Federation\nfederation.name = Tuée\n${subs}`) });
  return at('f');
}

export async function killedInTheMiddle(web: FaultyWeb): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-killed-'));
  try {
    say(`\nA server killed with -9 twice in a run over ${ORGANISATIONS} organisations, and stopped once`);
    const url = publish(web);
    const program = ['--import', 'tsx', 'src/main.ts'];
    const start = () => startService({ DATA_DIR: folder, OUTGOING_ALLOW: `127.0.0.1:${web.port}` }, { program });
    let server = await start();
    const path = '/v1/federations/tuee';
    await ask(server.base, 'POST', '/v1/federations', { slug: 'tuee', name: 'Tuée', website: 'https://tuee.example' });
    await ask(server.base, 'PUT', `${path}/source`, { url });
    const { id } = await ask<ImportReport>(server.base, 'POST', `${path}/source/runs`);
    const read = () => ask<ImportReport>(server.base, 'GET', `${path}/source/runs/${id}`);
    web.asked.length = 0;
    const ends = ['kill', 'kill', 'stop'] as const;
    for (const [i, end] of ends.entries()) {
      const goal = ((i + 1) * ORGANISATIONS) / (ends.length + 1);
      while ((await read()).progress.done < goal) await pause(100);
      const { done } = (await read()).progress;
      const from = performance.now();
      const code = await server[end]();
      const milliseconds = Math.round(performance.now() - from);
      say(`  ${end} after ${done} files; it ended with ${code} after ${milliseconds} ms`);
      server = await start();
    }
    let report = await read();
    while (report.state === 'running') {
      await pause(200);
      report = await read();
    }
    const twice = web.asked.length - new Set(web.asked).size;
    say(
      `  ${report.state}: ${report.progress.done} files, ${report.created} entries new; ${web.asked.length} requests, ${twice} of them for files that were under way when it ended`,
    );
    await server.stop();
    if (report.created !== ORGANISATIONS) throw new Error('an entry was lost, or written twice');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
