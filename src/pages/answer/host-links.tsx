import type { Host } from '../../documents/host.ts';
import { usePage } from '../frame/page.ts';
import { Dotted, Link } from '../frame/parts.tsx';
import { shortName } from './telling.ts';

/** Links to the pages of hosts, as a list in a sentence. */
export function HostLinks({ hosts }: { hosts: readonly { host: Host }[] }) {
  const { say } = usePage();
  // The language puts its own words between two places, which are filled with links.
  const parts = say.list(hosts.map((_, place) => `\u0000${place}\u0000`)).split('\u0000');
  return (
    <>
      {parts.map((part, index) => {
        const one = index % 2 === 1 ? hosts[Number(part)] : undefined;
        return one ? (
          <Link to={`/hosts/${one.host.slug}`}>
            <Dotted text={shortName(one.host.name)} />
          </Link>
        ) : (
          part
        );
      })}
    </>
  );
}
