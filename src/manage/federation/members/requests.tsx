import type { TSchema } from 'typebox';
import { MemberDraft } from '../../../documents/federation.ts';
import { answerMembership, wantedMember } from '../../../federations/members/answers.ts';
import { requestNotFound, requestsFor } from '../../../federations/members/requests.ts';
import {
  MembershipAnswerDraft,
  MembershipRefusalDraft,
  type MembershipRequest,
} from '../../../federations/members/schema.ts';
import { curved } from '../../../ground/texts.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, WrittenText } from '../../../pages/frame/parts.tsx';
import { today } from '../../../requests/meaning.ts';
import { inputPart } from '../../../requests/shape.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import type { Desk } from '../../desk.tsx';
import { OutsideLine, Quote, TapLink } from '../../desk-page.tsx';
import { fieldsOf } from '../../parts/field-kinds.tsx';
import type { FormField } from '../../parts/form.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { namedHost } from '../finding.tsx';
import { federationForm } from '../form.tsx';
import type { OpenDesk } from '../frame.tsx';
import { memberFields } from './facts.ts';
import { memberIn } from './pages.tsx';
import { MEMBERS_DESK } from './words.ts';

/** The request of a host, that waits or was accepted. @throws CatalogueError member-not-found */
async function requestOf(
  { context: { db, caller }, federation }: OpenDesk,
  slug: string,
  isAccepted = false,
): Promise<MembershipRequest> {
  const found = (await requestsFor(db, caller, federation))?.find(({ host }) => host === slug);
  if (found && (found.state === 'accepted') === isAccepted) return found;
  throw requestNotFound();
}

/** What the federation answered already. */
function Answered({ request: { state, answer } }: { request: MembershipRequest }) {
  const words = useWords(MEMBERS_DESK);
  const { say } = usePage();
  if (!answer || (state !== 'more-information' && state !== 'refused')) return null;
  return (
    <>
      <p>{words.answered[state](say.date(answer.answeredOn))}</p>
      <blockquote>
        {answer.reason && <WrittenText text={answer.reason} />}
        {answer.url && <OutsideLine to={answer.url} name={words.thread} />}
      </blockquote>
    </>
  );
}

/** Where a decision was discussed, and its day. */
function decisionFields(shape: TSchema, language: Language, day: 'answeredOn' | 'askedOn' = 'answeredOn'): FormField[] {
  const words = MEMBERS_DESK[language];
  const { address, date } = fieldsOf(shape, language);
  return [address('/url', words.url, { hint: words.urlHint }), date('/answeredOn', words[day])];
}

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
    const { state: _, ...wanted } = wantedMember(member ? inputPart(MemberDraft, member) : {}, asked);
    const body = { outcome: 'accepted', member: wanted };
    const charter = federation.charter ?? asked.charter;
    return {
      heading:
        asked.state === 'refused'
          ? words.refusedHeading(name)
          : asked.state === 'more-information'
            ? words.askingHeading(name)
            : words.request(name),
      lead: (asked.state === 'refused' ? words.refusedLead : words.requestLead)(say.date(asked.askedOn)),
      above: ['members', FEDERATION_DESK[language].rooms.members],
      before: (
        <>
          <p>
            <Link to={`/hosts/${host.slug}`}>{words.seeEntry}</Link>
          </p>
          <h2>{words.itsWords}</h2>
          {asked.note ? <Quote text={asked.note} /> : <p>{words.noWords}</p>}
          <Answered request={asked} />
          <h2>{words.acceptHeading}</h2>
          <p>{words.acceptLead}</p>
        </>
      ),
      shape: MembershipAnswerDraft,
      body,
      proposed: { ...body, answeredOn: today(context) },
      fields: [
        ...memberFields(MembershipAnswerDraft, '/member', { language, reference: context.reference, charter }),
        ...decisionFields(MembershipAnswerDraft, language),
      ],
      send: words.accept,
      after: (
        <>
          <h2>{words.refuseHeading}</h2>
          <p class="row">
            <TapLink to={`${at}/requests/${host.slug}/question`} name={words.ask} />
            <TapLink
              to={`${at}/requests/${host.slug}/refusal`}
              name={asked.state === 'refused' ? words.correctReason : words.refuse}
            />
          </p>
        </>
      ),
      // A member of whom nothing is said is not one of whom all is said as it asked.
      save: (context, { member = {}, ...draft }: MembershipAnswerDraft, version) =>
        answerMembership(context, { federation: federation.id, host: host.id }, { ...draft, member }, version),
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
      shape: MembershipAnswerDraft,
      body: { outcome: 'accepted', ...answer },
      fields: decisionFields(MembershipAnswerDraft, language),
      save: (context, draft) =>
        answerMembership(context, { federation: federation.id, host: host.id }, draft, undefined),
      next: 'requests?done=saved',
    };
  });

  for (const [part, outcome] of [
    ['question', 'more-information'],
    ['refusal', 'refused'],
  ] as const)
    federationForm(desk, `requests/:host/${part}`, 'answerMembership', async (opened) => {
      const { visit, federation, context } = opened;
      const { language } = visit.page;
      const words = MEMBERS_DESK[language];
      const isRefusal = outcome === 'refused';
      const host = namedHost(visit);
      const asked = await requestOf(opened, host.slug);
      const answer = asked.state === outcome ? asked.answer : undefined;
      const { eitherText } = fieldsOf(MembershipRefusalDraft, language);
      return {
        heading: isRefusal ? words.refusalHeading : words.ask,
        lead: isRefusal ? words.refuseLead : words.askLead,
        above: [`requests/${host.slug}`, words.request(curved(host.name))],
        shape: MembershipRefusalDraft,
        body: { outcome, ...answer },
        ...(!answer && { proposed: { answeredOn: today(context) } }),
        fields: [
          eitherText('/reason', isRefusal ? words.reason : words.askText, {
            ...{ hint: words.reasonHint, expects: FEDERATION_DESK[language].textExpected },
          }),
          ...decisionFields(MembershipRefusalDraft, language, isRefusal ? 'answeredOn' : 'askedOn'),
        ],
        send: isRefusal ? words.refuse : words.sendAsk,
        save: (context, draft) =>
          answerMembership(context, { federation: federation.id, host: host.id }, draft, undefined),
        next: `members?done=${isRefusal ? 'refused' : 'asking'}`,
      };
    });
}
