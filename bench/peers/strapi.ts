import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../test/support/ports.ts';
import { type Server, startProgram } from '../support/servers.ts';
import { installed } from './install.ts';

/*
 * Strapi with the same hosts, in tables that it makes itself from content types: it does not read those of others.
 * Its relations are as its builder of content types makes them: tables of links.
 */

const VERSION = '5.54.0';

const [string, integer, decimal] = [{ type: 'string' }, { type: 'integer' }, { type: 'decimal' }];
const relation = (kind: string, target: string, others: object) => ({
  ...{ type: 'relation', relation: kind, target: `api::${target}.${target}` },
  ...others,
});
const listOf = (target: string, mappedBy: string) => relation('oneToMany', target, { mappedBy });
const oneOf = (target: string, inversedBy: string) => relation('manyToOne', target, { inversedBy });
const index = (name: string, column: string) => ({ name, columns: [column] });

/** Strapi makes the indexes of links and of `documentId`; those of what lists are sorted and filtered by are ours. */
const TYPES = {
  host: {
    attributes: {
      ...{ slug: { ...string, unique: true }, name: { ...string, required: true }, website: string },
      ...{ summary: { type: 'text' }, legalForm: string, departement: string, confirmedOn: { type: 'date' } },
      ...{ closing: { type: 'boolean' }, services: listOf('service', 'host') },
    },
    indexes: [index('hosts_by_name', 'name')],
  },
  service: {
    attributes: {
      ...{ slug: string, name: string, registration: string, dataCountry: string },
      ...{ host: oneOf('host', 'services'), plans: listOf('plan', 'service'), usages: listOf('usage', 'service') },
    },
    indexes: [],
  },
  usage: {
    attributes: { usage: string, service: oneOf('service', 'usages') },
    indexes: [index('usages_by_usage', 'usage')],
  },
  plan: {
    attributes: {
      ...{ name: string, yearlyFixed: decimal, yearlyPerAccount: decimal, includedAccounts: integer },
      ...{ maxAccounts: integer, maxGb: decimal, service: oneOf('service', 'plans') },
    },
    indexes: [],
  },
};

/* Middlewares as in a new project, without the log of requests, the session of the panel and its mark. */
const MIDDLEWARES = ['errors', 'security', 'cors', 'query', 'body', 'favicon', 'public'].map(
  (name) => `strapi::${name}`,
);

const DATABASE = `module.exports = ({ env }) => ({ connection: {
  client: 'postgres', connection: { connectionString: env('DATABASE_URL'), schema: 'strapi' }, pool: { min: 2, max: 10 } } });`;
const SERVER = `module.exports = ({ env }) => ({ host: '127.0.0.1', port: env.int('PORT'), app: { keys: [env('SECRET')] },
  logger: { config: { level: 'error' }, startup: { enabled: false }, updates: { enabled: false } } });`;
const ADMIN = `module.exports = ({ env }) => ({ serveAdminPanel: false, auth: { secret: env('SECRET') },
  apiToken: { salt: env('SECRET') }, transfer: { token: { salt: env('SECRET') } }, secrets: { encryptionKey: env('SECRET') } });`;
const BOOTSTRAP = `module.exports = { async bootstrap({ strapi }) {
  const accessKey = strapi.service('admin::api-token').hash(process.env.TOKEN);
  const tokens = strapi.db.query('admin::api-token');
  if (await tokens.findOne({ where: { accessKey } })) return;
  await tokens.create({ data: { name: 'bench', kind: 'content-api', type: 'full-access', accessKey } });
} };`;

