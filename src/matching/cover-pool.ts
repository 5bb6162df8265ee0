import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { GroupAnswer, GroupProblem, GroupResult } from './engine/together/groups.ts';

/** A few threads that search for groups of hosts, so that a long search does not delay other requests. */
export interface CoverPool {
  /**
   * Solves a problem. The buffers of the problem are transferred to the thread, so the caller's lists are empty
   * afterwards. Answers `busy` when too many problems wait already, and `stopped` when the thread died or took too
   * long; the next problem then gets a new thread. Never rejects.
   */
  solve(problem: GroupProblem): Promise<GroupAnswer>;
  /** Ends every thread; the problems in progress answer `stopped`. */
  close(): Promise<void>;
}

export interface CoverPoolOptions {
  /** How many problems may wait for a thread. */
  waiting: number;
  /** Maximum time in milliseconds for one problem, waiting and solving together. */
  milliseconds: number;
  threads?: number;
  /** Called when a thread dies, or is ended because it took too long. */
  onLost?: (error: Error) => void;
  /** The program of a thread; tests give faulty ones. */
  program?: URL;
}

interface Job {
  readonly problem: GroupProblem;
  readonly settle: (answer: GroupResult | 'stopped') => void;
  timer?: NodeJS.Timeout;
  thread?: Thread;
}

interface Thread {
  readonly worker: Worker;
  job: Job | null;
}

// In a build, the compiled program is in this folder; when run from sources, a JavaScript file makes the thread read
// the TypeScript.
const PROGRAM = new URL(`./cover-worker.${import.meta.url.endsWith('.ts') ? 'mjs' : 'js'}`, import.meta.url);

/** One thread leaves the other processor of a small machine free; more than two are never needed by one instance. */
const usualThreads = (): number => (availableParallelism() > 2 ? 2 : 1);

/**
 * A bounded pool. Its threads start with the first problem; idle threads do not keep the process alive. Own code,
 * because piscina and tinypool never serve the problems that wait for a thread that died.
 */
export function createCoverPool(options: CoverPoolOptions): CoverPool {
  const { waiting: mostWaiting, milliseconds, threads: mostThreads = usualThreads(), onLost } = options;
  const threads = new Set<Thread>();
  const queue: Job[] = [];
  let isClosed = false;

  const settle = (job: Job, answer: GroupResult | 'stopped'): void => {
    clearTimeout(job.timer);
    job.settle(answer);
  };

  const lose = (thread: Thread, error: Error): void => {
    if (!threads.delete(thread)) return;
    void thread.worker.terminate();
    if (thread.job) settle(thread.job, 'stopped');
    thread.job = null;
    if (!isClosed) onLost?.(error);
    serve();
  };

  const begin = (): Thread => {
    const worker = new Worker(options.program ?? PROGRAM, { execArgv: [] });
    const thread: Thread = { worker, job: null };
    worker.on('message', (found: GroupResult) => {
      const { job } = thread;
      thread.job = null;
      worker.unref();
      if (job) settle(job, found);
      serve();
    });
    worker.on('error', (error) => lose(thread, error as Error));
    worker.on('exit', (code) => lose(thread, new Error(`the thread ended by itself with code ${code}`)));
    threads.add(thread);
    return thread;
  };

  /** Gives the waiting problems to idle threads, or to new ones. */
  const serve = (): void => {
    while (queue.length > 0 && !isClosed) {
      const idle = [...threads].find(({ job }) => job === null) ?? (threads.size < mostThreads ? begin() : null);
      if (idle === null) return;
      const job = queue.shift()!;
      idle.job = job;
      job.thread = idle;
      idle.worker.ref();
      const lists = Object.values(job.problem).filter(ArrayBuffer.isView) as { buffer: ArrayBuffer }[];
      idle.worker.postMessage(
        job.problem,
        lists.map(({ buffer }) => buffer),
      );
    }
  };

  const giveUp = (job: Job): void => {
    if (job.thread) lose(job.thread, new Error(`a search for covers took more than ${milliseconds} ms`));
    else {
      queue.splice(queue.indexOf(job), 1);
      settle(job, 'stopped');
    }
  };

  return {
    solve: (problem) => {
      if (isClosed) return Promise.resolve('stopped');
      const free = mostThreads - [...threads].filter(({ job }) => job !== null).length;
      if (queue.length >= mostWaiting + free) return Promise.resolve('busy');
      return new Promise((resolve) => {
        const job: Job = { problem, settle: resolve };
        job.timer = setTimeout(() => giveUp(job), milliseconds);
        queue.push(job);
        serve();
      });
    },
    close: async () => {
      isClosed = true;
      for (const job of queue.splice(0)) settle(job, 'stopped');
      const ending = [...threads].map(({ worker }) => worker.terminate());
      for (const thread of [...threads]) lose(thread, new Error('closed'));
      await Promise.all(ending);
    },
  };
}
