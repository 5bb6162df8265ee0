import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { putSource, startRun } from '../../src/exchange/sources/commands.ts';
import { createImporter } from '../../src/exchange/sources/importer.ts';
import { createDeliverer } from '../../src/feed/webhooks/deliverer.ts';
import type { Worker } from '../../src/leases/leases.ts';
import { createMailSender } from '../../src/mail/sender.ts';
import {
  feedEvents,
  importRuns,
  importSources,
  mails,
  tasks,
  webhookDeliveries,
  webhookLanes,
  webhooks,
} from '../../src/record/tables.ts';
import { createScheduler } from '../../src/tasks/tasks.ts';
import { anAnswer, readingOnly } from '../support/outgoing.ts';
import { aSlug, reference, useRecord } from '../support/record.ts';

const record = useRecord();
const db = () => record.database.db;
const seconds = (count: number) => {
  record.now = new Date(record.now.getTime() + count * 1000);
};

/** What is done with a piece of work, by its name. */
type Doing = (piece: string) => Promise<void>;
const NAMES = ['une', 'deux', 'trois', 'quatre'];
const failing = (error: unknown) => {
  throw error;
};

/** One of the four that work under leases. */
interface Kind {
  leaseSeconds: number;
  /** Of those that wait, how many one process is at. */
  atOnce: number;
  /** Lets something wait for each name. */
  queue(): Promise<void>;
  /** A process of its own, with a clock of its own that stands still. */
  worker(doing: Doing, now: Date): Worker;
  rows(): Promise<unknown[]>;
  clear(): Promise<unknown>;
}

const KINDS: Record<string, Kind> = {
  tasks: {
    ...{ leaseSeconds: 30 * 60, atOnce: 1 },
    queue: async () => {
      await db()
        .insert(tasks)
        .values(NAMES.map((name) => ({ name, dueAt: record.now })));
    },
    worker: (doing, now) =>
      createScheduler({
        ...{ db: db(), clock: () => now },
        tasks: NAMES.map((name) => ({ name, everyMinutes: 60, run: () => doing(name) })),
        onFailed: (_, error) => failing(error),
      }),
    rows: () => db().select().from(tasks).orderBy(tasks.name),
    clear: () => db().delete(tasks),
  },
  mails: {
    ...{ leaseSeconds: 120, atOnce: 1 },
    queue: async () => {
      const { id } = await record.published();
      const until = new Date(record.now.getTime() + 86_400_000);
      for (const name of NAMES)
        await db()
          .insert(mails)
          .values({
            ...{ id: randomUUID(), kind: 'reminder', key: name, hostId: id, emailHash: name, stopKey: name },
            ...{ toAddress: name, subject: name, text: name, queuedAt: record.now, nextAt: record.now, until },
          });
    },
    worker: (doing, now) =>
      createMailSender({
        ...{ db: db(), clock: () => now, domain: 'bercail.example', fill: async () => {} },
        send: async ({ toAddress }) => {
          await doing(toAddress);
          return undefined;
        },
        onFailed: (_, error) => failing(error),
      }),
    rows: () => db().select().from(mails).orderBy(mails.key),
    clear: () => db().delete(mails),
  },
  webhooks: {
    ...{ leaseSeconds: 30, atOnce: NAMES.length },
    queue: async () => {
      const { id: subject } = await record.published();
      const event = 1;
      await db()
        .insert(feedEvents)
        .values({ number: event, id: 'one', type: 'host.created', at: record.now, hostId: subject, data: {} });
      for (const name of NAMES) {
        const webhookId = randomUUID();
        await db()
          .insert(webhooks)
          .values({
            ...{ id: webhookId, role: 'admin', url: `https://${name}.example/`, receiver: `${name}.example` },
            ...{ events: [], state: 'active', createdAt: record.now, sinceRevision: 0, cursor: event },
          });
        await db().insert(webhookDeliveries).values({ webhookId, event, subject });
        await db().insert(webhookLanes).values({ webhookId, subject, nextAt: record.now });
      }
    },
    worker: (doing, now) =>
      createDeliverer({
        ...{ db: db(), clock: () => now, newId: randomUUID, publicUrl: 'https://bercail.example', onFailed: failing },
        catalogue: { current: () => ({ revision: 0 }) as never },
        outgoing: {
          post: async (address) => {
            await doing(new URL(address).hostname.split('.')[0]!);
            return anAnswer();
          },
        },
      }),
    rows: () =>
      db()
        .select()
        .from(webhookLanes)
        .innerJoin(webhookDeliveries, eq(webhookDeliveries.webhookId, webhookLanes.webhookId))
        .orderBy(webhookLanes.webhookId),
    clear: async () => {
      await db().delete(webhooks);
      await db().delete(feedEvents);
    },
  },
  imports: {
    ...{ leaseSeconds: 30, atOnce: 2 },
    queue: async () => {
      for (const name of NAMES) {
        const federation = await record.federation({ slug: aSlug(name) });
        const [context, ref] = [record.asFederation(federation), { federation: federation.slug }];
        await putSource(context, ref, { url: `https://${name}.example/chatons.properties` }, undefined);
        await startRun(context, ref);
      }
    },
    worker: (doing, now) =>
      createImporter({
        context: { db: db(), reference, clock: () => now, newId: randomUUID },
        outgoing: readingOnly(async (address) => {
          await doing(new URL(address).hostname.split('.')[0]!);
          return { problem: 'no-answer' };
        }),
        log: { onRun: () => {}, onFailed: failing },
      }),
    rows: () => db().select().from(importRuns).orderBy(importRuns.id),
    clear: () => db().delete(importSources),
  },
};

