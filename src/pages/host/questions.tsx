import { curved } from '../../ground/texts.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Sentence } from '../frame/parts.tsx';
import { Glyph } from '../frame/pictures.tsx';
import { HOST } from '../words/host.ts';
import type { HostView } from './host-view.tsx';

/** Questions that stand open; of more, the rest is a fold. */
const SHOWN = 3;

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

/** What nobody has answered yet, in the order in which it matters. */
export function OpenQuestions({ host, reference }: Pick<HostView, 'host' | 'reference'>) {
  const words = useWords(HOST);
  const { language } = usePage();
  const questions = openQuestions(host, reference).map((question) => curved(textIn(question, language)));
  if (questions.length === 0) return null;
  const list = (some: readonly string[]) => (
    <ul class="list">
      {some.map((question) => (
        <li class="word" key={question}>
          <Glyph answered="ask" />
          <span>
            <Sentence text={question} />
          </span>
        </li>
      ))}
    </ul>
  );
  const rest = questions.slice(SHOWN);
  return (
    <section class="card">
      <h2>{words.ask}</h2>
      <p class="soft small">{words.unknownLead}</p>
      {list(questions.slice(0, SHOWN))}
      {rest.length > 0 && (
        <details>
          <summary>{words.moreQuestions(rest.length)}</summary>
          {list(rest)}
        </details>
      )}
    </section>
  );
}
