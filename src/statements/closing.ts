import { daysBetween, lastDayOf } from '../clock.ts';
import { CLOSING_STAGES, type ClosingStage } from '../vocabulary/terms.ts';
import type { Closing } from './closing-schema.ts';

type Promised = Closing['promises'][number];
/** What was announced; the rest of a closing is computed from it. */
export type AnnouncedClosing = Omit<Closing, 'stage' | 'promises'>;
/** Days promised, null when nothing was. */
export type ClosingPromises = Record<Promised['commitment'], number | null>;

/** The furthest stage whose day has come; a partial date comes on its last day. */
export function stageOn(stages: Closing['stages'], day: string): ClosingStage | null {
  const reached = CLOSING_STAGES.filter((stage) => {
    const date = stages[stage];
    return date !== undefined && lastDayOf(date) <= day;
  });
  return reached.at(-1) ?? null;
}

/** Whether the host or service is closed on the day. */
export const isClosedOn = (stages: Closing['stages'], day: string): boolean =>
  stages.closed !== undefined && lastDayOf(stages.closed) <= day;

const isExact = (date: string | null | undefined): date is string => date?.length === 10;

/**
 * Whether a span of days keeps a promise. Too short is broken as soon as it is planned; long enough is kept only
 * once its last day has come, because a plan may still be brought forward. Nobody is judged on approximate dates.
 */
function judge(promise: Promised, from: string | null | undefined, to: string | undefined, day: string): Promised {
  if (!isExact(from) || (to !== undefined && !isExact(to))) return promise;
  if (to === undefined) return { ...promise, state: promise.promised === null ? 'unknown' : 'pending' };
  const actual = daysBetween(from, to);
  if (promise.promised === null) return { ...promise, actual };
  if (actual < promise.promised) return { ...promise, actual, state: 'broken' };
  return { ...promise, actual, state: to <= day ? 'kept' : 'pending' };
}

/** A closing as it stands on a day: the stage reached, and what became of the promises. */
export function closingOn(announced: AnnouncedClosing, promised: ClosingPromises, day: string): Closing {
  const { announcedOn, stages, approximate, reason, successor, exportGuide } = announced;
  const open = (commitment: Promised['commitment']): Promised => ({
    commitment,
    promised: promised[commitment],
    actual: null,
    state: 'unknown',
  });
  const judged = (commitment: Promised['commitment'], from: string | null | undefined, to: string | undefined) =>
    approximate ? open(commitment) : judge(open(commitment), from, to, day);
  return {
    announcedOn,
    stages,
    stage: stageOn(stages, day),
    approximate,
    ...(reason && { reason }),
    successor,
    ...(exportGuide && { exportGuide }),
    promises: [
      judged('closing-notice', announcedOn, stages.closed),
      judged('data-retrieval-after-end', stages.closed, stages.dataErased),
    ],
  };
}
