import type { Bercail } from '../../../bercail.ts';
import { parisDay } from '../../../ground/clock.ts';
import { curved } from '../../../ground/texts.ts';
import { EMPTY, TextLine } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link } from '../../../pages/frame/parts.tsx';
import { WHO_READS } from '../../../pages/words/terms.ts';
import { caseItems } from '../../../recommendations/cases/answer.ts';
import { listOwnCases } from '../../../recommendations/cases/commands.ts';
import { readNumber } from '../../../recommendations/cases/need.ts';
import { type BareCase, bareOf, type CaseItem } from '../../../recommendations/cases/schema.ts';
import { isCaseCursor } from '../../../recommendations/cases/time.ts';
import { today } from '../../../requests/meaning.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { CASE_STATES } from '../../../vocabulary/terms.ts';
import { DESK, type Desk, doneIn, queryParam } from '../../desk.tsx';
import { LinkLine, TapLink } from '../../desk-page.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FEDERATION, FederationPage, hostName, type OpenDesk, openDesk } from '../frame.tsx';
import { CASE } from './words/case.ts';
import { CASES } from './words/cases.ts';

const MOST = 25;
/** Letters of a number, however it was noted; of a whole code too, put where a number is asked for. */
const NUMBER_MAX = 60;

/** Which cases are shown: all, those that wait today, or those of one state. */
const SHOWN = ['all', 'waits', ...CASE_STATES] as const;
type Shown = (typeof SHOWN)[number];

/** How far a case is, in a few words. */
export function stateText(
  { outcome }: Pick<CaseItem, 'outcome'>,
  nameOf: (slug: string) => string,
  words: (typeof CASES)['fr'],
  say: Speaker,
): string {
  if (!outcome) return words.states.received;
  const state = words.states[outcome.state];
  return words.since(outcome.host ? words.withHost(state, nameOf(outcome.host)) : state, say.date(outcome.on));
}

interface UnreadProps {
  opened: OpenDesk;
  done: string | undefined;
  items: readonly BareCase[];
  total: number;
  /** Where the page that follows begins. */
  next: string | undefined;
}

/** Where a page of the list leads: the next one, and the numbers of them all. */
function Onward({ at, next, shown }: { at: string; next: string | undefined; shown?: Shown }) {
  return (
    <>
      {next && (
        <LinkLine
          to={`${at}/cases`}
          query={{ ...(shown && { show: shown }), after: next }}
          name={useWords(FEDERATION_DESK).next}
        />
      )}
      <LinkLine to={`${at}/cases/summary`} name={useWords(CASES).numbers} />
    </>
  );
}

/** The cases of a federation for those who do not read them: how many, and until when each is kept. */
function UnreadPage({ opened, done, items, total, next }: UnreadProps) {
  const words = useWords(CASES);
  const { rooms } = useWords(FEDERATION_DESK);
  const { say } = usePage();
  const { at, context } = opened;
  const isAdmin = context.caller.role === 'admin';
  return (
    <FederationPage opened={opened} heading={rooms.cases} lead={words.unread(total)} done={done}>
      <p>{isAdmin ? words.unreadAdmin : words.unreadAwaiting}</p>
      {!isAdmin && <LinkLine to={`${DESK}/join/federation`} name={words.prove} />}
      <ul class="list">
        {items.map(({ id, receivedBy, createdAt, endsOn }) => {
          const came = words.came(say.date(receivedOn({ createdAt })));
          return (
            <li key={id}>
              {[came, words.sources[receivedBy], words.endsOn(say.date(endsOn))].join(' · ')}{' '}
              <TapLink to={`${at}/cases/${id}/end`} name={words.delete} of={came} />
            </li>
          );
        })}
      </ul>
      <Onward {...{ at, next }} />
    </FederationPage>
  );
}

