import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../src/database/open.ts';
import { federationDocument } from '../../src/record/assemble.ts';
import { factsOfHost } from '../../src/record/host-facts.ts';
import { type NewChange, publishChanges } from '../../src/record/publish.ts';
import { readFederationRows, readHostRows } from '../../src/record/read-rows.ts';
import { federations, hosts } from '../../src/record/tables.ts';
import { TEN_USAGES } from '../generated.ts';

/* Years of work of the largest federation and of the largest host, written as rows: by commands it would take minutes. */

/** The names of the largest stored data. */
export const LARGEST = { host: 'le-grand-bercail', federation: 'tous-les-hebergeurs' } as const;
export const OFFICER_TOKEN = 'the-token-of-an-officer-of-the-largest-federation';

const OFFICE = { cases: 3000, referrals: 5000, reports: 300, requests: 300, actions: 20_000 } as const;
/** As many as one may have; the rows of the table make three more of the host. */
const OF_THE_FEDERATION = { criteria: 30, helpers: 100, tokens: 19 } as const;
const HOST_TOKENS = 17;
const WEBHOOKS = 9;
/** Versions of the largest entry: each of them is as long as it. */
const VERSIONS = 20;
const HOSTS_AT_ONCE = 200;

const federation = sql`(select id from federations where slug = ${LARGEST.federation})`;
const host = sql`(select id from hosts where slug = ${LARGEST.host})`;
const numbers = (count: number) => sql`generate_series(1, ${count}::int) n`;
const french = (words: string) => sql`jsonb_build_object('fr', ${words}::text)`;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** What everybody reads: its list, its reviews, its criteria and who helps. */
async function fillPublic(db: Database): Promise<void> {
  await db.execute(sql`insert into own_criteria (federation_id, key, version, adopted_on, asked, same_meaning, retired)
    select ${federation}, 'visites-' || n, 1, '2026-11-01', jsonb_build_object('label', ${french('ouvert aux visites')},
      'question', ${french('Peut-on venir voir ?')}, 'howToProve', ${french('Une page publique le dit.')}), false, false
    from ${numbers(OF_THE_FEDERATION.criteria)}`);
  await db.execute(sql`insert into federation_helpers (federation_id, key, name, kind, serves, url, observed_on)
    select ${federation}, 'aide-' || n, 'Aide ' || n, 'training', '[{"level":"departement","code":"23"}]', 'https://aide.example', '2026-10'
    from ${numbers(OF_THE_FEDERATION.helpers)}`);
  await db.execute(sql`insert into selections (federation_id, host_id, why, ties, decided_on, review_by)
    select federation_id, host_id, ${french('Répond sous deux jours.')}, '"none"', '2026-11-01', '2027-11-01'
    from memberships where federation_id = ${federation}`);
  await db.execute(sql`insert into reviews (federation_id, host_id, subject, value, reviewed_on)
    select federation_id, host_id, 'criterion:free-software-only', '"yes"', '2026-11-01'
    from memberships where federation_id = ${federation}`);
}

