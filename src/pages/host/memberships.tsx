import { declares, isCertain, isFormer } from '../../documents/membership.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Link, OutsideLink } from '../frame/parts.tsx';
import { HOST } from '../words/host.ts';
import type { HostView } from './host-view.tsx';

/** The networks of a host: since when, and how sure that is. */
export function Memberships({ host, day, federationName }: Pick<HostView, 'host' | 'day' | 'federationName'>) {
  const words = useWords(HOST);
  const { say } = usePage();
  return (
    <>
      {host.memberships.map((membership, place) => {
        const { federation, status, since, toCheck, evidenceUrl } = membership;
        const isPast = isFormer(membership, day);
        const isOneSided = isCertain(membership, day) && !declares(membership, day);
        return (
          <span key={federation}>
            {place > 0 && ', '}
            <Link to={`/federations/${federation}`}>
              {words.membership[isPast ? 'former' : status](
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
      })}
    </>
  );
}