/** Writes the project around what is installed: a folder with the content types, and routes of hosts alone. */
function writeProject(folder: string): void {
  const write = (path: string, text: string | object) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof text === 'string' ? text : JSON.stringify(text));
  };
  for (const old of ['config', 'src']) rmSync(join(folder, old), { recursive: true, force: true });
  mkdirSync(join(folder, 'public/uploads'), { recursive: true });
  write('config/database.js', DATABASE);
  write('config/server.js', SERVER);
  write('config/admin.js', ADMIN);
  write('config/middlewares.js', `module.exports = ${JSON.stringify(MIDDLEWARES)};`);
  write('src/index.js', BOOTSTRAP);
  for (const [name, { attributes, indexes }] of Object.entries(TYPES))
    write(`src/api/${name}/content-types/${name}/schema.json`, {
      ...{ kind: 'collectionType', collectionName: `${name}s`, attributes, indexes },
      info: { singularName: name, pluralName: `${name}s`, displayName: name },
      options: { draftAndPublish: false },
    });
  for (const [place, maker] of Object.entries({ routes: 'Router', controllers: 'Controller', services: 'Service' }))
    write(
      `src/api/host/${place}/host.js`,
      `module.exports = require('@strapi/strapi').factories.createCore${maker}('api::host.host');`,
    );
}

/** Takes the rows over from the tables of the others. The place among equals (`_ord`) is what it would have written. */
const link = (many: string, one: string) => `
insert into strapi.${many}s_${one}_lnk (${many}_id, ${one}_id, ${many}_ord)
  select m.id, o.id, row_number() over (partition by o.id order by m.id)
  from strapi.${many}s m join ${many === 'usage' ? 'service_usages' : `${many}s`} t on t.id::text = m.document_id
  join strapi.${one}s o on o.document_id = t.${one}::text;`;
const FILL = `
insert into strapi.hosts (document_id, slug, name, website, summary, legal_form, departement, confirmed_on, closing, created_at, updated_at, published_at)
  select id, slug, name, website, summary, legal_form, departement, confirmed_on, closing, now(), now(), now() from hosts order by id;
insert into strapi.services (document_id, slug, name, registration, data_country, created_at, updated_at, published_at)
  select id, slug, name, registration, data_country, now(), now(), now() from services order by id;
insert into strapi.usages (document_id, usage, created_at, updated_at, published_at)
  select id, usage, now(), now(), now() from service_usages order by id;
insert into strapi.plans (document_id, name, yearly_fixed, yearly_per_account, included_accounts, max_accounts, max_gb, created_at, updated_at, published_at)
  select id, name, yearly_fixed, yearly_per_account, included_accounts, max_accounts, max_gb, now(), now(), now() from plans order by id;
${link('service', 'host')}${link('usage', 'service')}${link('plan', 'service')}
drop table hosts, services, service_usages, plans, host_departements;
analyze;`;

/** Starts it on a database that holds the tables of the others: once so that it makes its own, then with the same rows in them. */
export async function startStrapi(peers: string, url: string): Promise<Server & { token: string }> {
  const folder = join(peers, 'strapi');
  // Its package.json is that of the installation; without an identifier there, it reports nothing.
  const packages = [`@strapi/strapi@${VERSION}`, 'pg@8.23.1'];
  const { node, program } = installed(folder, packages, '@strapi/strapi/bin/strapi.js');
  writeProject(folder);
  const [port, token] = [await freePort(), randomUUID()];
  const env = {
    ...{ NODE_ENV: 'production', DATABASE_URL: url, PORT: String(port), SECRET: randomUUID(), TOKEN: token },
    ...{ STRAPI_TELEMETRY_DISABLED: 'true', STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true' },
  };
  const start = () =>
    startProgram({ command: node, args: [program, 'start'], cwd: folder, env, port, ready: '/_health' });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create schema strapi');
  const making = await start();
  await making.stop();
  await client.query(FILL);
  await client.end();
  return { ...(await start()), token };
}

const POPULATE = 'populate[services][populate][usages][fields][0]=usage&populate[services][populate][plans]=true';
const page = (limit: number, offset: number) => `pagination[start]=${offset}&pagination[limit]=${limit}`;

export const strapiList = (usage: string, limit: number, offset: number): string =>
  `/api/hosts?${POPULATE}&sort=name&filters[services][usages][usage][$eq]=${usage}&${page(limit, offset)}`;
export const strapiSearch = (word: string, limit: number, offset: number): string =>
  `/api/hosts?${POPULATE}&_q=${encodeURIComponent(word)}&${page(limit, offset)}`;
export const strapiOne = (id: string): string => `/api/hosts/${id}?${POPULATE}`;
