import type { Host } from '../documents/host.ts';
import { zonesHold } from '../matching/engine/host/candidate.ts';
import type { Territory, Zone } from '../vocabulary/shapes.ts';

/* How near one host is to another for the people whom the other one leaves behind. Unknown is never no. */

export type Nearness = 'all' | 'part' | 'unknown' | 'none';

type Lineage = (territory: Territory) => readonly Territory[];

/** Unsaid: the host's own country is assumed. */
const zonesOf = ({ serves, seat }: Host): readonly Zone[] | undefined =>
  serves ?? (seat && [{ level: 'country', code: seat.country }]);

/** What a host says is complete only once it has confirmed it; of another one, what is not listed is unknown. */
const unlessSaid = (nearness: Nearness, { confirmedByHost }: Host): Nearness =>
  confirmedByHost || nearness === 'all' ? nearness : 'unknown';

/** Whether a host serves where another one does. */
export function placesOf(leaving: Host, other: Host, lineage: Lineage): Nearness {
  const [wanted, served] = [zonesOf(leaving), zonesOf(other)];
  if (!wanted || !served) return 'unknown';
  const isEverywhere = served.some(({ level }) => level === 'world');
  const held = wanted.map((zone) => {
    if (isEverywhere) return 'yes';
    return zone.level === 'world' ? 'part' : zonesHold(served, zone as Territory, lineage);
  });
  // A country that is only assumed rules others out; it assures nobody of anything.
  if (held.every((one) => one === 'yes')) return leaving.serves && other.serves ? 'all' : 'unknown';
  return unlessSaid(held.every((one) => one === 'no') ? 'none' : 'part', other);
}

/** Whether a host serves the same publics as another one, which are missing, and null when the other said nothing. */
export function audiencesOf(leaving: Host, other: Host): { nearness: Nearness; missing: string[] } | null {
  const [wanted, served] = [leaving.audiences, other.audiences];
  if (!wanted || wanted.length === 0) return null;
  if (!served) return { nearness: 'unknown', missing: [] };
  const missing = wanted.filter((audience) => !served.includes(audience));
  if (missing.length === 0) return { nearness: 'all', missing };
  return { nearness: unlessSaid(missing.length === wanted.length ? 'none' : 'part', other), missing };
}
