import type { Operator } from '../../config.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { inLanguage } from '../../ground/errors.ts';
import { curved } from '../../ground/texts.ts';
import { accentStyle, coloursOf } from '../frame/accent.ts';
import { SCRIPT } from '../frame/inline.ts';
import { Fold } from '../frame/lists.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { Link, OutsideLink } from '../frame/parts.tsx';
import { contactPages } from '../parts/contact.tsx';
import { FederationNote, onlyFromOf } from '../parts/list-keeper.tsx';
import { ANSWER } from '../words/answer.ts';
import { EMBED } from '../words/builder.ts';
import { NEED } from '../words/need.ts';
import { type Filters, type ListSettings, settingsOf } from './filters.ts';
import type { HostList, ListLine } from './hosts.ts';

/** The colours of a list with what the site around it may set: `--bercail-ink`, `-paper`, `-accent`. */
function coloursWith(colour: (of: readonly [light: string, dark: string]) => string): string {
  const face = (name: string) => colour(coloursOf(name));
  const [light, dark] = coloursOf('accent');
  return [
    `--ink:var(--bercail-ink,${face('ink')})`,
    `--paper:var(--bercail-paper,${face('card')})`,
    `--accent:var(--bercail-accent,${colour([`var(--light,${light})`, `var(--dark,${dark})`])})`,
    ...['soft', 'fine', 'tint', 'ask', 'on-ask'].map((name) => `--${name}:${face(name)}`),
    `--good:${face('accent')}`,
  ].join(';');
}

/**
 * The style of a list inside another site. It measures in `em` and sets everything it needs, for it is also in the
 * shadow of an element, under a page whose own sizes are unknown. The font is `--bercail-font`, if the site sets it.
 */
const SHEET = `
:root{color-scheme:light dark}
:host{all:initial!important;display:block!important;color-scheme:inherit!important}
body{margin:0}
body,.bercail{${coloursWith(([light]) => light)}}
@supports(color:light-dark(#000,#fff)){body,.bercail{${coloursWith(([light, dark]) => `light-dark(${light},${dark})`)}}}
body,.bercail{font-family:var(--bercail-font,system-ui,-apple-system,"Segoe UI",Roboto,Ubuntu,sans-serif);line-height:1.5;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
*{box-sizing:border-box}
main{padding:1em}
.bercail{display:block;max-width:44em}
:host .bercail{padding:.25em 1em;border:1px solid var(--fine);border-radius:.875em}
h1{font-size:1.25em;line-height:1.2;margin:0 0 .5em;text-wrap:balance}
ul{list-style:none;margin:0;padding:0}
li{padding:.6em 0;border-top:1px solid var(--fine)}
main ul:first-child>:first-child{border-top:0}
li>*{display:block}
p{margin:.5em 0}
.small{font-size:.9375em;color:var(--soft)}
.yes,.ask{font-weight:600}
.yes::before,span.ask::before{content:"✓";content:"✓"/"";display:inline-grid;place-items:center;width:1.35em;height:1.35em;margin-right:.4em;border-radius:50%;font-size:.85em;line-height:1;color:var(--paper);background:var(--good)}
span.ask::before{content:"?";content:"?"/"";color:var(--on-ask);background:var(--ask);outline:1px dashed;outline-offset:-2px}
div.ask{padding:.25em .75em;border-radius:.5em;font-weight:400;background:var(--ask);color:var(--on-ask)}
a,summary{color:var(--accent);text-underline-offset:.18em}
li>a{font-weight:700;width:fit-content}
summary{padding:.6em 0;border-top:1px solid var(--fine);font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
@media(forced-colors:active){.yes::before,span.ask::before{border:1px solid}}
`;

/** Without the line ends of the source. */
export const LIST_STYLE = SHEET.replaceAll('\n', '');

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

function Line({ line, unconfirmed }: { line: ListLine; unconfirmed: boolean }) {
  const { host, match, usages, services, isUncertain } = line;
  const words = useWords(EMBED);
  const { states } = useWords(ANSWER);
  const { say } = usePage();
  return (
    <li>
      <Link to={`/hosts/${host.slug}`}>{host.name}</Link>
      {match && (
        <div>
          <span class={match.verdict === 'to-check' ? 'ask' : 'yes'}>{states[match.verdict]}</span> · {match.price}
        </div>
      )}
      {usages.length > 0 && <div>{say.list(usages)}</div>}
      {match && <Reached host={host} services={services} />}
      {isUncertain && <div class="small">{words.uncertain}</div>}
      {unconfirmed && !host.confirmedByHost && <div class="small">{words.unconfirmed}</div>}
    </li>
  );
}

/** The first hosts, and the others behind one line. What is true of all is said once, above. */
function Lines({ rows, most }: { rows: readonly ListLine[]; most: number }) {
  const words = useWords(EMBED);
  const nobodyConfirmed = rows.every(({ host }) => !host.confirmedByHost);
  // One host behind a line would be a line for nothing.
  const first = rows.length === most + 1 ? rows.length : most;
  const others = rows.slice(first);
  const list = (lines: readonly ListLine[]) => (
    <ul>
      {lines.map((line) => (
        <Line key={line.host.slug} line={line} unconfirmed={!nobodyConfirmed} />
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
  const told = [...faults].flatMap(([name, sentence]) => (name === 'accent' ? [] : [inLanguage(sentence, language)]));
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

/** Who keeps the list, and of which day it is. */
function ListFooter({ asked, found, day, operator }: ListProps) {
  const { usage, federation, scope } = asked.filters;
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
        <Lines rows={found.rows} most={asked.filters.usage ? SHOWN.byMatch : SHOWN.byName} />
      ) : (
        <NothingFound filters={asked.filters} found={found} />
      )}
      <ListFooter {...props} />
    </section>
  );
}

/** A list of hosts as a document of its own, for frames. */
export function List(props: ListProps) {
  const { language } = usePage();
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
          <ListPart {...props} />
        </main>
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>
  );
}
