import type { Match } from '../../matching/answer/schema.ts';
import { Outside } from '../frame/link.tsx';

/** The vocabularies are typed with straight apostrophes; pages are set with curved ones. */
const set = (text: string): string => text.replaceAll("'", '’');

/** People who accompany associations, without selling anything. */
export function Helpers({ help }: { help: Match['help'] }) {
  return (
    <>
      {help.map(({ name, url, phone, text }) => (
        <article class="card" key={name}>
          <h3>{set(name)}</h3>
          <p>{set(text)}</p>
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

/** Sentences under a heading; nothing when there are none. */
export function Sentences({ title, lines }: { title: string; lines: readonly { text: string }[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {lines.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
