import { findHost } from '../../catalogue/model.ts';
import type { Host } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { hostNotFound } from '../../hosts/rights.ts';
import { type Desk, queryParam, type SignedIn } from '../desk.tsx';
import { Find, hostNamed, LinkList, searchHosts } from '../parts/lists.tsx';
import { FEDERATION_DESK } from '../words/federation.ts';
import { FEDERATION, FederationPage, openDesk } from './frame.tsx';

/* A host is named as people know it: by its name, or by its site. */

/** Rooms in which something is said of a host: the path of a host in each follows that of the room. */
const OF_HOSTS = ['members', 'selection', 'reviews', 'vouches'] as const;

/** A published host that an address of the desk names. @throws CatalogueError host-not-found */
export function namedHost({ model, params }: SignedIn): Host {
  const host = findHost(model, params.host!);
  if (!host) throw hostNotFound();
  return host;
}

/** Choosing the host of which something is to be said. */
export function findingPages(desk: Desk): void {
  for (const room of OF_HOSTS)
    desk.page(`${FEDERATION}/hosts/${room}`, async (visit) => {
      const opened = await openDesk(visit, 'getFederation');
      const { at } = opened;
      const words = FEDERATION_DESK[visit.page.language];
      const typed = (queryParam(visit, 'q') ?? '').trim().slice(0, 200);
      const { model } = visit;
      const exact = hostNamed(model, typed);
      if (exact) return { to: `${at}/${room}/${exact.slug}` };
      const found = typed === '' ? [] : await searchHosts(visit, typed);
      return (
        <FederationPage opened={opened} heading={words.host} above={[room, words.rooms[room]]}>
          <Find action={`${at}/hosts/${room}`} label={words.host} hint={words.hostHint} typed={typed} />
          {typed !== '' && found.length === 0 && <p>{words.hostNone(typed)}</p>}
          {found.length > 0 && <h2>{words.hostFound}</h2>}
          <LinkList ways={found.map(({ slug, name, website }) => [`${at}/${room}/${slug}`, curved(name), website])} />
        </FederationPage>
      );
    });
}
