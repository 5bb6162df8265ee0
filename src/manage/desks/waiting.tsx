import type { Bercail } from '../../bercail.ts';
import { type Page, useWords } from '../../pages/frame/page.ts';
import { Link, Sentence } from '../../pages/frame/parts.tsx';
import type { Context } from '../../record/context.ts';
import type { HostState } from '../../vocabulary/terms.ts';
import { readTodo } from '../../waiting/host/commands.ts';
import type { TodoKind } from '../../waiting/host/schema.ts';
import { TapLink } from '../desk-page.tsx';
import { deskOfHost } from '../host/form.tsx';
import { DESK_WORDS } from '../words/desk.ts';

/** One thing that waits for a host, in whole sentences. */
export interface WaitingLine {
  kind: TodoKind;
  text: string;
  /** Where it is answered; absent: wherever the host looks for it. */
  to?: string;
}

/** The page of the desk where something is answered. */
const PAGE_OF: Partial<Record<TodoKind, string>> = {
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
  { language, say }: Pick<Page, 'language' | 'say'>,
): Promise<WaitingLine[]> {
  const { facts, tell } = await readTodo(context, host.id, policy);
  return facts.map((fact) => {
    const { kind, otherwise } = fact;
    const page = PAGE_OF[kind];
    const text = tell(fact, say);
    const isWebhook = kind === 'webhook-disabled' && otherwise !== undefined;
    return {
      kind,
      text: isWebhook ? `${text} ${DESK_WORDS[language].mendWebhook(otherwise.path)}` : text,
      ...(page && { to: `${deskOfHost(host)}/${page}` }),
    };
  });
}

interface WaitingProps {
  waits: readonly Pick<WaitingLine, 'text' | 'to'>[];
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
            <Sentence text={text} /> {to && <TapLink to={to} name={words.answerThere} />}
          </li>
        ))}
      </ul>
      {rest > 0 && <p>{all ? <Link to={all}>{words.moreWaits(rest)}</Link> : words.moreWaits(rest)}</p>}
    </>
  );
}
