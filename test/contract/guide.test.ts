import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The guide for hosts, followed to the letter: its commands, a server of its own, a web server for the host's site. */
// biome-ignore lint/suspicious/noExplicitAny: the answers of many routes
type Answer = any;

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'bercail-guide-'));

const guideOf = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const commandsOf = (guide: string) => [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, commands]) => commands!);

const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** What stands for the host's own site: files of a folder, and nothing else. */
const site = createServer((request, response) => {
  const path = join(folder, 'site', new URL(request.url!, 'http://x').pathname);
  if (existsSync(path)) response.end(readFileSync(path));
  else response.writeHead(404).end();
});
let catalogue: ReturnType<typeof spawn>;
let address: string;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  return port;
}

beforeAll(async () => {
  site.listen(0, 'localhost');
  await once(site, 'listening');
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  catalogue = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATA_DIR: join(folder, 'data'),
      SEED: 'none',
      PORT: String(port),
      PUBLIC_URL: address,
      OUTGOING_ALLOW: `localhost:${portOf(site)}`,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Read to the end: a server whose output nobody takes would stop at its next word.
  await new Promise<void>((resolve) => {
    catalogue.stdout!.on('data', (chunk) => {
      if (String(chunk).includes(address)) resolve();
    });
  });
}, 90_000);

afterAll(async () => {
  catalogue.kill();
  if (catalogue.exitCode === null) await once(catalogue, 'exit');
  site.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the commands of the guide up to and including a part, and gives what that part printed. */
async function follow(parts: readonly string[]): Promise<Answer> {
  const here = (commands: string) =>
    commands.replaceAll('http://127.0.0.1:8080', address).replaceAll('localhost:9000', `localhost:${portOf(site)}`);
  const script = parts.map((commands) => `${here(commands)}\necho "=== part"`).join('\n');
  // One answer a line.
  writeFileSync(join(folder, '.curlrc'), 'write-out = "\\n"\n');
  const { stdout } = await run('bash', ['-eu', '-c', script], { cwd: folder, env: { ...process.env, HOME: folder } });
  return stdout.split('=== part\n').map((part) =>
    part
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  );
}

describe('The guide for hosts', { timeout: 90_000 }, () => {
  const parts = commandsOf(guideOf('guide-for-hosts.md'));

  it('has the same commands in both languages', () => {
    expect(parts.length).toBeGreaterThan(5);
    expect(commandsOf(guideOf('guide-for-hosts.en.md'))).toEqual(parts);
  });

  it('leads from nothing to a place in a match in fewer than ten calls', async () => {
    const untilMatch = parts.slice(0, 4).join('\n');
    expect(untilMatch.match(/^curl /gm)!.length).toBeLessThan(10);
    const [, [proof], [trial], [published, search, match], [confirmed], [todo, advice], [closing]] =
      await follow(parts);
    expect(proof).toMatchObject({ proven: true });
    expect(trial).toMatchObject({ dryRun: true, problems: [] });
    expect(published).toMatchObject({ slug: 'les-aulnes', state: 'published', confirmedByHost: true });
    expect(search.items.map(({ slug }: Answer) => slug)).toEqual(['les-aulnes']);
    expect(match.fits[0]).toMatchObject({ host: 'les-aulnes', cost: { perYear: 48, exact: true } });
    expect(confirmed).toMatchObject({ confirmedByHost: true });
    expect(todo.items).toBeInstanceOf(Array);
    expect(advice.host).toBe('les-aulnes');
    expect(closing.closing).toMatchObject({ stages: { closed: '2027-12-31' } });
  });
});
