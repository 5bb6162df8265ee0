import type { Outgoing } from '../../outgoing/fetch.ts';
import type { Context } from '../../record/context.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { SourceRow, TakenRun } from './store.ts';

/* What a process needs to carry out a run, and how it hears that it must leave it. */

export interface Work {
  context: Omit<Context, 'caller'>;
  outgoing: Outgoing;
  /** What reads files: what another release has read is read again. */
  build: string;
  /** Says what is wrong with files. */
  say: Readonly<Record<Language, Speaker>>;
  run: TakenRun;
  source: SourceRow;
  /** How the federation is called in files; undefined: the source is that of a host. */
  federation: { id: string; slug: string } | undefined;
  /** Whether to begin nothing more: time is up, or the process stops. */
  isOver(): boolean;
  /** Aborted when what is under way must be left, too. */
  left: AbortSignal;
  /** Told what failed that is nobody's fault but ours. */
  onFailed(error: unknown): void;
}

/** The run must be left as it is: it goes on later, or elsewhere. */
export class RunLeft extends Error {
  override name = 'RunLeft';
}

export const requireGoingOn = ({ isOver }: Pick<Work, 'isOver'>): void => {
  if (isOver()) throw new RunLeft();
};

/** Waits for something, unless the run must be left first. */
export function unlessLeft<T>(left: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new RunLeft());
    if (left.aborted) leave();
    left.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => left.removeEventListener('abort', leave));
  });
}