/** Cases of a federation: what waits longest first. */
export function caseList(desk: Desk, { db }: Pick<Bercail, 'db'>): void {
  desk.page(`${FEDERATION}/cases`, async (visit) => {
    const opened = await openDesk(visit, 'listCases');
    const { context, federation } = opened;
    const day = today(context);
    const shown = SHOWN.find((one) => one === queryParam(visit, 'show')) ?? 'all';
    const asked = (queryParam(visit, 'after') ?? '').split('_');
    const [on = '', id = ''] = asked;
    const after = isCaseCursor(asked) ? { on, id } : undefined;
    const typed = queryParam(visit, 'number')?.trim().slice(0, NUMBER_MAX) || undefined;
    const filter = {
      // What is no number is nobody’s.
      ...(typed && { number: readNumber(typed) ?? '' }),
      ...(shown !== 'all' && shown !== 'waits' && { states: [shown] }),
      ...(shown === 'waits' && { waitingOn: day }),
    };
    const { rows, total, reads, next: place } = await listOwnCases(context, federation.id, filter, MOST, after);
    const next = place && `${place.on}_${place.id}`;
    const items = await caseItems(db, rows);
    const done = doneIn(visit, { deleted: CASE[visit.page.language].deleted });
    if (!reads) return <UnreadPage {...{ opened, done, total, next }} items={items.map(bareOf)} />;
    const words = CASES[visit.page.language];
    const { rooms } = FEDERATION_DESK[visit.page.language];
    const { say, query } = visit.page;
    const { at } = opened;
    const nameOf = (slug: string) => hostName(visit, slug);
    const nameIn = (name: Shown) => (name === 'all' ? words.all : name === 'waits' ? words.waits : words.states[name]);
    return (
      <FederationPage opened={opened} heading={rooms.cases} lead={words.lead} done={done}>
        <p>{WHO_READS[visit.page.language].own}</p>
        <p class="row">
          <Link to={`${at}/cases/new`} class="button first">
            {words.open}
          </Link>
        </p>
        <nav aria-label={words.filterLabel}>
          <details>
            <summary>{words.filter(nameIn(shown))}</summary>
            <ul class="list">
              {SHOWN.map((name) => (
                <li key={name}>
                  <Link to={`${at}/cases`} query={{ show: name }} class="tap" current={name === shown}>
                    {nameIn(name)}
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        </nav>
        <form method="get" action={`${at}/cases`}>
          {query.lang && <input type="hidden" name="lang" value={query.lang} />}
          <TextLine
            {...{
              filled: { ...EMPTY, typed: { number: typed ?? '' } },
              name: 'number',
              label: words.number,
              most: NUMBER_MAX,
            }}
            autocomplete="off"
          />
          <p class="row">
            <button type="submit" class="second">
              {words.find}
            </button>
          </p>
        </form>
        <p>{items.length > 0 ? words.total(total) : typed ? words.noNumber(typed) : words.none}</p>
        <ul class="list">
          {items.map((item) => (
            <li key={item.id}>
              <TapLink to={`${at}/cases/${item.id}`} name={curved(item.label)} />
              <p class="small soft">
                {[
                  ...(item.number === undefined ? [] : [words.sentAs(item.number)]),
                  stateText(item, nameOf, words, say),
                  ...(item.number !== undefined && item.openedOn === undefined
                    ? [words.unopened(say.date(item.endsOn))]
                    : []),
                  ...(item.waitsOn === null
                    ? []
                    : [(item.waitsOn <= day ? words.waiting : words.later)(say.date(item.waitsOn))]),
                  item.usages.map((usage) => say.usageShort(usage)).join(', '),
                ].join(' · ')}
              </p>
            </li>
          ))}
        </ul>
        <Onward {...{ at, next, shown }} />
      </FederationPage>
    );
  });
}

/** The day on which a case came. */
export const receivedOn = ({ createdAt }: Pick<CaseItem, 'createdAt'>): string => parisDay(new Date(createdAt));
