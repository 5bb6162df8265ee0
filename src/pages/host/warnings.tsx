import { hasClosed } from '../../documents/closing.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Link, Notice, OutsideLink } from '../frame/parts.tsx';
import { HOST } from '../words/host.ts';
import { FRAME } from '../words/site.ts';
import { type HostView, isEnding, isLeaving, Stages } from './host-view.tsx';

/** What one must know before anything else: closed, suspended, closing, or an entry that nobody confirmed. */
export function Warnings({ host, hostName }: Pick<HostView, 'host' | 'hostName'>) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const { language, say } = usePage();
  const { state, suspension, closing, confirmedByHost, ownerChangesOn } = host;
  const lines = [
    hasClosed(host) && words.closed(closing?.stages.closed?.slice(0, 4) ?? null),
    suspension && words.suspended(textIn(suspension.reason, language)),
    closing?.text,
    closing?.reason && words.reason(textIn(closing.reason, language)),
    ownerChangesOn && words.ownerChanges(say.on(ownerChangesOn)),
    state === 'silent' && words.silent,
    !confirmedByHost && words.unconfirmed,
  ].filter((line) => typeof line === 'string');
  const hasEndingService = isEnding(host) && !isLeaving(host);
  if (lines.length === 0 && !hasEndingService) return null;
  return (
    <Notice>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {closing && <Stages stages={closing.stages} />}
      {closing?.exportGuide && (
        <p>
          <OutsideLink to={closing.exportGuide}>{words.exportGuide}</OutsideLink>
        </p>
      )}
      {closing?.successor && (
        <p>
          {closing.successor.agreed ? words.successor : words.proposedSuccessor}
          {colon}
          <Link to={`/hosts/${closing.successor.host}`}>{hostName(closing.successor.host)}</Link>.
        </p>
      )}
      {hasEndingService && !suspension && (
        <p>
          <Link to={`/hosts/${host.slug}/alternatives`}>{words.alternatives}</Link>
        </p>
      )}
    </Notice>
  );
}
