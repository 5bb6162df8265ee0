import { describe, expect, it, vi } from 'vitest';
import { generatedHosts } from '../../bench/generated.ts';
import { buildModel } from '../../src/catalogue/build.ts';
import { beginPreparing } from '../../src/start/preparing.ts';
import { factsOf } from '../support/facts.ts';
import { DAY, policy, reference } from '../support/matching.ts';

/** A process that starts with so many hosts, and what it does in which order. */
function starting(count: number, reading: () => Promise<void> = async () => {}) {
  const hosts = new Map(generatedHosts(count, reference).map((host) => [host.id, factsOf(host)]));
  const stored = { epoch: 'e', revision: 1, mark: '', hosts, federations: new Map() };
  const model = buildModel(stored, { reference, costRules: policy }, DAY);
  const done: string[] = [];
  const usages: string[] = [];
  const bercail = {
    reference,
    catalogue: {
      current: () => model,
      readTexts: async (of: string) => {
        await reading();
        done.push(of);
      },
    },
    matcher: {
      prepare: async () => void done.push('candidates'),
      answerInTurn: async (need: { usages: { usage: string }[] }) => {
        if (done.at(-1) !== 'matches') done.push('matches');
        usages.push(need.usages[0]!.usage);
      },
    },
  };
  const failed = vi.fn();
  const begin = (laterByMs = 60_000) =>
    beginPreparing(bercail as unknown as Parameters<typeof beginPreparing>[0], failed, laterByMs);
  return { begin, done, usages, failed };
}

describe('Before a process answers anybody', () => {
  it('its texts are read, and some matches for frequent usages tell how long one takes', async () => {
    const { begin, done, usages, failed } = starting(60);
    await begin();
    expect(done.slice(0, 3)).toEqual(['hosts', 'candidates', 'matches']);
    await vi.waitFor(() => expect(done.slice(3)).toEqual(['offers']));
    expect(usages).toHaveLength(10);
    expect(new Set(usages).size).toBeGreaterThan(4);
    expect(failed).not.toHaveBeenCalled();
  });

  it('nobody waits long for that: the rest is done while it answers', async () => {
    let release = () => {};
    const { begin, done } = starting(1, () => new Promise((resolve) => (release = resolve)));
    await begin(1);
    expect(done).toEqual([]);
    release();
    await vi.waitFor(() => expect(done).toContain('matches'));
  });

  it('an empty catalogue has nothing to match', async () => {
    const { begin, done } = starting(0);
    await begin();
    await vi.waitFor(() => expect(done).toEqual(['hosts', 'candidates', 'offers']));
  });

  it('what fails is told, and it answers all the same', async () => {
    const { begin, failed } = starting(1, () => Promise.reject(new Error('no')));
    await begin();
    await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce());
  });
});
