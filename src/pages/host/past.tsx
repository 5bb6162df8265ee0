import { capital } from '../../ground/texts.ts';
import { usePage, useWords } from '../frame/page.ts';
import { HOST } from '../words/host.ts';
import type { Viewed } from './viewed.ts';

const RECENT = 8;

/** What became of commitments, then what happened, newest first. */
export function PastOf({ past }: Pick<Viewed, 'past'>) {
  const words = useWords(HOST);
  const { say } = usePage();
  const events = (past?.items ?? []).flatMap(({ at, sentences }) =>
    sentences.map(({ text }) => ({ day: at.slice(0, 10), text })),
  );
  const list = (some: typeof events) => (
    <ul>
      {some.map(({ day, text }) => (
        <li key={`${day} ${text}`}>
          {capital(say.date(day))}
          {say.language === 'fr' ? '\u00a0: ' : ': '}
          {text}
        </li>
      ))}
    </ul>
  );
  // A promise that never moved stands among the promises, and has no past.
  const moved = (past?.commitmentsPast ?? []).filter(({ values: [first, next] }) => next || first?.until !== null);
  return (
    <>
      {moved.length > 0 && (
        <ul>
          {moved.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {past ? list(events.slice(0, RECENT)) : <p>{words.pastAway}</p>}
      {events.length > RECENT && (
        <details>
          <summary>{words.older}</summary>
          {list(events.slice(RECENT))}
        </details>
      )}
    </>
  );
}
