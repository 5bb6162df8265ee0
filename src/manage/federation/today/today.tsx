import type { Bercail } from '../../../bercail.ts';
import type { Model } from '../../../catalogue/model.ts';
import { readProposed } from '../../../exchange/imports/commands.ts';
import { isOfficer } from '../../../federations/rights.ts';
import { listWebhooks } from '../../../feed/webhooks/commands.ts';
import { parisDay } from '../../../ground/clock.ts';
import { curved } from '../../../ground/texts.ts';
import { List } from '../../../pages/frame/lists.tsx';
import { type Page, useWords } from '../../../pages/frame/page.ts';
import { Link, Sentence } from '../../../pages/frame/parts.tsx';
import { GUIDE_FOR_FEDERATIONS } from '../../../pages/words/guide-for-federations.ts';
import { caseItems } from '../../../recommendations/cases/answer.ts';
import { listOwnCases } from '../../../recommendations/cases/commands.ts';
import type { CaseFilter } from '../../../recommendations/cases/store.ts';
import type { Context } from '../../../record/context.ts';
import { mayAnswer, mayDoAll } from '../../../requests/caller.ts';
import { today } from '../../../requests/meaning.ts';
import { CASE_OUTCOMES } from '../../../vocabulary/terms.ts';
import { readDue } from '../../../waiting/federation/list.ts';
import type { DueFact, DueKind } from '../../../waiting/federation/schema.ts';
import { DAYS_AHEAD } from '../../../waiting/open-items.ts';
import { DESK, type Desk, type DeskVisit } from '../../desk.tsx';
import { DeskPage, LinkLine, TapLink } from '../../desk-page.tsx';
import { LinkList } from '../../parts/lists.tsx';
import { AccessNote, PeopleLinks } from '../../parts/person.tsx';
import { DESK_WORDS } from '../../words/desk.ts';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { receivedOn, stateText } from '../cases/list.tsx';
import { CASES } from '../cases/words/cases.ts';
import { deskOfFederation, FEDERATION, FederationPage, ListPart, type OpenDesk, openDesk, ROOMS } from '../frame.tsx';
import { CasesUnderWay, readUnderWay } from './under-way.tsx';

/** What waits for a federation, in the order in which it is shown: people first. */
const QUEUES = [
  'cases',
  'requests',
  'closings',
  'promises',
  'vouches',
  'selection',
  'reviews',
  'members',
  'sites',
  'proposals',
  'webhooks',
] as const;
type QueueName = (typeof QUEUES)[number];

/** One thing that waits: what it is, and where it is decided. */
interface FederationItem {
  text: string;
  /** Whom it is about, for those who do not see what is next to the link. */
  name: string;
  to?: string;
}

/** What waits of one kind: what is told one by one, and how many there are in all. */
interface FederationQueue {
  name: QueueName;
  items: readonly FederationItem[];
  total: number;
}

const QUEUE_OF: Readonly<Record<DueKind, QueueName>> = {
  cases: 'cases',
  'membership-request': 'requests',
  closing: 'closings',
  'promise-broken': 'promises',
  'membership-review': 'members',
  review: 'reviews',
  'selection-review': 'selection',
  'selection-gone': 'selection',
  'vouch-lapsed': 'vouches',
  'site-unanswered': 'sites',
  'site-parked': 'sites',
  'site-moved': 'sites',
  'site-certificate': 'sites',
  'site-robots': 'sites',
};

const pathOf = (at: string, queue: QueueName, { host, subject }: DueFact): string =>
  ({
    cases: `${at}/cases`,
    requests: `${at}/requests/${host}`,
    closings: `/hosts/${host}`,
    promises: `/hosts/${host}`,
    vouches: `${at}/vouches`,
    selection: `${at}/selection/${host}`,
    reviews: `${at}/reviews/${host}/${subject}`,
    members: `${at}/members/${host}`,
    sites: `/hosts/${host}`,
    proposals: `${at}/proposals/${host}`,
    webhooks: at,
  })[queue];

/** As many cases as are told one by one; the list of cases has them all. */
const MOST_CASES = 100;

