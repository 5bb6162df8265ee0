import { type Static, Type } from 'typebox';
import { daysBetween, lastDayOf } from '../ground/clock.ts';
import { HttpUrl, PartialDate, Slug, Text } from '../vocabulary/shapes.ts';
import { CLOSING_STAGES, type ClosingStage, PROMISE_STATES } from '../vocabulary/terms.ts';
import type { Host } from './host.ts';
import type { Commitment } from './statement.ts';

/** Planned days of a closing; a year or a month is what an import may know of an old one. */
export const ClosingStages = Type.Object(
  {
    restricted: Type.Optional(PartialDate),
    readOnly: Type.Optional(PartialDate),
    closed: Type.Optional(PartialDate),
    dataErased: Type.Optional(PartialDate),
  },
  { additionalProperties: false, minProperties: 1, description: 'Stages in order; none before the former' },
);
export type ClosingStages = Static<typeof ClosingStages>;

/** The end of a host or of a service, as it is read back. */
export const Closing = Type.Object(
  {
    announcedOn: Type.Union([PartialDate, Type.Null()]),
    stages: ClosingStages,
    stage: Type.Union([Type.Enum(CLOSING_STAGES, { type: 'string' }), Type.Null()], {
      description: 'Stage reached today',
    }),
    approximate: Type.Boolean({ description: 'Dates known to the month or the year only' }),
    reason: Type.Optional(Text),
    successor: Type.Union([
      Type.Object({ host: Slug, agreed: Type.Boolean() }, { additionalProperties: false }),
      Type.Null(),
    ]),
    exportGuide: Type.Optional(HttpUrl),
    promises: Type.Array(
      Type.Object(
        {
          commitment: Type.Enum(['closing-notice', 'data-retrieval-after-end'], { type: 'string' }),
          promised: Type.Union([Type.Integer(), Type.Null()], { description: 'days' }),
          actual: Type.Union([Type.Integer(), Type.Null()], { description: 'days' }),
          state: Type.Enum(PROMISE_STATES, { type: 'string' }),
        },
        { additionalProperties: false },
      ),
      { description: 'As they were on the day of the announcement, whatever was promised since' },
    ),
    text: Type.Optional(
      Type.String({ description: 'The same in plain words, in the language of the request; always there in answers' }),
    ),
  },
  { additionalProperties: false, $id: 'Closing' },
);
export type Closing = Static<typeof Closing>;

/** The kind of commitment by which a host names, before any closing, the host that would take over. */
export const SUCCESSOR_PROMISE = 'successor-host';

type Promised = Closing['promises'][number];
/** Days promised, null when nothing was. */
export type ClosingPromises = Record<Promised['commitment'], number | null>;
/** What was announced, and what was promised on that day; the rest of a closing is computed from it. */
export type AnnouncedClosing = Omit<Closing, 'stage' | 'promises' | 'text'> & { promised: ClosingPromises };

/**
 * Days promised, from the first layer that has any; the host's own statement wins over those of others.
 * @param layers commitments of a service, if it is about one, then of its host
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
 * The promises that a closing announced now is measured by.
 * @param layers commitments of the service, if one closes, then of the host
 */
export const promisesIn = (...layers: readonly (readonly Commitment[])[]): ClosingPromises => ({
  'closing-notice': promisedDays('closing-notice', layers),
  'data-retrieval-after-end': promisedDays('data-retrieval-after-end', layers),
});

/** The last stage whose day has come, null before the first; a partial date counts as its last day. */
export function stageOn(stages: Closing['stages'], day: string): ClosingStage | null {
  const reached = CLOSING_STAGES.filter((stage) => {
    const date = stages[stage];
    return date !== undefined && lastDayOf(date) <= day;
  });
  return reached.at(-1) ?? null;
}

/** Days during which an announcement may be taken back. */
export const CANCELLABLE_DAYS = 7;

/**
 * Whether an announcement is too old to be cancelled, because people may have acted on it; never for undated imports.
 */
export const isSettledOn = ({ announcedOn }: Pick<Closing, 'announcedOn'>, day: string): boolean =>
  announcedOn !== null && daysBetween(lastDayOf(announcedOn), day) > CANCELLABLE_DAYS;

/** Whether a closing can no longer be cancelled and has not reached its last announced stage. */
export function isUnderWay(closing: Closing | null, day: string): boolean {
  if (!closing || !isSettledOn(closing, day)) return false;
  return stageOn(closing.stages, day) !== CLOSING_STAGES.findLast((stage) => closing.stages[stage] !== undefined);
}

/** Whether the host or service is closed on the day. */
export const isClosedOn = (stages: Closing['stages'], day: string): boolean =>
  stages.closed !== undefined && lastDayOf(stages.closed) <= day;

/** Whether a host or a service is over, by the stage that its closing has reached. */
export const hasEnded = ({ closing }: { closing: Pick<Closing, 'stage'> | null }): boolean =>
  closing?.stage === 'closed' || closing?.stage === 'dataErased';

const isExact = (date: string | null | undefined): date is string => date?.length === 10;

/**
 * Whether a span of days keeps a promise. One that is too short breaks it as soon as it is planned; one that is long
 * enough keeps it only once its last day has come, because the plan may change. Approximate dates are not judged.
 */
function judge(promise: Promised, from: string | null | undefined, to: string | undefined, day: string): Promised {
  if (!isExact(from) || (to !== undefined && !isExact(to))) return promise;
  if (to === undefined) return { ...promise, state: promise.promised === null ? 'unknown' : 'pending' };
  const actual = daysBetween(from, to);
  if (promise.promised === null) return { ...promise, actual };
  if (actual < promise.promised) return { ...promise, actual, state: 'broken' };
  return { ...promise, actual, state: to <= day ? 'kept' : 'pending' };
}

/** A closing on a day: the stage reached, and which promises were kept. */
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

/** Whether a host has closed, as it stated or as somebody observed. */
export const hasClosed = ({ state, observed }: Pick<Host, 'state' | 'observed'>): boolean =>
  state === 'closed' || observed?.status === 'closed';
