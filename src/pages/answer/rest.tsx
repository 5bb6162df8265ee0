import type { Host } from '../../documents/host.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { List, Section } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Dotted, Link, Sentence } from '../frame/parts.tsx';
import { ANSWER } from '../words/answer.ts';
import { shortName } from './card-lines.ts';

/* Parts of an answer next to its cards, for a page of today and for one that was frozen. */

/** The language of the sentences; absent: that of the page. */
interface SentenceLanguage {
  lang?: Language;
}

/** Hosts that a single obstacle excludes, each with a link to its page. */
export function NearMisses({ misses, lang }: { misses: Match['nearMisses'] } & SentenceLanguage) {
  const words = useWords(ANSWER);
  return (
    <section>
      <ul class="list">
        {misses.map(({ host, name, text }) => (
          <li key={host}>
            <Sentence text={text} lang={lang} /> <Link to={`/hosts/${host}`}>{words.more(name)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Sentences under a heading; nothing when there are none. */
export function Sentences({
  title,
  lines,
  lang,
}: { title: string; lines: readonly { text: string }[] } & SentenceLanguage) {
  if (lines.length === 0) return null;
  return (
    <Section title={title}>
      <List class="list" of={lines}>
        {({ text }) => <Sentence text={text} lang={lang} />}
      </List>
    </Section>
  );
}

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
