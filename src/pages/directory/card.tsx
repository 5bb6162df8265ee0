import type { ComponentChildren } from 'preact';
import { curved } from '../../ground/texts.ts';
import { LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { UsagePicture } from '../frame/pictures.tsx';
import { DIRECTORY } from '../words/directory.ts';
import { CompareTick } from './compare-ticked.tsx';
import type { Entry } from './entry.ts';

const USAGES_SHOWN = 4;

/** What a host offers: pictures with their words, the rest as a number. */
function Usages({ usages }: Pick<Entry, 'usages'>) {
  const { card } = useWords(DIRECTORY);
  const { say } = usePage();
  if (usages.length === 0) return <p class="small soft">{card.noService}</p>;
  const left = usages.length - USAGES_SHOWN;
  return (
    <ul class="pics">
      {usages.slice(0, USAGES_SHOWN).map((usage) => (
        <li key={usage}>
          <UsagePicture usage={usage} />
          {say.usageShort(usage)}
        </li>
      ))}
      {left > 0 && (
        <li class="more">
          + {left} <span class="vh">{card.others(left)}</span>
        </li>
      )}
    </ul>
  );
}

/** The price that lists tell, in few words. */
export function ListedPrice({ price }: Pick<Entry, 'price'>) {
  const { card } = useWords(DIRECTORY);
  const { say } = usePage();
  if (price.kind === 'unknown') return card.unknown;
  if (price.kind === 'from' || price.kind === 'once') return card[price.kind](say.euros(price.cents / 100));
  return card[`${price.kind}${price.partly ? 'Partly' : ''}`];
}

interface CardProps {
  entry: Entry;
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
