import type { Bercail } from '../../bercail.ts';
import type { Host } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { ownHost } from '../../hosts/commands.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { DESK, type Desk } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { Waiting, waitingFor } from '../waiting.tsx';
import { DESK_WORDS } from '../words/desk.ts';
import { HOST_DESK } from '../words/host-desk.ts';
import { reportPages } from './answers/reports.tsx';
import { requestPages } from './answers/requests.tsx';
import { reviewPages } from './answers/reviews.tsx';
import { closingPages } from './closing/pages.tsx';
import { confirmPages } from './confirm.tsx';
import { factsForm } from './facts.tsx';
import { addressPages } from './following/addresses.tsx';
import { historyPage } from './following/history.tsx';
import { deskOfHost, hostForm } from './form.tsx';
import { notForUsPages } from './not-for-us/pages.tsx';
import { questionsForm } from './questions.tsx';

/** The pages of a host's desk, by the last part of their addresses and what they are called. */
const PARTS = [
  ['facts', 'facts'],
  ['questions', 'questions'],
  ['confirmation', 'confirm'],
  ['closing', 'closing'],
] as const;

const OF_OTHERS = [
  ['requests', 'requests'],
  ['reviews', 'reviews'],
  ['reports', 'reports'],
  ['not-for-us', 'notForUs'],
] as const;

const TO_FOLLOW = [
  ['history', 'history'],
  ['addresses', 'addresses'],
] as const;

type Way = (typeof PARTS | typeof OF_OTHERS | typeof TO_FOLLOW)[number];

function Ways({ at, ways }: { at: string; ways: readonly Way[] }) {
  const words = useWords(HOST_DESK);
  return (
    <ul>
      {ways.map(([part, name]) => (
        <li key={part}>
          <Link to={`${at}/${part}`} class="tap">
            {words[name]}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function HostPage({ host, waits, isSaved }: { host: Host; waits: readonly string[]; isSaved: boolean }) {
  const words = useWords(HOST_DESK);
  const desk = useWords(DESK_WORDS);
  const { say } = usePage();
  const at = deskOfHost(host);
  return (
    <DeskPage heading={curved(host.name)} lead={desk.states[host.state]} crumb={[DESK, desk.mine]}>
      {isSaved && (
        <p role="status">
          <strong>{words.saved}</strong>
        </p>
      )}
      <p>{host.confirmedAt ? words.confirmedOn(say.date(host.confirmedAt)) : words.neverConfirmed}</p>
      {host.state !== 'draft' && host.state !== 'withdrawn' && (
        <p>
          <Link to={`/hosts/${host.slug}`}>{words.see}</Link>
        </p>
      )}
      <h2>{words.parts}</h2>
      <Ways at={at} ways={PARTS} />
      <h2>{words.ofOthers}</h2>
      <Ways at={at} ways={OF_OTHERS} />
      <h2>{words.toFollow}</h2>
      <Ways at={at} ways={TO_FOLLOW} />
      <h2>{desk.waits}</h2>
      <Waiting waits={waits} most={waits.length} />
    </DeskPage>
  );
}

/** The desk of a host. */
export function hostDesk(desk: Desk, bercail: Bercail): void {
  desk.page(`${DESK}/hosts/:host`, async ({ params, asHost, page, request }) => {
    const context = await asHost(params.host!, 'getHostTodo');
    const host = await ownHost(context, params.host!);
    const waits = await waitingFor(bercail, context, host.id, page.language);
    return <HostPage host={host} waits={waits} isSaved={'saved' in (request.query as object)} />;
  });
  hostForm(desk, 'facts', factsForm);
  hostForm(desk, 'questions', questionsForm);
  confirmPages(desk);
  closingPages(desk, bercail);
  reportPages(desk);
  reviewPages(desk, bercail);
  requestPages(desk, bercail);
  historyPage(desk, bercail);
  addressPages(desk, bercail);
  notForUsPages(desk, bercail);
}
