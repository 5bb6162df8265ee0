import {
  type AuditCursor,
  type AuditEntry,
  type AuditPage,
  AuditQuery,
  isAuditCursor,
  listAudit,
} from '../../audit/audit.ts';
import type { Bercail } from '../../bercail.ts';
import { CatalogueError, inLanguage } from '../../ground/errors.ts';
import { dateIn } from '../../ground/written-dates.ts';
import { readMailState } from '../../mail/queue.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import { Pairs } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { readTaskStates } from '../../waiting/administration/list.ts';
import { type Desk, queryParam } from '../desk.tsx';
import { DeskPage, LinkLine } from '../desk-page.tsx';
import { fieldsOf } from '../parts/field-kinds.tsx';
import { LookUp } from '../parts/lists.tsx';
import { ACTIONS } from '../words/actions.ts';
import { ADMINISTRATION } from '../words/administration.ts';
import { ADMIN, moment } from './frame.tsx';

const PATH = `${ADMIN}/journal`;
const SHOWN = 20;

const filledIn = (asked: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));

function Line({ entry }: { entry: AuditEntry }) {
  const words = useWords(ADMINISTRATION);
  const actions = useWords(ACTIONS);
  const { language } = usePage();
  const { at, action, host, federation, token, about } = entry;
  const who = token ? `${words.by[token.role]}${token.label ? ` (${token.label})` : ''}` : words.nobody;
  return (
    <li>
      <strong>{actions[action] ?? action}</strong>
      <p>
        {host && (
          <>
            <Link to={`${ADMIN}/hosts/${host}`}>{host}</Link> ·{' '}
          </>
        )}
        {federation && (
          <>
            <Link to={`/federations/${federation}`}>{federation}</Link> ·{' '}
          </>
        )}
        {about && `${words.aboutToken(about.label ?? '')} · `}
        {who} · {moment(at, language)}
      </p>
    </li>
  );
}

const isDay = (typed: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed));

/** Who did what, for administrators. */
export function journalPage(desk: Desk): void {
  desk.page(PATH, async (visit) => {
    const { language } = visit.page;
    const words = ADMINISTRATION[language];
    const context = visit.asAdmin('listAudit');
    const typed = (name: string) => (queryParam(visit, name) ?? '').trim().slice(0, 253);
    const asked = { host: typed('host'), federation: typed('federation'), since: dateIn(typed('since')) };
    const before = typed('before').split(',');
    const from = isAuditCursor(before) ? (before as AuditCursor) : undefined;
    const { date, line } = fieldsOf(AuditQuery, language);
    const show = (filled: Filled, trail?: AuditPage) => (
      <DeskPage
        heading={words.journal}
        lead={trail && words.journalLead(trail.total)}
        crumb={[ADMIN, words.heading]}
        filled={filled}
      >
        <LookUp action={PATH}>
          <div class="whole">
            {line('/host', words.host, { hint: words.hostHint }).view(filled)}
            {line('/federation', words.federation, { hint: words.federationHint }).view(filled)}
            {date('/after', words.since, { name: 'since' }).view(filled)}
          </div>
          <p class="row">
            <button type="submit" class="second">
              {words.search}
            </button>
          </p>
        </LookUp>
        {trail?.items.length === 0 && <p>{words.noEntry}</p>}
        <ul class="list">
          {trail?.items.map((entry, at) => (
            // The trail is only ever read: two entries may say the same at the same instant.
            <Line key={at} entry={entry} />
          ))}
        </ul>
        {trail?.next && (
          <LinkLine to={PATH} query={{ ...filledIn(asked), before: trail.next.join(',') }} name={words.older} />
        )}
      </DeskPage>
    );
    const refused = (faults: Filled['faults']) => ({ status: 422, view: show({ typed: asked, faults }) });
    if (asked.since !== '' && !isDay(asked.since)) return refused({ since: words.notADay });
    const { since, ...parties } = filledIn(asked);
    const question = { ...parties, ...(since && { after: `${since}T00:00:00Z` }), limit: SHOWN };
    try {
      return show({ typed: asked, faults: {} }, await listAudit(context, question, from));
    } catch (error) {
      if (!(error instanceof CatalogueError)) throw error;
      const field = { 'host-not-found': 'host', 'federation-not-found': 'federation' }[error.code as string];
      if (!field) throw error;
      return refused({ [field]: inLanguage(error.detail, language) });
    }
  });
}

/* What the catalogue does by itself: its tasks, and its mail. */

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
