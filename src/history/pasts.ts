import { setImmediate } from 'node:timers/promises';
import { asAnswered } from '../catalogue/own-criteria.ts';
import type { Database } from '../database/open.ts';
import type { Host } from '../documents/host.ts';
import { parisDay } from '../ground/clock.ts';
import { hostAfter } from '../record/changes.ts';
import { nextChange, publicBefore, revisionsBefore } from '../record/past.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { type CommitmentTracks, trackCommitments } from './commitments.ts';
import { type Past, sayPromises, type Teller, tellChange } from './entries.ts';
import type { Happening } from './words/sentences.ts';

/*
 * The past of hosts, page by page. What a promise became depends on every version since the first, so promises are
 * followed once for each version in the life of a process, and only what is new is read afterwards. Versions are read one
 * at a time: one is up to a megabyte, and others get their turn in between.
 */

/** Hosts whose promises are kept in memory; the one that was asked for longest ago goes first. */
const HOSTS_KEPT = 1000;

/** The promises of a host as far as they were followed. */
interface Followed {
  until: number;
  total: number;
  tracks: CommitmentTracks;
  /** What changes meant for promises, by revision. */
  told: Map<number, Happening[]>;
}

export interface PastPage extends Past {
  total: number;
  /** The revision before which the next page begins; null on the last one. */
  next: number | null;
}

export interface PastQuestion {
  /** Revisions of one epoch say nothing of those of another. */
  epoch: string;
  hostId: string;
  /** The last revision that counts. */
  until: number;
  /** Only what came before this revision. */
  before?: number | undefined;
  limit: number;
}

/** Reads the pasts of hosts. */
export interface Pasts {
  /** Changes of a host, newest first, and what became of all its promises. */
  read(question: PastQuestion, teller: Teller): Promise<PastPage>;
}

export function createPasts(db: Database): Pasts {
  const kept = new Map<string, Promise<Followed>>();

  const begin = (): Followed => ({ until: -1, total: 0, tracks: trackCommitments(), told: new Map() });

  async function follow(hostId: string, until: number, reference: Reference, known: Followed): Promise<Followed> {
    let followed = known;
    let isFromTheFirst = known.until < 0;
    for (;;) {
      const change = await nextChange(db, hostId, { after: followed.until, until });
      if (change === undefined) return followed;
      const told = followed.tracks.follow(hostAfter(change, reference), parisDay(change.at), reference);
      if (told.length > 0) followed.told.set(change.revision, told);
      followed.until = change.revision;
      followed.total++;
      // A redaction rewrote what was said before it.
      if (!isFromTheFirst && change.kind === 'redacted') {
        followed = begin();
        isFromTheFirst = true;
      }
      await setImmediate();
    }
  }

  /** One after another for each host, so that no version is followed twice. */
  async function followed(
    { epoch, hostId, until }: Pick<PastQuestion, 'epoch' | 'hostId' | 'until'>,
    reference: Reference,
  ): Promise<Followed> {
    const key = `${epoch} ${hostId}`;
    const before = await kept.get(key)?.catch(() => undefined);
    // Somebody already knows what was committed after the state that this answer is made from.
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
      const { told, tracks, total } = await followed({ epoch, hostId, until }, reference);
      // Before anything else is waited for: another request may follow these promises further.
      const commitmentsPast = sayPromises(tracks, teller);
      const last = before === undefined ? until : Math.min(until, before - 1);
      const revisions = await revisionsBefore(db, hostId, last, limit + 1);
      const page = revisions.slice(0, limit);
      const first = page.at(-1);
      const items: Past['items'] = [];
      if (first !== undefined) {
        const earlier = await publicBefore(db, hostId, first);
        let old: Host | undefined = (earlier && hostAfter(earlier, reference)) ?? undefined;
        for (let after = first - 1; after < page[0]!; ) {
          await setImmediate();
          const change = await nextChange(db, hostId, { after, until: page[0]! });
          if (change === undefined) break;
          const now = hostAfter(change, reference);
          items.push(tellChange(change, old, now, told.get(change.revision) ?? [], teller));
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
