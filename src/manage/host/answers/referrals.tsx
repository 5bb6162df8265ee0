import type { Host } from '../../../documents/host.ts';
import { readsReferrals } from '../../../hosts/rights.ts';
import { addressIn, usePage, useWords } from '../../../pages/frame/page.ts';
import { HiddenFields, Link } from '../../../pages/frame/parts.tsx';
import { WHO_READS } from '../../../pages/words/terms.ts';
import { answeredReferrals, answerReferral, waitingReferrals } from '../../../recommendations/referrals/commands.ts';
import { type Referral, ReferralAnswer } from '../../../recommendations/referrals/schema.ts';
import { shapeFaults } from '../../../requests/shape.ts';
import { REFERRAL_OUTCOMES } from '../../../vocabulary/terms.ts';
import { DESK, type Desk, queryParam } from '../../desk.tsx';
import { DeskPage, Done } from '../../desk-page.tsx';
import { Cards } from '../../parts/lists.tsx';
import { actPage } from '../../parts/pages.tsx';
import { ANSWERS } from '../../words/host-answers.ts';
import { HOST_DESK } from '../../words/host-desk.ts';
import { crumbOf, deskOfHost, federationNameIn, openHost } from '../form.tsx';

const MOST_WAITING = 20;
const MOST_ANSWERED = 15;

interface ReferralsProps {
  host: Host;
  /** Oldest first. */
  waiting: readonly Referral[];
  total: number;
  /** Newest answer first. */
  answered: readonly Referral[];
  federationName(slug: string): string;
}

type OneProps = Pick<ReferralsProps, 'federationName'> & { referral: Referral };

/** Who sent somebody, when, for what and from where. */
function Told({ referral: { federation, usages, region, sentOn }, federationName }: OneProps) {
  const words = useWords(ANSWERS);
  const { say } = usePage();
  return (
    <>
      <p>{words.referredBy(federationName(federation), say.date(sentOn))}</p>
      <p>
        {words.referredFor(say.list(usages.map(say.usage)))}{' '}
        {region === null ? words.regionUnsaid : words.fromRegion(say.territory({ level: 'region', code: region }))}
      </p>
    </>
  );
}

/** One press answers: there is nothing to fill. */
function Answers({ host, referral, federationName }: OneProps & { host: Host }) {
  const words = useWords(ANSWERS);
  const page = usePage();
  const { id, federation, sentOn, usages } = referral;
  const of = words.ofReferral(
    federationName(federation),
    page.say.date(sentOn),
    page.say.list(usages.map(page.say.usage)),
  );
  return (
    <form method="post" action={addressIn(page, `${deskOfHost(host)}/referrals`)}>
      <HiddenFields values={{ id: [id] }} />
      <p class="row">
        {REFERRAL_OUTCOMES.map((outcome) => (
          <button type="submit" class="second" name="outcome" value={outcome} key={outcome}>
            {words.referralOutcomes[outcome]}
            <span class="vh"> {of}</span>
          </button>
        ))}
      </p>
    </form>
  );
}

function Waiting({ host, waiting, total, federationName }: ReferralsProps) {
  const words = useWords(ANSWERS);
  const { rooms } = useWords(HOST_DESK);
  const isWithdrawn = host.state === 'withdrawn';
  return (
    <>
      <h2>{words.referralsWaiting}</h2>
      {waiting.length === 0 && <p>{words.noReferrals}</p>}
      {waiting.length > 0 &&
        (isWithdrawn ? (
          <p>{words.publishToAnswer}</p>
        ) : (
          <p>
            {words.fullApart} <Link to={`${deskOfHost(host)}/rooms`}>{rooms}</Link>
          </p>
        ))}
      <Cards of={waiting} more={total > waiting.length && words.moreReferrals(total)}>
        {(referral) => (
          <>
            <Told {...{ referral, federationName }} />
            {!isWithdrawn && <Answers {...{ host, referral, federationName }} />}
          </>
        )}
      </Cards>
    </>
  );
}

function Answered({ answered, federationName }: ReferralsProps) {
  const words = useWords(ANSWERS);
  const { say } = usePage();
  if (answered.length === 0) return null;
  return (
    <>
      <h2>{words.referralsAnswered}</h2>
      <ul class="list">
        {answered.map((referral) => (
          <li key={referral.id}>
            <Told {...{ referral, federationName }} />
            <p>{words.referralAnswer(say.date(referral.answeredOn!), words.referralOutcomes[referral.outcome!])}</p>
          </li>
        ))}
      </ul>
      {answered.length === MOST_ANSWERED && <p>{words.lastReferrals(MOST_ANSWERED)}</p>}
    </>
  );
}

/** Why those of cases are not shown, and what to do. */
function Unread({ host, isAdmin }: { host: Host; isAdmin: boolean }) {
  const words = useWords(ANSWERS);
  if (isAdmin) return <p>{words.unreadAdmin}</p>;
  return (
    <p>
      {words.unreadAwaiting} <Link to={`${deskOfHost(host)}/proof`}>{words.prove}</Link>
    </p>
  );
}

/** Associations that federations sent to a host without naming them, and what it answers. */
export function referralPages(desk: Desk): void {
  actPage(desk, `${DESK}/hosts/:host/referrals`, async (visit, sent) => {
    const { params, page } = visit;
    const words = ANSWERS[page.language];
    const { context, host } = await openHost(visit, sent ? 'answerReferral' : 'listWaitingReferrals');
    const { items: waiting, total } = await waitingReferrals(context, host.id, MOST_WAITING);
    const answered = await answeredReferrals(context, host.id, MOST_ANSWERED);
    const shown = { host, waiting, total, answered, federationName: federationNameIn(visit) };
    return {
      view: (filled) => (
        <DeskPage heading={words.referrals} lead={words.referralsLead} crumb={crumbOf(host)} filled={filled}>
          {!sent && queryParam(visit, 'done') !== undefined && <Done>{words.done}</Done>}
          {readsReferrals(context.caller, host) ? (
            <p class="small">{WHO_READS[page.language].referred}</p>
          ) : (
            <Unread host={host} isAdmin={context.caller.role === 'admin'} />
          )}
          <Waiting {...shown} />
          <Answered {...shown} />
        </DeskPage>
      ),
      act: async () => {
        const answer = { outcome: sent!.get('outcome') };
        if (shapeFaults(ReferralAnswer, answer).length > 0) return { faults: {}, refusal: words.outcomeExpected };
        await answerReferral(context, params.host!, sent!.get('id') ?? '', answer as ReferralAnswer);
        return { to: `${DESK}/hosts/${params.host}/referrals?done=yes` };
      },
    };
  });
}
