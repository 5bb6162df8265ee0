import { isOfficer } from '../../../federations/rights.ts';
import { parisDay } from '../../../ground/clock.ts';
import { curved } from '../../../ground/texts.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link } from '../../../pages/frame/parts.tsx';
import { WHO_READS } from '../../../pages/words/terms.ts';
import { caseItems } from '../../../recommendations/cases/answer.ts';
import { accessOf, listOwnCases } from '../../../recommendations/cases/commands.ts';
import { readNumber } from '../../../recommendations/cases/need.ts';
import { type BareCase, bareOf, type Case, type CaseItem } from '../../../recommendations/cases/schema.ts';
import { type CaseFilter, NOBODY } from '../../../recommendations/cases/store.ts';
import { isCaseCursor } from '../../../recommendations/cases/time.ts';
import { visitCases } from '../../../recommendations/cases/visits.ts';
import { WHOSE } from '../../../recommendations/cases/whose.ts';
import type { Context } from '../../../record/context.ts';
import { today } from '../../../requests/meaning.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { CASE_STATES, type Language } from '../../../vocabulary/terms.ts';
import { DESK, type Desk, doneIn, queryParam, type SignedIn } from '../../desk.tsx';
import { LinkLine, TapLink } from '../../desk-page.tsx';
import { Find } from '../../parts/lists.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FEDERATION, FederationPage, hostName, type OpenDesk, openDesk } from '../frame.tsx';
import { dueText, TakeBack, turnText } from './follow-up.tsx';
import { CASE } from './words/case.ts';
import { CASES } from './words/cases.ts';
import { FOLLOW_UP, SEVERAL } from './words/follow-up.ts';
import { FROM_SHEET } from './words/from-sheet.ts';

const MOST = 25;
/** Which cases are shown: all, those that wait today or for somebody, at one’s turn or nobody’s, of one state, or put aside. */
const SHOWN = ['all', 'waits', ...WHOSE, 'mine', 'nobody', 'changed', ...CASE_STATES, 'discarded'] as const;
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

/** What was said of a case before, in a few words. */
export const earlierText = (
  { state, on, hostName: name }: Case['earlier'][number],
  words: (typeof CASES)['fr'],
  say: Speaker,
): string => words.since(name ? words.withHost(words.states[state], curved(name)) : words.states[state], say.date(on));

interface UnreadProps {
  opened: OpenDesk;
  done: string | undefined;
  items: readonly BareCase[];
  total: number;
  /** Where the page that follows begins. */
  next: string | undefined;
}

