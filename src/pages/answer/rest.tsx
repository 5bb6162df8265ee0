import type { Match } from '../../matching/answer/schema.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { List } from '../frame/lists.tsx';
import { useWords } from '../frame/page.ts';
import { Link, Sentence } from '../frame/parts.tsx';
import { ANSWER } from '../words/answer.ts';

/* Parts of an answer beside its cards, for a page of today and for one that was frozen. */

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
    <section>
      <h2>{title}</h2>
      <List class="list" of={lines}>
        {({ text }) => <Sentence text={text} lang={lang} />}
      </List>
    </section>
  );
}
