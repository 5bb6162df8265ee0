import { HOST_FACTS } from '../../documents/host.ts';
import { capital } from '../../ground/texts.ts';
import { type Reference, textIn } from '../../vocabulary/reference.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Sources } from '../frame/parts.tsx';
import { HOST } from '../words/host.ts';
import { curved } from '../words/typeset.ts';
import type { Viewed } from './host-view.tsx';

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

/** Questions that every host is asked first and that this one has not answered. */
function openQuestions({ claims, commitments, services }: Viewed['host'], { criteria, commitmentKinds }: Reference) {
  const answered = new Set([
    ...claims.map(({ criterion }) => criterion),
    ...[commitments, ...services.map((service) => service.commitments)].flat().map(({ kind }) => kind),
  ]);
  const asked = [...commitmentKinds.values(), ...criteria.values()]
    .filter(({ firstAsked, key }) => firstAsked !== undefined && !answered.has(key))
    .sort((a, b) => a.firstAsked! - b.firstAsked!);
  return asked.map(({ question }) => question);
}

/** What nobody has said, and the questions that would tell. */
export function Unknown({ host, reference }: Pick<Viewed, 'host' | 'reference'>) {
  const words = useWords(HOST);
  const { say, language } = usePage();
  const missing = HOST_FACTS.filter((fact) => host[fact] === undefined).map((fact) => words.facts[fact].toLowerCase());
  const questions = openQuestions(host, reference);
  return (
    <>
      <p>
        {words.unknownLead}
        {missing.length > 0 && ` ${words.missing(say.list(missing))}`}
      </p>
      {questions.length > 0 && (
        <>
          <h3>{words.ask}</h3>
          <ul>
            {questions.map((question) => (
              <li key={question.fr}>{curved(textIn(question, language))}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** How old each fact is, and where it comes from. */
export function Age({ host }: Pick<Viewed, 'host'>) {
  const words = useWords(HOST);
  const { say } = usePage();
  const { confirmedAt, observed, domainVerifiedAt, provenance = {}, sources = [] } = host;
  // What is known in the same way since the same day is told together.
  const rows = new Map<string, string[]>();
  for (const fact of HOST_FACTS.filter((one) => host[one] !== undefined)) {
    const imported = provenance[fact];
    const date = imported ? (imported.asOf ?? observed?.asOf ?? null) : confirmedAt;
    const told = `${imported ? words.imported : words.saidByHost}, ${date ? say.date(date) : words.undated}`;
    rows.set(told, [...(rows.get(told) ?? []), words.facts[fact].toLowerCase()]);
  }
  return (
    <>
      <p>
        {confirmedAt ? words.confirmed(say.date(confirmedAt)) : words.neverConfirmed}
        {observed?.asOf && ` ${words.lastSeen(say.date(observed.asOf))}`}
        {domainVerifiedAt && ` ${words.domain(say.date(domainVerifiedAt))}`}
      </p>
      {rows.size > 0 && (
        <dl class="pairs">
          {[...rows].map(([told, facts]) => (
            <div key={told}>
              <dt>{capital(say.list(facts))}</dt>
              <dd>{told}</dd>
            </div>
          ))}
        </dl>
      )}
      <Sources title={words.sources} sources={sources} />
    </>
  );
}
