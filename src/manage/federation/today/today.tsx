import type { Bercail } from '../../../bercail.ts';
import { isOfficer } from '../../../federations/rights.ts';
import { curved } from '../../../ground/texts.ts';
import { useWords } from '../../../pages/frame/page.ts';
import { Link, Sentence } from '../../../pages/frame/parts.tsx';
import { DESK, type Desk } from '../../desk.tsx';
import { DeskPage, TapLink } from '../../desk-page.tsx';
import { LinkList } from '../../parts/finding.tsx';
import { DESK_WORDS } from '../../words/desk.ts';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { CASES } from '../cases/words/cases.ts';
import { beginning, FEDERATION, FederationPage, type Opened, openDesk, Part, ROOMS } from '../frame.tsx';
import { type FederationQueue, type FederationWaits, QUEUES, type QueueName, waitsOfFederation } from './waiting.ts';

/** Shown of each kind on the first page, and on the page of one kind: a page stays below 40 kB. */
const SHOWN = 3;
const MOST = 40;

function Items({ items, queue }: { items: readonly FederationWaits[]; queue: QueueName }) {
  const words = useWords(FEDERATION_DESK);
  return (
    <ul class="list">
      {items.map(({ text, name, to }) => (
        <li key={text}>
          <Sentence text={text} /> {to && <TapLink to={to} name={words.open[queue]} of={name} />}
        </li>
      ))}
    </ul>
  );
}

interface TodayProps {
  opened: Opened;
  queues: readonly FederationQueue[];
  sendsMail: boolean;
}

/** The first page of a federation: what waits today, then its rooms. */
function TodayPage({ opened: { at, federation, context }, queues, sendsMail }: TodayProps) {
  const words = useWords(FEDERATION_DESK);
  const desk = useWords(DESK_WORDS);
  const cases = useWords(CASES);
  const all = queues.reduce((sum, { total }) => sum + total, 0);
  return (
    <DeskPage heading={curved(federation.name)} lead={words.waitsLead(all)} crumb={[DESK, desk.mine]}>
      {isOfficer(context.caller, federation) ? (
        <p class="row">
          <Link to={`${at}/cases/new`} class="button first">
            {cases.open}
          </Link>
        </p>
      ) : (
        context.caller.role === 'federation' && <p>{cases.unreadAwaiting}</p>
      )}
      {queues
        .filter(({ total }) => total > 0)
        .map(({ name, items, total }) => (
          <section class="card" key={name}>
            <h2>
              {words.queues[name]} ({total})
            </h2>
            <Items items={items.slice(0, SHOWN)} queue={name} />
            {total > SHOWN && (
              <p>
                <TapLink to={`${at}/waiting/${name}`} name={words.all(total)} of={words.queues[name]} />
              </p>
            )}
          </section>
        ))}
      <h2>{words.menu}</h2>
      <LinkList
        ways={[
          ...ROOMS.map((room) => [`${at}/${room}`, words.rooms[room], words.hints[room]] as const),
          ...(sendsMail ? [[`${at}/mail`, words.mail, words.mailHint] as const] : []),
          [`/federations/${federation.slug}`, words.publicPage],
        ]}
      />
    </DeskPage>
  );
}

/** The first page of a federation’s desk, and all that waits of one kind. */
export function todayPages(desk: Desk, bercail: Bercail): void {
  const read = async (opened: Opened) =>
    await waitsOfFederation(bercail, opened.context, opened.federation, opened.visit.page);

  desk.page(FEDERATION, async (visit) => {
    const opened = await openDesk(visit, 'getFederationDue');
    return <TodayPage opened={opened} queues={await read(opened)} sendsMail={bercail.sendsMail} />;
  });

  for (const name of QUEUES)
    desk.page(`${FEDERATION}/waiting/${name}`, async (visit) => {
      const opened = await openDesk(visit, 'getFederationDue');
      const { items: all, total } = (await read(opened)).find((queue) => queue.name === name)!;
      const words = FEDERATION_DESK[visit.page.language];
      return (
        <FederationPage opened={opened} heading={words.queues[name]}>
          {all.length === 0 && <p>{words.nothing}</p>}
          <Part all={all} from={beginning(visit, all.length)} most={MOST} path={`${opened.at}/waiting/${name}`}>
            {(items) => <Items items={items} queue={name} />}
          </Part>
          {total > all.length && (
            <p>
              <TapLink
                to={`${opened.at}/${name}`}
                {...(name === 'cases' && { query: { show: 'waits' } })}
                name={words.all(total)}
              />
            </p>
          )}
        </FederationPage>
      );
    });
}
