import type { ComponentChildren } from 'preact';
import { capital, curved } from '../../ground/texts.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link, Sentence } from '../../pages/frame/parts.tsx';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { type ContestedPoint, readQueue } from '../../waiting/administration/list.ts';
import { ADMIN_KINDS, type AdminFact, type AdminKind, type Queue } from '../../waiting/administration/schema.ts';
import { tellRemoval } from '../../waiting/administration/words.ts';
import { type Desk, queryParam, type SignedIn } from '../desk.tsx';
import { DeskPage, Done, LinkLine } from '../desk-page.tsx';
import { JOINING_NETWORK } from '../joining/federation/words.ts';
import { Find, LinkList } from '../parts/lists.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { DUPLICATE_DESK } from '../words/duplicates.ts';
import { ENTRY_ACTIONS } from '../words/entry-actions.ts';
import { LETTER_DESK } from '../words/letters.ts';
import { REPORT_DESK } from '../words/reports.ts';
import { networkAt } from './access.tsx';
import { ADMIN } from './frame.tsx';

/** Shown of each kind on the first page, and on the page of one kind: a page stays below 40 kB. */
const SHOWN = 4;
const MOST = 20;

/** The names of the queues, as in addresses. */
const QUEUES = {
  removal: 'removals',
  network: 'networks',
  report: 'reports',
  takeover: 'takeovers',
  draft: 'drafts',
  contested: 'contested',
} as const satisfies Record<AdminKind, string>;

type QueueOfKind = Queue & { kind: AdminKind };

/** What a point is about, in the words of a page. */
export function sayPoint(subject: string, say: Speaker): string {
  const [kind, key] = subject.split(':') as [string, string];
  return kind === 'criterion' ? say.criterion(key) : say.commitment(key);
}

const hostAt = ({ host }: AdminFact): string => `${ADMIN}/hosts/${host}`;
const reportAt = (fact: AdminFact): string => `${hostAt(fact)}/reports/${fact.subject?.replace('report:', '')}`;

export const contestedAt = ({ host, subject }: Pick<ContestedPoint, 'host' | 'subject'>): string =>
  `${ADMIN}/hosts/${host.slug}/contested/${subject}`;

/** Where each is decided. */
const PLACE_OF: Readonly<Record<AdminKind, (fact: AdminFact) => string>> = {
  removal: reportAt,
  network: ({ subject = '' }) => networkAt({ id: subject.replace('request:', '') }),
  report: reportAt,
  takeover: (fact) => `${hostAt(fact)}/takeover`,
  draft: hostAt,
  contested: (fact) => `${hostAt(fact)}/contested/${fact.subject}`,
};

/** One line for each thing that waits: the name of the host or network, and what is asked. */
function useTelling(): Record<AdminKind, (fact: AdminFact) => ComponentChildren> {
  const words = useWords(ADMINISTRATION);
  const { kinds } = useWords(REPORT_DESK);
  const joining = useWords(JOINING_NETWORK);
  const { say } = usePage();
  return {
    removal: (fact) => <Sentence text={tellRemoval(fact, say)} />,
    network: ({ since }) => joining.queue(say.date(since!)),
    report: ({ report, since }) => words.reported(kinds[report!], say.date(since!)),
    takeover: ({ due }) => words.takeover(say.date(due!)),
    draft: ({ since, due, isProven }) =>
      `${due === null ? words.draftKept(say.date(since!)) : words.draft(say.date(since!), say.date(due))} ${isProven ? words.proven : words.unproven}`,
    contested: (fact) => capital(sayPoint(fact.subject!, say)),
  };
}

function Items({ items }: Pick<Queue, 'items'>) {
  const words = useWords(ADMINISTRATION);
  const telling = useTelling();
  if (items.length === 0) return <p>{words.nothing}</p>;
  return (
    <ul class="list">
      {items.map((fact) => (
        <li key={PLACE_OF[fact.kind](fact)}>
          <Link to={PLACE_OF[fact.kind](fact)} class="tap">
            <strong>{curved(fact.name)}</strong>
          </Link>
          <p>{telling[fact.kind](fact)}</p>
        </li>
      ))}
    </ul>
  );
}

/** The first page of administrators: what waits for a decision, and where else to look. */
export function queuePages(desk: Desk): void {
  const read = ({ asAdmin, model }: SignedIn, kind: AdminKind, limit: number) =>
    readQueue(asAdmin('getAdminTodo'), model, { kind, limit });

  desk.page(ADMIN, async (visit) => {
    const queues: QueueOfKind[] = [];
    for (const kind of ADMIN_KINDS) queues.push({ kind, ...(await read(visit, kind, SHOWN)) });
    const words = ADMINISTRATION[visit.page.language];
    const deeds = ENTRY_ACTIONS[visit.page.language];
    const letters = LETTER_DESK[visit.page.language];
    const duplicates = DUPLICATE_DESK[visit.page.language];
    const joining = JOINING_NETWORK[visit.page.language];
    const done = queryParam(visit, 'done');
    const all = queues.reduce((sum, { total }) => sum + total, 0);
    return (
      <DeskPage heading={words.heading} lead={words.waits(all)} crumb={['/manage', words.back]}>
        {done === 'removal' && <Done>{deeds.removal.done}</Done>}
        {done === 'network' && <Done>{joining.registered}</Done>}
        {done === 'network-refused' && <Done>{joining.turnedDown}</Done>}
        {queues.map(({ kind, items, total }) => {
          const name = QUEUES[kind];
          if (total === 0) return null;
          return (
            <section class="card" key={name}>
              <h2>
                {words.queues[name]} ({total})
              </h2>
              <Items items={items} />
              {total > items.length && (
                <LinkLine to={`${ADMIN}/waiting/${name}`} name={words.all(total)} of={words.queues[name]} />
              )}
            </section>
          );
        })}
        <h2>{words.find}</h2>
        <Find action={`${ADMIN}/hosts`} label={words.findLabel} hint={words.findHint} typed="" />
        <h2>{words.tools}</h2>
        <LinkList
          ways={[
            [`${ADMIN}/letters`, letters.heading, words.lettersHint],
            [`${ADMIN}/duplicates`, duplicates.heading, duplicates.hint],
            [`${ADMIN}/federations`, words.federations, words.federationsHint],
            [`${ADMIN}/tokens`, words.tokens, words.tokensHint],
            [`${ADMIN}/tasks`, words.tasks, words.tasksHint],
            [`${ADMIN}/mail`, words.mail, words.mailHint],
          ]}
        />
      </DeskPage>
    );
  });

  for (const kind of ADMIN_KINDS)
    desk.page(`${ADMIN}/waiting/${QUEUES[kind]}`, async (visit) => {
      const { items, total } = await read(visit, kind, MOST);
      const words = ADMINISTRATION[visit.page.language];
      return (
        <DeskPage heading={words.queues[QUEUES[kind]]} crumb={[ADMIN, words.heading]}>
          {total > items.length && <p>{words.first(items.length, total)}</p>}
          <Items items={items} />
        </DeskPage>
      );
    });
}
