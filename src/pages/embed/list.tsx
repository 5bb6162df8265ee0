import { accentStyle } from '../frame/accent.ts';
import { Link } from '../frame/link.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { SCRIPT } from '../frame/script.ts';
import { Kept } from '../need/kept.tsx';
import { onlyFromOf } from '../need/whose.ts';
import { ANSWER } from '../words/answer.ts';
import { EMBED } from '../words/embed.ts';
import { NEED } from '../words/need.ts';
import { curved } from '../words/typeset.ts';
import { type Filters, settingsOf } from './filters.ts';
import type { FoundList, Row } from './found.ts';
import { LIST_STYLE } from './style.ts';

interface ListProps {
  filters: Filters;
  found: FoundList;
  day: string;
}

function Line({ host, match, usages, isUncertain }: Row) {
  const words = useWords(EMBED);
  const { states } = useWords(ANSWER);
  const { say } = usePage();
  return (
    <li>
      <Link to={`/hosts/${host.slug}`}>{host.name}</Link>
      {match && (
        <span>
          <span class={match.state === 'fits' ? 'good' : 'care'}>{states[match.state]}</span> · {match.price}
        </span>
      )}
      {usages.length > 0 && <span>{say.list(usages)}</span>}
      {isUncertain && <span class="small">{words.uncertain}</span>}
      {!host.confirmedByHost && <span class="small">{words.unconfirmed}</span>}
    </li>
  );
}

/** When nothing answers: what is left to check, and what to give up. */
function Nothing({ filters, found }: Pick<ListProps, 'filters' | 'found'>) {
  const words = useWords(EMBED);
  const page = usePage();
  const { state: _, ...others } = settingsOf(filters);
  return (
    <>
      <p>{words.nothing}</p>
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

/** In whose name the list is shown, and of which day it is. */
function Foot({ filters: { usage, federation, whose }, found, day }: ListProps) {
  const words = useWords(EMBED);
  const need = useWords(NEED);
  const { say } = usePage();
  return (
    <>
      {found.hasMore && <p>{words.more}</p>}
      <p>
        <Link to="/match" {...(federation && { query: { federation: federation.slug, ...onlyFromOf(whose) } })}>
          {words.find}
        </Link>
      </p>
      <div class="small">
        <p>
          {usage ? words.byMatch : words.byName} {words.fair}
        </p>
        {federation ? (
          <Kept federation={federation} whose={whose} day={day} />
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
 * A list of hosts as a document of its own. What the element shows in its shadow is the part of class `b`: a title of
 * the first rank has no place inside another page.
 */
export function List(props: ListProps) {
  const words = useWords(EMBED);
  const { language, say } = usePage();
  const { filters, found } = props;
  const { usage, territory, federation, whose, accent } = filters;
  const parts = [
    usage && say.usage(usage),
    territory && say.territory(territory),
    whose !== 'everybody' && federation && curved(federation.name),
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
              <Nothing filters={filters} found={found} />
            )}
            <Foot {...props} />
          </section>
        </main>
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>
  );
}
