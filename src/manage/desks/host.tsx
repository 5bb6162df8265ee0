import type { Bercail } from '../../bercail.ts';
import type { Host } from '../../documents/host.ts';
import { isCurrent } from '../../documents/membership.ts';
import { listRequestsOf } from '../../federations/members/store.ts';
import { addDays } from '../../ground/clock.ts';
import { curved } from '../../ground/texts.ts';
import { documentOf } from '../../host-documents/write.ts';
import { missingToPublish, RETURN_DAYS } from '../../hosts/entries/publishable.ts';
import { List } from '../../pages/frame/lists.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { GUIDE_FOR_HOSTS } from '../../pages/words/guide-for-hosts.ts';
import { mayDoAll } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { sayHere } from '../../watching/commands.ts';
import { DESK, type Desk, doneIn, type SignedIn } from '../desk.tsx';
import { DeskForm, DeskPage, Done, LinkLine, TapLink } from '../desk-page.tsx';
import { referralPages } from '../host/answers/referrals.tsx';
import { reportPages } from '../host/answers/reports.tsx';
import { requestPages } from '../host/answers/requests.tsx';
import { reviewPages } from '../host/answers/reviews.tsx';
import { closingPages } from '../host/closing/pages.tsx';
import { confirmPages } from '../host/confirm.tsx';
import { factsForm, helpForm, identityForm, roomsForm } from '../host/facts.tsx';
import { ownFilePages } from '../host/file/own-files.tsx';
import { filePages } from '../host/file/pages.tsx';
import { hostSourcePage } from '../host/file/source.tsx';
import { historyPage, privateAddressPages } from '../host/following/pages.tsx';
import { deskOfHost, hostForm, openHost } from '../host/form.tsx';
import { evidenceForm, promiseForms, questionsForm, servicePromisesForm } from '../host/promises/forms.tsx';
import { missingFactsPage } from '../host/promises/missing.tsx';
import { Outcomes, PublicPage } from '../host/public-part.tsx';
import { Saved } from '../host/saved.tsx';
import { servicePages } from '../host/services/pages.tsx';
import { firstServiceForm } from '../joining/beginning.tsx';
import { Steps } from '../joining/missing.tsx';
import { AccessNote, PeopleLinks } from '../parts/person.tsx';
import { DESK_WORDS } from '../words/desk.ts';
import { HOST_DESK } from '../words/host-desk.ts';
import { PUBLICATION } from '../words/publication.ts';
import { Waiting, waitingFor } from './home.tsx';

/** The pages of a host's desk, by the last part of their addresses and what they are called. */
const PARTS = [
  ['facts', 'facts'],
  ['identity', 'identity'],
  ['services', 'services'],
  ['rooms', 'rooms'],
  ['help', 'help'],
  ['file', 'file'],
  ['source', 'source'],
  ['confirmation', 'confirm'],
  ['closing', 'closing'],
] as const;

const OF_OTHERS = [
  ['requests', 'requests'],
  ['referrals', 'referrals'],
  ['reviews', 'reviews'],
  ['reports', 'reports'],
] as const;

const TO_FOLLOW = [
  ['history', 'history'],
  ['addresses', 'addresses'],
  ['mail', 'mail'],
] as const;

type Part = (typeof PARTS | typeof OF_OTHERS | typeof TO_FOLLOW)[number];

function PartLinks({ at, parts }: { at: string; parts: readonly Part[] }) {
  const words = useWords(HOST_DESK);
  return (
    <ul>
      {parts.map(([part, name]) => (
        <li key={part}>
          <TapLink to={`${at}/${part}`} name={words[name]} />
        </li>
      ))}
    </ul>
  );
}

/** The questions about promises, each page with how many of them wait for an answer. */
function Promises({ host, visit }: { host: Host; visit: SignedIn }) {
  const words = useWords(HOST_DESK);
  const at = deskOfHost(host);
  const document = documentOf(host);
  return (
    <>
      <h2>{words.promises}</h2>
      <List of={[['questions', questionsForm] as const, ...promiseForms]}>
        {([part, formOf]) => {
          const { heading, fields } = formOf(visit);
          const open = fields(document, host).filter(({ read }) => read(document).length === 0).length;
          return (
            <>
              <TapLink to={`${at}/${part}`} name={heading} /> {open > 0 && `(${words.unanswered(open)})`}
            </>
          );
        }}
      </List>
      <LinkLine to={`${at}/evidence`} name={words.evidence} />
    </>
  );
}

type HostDeskNeeds = Pick<Bercail, 'importer' | 'matcher' | 'pasts' | 'policy' | 'publicUrl'>;

/** Days during which the first page tells that a network has accepted the host. */
const DAYS_TOLD = 60;

