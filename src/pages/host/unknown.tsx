import { HOST_FACTS } from '../../documents/host.ts';
import { capital } from '../../ground/texts.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Sources } from '../frame/sources.tsx';
import { HOST } from '../words/host.ts';
import { curved } from '../words/typeset.ts';
import { openQuestions } from './promises.tsx';
import type { Viewed } from './viewed.ts';

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
