import type { Language } from '../../vocabulary/terms.ts';
import { type Parameters, usePage, useWords } from '../frame/page.ts';
import { Link, PrintButton } from '../frame/parts.tsx';
import { Picture } from '../frame/pictures.tsx';
import { HOST } from '../words/host.ts';
import { MEND } from '../words/mend.ts';
import { type HostView, isEnding } from './host-view.tsx';

/** The language of the reader, for an address that a program will read: it knows of none. */
export const inLanguage = (language: Language): Parameters => (language === 'fr' ? {} : { lang: language });

/** To be told of what changes, without an account. */
export function Follow({ host: { slug } }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  const query = inLanguage(usePage().language);
  return (
    <p class="row screen" id="follow">
      <strong>{words.follow}</strong>
      <Link to={`/hosts/${slug}/feed.atom`} query={query} class="tap">
        <Picture name="follow" small />
        {words.feed}
      </Link>
      <Link to={`/hosts/${slug}/dates.ics`} query={query} class="tap">
        <Picture name="calendar" small />
        {words.dates}
      </Link>
    </p>
  );
}

/** Where else to go from here, and what the host itself, or whoever sees a mistake, may do with the entry. */
export function EntryLinks({ host }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  const { report, removal } = useWords(MEND);
  const { slug } = host;
  return (
    <div class="row small screen">
      {!isEnding(host) && !host.suspension && host.services.length > 0 && (
        <Link to={`/hosts/${slug}/alternatives`} class="tap">
          {words.instead}
        </Link>
      )}
      <Link to="/for-hosts" query={{ host: slug }} class="tap">
        {words.yours}
      </Link>
      <Link to={`/hosts/${slug}/report`} class="tap">
        <Picture name="flag" small />
        {report.heading}
      </Link>
      <Link to={`/hosts/${slug}/removal`} class="tap">
        <Picture name="remove" small />
        {removal.heading}
      </Link>
      <PrintButton />
    </div>
  );
}
