import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort, type Running, startOther } from '../servers.ts';

/* Directus on the same tables: it reads what is there, and is told how the tables belong together. */

const VERSION = '11';
const NODE = '22';

/** Installs it once, with the Node that it asks for. It takes minutes and about a gigabyte. */
export function installDirectus(folder: string, say: (line: string) => void): { node: string; program: string } {
  const program = join(folder, 'node_modules/directus/cli.js');
  const node = join(folder, 'node_modules/node/bin/node');
  const headers = join(folder, `node_modules/node/node_modules/node-${process.platform}-${process.arch}`);
  if (!existsSync(program) || !existsSync(node)) {
    say(`Installing Directus ${VERSION} in ${folder}: some minutes, once`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const install = (name: string) =>
      execFileSync('npm', ['install', '--no-audit', '--no-fund', name], {
        cwd: folder,
        // What it compiles must fit the Node that runs it, whatever headers are set.
        env: { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}`, npm_config_nodedir: headers },
        stdio: 'ignore',
      });
    install(`node@${NODE}`);
    install(`directus@${VERSION}`);
  }
  return { node, program };
}

const RELATIONS = [
  { many: 'services', field: 'host', one: 'hosts', list: 'services' },
  { many: 'service_usages', field: 'service', one: 'services', list: 'usages' },
  { many: 'plans', field: 'service', one: 'services', list: 'plans' },
];

/** Starts it on a database that holds the tables; `token` is that of an administrator. */
export async function startDirectus(
  folder: string,
  url: string,
  say: (line: string) => void,
): Promise<Running & { token: string }> {
  const { node, program } = installDirectus(folder, say);
  const [port, token] = [await freePort(), randomUUID()];
  const env = {
    DB_CLIENT: 'pg',
    DB_CONNECTION_STRING: url,
    KEY: randomUUID(),
    SECRET: randomUUID() + randomUUID(),
    // It wants a domain of the list of the root zone.
    ADMIN_EMAIL: 'admin@example.com',
    ADMIN_PASSWORD: randomUUID(),
    ADMIN_TOKEN: token,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TELEMETRY: 'false',
    NO_UPDATE_NOTIFIER: 'true',
    LOG_LEVEL: 'error',
    WEBSOCKETS_ENABLED: 'false',
    CACHE_ENABLED: 'false',
    RATE_LIMITER_ENABLED: 'false',
  };
  execFileSync(node, [program, 'bootstrap'], { cwd: folder, env: { ...process.env, ...env }, stdio: 'ignore' });
  const args = [program, 'start'];
  const directus = await startOther({ command: node, args, cwd: folder, env, port, ready: '/server/ping' });
  const tell = async (method: string, path: string, body: object) => {
    const response = await fetch(directus.base + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`Directus, ${method} ${path}: ${response.status} ${await response.text()}`);
  };
  for (const { many, field, one, list } of RELATIONS) {
    const meta = { special: ['o2m'], interface: 'list-o2m' };
    await tell('POST', `/fields/${one}`, { field: list, type: 'alias', meta });
    const relation = { collection: many, field, related_collection: one, meta: { one_field: list } };
    await tell('PATCH', `/relations/${many}/${field}`, relation);
  }
  return { ...directus, token };
}

const FIELDS = 'fields=*,services.*,services.usages.usage,services.plans.*';

export const directusList = (usage: string, limit: number, offset: number): string =>
  `/items/hosts?${FIELDS}&sort=name&meta=filter_count&filter[services][usages][usage][_eq]=${usage}&limit=${limit}&offset=${offset}`;
export const directusSearch = (word: string, limit: number, offset: number): string =>
  `/items/hosts?${FIELDS}&meta=filter_count&search=${encodeURIComponent(word)}&limit=${limit}&offset=${offset}`;
export const directusOne = (id: string): string => `/items/hosts/${id}?${FIELDS}`;
