import type { Match } from '../../matching/answer/schema.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { useWords } from '../frame/page.ts';
import { Heading, type HeadingLevel, Link, Sentence } from '../frame/parts.tsx';
import { ANSWER } from '../words/answer.ts';

/* Parts of an answer beside its cards, for a page of today and for one that was frozen. */

/** The language of the sentences; absent: that of the page. */
interface SentenceLanguage {
  lang?: Language;
}

/** Hosts that a single obstacle excludes, each with a link to its page. */
export function NearMisses({
  title,
  misses,
  lang,
}: { title?: string; misses: Match['nearMisses'] } & SentenceLanguage) {
  const words = useWords(ANSWER);
  if (misses.length === 0) return null;
  return (
    <section>
      {title && <h2>{title}</h2>}
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

/** The sentences on the host to ask before any other: the first one names it, the others say why. */
export function askFirstIn({ name, text }: NonNullable<Match['askFirst']>): [headline: string, rest: string] {
  const end = text.indexOf('. ', text.indexOf(name) + name.length);
  return [text.slice(0, end), text.slice(end + 2)];
}

/** The host to ask before any other. */
export function AskFirst({
  ask,
  level,
  lang,
}: { ask: NonNullable<Match['askFirst']>; level: HeadingLevel } & SentenceLanguage) {
  const words = useWords(ANSWER);
  const [headline, rest] = askFirstIn(ask);
  return (
    <>
      <Heading level={level}>
        <Sentence text={headline} lang={lang} />
      </Heading>
      <p>
        <Sentence text={rest} lang={lang} /> <Link to={`/hosts/${ask.host}`}>{words.more(ask.name)}</Link>
      </p>
    </>
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
      <ul class="list">
        {lines.map(({ text }) => (
          <li key={text}>
            <Sentence text={text} lang={lang} />
          </li>
        ))}
      </ul>
    </section>
  );
}
