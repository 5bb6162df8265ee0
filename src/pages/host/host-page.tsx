import type { ComponentChildren } from 'preact';
import { declares, isCertain, isFormer } from '../../documents/membership.ts';
import { domainOf, mailtoOf } from '../../ground/addresses.ts';
import { AUDIENCE_LABELS, LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import { textIn } from '../../vocabulary/reference.ts';
import type { Zone } from '../../vocabulary/shapes.ts';
import { Contact } from '../answer/contact.tsx';
import { Layout, Roof } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link, Notice, OutsideLink, PrintButton, WrittenText } from '../frame/parts.tsx';
import { CARD } from '../words/card.ts';
import { HOST } from '../words/host.ts';
import { FRAME } from '../words/site.ts';
import { type HostView, hasClosed, Stages } from './host-view.tsx';
import { FactAges, Past, UnknownFacts } from './knowledge.tsx';
import { MendLinks } from './mend-links.tsx';
import { Offers, Prices } from './offers.tsx';
import { Promises } from './promises.tsx';

/** Whether the host has closed or will close, or one of its services will. */
const isEnding = (host: HostView['host']): boolean =>
  hasClosed(host) || host.closing !== null || host.services.some((service) => service.closing !== null);

/** What one must know before anything else: closed, suspended, closing, or an entry that nobody confirmed. */
function Warnings({ host, hostName }: Pick<HostView, 'host' | 'hostName'>) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const { language } = usePage();
  const { state, suspension, closing, confirmedByHost } = host;
  const lines = [
    hasClosed(host) && words.closed(closing?.stages.closed?.slice(0, 4) ?? null),
    suspension && words.suspended(textIn(suspension.reason, language)),
    closing?.text,
    closing?.reason && words.reason(textIn(closing.reason, language)),
    state === 'silent' && words.silent,
    !confirmedByHost && words.unconfirmed,
  ].filter((line) => typeof line === 'string');
  if (lines.length === 0 && !isEnding(host)) return null;
  return (
    <Notice>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {closing && <Stages stages={closing.stages} />}
      {closing?.successor && (
        <p>
          {closing.successor.agreed ? words.successor : words.proposedSuccessor}
          {colon}
          <Link to={`/hosts/${closing.successor.host}`}>{hostName(closing.successor.host)}</Link>.
        </p>
      )}
      {!confirmedByHost && (
        <p>
          <Link to="/for-hosts" query={{ host: host.slug }}>
            {words.yours}
          </Link>
        </p>
      )}
      {isEnding(host) && (
        <p>
          <Link to={`/hosts/${host.slug}/alternatives`}>{words.alternatives}</Link>
        </p>
      )}
    </Notice>
  );
}

