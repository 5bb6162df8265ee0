import { type Federation, type Member, MemberDraft } from '../../../documents/federation.ts';
import { isCurrent } from '../../../documents/membership.ts';
import { putMember, removeMember } from '../../../federations/members/commands.ts';
import { requestsFor } from '../../../federations/members/requests.ts';
import type { MembershipRequest } from '../../../federations/members/schema.ts';
import { byText, curved } from '../../../ground/texts.ts';
import { List } from '../../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, OutsideLink } from '../../../pages/frame/parts.tsx';
import { today } from '../../../requests/meaning.ts';
import { inputPart } from '../../../requests/shape.ts';
import type { RequestState } from '../../../vocabulary/terms.ts';
import { type Desk, doneIn, queryParam } from '../../desk.tsx';
import { LinkLine, TapLink } from '../../desk-page.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { namedHost } from '../finding.tsx';
import { federationConfirm, federationForm } from '../form.tsx';
import { FEDERATION, FederationPage, hostName, ListPart, openDesk } from '../frame.tsx';
import { KINDS, type Kind, kindOf, memberFields, memberText } from './facts.ts';
import { MEMBERS_DESK } from './words.ts';

/** Members and requests on one page: it stays below 40 kB. */
const MOST = 40;
const MOST_REQUESTS = 15;

export const memberIn = ({ members }: Federation, slug: string): Member | undefined =>
  members.find(({ host }) => host === slug);

