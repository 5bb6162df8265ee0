import type { Closing } from '../../statements/closing-schema.ts';
import { usePage, useWords } from '../frame/page.ts';
import { HOST } from '../words/host.ts';
import type { Viewed } from './viewed.ts';

const RECENT = 8;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Promises kept or broken, what became of commitments, then what happened, newest first. */
export function PastOf({ host, past }: Pick<Viewed, 'host' | 'past'>) {
  const words = useWords(HOST);
  const { say } = usePage();
  const closings = [host.closing, ...host.services.map(({ closing }) => closing)].filter((one) => one !== null);
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
  return (
    <>
      {closings.length > 0 && (
        <ul>
          {closings.flatMap((closing) =>
            closing.promises.map((promise) => <Kept key={promise.commitment} {...promise} />),
          )}
        </ul>
      )}
      {past && past.commitmentsPast.length > 0 && (
        <ul>
          {past.commitmentsPast.map(({ text }) => (
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

function Kept({ commitment, promised, actual, state }: Closing['promises'][number]) {
  const words = useWords(HOST);
  const { say } = usePage();
  const days = (amount: number) => say.measure('closing-notice', amount);
  const parts = [
    promised !== null && words.promised(days(promised)),
    actual !== null && words.actual(days(actual)),
    words.promise[state],
  ].filter((part) => part !== false);
  return (
    <li>
      {capital(say.commitment(commitment))}
      {say.language === 'fr' ? '\u00a0: ' : ': '}
      {parts.join(', ')}.
    </li>
  );
}
