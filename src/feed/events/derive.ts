import type { Host } from '../../documents/host.ts';
import { PRICE_PROMISE } from '../../documents/price-change.ts';
import { parisDay } from '../../ground/clock.ts';
import { trackCommitments } from '../../history/commitments.ts';
import { eventsOf } from '../../history/events.ts';
import { isTooSoon } from '../../history/words/parts.ts';
import type { HistorySentences, HostEvent } from '../../history/words/sentences.ts';
import type { Change } from '../../record/changes.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { EventType } from '../../vocabulary/terms.ts';

/* Derives the events that receivers get from changes: codes, keys and slugs, never text that people wrote. */

/** An event for receivers. */
export interface Event {
  type: EventType;
  /** Data apart from the subject and the revision. */
  data: Record<string, unknown>;
}

type Code = keyof HistorySentences;

const CLOSING: ReadonlySet<Code> = new Set([
  'closing-announced',
  'closing-changed',
  'closing-cancelled',
  'successor-named',
  'successor-agreed',
  'successor-withdrew',
  'successor-no-longer-named',
]);
const WEAKENED: ReadonlySet<Code> = new Set(['commitment-weakened', 'commitment-taken-back']);

/** A price rise with less notice than promised, or such a rise that is taken back. */
const isBrokenPrice = ({ code, params }: HostEvent): boolean =>
  (code === 'price-rise' || code === 'price-rise-taken-back') && isTooSoon(params);

/** Parameters that are keys, slugs or days, with their names in events; all other parameters may contain text. */
const PUBLIC_PARAMETERS = {
  federation: 'federation',
  criterion: 'criterion',
  kind: 'kind',
  successor: 'successor',
  on: 'on',
  until: 'until',
  serviceSlug: 'service',
} as const;
const publicParameters = ({ params }: HostEvent): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(PUBLIC_PARAMETERS).flatMap(([name, publicName]) =>
      name in params ? [[publicName, (params as Record<string, unknown>)[name]]] : [],
    ),
  );

function typeOf(happening: HostEvent): EventType | undefined {
  const { code } = happening;
  if (CLOSING.has(code)) return 'host.closing';
  if (WEAKENED.has(code)) return 'commitment.weakened';
  if (code === 'closing-breaks-promise' || isBrokenPrice(happening)) return 'commitment.broken';
  if (code === 'review-contests') return 'claim.contested';
  return code.startsWith('membership-') ? 'membership.changed' : undefined;
}

function detailOf(happening: HostEvent): Event[] {
  const type = typeOf(happening);
  if (type === undefined) return [];
  const kind = isBrokenPrice(happening) ? { kind: PRICE_PROMISE } : {};
  // null: about the host as a whole.
  const of = type === 'commitment.broken' ? { service: null } : {};
  return [{ type, data: { what: happening.code, ...of, ...publicParameters(happening), ...kind } }];
}

const OF_HOSTS = {
  created: 'host.created',
  changed: 'host.changed',
  withdrawn: 'host.withdrawn',
  redacted: 'host.redacted',
} as const satisfies Record<Change['kind'], EventType>;

/** Events for promises that are weaker than in the previous document. */
function promiseEvents(before: Host, after: Host, day: string, reference: Reference): HostEvent[] {
  const tracks = trackCommitments();
  tracks.follow(before, day, reference);
  return tracks.follow(after, day, reference);
}

/**
 * The events of a change of a host, in a fixed order: first the change itself, then its details.
 * @param before the previous document; undefined when there was none
 * @param after null: the host was withdrawn
 */
export function eventsOfHost(
  change: Pick<Change, 'kind' | 'at' | 'withdrawalReason'>,
  { before, after }: { before: Host | undefined; after: Host | null },
  reference: Reference,
): Event[] {
  const { kind, at, withdrawalReason: reason } = change;
  const first: Event = { type: OF_HOSTS[kind], data: reason === null ? {} : { reason } };
  if (kind !== 'changed' || !before || !after) return [first];
  const day = parisDay(at);
  const happenings = [
    ...eventsOf({ kind, day }, before, after, reference),
    ...promiseEvents(before, after, day, reference),
  ];
  return [first, ...happenings.flatMap(detailOf)];
}

/** The events of a change of a federation. */
export const eventsOfFederation = ({ kind }: Pick<Change, 'kind'>): Event[] => [
  {
    type:
      kind === 'created' ? 'federation.created' : kind === 'redacted' ? 'federation.redacted' : 'federation.changed',
    data: {},
  },
];