/** Work that a test sees begin, and lets end. */
function held() {
  const begun: string[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    begun,
    release,
    doing: async (piece: string) => {
      begun.push(piece);
      await released;
    },
    untilBegun: async (count: number) => {
      while (begun.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}
/** Long enough for what must not happen. */
const aWhile = () => new Promise<void>((resolve) => setTimeout(resolve, 100));

describe.each(Object.entries(KINDS))('%s', (kind, { atOnce, leaseSeconds, queue, worker, rows, clear }) => {
  afterEach(clear);

  it('are each worked at by one of several workers, and all of them are', async () => {
    await queue();
    const begun: string[] = [];
    const doing = async (piece: string) => {
      begun.push(piece);
    };
    await Promise.all(Array.from({ length: 4 }, () => worker(doing, record.now).run()));
    expect(begun.sort()).toEqual([...NAMES].sort());
  });

  it('whose lease ran out are taken by another worker, and not before, although its clock is behind', async () => {
    await queue();
    seconds(60);
    const [lost, other] = [held(), held()];
    const dead = worker(lost.doing, record.now);
    dead.wake();
    await lost.untilBegun(1);
    const [first] = lost.begun;
    seconds(-10);
    other.release();
    await worker(other.doing, record.now).run();
    expect(other.begun).not.toContain(first);
    seconds(10 + leaseSeconds + 1);
    await worker(other.doing, record.now).run();
    expect(other.begun.filter((piece) => piece === first)).toEqual([first]);
    lost.release();
    await dead.stop();
  });

  // Mails and webhooks set times that lie far ahead themselves.
  if (['tasks', 'imports'].includes(kind))
    it('are not kept by a clock that was ahead when it took them', async () => {
      await queue();
      const [ahead, other] = [held(), held()];
      const wrong = worker(ahead.doing, new Date(record.now.getTime() + leaseSeconds * 1000 + 600_000));
      wrong.wake();
      await ahead.untilBegun(atOnce);
      other.release();
      await worker(other.doing, record.now).run();
      expect(other.begun).toEqual(expect.arrayContaining(ahead.begun));
      ahead.release();
      await wrong.stop();
    });

  it('are not settled by a worker that comes back after another one has taken them', async () => {
    await queue();
    const [late, other] = [held(), held()];
    const slow = worker(late.doing, record.now);
    slow.wake();
    await late.untilBegun(1);
    const [first] = late.begun;
    seconds(leaseSeconds + 1);
    const next = worker(other.doing, record.now);
    next.wake();
    while (!other.begun.includes(first!)) await other.untilBegun(other.begun.length + 1);
    const taken = await rows();
    const stopped = slow.stop();
    late.release();
    await stopped;
    expect(await rows()).toEqual(taken);
    other.release();
    await next.run();
    expect(await rows()).not.toEqual(taken);
    await next.stop();
  });

  it('are begun at once when a worker is woken, and no more once it stops, which waits for its last word', async () => {
    await queue();
    const { begun, doing, untilBegun, release } = held();
    const woken = worker(doing, record.now);
    woken.wake();
    await untilBegun(atOnce);
    const stopped = woken.stop();
    // What is read from others is left where it is, and goes on elsewhere; all else has an end.
    const isLeft = kind === 'imports';
    if (!isLeft) expect(await Promise.race([stopped.then(() => 'stopped'), aWhile()])).toBeUndefined();
    if (!isLeft) release();
    await stopped;
    const last = await rows();
    woken.wake();
    release();
    await aWhile();
    expect(begun).toHaveLength(atOnce);
    expect(await rows()).toEqual(last);
    const other = held();
    other.release();
    seconds(1);
    await worker(other.doing, record.now).run();
    expect(other.begun.sort()).toEqual(NAMES.filter((name) => isLeft || !begun.includes(name)).sort());
  });
});
