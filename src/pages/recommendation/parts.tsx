import { parisDay } from '../../ground/clock.ts';
import type { Need } from '../../matching/schema.ts';
import type { SinceThen } from '../../recommendations/reading.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import { needLines } from '../answer/mail.ts';
import type { Proposal } from '../answer/proposals.ts';
import { Link } from '../frame/link.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Sentence, Written } from '../frame/written.tsx';
import { ANSWER } from '../words/answer.ts';
import { RECOMMENDATION } from '../words/recommendation.ts';

/** An answer that holds no longer: what it was, and no way to write to it. */
export function GoneCard({ proposal: { title, reasons } }: { proposal: Proposal }) {
  const words = useWords(RECOMMENDATION);
  const answer = useWords(ANSWER);
  return (
    <article class="card">
      <p class="state">{words.gone}</p>
      <h3>{title}</h3>
      <p>{words.goneText}</p>
      {reasons[0] && (
        <dl>
          <dt>{answer.why}</dt>
          <dd>
            <Sentence {...reasons[0]} />
          </dd>
        </dl>
      )}
    </article>
  );
}

/** Who else meets the need, when somebody recommended no longer can. */
export function Alternatives({ alternatives, together }: Pick<SinceThen, 'alternatives' | 'together'>) {
  const words = useWords(RECOMMENDATION);
  return (
    <section>
      <h2>{words.alternatives}</h2>
      {together && <p>{words.together}</p>}
      {alternatives.length === 0 ? (
        <p>{words.noAlternative}</p>
      ) : (
        <ul>
          {alternatives.map(({ host, name }) => (
            <li key={host}>
              <Link to={`/hosts/${host}`}>{name}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What happened to the hosts since, oldest first. */
export function Since({ changes, nameOf }: { changes: SinceThen['changedSince']; nameOf: (slug: string) => string }) {
  const words = useWords(RECOMMENDATION);
  const { say } = usePage();
  return (
    <section>
      <h2>{words.since}</h2>
      {changes.length === 0 ? (
        <p>{words.nothingSince}</p>
      ) : (
        <ul>
          {changes.map(({ revision, at, host, text }) => (
            <li key={revision}>{words.sinceOf(say.date(parisDay(new Date(at))), nameOf(host), text)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The need, as it was put. */
export function Sought({ need, reference }: { need: Need; reference: Reference }) {
  const words = useWords(RECOMMENDATION);
  const { say } = usePage();
  const tools = (need.currentTools ?? []).flatMap((key) => reference.tools.get(key)?.name ?? []);
  const lines = [
    ...needLines(need, say),
    need.budgetPerYear != null && words.budget(say.euros(need.budgetPerYear)),
    need.territory && words.place(say.territory(need.territory)),
    tools.length > 0 && words.presentTools(say.list(tools)),
  ].filter((line) => typeof line === 'string');
  return (
    <section>
      <h2>{words.sought}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** That the federation took its word back, since when and why. */
export function Withdrawn({ federation, day, reason }: { federation: string; day: string; reason: Text }) {
  const words = useWords(RECOMMENDATION);
  const { say } = usePage();
  return (
    <div class="notice">
      <p>
        <strong>{words.withdrawn(federation, say.date(day))}</strong>
      </p>
      <p>
        {words.reason} <Written text={reason} />
      </p>
    </div>
  );
}
