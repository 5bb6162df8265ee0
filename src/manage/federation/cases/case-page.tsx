import { parisDay } from '../../../ground/clock.ts';
import { capital, curved } from '../../../ground/texts.ts';
import { List } from '../../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { CopyButton, Link, Notice, Sentence, WrittenText } from '../../../pages/frame/parts.tsx';
import { requireRecommendation } from '../../../recommendations/answer.ts';
import type { StoredRecommendation } from '../../../recommendations/store.ts';
import { type Desk, queryParam } from '../../desk.tsx';
import { DeskForm, LinkLine, TapLink } from '../../desk-page.tsx';
import { FEDERATION_DESK, ROOM } from '../../words/federation.ts';
import { FEDERATION, FederationPage, hostName } from '../frame.tsx';
import { answerOf, type CaseAnswer, FoundHosts } from './answer.tsx';
import { FollowUp, TakeBack } from './follow-up.tsx';
import { earlierText, receivedOn, stateText } from './list.tsx';
import { type CaseReader, type OpenedCase, openCase } from './opened.ts';
import { SameOutcome } from './outcome.tsx';
import { NeedText, unusedText } from './questions.tsx';
import { Referrals, referralsOf } from './sending.tsx';
import { CASE } from './words/case.ts';
import { CASES } from './words/cases.ts';
import { FOLLOW_UP } from './words/follow-up.ts';

interface CaseProps {
  opened: OpenedCase;
  answer: CaseAnswer;
  recommendations: readonly StoredRecommendation[];
  referrals: Awaited<ReturnType<typeof referralsOf>>;
  refusal?: string | undefined;
  done?: string | undefined;
  /** Answers that were left out. */
  unused?: string | undefined;
}

