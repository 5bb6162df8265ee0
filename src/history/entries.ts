import { parisDay } from '../clock.ts';
import type { Change } from '../feed/changes.ts';
import type { Host } from '../hosts/schema.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { trackCommitments } from './commitments.ts';
import { differencesOf } from './differences.ts';
import { eventsOf } from './events.ts';
import type { CommitmentPast, HistoryEntry } from './schema.ts';
import { type Told, tell } from './words.ts';

/** The past of a host: its changes, newest first, and what became of each of its promises. */
export interface Past {
  items: HistoryEntry[];
  commitmentsPast: CommitmentPast[];
}

/** What a change from one document to another means to people, and where they differ. */
export function tellDifference(
  before: Host,
  after: Host,
  day: string,
  reference: Reference,
  say: Speaker,
): Pick<HistoryEntry, 'sentences' | 'changes'> {
  const tracks = trackCommitments(reference);
  tracks.follow(before, day);
  const told = [...eventsOf({ kind: 'changed' }, before, after, reference), ...tracks.follow(after, day)];
  return {
    sentences: told.map(({ code, params }) => ({ code, params, text: tell({ code, params }, say) })),
    changes: differencesOf(before, after),
  };
}

/** Tells every public change of a host beside what it replaced. @param changes oldest first */
export function tellHistory(changes: readonly Change[], reference: Reference, say: Speaker): Past {
  const tracks = trackCommitments(reference);
  const told = ({ code, params }: Told) => ({ code, params, text: tell({ code, params }, say) });
  // What comes back is compared with what left.
  let before: Host | undefined;
  const items = changes.map((change): HistoryEntry => {
    const { revision, at, kind, by, byLabel, reason } = change;
    const after = change.document as Host | null;
    const promises = tracks.follow(after, parisDay(at));
    const sentences = [...eventsOf(change, before, after, reference), ...promises].map(told);
    const differences = before && after ? differencesOf(before, after) : [];
    before = after ?? before;
    return {
      revision,
      at: at.toISOString(),
      kind,
      by,
      byLabel,
      ...(reason && { reason }),
      sentences,
      changes: differences,
    };
  });
  const commitmentsPast = tracks.past().map(({ kind, service, serviceName, values, weakened }): CommitmentPast => {
    const params = {
      kind,
      ...(serviceName !== undefined && { service: serviceName }),
      values: values.map(({ value }) => value),
      weakened,
      isOver: values.at(-1)?.until !== null,
    };
    const text = tell({ code: 'commitment-past', params }, say);
    return { kind, ...(service !== undefined && { service }), values, weakened, text };
  });
  return { items: items.reverse(), commitmentsPast };
}
