import type { Bercail } from '../../../bercail.ts';
import { findFederation } from '../../../catalogue/model.ts';
import type { Host } from '../../../documents/host.ts';
import { curved } from '../../../ground/texts.ts';
import { ownHost } from '../../../hosts/entries/commands.ts';
import { readsReferrals } from '../../../hosts/rights.ts';
import { EMPTY, type Filled } from '../../../pages/frame/fields.tsx';
import { addressIn, usePage, useWords } from '../../../pages/frame/page.ts';
import { HiddenFields, Link } from '../../../pages/frame/parts.tsx';
import { WHO_READS } from '../../../pages/words/terms.ts';
import { answeredReferrals, answerReferral, waitingReferrals } from '../../../recommendations/referrals/commands.ts';
import { type Referral, ReferralAnswer } from '../../../recommendations/referrals/schema.ts';
import type { Context } from '../../../record/context.ts';
import { shapeFaults } from '../../../requests/shape.ts';
import { REFERRAL_OUTCOMES } from '../../../vocabulary/terms.ts';
import { DESK, type Desk, parameter } from '../../desk.tsx';
import { DeskPage, Done } from '../../desk-page.tsx';
import { Cards } from '../../parts/cards.tsx';
import { takenOr } from '../../taking.ts';
import { ANSWERS } from '../../words/host-answers.ts';
import { HOST_DESK } from '../../words/host-desk.ts';
import { crumbOf, deskOfHost } from '../form.tsx';

const MOST_WAITING = 20;
const MOST_ANSWERED = 15;

interface ReferralsProps {
  host: Host;
  /** Also those of cases. */
  reads: boolean;
  isAdmin: boolean;
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
function Unread({ host, isAdmin }: Pick<ReferralsProps, 'host' | 'isAdmin'>) {
  const words = useWords(ANSWERS);
  if (isAdmin) return <p>{words.unreadAdmin}</p>;
  return (
    <p>
      {words.unreadAwaiting} <Link to={`${deskOfHost(host)}/proof`}>{words.prove}</Link>
    </p>
  );
}

function ReferralsPage({ filled, isDone, ...shown }: ReferralsProps & { filled: Filled; isDone: boolean }) {
  const { reads } = shown;
  const words = useWords(ANSWERS);
  const who = useWords(WHO_READS);
  return (
    <DeskPage heading={words.referrals} lead={words.referralsLead} crumb={crumbOf(shown.host)} filled={filled}>
      {isDone && <Done>{words.done}</Done>}
      {reads ? <p class="small">{who.referred}</p> : <Unread {...shown} />}
      <Waiting {...shown} />
      <Answered {...shown} />
    </DeskPage>
  );
}

/** Associations that federations sent to a host without naming them, and what it answers. */
export function referralPages(desk: Desk, { catalogue }: Bercail): void {
  const path = `${DESK}/hosts/:host/referrals`;
  const read = async (context: Context, ref: string) => {
    const host = await ownHost(context, ref);
    const { items, total } = await waitingReferrals(context, host.id, MOST_WAITING);
    const model = catalogue.current();
    return {
      host,
      reads: readsReferrals(context.caller, host),
      isAdmin: context.caller.role === 'admin',
      waiting: items,
      total,
      answered: await answeredReferrals(context, host.id, MOST_ANSWERED),
      federationName: (slug: string) => curved(findFederation(model, slug)?.name ?? slug),
    };
  };
  desk.page(path, async (visit) => {
    const context = await visit.asHost(visit.params.host!, 'listWaitingReferrals');
    const isDone = parameter(visit, 'done') !== undefined;
    return <ReferralsPage {...(await read(context, visit.params.host!))} filled={EMPTY} isDone={isDone} />;
  });
  desk.form(path, async (visit, { fields, isStay }) => {
    const { params, asHost, page, reply } = visit;
    const context = await asHost(params.host!, 'answerReferral');
    const show = async (status: number, refusal?: string) => ({
      status,
      view: <ReferralsPage {...(await read(context, params.host!))} filled={{ ...EMPTY, refusal }} isDone={false} />,
    });
    if (isStay) return await show(200);
    const answer = { outcome: fields.get('outcome') };
    if (shapeFaults(ReferralAnswer, answer).length > 0) return await show(422, ANSWERS[page.language].outcomeExpected);
    return await takenOr(
      visit,
      async () => {
        await answerReferral(context, params.host!, fields.get('id') ?? '', answer as ReferralAnswer);
        return { to: `${DESK}/hosts/${params.host}/referrals?done=yes` };
      },
      ({ refusal }) => show(reply.statusCode, refusal),
    );
  });
}
