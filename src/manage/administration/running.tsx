import type { Bercail } from '../../bercail.ts';
import { type MailState, readMailState } from '../../mail/queue.ts';
import { Pairs } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { readTaskStates, type TaskState } from '../../waiting/administration/list.ts';
import type { Desk } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ADMIN, moment } from './frame.tsx';

/* What the catalogue does by itself: its tasks, and its mail. */

const HOUR_MS = 3_600_000;

function TasksPage({ tasks, now }: { tasks: readonly TaskState[]; now: Date }) {
  const words = useWords(ADMINISTRATION);
  const { language } = usePage();
  return (
    <DeskPage heading={words.tasks} lead={words.tasksHint} crumb={[ADMIN, words.heading]}>
      {tasks.length === 0 && <p>{words.noTask}</p>}
      <ul class="list">
        {tasks.map(({ name, dueAt, takenUntil, lastRunAt, lastError }) => {
          const runs = takenUntil !== null && takenUntil > now;
          const isLate = !runs && now.getTime() - dueAt.getTime() > HOUR_MS;
          return (
            <li key={name}>
              <strong>{words.taskNames[name] ?? name}</strong>
              <p>
                {lastRunAt ? words.ranOn(moment(lastRunAt, language)) : words.neverRan}{' '}
                {runs ? words.runs : words.due(moment(dueAt, language))}
              </p>
              {isLate && <p class="state ask">{words.late}</p>}
              {lastError !== null && <p class="state ask">{words.failed(lastError)}</p>}
            </li>
          );
        })}
      </ul>
    </DeskPage>
  );
}

function MailPage({ state, sendsMail }: { state: MailState; sendsMail: boolean }) {
  const words = useWords(ADMINISTRATION);
  const { language } = usePage();
  const { waiting, waitingSince, tried, sent, refused, givenUp, lastProblem } = state;
  const facts = [
    [words.mailWaits, waitingSince ? words.mailSince(waiting, moment(waitingSince, language)) : waiting],
    [words.mailTried, tried],
    [words.mailSent, sent],
    [words.mailRefused, refused],
    [words.mailGivenUp, givenUp],
    ...(lastProblem === null ? [] : [[words.mailProblem, lastProblem] as const]),
  ] as const;
  return (
    <DeskPage heading={words.mail} lead={sendsMail ? words.mailHint : words.noMail} crumb={[ADMIN, words.heading]}>
      <Pairs of={facts} />
    </DeskPage>
  );
}

/** What the catalogue does unasked, and when it did; and how sending goes. Nothing on it is about an address. */
export function runningPages(desk: Desk, { clock, db, sendsMail }: Bercail): void {
  desk.page(`${ADMIN}/tasks`, async ({ asAdmin }) => (
    <TasksPage tasks={await readTaskStates(asAdmin('getMetrics'))} now={clock()} />
  ));
  desk.page(`${ADMIN}/mail`, async ({ asAdmin }) => {
    asAdmin('getMetrics');
    return <MailPage state={await readMailState(db)} sendsMail={sendsMail} />;
  });
}
