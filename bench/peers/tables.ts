import pg from 'pg';
import type { Host } from '../../src/documents/host.ts';

/* The catalogue as somebody would model it in an afternoon: what our own SQL and Directus read, and Strapi's tables are filled from. */

const TABLES = `
create table hosts (
  id uuid primary key, slug text not null unique, name text not null, website text, summary text,
  legal_form text, departement text, confirmed_on date, closing boolean not null default false
);
create table services (
  id uuid primary key, host uuid not null references hosts on delete cascade, slug text not null, name text not null,
  registration text, data_country text
);
create table service_usages (
  id serial primary key, service uuid not null references services on delete cascade, usage text not null
);
create table plans (
  id serial primary key, service uuid not null references services on delete cascade, name text not null,
  yearly_fixed numeric, yearly_per_account numeric, included_accounts integer, max_accounts integer, max_gb numeric
);
create table host_departements (
  id serial primary key, host uuid not null references hosts on delete cascade, code text not null
);`;

const INDEXES = `
create index on services (host);
create index on service_usages (usage, service);
create index on service_usages (service);
create index on plans (service);
create index on host_departements (host, code);
create index on hosts (name);
analyze;`;

/* Of the own SQL alone: Directus would show the column and write it for nothing, as it searches without it. */
const WORDS = `
alter table hosts add column words tsvector
  generated always as (to_tsvector('french', name || ' ' || coalesce(summary, ''))) stored;
create index on hosts using gin (words);
analyze hosts;`;

const ROWS_AT_ONCE = 5000;

/** Inserts rows of one table, all columns as text that the server casts. */
async function insert(client: pg.Client, table: string, columns: readonly string[], rows: readonly unknown[][]) {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    const documents = some.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place]])));
    await client.query(
      `insert into ${table} (${columns.join()}) select ${columns.join()} from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(documents)],
    );
  }
}

/** Creates the tables and fills them with the same hosts as ours. */
export async function fillTables(url: string, hosts: readonly Host[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(TABLES);
  const seatOf = ({ seat }: Host) => (seat?.territory?.level === 'departement' ? seat.territory.code : null);
  await insert(
    client,
    'hosts',
    ['id', 'slug', 'name', 'website', 'summary', 'legal_form', 'departement', 'confirmed_on', 'closing'],
    hosts.map((host) => [
      ...[host.id, host.slug, host.name, host.website, host.summary?.fr, host.legalForm, seatOf(host)],
      ...[host.confirmedOn, false],
    ]),
  );
  const services = hosts.flatMap((host) => host.services.map((service) => ({ host, service })));
  await insert(
    client,
    'services',
    ['id', 'host', 'slug', 'name', 'registration', 'data_country'],
    services.map(({ host, service }) => [
      ...[service.id, host.id, service.slug, service.name, service.registration, service.dataCountry],
    ]),
  );
  const usages = services.flatMap(({ service }) => service.usages.map((usage) => [service.id, usage]));
  await insert(
    client,
    'service_usages',
    ['id', 'service', 'usage'],
    usages.map((row, index) => [index + 1, ...row]),
  );
  const plans = services.flatMap(({ service }) => (service.plans ?? []).map((plan) => ({ service, plan })));
  const unlessUnlimited = (amount: number | 'unlimited' | undefined) => (amount === 'unlimited' ? null : amount);
  await insert(
    client,
    'plans',
    [
      ...['id', 'service', 'name', 'yearly_fixed', 'yearly_per_account'],
      ...['included_accounts', 'max_accounts', 'max_gb'],
    ],
    plans.map(({ service, plan }, index) => {
      const times = plan.period === 'month' ? 12 : 1;
      return [
        ...[index + 1, service.id, plan.name, (plan.fixed ?? 0) * times, (plan.perAccount ?? 0) * times],
        ...[plan.includedAccounts, unlessUnlimited(plan.maxAccounts), unlessUnlimited(plan.maxGb)],
      ];
    }),
  );
  await client.query(INDEXES);
  await client.end();
}

/** Keeps the words of each host in a column, to be searched. */
export async function addWords(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(WORDS);
  await client.end();
}
