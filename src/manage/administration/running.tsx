import type { Bercail } from '../../bercail.ts';
import { readMailState } from '../../mail/queue.ts';
import { Pairs } from '../../pages/frame/lists.tsx';
import { readTaskStates } from '../../waiting/administration/list.ts';
import type { Desk } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ADMIN, moment } from './frame.tsx';

const HOUR_MS = 3_600_000;

/** What the catalogue does unasked, and when it did; and how sending goes. Nothing on it is about an address. */
export function runningPages(desk: Desk, { clock, db, sendsMail }: Pick<Bercail, 'clock' | 'db' | 'sendsMail'>): void {
  desk.page(`${ADMIN}/tasks`, async (visit) => {
    const tasks = await readTaskStates(visit.asAdmin('getMetrics'));
    const now = clock();
    const words = ADMINISTRATION[visit.page.language];
    const { language } = visit.page;
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
  });
  desk.page(`${ADMIN}/mail`, async (visit) => {
    visit.asAdmin('getMetrics');
    const state = await readMailState(db);
    const words = ADMINISTRATION[visit.page.language];
    const { language } = visit.page;
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
  });
}
