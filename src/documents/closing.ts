import { type Static, Type } from 'typebox';
import { daysBetween, lastDayOf } from '../ground/clock.ts';
import { HttpUrl, namedObject, orNull, PartialDate, Slug, strictObject, Text, termOf } from '../vocabulary/shapes.ts';
import { CLOSING_STAGES, type ClosingStage, PROMISE_STATES } from '../vocabulary/terms.ts';
import type { Host } from './host.ts';
import type { Commitment } from './statement.ts';

/** Planned days of a closing; an import may know only the year or month of an old one. */
export const ClosingStages = strictObject(
  {
    restricted: Type.Optional(PartialDate),
    readOnly: Type.Optional(PartialDate),
    closed: Type.Optional(PartialDate),
    dataErased: Type.Optional(PartialDate),
  },
  { minProperties: 1, description: 'Stages in order; none before the former' },
);
export type ClosingStages = Static<typeof ClosingStages>;

/** The closing of a host or a service, as it is read. */
export const Closing = namedObject('Closing', {
  announcedOn: orNull(PartialDate),
  stages: ClosingStages,
  stage: orNull(Type.Enum(CLOSING_STAGES, { type: 'string' }), {
    description: 'Stage reached today',
  }),
  approximate: Type.Boolean({ description: 'Dates known to the month or the year only' }),
  reason: Type.Optional(Text),
  successor: orNull(strictObject({ host: Slug, agreed: Type.Boolean() })),
  exportGuide: Type.Optional(HttpUrl),
  promises: Type.Array(
    strictObject({
      commitment: termOf(['closing-notice', 'data-retrieval-after-end']),
      promised: orNull(Type.Integer(), { description: 'days' }),
      actual: orNull(Type.Integer(), { description: 'days' }),
      state: Type.Enum(PROMISE_STATES, { type: 'string' }),
    }),
    { description: 'As they were on the day of the announcement, whatever was promised since' },
  ),
  text: Type.Optional(
    Type.String({ description: 'The same in plain words, in the language of the request; always there in answers' }),
  ),
});
export type Closing = Static<typeof Closing>;

/** The kind of commitment by which a host names its future successor before any closing. */
export const SUCCESSOR_PROMISE = 'successor-host';

type Promised = Closing['promises'][number];
/** Promised days; null when nothing was promised. */
export type ClosingPromises = Record<Promised['commitment'], number | null>;
/** What was announced, and what had been promised by that day; the rest of a closing is computed from this. */
export type AnnouncedClosing = Omit<Closing, 'stage' | 'promises' | 'text'> & { promised: ClosingPromises };

/**
 * Promised days from the first layer that has a promise; within a layer, the host's own statement comes before those of
 * others.
 * @param layers commitments of the service, if the promise is about one, then of its host
 */
export function promisedDays(kind: string, layers: readonly (readonly Commitment[])[]): number | null {
  for (const commitments of layers) {
    const statements = commitments.find((commitment) => commitment.kind === kind)?.statements ?? [];
    const ownStatement = statements.find(({ by }) => by === 'host' || by === 'import') ?? statements[0];
    if (typeof ownStatement?.value === 'number') return ownStatement.value;
  }
  return null;
}

/**
 * The promises against which a closing announced now is measured.
 * @param layers commitments of the service, if one closes, then of the host
 */
export const promisesIn = (...layers: readonly (readonly Commitment[])[]): ClosingPromises => ({
  'closing-notice': promisedDays('closing-notice', layers),
  'data-retrieval-after-end': promisedDays('data-retrieval-after-end', layers),
});

/** The last stage reached; null before the first. A partial date counts as its last day. */
function stageOn(stages: Closing['stages'], day: string): ClosingStage | null {
  const reached = CLOSING_STAGES.filter((stage) => {
    const date = stages[stage];
    return date !== undefined && lastDayOf(date) <= day;
  });
  return reached.at(-1) ?? null;
}

/** Days within which an announcement may be cancelled. */
export const CANCELLABLE_DAYS = 7;

/**
 * Whether an announcement can no longer be cancelled, because people may have acted on it. Never for imports without a
 * date.
 */
export const isSettledOn = ({ announcedOn }: Pick<Closing, 'announcedOn'>, day: string): boolean =>
  announcedOn !== null && daysBetween(lastDayOf(announcedOn), day) > CANCELLABLE_DAYS;

/** Whether a closing can no longer be cancelled and has not reached its last stage. */
export function isUnderWay(closing: Closing | null, day: string): boolean {
  if (!closing || !isSettledOn(closing, day)) return false;
  return stageOn(closing.stages, day) !== CLOSING_STAGES.findLast((stage) => closing.stages[stage] !== undefined);
}

/** Whether the host or service is closed on the day. */
export const isClosedOn = (stages: Closing['stages'], day: string): boolean =>
  stages.closed !== undefined && lastDayOf(stages.closed) <= day;

/** Whether a host or a service has ended, by the stage that its closing has reached. */
export const hasEnded = ({ closing }: { closing: Pick<Closing, 'stage'> | null }): boolean =>
  closing?.stage === 'closed' || closing?.stage === 'dataErased';

const isExact = (date: string | null | undefined): date is string => date?.length === 10;

/**
 * Whether a period in days keeps a promise. A period that is too short breaks it as soon as it is announced. A long
 * enough period keeps it only once its last day is reached, because the plan may change until then. Approximate dates
 * are not judged.
 */
function judge(promise: Promised, from: string | null | undefined, to: string | undefined, day: string): Promised {
  if (!isExact(from) || (to !== undefined && !isExact(to))) return promise;
  if (to === undefined) return { ...promise, state: promise.promised === null ? 'unknown' : 'pending' };
  const actual = daysBetween(from, to);
  if (promise.promised === null) return { ...promise, actual };
  if (actual < promise.promised) return { ...promise, actual, state: 'broken' };
  return { ...promise, actual, state: to <= day ? 'kept' : 'pending' };
}

/** A closing on a day: its stage, and which promises are kept. */
export function closingOn(announced: AnnouncedClosing, day: string): Closing {
  const { announcedOn, stages, approximate, reason, successor, exportGuide, promised } = announced;
  const undecided = (commitment: Promised['commitment']): Promised => ({
    commitment,
    promised: promised[commitment],
    actual: null,
    state: 'unknown',
  });
  const judged = (commitment: Promised['commitment'], from: string | null | undefined, to: string | undefined) =>
    approximate ? undecided(commitment) : judge(undecided(commitment), from, to, day);
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

/** Whether a host has closed, by its own statement or by an observation. */
export const hasClosed = ({ state, observed }: Pick<Host, 'state' | 'observed'>): boolean =>
  state === 'closed' || observed?.state === 'closed';
