import { setImmediate } from 'node:timers/promises';
import { asAnswered } from '../catalogue/own-criteria.ts';
import type { Database } from '../database/open.ts';
import type { Host } from '../documents/host.ts';
import { parisDay } from '../ground/clock.ts';
import { hostAfter } from '../record/changes.ts';
import { nextChange, publicBefore, revisionsBefore } from '../record/past.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { type CommitmentTracks, trackCommitments } from './commitments.ts';
import { type HostHistory, sayPromises, type Teller, tellChange } from './entries.ts';
import type { HostEvent } from './words/sentences.ts';

/*
 * Reads the history of hosts, page by page. The state of a promise depends on every version since the first, so
 * promises are followed once per process, and later calls only read new versions. Versions are read one at a time, with
 * pauses for other requests, because one can have a megabyte.
 */

/** Number of hosts whose promises are kept in memory; the least recently used one is dropped first. */
const HOSTS_KEPT = 1000;

/** The promises of a host up to a revision. */
interface Followed {
  until: number;
  total: number;
  tracks: CommitmentTracks;
  /** Events of promises, by revision. */
  events: Map<number, HostEvent[]>;
}

export interface HostHistoryPage extends HostHistory {
  total: number;
  /** The revision before which the next page begins; null on the last page. */
  next: number | null;
}

export interface HistoryPageQuery {
  /** Revisions of different epochs are unrelated. */
  epoch: string;
  hostId: string;
  /** The last revision to include. */
  until: number;
  /** Only changes before this revision. */
  before?: number | undefined;
  limit: number;
}

export interface HistoryReader {
  /** A page of the changes of a host, newest first, and all its promises. */
  read(question: HistoryPageQuery, teller: Teller): Promise<HostHistoryPage>;
}

export function createHistoryReader(db: Database): HistoryReader {
  const kept = new Map<string, Promise<Followed>>();

  const begin = (): Followed => ({ until: -1, total: 0, tracks: trackCommitments(), events: new Map() });

  async function follow(hostId: string, until: number, reference: Reference, known: Followed): Promise<Followed> {
    let followed = known;
    let isFromTheFirst = known.until < 0;
    for (;;) {
      const change = await nextChange(db, hostId, { after: followed.until, until });
      if (change === undefined) return followed;
      const events = followed.tracks.follow(hostAfter(change, reference), parisDay(change.at), reference);
      if (events.length > 0) followed.events.set(change.revision, events);
      followed.until = change.revision;
      followed.total++;
      // A redaction rewrote the documents before it, so promises must be followed again from the first version.
      if (!isFromTheFirst && change.kind === 'redacted') {
        followed = begin();
        isFromTheFirst = true;
      }
      await setImmediate();
    }
  }

  /** Serialised per host, so that no version is followed twice. */
  async function followed(
    { epoch, hostId, until }: Pick<HistoryPageQuery, 'epoch' | 'hostId' | 'until'>,
    reference: Reference,
  ): Promise<Followed> {
    const key = `${epoch} ${hostId}`;
    const before = await kept.get(key)?.catch(() => undefined);
    // Another request has already followed later revisions than this response includes: follow again, without the
    // cache.
    if (before && before.until > until) return await follow(hostId, until, reference, begin());
    const going = (kept.get(key) ?? Promise.resolve(begin()))
      .catch(begin)
      .then((known) => follow(hostId, until, reference, known));
    kept.delete(key);
    kept.set(key, going);
    if (kept.size > HOSTS_KEPT) kept.delete(kept.keys().next().value!);
    return await going;
  }

  return {
    read: async ({ epoch, hostId, until, before, limit }, teller) => {
      const reference = asAnswered(teller.reference);
      const { events, tracks, total } = await followed({ epoch, hostId, until }, reference);
      // Before any await: another request may advance these promises.
      const commitmentsPast = sayPromises(tracks, teller);
      const last = before === undefined ? until : Math.min(until, before - 1);
      const revisions = await revisionsBefore(db, hostId, last, limit + 1);
      const page = revisions.slice(0, limit);
      const first = page.at(-1);
      const items: HostHistory['items'] = [];
      if (first !== undefined) {
        const earlier = await publicBefore(db, hostId, first);
        let old: Host | undefined = (earlier && hostAfter(earlier, reference)) ?? undefined;
        for (let after = first - 1; after < page[0]!; ) {
          await setImmediate();
          const change = await nextChange(db, hostId, { after, until: page[0]! });
          if (change === undefined) break;
          const now = hostAfter(change, reference);
          items.push(tellChange(change, old, now, events.get(change.revision) ?? [], teller));
          old = now ?? old;
          after = change.revision;
        }
      }
      return {
        items: items.reverse(),
        total,
        next: revisions.length > limit ? first! : null,
        commitmentsPast,
      };
    },
  };
}
