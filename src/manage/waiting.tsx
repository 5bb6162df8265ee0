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
import type { HostState, Language } from '../vocabulary/terms.ts';
import { deskOfHost } from './host/form.tsx';
import { DESK_WORDS } from './words/desk.ts';

/** One thing that waits for a host, in whole sentences. */
export interface Waits {
  kind: TodoFact['kind'];
  text: string;
  /** Where it is answered; absent: wherever the host looks for it. */
  to?: string;
}

/** The page of the desk where something is answered. */
const PAGE_OF: Partial<Record<TodoFact['kind'], string>> = {
  'membership-question': 'requests',
  'membership-unasked': 'requests',
  succession: 'requests',
  'succession-promised': 'requests',
  proposals: 'requests',
  report: 'reports',
  referral: 'referrals',
};

/** What waits for a host, most urgent first. */
export async function waitingFor(
  { policy }: Bercail,
  context: Context,
  host: { id: string; slug: string | null; state: HostState },
  language: Language,
): Promise<Waits[]> {
  const day = today(context);
  const say = speaker(language, context.reference);
  return todoOf(await readTodoSources(context, host.id), day, policy).map((one) => {
    const { kind, otherwise } = one;
    const page = PAGE_OF[kind];
    const text = tellTodo(one, day, say);
    const isWebhook = kind === 'webhook-disabled' && otherwise !== undefined;
    return {
      kind,
      text: isWebhook ? `${text} ${DESK_WORDS[language].mendWebhook(otherwise.path)}` : text,
      ...(page && { to: `${deskOfHost(host)}/${page}` }),
    };
  });
}

interface WaitingProps {
  waits: readonly Pick<Waits, 'text' | 'to'>[];
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
        {waits.slice(0, most).map(({ text, to }) => (
          <li key={text}>
            <Sentence text={text} />{' '}
            {to && (
              <Link to={to} class="tap">
                {words.answerThere}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {rest > 0 && <p>{all ? <Link to={all}>{words.moreWaits(rest)}</Link> : words.moreWaits(rest)}</p>}
    </>
  );
}
