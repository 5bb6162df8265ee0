import type { Operator } from '../../config.ts';
import { isReadByHost } from '../../documents/host.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { inLanguage } from '../../ground/errors.ts';
import { curved } from '../../ground/texts.ts';
import { begunAt } from '../asking/kept-need.ts';
import { ListedPrice } from '../directory/card.tsx';
import { accentStyle } from '../frame/accent.ts';
import { SCRIPT } from '../frame/inline.ts';
import { Fold } from '../frame/lists.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { Link, OutsideLink } from '../frame/parts.tsx';
import { contactPages } from '../parts/contact.tsx';
import type { ListEntry } from '../parts/entry.ts';
import { FederationNote, onlyFromOf } from '../parts/list-keeper.tsx';
import { ANSWER } from '../words/answer.ts';
import { DIRECTORY } from '../words/directory.ts';
import { EMBED } from '../words/embed.ts';
import { NEED } from '../words/need.ts';
import { FRAME } from '../words/site.ts';
import { type Filters, keyOf, type ListSettings, type Part, partsOf, settingsOf } from './filters.ts';
import type { HostList, ListLine } from './hosts.ts';
import { LIST_STYLE } from './list-style.ts';

/** Lines before the fold: of a match the best, of equals more. */
const SHOWN = { byMatch: 5, byName: 12 };

interface ListProps {
  asked: ListSettings;
  found: HostList;
  day: string;
  operator: Operator;
}

/** The first way to write to a host: a page, else its address. */
function Reached({ host, services }: Pick<ListLine, 'host' | 'services'>) {
  const words = useWords(EMBED);
  const [page] = contactPages(host, services);
  const { email } = host.contact ?? {};
  if (!page && !email) return null;
  return (
    <div class="small">
      {words.write} {page ? <OutsideLink to={page} /> : <a href={mailtoOf(email!)}>{email}</a>}
    </div>
  );
}

interface LineProps {
  unconfirmed: boolean;
  /** What is told of each host. */
  parts: readonly Part[];
}

/** Where a host is, and the networks that it belongs to. */
function Around({ entry, parts }: { entry: ListEntry; parts: readonly Part[] }) {
  const { card } = useWords(DIRECTORY);
  const { say } = usePage();
  const [place, around] = entry.places;
  const told = [
    ...(parts.includes('place') && place
      ? [around ? `${say.territory(place)} (${say.territory(around)})` : say.territory(place)]
      : []),
    ...(parts.includes('networks')
      ? entry.networks.map(({ name, toCheck }) => (toCheck ? card.networkToCheck(curved(name)) : curved(name)))
      : []),
  ];
  return told.length > 0 ? <div class="small">{told.join(' · ')}</div> : null;
}

function Line({ line, unconfirmed, parts }: { line: ListLine } & LineProps) {
  const { host, match, usages, services, isUncertain, entry } = line;
  const words = useWords(EMBED);
  const { states } = useWords(ANSWER);
  const { say } = usePage();
  return (
    <li>
      <Link to={`/hosts/${host.slug}`}>{host.name}</Link>
      {match && (
        <div>
          <span class={match.verdict === 'to-check' ? 'ask' : 'yes'}>{states[match.verdict]}</span>
          {parts.includes('price') && ` · ${match.price}`}
        </div>
      )}
      {usages.length > 0 && parts.includes('usages') && <div>{say.list(usages)}</div>}
      {!match && entry && parts.includes('price') && (
        <div>
          <ListedPrice price={entry.price} />
        </div>
      )}
      {entry && <Around entry={entry} parts={parts} />}
      {parts.includes('contact') && <Reached host={host} services={services} />}
      {isUncertain && <div class="small">{words.uncertain}</div>}
      {unconfirmed && !isReadByHost(host) && <div class="small">{words.unconfirmed}</div>}
    </li>
  );
}

/** The first hosts, and the others behind one line. What is true of all is said once, above. */
function Lines({ rows, most, parts }: { rows: readonly ListLine[]; most: number } & Pick<LineProps, 'parts'>) {
  const words = useWords(EMBED);
  const nobodyConfirmed = rows.every(({ host }) => !isReadByHost(host));
  // One host behind a line would be a line for nothing.
  const first = rows.length === most + 1 ? rows.length : most;
  const others = rows.slice(first);
  const list = (lines: readonly ListLine[]) => (
    <ul>
      {lines.map((line) => (
        <Line key={line.host.slug} line={line} unconfirmed={!nobodyConfirmed} parts={parts} />
      ))}
    </ul>
  );
  return (
    <>
      {nobodyConfirmed && <p class="small">{words.allUnconfirmed}</p>}
      {list(rows.slice(0, first))}
      {others.length > 0 && <Fold title={words.otherHosts(others.length)}>{list(others)}</Fold>}
    </>
  );
}

