import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createDumpSlots, flowOf, idleSlices } from '../../src/exchange/dumps/flow.ts';
import { CatalogueError } from '../../src/ground/errors.ts';

const PART = 'x'.repeat(1000);

/** Parts without end, or as many as are said, counted as they are made; `ended` once nobody wants more. */
function source(many = Number.POSITIVE_INFINITY) {
  const state = { made: 0, ended: false };
  function* parts() {
    try {
      while (state.made < many) {
        state.made++;
        yield PART;
      }
    } finally {
      state.ended = true;
    }
  }
  return { state, parts: parts() };
}

const code = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof CatalogueError) return error.code;
    throw error;
  }
  return 'none';
};

describe('the flow of a dump', () => {
  it('gives all parts, in order', async () => {
    const parts = Array.from({ length: 5000 }, (_, i) => `${i}\n`);
    let text = '';
    for await (const piece of flowOf(parts, idleSlices())) text += piece;
    expect(text).toBe(parts.join(''));
  });

  it('makes nothing ahead of a reader that does not read', async () => {
    const { state, parts } = source();
    const flow = flowOf(parts, idleSlices());
    await once(flow, 'readable');
    flow.read(1);
    // Long enough for more to be made, if nobody waited for the reader.
    await setTimeout(50);
    expect(state.made).toBeGreaterThan(0);
    // three pieces of 500 kB at most: one read, one waiting, one made.
    expect(state.made).toBeLessThanOrEqual(1500);
    flow.destroy();
  });

  it('ends at once, in its source too, when the reader hangs up', async () => {
    const { state, parts } = source();
    const flow = flowOf(parts, idleSlices());
    flow.once('data', () => flow.destroy());
    await once(flow, 'close');
    expect(state.ended).toBe(true);
    const { made } = state;
    await setTimeout(20);
    expect(state.made).toBe(made);
  });

  it('lets others have their turn while it goes out', async () => {
    const slow = function* () {
      for (let at = 0; at < 100; at++) {
        const until = performance.now() + 1;
        while (performance.now() < until);
        yield 'x';
      }
    };
    let turns = 0;
    let isOver = false;
    const others = (async () => {
      while (!isOver) {
        await setImmediate();
        turns++;
      }
    })();
    for await (const _ of flowOf(slow(), idleSlices()));
    isOver = true;
    await others;
    // 100 ms of work, in stretches of four or five, and rests between them.
    expect(turns).toBeGreaterThan(100);
  });
});

describe('the slices of dumps', () => {
  it('wait while others have work, and for a tenth of a second each at most', async () => {
    const slices = idleSlices();
    let isOver = false;
    const others = (async () => {
      while (!isOver) {
        const until = performance.now() + 3;
        while (performance.now() < until);
        await setImmediate();
      }
    })();
    await slices.next();
    const from = performance.now();
    for (let at = 0; at < 2; at++) await slices.next();
    expect(performance.now() - from).toBeGreaterThan(195);
    isOver = true;
    await others;
  });

  it('go round among all dumps', async () => {
    const slices = idleSlices();
    const given: string[] = [];
    await Promise.all(
      ['a', 'b', 'c'].map(async (dump) => {
        for (let at = 0; at < 3; at++) {
          await slices.next();
          given.push(dump);
        }
      }),
    );
    expect(given.join('')).toBe('abcabcabc');
  });
});

describe('the turns of dumps', () => {
  const begin = (turns: ReturnType<typeof createDumpSlots>, reader: string) =>
    turns.begin(reader, () => flowOf(source().parts, idleSlices()));

  it('are two for each reader, and free again when a dump has closed', async () => {
    const turns = createDumpSlots();
    const first = begin(turns, 'a');
    begin(turns, 'a');
    expect(code(() => begin(turns, 'a'))).toBe('too-many-requests');
    expect(code(() => begin(turns, 'b'))).toBe('none');
    first.destroy();
    await setImmediate();
    expect(code(() => begin(turns, 'a'))).toBe('none');
  });

  it('are eight for all', async () => {
    const turns = createDumpSlots();
    const flows = Array.from({ length: 8 }, (_, i) => begin(turns, `reader ${i}`));
    expect(code(() => begin(turns, 'one more'))).toBe('overloaded');
    flows[3]!.destroy();
    await setImmediate();
    expect(code(() => begin(turns, 'one more'))).toBe('none');
  });

  it('are free again after a dump that was read to its end, and one that failed', async () => {
    const turns = createDumpSlots();
    for (let at = 0; at < 20; at++) {
      const flow = turns.begin('a', () => flowOf(source(100).parts, idleSlices()));
      for await (const _ of flow);
      const failing = turns.begin(
        'a',
        () =>
          new Readable({
            read() {
              this.destroy(new Error('no'));
            },
          }),
      );
      await expect(failing.toArray()).rejects.toThrow('no');
      await setImmediate();
    }
  });
});
