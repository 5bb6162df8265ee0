import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Drives `wrk`, a public load tool, and reads what it prints. */

export interface Load {
  url: string;
  /** Addresses or bodies to take in turn; one address when absent. */
  paths?: readonly string[];
  bodies?: readonly string[];
  /** Of the bodies; JSON when absent. */
  type?: string;
  headers?: Readonly<Record<string, string>>;
}

const CONNECTIONS = '32';
const folder = mkdtempSync(join(tmpdir(), 'bercail-bench-'));
let scripts = 0;

/** @throws Error when wrk is not installed. */
export function requireLoadTool(): void {
  if (spawnSync('wrk', ['--version']).error)
    throw new Error('This benchmark needs wrk on the PATH (Debian: apt-get install wrk; macOS: brew install wrk)');
}

const quote = (text: string): string => JSON.stringify(text);

/** A Lua script that asks for the next address or sends the next body at each request. */
function script({ paths, bodies, type = 'application/json', headers = {} }: Load): string {
  const list = paths ?? bodies ?? [];
  const lines = [
    `local list = {${list.map(quote).join(',\n')}}`,
    'local next = math.random(1, math.max(1, #list))',
    ...Object.entries(headers).map(([name, value]) => `wrk.headers[${quote(name)}] = ${quote(value)}`),
    bodies ? `wrk.method = "POST"\nwrk.headers["content-type"] = ${quote(type)}` : '',
    'request = function()',
    '  if #list == 0 then return wrk.format() end',
    '  next = next % #list + 1',
    paths ? '  return wrk.format(nil, list[next])' : '  return wrk.format(nil, nil, nil, list[next])',
    'end',
    'done = function(summary, latency, requests)',
    '  io.write(string.format("RESULT %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(50), summary.errors.status))',
    'end',
  ];
  const file = join(folder, `load-${++scripts}.lua`);
  writeFileSync(file, lines.join('\n'));
  return file;
}

/** A load ready to be repeated: requests a second, and the median latency in milliseconds. */
export function prepare(load: Load): (seconds: number) => { perSecond: number; medianMs: number } {
  const file = script(load);
  return (seconds) => {
    const output = execFileSync('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '-s', file, load.url], {
      encoding: 'utf8',
    });
    const result = /RESULT (\d+) (\d+) (\d+) (\d+)/.exec(output);
    if (!result) throw new Error(`wrk said nothing that can be read:\n${output}`);
    const [requests, microseconds, median, failed] = result.slice(1).map(Number) as [number, number, number, number];
    if (failed > 0) throw new Error(`${failed} requests to ${load.url} failed`);
    return { perSecond: (requests * 1e6) / microseconds, medianMs: median / 1000 };
  };
}
