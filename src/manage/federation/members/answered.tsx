import { requestsFor } from '../../../federations/members/requests.ts';
import type { MembershipRequest } from '../../../federations/members/schema.ts';
import { byText, curved } from '../../../ground/texts.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, OutsideLink } from '../../../pages/frame/parts.tsx';
import type { RequestState } from '../../../vocabulary/terms.ts';
import { type Desk, parameter } from '../../desk.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { MEMBERS_DESK } from '../../words/federation-members.ts';
import { beginning, FEDERATION, FederationPage, openDesk, Part } from '../frame.tsx';

/** Shown at once: the page stays below 40 kB. */
const MOST = 40;

/** Requests that were answered, the latest decision first. */
export const answeredOf = (requests: readonly MembershipRequest[]): MembershipRequest[] =>
  requests
    .filter(({ status }) => status !== 'asked')
    .sort((a, b) => byText(b.answer?.on ?? '', a.answer?.on ?? '') || byText(a.host, b.host));

/** What was decided of each, with its day and where it was discussed. */
export function AnsweredRequests({ requests, at }: { requests: readonly MembershipRequest[]; at: string }) {
  const words = useWords(MEMBERS_DESK);
  const { say } = usePage();
  return (
    <ul class="list">
      {requests.map(({ host, name, status, answer }) => (
        <li key={host}>
          <Link to={`${at}/requests/${host}${status === 'accepted' ? '/decision' : ''}`} class="tap">
            {curved(name)}
          </Link>
          , {words.states[status as RequestState]}
          {answer && ` (${say.date(answer.on)})`}
          {answer?.url && (
            <>
              {' · '}
              <OutsideLink to={answer.url}>
                {words.thread}
                <span class="vh"> {curved(name)}</span>
              </OutsideLink>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** All requests that were answered. */
export function answeredPage(desk: Desk): void {
  desk.page(`${FEDERATION}/requests`, async (visit) => {
    const opened = await openDesk(visit, 'listMembers');
    const { db, caller } = opened.context;
    const { language } = visit.page;
    const words = MEMBERS_DESK[language];
    const all = answeredOf((await requestsFor(db, caller, opened.federation)) ?? []);
    const path = `${opened.at}/requests`;
    return (
      <FederationPage
        opened={opened}
        heading={words.otherRequests}
        above={['members', FEDERATION_DESK[language].rooms.members]}
        done={parameter(visit, 'done') === 'saved' ? words.saved : undefined}
      >
        {all.length === 0 && <p>{words.none}</p>}
        <Part all={all} from={beginning(visit, all.length)} most={MOST} path={path}>
          {(shown) => <AnsweredRequests requests={shown} at={opened.at} />}
        </Part>
      </FederationPage>
    );
  });
}
