import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import { feedEvents } from '../../src/record/tables.ts';
import type { Owned } from '../support/app.ts';
import { tellFiles, useSources } from '../support/sources.ts';

const { test, web, publish, give, run } = useSources();

/** A federation whose file names some organisations, each with an entry of that site. */
let federation: Owned;
let names: string[];
let count = 0;
const isToCheck = async (name: string) => {
  const { body } = await test.ask<Host>('GET', `/v1/hosts/${name}`);
  return body.memberships.find((one) => one.federation === federation.slug)?.toCheck ?? false;
};
const address = (name: string) => publish(`${name}.example/asso.properties`, organisation(name));
const organisation = (name: string) => ({
  ...{ 'file.class': 'Organization', 'organization.name': name, 'organization.website': `https://${name}.example/` },
  'organization.status.level': 'ACTIVE',
});
const site = () => `collectif${count}.example`;
const nameAll = (list: readonly string[]) =>
  publish(`${site()}/f.properties`, {
    ...{ 'file.class': 'Federation', 'federation.name': `Collectif ${count}` },
    ...Object.fromEntries(list.map((name) => [`subs.${name}`, address(name)])),
  });

beforeEach(async () => {
  count++;
  federation = await test.federation();
  names = ['chene', 'hetre', 'saule'].map((name) => `${name}${count}`);
  for (const name of names) await test.published({ slug: name, name, website: `https://${name}.example` });
  await give(federation, nameAll(names));
  expect(await run(federation)).toMatchObject({ state: 'succeeded', changed: 3, created: 0, toCheck: 0 });
});

describe('a host that the file of its federation names no more', () => {
  it('stays a member, to check, and the run says so once', async () => {
    const [chene, hetre, saule] = names as [string, string, string];
    nameAll([chene, hetre]);
    expect(await run(federation)).toMatchObject({ state: 'succeeded', toCheck: 1 });
    expect([await isToCheck(chene), await isToCheck(hetre), await isToCheck(saule)]).toEqual([false, false, true]);
    const { body } = await test.ask<Federation>('GET', `/v1/federations/${federation.slug}`);
    expect(body.members.find(({ host }) => host === saule)).toMatchObject({ state: 'member', toCheck: true });
    const revision = await test.revision();
    expect(await run(federation)).toMatchObject({ toCheck: 0 });
    expect(await test.revision()).toBe(revision);
  });

  it('is certain again as soon as it is named again', async () => {
    const [chene, hetre, saule] = names as [string, string, string];
    nameAll([chene, hetre]);
    await run(federation);
    nameAll([chene, hetre, saule]);
    await run(federation);
    expect(await isToCheck(saule)).toBe(false);
  });

  it('is not missed when its file moved to another address under the same name', async () => {
    const [chene, hetre, saule] = names as [string, string, string];
    const file = nameAll([chene, hetre]);
    const moved = web().files.get(`${site()}/f.properties`)!;
    moved.body = Buffer.from(
      `${moved.body}subs.${saule} = http://${saule}.example:${web().port}/ailleurs.properties\n`,
    );
    expect(file).toContain(site());
    // Nothing is there yet.
    expect(await run(federation)).toMatchObject({ state: 'partial', toCheck: 0 });
    expect(await isToCheck(saule)).toBe(false);
  });
});

describe('a file that cannot be read', () => {
  it.each(['error', 'reset', 'html', 'empty', 'gone', 'to-private'] as const)(
    'of the federation names nobody less: %s',
    async (fault) => {
      web().files.get(`${site()}/f.properties`)!.fault = fault;
      expect(await run(federation)).toMatchObject({ state: 'failed', toCheck: 0 });
      for (const name of names) expect(await isToCheck(name)).toBe(false);
    },
  );

  it('of the federation is told to its own programs, once a run; one of an organisation is not', async () => {
    const told = () =>
      test.database.db
        .select({ type: feedEvents.type, data: feedEvents.data, isPrivate: feedEvents.isPrivate })
        .from(feedEvents)
        .where(and(eq(feedEvents.federationId, federation.id), eq(feedEvents.type, 'import.failed')));
    web().files.get(`${names[0]}.example/asso.properties`)!.fault = 'error';
    expect(await run(federation)).toMatchObject({ state: 'partial' });
    expect(await told()).toEqual([]);
    web().files.get(`${site()}/f.properties`)!.fault = 'gone';
    const { id } = await run(federation);
    const data = { federation: federation.slug, run: id };
    expect(await told()).toEqual([{ type: 'import.failed', data, isPrivate: true }]);
  });

  it('of the federation that names nobody at all says so, and doubts nobody', async () => {
    nameAll([]);
    const report = await run(federation);
    expect(report).toMatchObject({ toCheck: 0 });
    expect(tellFiles(report.files)).toEqual(['/f.properties read names-nobody']);
    for (const name of names) expect(await isToCheck(name)).toBe(false);
  });

  it('of an organisation leaves its entry as it is', async () => {
    web().files.get(`${names[0]}.example/asso.properties`)!.fault = 'error';
    const revision = await test.revision();
    expect(await run(federation)).toMatchObject({ state: 'partial', unchanged: 2, changed: 0, toCheck: 0 });
    expect(await test.revision()).toBe(revision);
  });

  it('of a federation in the federation names nobody less there', async () => {
    const inner = publish(`dedans${count}.example/f.properties`, {
      ...{ 'file.class': 'Federation', 'federation.name': 'Dedans', [`subs.${names[2]}`]: address(names[2]!) },
    });
    publish(`${site()}/f.properties`, {
      ...{ 'file.class': 'Federation', 'federation.name': 'Dehors', 'subs.dedans': inner },
      ...{ [`subs.${names[0]}`]: address(names[0]!), [`subs.${names[1]}`]: address(names[1]!) },
    });
    expect(await run(federation)).toMatchObject({ state: 'succeeded', toCheck: 0 });
    web().files.get(`dedans${count}.example/f.properties`)!.fault = 'error';
    expect(await run(federation)).toMatchObject({ state: 'partial', toCheck: 0 });
    expect(await isToCheck(names[2]!)).toBe(false);
  });
});
