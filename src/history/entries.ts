import { asAnswered } from '../catalogue/own-criteria.ts';
import type { Host } from '../documents/host.ts';
import { parisDay } from '../ground/clock.ts';
import { known } from '../ground/texts.ts';
import { type Change, hostAfter } from '../record/changes.ts';
import { WITHDRAWAL_REASON_LABELS } from '../vocabulary/labels.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { type CommitmentTracks, trackCommitments } from './commitments.ts';
import { eventsOf } from './events.ts';
import type { CommitmentPast, HistoryEntry } from './schema.ts';
import { type Happening, sayHappening } from './words/sentences.ts';

type Difference = HistoryEntry['changes'][number];

/** What names an item of a list, so that adding one at the top does not look like changing all of them. */
const NAMES = ['slug', 'criterion', 'kind', 'federation'] as const;
/** Counters: they change with everything and say nothing. */
const LEFT_OUT: ReadonlySet<string> = new Set(['version']);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const escaped = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');

/** A list of named things as an object by name; any other value as it is. */
function byName(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every(isObject)) return value;
  const name = NAMES.find((one) => value.every((item) => typeof item[one] === 'string'));
  if (!name) return value;
  const items = new Map(value.map((item) => [item[name] as string, item]));
  return items.size === value.length && value.length > 0 ? Object.fromEntries(items) : value;
}

/** Values that differ, each at the deepest place where both sides have one. */
export function differencesOf(before: unknown, after: unknown, pointer = ''): Difference[] {
  const [old, now] = [byName(before), byName(after)];
  if (isObject(old) && isObject(now) && !Array.isArray(old) && !Array.isArray(now)) {
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((name) => !LEFT_OUT.has(name));
    return names.flatMap((name) => differencesOf(old[name], now[name], `${pointer}/${escaped(name)}`));
  }
  if (JSON.stringify(old) === JSON.stringify(now)) return [];
  return [{ pointer, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }] as Difference[];
}

/** The past of a host: its changes, newest first, and what became of each of its promises. */
export interface Past {
  items: HistoryEntry[];
  commitmentsPast: CommitmentPast[];
}

/** What tells a past: a language, and the names that hosts bear today. */
export interface Teller {
  reference: Reference;
  say: Speaker;
  /** undefined: the catalogue has no host of this slug. */
  nameOf: (slug: string) => string | undefined;
  /** undefined: the catalogue has no federation of this slug any more. */
  federationName: (slug: string) => string | undefined;
}

function sentenceOf(
  { code, params }: Happening,
  { say, nameOf, federationName }: Teller,
): HistoryEntry['sentences'][number] {
  const names = {
    successorName: 'successor' in params ? nameOf(params.successor) : undefined,
    federationName: 'federation' in params ? federationName(params.federation) : undefined,
  };
  const named = { code, params: { ...params, ...known(names) } } as Happening;
  return { ...named, text: sayHappening(named, say) };
}

/** What a change from one document to another means to people, and where they differ. */
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
 * Tells a public change of a host beside what it replaced.
 * @param before what was public last; undefined when nothing ever was
 * @param promises what the change meant for promises
 */
export function tellChange(
  change: Change,
  before: Host | undefined,
  after: Host | null,
  promises: readonly Happening[],
  teller: Teller,
): HistoryEntry {
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
  };
}

/** What became of the promises that were followed. */
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
    const text = sayHappening({ code: 'commitment-past', params }, say);
    return {
      kind,
      ...(service !== undefined && { service }),
      values: values.map((value) => ({ ...value })),
      ...(earlier > 0 && { earlier }),
      weakened,
      text,
    };
  });

/** Tells changes of a host that follow each other, as they come, oldest first. */
export function tellingHistory(teller: Teller): (change: Change) => HistoryEntry {
  const answered = asAnswered(teller.reference);
  const tracks = trackCommitments();
  // What comes back is compared with what left.
  let before: Host | undefined;
  return (change) => {
    const after = hostAfter(change, answered);
    const promises = tracks.follow(after, parisDay(change.at), teller.reference);
    const entry = tellChange(change, before, after, promises, teller);
    before = after ?? before;
    return entry;
  };
}