/** What became of it, on top when it is time to ask. */
function Outcome({ opened, isDue }: { opened: OpenedCase; isDue: boolean }) {
  const words = useWords(CASE);
  const list = useWords(CASES);
  const { say } = usePage();
  const { at, part, one, visit } = opened;
  const { outcome, waitsOn } = one;
  return (
    <section class="card">
      <h2>{words.ask}</h2>
      {outcome && <p>{capital(stateText(one, (slug) => hostName(visit, slug), list, say))}.</p>}
      {outcome?.reason && (
        <p>
          <WrittenText text={outcome.reason} />
        </p>
      )}
      {one.earlier.length > 0 && (
        <>
          <h3>{words.earlier}</h3>
          <ul>
            {one.earlier.toReversed().map((said) => (
              <li key={`${said.state} ${said.on} ${said.hostName}`}>
                {capital(earlierText(said, list, say))}
                {said.reason && (
                  <>
                    {' · '}
                    <WrittenText text={said.reason} />
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {waitsOn === receivedOn(one) && isDue ? (
        <p>{words.askFirst}</p>
      ) : (
        waitsOn && <p>{(isDue ? words.askLead : words.next)(say.date(waitsOn))}</p>
      )}
      <div class="row">
        <Link to={`${at}/${part}/outcome`} class={isDue && outcome ? 'button first' : 'button'}>
          {words.say}
        </Link>
        {isDue && outcome && <SameOutcome opened={opened} />}
      </div>
    </section>
  );
}

function Need({ opened: { at, part, one, matching } }: { opened: OpenedCase }) {
  const words = useWords(CASE);
  return (
    <section>
      <h2>{words.need}</h2>
      <NeedText need={one.need} model={matching.model} matcher={matching.matcher} />
      {one.faults.length > 0 && (
        <>
          <p>{words.faults}</p>
          <List of={one.faults}>{({ message }) => <Sentence text={message} />}</List>
        </>
      )}
      {one.unread.length > 0 && (
        <>
          <p>{words.unread}</p>
          <ul>
            {one.unread.map(({ pointer, value }) => (
              <li key={pointer}>
                {pointer} <code>{JSON.stringify(value)}</code>
              </li>
            ))}
          </ul>
          <DeskForm action={`${at}/${part}/unread`} send={words.unreadDrop} isSecond />
        </>
      )}
      <LinkLine to={`${at}/${part}/need`} name={words.correct} />
    </section>
  );
}

function Shortlist({ opened, sentTo }: { opened: OpenedCase; sentTo: ReadonlySet<string> }) {
  const words = useWords(CASE);
  const { at, part, one } = opened;
  return (
    <section>
      <h2>{words.shortlist}</h2>
      {one.shortlisted.length === 0 && <p>{words.shortlistNone}</p>}
      <ul class="list">
        {one.shortlisted.map(({ host, name, state, text }) => (
          <li key={host}>
            <div class="row">
              {state === 'gone' ? curved(name) : <Link to={`/hosts/${host}`}>{curved(name)}</Link>}
              <DeskForm
                action={`${at}/${part}/shortlist`}
                send={words.remove}
                of={curved(name)}
                hidden={{ remove: [host] }}
                isSecond
              />
            </div>
            <p class="small">
              <Sentence text={text} />
            </p>
            {sentTo.has(host) && <p class="small soft">{words.sentThere}</p>}
            {state !== 'gone' && one.faults.length === 0 && !sentTo.has(host) && (
              <TapLink to={`${at}/${part}/referral`} query={{ host }} name={words.refer} of={curved(name)} />
            )}
          </li>
        ))}
      </ul>
      <p class="row">
        {one.faults.length === 0 && (
          <Link to={`${at}/${part}/recommendation`} class={one.shortlist.length > 0 ? 'button first' : 'button'}>
            {words.recommend}
          </Link>
        )}
        <TapLink to={`${at}/${part}/hosts`} name={words.another} />
      </p>
    </section>
  );
}

function Recommendations({ opened, given }: { opened: OpenedCase; given: readonly StoredRecommendation[] }) {
  const words = useWords(CASE);
  const { more } = useWords(ROOM);
  const { say, site } = usePage();
  const { at, part, one } = opened;
  const older = one.recommendations.length - given.length;
  if (given.length === 0) return null;
  return (
    <section>
      <h2>{words.recommendations}</h2>
      <ul class="list">
        {given.map(({ id, createdAt, withdrawnAt }) => (
          <li key={id}>
            <TapLink to={`/recommendations/${id}`} name={words.given(say.date(parisDay(createdAt)))} />
            {withdrawnAt ? (
              <p class="small soft">{words.withdrawn(say.date(parisDay(withdrawnAt)))}</p>
            ) : (
              <>
                <p>
                  {words.address} <strong id={`address-${id}`}>{`${site}/recommendations/${id}`}</strong>{' '}
                  <CopyButton of={`address-${id}`} />
                </p>
                <TapLink to={`${at}/${part}/recommendations/${id}/withdrawal`} name={words.withdraw} />
              </>
            )}
          </li>
        ))}
      </ul>
      {older > 0 && <p>{more(older)}</p>}
    </section>
  );
}

export function CasePage({ opened, answer, recommendations, referrals, refusal, done, unused }: CaseProps) {
  const words = useWords(CASE);
  const list = useWords(CASES);
  const { rooms } = useWords(FEDERATION_DESK);
  const { say } = usePage();
  const { at, part, one, matching } = opened;
  const follow = useWords(FOLLOW_UP);
  const number = one.number === undefined ? [] : [follow.number(one.number)];
  const isDue = one.waitsOn !== null && one.waitsOn <= matching.model.day;
  return (
    <FederationPage
      opened={opened}
      heading={curved(one.label)}
      lead={words.lead(
        one.sent ? list.sentBy(one.number!) : [list.sources[one.receivedBy], ...number].join(', '),
        say.date(receivedOn(one)),
        say.date(one.endsOn),
      )}
      above={['cases', rooms.cases]}
      filled={{ typed: {}, faults: {}, refusal }}
      done={done}
    >
      {unused && <Notice>{unused}</Notice>}
      {one.discardedOn && (
        <>
          <Notice>{follow.isAside(say.date(one.discardedOn), say.date(one.endsOn))}</Notice>
          <TakeBack at={at} item={one} />
        </>
      )}
      <Outcome {...{ opened, isDue }} />
      <FollowUp opened={opened} />
      <Recommendations opened={opened} given={recommendations} />
      <Referrals opened={opened} of={referrals} />
      <Need opened={opened} />
      {answer && (
        <section>
          <h2>{words.answer}</h2>
          <FoundHosts {...{ answer, opened }} />
        </section>
      )}
      <Shortlist
        opened={opened}
        sentTo={new Set(referrals.shown.flatMap(({ host, isUnread }) => (isUnread ? [] : host)))}
      />
      <p class="row">
        <TapLink to={`${at}/${part}/label`} name={words.label} />
        <TapLink to={`${at}/${part}/end`} name={words.end} />
      </p>
      {!one.discardedOn && <DeskForm action={`${at}/${part}/aside`} send={follow.aside} isSecond />}
    </FederationPage>
  );
}

/** Recommendations that a page shows: each is read whole. */
const SHOWN = 10;

/** All that the page of a case shows. */
export async function caseView(opened: OpenedCase) {
  const { db } = opened.context;
  const recommendations: StoredRecommendation[] = [];
  for (const id of opened.one.recommendations.slice(-SHOWN))
    recommendations.unshift(await requireRecommendation(db, id));
  const referrals = await referralsOf(opened);
  return { opened, answer: await answerOf(opened), recommendations, referrals };
}

/** A case: its need, its shortlist, the answer of today, what was recommended, and what became of it. */
export function onePage(desk: Desk, given: CaseReader): void {
  desk.page(`${FEDERATION}/cases/:case`, async (visit) => {
    const opened = await openCase(given, visit, 'getCase');
    const { done } = CASE[visit.page.language];
    const told = queryParam(visit, 'done');
    const said = told !== undefined && Object.hasOwn(done, told) ? done[told as 'saved'] : undefined;
    const { unused } = visit.request.query as Record<string, unknown>;
    const more = unusedText([unused].flat().map(String), visit.page.language);
    const shown = await caseView(opened);
    return <CasePage {...shown} done={said} unused={more} />;
  });
}
