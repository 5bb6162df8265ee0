import type { Bercail } from '../bercail.ts';
import { useWords } from '../pages/frame/page.ts';
import { Link, Sentence } from '../pages/frame/parts.tsx';
import type { Context } from '../record/context.ts';
import { readTodoSources } from '../reminders/todo/commands.ts';
import type { TodoFact } from '../reminders/todo/facts.ts';
import { todoOf } from '../reminders/todo/list.ts';
import { tellTodo } from '../reminders/todo/words.ts';
import { today } from '../requests/meaning.ts';
import { speaker } from '../vocabulary/speaker.ts';
import type { Language } from '../vocabulary/terms.ts';
import { DESK_WORDS } from './words/desk.ts';

/** One thing that waits for a host, in whole sentences. */
export interface Waits {
  kind: TodoFact['kind'];
  text: string;
}

/** What waits for a host, most urgent first. */
export async function waitingFor(
  { policy }: Bercail,
  context: Context,
  host: string,
  language: Language,
): Promise<Waits[]> {
  const day = today(context);
  const say = speaker(language, context.reference);
  return todoOf(await readTodoSources(context, host), day, policy).map((one) => ({
    kind: one.kind,
    text: tellTodo(one, day, say),
  }));
}

interface WaitingProps {
  waits: readonly Pick<Waits, 'text'>[];
  /** How many there are in all; those of `waits` when absent. */
  total?: number | undefined;
  most: number;
  /** Where the rest is. */
  all?: string;
}

/** The first of them; the rest is counted. */
export function Waiting({ waits, total = waits.length, most, all }: WaitingProps) {
  const words = useWords(DESK_WORDS);
  if (waits.length === 0) return <p>{words.nothingWaits}</p>;
  const rest = total - most;
  return (
    <>
      <ul class="list">
        {waits.slice(0, most).map(({ text }) => (
          <li key={text}>
            <Sentence text={text} />
          </li>
        ))}
      </ul>
      {rest > 0 && <p>{all ? <Link to={all}>{words.moreWaits(rest)}</Link> : words.moreWaits(rest)}</p>}
    </>
  );
}