/** When no host is found: what is left to check, and what to give up. */
function NothingFound({ filters, found }: { filters: Filters; found: HostList }) {
  const words = useWords(EMBED);
  const page = usePage();
  const { state: _, ...others } = settingsOf(filters);
  const asksNothing = filters.usage === undefined && filters.territories.length === 0 && found.relax.length === 0;
  return (
    <>
      <p>{found.toCheck > 0 ? words.nothingSure : asksNothing ? words.empty : words.nothing}</p>
      {(found.toCheck > 0 || found.relax.length > 0) && (
        <ul>
          {found.toCheck > 0 && (
            <li>
              <a href={addressIn(page, '/embed/search', others)} target="_blank" rel="noopener">
                {words.toCheck(found.toCheck)}
              </a>
            </li>
          )}
          {found.relax.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What was asked and not understood. A colour changes nothing of what is said, so visitors need not hear of it. */
function NotUnderstood({ faults }: Pick<ListSettings, 'faults'>) {
  const words = useWords(EMBED);
  const { language } = usePage();
  const told = [...faults].flatMap(([name, sentence]) =>
    name === 'accent' || name === 'theme' ? [] : [inLanguage(sentence, language)],
  );
  if (told.length === 0) return null;
  return (
    <div class="ask">
      <p>{words.notUnderstood}</p>
      {told.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

/** What the list is about, as answers to the first questions: behind `#`, where it is sent to nobody. */
function beginningOf({ usage, territories }: Filters): string {
  const [place] = territories;
  // A need has one place, and none as wide as a country.
  const isPlace = territories.length === 1 && place && place.level !== 'country';
  if (!usage && !isPlace) return '';
  return begunAt({
    ...(usage && { use: [usage] }),
    ...(isPlace && { place: [keyOf(place)] }),
    given: [...(usage ? ['uses'] : []), ...(isPlace ? ['place'] : [])],
  });
}

/** Who keeps the list, and of which day it is. */
function ListFooter({ asked, found, day, operator }: ListProps) {
  const { usage, federation, scope } = asked.filters;
  const words = useWords(EMBED);
  const need = useWords(NEED);
  const { say } = usePage();
  return (
    <>
      {found.hasMore && <p>{words.more}</p>}
      {partsOf(asked.filters).includes('needs') && (
        <p>
          <Link
            to={`/match${beginningOf(asked.filters)}`}
            {...(federation && { query: { federation: federation.slug, ...onlyFromOf(scope) } })}
          >
            {words.find}
          </Link>
        </p>
      )}
      <div class="small">
        <p>
          {usage ? words.byMatch : words.byName} {words.fair}
        </p>
        {federation ? (
          <FederationNote {...{ federation, scope, day, operator }} leftOut={found.leftOut} />
        ) : (
          <p>
            <Link to="/">{words.keptHere}</Link>, {need.asOf(say.date(day))}.
          </p>
        )}
      </div>
    </>
  );
}

/** What a list is about, in words. */
function useTitle({ usage, territories, federation, scope }: Filters): string {
  const words = useWords(EMBED);
  const { say } = usePage();
  const parts = [
    usage && say.usage(usage),
    territories.length > 0 && say.list(territories.map((one) => say.territory(one))),
    scope !== 'everybody' && federation && curved(federation.name),
  ].filter(Boolean);
  return parts.length > 0 ? words.titleFor(parts.join(', ')) : words.title;
}

/**
 * The list as a part of any page: no heading, whose level only that page knows, no style, no script. It is all that the
 * element shows, and all that sites which make their pages on a server are given.
 */
export function ListPart(props: ListProps) {
  const { language } = usePage();
  const { asked, found } = props;
  return (
    <section class="bercail" aria-label={useTitle(asked.filters)} lang={language}>
      <NotUnderstood faults={asked.faults} />
      {found.rows.length > 0 ? (
        <Lines
          rows={found.rows}
          most={asked.filters.usage ? SHOWN.byMatch : SHOWN.byName}
          parts={partsOf(asked.filters)}
        />
      ) : (
        <NothingFound filters={asked.filters} found={found} />
      )}
      <ListFooter {...props} />
    </section>
  );
}

/** A list of hosts as a document of its own, for frames. */
export function List(props: ListProps) {
  const page = usePage();
  const frame = useWords(FRAME);
  const { language } = page;
  const { accent } = props.asked.filters;
  const title = useTitle(props.asked.filters);
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: LIST_STYLE }} />
        {accent && <style dangerouslySetInnerHTML={{ __html: accentStyle(accent) }} />}
      </head>
      <body>
        <main aria-label={title}>
          <h1>{title}</h1>
          <p class="small">
            <a href={addressIn(page, page.path, settingsOf(props.asked.filters))} target="_blank" rel="noopener">
              {frame.whole}
            </a>
          </p>
          <ListPart {...props} />
        </main>
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>
  );
}
