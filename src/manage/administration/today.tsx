import type { ComponentChildren } from 'preact';
import type { Bercail } from '../../bercail.ts';
import { addDays, parisDay } from '../../ground/clock.ts';
import { capital, curved } from '../../ground/texts.ts';
import { DRAFT_DAYS } from '../../hosts/leaving.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link, Sentence } from '../../pages/frame/parts.tsx';
import {
  type AdministrationWaits,
  type ContestedPoint,
  readAdministrationWaits,
} from '../../reminders/administration/waiting.ts';
import { tellAdminTodo } from '../../reminders/administration/words.ts';
import type { Desk } from '../desk.tsx';
import { DeskPage, Done } from '../desk-page.tsx';
import { JOINING_NETWORK } from '../joining/federation/words.ts';
import { Find, LinkList } from '../parts/finding.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { DUPLICATE_DESK } from '../words/duplicates.ts';
import { ENTRY_DEEDS } from '../words/entry-deeds.ts';
import { LETTER_DESK } from '../words/letters.ts';
import { REPORT_DESK } from '../words/reports.ts';
import { ADMIN } from './frame.tsx';
import { networkAt } from './networks.tsx';

/** Shown of each kind on the first page, and on the page of one kind: a page stays below 40 kB. */
const SHOWN = 4;
const MOST = 20;

const QUEUES = ['removals', 'networks', 'reports', 'takeovers', 'drafts', 'contested'] as const;
type QueueName = (typeof QUEUES)[number];

/** One thing that waits: where it is decided, and what it is. */
interface Item {
  to: string;
  name: string;
  text: ComponentChildren;
}

/** What a point is about, in the words of a page. */
export function useSubject(): (subject: string) => string {
  const { say } = usePage();
  return (subject) => {
    const [kind, key] = subject.split(':') as [string, string];
    return kind === 'criterion' ? say.criterion(key) : say.commitment(key);
  };
}

export const contestedAt = ({ host, subject }: ContestedPoint): string =>
  `${ADMIN}/hosts/${host.slug}/contested/${subject}`;

/** What waits of each kind, as lines of a page. */
function useItems(waits: AdministrationWaits): Record<QueueName, { items: Item[]; total: number }> {
  const words = useWords(ADMINISTRATION);
  const report = useWords(REPORT_DESK);
  const joining = useWords(JOINING_NETWORK);
  const { say } = usePage();
  const subject = useSubject();
  const day = (at: Date) => say.date(parisDay(at));
  const { removals, networks, drafts, takeovers, reports, contested } = waits;
  const reportAt = (slug: string, id: string) => `${ADMIN}/hosts/${slug}/reports/${id}`;
  return {
    removals: {
      total: removals.total,
      items: removals.facts.map((fact) => ({
        to: reportAt(fact.host, fact.subject.replace('report:', '')),
        name: curved(fact.name),
        text: <Sentence text={tellAdminTodo(fact, say)} />,
      })),
    },
    networks: {
      total: networks.total,
      items: networks.items.map((request) => ({
        to: networkAt(request),
        name: curved(request.name),
        text: joining.queue(say.date(request.askedOn)),
      })),
    },
    reports: {
      total: reports.total,
      items: reports.items.map(({ id, slug, name, kind, reportedAt }) => ({
        to: reportAt(slug, id),
        name: curved(name),
        text: words.reported(report.kinds[kind], day(reportedAt)),
      })),
    },
    takeovers: {
      total: takeovers.total,
      items: takeovers.items.map(({ slug, name, changesOn }) => ({
        to: `${ADMIN}/hosts/${slug}/takeover`,
        name: curved(name),
        text: words.takeover(say.date(changesOn)),
      })),
    },
    drafts: {
      total: drafts.total,
      items: drafts.items.map(({ id, name, createdAt, domainVerifiedAt }) => ({
        to: `${ADMIN}/hosts/${id}`,
        name: curved(name),
        text: `${words.draft(day(createdAt), say.date(addDays(parisDay(createdAt), DRAFT_DAYS)))} ${
          domainVerifiedAt ? words.proven : words.unproven
        }`,
      })),
    },
    contested: {
      total: contested.total,
      items: contested.items.map((point) => ({
        to: contestedAt(point),
        name: curved(point.host.name),
        text: capital(subject(point.subject)),
      })),
    },
  };
}

function Items({ items }: { items: readonly Item[] }) {
  const words = useWords(ADMINISTRATION);
  if (items.length === 0) return <p>{words.nothing}</p>;
  return (
    <ul class="list">
      {items.map(({ to, name, text }) => (
        <li key={to}>
          <Link to={to} class="tap">
            <strong>{name}</strong>
          </Link>
          <p>{text}</p>
        </li>
      ))}
    </ul>
  );
}

function TodayPage({ waits, done }: { waits: AdministrationWaits; done: unknown }) {
  const words = useWords(ADMINISTRATION);
  const deeds = useWords(ENTRY_DEEDS);
  const letters = useWords(LETTER_DESK);
  const duplicates = useWords(DUPLICATE_DESK);
  const joining = useWords(JOINING_NETWORK);
  const queues = useItems(waits);
  const total = QUEUES.reduce((sum, name) => sum + queues[name].total, 0);
  return (
    <DeskPage heading={words.heading} lead={words.waits(total)} crumb={['/manage', words.back]}>
      {done === 'removal' && <Done>{deeds.removal.done}</Done>}
      {done === 'network' && <Done>{joining.registered}</Done>}
      {done === 'network-refused' && <Done>{joining.turnedDown}</Done>}
      {QUEUES.filter((name) => queues[name].total > 0).map((name) => {
        const { items, total } = queues[name];
        return (
          <section class="card" key={name}>
            <h2>
              {words.queues[name]} ({total})
            </h2>
            <Items items={items} />
            {total > items.length && (
              <p>
                <Link to={`${ADMIN}/waiting/${name}`} class="tap">
                  {words.all(total)}
                  <span class="vh"> {words.queues[name]}</span>
                </Link>
              </p>
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
          [`${ADMIN}/journal`, words.journal, words.journalHint],
          [`${ADMIN}/tasks`, words.tasks, words.tasksHint],
          [`${ADMIN}/mail`, words.mail, words.mailHint],
        ]}
      />
    </DeskPage>
  );
}

/** All that waits of one kind. */
function QueuePage({ waits, name }: { waits: AdministrationWaits; name: QueueName }) {
  const words = useWords(ADMINISTRATION);
  const { items, total } = useItems(waits)[name];
  return (
    <DeskPage heading={words.queues[name]} crumb={[ADMIN, words.heading]}>
      {total > items.length && <p>{words.first(items.length, total)}</p>}
      <Items items={items} />
    </DeskPage>
  );
}

/** The first page of administrators: what waits for a decision, and where else to look. */
export function todayPages(desk: Desk, { catalogue }: Bercail): void {
  desk.page(ADMIN, async ({ asAdmin, request }) => {
    const waits = await readAdministrationWaits(asAdmin('getTodo'), catalogue.current(), SHOWN);
    const { done } = request.query as Record<string, unknown>;
    return <TodayPage waits={waits} done={done} />;
  });

  for (const name of QUEUES)
    desk.page(`${ADMIN}/waiting/${name}`, async ({ asAdmin }) => (
      <QueuePage waits={await readAdministrationWaits(asAdmin('getTodo'), catalogue.current(), MOST)} name={name} />
    ));
}
