import { hasClosed } from '../../documents/closing.ts';
import { Layout } from '../frame/layout.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { WrittenText } from '../frame/parts.tsx';
import { HOST } from '../words/host.ts';
import { Ages } from './ages.tsx';
import { HowToAsk } from './ask.tsx';
import { Brief } from './brief.tsx';
import { EntryLinks, Follow, inLanguage } from './entry-links.tsx';
import { type HostView, isLeaving } from './host-view.tsx';
import { IfItCloses } from './if-it-closes.tsx';
import { Offers } from './offers.tsx';
import { Past } from './past.tsx';
import { Promises } from './promises.tsx';
import { OpenQuestions } from './questions.tsx';
import { HostRoof, useFitsRoof } from './roof.tsx';
import { Warnings } from './warnings.tsx';

/** A presentation that is too long for the roof. */
function Presentation({ host }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  if (useFitsRoof(host) || !host.summary) return null;
  return (
    <details>
      <summary>{words.presentation}</summary>
      <p class="text">
        <WrittenText text={host.summary} />
      </p>
    </details>
  );
}

/** Where programs follow the host: what happens to it, and its dates. */
function Following({ host: { slug, name, state } }: Pick<HostView, 'host'>) {
  const query = inLanguage(usePage().language);
  if (state === 'suspended') return null;
  const at = (file: string) => addressIn({ query }, `/hosts/${slug}/${file}`);
  return (
    <>
      <link rel="alternate" type="application/atom+xml" title={name} href={at('feed.atom')} />
      <link rel="alternate" type="text/calendar" title={name} href={at('dates.ics')} />
    </>
  );
}

/** A host in the order in which somebody who chooses needs it: who, what, how much, how to ask, what it promises, its past. */
export function HostPage(view: HostView) {
  const words = useWords(HOST);
  const { host, entry } = view;
  // Nobody asks anything of a host that has closed.
  const isClosed = hasClosed(host);
  return (
    <Layout
      wide
      title={host.name}
      description={words.description(host.name)}
      more={<Following host={host} />}
      roof={<HostRoof host={host} entry={entry} />}
    >
      <Warnings {...view} />
      <Presentation host={host} />
      <div class="sheet">
        <div>
          <Offers {...view} />
          {isClosed ? null : <HowToAsk {...view} />}
        </div>
        <Brief {...view} />
        <div>
          <Promises {...view} />
          {isLeaving(host) ? null : <IfItCloses {...view} />}
          {isClosed ? null : <OpenQuestions {...view} />}
          <section class="card">
            <h2>{words.past}</h2>
            <Past {...view} />
            <Ages host={host} />
          </section>
          {host.suspension ? null : <Follow host={host} />}
          <EntryLinks host={host} />
        </div>
      </div>
    </Layout>
  );
}
