import type { Match } from '../../matching/answer/schema.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { Heading, type HeadingLevel } from '../frame/heading.tsx';
import { Link, Outside } from '../frame/link.tsx';
import { useWords } from '../frame/page.ts';
import { Sentence } from '../frame/written.tsx';
import { ANSWER } from '../words/answer.ts';
import { curved } from '../words/typeset.ts';

/** In which language the sentences were made; absent: that of the page. */
interface Made {
  lang?: Language;
}

/** People who accompany associations, without selling anything. */
export function Helpers({ help, level, lang }: { help: Match['help']; level: HeadingLevel } & Made) {
  return (
    <>
      {help.map(({ name, url, phone, text }) => (
        <article class="card" key={name}>
          <Heading level={level}>{curved(name)}</Heading>
          <p>
            <Sentence text={curved(text)} lang={lang} />
          </p>
          {phone && (
            <p>
              <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>{phone}</a>
            </p>
          )}
          <p>
            <Outside to={url}>{new URL(url).hostname.replace(/^www\./, '')}</Outside>
          </p>
        </article>
      ))}
    </>
  );
}

/** Hosts that one obstacle keeps out, each with a way to its page. */
export function NearMisses({ title, misses, lang }: { title: string; misses: Match['nearMisses'] } & Made) {
  const words = useWords(ANSWER);
  if (misses.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
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
export function Sentences({ title, lines, lang }: { title: string; lines: readonly { text: string }[] } & Made) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {lines.map(({ text }) => (
          <li key={text}>
            <Sentence text={text} lang={lang} />
          </li>
        ))}
      </ul>
    </section>
  );
}
