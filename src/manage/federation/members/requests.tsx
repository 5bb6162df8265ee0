import { MemberDraft } from '../../../documents/federation.ts';
import { putMember } from '../../../federations/members/commands.ts';
import { answerMembership, requestNotFound, requestsFor } from '../../../federations/members/requests.ts';
import { MembershipAnswerDraft, type MembershipRequest } from '../../../federations/members/schema.ts';
import { curved } from '../../../ground/texts.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, OutsideLink, WrittenText } from '../../../pages/frame/parts.tsx';
import { today } from '../../../requests/meaning.ts';
import type { Desk } from '../../desk.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { MEMBERS_DESK } from '../../words/federation-members.ts';
import { addressField, areaField, dateField, filledIn } from '../fields.tsx';
import { namedHost } from '../finding.tsx';
import { federationForm } from '../form.tsx';
import { type Opened, readText, writeText } from '../frame.tsx';
import { memberDraftIn, memberFields, memberValues } from './facts.ts';
import { memberIn } from './pages.tsx';

/** The request of a host. @throws CatalogueError member-not-found */
async function requestOf({ context: { db, caller }, federation }: Opened, slug: string): Promise<MembershipRequest> {
  const found = (await requestsFor(db, caller, federation))?.find(({ host }) => host === slug);
  if (found) return found;
  throw requestNotFound();
}

/** What the federation answered already. */
function Answered({ request: { status, answer } }: { request: MembershipRequest }) {
  const words = useWords(MEMBERS_DESK);
  const { say } = usePage();
  if (!answer || (status !== 'more-information' && status !== 'refused')) return null;
  return (
    <>
      <p>{words.answered[status](say.date(answer.on))}</p>
      <blockquote>
        {answer.reason && <WrittenText text={answer.reason} />}
        {answer.url && (
          <p>
            <OutsideLink to={answer.url}>{words.thread}</OutsideLink>
          </p>
        )}
      </blockquote>
    </>
  );
}

/** Hosts that ask to join: accepted, asked for more, or refused. */
export function requestPages(desk: Desk): void {
  federationForm(desk, 'requests/:host', 'putMember', async (opened) => {
    const { visit, federation, at, context } = opened;
    const { language, say } = visit.page;
    const words = MEMBERS_DESK[language];
    const host = namedHost(visit);
    const asked = await requestOf(opened, host.slug);
    const member = memberIn(federation, host.slug);
    const name = curved(host.name);
    const { since, charter, charterVersion } = asked;
    // Whoever comes back is no longer gone.
    const { until: _, ...before }: Partial<MemberDraft> = member ?? {};
    const wanted = { ...before, status: 'member' as const, ...(since && { since }), ...(charter && { charter }) };
    const values = memberValues({ ...wanted, ...(charterVersion && { charterVersion }) }, language);
    return {
      heading: words.request(name),
      lead: words.requestLead(say.date(asked.askedOn)),
      above: ['members', FEDERATION_DESK[language].rooms.members],
      before: (
        <>
          <p>
            <Link to={`/hosts/${host.slug}`}>{words.seeEntry}</Link>
          </p>
          <h2>{words.itsWords}</h2>
          {asked.note ? (
            <blockquote>
              <WrittenText text={asked.note} />
            </blockquote>
          ) : (
            <p>{words.noWords}</p>
          )}
          <Answered request={asked} />
          <h2>{words.acceptHeading}</h2>
          <p>{words.acceptLead}</p>
        </>
      ),
      fields: memberFields(language, { reference: context.reference, charter: federation.charter ?? charter }, true),
      present: values,
      send: words.accept,
      after: (
        <>
          <h2>{words.refuseHeading}</h2>
          <p class="row">
            <Link to={`${at}/requests/${host.slug}/question`} class="tap">
              {words.ask}
            </Link>
            <Link to={`${at}/requests/${host.slug}/refusal`} class="tap">
              {words.refuse}
            </Link>
          </p>
        </>
      ),
      shape: MemberDraft,
      draft: (typed) => memberDraftIn(typed, wanted, language),
      save: (context, draft, version) =>
        putMember(context, { federation: federation.id, host: host.id }, draft, version),
      next: 'members?done=accepted',
    };
  });

  for (const [part, status] of [
    ['question', 'more-information'],
    ['refusal', 'refused'],
  ] as const)
    federationForm(desk, `requests/:host/${part}`, 'answerMembership', async (opened) => {
      const { visit, federation, context } = opened;
      const { language } = visit.page;
      const words = MEMBERS_DESK[language];
      const isRefusal = status === 'refused';
      const host = namedHost(visit);
      const asked = await requestOf(opened, host.slug);
      const answer = asked.status === status ? asked.answer : undefined;
      return {
        heading: isRefusal ? words.refuseHeading : words.ask,
        lead: isRefusal ? words.refuseLead : words.askLead,
        above: [`requests/${host.slug}`, words.request(curved(host.name))],
        fields: [
          areaField({
            ...{ name: 'reason', label: isRefusal ? words.reason : words.askText, hint: words.reasonHint },
            expects: FEDERATION_DESK[language].textExpected,
          }),
          addressField(language, { name: 'url', label: words.url, hint: words.urlHint }),
          dateField(language, { name: 'on', label: words.on, exact: true }),
        ],
        present: answer ? { reason: readText(answer.reason, language), url: answer.url ?? '', on: answer.on } : {},
        ...(!answer && { proposed: { on: today(context) } }),
        send: isRefusal ? words.refuse : words.sendAsk,
        shape: MembershipAnswerDraft,
        draft: (typed) => {
          const reason = writeText(answer?.reason, typed.reason ?? '', language);
          return { status, ...(reason && { reason }), ...filledIn(typed, ['url', 'on']) };
        },
        save: (context, draft) => answerMembership(context, { federation: federation.id, host: host.id }, draft),
        next: `members?done=${isRefusal ? 'refused' : 'asking'}`,
      };
    });
}
