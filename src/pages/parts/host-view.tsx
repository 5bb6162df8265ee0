import { type Closing, hasClosed } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import type { Plan } from '../../documents/service.ts';
import type { ToldEntry } from '../../history/entries.ts';
import type { CommitmentPast } from '../../history/schema.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import { CLOSING_STAGES } from '../../vocabulary/terms.ts';
import { Fold } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { OutsideLink, WrittenText } from '../frame/parts.tsx';
import { HOST } from '../words/host.ts';
import { FRAME } from '../words/site.ts';
import type { ListEntry } from './entry.ts';

/** Letters that are read without having been asked for: about four lines of a telephone. */
const MOST = 170;

/** Whether a text is short enough to be open. */
export function useIsShort(text: Text, most = MOST): boolean {
  const { language } = usePage();
  return (text[language] ?? text.fr ?? text.en ?? '').length <= most;
}

/** What somebody wrote; a long text is behind the line that says what it is. */
export function LongText({ text, title }: { text: Text; title: string }) {
  const written = (
    <p class="small">
      <WrittenText text={text} />
    </p>
  );
  if (useIsShort(text)) return written;
  return <Fold title={title}>{written}</Fold>;
}

/** A host as its page shows it. */
export interface HostView {
  host: Host;
  /** What lists tell of it. */
  entry: ListEntry;
  /** The day in Paris on which it is shown. */
  day: string;
  /** undefined: the past could not be read. */
  past:
    | {
        items: readonly ToldEntry[];
        commitmentsPast: readonly CommitmentPast[];
        /** The revision before which there is more; null: that is all. */
        next: number | null;
      }
    | undefined;
  /** An earlier part of the past was asked for. */
  isEarlier: boolean;
  /** Which page of its services is shown, as the address has it; absent: the first. */
  servicesAsked?: unknown;
  reference: Reference;
  /** Whether a price is recent enough to count. */
  holds: (plan: Plan) => boolean;
  federationName: (slug: string) => string;
  hostName: (slug: string) => string;
  isHostAtWork: (slug: string) => boolean;
}

/** Whether all of the host has closed or will close: nobody should go there any more. */
export const isLeaving = (host: Pick<Host, 'state' | 'observed' | 'closing'>): boolean =>
  hasClosed(host) || host.closing !== null;

/** Whether the host has closed or will close, or one of its services will. */
export const isEnding = (host: Host): boolean =>
  isLeaving(host) || host.services.some(({ closing }) => closing !== null);

/** The days of a closing, stage by stage. */
export function Stages({ stages }: Pick<Closing, 'stages'>) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  return (
    <ul class="stages">
      {CLOSING_STAGES.flatMap((stage) => {
        const day = stages[stage];
        if (day === undefined) return [];
        return (
          <li key={stage}>
            {words.stages[stage] + colon}
            {say.date(day)}
          </li>
        );
      })}
    </ul>
  );
}

/** Where it can be read, in brackets. */
export function Evidence({ url }: { url: string | null | undefined }) {
  const words = useWords(HOST);
  return (
    url && (
      <>
        {' ('}
        <OutsideLink to={url}>{words.evidence}</OutsideLink>)
      </>
    )
  );
}