/** Cases that wait for a word today: those to ask about again, then those of which nothing was said yet. */
async function waitingCases(
  { context, at, model }: { context: Context; at: string; model: Model },
  federationId: string,
  { language, say }: Pick<Page, 'language' | 'say'>,
): Promise<Omit<FederationQueue, 'name'>> {
  // What waits tells what was said of a case.
  if (!isOfficer(context.caller, { id: federationId })) return { items: [], total: 0 };
  const words = CASES[language];
  const waitingOn = today(context);
  const inStates = (states: CaseFilter['states']) =>
    listOwnCases(context, federationId, { states, waitingOn }, MOST_CASES);
  const [begun, received] = [await inStates(CASE_OUTCOMES), await inStates(['received'])];
  const total = begun.total + received.total;
  const items = await caseItems(context, [...begun.rows.slice(0, MOST_CASES), ...received.rows].slice(0, MOST_CASES));
  const nameOf = (slug: string) => curved(model.bySlug.get(slug)?.name ?? slug);
  return {
    items: items.map((item) => {
      const name = curved(item.label);
      const received = item.outcome ? '' : ` ${words.received(say.date(receivedOn(item)))}`;
      const text = `${words.withHost(name, stateText(item, nameOf, words, say))}.${received}`;
      return { name, text, to: `${at}/cases/${item.id}` };
    }),
    total,
  };
}

/** Whether the line of a closing already tells the promise that this line is about. */
const tellsPromise = ({ host, closing }: DueFact, { host: other, promise }: DueFact): boolean =>
  promise !== undefined &&
  host === other &&
  closing?.service?.slug === promise.service?.slug &&
  closing?.promises?.some(({ commitment }) => commitment === promise.commitment) === true;

/** As many entries as a federation reads at once; what their files propose is judged at each. */
const MOST_PROPOSED = 100;

/**
 * What waits for a federation today: what reminders count, what its files propose, and its programs that are cut off.
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export async function waitsOfFederation(
  { model, page: { language, say } }: Pick<DeskVisit, 'model' | 'page'>,
  context: Context,
  { id, slug }: { id: string; slug: string },
): Promise<FederationQueue[]> {
  const words = FEDERATION_DESK[language];
  const at = deskOfFederation({ slug });
  const found: (FederationItem & { queue: QueueName })[] = [];
  // A process that lags behind does not know a federation of this minute, of which nothing is due yet.
  const federation = model.federations.find((one) => one.id === id);
  const due = federation && (await readDue(context, model, federation, { tellsCases: false, within: DAYS_AHEAD }));
  const facts = due?.facts ?? [];
  for (const fact of facts) {
    if (facts.some((one) => tellsPromise(one, fact))) continue;
    const queue = QUEUE_OF[fact.kind];
    const name = curved(fact.name ?? '');
    found.push({ queue, name, text: due!.tell({ ...fact, name }, say), to: pathOf(at, queue, fact) });
  }
  const cases = await waitingCases({ context, at, model }, id, { language, say });
  const proposed = await readProposed(context, slug, { limit: MOST_PROPOSED, after: undefined });
  for (const { id: host, slug: one, name: called, state, waiting } of proposed.items) {
    const name = curved(called);
    const text = waiting > 0 || state !== 'draft' ? words.proposed(name, waiting) : words.proposedDraft(name);
    found.push({ queue: 'proposals', name, text, to: `${at}/proposals/${state === 'draft' ? host : one}` });
  }
  // An administrator has webhooks of its own, which are no business of a federation.
  if (context.caller.role === 'federation') {
    const { mendWebhook } = DESK_WORDS[language];
    for (const { id, url, disabledAt } of await listWebhooks(context)) {
      if (disabledAt === null) continue;
      const told = words.webhook(url, say.date(parisDay(new Date(disabledAt))));
      found.push({ queue: 'webhooks', name: url, text: `${told} ${mendWebhook(`/v1/webhooks/${id}`)}` });
    }
  }
  return QUEUES.map((name) => {
    if (name === 'cases') return { name, ...cases };
    const items = found.filter(({ queue }) => queue === name);
    return { name, items, total: name === 'proposals' ? proposed.total : items.length };
  });
}

/** Shown of each kind on the first page, and on the page of one kind: a page stays below 40 kB. */
const SHOWN = 3;
const MOST = 40;