/** Who belongs to a federation: those who ask are answered, those who are in it are told, and it ends. */
export function memberPages(desk: Desk): void {
  desk.page(`${FEDERATION}/members`, async (visit) => {
    const opened = await openDesk(visit, 'listMembers');
    const { db, caller } = opened.context;
    const requests = (await requestsFor(db, caller, opened.federation)) ?? [];
    const kind = KINDS.find((one) => one === queryParam(visit, 'show')) ?? 'current';
    const words = MEMBERS_DESK[visit.page.language];
    const { rooms, all } = FEDERATION_DESK[visit.page.language];
    const { say } = visit.page;
    const { federation, at } = opened;
    const day = today(opened.context);
    const of = (wanted: Kind) => federation.members.filter((member) => kindOf(member, day) === wanted);
    const waiting = requests.filter(({ state }) => state === 'asked');
    const answered = answeredOf(requests);
    const shown = of(kind);
    const current = federation.members.filter((member) => isCurrent(member, day)).length;
    return (
      <FederationPage
        opened={opened}
        heading={rooms.members}
        lead={words.lead(current, of('toCheck').length)}
        done={doneIn(visit, {
          accepted: words.accepted,
          refused: words.refused,
          asking: words.asking,
          ended: words.ended,
          saved: words.saved,
        })}
      >
        {waiting.length > 0 && (
          <section class="card">
            <h2>
              {words.requests} ({waiting.length})
            </h2>
            <ul class="list">
              {waiting.slice(0, MOST_REQUESTS).map(({ host, name, askedOn }) => (
                <li key={host}>
                  {words.asked(curved(name), say.since(askedOn))}{' '}
                  <TapLink to={`${at}/requests/${host}`} name={words.answer} of={curved(name)} />
                </li>
              ))}
            </ul>
            {waiting.length > MOST_REQUESTS && <LinkLine to={`${at}/waiting/requests`} name={all(waiting.length)} />}
          </section>
        )}
        {answered.length > 0 && (
          <details>
            <summary>
              {words.otherRequests} ({answered.length})
            </summary>
            <List class="list" of={answered.slice(0, MOST_REQUESTS)}>
              {(request) => <AnsweredRequest request={request} at={at} />}
            </List>
            {answered.length > MOST_REQUESTS && (
              <LinkLine to={`${at}/requests`} name={all(answered.length)} of={words.otherRequests} />
            )}
          </details>
        )}
        <LinkLine to={`${at}/hosts/members`} name={words.add} />
        <nav aria-label={rooms.members}>
          <p class="row">
            {KINDS.map((one) => (
              <Link key={one} to={`${at}/members`} query={{ show: one }} class="tap" current={one === kind}>
                {words.kinds[one]} ({of(one).length})
              </Link>
            ))}
          </p>
        </nav>
        <h2>{words.kinds[kind]}</h2>
        <ListPart all={shown} none={words.none} visit={visit} most={MOST} path={`${at}/members`} query={{ show: kind }}>
          {(member) => (
            <>
              <TapLink to={`${at}/members/${member.host}`} name={hostName(visit, member.host)} />
              <p class="small soft">{memberText(member, day, say)}</p>
            </>
          )}
        </ListPart>
      </FederationPage>
    );
  });

  federationForm(desk, 'members/:host', 'putMember', (opened) => {
    const { visit, federation, at, context } = opened;
    const { language, say } = visit.page;
    const words = MEMBERS_DESK[language];
    const host = namedHost(visit);
    const member = memberIn(federation, host.slug);
    const isListed = member !== undefined;
    const day = today(context);
    const state = !isListed ? words.isNew : isCurrent(member, day) && member.askedOn ? words.isMember : undefined;
    return {
      heading: words.heading(curved(host.name)),
      lead: state ?? (isCurrent(member!, day) ? words.isUnspoken : memberText(member!, day, say)),
      above: ['members', FEDERATION_DESK[language].rooms.members],
      shape: MemberDraft,
      body: member ? inputPart(MemberDraft, member) : {},
      ...(!isListed && { proposed: { state: 'member' } }),
      fields: memberFields(MemberDraft, '', { language, reference: context.reference, charter: federation.charter }),
      before: (
        <p>
          <Link to={`/hosts/${host.slug}`}>{words.seeEntry}</Link>
        </p>
      ),
      ...(isListed && {
        after: (
          <LinkLine
            to={`${at}/members/${host.slug}/end`}
            name={kindOf(member, day) === 'former' ? words.neverLink : words.end}
          />
        ),
      }),
      save: (context, draft, version) =>
        putMember(context, { federation: federation.id, host: host.id }, draft, version),
      next: 'members?done=saved',
    };
  });

  federationConfirm(desk, 'members/:host/end', 'removeMember', ({ visit, federation, context }) => {
    const words = MEMBERS_DESK[visit.page.language];
    const host = namedHost(visit);
    const member = memberIn(federation, host.slug);
    const name = curved(host.name);
    const kind = member && kindOf(member, today(context));
    const never = { go: 'never', send: words.neverSend, lead: words.neverLead, heading: words.never };
    const lead = kind === 'follower' ? words.endFollowerLead : words.endLead;
    return {
      heading: kind === 'former' ? words.neverHeading(name) : words.endHeading(name),
      above: [`members/${host.slug}`, name],
      about: member ?? null,
      // What is over already can only be said never to have been.
      ways: [...(kind === 'former' ? [] : [{ go: 'end', send: words.endSend, lead }]), never],
      run: (context, go, version) =>
        removeMember(context, { federation: federation.id, host: host.id }, version, { never: go === 'never' }),
      next: 'members?done=ended',
    };
  });
}

/** Requests that were answered, the latest decision first. */
const answeredOf = (requests: readonly MembershipRequest[]): MembershipRequest[] =>
  requests
    .filter(({ state }) => state !== 'asked')
    .sort((a, b) => byText(b.answer?.answeredOn ?? '', a.answer?.answeredOn ?? '') || byText(a.host, b.host));

/** What was decided of a request, with its day and where it was discussed. */
function AnsweredRequest({ request: { host, name, state, answer }, at }: { request: MembershipRequest; at: string }) {
  const words = useWords(MEMBERS_DESK);
  const { say } = usePage();
  return (
    <>
      <TapLink to={`${at}/requests/${host}${state === 'accepted' ? '/decision' : ''}`} name={curved(name)} />,{' '}
      {words.states[state as RequestState]}
      {answer && ` (${say.date(answer.answeredOn)})`}
      {answer?.url && (
        <>
          {' · '}
          <OutsideLink to={answer.url}>
            {words.thread}
            <span class="vh"> {curved(name)}</span>
          </OutsideLink>
        </>
      )}
    </>
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
        done={queryParam(visit, 'done') === 'saved' ? words.saved : undefined}
      >
        <ListPart all={all} none={words.none} visit={visit} most={MOST} path={path}>
          {(request) => <AnsweredRequest request={request} at={opened.at} />}
        </ListPart>
      </FederationPage>
    );
  });
}
