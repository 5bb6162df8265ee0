import { answerMembership, wantedMember } from '../../../federations/members/answers.ts';
import { requestNotFound, requestsFor } from '../../../federations/members/requests.ts';
import {
  MembershipAnswerDraft,
  MembershipRefusalDraft,
  type MembershipRequest,
} from '../../../federations/members/schema.ts';
import { curved } from '../../../ground/texts.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, OutsideLink, WrittenText } from '../../../pages/frame/parts.tsx';
import { today } from '../../../requests/meaning.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import type { Desk } from '../../desk.tsx';
import { readText, writeText } from '../../parts/texts.ts';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { MEMBERS_DESK } from '../../words/federation-members.ts';
import { addressField, areaField, dateField, filledIn } from '../fields.tsx';
import { namedHost } from '../finding.tsx';
import { type FederationField, federationForm } from '../form.tsx';
import type { Opened } from '../frame.tsx';
import { memberDraftIn, memberFields, memberValues } from './facts.ts';
import { memberIn } from './pages.tsx';

/** The request of a host, that waits or was accepted. @throws CatalogueError member-not-found */
async function requestOf(
  { context: { db, caller }, federation }: Opened,
  slug: string,
  isAccepted = false,
): Promise<MembershipRequest> {
  const found = (await requestsFor(db, caller, federation))?.find(({ host }) => host === slug);
  if (found && (found.status === 'accepted') === isAccepted) return found;
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

/** Where a decision was discussed, and its day. */
const decisionFields = (language: Language, day: 'on' | 'askedOn' = 'on'): FederationField[] => [
  addressField(language, { name: 'url', label: MEMBERS_DESK[language].url, hint: MEMBERS_DESK[language].urlHint }),
  dateField(language, { name: 'on', label: MEMBERS_DESK[language][day], exact: true }),
];

/** Hosts that ask to join: accepted, asked for more, or refused. */
export function requestPages(desk: Desk): void {
  federationForm(desk, 'requests/:host', 'answerMembership', async (opened) => {
    const { visit, federation, at, context } = opened;
    const { language, say } = visit.page;
    const words = MEMBERS_DESK[language];
    const host = namedHost(visit);
    const asked = await requestOf(opened, host.slug);
    const member = memberIn(federation, host.slug);
    const name = curved(host.name);
    const wanted = wantedMember(member ?? {}, asked);
    const ofMember = memberFields(
      language,
      { reference: context.reference, charter: federation.charter ?? asked.charter },
      true,
    );
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
      fields: [
        ...ofMember.map((field) => ({ ...field, at: field.at.map((pointer) => `/member${pointer}`) })),
        ...decisionFields(language),
      ],
      present: memberValues(wanted, language),
      proposed: { ...memberValues(wanted, language), on: today(context) },
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
      shape: MembershipAnswerDraft,
      draft: (typed) => {
        const { status: _, ...said } = memberDraftIn(typed, wanted, language);
        return { status: 'accepted', member: said, ...filledIn(typed, ['url', 'on']) };
      },
      save: (context, draft, version) =>
        answerMembership(context, { federation: federation.id, host: host.id }, draft, version),
      next: 'members?done=accepted',
    };
  });

  federationForm(desk, 'requests/:host/decision', 'answerMembership', async (opened) => {
    const { visit, federation } = opened;
    const { language } = visit.page;
    const words = MEMBERS_DESK[language];
    const host = namedHost(visit);
    const { answer } = await requestOf(opened, host.slug, true);
    return {
      heading: words.decision(curved(host.name)),
      lead: words.decisionLead,
      above: ['requests', words.otherRequests],
      fields: decisionFields(language),
      present: { url: answer?.url ?? '', on: answer?.on ?? '' },
      shape: MembershipAnswerDraft,
      draft: (typed) => ({
        status: 'accepted',
        ...(answer?.reason && { reason: answer.reason }),
        ...filledIn(typed, ['url', 'on']),
      }),
      save: (context, draft) =>
        answerMembership(context, { federation: federation.id, host: host.id }, draft, undefined),
      next: 'requests?done=saved',
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
        heading: isRefusal ? words.refusalHeading : words.ask,
        lead: isRefusal ? words.refuseLead : words.askLead,
        above: [`requests/${host.slug}`, words.request(curved(host.name))],
        fields: [
          areaField({
            ...{ name: 'reason', label: isRefusal ? words.reason : words.askText, hint: words.reasonHint },
            expects: FEDERATION_DESK[language].textExpected,
          }),
          ...decisionFields(language, isRefusal ? 'on' : 'askedOn'),
        ],
        present: answer ? { reason: readText(answer.reason, language), url: answer.url ?? '', on: answer.on } : {},
        ...(!answer && { proposed: { on: today(context) } }),
        send: isRefusal ? words.refuse : words.sendAsk,
        shape: MembershipRefusalDraft,
        draft: (typed) => {
          const reason = writeText(answer?.reason, typed.reason ?? '', language);
          return { status, ...(reason && { reason }), ...filledIn(typed, ['url', 'on']) };
        },
        save: (context, draft) =>
          answerMembership(context, { federation: federation.id, host: host.id }, draft, undefined),
        next: `members?done=${isRefusal ? 'refused' : 'asking'}`,
      };
    });
}