/** Whom it serves, where, in which language, with what help, and how to reach it. Unknown facts are left out here. */
function ForWhom({ host, day, federationName }: Pick<HostView, 'host' | 'day' | 'federationName'>) {
  const words = useWords(HOST);
  const { say, language } = usePage();
  const { audiences, serves, visits, languages, support, seat, legalForm, foundedOn, memberships, contact, complete } =
    host;
  const zones = (list: readonly Zone[]) =>
    say.list(list.map((zone) => (zone.level === 'world' ? words.everywhere : say.territory(zone))));
  const kinds = support && [...new Set(support.map(({ kind }) => kind))];
  const helps = kinds?.map((kind) => {
    const label = say.support(kind);
    const modes = support!.flatMap((one) => (one.kind === kind && one.mode ? words.modes[one.mode] : []));
    // The name of some kinds of help already says how they are given.
    const others = modes.filter((mode) => !label.replaceAll('-', ' ').includes(mode));
    return others.length > 0 ? `${label} (${say.list(others)})` : label;
  });
  const rows: [string, ComponentChildren][] = [
    [words.audiences, audiences && say.list(audiences.map((one) => AUDIENCE_LABELS[one][language].toLowerCase()))],
    [words.serves, serves && zones(serves)],
    [words.visits, visits && visits.length > 0 && zones(visits)],
    [words.languages, languages && say.list(languages.map((code) => say.languageName(code)))],
    [words.support, helps && (helps.length > 0 ? helps.join(', ') : complete.includes('support') && words.noSupport)],
    [words.seat, seat && (seat.territory ? say.territory(seat.territory) : say.country(seat.country))],
    [words.legalForm, legalForm && LEGAL_FORM_LABELS[legalForm][language]],
    [words.founded, foundedOn && say.date(foundedOn)],
    [
      words.members,
      memberships.length > 0 &&
        memberships.map((membership, place) => {
          const { federation, since, toCheck, evidenceUrl } = membership;
          const isPast = isFormer(membership, day);
          const isOneSided = isCertain(membership, day) && !declares(membership, day);
          return (
            <span key={federation}>
              {place > 0 && ', '}
              <Link to={`/federations/${federation}`}>
                {words.membership[isPast ? 'former' : membership.status](
                  federationName(federation),
                  since ? say.since(since) : null,
                )}
              </Link>
              {toCheck && !isPast && ` (${words.toCheck})`}
              {isOneSided && ` (${words.oneSided})`}
              {evidenceUrl && !isPast && (
                <>
                  {' ('}
                  <OutsideLink to={evidenceUrl}>{words.evidence}</OutsideLink>)
                </>
              )}
            </span>
          );
        }),
    ],
    [words.contact, <Contact host={host} key="contact" />],
    [words.hours, contact?.hours && <WrittenText text={contact.hours} key="hours" />],
  ];
  return (
    <dl class="pairs">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** The first way to reach it: the page where one asks, its mail, else its website. */
function Act({ host: { contact, website } }: Pick<HostView, 'host'>) {
  const words = useWords(CARD);
  const page = contact?.url ?? (contact?.email ? undefined : website);
  if (!page && !contact?.email) return null;
  return (
    <p class="row">
      <a class="button" href={page ?? mailtoOf(contact!.email!)} rel="noopener noreferrer">
        {page ? words.ask(domainOf(page) ?? page) : words.write(contact!.email!)}
      </a>
    </p>
  );
}

/** Where programs follow the host: what happens to it, and its dates. */
const Following = ({ host: { slug, name, state } }: Pick<HostView, 'host'>) =>
  state === 'suspended' ? null : (
    <>
      <link rel="alternate" type="application/atom+xml" title={name} href={`/hosts/${slug}/feed.atom`} />
      <link rel="alternate" type="text/calendar" title={name} href={`/hosts/${slug}/dates.ics`} />
    </>
  );

/** Everything that is known of a host, in the order in which a reader needs it. */
export function HostPage(view: HostView) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const { host } = view;
  return (
    <Layout
      title={host.name}
      description={words.description(host.name)}
      more={<Following host={host} />}
      roof={
        <Roof
          crumb={<Link to="/hosts">{words.hosts}</Link>}
          heading={host.name}
          lead={host.summary && <WrittenText text={host.summary} />}
        >
          {!hasClosed(host) && <Act host={host} />}
        </Roof>
      }
    >
      {host.website && (
        <p>
          {words.website}
          {colon}
          <OutsideLink to={host.website} />
        </p>
      )}
      <Warnings {...view} />
      <h2>{words.offers}</h2>
      <Offers {...view} />
      <h2>{words.forWhom}</h2>
      <ForWhom {...view} />
      {host.services.length > 0 && (
        <>
          <h2>{words.price}</h2>
          <Prices {...view} />
        </>
      )}
      <h2>{words.promises}</h2>
      <Promises {...view} />
      <h2>{words.past}</h2>
      <Past {...view} />
      <h2>{words.unknown}</h2>
      <UnknownFacts {...view} />
      <h2>{words.age}</h2>
      <FactAges {...view} />
      <p class="row screen">
        <Link to="/match" class="button">
          {words.find}
        </Link>
        {!isEnding(host) && host.services.length > 0 && (
          <Link to={`/hosts/${host.slug}/alternatives`}>{words.instead}</Link>
        )}
        <PrintButton />
      </p>
      <MendLinks slug={host.slug} />
      <p class="small screen">
        <a href={`/v1/hosts/${host.slug}`}>{words.programs}</a>
      </p>
    </Layout>
  );
}
