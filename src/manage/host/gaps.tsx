import type { Host } from '../../documents/host.ts';
import { List } from '../../pages/frame/lists.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { hasPrice } from '../../services/cost.ts';
import { PUBLICATION } from '../words/publication.ts';
import { deskOfHost } from './form.tsx';

type Gap = readonly [gap: 'noService' | 'noPrice' | 'noPlaces' | 'noContact', form: string];

/** What keeps a host from being proposed to anybody, or people from choosing it: the words, and the form for it. */
export function gapsIn({ services, contact }: Host): readonly Gap[] {
  const [first] = services;
  const unplaced = services.find(({ capacity }) => capacity === undefined);
  const gaps: (Gap | false | undefined)[] = [
    !first && ['noService', 'first-service'],
    first && !services.some(({ plans }) => plans?.some(hasPrice)) && ['noPrice', 'services'],
    unplaced && ['noPlaces', `rooms#capacity-${unplaced.slug}`],
    !contact && ['noContact', 'facts#email'],
  ];
  return gaps.filter((gap) => gap !== false && gap !== undefined);
}

/** Each gap as a link to the form for it. */
export function FirstGaps({ of, host }: { of: readonly Gap[]; host: Host }) {
  const words = useWords(PUBLICATION);
  return (
    <List of={of} class="list">
      {([gap, form]) => <Link to={`${deskOfHost(host)}/${form}`}>{words[gap]}</Link>}
    </List>
  );
}
