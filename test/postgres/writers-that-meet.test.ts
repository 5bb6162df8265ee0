import { expect, test, vi } from 'vitest';
import type { Recommendation } from '../../src/recommendations/schema.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

const api = useApp();
const USAGE = 'file-storage-sharing';

async function aHostThatFits(summary: string) {
  const host = await api.published({ summary: { fr: summary } });
  const service = aService({ usages: [USAGE], registration: 'open', capacity: { state: 'open' } });
  await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: ADMIN_TOKEN, body: service });
  return host;
}

const redact = (host: { slug: string }, text: string) =>
  api.ask('POST', `/v1/hosts/${host.slug}/redactions`, { token: ADMIN_TOKEN, body: { text } });

const recommend = (federation: { slug: string; token: string }) =>
  api.ask<Recommendation>('POST', `/v1/federations/${federation.slug}/recommendations`, {
    token: federation.token,
    body: { need: { usages: [{ usage: USAGE }] } },
  });

/** How many connections wait for a lock. */
const waiting = async (): Promise<number> => {
  const { rows } = await api.database.pool.query(
    `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0].waiting;
};

test('a recommendation that a redaction overtakes is made again, without the words', async () => {
  const [host, federation] = [await aHostThatFits('Demander Zoé Martin.'), await api.federation()];
  // The federation is held until the answer is made and waits to be written, and words have gone meanwhile.
  const holder = await api.database.pool.connect();
  await holder.query('begin');
  await holder.query('select from federations where id = $1 for update', [federation.id]);
  const recommending = recommend(federation);
  await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 20_000 });
  expect((await redact(host, 'Zoé Martin')).status).toBe(200);
  const after = await api.revision();
  await holder.query('commit');
  holder.release();
  const { status, body, text } = await recommending;
  expect(status, text).toBe(201);
  expect(body.catalogueRevision).toBe(after);
  expect(text).not.toContain('Zoé');
});

test('redactions and recommendations at once are all done', async () => {
  const federations = [await api.federation(), await api.federation()];
  const hosts = await Promise.all(['Ana Roux', 'Bo Petit', 'Cy Lenoir'].map((name) => aHostThatFits(`Voir ${name}.`)));
  for (const federation of federations) await recommend(federation);
  const answers = await Promise.all(
    ['Ana Roux', 'Bo Petit', 'Cy Lenoir'].flatMap((name, i) => [
      redact(hosts[i]!, name),
      redact(hosts[i]!, 'Voir'),
      ...federations.map((federation) => recommend(federation)),
    ]),
  );
  expect(answers.map(({ status, text }) => (status < 300 ? 'done' : text))).toEqual(answers.map(() => 'done'));
});
