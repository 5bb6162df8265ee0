import type { Closing } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import type { Plan } from '../../documents/service.ts';
import type { CommitmentPast, HistoryEntry } from '../../history/schema.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { CLOSING_STAGES } from '../../vocabulary/terms.ts';
import { usePage, useWords } from '../frame/page.ts';
import { HOST } from '../words/host.ts';
import { FRAME } from '../words/site.ts';

/** A host as its page shows it. */
export interface HostView {
  host: Host;
  /** The day in Paris on which it is shown. */
  day: string;
  /** undefined: the past could not be read. */
  past:
    | {
        items: readonly HistoryEntry[];
        commitmentsPast: readonly CommitmentPast[];
        /** The revision before which there is more; null: that is all. */
        next: number | null;
      }
    | undefined;
  reference: Reference;
  /** Whether a price is recent enough to count. */
  holds: (plan: Plan) => boolean;
  federationName: (slug: string) => string;
  hostName: (slug: string) => string;
  isHostAtWork: (slug: string) => boolean;
}

/** Whether a host has closed, as it said itself or as others observed. */
export const hasClosed = ({ state, observed }: Pick<Host, 'state' | 'observed'>): boolean =>
  state === 'closed' || observed?.status === 'closed';

/** The days of a closing, stage by stage. */
export function Stages({ stages }: Pick<Closing, 'stages'>) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  return (
    <ul>
      {CLOSING_STAGES.flatMap((stage) => {
        const day = stages[stage];
        if (day === undefined) return [];
        return (
          <li key={stage}>
            {words.stages[stage]}
            {colon}
            {say.date(day)}
          </li>
        );
      })}
    </ul>
  );
}