/** What its officers keep, which no document shows. */
async function fillOffice(db: Database): Promise<void> {
  const need = JSON.stringify({
    usages: TEN_USAGES.slice(0, 3).map((usage) => ({ usage, accounts: 8, storageGb: 20 })),
  });
  await db.execute(sql`insert into tokens (id, role, federation_id, label, prefix, hash, created_at)
    select gen_random_uuid(), 'federation', ${federation}, 'bureau', 'bureau', case n when 1 then ${hashOf(OFFICER_TOKEN)} else 'f' || n end, now()
    from ${numbers(OF_THE_FEDERATION.tokens)}`);
  await db.execute(sql`insert into tokens (id, role, host_id, label, prefix, hash, created_at)
    select gen_random_uuid(), 'host', ${host}, 'bureau', 'bureau', 'h' || n, now() from ${numbers(HOST_TOKENS)}`);
  await db.execute(sql`insert into webhooks (id, role, host_id, token_id, url, receiver, events, state, created_at, since_revision, cursor, disabled_at, disabled_why)
    select gen_random_uuid(), 'host', ${host}, id, 'https://a.example/' || n, 'a.example', array['host.changed'], 'disabled', now(), 0, 0, now(), 'failing'
    from (select id, row_number() over () n from tokens where host_id = ${host} limit ${WEBHOOKS}::int) t`);
  await db.execute(sql`insert into audit (at, action, federation_id, by, by_label)
    select now(), 'createToken', ${federation}, 'admin', 'bureau' from ${numbers(OFFICE.actions)}`);
  await db.execute(sql`insert into cases (id, federation_id, version, label, received_by, need, unread, shortlist, ends_on, waits_on, created_at, updated_at)
    select gen_random_uuid(), ${federation}, 1, 'Dossier ' || n, 'phone', ${need}, '[]', array[${host}]::uuid[], '2028-11-30', '2026-11-01', now(), now()
    from ${numbers(OFFICE.cases)}`);
  await db.execute(sql`insert into referrals (id, federation_id, host_id, usages, region, sent_on)
    select gen_random_uuid(), ${federation}, ${host}, array['email-hosting'], '75', '2026-11-01'
    from ${numbers(OFFICE.referrals)}`);
  await db.execute(sql`insert into reports (id, host_id, kind, text, reported_at)
    select gen_random_uuid(), ${host}, 'wrong', ${french('Le prix n’est plus celui-là. '.repeat(100))}, now()
    from ${numbers(OFFICE.reports)}`);
  await db.execute(sql`insert into proposals (id, host_id, kind, pointer, proposed, source, by, as_of)
    select gen_random_uuid(), ${host}, 'field', '/services/' || slug || '/' || fields.name, jsonb_build_object(fields.name, words), 'https://a.example', 'host-file', '2026-10'
    from services, (values ('url', '"https://a.example"'::jsonb), ('summary', '{"fr":"Un nuage."}'::jsonb)) fields (name, words)
    where host_id = ${host}`);
  await db.execute(sql`insert into membership_requests (federation_id, host_id, asked_on, note)
    select ${federation}, id, '2026-11-01', ${french('Nous aimerions en être. '.repeat(100))}
    from hosts where slug not like 'h-%' order by slug limit ${OFFICE.requests}::int on conflict do nothing`);
}

/** The documents anew, after rows were written; and the past of the largest entry. */
async function publish(db: Database): Promise<void> {
  const author = { kind: 'changed', at: new Date(), by: 'import', byLabel: null } as const;
  const publishAll = async (list: NewChange[]) => {
    const [first, ...rest] = list;
    if (first) await publishChanges(db, [first, ...rest]);
  };
  const members = await db
    .select({ id: hosts.id })
    .from(hosts)
    .where(sql`id in (select host_id from memberships where federation_id = ${federation})`);
  for (let from = 0; from < members.length; from += HOSTS_AT_ONCE) {
    const ids = members.slice(from, from + HOSTS_AT_ONCE).map(({ id }) => id);
    const rows = await readHostRows(db, ids);
    await publishAll(rows.map(factsOfHost).map((document) => ({ ...author, hostId: document.id, document })));
  }
  const idIn = async (table: typeof hosts | typeof federations, slug: string) =>
    (await db.select({ id: table.id }).from(table).where(eq(table.slug, slug)))[0]!.id;
  const [largest] = (await readHostRows(db, [await idIn(hosts, LARGEST.host)])).map(factsOfHost);
  for (let version = 1; version <= VERSIONS; version++)
    await publishAll([
      {
        ...author,
        hostId: largest!.id,
        document: { ...largest!, fields: { ...largest!.fields, foundedOn: `${1990 + version}` } },
      },
    ]);
  await publishAll([{ ...author, hostId: largest!.id, document: largest! }]);
  const [rows] = await readFederationRows(db, [await idIn(federations, LARGEST.federation)]);
  await publishAll([{ ...author, federationId: rows!.federation.id, document: federationDocument(rows!) }]);
}

export async function fillLargest(db: Database): Promise<void> {
  await fillPublic(db);
  await fillOffice(db);
  await publish(db);
}
