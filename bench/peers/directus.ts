import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../../test/support/ports.ts';
import { type Server, startProgram } from '../support/servers.ts';
import { installed } from './install.ts';

/* Directus on the same tables: it reads what is there, and is told how the tables belong together. */

const VERSION = '11.17.4';

const RELATIONS = [
  { many: 'services', field: 'host', one: 'hosts', list: 'services' },
  { many: 'service_usages', field: 'service', one: 'services', list: 'usages' },
  { many: 'plans', field: 'service', one: 'services', list: 'plans' },
];

/** Starts it on a database that holds the tables; `token` is that of an administrator. */
export async function startDirectus(peers: string, url: string): Promise<Server & { token: string }> {
  const folder = join(peers, 'directus');
  const { node, program } = installed(folder, [`directus@${VERSION}`], 'directus/cli.js');
  const [port, token] = [await freePort(), randomUUID()];
  const env = {
    NODE_ENV: 'production',
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
    // It would refuse some of the requests of 16 connections (503).
    PRESSURE_LIMITER_ENABLED: 'false',
  };
  execFileSync(node, [program, 'bootstrap'], { cwd: folder, env: { ...process.env, ...env }, stdio: 'ignore' });
  const args = [program, 'start'];
  const directus = await startProgram({ command: node, args, cwd: folder, env, port, ready: '/server/ping' });
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
