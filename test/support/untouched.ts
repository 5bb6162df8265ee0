import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { ADMIN_TOKEN, type TestApp } from './app.ts';

const TABLES = [
  'hosts',
  'services',
  'plans',
  'claims',
  'commitments',
  'memberships',
  'membership_requests',
  'reviews',
  'selections',
  'replies',
  'federation_helpers',
  'own_criteria',
  'federations',
  'recommendations',
  'cases',
];

/** Every row there is but the day a token was last used on, as text: what was refused must leave them all alone. */
export async function rowsOf({ database }: TestApp): Promise<string> {
  const columns = [...TABLES, 'changes'].map(
    (table) => `(select string_agg(t::text, '|' order by t::text) from ${table} t) as ${table}`,
  );
  const [rows] = await database.run(sql.raw(`select ${columns.join(', ')}`));
  return JSON.stringify(rows);
}

/** Asks, as an administrator, for something that must be refused and change nothing. */
export const refusedBy =
  (api: TestApp): TestApp['refused'] =>
  async (method, url, asking) => {
    const before = await rowsOf(api);
    const refusal = await api.refused(method, url, { token: ADMIN_TOKEN, ifMatch: '*', ...asking });
    expect(await rowsOf(api)).toBe(before);
    return refusal;
  };