/** The desk of a host. */
export function hostDesk(desk: Desk, given: HostDeskNeeds): void {
  desk.page(`${DESK}/hosts/:host`, async (visit) => {
    const { page } = visit;
    const { context, host } = await openHost(visit, 'getHostTodo');
    const waits = await waitingFor(given.policy, context, host, page);
    const isOut = host.state === 'draft' || host.state === 'withdrawn';
    const missing = isOut ? await missingToPublish(context, host.id) : [];
    const told = doneIn(visit, PUBLICATION[page.language].done);
    const words = HOST_DESK[visit.page.language];
    const publication = PUBLICATION[visit.page.language];
    const desk = DESK_WORDS[visit.page.language];
    const { say } = visit.page;
    const at = deskOfHost(host);
    // Of a draft its steps say nearly the same; nobody else can say anything of it, and it has nothing to close.
    const isDraft = host.state === 'draft';
    const waiting = (
      <>
        <h2>{desk.waits}</h2>
        <Waiting waits={waits} most={waits.length} />
      </>
    );
    const accepted = (await listRequestsOf(context.db, host.id)).filter(
      ({ row, federation }) =>
        row.state === 'accepted' &&
        row.answeredOn! > addDays(today(context), -DAYS_TOLD) &&
        host.memberships.some((one) => one.federation === federation && isCurrent(one, today(context))),
    );
    const writes = mayDoAll(context.caller);
    return (
      <DeskPage heading={curved(host.name)} lead={desk.states[host.state]} crumb={[DESK, desk.mine]}>
        <AccessNote caller={context.caller} />
        {told && <Done>{told}</Done>}
        <Saved host={host} visit={visit} />
        {accepted.map(({ row, federation, name }) => (
          <p key={federation}>
            {words.acceptedBy(curved(name), say.date(row.answeredOn!))}{' '}
            <TapLink to={`${at}/requests`} name={words.requests} />
          </p>
        ))}
        {writes && <Steps host={host} missing={missing} model={visit.model} />}
        <p>
          {host.confirmedOn
            ? (host.confirmedOnBehalf ? words.confirmedOnBehalf : words.confirmedOn)(say.date(host.confirmedOn))
            : words.neverConfirmed}
        </p>
        {host.state === 'withdrawn' && (
          <>
            <p>{publication.withdrawnLead(RETURN_DAYS)}</p>
            <LinkLine to={`${at}/file/bercail.json`} name={publication.ownDocument} />
            <LinkLine to={`${at}/own-file`} name={publication.ownFile} />
          </>
        )}
        {isDraft && missing.length > 0 && (
          <p>
            <Link to={`${at}/publication`}>{words.seeDraft}</Link>
          </p>
        )}
        {!isDraft && host.state !== 'withdrawn' && <PublicPage host={host} />}
        {!isDraft && waiting}
        <LinkLine to={`${at}/missing`} name={words.missing} />
        {writes && (
          <>
            <h2>{words.parts}</h2>
            <PartLinks
              at={at}
              parts={PARTS.filter(([part]) => !isDraft || (part !== 'closing' && part !== 'source'))}
            />
            <Promises host={host} visit={visit} />
          </>
        )}
        <Outcomes host={host} visit={visit} />
        {!isDraft && (
          <>
            <h2>{words.ofOthers}</h2>
            <PartLinks at={at} parts={OF_OTHERS} />
          </>
        )}
        <h2>{words.toFollow}</h2>
        <PartLinks
          at={at}
          parts={TO_FOLLOW.filter(
            ([part]) => part === 'history' || (writes && (visit.bercail.sendsMail || part !== 'mail')),
          )}
        />
        <LinkLine to="/guide/hosts" name={GUIDE_FOR_HOSTS[visit.page.language].link} />
        <PeopleLinks caller={context.caller} />
        {isDraft && waiting}
        {(host.state === 'silent' || waits.some(({ kind }) => kind === 'site-unanswered')) && (
          <DeskForm action={`${at}/presence`} send={words.here}>
            <p>{words.hereHint}</p>
          </DeskForm>
        )}
        {writes && host.state !== 'withdrawn' && (
          <LinkLine to={`${at}/withdrawal`} name={publication[isDraft ? 'leaveDraft' : 'leave']} />
        )}
      </DeskPage>
    );
  });
  desk.form(`${DESK}/hosts/:host/presence`, async (visit, { isStay }) => {
    const { context, host, at } = await openHost(visit, 'sayHere');
    if (isStay) return { to: at };
    await sayHere(context, host.id);
    return { to: `${at}?done=here` };
  });
  hostForm(desk, 'facts', factsForm);
  hostForm(desk, 'questions', questionsForm);
  for (const [part, formOf] of promiseForms) hostForm(desk, part, formOf);
  hostForm(desk, 'services/:service/promises', servicePromisesForm);
  hostForm(desk, 'evidence', evidenceForm);
  missingFactsPage(desk);
  hostForm(desk, 'identity', identityForm);
  hostForm(desk, 'rooms', roomsForm);
  hostForm(desk, 'help', helpForm);
  hostForm(desk, 'first-service', firstServiceForm);
  servicePages(desk);
  filePages(desk);
  ownFilePages(desk);
  hostSourcePage(desk, given);
  confirmPages(desk);
  closingPages(desk);
  referralPages(desk);
  reportPages(desk);
  reviewPages(desk);
  requestPages(desk, given);
  historyPage(desk, given);
  privateAddressPages(desk, given);
}
