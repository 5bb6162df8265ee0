import type { Outgoing } from '../../outgoing/fetch.ts';
import type { Context } from '../../record/context.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { SourceRow, TakenRun } from './store.ts';

/* What a process needs to carry out a run, and how it learns that it must leave the run. */

export interface Work {
  context: Omit<Context, 'caller'>;
  outgoing: Outgoing;
  /** The build of the reader: files read by another build are read again. */
  build: string;
  /** Writes the problems of files. */
  say: Readonly<Record<Language, Speaker>>;
  run: TakenRun;
  source: SourceRow;
  /** The federation that owns the source; undefined: the source belongs to a host. */
  federation: { id: string; slug: string } | undefined;
  /** Whether to start nothing new: the time is used up, or the process stops. */
  isOver(): boolean;
  /** Aborted when work in progress must be abandoned too. */
  left: AbortSignal;
  /** Called on internal errors. */
  onFailed(error: unknown): void;
}

/** Thrown when the run must be left as it is: it continues later, or in another process. */
export class RunLeft extends Error {
  override name = 'RunLeft';
}

export const requireGoingOn = ({ isOver }: Pick<Work, 'isOver'>): void => {
  if (isOver()) throw new RunLeft();
};

/** Waits for a promise; throws RunLeft if the run must be left first. */
export function unlessLeft<T>(left: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new RunLeft());
    if (left.aborted) leave();
    left.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => left.removeEventListener('abort', leave));
  });
}