/** Where a page of the list leads: the next one, and the numbers of them all. */
function Onward({ at, next, shown, typed }: { at: string; next: string | undefined; shown?: Shown; typed?: string }) {
  return (
    <>
      {next && (
        <LinkLine
          to={`${at}/cases`}
          query={{ ...(shown && { show: shown }), ...(typed && { q: typed }), after: next }}
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

/** @param before the end of one’s last visit, without which nothing is known to have changed: all are shown */
export const shownOf = (asked: string | undefined, before: Date | undefined): Shown =>
  SHOWN.find((one) => one === asked && (one !== 'changed' || before !== undefined)) ?? 'all';

/** What each choice of cases is called. */
export const shownNames = (language: Language): Readonly<Record<Shown, string>> => {
  const { states, all, waits } = CASES[language];
  return { ...states, ...FOLLOW_UP[language].shown, all, waits };
};

/** Which cases the list shows. @param typed a number, or words of labels. @param before the end of one’s last visit */
export function filterOf(context: Context, typed: string, shown: Shown, before?: Date): CaseFilter {
  const number = readNumber(typed);
  const states = CASE_STATES.filter((one) => one === shown);
  return {
    ...(typed !== '' && (number === undefined ? { words: typed } : { number })),
    ...(states.length > 0 && { states }),
    ...(shown === 'waits' && { waitingOn: today(context) }),
    ...{ whose: WHOSE.find((one) => one === shown) },
    ...(shown === 'mine' && { turn: accessOf(context) ?? NOBODY, whose: 'anybody' as const }),
    ...(shown === 'nobody' && { turn: NOBODY, whose: 'anybody' as const }),
    ...(shown === 'changed' && before && { changed: { since: before, by: accessOf(context) } }),
    ...(shown === 'discarded' && { discarded: true }),
  };
}

/** A case in a list: what it is called, how far it is, and what is due. */
function CaseLine({ item, visit, context, at }: { item: CaseItem; visit: SignedIn; context: Context; at: string }) {
  const words = useWords(CASES);
  const follow = useWords(FOLLOW_UP);
  const { say } = usePage();
  const day = today(context);
  const { number, sent, openedOn, waitsOn, endsOn, discardedOn } = item;
  const due = dueText(item, day, follow, say);
  return (
    <>
      <TapLink to={`${at}/cases/${item.id}`} name={curved(item.label)} />
      <p class="small soft">
        {[
          ...(number === undefined ? [] : [(sent ? words.sentAs : follow.number)(number)]),
          ...(due ? [due] : []),
          stateText(item, (slug) => hostName(visit, slug), words, say),
          ...(sent && openedOn === undefined ? [words.unopened(say.date(endsOn))] : []),
          ...(discardedOn ? [follow.discardedOn(say.date(discardedOn), say.date(endsOn))] : []),
          ...(waitsOn === null || discardedOn
            ? []
            : [(waitsOn <= day ? words.waiting : words.later)(say.date(waitsOn))]),
          ...(item.turn ? [turnText(item, accessOf(context), follow)] : []),
          item.usages.map((usage) => say.usageShort(usage)).join(', '),
        ].join(' · ')}
      </p>
    </>
  );
}

/** Cases of a federation: what is due first. */
export function caseList(desk: Desk): void {
  desk.page(`${FEDERATION}/cases`, async (visit) => {
    const opened = await openDesk(visit, 'listCases');
    const { context, federation } = opened;
    const show = queryParam(visit, 'show');
    const asked = (queryParam(visit, 'after') ?? '').split('_');
    const [on = '', id = ''] = asked;
    const after = isCaseCursor(asked) ? { on, id } : undefined;
    const typed = (queryParam(visit, 'q') ?? '').trim().slice(0, 200);
    const before = isOfficer(context.caller, opened.federation) ? await visitCases(context) : undefined;
    const shown = shownOf(show, before);
    const filter = filterOf(context, typed, shown, before);
    const changed =
      before && (await listOwnCases(context, federation.id, filterOf(context, '', 'changed', before), 1)).total;
    const { rows, total, reads, next: place } = await listOwnCases(context, federation.id, filter, MOST, after);
    const next = place && `${place.on}_${place.id}`;
    const items = await caseItems(context, rows);
    // What was put aside is still found by who looks for it.
    const asideFilter = filterOf(context, typed, 'discarded');
    const aside =
      reads && typed !== '' && shown !== 'discarded'
        ? await caseItems(context, (await listOwnCases(context, federation.id, asideFilter, MOST)).rows)
        : [];
    const done = doneIn(visit, {
      deleted: CASE[visit.page.language].deleted,
      opened: FROM_SHEET[visit.page.language].opened,
    });
    if (!reads) return <UnreadPage {...{ opened, done, total, next }} items={items.map(bareOf)} />;
    const words = CASES[visit.page.language];
    const { rooms } = FEDERATION_DESK[visit.page.language];
    const follow = FOLLOW_UP[visit.page.language];
    const several = SEVERAL[visit.page.language];
    const { at } = opened;
    const names = shownNames(visit.page.language);
    const noneText = (typed: string) =>
      typed === '' ? words.none : (readNumber(typed) === undefined ? follow.noneFound : follow.noneNumbered)(typed);
    return (
      <FederationPage opened={opened} heading={rooms.cases} lead={words.lead} done={done}>
        <p>{WHO_READS[visit.page.language].own}</p>
        <p class="row">
          <Link to={`${at}/cases/new`} class="button first">
            {words.open}
          </Link>
          <TapLink to={`${at}/cases/sheet`} name={FROM_SHEET[visit.page.language].title} />
        </p>
        {before && changed !== undefined && changed > 0 && shown !== 'changed' && (
          <p>
            <TapLink
              to={`${at}/cases`}
              query={{ show: 'changed' }}
              name={follow.changed(changed, visit.page.say.date(parisDay(before)))}
            />
          </p>
        )}
        <nav aria-label={words.filterLabel}>
          <details>
            <summary>{words.filter(names[shown])}</summary>
            <ul class="list">
              {SHOWN.filter((name) => name !== 'changed' || before !== undefined).map((name) => (
                <li key={name}>
                  <Link to={`${at}/cases`} query={{ show: name }} class="tap" current={name === shown}>
                    {names[name]}
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        </nav>
        <Find action={`${at}/cases`} label={follow.search} typed={typed} />
        {aside.length > 0 && (
          <>
            <p>{follow.foundAside(aside.length)}</p>
            <ul class="list">
              {aside.map((item) => (
                <li key={item.id}>
                  <CaseLine {...{ item, visit, context, at }} />
                  <TakeBack {...{ at, item }} />
                </li>
              ))}
            </ul>
          </>
        )}
        {(items.length > 0 || aside.length === 0) && <p>{items.length > 0 ? words.total(total) : noneText(typed)}</p>}
        <ul class="list">
          {items.map((item) => (
            <li key={item.id}>
              <CaseLine {...{ item, visit, context, at }} />
            </li>
          ))}
        </ul>
        {items.length > 0 && (
          <LinkLine
            to={`${at}/cases/several`}
            query={{ show: shown, ...(typed && { q: typed }) }}
            name={several.link}
          />
        )}
        <Onward {...{ at, next, shown, typed }} />
        <p class="row">
          {(['', '&labels=true'] as const).map((more) => (
            <a key={more} href={`${at}/cases.csv?lang=${visit.page.language}&separator=semicolon${more}`} class="tap">
              {more === '' ? several.sheet : several.sheetLabels}
            </a>
          ))}
        </p>
        <p class="small soft">{several.sheetHint}</p>
      </FederationPage>
    );
  });
}

/** The day on which a case came. */
export const receivedOn = ({ createdAt }: Pick<CaseItem, 'createdAt'>): string => parisDay(new Date(createdAt));
