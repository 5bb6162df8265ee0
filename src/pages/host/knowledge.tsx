import { HOST_FACTS } from '../../documents/host.ts';
import { capital } from '../../ground/texts.ts';
import { COMPLETE_LIST_LABELS } from '../../vocabulary/labels.ts';
import { type Reference, textIn } from '../../vocabulary/reference.ts';
import { COMPLETE_LISTS, type CompleteList } from '../../vocabulary/terms.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Link, Sources } from '../frame/parts.tsx';
import { HOST } from '../words/host.ts';
import { FACT_NAMES } from '../words/host-facts.ts';
import { FRAME } from '../words/site.ts';
import { curved } from '../words/typeset.ts';
import type { HostView } from './host-view.tsx';

const RECENT = 8;
/** Raised prices that are told first, with what became of the promise; what happened tells all of them. */
const RAISES_SHOWN = 5;

/** Prices that were raised, commitments that were changed or taken back, then what happened, newest first. */
export function Past({ host, past }: Pick<HostView, 'host' | 'past'>) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const events = (past?.items ?? []).flatMap(({ at, sentences }) =>
    sentences.map(({ text }) => ({ day: at.slice(0, 10), text })),
  );
  const list = (entries: typeof events) => (
    <ul>
      {entries.map(({ day, text }) => (
        <li key={`${day} ${text}`}>
          {capital(say.date(day))}
          {colon}
          {text}
        </li>
      ))}
    </ul>
  );
  // A commitment that never changed is shown among the promises only.
  const moved = (past?.commitmentsPast ?? []).filter(({ values: [first, next] }) => next || first?.until !== null);
  const raised = (host.priceChanges ?? []).slice(-RAISES_SHOWN).reverse();
  return (
    <>
      {raised.length > 0 && (
        <ul>
          {raised.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
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
      {past && past.next !== null && (
        <p>
          <Link to={`/hosts/${host.slug}`} query={{ before: String(past.next) }}>
            {words.earlier}
          </Link>
        </p>
      )}
    </>
  );
}

/** The questions that hosts are asked first, as far as this one has not answered them. */
function openQuestions({ claims, commitments, services }: HostView['host'], { criteria, commitmentKinds }: Reference) {
  const answered = new Set([
    ...claims.map(({ criterion }) => criterion),
    ...[commitments, ...services.map((service) => service.commitments)].flat().map(({ kind }) => kind),
  ]);
  const unanswered = [...commitmentKinds.values(), ...criteria.values()]
    .filter(({ firstAsked, key }) => firstAsked !== undefined && !answered.has(key))
    .sort((a, b) => a.firstAsked! - b.firstAsked!);
  return unanswered.map(({ question }) => question);
}

/** Facts that nobody has given, and the questions to ask about them. */
export function UnknownFacts({ host, reference }: Pick<HostView, 'host' | 'reference'>) {
  const words = useWords(HOST);
  const names = useWords(FACT_NAMES);
  const { say, language } = usePage();
  const missing = HOST_FACTS.filter((fact) => host[fact] === undefined).map((fact) => names[fact].toLowerCase());
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
export function FactAges({ host }: Pick<HostView, 'host'>) {
  const words = useWords(HOST);
  const names = useWords(FACT_NAMES);
  const { say, language } = usePage();
  const { confirmedAt, complete, observed, domainVerifiedAt, provenance = {}, sources = [] } = host;
  const named = (lists: readonly CompleteList[]) => say.list(lists.map((list) => COMPLETE_LIST_LABELS[list][language]));
  const samples = COMPLETE_LISTS.filter((list) => !complete.includes(list));
  // Facts of the same origin and day share a line.
  const rows = new Map<string, string[]>();
  for (const fact of HOST_FACTS.filter((one) => host[one] !== undefined)) {
    const imported = provenance[fact];
    const date = imported ? (imported.asOf ?? observed?.asOf ?? null) : confirmedAt;
    const origin = `${imported ? words.imported : words.saidByHost}, ${date ? say.date(date) : words.undated}`;
    rows.set(origin, [...(rows.get(origin) ?? []), names[fact].toLowerCase()]);
  }
  return (
    <>
      <p>
        {confirmedAt ? words.confirmed(say.date(confirmedAt)) : words.neverConfirmed}
        {observed?.asOf && ` ${words.lastSeen(say.date(observed.asOf))}`}
        {domainVerifiedAt && ` ${words.domain(say.date(domainVerifiedAt))}`}
      </p>
      {confirmedAt && (
        <p>
          {complete.length === 0 ? words.allSamples : words.whole(named(complete))}
          {complete.length > 0 && samples.length > 0 && ` ${words.samples(named(samples))}`}
        </p>
      )}
      {rows.size > 0 && (
        <dl class="pairs">
          {[...rows].map(([origin, facts]) => (
            <div key={origin}>
              <dt>{capital(say.list(facts))}</dt>
              <dd>{origin}</dd>
            </div>
          ))}
        </dl>
      )}
      <Sources title={words.sources} sources={sources} />
    </>
  );
}
