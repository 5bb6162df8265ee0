import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { addMetrics } from '../../src/discovery/metrics.ts';
import { tellOwner } from '../../src/mail/queue.ts';
import { mailAddresses, tasks } from '../../src/record/tables.ts';
import { useApp } from '../support/app.ts';

const api = useApp({ endsWithoutDatabase: true, sendsMail: true });

const read = async (app = api.app) => (await app.inject({ url: '/metrics' })).body;

/** The value of a line; undefined: there is none. */
function figure(text: string, name: string, labels = ''): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${name}${labels} `));
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
}

const HOUR_MS = 3_600_000;

describe('The metrics', () => {
  let text: string;

  beforeAll(async () => {
    const host = await api.published({ slug: 'les-aulnes' });
    const { db } = api.database;
    const email = 'contact@aulnes.example';
    await db.insert(mailAddresses).values({
      ...{ id: randomUUID(), hostId: host.id, email, emailHash: 'a'.repeat(64), stopKey: 'stop' },
      ...{ createdAt: api.now, confirmedAt: api.now },
    });
    const said = { subject: 'Une question', paragraphs: ['Une phrase.'] };
    const words = { fr: said, en: said };
    const context = { clock: () => api.now, newId: randomUUID };
    await tellOwner(db, context, { hostId: host.id }, { kind: 'reminder', key: 'one', words });
    await db.insert(tasks).values([
      { name: 'drafts', dueAt: new Date(api.now.getTime() + HOUR_MS), lastRunAt: api.now, lastError: null },
      { name: 'mails', dueAt: api.now, lastRunAt: null, lastError: 'Error' },
    ]);
    api.now = new Date(api.now.getTime() + 2 * HOUR_MS);
    text = await read();
  });

  it('tell memory, processor, the delay of the event loop and the running build', () => {
    for (const name of ['process_resident_memory_bytes', 'nodejs_heap_size_used_bytes', 'process_cpu_seconds_total'])
      expect(figure(text, name), name).toBeGreaterThan(0);
    expect(figure(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
    expect(text).toMatch(/^bercail_build_info\{version="\d+\.\d+\.\d+",build="[\w-]{27}"\} 1$/m);
    expect(text).not.toContain('nodejs_active_');
  });

  it('count how often the read model moved, and how long that took', async () => {
    const before = figure(text, 'bercail_catalogue_move_seconds_count')!;
    expect(before).toBeGreaterThan(0);
    await api.published({ slug: 'les-saules' });
    const after = await read();
    expect(figure(after, 'bercail_catalogue_move_seconds_count')).toBeGreaterThan(before);
    expect(figure(after, 'bercail_catalogue_move_seconds_bucket', '{le="+Inf"}')).toBe(
      figure(after, 'bercail_catalogue_move_seconds_count'),
    );
  });

  it('tell what waits, and since when', () => {
    expect(figure(text, 'bercail_queue_waiting', '{queue="mails"}')).toBe(1);
    expect(figure(text, 'bercail_queue_oldest_seconds', '{queue="mails"}')).toBe(7200);
    for (const queue of ['webhooks', 'imports'])
      for (const name of ['bercail_queue_waiting', 'bercail_queue_oldest_seconds'])
        expect(figure(text, name, `{queue="${queue}"}`)).toBe(0);
  });

  it('tell the last run of each task; of one that never ran none', () => {
    const ranAt = api.now.getTime() / 1000 - 7200;
    expect(figure(text, 'bercail_task_last_run_timestamp_seconds', '{task="drafts"}')).toBe(ranAt);
    expect(figure(text, 'bercail_task_due_timestamp_seconds', '{task="drafts"}')).toBe(ranAt + 3600);
    expect(figure(text, 'bercail_task_failed', '{task="drafts"}')).toBe(0);
    expect(figure(text, 'bercail_task_last_run_timestamp_seconds', '{task="mails"}')).toBeUndefined();
    expect(figure(text, 'bercail_task_failed', '{task="mails"}')).toBe(1);
    expect(figure(text, 'bercail_mail_last_sent_timestamp_seconds')).toBeUndefined();
  });

  it('count refusals by their reason, from the first reading on', () => {
    for (const reason of ['connections', 'crowd', 'database', 'matches'])
      expect(figure(text, 'bercail_requests_shed_total', `{reason="${reason}"}`)).toBe(0);
  });

  it('are about routes, never about people', async () => {
    await api.ask('GET', '/v1/hosts?q=secret');
    const { text } = await api.ask('GET', '/metrics');
    expect(text).toContain('route="/v1/hosts"');
    expect(text).not.toContain('secret');
  });

  it('count each answer once, by how long it took', async () => {
    for (let time = 0; time < 3; time++) await api.ask('GET', '/v1/usages');
    await api.ask('GET', '/v1/usages?lang=xx');
    const { text } = await api.ask('GET', '/metrics');
    const ofUsages = (status: number, name: string) =>
      text
        .split('\n')
        .filter((line) => line.startsWith(`bercail_request_seconds_${name}`))
        .filter((line) => line.includes('route="/v1/usages"') && line.includes(`status="${status}"`))
        .map((line) => Number(line.split(' ').at(-1)));
    expect(text).toContain('# TYPE bercail_request_seconds histogram');
    expect(ofUsages(200, 'count')).toEqual([3]);
    expect(ofUsages(400, 'count')).toEqual([1]);
    const buckets = ofUsages(200, 'bucket');
    expect(buckets).toHaveLength(8);
    expect(buckets).toEqual([...buckets].sort((a, b) => a - b));
    expect(buckets.at(-1)).toBe(3);
    const [total] = ofUsages(200, 'sum') as [number];
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(30);
    // The bounds are seconds: those above the slowest of three answers count all three.
    const bounds = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10, Number.POSITIVE_INFINITY];
    for (const [at, bound] of bounds.entries()) if (bound >= total) expect(buckets[at]).toBe(3);
  });

  it('count as failures what nobody meant, and not what is refused while the database is away', async () => {
    const app = fastify();
    const metrics = addMetrics(app, { catalogue: api.catalogue, build: 'of-a-test', readInnerState: undefined });
    app.get('/:status', (request, reply) => reply.code(Number((request.params as { status: string }).status)).send());
    for (const status of [500, 502, 503, 503, 404])
      expect((await app.inject({ url: `/${status}` })).statusCode).toBe(status);
    expect(figure(await metrics.text(), 'bercail_failures_total')).toBe(2);
  });

  it('tell how many hosts there are without a list of all of them, which would be made anew after each change', async () => {
    const documents = { get: () => expect.unreachable('the list of all documents was made') };
    const model = Object.create(api.catalogue.current(), { documents });
    const catalogue = { ...api.catalogue, current: () => model };
    const metrics = addMetrics(fastify(), { catalogue, build: 'of-a-test', readInnerState: undefined });
    expect(figure(await metrics.text(), 'bercail_catalogue_hosts')).toBe(api.catalogue.current().documents.length);
  });

  it('leave out what only the database knows while it is away, and say that it is', async () => {
    const { app, catalogue } = await api.beside();
    expect(figure(text, 'bercail_database_up')).toBe(1);
    expect(figure(text, 'bercail_database_writable')).toBe(1);
    await api.database.close();
    await expect(catalogue.catchUp()).rejects.toThrow();
    const away = await read(app);
    expect(figure(away, 'bercail_database_up')).toBe(0);
    // Nobody can write. BercailDegraded needs a value.
    expect(figure(away, 'bercail_database_writable')).toBe(0);
    for (const name of ['bercail_queue_waiting', 'bercail_task_due_timestamp_seconds'])
      expect(away).not.toMatch(new RegExp(`^${name}[ {]`, 'm'));
    expect(figure(away, 'bercail_catalogue_hosts')).toBeGreaterThan(0);
  });
});