function Item({ item: { text, name, to }, queue }: { item: FederationItem; queue: QueueName }) {
  const words = useWords(FEDERATION_DESK);
  return (
    <>
      <Sentence text={text} /> {to && <TapLink to={to} name={words.open[queue]} of={name} />}
    </>
  );
}

/** The first page of a federation’s desk, and all that waits of one kind. */
export function todayPages(desk: Desk, { sendsMail }: Pick<Bercail, 'sendsMail'>): void {
  const read = ({ visit, context, federation }: OpenDesk) => waitsOfFederation(visit, context, federation);

  desk.page(FEDERATION, async (visit) => {
    const opened = await openDesk(visit, 'getFederationDue');
    const { at, federation, context } = opened;
    const queues = await read(opened);
    const words = FEDERATION_DESK[visit.page.language];
    const desk = DESK_WORDS[visit.page.language];
    const cases = CASES[visit.page.language];
    const all = queues.reduce((sum, { total }) => sum + total, 0);
    const writes = mayDoAll(context.caller);
    const underWay = isOfficer(context.caller, federation) ? await readUnderWay(opened) : undefined;
    const isLater = underWay && underWay.host + underWay.association + underWay.coming.total > 0;
    const waiting = underWay && underWay.ours > 0 ? 'now' : isLater ? 'later' : undefined;
    return (
      <DeskPage heading={curved(federation.name)} lead={words.waitsLead(all, waiting)} crumb={[DESK, desk.mine]}>
        <AccessNote caller={context.caller} />
        {!mayAnswer(context.caller) ? null : isOfficer(context.caller, federation) ? (
          <p class="row">
            <Link to={`${at}/cases/new`} class="button first">
              {cases.open}
            </Link>
          </p>
        ) : (
          context.caller.role === 'federation' && <p>{cases.unreadAwaiting}</p>
        )}
        {underWay && <CasesUnderWay at={at} of={underWay} />}
        {queues
          .filter(({ total }) => total > 0)
          .map(({ name, items, total }) => (
            <section class="card" key={name}>
              <h2>
                {words.queues[name]} ({total})
              </h2>
              <List class="list" of={items.slice(0, SHOWN)}>
                {(item) => <Item item={item} queue={name} />}
              </List>
              {total > SHOWN && (
                <LinkLine to={`${at}/waiting/${name}`} name={words.all(total)} of={words.queues[name]} />
              )}
            </section>
          ))}
        <h2>{words.menu}</h2>
        <LinkList
          ways={[
            ...ROOMS.filter((room) => writes || room !== 'sheets').map(
              (room) => [`${at}/${room}`, words.rooms[room], words.hints[room]] as const,
            ),
            ...(sendsMail && writes ? [[`${at}/mail`, words.mail, words.mailHint] as const] : []),
            [`/federations/${federation.slug}`, words.publicPage],
            ['/guide/federations', GUIDE_FOR_FEDERATIONS[visit.page.language].link],
          ]}
        />
        <PeopleLinks caller={context.caller} />
      </DeskPage>
    );
  });

  for (const name of QUEUES)
    desk.page(`${FEDERATION}/waiting/${name}`, async (visit) => {
      const opened = await openDesk(visit, 'getFederationDue');
      const { items: all, total } = (await read(opened)).find((queue) => queue.name === name)!;
      const words = FEDERATION_DESK[visit.page.language];
      return (
        <FederationPage opened={opened} heading={words.queues[name]}>
          <ListPart all={all} none={words.nothing} visit={visit} most={MOST} path={`${opened.at}/waiting/${name}`}>
            {(item) => <Item item={item} queue={name} />}
          </ListPart>
          {total > all.length && (
            <LinkLine
              to={`${opened.at}/${name}`}
              {...(name === 'cases' && { query: { show: 'waits' } })}
              name={words.all(total)}
            />
          )}
        </FederationPage>
      );
    });
}
