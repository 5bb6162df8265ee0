import type { Operator } from '../../config.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { contactPages } from '../answer/contact.tsx';
import { accentStyle } from '../frame/accent.ts';
import { SCRIPT } from '../frame/inline.ts';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { Link, OutsideLink } from '../frame/parts.tsx';
import { FederationNote, onlyFromOf } from '../need/federation.tsx';
import { ANSWER } from '../words/answer.ts';
import { EMBED } from '../words/embed.ts';
import { NEED } from '../words/need.ts';
import { curved } from '../words/typeset.ts';
import { type Filters, settingsOf } from './filters.ts';
import type { HostList, ListLine } from './hosts.ts';

/**
 * The style of a list inside another site. It measures in `em` and sets everything it needs, for it also stands in the
 * shadow of an element, under a page whose own sizes are unknown. A site may set `--bercail-accent`, `--bercail-ink`,
 * `--bercail-paper` and `--bercail-font`.
 */
const SHEET = `
:root{color-scheme:light dark}
:host{all:initial!important;display:block!important;color-scheme:inherit!important}
body{margin:0}
body,.b{--ink:var(--bercail-ink,#1d231f);--soft:#4b534d;--paper:var(--bercail-paper,#f4f1e9);--fine:#d9d4c6;--good:#0e5c48;--care:#6b4d00;--accent:var(--bercail-accent,var(--light,#0e5c48))}
@supports(color:light-dark(#000,#fff)){body,.b{--ink:var(--bercail-ink,light-dark(#1d231f,#eceee8));--soft:light-dark(#4b534d,#bac2ba);--paper:var(--bercail-paper,light-dark(#f4f1e9,#131815));--fine:light-dark(#d9d4c6,#3a433c);--good:light-dark(#0e5c48,#86d3b4);--care:light-dark(#6b4d00,#f8e6a8);--accent:var(--bercail-accent,light-dark(var(--light,#0e5c48),var(--dark,#86d3b4)))}}
body,.b{font-family:var(--bercail-font,system-ui,-apple-system,"Segoe UI",Roboto,Ubuntu,sans-serif);line-height:1.5;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
*{box-sizing:border-box}
main{padding:.6em .8em}
.b{display:block}
h1{font-size:1.25em;line-height:1.3;margin:0 0 .5em}
ul{list-style:none;margin:0;padding:0}
li{padding:.55em 0;border-top:1px solid var(--fine)}
li>*{display:block}
p{margin:.5em 0}
.small{font-size:.9em;color:var(--soft)}
.good{color:var(--good);font-weight:600}
.care{color:var(--care);font-weight:600}
a{color:var(--accent);text-underline-offset:.15em}
li>a{font-weight:700;width:fit-content}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
`;

/** Without the line ends of the source. */
export const LIST_STYLE = SHEET.replaceAll('\n', '');

interface ListProps {
  filters: Filters;
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
    <span class="small">
      {words.write} {page ? <OutsideLink to={page} /> : <a href={mailtoOf(email!)}>{email}</a>}
    </span>
  );
}

function Line({ host, match, usages, services, isUncertain }: ListLine) {
  const words = useWords(EMBED);
  const { states } = useWords(ANSWER);
  const { say } = usePage();
  return (
    <li>
      <Link to={`/hosts/${host.slug}`}>{host.name}</Link>
      {match && (
        <span>
          <span class={match.verdict === 'fits' ? 'good' : 'care'}>{states[match.verdict]}</span> · {match.price}
        </span>
      )}
      {usages.length > 0 && <span>{say.list(usages)}</span>}
      {match && <Reached host={host} services={services} />}
      {isUncertain && <span class="small">{words.uncertain}</span>}
      {!host.confirmedByHost && <span class="small">{words.unconfirmed}</span>}
    </li>
  );
}

/** When no host is found: what is left to check, and what to give up. */
function NothingFound({ filters, found }: Pick<ListProps, 'filters' | 'found'>) {
  const words = useWords(EMBED);
  const page = usePage();
  const { state: _, ...others } = settingsOf(filters);
  return (
    <>
      <p>{found.toCheck > 0 ? words.nothingSure : words.nothing}</p>
      <ul>
        {found.toCheck > 0 && (
          <li>
            <a href={addressIn(page, page.path, others)} target="_blank" rel="noopener">
              {words.toCheck(found.toCheck)}
            </a>
          </li>
        )}
        {found.relax.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}

/** Who keeps the list, and of which day it is. */
function ListFooter({ filters: { usage, federation, scope }, found, day, operator }: ListProps) {
  const words = useWords(EMBED);
  const need = useWords(NEED);
  const { say } = usePage();
  return (
    <>
      {found.hasMore && <p>{words.more}</p>}
      <p>
        <Link to="/match" {...(federation && { query: { federation: federation.slug, ...onlyFromOf(scope) } })}>
          {words.find}
        </Link>
      </p>
      <div class="small">
        <p>
          {usage ? words.byMatch : words.byName} {words.fair}
        </p>
        {federation ? (
          <FederationNote federation={federation} scope={scope} day={day} operator={operator} />
        ) : (
          <p>
            <Link to="/">{words.keptHere}</Link>, {need.updated(say.date(day))}.
          </p>
        )}
      </div>
    </>
  );
}

/**
 * A list of hosts as a document of its own. The element shows only the part of class `b` in its shadow: an `h1`
 * has no place inside another page.
 */
export function List(props: ListProps) {
  const words = useWords(EMBED);
  const { language, say } = usePage();
  const { filters, found } = props;
  const { usage, territory, federation, scope, accent } = filters;
  const parts = [
    usage && say.usage(usage),
    territory && say.territory(territory),
    scope !== 'everybody' && federation && curved(federation.name),
  ].filter(Boolean);
  const title = parts.length > 0 ? words.titleFor(parts.join(', ')) : words.title;
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
          <section class="b" aria-label={title} lang={language}>
            {found.rows.length > 0 ? (
              <ul>
                {found.rows.map((row) => (
                  <Line key={row.host.slug} {...row} />
                ))}
              </ul>
            ) : (
              <NothingFound filters={filters} found={found} />
            )}
            <ListFooter {...props} />
          </section>
        </main>
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>
  );
}
