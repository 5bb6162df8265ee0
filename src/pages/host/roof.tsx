import { hasClosed } from '../../documents/closing.ts';
import { lastTraceOf } from '../../documents/provenance.ts';
import { domainOf, mailtoOf } from '../../ground/addresses.ts';
import { LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { usePage, useWords } from '../frame/page.ts';
import { CallButton, Link, Notice, OutsideLink, Tap, WrittenText } from '../frame/parts.tsx';
import { Picture } from '../frame/pictures.tsx';
import { canBeReached, wayTo } from '../parts/contact.tsx';
import { type HostView, isEnding, isLeaving, Stages, useIsShort } from '../parts/host-view.tsx';
import { CARD } from '../words/card.ts';
import { HOST } from '../words/host.ts';
import { FRAME } from '../words/site.ts';

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

/** Letters of a presentation that leave what one may do in sight on a telephone. */
const MOST_ON_ROOF = 320;

export const useFitsRoof = ({ summary }: HostView['host']): boolean => useIsShort(summary ?? {}, MOST_ON_ROOF);

/** What keeps newcomers away from all of it; undefined where nothing does. */
function stateOf({ host, entry }: Pick<HostView, 'host' | 'entry'>) {
  if (hasClosed(host)) return 'closed';
  if (host.closing) return 'closing';
  if (host.suspension) return 'suspended';
  if (entry.state) return entry.state;
  return host.state === 'silent' ? 'silent' : undefined;
}

/** The first way to reach it: the page where one asks, its mail, its website, else its telephone. */
function Act({ host }: Pick<HostView, 'host'>) {
  const words = useWords(CARD);
  const way = wayTo({ host, services: [] });
  if (!way) return null;
  const { kind, to } = way;
  if (kind === 'mail')
    return (
      <a class="button" href={mailtoOf(to)}>
        {words.write(to)}
      </a>
    );
  if (kind === 'phone') return <CallButton phone={to} />;
  return (
    <a class="button" href={to} rel="noopener noreferrer">
      {words.ask(domainOf(to) ?? to)}
    </a>
  );
}

/** One thing to do, then what else one may do from here. Anyone who came for a host that leaves needs another one. */
function Ways({ host }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  const { slug } = host;
  const mayBeChosen = !isLeaving(host) && !host.suspension;
  return (
    <>
      <p>
        {mayBeChosen ? (
          <Act host={host} />
        ) : (
          <Tap
            to={`/hosts/${slug}/alternatives`}
            class="button"
            text={isEnding(host) ? words.alternatives : words.instead}
          />
        )}
      </p>
      <p class="row small screen">
        {mayBeChosen && (
          <>
            {/* What was answered in this tab is sent along, where there is a script. */}
            <Tap to="/match" query={{ host: slug }} data-need picture="tick" text={words.ways.suits} />
            <Tap to="/compare" query={{ host: slug }} picture="compare" text={words.ways.compare} />
            {canBeReached(host) && <Tap to={`/hosts/${slug}/decided`} picture="tick" text={words.ways.decided} />}
          </>
        )}
        {!host.suspension && (
          <a href="#follow" class="tap">
            <Picture name="follow" small />
            {words.ways.follow}
          </a>
        )}
      </p>
    </>
  );
}

/** Who it is and where, whether it is at work, when it was last seen, and what to do first. */
export function HostRoof({ host, entry }: Pick<HostView, 'host' | 'entry'>) {
  const words = useWords(HOST);
  const { say, language } = usePage();
  const { legalForm, summary, confirmedOn, confirmedOnBehalf } = host;
  const trace = lastTraceOf(host);
  const [place, around] = entry.places;
  const state = stateOf({ host, entry });
  const isShort = useFitsRoof(host);
  const who = [
    legalForm && legalForm !== 'other' && LEGAL_FORM_LABELS[legalForm][language],
    place ? `${say.territory(place)}${around ? ` (${say.territory(around)})` : ''}` : words.noPlace,
  ].filter(Boolean);
  const traces = [
    confirmedOn && (confirmedOnBehalf ? words.readOnBehalf : words.readOn)(say.on(confirmedOn)),
    trace && !trace.byHost && words.lastSeen(say.date(trace.on)),
  ].filter(Boolean);
  return (
    <>
      <p class="crumb screen">
        <Link to="/hosts">{words.hosts}</Link>
      </p>
      <h1>{host.name}</h1>
      <p>{who.join(' · ')}</p>
      {summary && isShort && (
        <p class="text">
          <WrittenText text={summary} />
        </p>
      )}
      <p class="small">
        {state && <strong class="stand">{words.states[state]}</strong>}{' '}
        {traces.length > 0 ? traces.join(' ') : words.neverSeen}
      </p>
      <Ways host={host} />
    </>
  );
}
