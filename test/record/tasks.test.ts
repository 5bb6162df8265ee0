import { describe, expect, it } from 'vitest';
import { createScheduler, type Task } from '../../src/tasks/tasks.ts';
import { useRecord } from '../support/record.ts';

const record = useRecord();
const later = (minutes: number) => {
  record.now = new Date(record.now.getTime() + minutes * 60_000);
};
const schedulerOf = (tasks: Task[], failed: [string, unknown][] = []) =>
  createScheduler({
    db: record.database.db,
    clock: () => record.now,
    tasks,
    onFailed: (name, error) => failed.push([name, error]),
  });
const counted = (name: string, everyMinutes = 10) => {
  let runs = 0;
  const task: Task = {
    name,
    everyMinutes,
    run: async () => {
      runs++;
    },
  };
  return { task, runs: () => runs };
};

/** A task that never ends; `begun` once its process is at it. */
const stuckTask = (name: string) => {
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const task: Task = {
    name,
    everyMinutes: 10,
    run: () => {
      begin();
      return new Promise(() => {});
    },
  };
  return { task, begun };
};

describe('A task', () => {
  it('runs at once, then when its time has come again', async () => {
    const { task, runs } = counted('often');
    const scheduler = schedulerOf([task]);
    await scheduler.run();
    await scheduler.run();
    expect(runs()).toBe(1);
    later(11);
    await scheduler.run();
    expect(runs()).toBe(2);
  });

  it('keeps its time over a restart', async () => {
    const { task, runs } = counted('restarted');
    await schedulerOf([task]).run();
    await schedulerOf([task]).run();
    expect(runs()).toBe(1);
  });

  it('runs in one of many processes', async () => {
    const { task, runs } = counted('shared');
    await Promise.all(Array.from({ length: 8 }, () => schedulerOf([task]).run()));
    expect(runs()).toBe(1);
  });

  it('that fails is told, keeps no other from running, and is tried again', async () => {
    const { task, runs } = counted('behind');
    let tries = 0;
    const failing: Task = {
      name: 'failing',
      everyMinutes: 10,
      run: async () => {
        tries++;
        throw new Error('no');
      },
    };
    const failed: [string, unknown][] = [];
    const scheduler = schedulerOf([failing, task], failed);
    await scheduler.run();
    expect([tries, runs(), failed.map(([name]) => name)]).toEqual([1, 1, ['failing']]);
    later(11);
    await scheduler.run();
    expect(tries).toBe(2);
  });

  it('does not wait for the time that a clock which was ahead has set', async () => {
    const { task, runs } = counted('ahead');
    const stuck = stuckTask('ahead-and-stuck');
    const months = 60 * 24 * 60;
    later(months);
    await schedulerOf([task]).run();
    void schedulerOf([stuck.task]).run();
    await stuck.begun;
    later(-months);
    const other = counted('ahead-and-stuck');
    await schedulerOf([task, other.task]).run();
    expect([runs(), other.runs()]).toEqual([2, 1]);
    await schedulerOf([task, other.task]).run();
    expect([runs(), other.runs()]).toEqual([2, 1]);
  });

  it('is not taken by a second process whose clock is a little behind', async () => {
    // It has been due for a while: by either clock its time has come.
    await schedulerOf([counted('clock-behind').task]).run();
    later(20);
    const stuck = stuckTask('clock-behind');
    void schedulerOf([stuck.task]).run();
    await stuck.begun;
    const { task, runs } = counted('clock-behind');
    later(-1);
    await schedulerOf([task]).run();
    later(1);
    expect(runs()).toBe(0);
  });

  it('is taken over from a process that died in the middle of it, after a while', async () => {
    const stuck = stuckTask('stuck');
    void schedulerOf([stuck.task]).run();
    await stuck.begun;
    const { task, runs } = counted('stuck');
    await schedulerOf([task]).run();
    expect(runs()).toBe(0);
    later(31);
    await schedulerOf([task]).run();
    expect(runs()).toBe(1);
  });
});
