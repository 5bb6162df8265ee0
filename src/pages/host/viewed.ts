import type { Host } from '../../documents/host.ts';
import type { Plan } from '../../documents/service.ts';
import type { CommitmentPast, HistoryEntry } from '../../history/schema.ts';
import type { Reference } from '../../vocabulary/reference.ts';

/** Whether a host has closed, by its own word or as others saw it. */
export const isOver = ({ state, observed }: Pick<Host, 'state' | 'observed'>): boolean =>
  state === 'closed' || observed?.status === 'closed';

/** A host as its page shows it. */
export interface Viewed {
  host: Host;
  /** The day in Paris on which it is shown. */
  day: string;
  /** undefined: the past could not be read. */
  past: { items: readonly HistoryEntry[]; commitmentsPast: readonly CommitmentPast[] } | undefined;
  reference: Reference;
  /** Whether a price is recent enough to count. */
  holds: (plan: Plan) => boolean;
  federationName: (slug: string) => string;
  hostName: (slug: string) => string;
}
