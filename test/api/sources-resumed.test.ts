import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginDueRuns, forgetRuns, readSources, workOff } from '../../src/exchange/sources/importer.ts';
import type { ImportReport, Source } from '../../src/exchange/sources/schema.ts';
import type { Outgoing } from '../../src/outgoing/fetch.ts';
import { ADMIN_TOKEN, type Owned } from '../support/app.ts';
import { type Foreign, publishFederation } from '../support/foreign-federation.ts';
import { useSources } from '../support/sources.ts';

const { test, web, allow, give, files, pathOf, unasked } = useSources();
let federation: Owned;
let foreign: Foreign;

const later = (minutes: number) => {
  test.now = new Date(test.now.getTime() + minutes * 60_000);
};
const never = new AbortController().signal;
const until = (left: AbortSignal) => ({ isOver: () => left.aborted, left });
const latest = async (): Promise<ImportReport> => {
  const { body } = await test.ask<Source>('GET', pathOf(federation), { token: ADMIN_TOKEN });
  return (await test.ask<ImportReport>('GET', `${pathOf(federation)}/runs/${body.lastRun!.id}`, { token: ADMIN_TOKEN }))
    .body;
};
/** Answers the first files, then waits until the end of the world. */
const stuckAfter = (outgoing: Outgoing, files: number): Outgoing & { stuck: Promise<void> } => {
  let left = files;
  let tell = () => {};
  const stuck = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    ...outgoing,
    stuck,
    get: (...asked) => {
      if (left-- > 0) return outgoing.get(...asked);
      tell();
      return new Promise(() => {});
    },
  };
};

/** For a process that never comes back: its time stands still. */
const lost = () => {
  const at = test.now;
  return { ...unasked().context, clock: () => at };
};

const atTheEnd = new AbortController();
const dead: Promise<unknown>[] = [];
/** Begins to work in a process that never comes back, until all tests are over: it would still ask the database then. */
const die = (outgoing: Outgoing) => void dead.push(workOff({ context: lost(), outgoing }, until(atTheEnd.signal)));
afterAll(async () => {
  atTheEnd.abort();
  await Promise.all(dead);
});

beforeAll(async () => {
  foreign = publishFederation(web(), { organisations: 12, services: 60, faulty: 0 });
  allow(...foreign.sites.filter((site) => site.endsWith('.example')));
  federation = await test.federation({ slug: 'rives', name: 'Les Rives', website: 'https://rives.example' });
  await give(federation, foreign.url);
});

describe('a run', () => {
  it('of every day begins by itself, in steps, one after the other', async () => {
    expect(await beginDueRuns(unasked().context)).toBe(1);
    expect(await beginDueRuns(unasked().context)).toBe(0);
    expect((await latest()).state).toBe('running');
  });

  it('whose process is told to stop stops at once, and goes on where it was', async () => {
    const { context, outgoing } = unasked();
    const slow = stuckAfter(outgoing, 40);
    const stopping = new AbortController();
    const working = workOff({ context, outgoing: slow }, until(stopping.signal));
    await slow.stuck;
    stopping.abort();
    await working;
    const left = await latest();
    expect(left.state).toBe('running');
    expect(left.progress.done).toBeGreaterThanOrEqual(13);
  });

  it('whose process died goes on with another one, and asks for nothing twice that was kept', async () => {
    const { context, outgoing } = unasked();
    const slow = stuckAfter(outgoing, 20);
    die(slow);
    await slow.stuck;
    // Until then, nobody else is at it.
    expect(await workOff({ context, outgoing }, until(never))).toBe(0);
    later(1);
    const kept = (await files(federation, (await latest()).id)).filter(({ state }) => state !== 'waiting');
    expect(kept.length).toBeGreaterThanOrEqual(13);
    const before = web().asked.length;
    await readSources({ context, outgoing }, never);
    const ended = await latest();
    expect(ended).toMatchObject({ state: 'partial', created: 12, changed: 0 });
    expect(ended.progress.done).toBe(ended.progress.known);
    const askedAgain = new Set(web().asked.slice(before));
    const namesOf = (url: string) => `${new URL(url).hostname}${new URL(url).pathname}`;
    expect(kept.filter(({ url }) => askedAgain.has(namesOf(url)))).toEqual([]);
  });

  it('is written once, whoever comes back from the dead', async () => {
    const revision = await test.revision();
    const { context, outgoing } = unasked();
    later(24 * 60);
    await readSources({ context, outgoing }, never);
    expect(await latest()).toMatchObject({ created: 0, changed: 0, unchanged: 12 });
    expect(await test.revision()).toBe(revision);
  });

  it('at which one process after the other dies is given up', async () => {
    const { context, outgoing } = unasked();
    later(24 * 60);
    await beginDueRuns(context);
    for (let death = 0; death < 4; death++) {
      const slow = stuckAfter(outgoing, 0);
      die(slow);
      await slow.stuck;
      later(1);
    }
    await workOff({ context, outgoing }, until(never));
    const given = await latest();
    expect(given.state).toBe('failed');
    expect(given.files[0]).toMatchObject({ state: 'left-out', problems: [{ code: 'interrupted' }] });
  });

  it('is forgotten after a month, but for the last five', async () => {
    const { context, outgoing } = unasked();
    for (let day = 0; day < 5; day++) {
      later(24 * 60);
      await readSources({ context, outgoing }, never);
    }
    const count = async () =>
      (await test.ask<{ total: number }>('GET', `${pathOf(federation)}/runs`, { token: ADMIN_TOKEN })).body.total;
    expect(await count()).toBe(8);
    later(40 * 24 * 60);
    await forgetRuns(context);
    expect(await count()).toBe(5);
  });
});
