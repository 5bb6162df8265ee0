import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { createOutgoing } from '../../src/outgoing/fetch.ts';
import { createScheduler, tasksOf } from '../../src/tasks/tasks.ts';
import { ADMIN_TOKEN } from '../support/app.ts';
import { anAnswer, readingOnly } from '../support/outgoing.ts';
import { PATH, useSites } from '../support/sites.ts';

const sites = useSites();
const { test, answers, register, publishedByProof, claim, check, read } = sites;
const nobody = createOutgoing({ allowed: new Set(), userAgent: 'Bercail' });
const PAGE = anAnswer({ contentType: 'text/html; charset=utf-8', body: Buffer.from('<p>Tout est libre.</p>') });
/** The name in the file that is read: a file of another organisation changes nothing. */
let fileName = '';
const file = () =>
  anAnswer({
    body: Buffer.from(
      `file.class = Organization\norganization.name = ${fileName}\norganization.description = Héberge.\n`,
    ),
  });
const outgoing = readingOnly(async (address, limits) => {
  if (address.endsWith('/robots.txt')) return anAnswer({ status: 404 });
  if (address.endsWith('.properties')) return file();
  return address.endsWith('/preuve') ? PAGE : await nobody.get(address, limits);
});

const later = (days: number) => {
  test.now = new Date(test.now.getTime() + days * 86_400_000);
};

/** What each task has to do, and which host is another one afterwards; null: it changes nothing that is published. */
const WORK: Record<string, () => Promise<string | null>> = {
  'evidence-pages': async () => {
    const { id, slug } = await publishedByProof();
    const body = { value: 'yes', evidenceUrl: `https://${slug}.example/preuve` };
    await test.ask('PUT', `/v1/hosts/${id}/claims/free-software-only`, { token: ADMIN_TOKEN, ifMatch: '*', body });
    return id;
  },
  ownership: async () => {
    const host = await publishedByProof();
    const { body } = await claim(host.slug);
    answers[PATH] = body.challenge.content;
    await check(host.slug, body.token);
    later(8);
    return host.id;
  },
  drafts: async () => {
    await register();
    later(400);
    return null;
  },
  imports: async () => {
    const { id, name, token } = await publishedByProof();
    fileName = name;
    const url = 'https://fichiers.example/preuve.properties';
    expect((await test.ask('PUT', `/v1/hosts/${id}/source`, { token, body: { url } })).status).toBe(201);
    return id;
  },
  'import-reports': async () => null,
  reports: async () => null,
  sessions: async () => null,
  'idempotency-keys': async () => null,
  counts: async () => null,
  webhooks: async () => null,
  mails: async () => null,
  cases: async () => null,
  reminders: async () => null,
  'case-reminders': async () => null,
};
const tasks = () => tasksOf(sites.context(), outgoing, { visits: { pause: async () => {} } });

describe('What a task writes', () => {
  it('is known of every task', () => {
    expect(Object.keys(WORK).sort()).toEqual(
      tasksOf({} as never, outgoing)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it.each(Object.keys(WORK))('is shown by the process that runs it, and can be changed at once: %s', async (name) => {
    const id = await WORK[name]!();
    const before = id && (await read(id));
    const failed: unknown[] = [];
    const scheduler = createScheduler({
      ...{ db: test.database.db, clock: () => test.now },
      tasks: tasks().filter((task) => task.name === name),
      onFailed: (_, error) => failed.push(error),
    });
    await scheduler.run();
    expect(failed).toEqual([]);
    expect(test.catalogue.current().revision).toBe(await test.revision());
    if (!id || !before) return;
    const after = await read(id);
    expect(after.version).toBeGreaterThan(before.version);
    const changed = await test.ask<Host>('PATCH', `/v1/hosts/${id}`, {
      ...{ token: ADMIN_TOKEN, ifMatch: `"v${after.version}"`, body: { legalForm: 'cooperative' } },
    });
    expect(changed.status, changed.text).toBe(200);
  });
});
