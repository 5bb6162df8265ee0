import type { ComponentChildren } from 'preact';
import type { Host } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import { UsageList } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Go, Link } from '../frame/parts.tsx';
import type { ListEntry } from '../parts/entry.ts';
import { COMPARE_HOSTS } from '../words/compare.ts';
import { DIRECTORY } from '../words/directory.ts';

/** The form of a page that takes its ticked hosts to their comparison. */
const FORM = 'compare';

/** Ticks a host, to be compared with others of the page. */
function CompareTick({ host: { slug, name } }: { host: Host }) {
  const words = useWords(COMPARE_HOSTS);
  return (
    <label class="check screen">
      <input type="checkbox" name="host" value={slug} form={FORM} />
      <span>
        {words.compare}
        <span class="vh">{words.checkOf(name)}</span>
      </span>
    </label>
  );
}

/** Takes the ticked hosts to their comparison; what was looked for comes first there. */
export function CompareTicked({ usages = [] }: { usages?: readonly string[] }) {
  const words = useWords(COMPARE_HOSTS);
  const { lang } = usePage().query;
  return (
    <form id={FORM} class="screen" action="/compare">
      {lang && <input type="hidden" name="lang" value={lang} />}
      {usages.map((usage) => (
        <input type="hidden" name="usage" value={usage} key={usage} />
      ))}
      <Go class="second" text={words.checked} />
    </form>
  );
}

const USAGES_SHOWN = 4;

/** What a host offers: pictures with their words, the rest as a number. */
function Usages({ usages }: Pick<ListEntry, 'usages'>) {
  const { card } = useWords(DIRECTORY);
  if (usages.length === 0) return <p class="small soft">{card.noService}</p>;
  const left = usages.length - USAGES_SHOWN;
  return (
    <UsageList usages={usages.slice(0, USAGES_SHOWN)}>
      {left > 0 && (
        <li class="more">
          + {left} <span class="vh">{card.others(left)}</span>
        </li>
      )}
    </UsageList>
  );
}

/** The price that lists tell, in few words. */
export function ListedPrice({ price }: Pick<ListEntry, 'price'>) {
  const { card } = useWords(DIRECTORY);
  const { say } = usePage();
  if (price.kind === 'unknown') return card.unknown;
  if (price.kind === 'from' || price.kind === 'once') return card[price.kind](say.euros(price.cents / 100));
  return card[`${price.kind}${price.partly ? 'Partly' : ''}`];
}

interface CardProps {
  entry: ListEntry;
  /** On the page of a network its own name says nothing. */
  withoutNetworks?: boolean;
  /** Said between what it offers and its price. */
  more?: ComponentChildren;
}

/** One host in a list. The whole card leads to its page; a tick, to be sent by `CompareTicked`, to a comparison. */
export function HostCard({ entry, withoutNetworks, more }: CardProps) {
  const { card } = useWords(DIRECTORY);
  const { say, language } = usePage();
  const { host, usages, price, networks, places, seen, state } = entry;
  const [place, around] = places;
  const facts = [
    host.legalForm && host.legalForm !== 'other' && LEGAL_FORM_LABELS[host.legalForm][language],
    place && (around ? `${say.territory(place)} (${say.territory(around)})` : say.territory(place)),
    ...(withoutNetworks
      ? []
      : networks.map(({ name, toCheck }) => (toCheck ? card.networkToCheck(curved(name)) : curved(name)))),
    seen && (seen.byHost ? card.confirmed(say.on(seen.on)) : card.seen(say.date(seen.on))),
  ].filter(Boolean);
  return (
    <li class="card entry">
      <h3>
        <Link to={`/hosts/${host.slug}`}>{host.name}</Link>
      </h3>
      <p class="where">{facts.length > 0 ? facts.join(' · ') : card.nowhere}</p>
      {state && <p class="state not">{card[state]}</p>}
      <Usages usages={usages} />
      {more}
      <div class="end">
        <p>
          <strong>
            <ListedPrice price={price} />
          </strong>
        </p>
        {entry.state !== 'closed' && <CompareTick host={host} />}
      </div>
    </li>
  );
}
