import type { Host } from '../documents/host.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Measure } from '../vocabulary/shapes.ts';
import { isWorthSomething, judgeMeasures, keyOf, type OwnCommitment, ownCommitments } from './own-words.ts';
import type { CommitmentPast } from './schema.ts';
import type { Told } from './words.ts';

/** A promise through time. */
interface Track extends Omit<CommitmentPast, 'text' | 'service'> {
  service: string | undefined;
  /** The last name of the service. */
  serviceName: string | undefined;
  /** What a new value is compared with when nothing is promised now; forgotten once its loss was counted. */
  last: Measure | undefined;
}

/** Follows the promises of a host from one document to the next. */
export interface CommitmentTracks {
  /** The host as it was made public on a day, null once it has left; what that changed for each promise. */
  follow(document: Host | null, day: string): Told[];
  past(): Omit<Track, 'last'>[];
}

const same = (a: Measure, b: Measure): boolean => JSON.stringify(a) === JSON.stringify(b);

export function trackCommitments(reference: Reference): CommitmentTracks {
  const tracks = new Map<string, Track>();
  const current = ({ values }: Track): Measure | undefined => {
    const latest = values.at(-1);
    return latest?.until === null ? latest.value : undefined;
  };
  const end = ({ values }: Track, day: string): void => {
    const latest = values.at(-1);
    if (latest) latest.until = day;
  };
  const told = (code: string, { kind, serviceName: service }: Track, params: object): Told => ({
    code: `commitment-${code}`,
    params: { kind, ...(service !== undefined && { service }), ...params },
  });

  /** A value in the place of another one, of which the host may have left or lost the service in between. */
  const replace = (track: Track, before: Measure, value: Measure, day: string): Told[] => {
    end(track, day);
    track.values.push({ value, from: day, until: null });
    if (same(before, value)) return [];
    const judgement = judgeMeasures(track.kind, before, value, reference, day);
    if (judgement === 'weakened') track.weakened += 1;
    return [told(judgement, track, { from: before, to: value })];
  };

  const say = (track: Track, value: Measure, day: string): Told[] => {
    const before = current(track);
    if (before !== undefined) return same(before, value) ? [] : replace(track, before, value, day);
    const { last } = track;
    track.last = undefined;
    if (last !== undefined) return replace(track, last, value, day);
    track.values.push({ value, from: day, until: null });
    return [told('made', track, { value })];
  };

  /** Taking a promise back is the most it can be weakened, and counts as such. */
  const takeBack = (track: Track, value: Measure, day: string): Told[] => {
    end(track, day);
    if (isWorthSomething(track.kind, value, reference, day)) track.weakened += 1;
    return [told('taken-back', track, { value })];
  };

  const trackOf = (key: string, { kind, service }: OwnCommitment): Track => {
    const track = tracks.get(key) ?? {
      kind,
      service,
      serviceName: undefined,
      values: [],
      weakened: 0,
      last: undefined,
    };
    tracks.set(key, track);
    return track;
  };

  return {
    follow: (document, day) => {
      const said = document ? ownCommitments(document) : new Map<string, OwnCommitment>();
      const names = new Map(document?.services.map(({ slug, name }) => [slug, name]));
      const lost = [...tracks.values()].flatMap((track) => {
        const value = current(track);
        if (value === undefined || said.has(keyOf(track))) return [];
        const isThere = document && (track.service === undefined || names.has(track.service));
        if (isThere) return takeBack(track, value, day);
        // It went with its host or its service: that is told, and what comes back is compared with it.
        end(track, day);
        track.last = value;
        return [];
      });
      const kept = [...said].flatMap(([key, commitment]) => {
        const track = trackOf(key, commitment);
        track.serviceName = commitment.service && names.get(commitment.service);
        return say(track, commitment.value, day);
      });
      return [...lost, ...kept];
    },
    past: () => [...tracks.values()].map(({ last: _, ...track }) => track),
  };
}
