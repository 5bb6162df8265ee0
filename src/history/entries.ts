import { asAnswered } from '../catalogue/own-criteria.ts';
import type { Host } from '../documents/host.ts';
import { parisDay } from '../ground/clock.ts';
import { pointerPart } from '../ground/pointers.ts';
import { definedOnly } from '../ground/texts.ts';
import { type Change, hostAfter } from '../record/changes.ts';
import { WITHDRAWAL_REASON_LABELS } from '../vocabulary/labels.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { type CommitmentTracks, trackCommitments } from './commitments.ts';
import { eventsOf } from './events.ts';
import type { CommitmentPast, HistoryEntry } from './schema.ts';
import { type HostEvent, sayHostEvent } from './words/sentences.ts';

type Difference = HistoryEntry['changes'][number];

/** Keys that identify items of a list, so that a new first item does not look like a change of all items. */
const NAMES = ['slug', 'criterion', 'kind', 'federation'] as const;
/** Counters: they change with everything, so their differences say nothing. */
const LEFT_OUT: ReadonlySet<string> = new Set(['version']);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A list of items with keys as an object by key; any other value unchanged. */
function byName(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every(isObject)) return value;
  const name = NAMES.find((one) => value.every((item) => typeof item[one] === 'string'));
  if (!name) return value;
  const items = new Map(value.map((item) => [item[name] as string, item]));
  return items.size === value.length && value.length > 0 ? Object.fromEntries(items) : value;
}

/** The values that differ, each at the deepest pointer where both sides have a value. */
export function differencesOf(before: unknown, after: unknown, pointer = ''): Difference[] {
  const [old, now] = [byName(before), byName(after)];
  if (isObject(old) && isObject(now) && !Array.isArray(old) && !Array.isArray(now)) {
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((name) => !LEFT_OUT.has(name));
    return names.flatMap((name) => differencesOf(old[name], now[name], `${pointer}/${pointerPart(name)}`));
  }
  if (JSON.stringify(old) === JSON.stringify(now)) return [];
  return [{ pointer, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }] as Difference[];
}

/** A fact that a change wrote, in words. */
export interface PastFact {
  /** The service, and the plan, that it is about. */
  of?: string;
  title: string;
  /** null: nothing was said. */
  before: string | null;
  after: string | null;
}

/** A change, with its facts where the teller tells them. */
export type ToldEntry = HistoryEntry & { facts?: readonly PastFact[] };

/** The history of a host: its changes, newest first, and each of its promises. */
export interface HostHistory {
  items: ToldEntry[];
  commitmentsPast: CommitmentPast[];
}

/** The language for a history, and the present names of hosts and federations. */
export interface Teller {
  reference: Reference;
  say: Speaker;
  /** undefined: the catalogue has no host with this slug. */
  nameOf: (slug: string) => string | undefined;
  /** undefined: the catalogue no longer has a federation with this slug. */
  federationName: (slug: string) => string | undefined;
  /** The facts in which two documents differ, for pages; absent: programs read them in `changes`. */
  factsOf?: (before: Host, after: Host) => readonly PastFact[];
}

function sentenceOf(
  { code, params }: HostEvent,
  { say, nameOf, federationName }: Teller,
): HistoryEntry['sentences'][number] {
  const names = {
    successorName: 'successor' in params ? nameOf(params.successor) : undefined,
    federationName: 'federation' in params ? federationName(params.federation) : undefined,
  };
  const named = { code, params: { ...params, ...definedOnly(names) } } as HostEvent;
  return { ...named, text: sayHostEvent(named, say) };
}

/** The sentences for a change between two documents, and the values that differ. */
export function tellDifference(
  before: Host,
  after: Host,
  day: string,
  teller: Teller,
): Pick<HistoryEntry, 'sentences' | 'changes'> {
  const { reference } = teller;
  const tracks = trackCommitments();
  tracks.follow(before, day, reference);
  const events = [
    ...eventsOf({ kind: 'changed', day }, before, after, reference),
    ...tracks.follow(after, day, reference),
  ];
  return {
    sentences: events.map((event) => sentenceOf(event, teller)),
    changes: differencesOf(before, after),
  };
}

/**
 * The history entry for a public change of a host.
 * @param before the document that was public before; undefined when there was none
 * @param promises the events of promises in this change
 */
export function tellChange(
  change: Change,
  before: Host | undefined,
  after: Host | null,
  promises: readonly HostEvent[],
  teller: Teller,
): ToldEntry {
  const { revision, at, kind, by, byLabel, withdrawalReason } = change;
  const reason = withdrawalReason ? WITHDRAWAL_REASON_LABELS[withdrawalReason] : change.reason;
  const happenings = [...eventsOf({ kind, day: parisDay(at) }, before, after, teller.reference), ...promises];
  return {
    revision,
    at: at.toISOString(),
    kind,
    by,
    byLabel,
    ...(reason && { reason }),
    sentences: happenings.map((happening) => sentenceOf(happening, teller)),
    changes: before && after ? differencesOf(before, after) : [],
    ...(teller.factsOf && before && after && { facts: teller.factsOf(before, after) }),
  };
}

/** The sentences about the promises that were followed. */
export const sayPromises = (tracks: CommitmentTracks, { say }: Teller): CommitmentPast[] =>
  tracks.past().map(({ kind, service, serviceName, values, earlier, weakened }): CommitmentPast => {
    const params = {
      kind,
      ...(serviceName !== undefined && { service: serviceName }),
      values: values.map(({ value }) => value),
      ...(earlier > 0 && { earlier }),
      weakened,
      isOver: values.at(-1)?.until !== null,
    };
    const text = sayHostEvent({ code: 'commitment-past', params }, say);
    return {
      kind,
      ...(service !== undefined && { service }),
      values: values.map((value) => ({ ...value })),
      ...(earlier > 0 && { earlier }),
      weakened,
      text,
    };
  });

/** Converts consecutive changes of a host, oldest first, to history entries. */
export function tellHistoryInSteps(teller: Teller): (change: Change) => HistoryEntry {
  const answered = asAnswered(teller.reference);
  const tracks = trackCommitments();
  // Kept after a withdrawal: a host that comes back is compared with its last document.
  let before: Host | undefined;
  return (change) => {
    const after = hostAfter(change, answered);
    const promises = tracks.follow(after, parisDay(change.at), teller.reference);
    const entry = tellChange(change, before, after, promises, teller);
    before = after ?? before;
    return entry;
  };
}
