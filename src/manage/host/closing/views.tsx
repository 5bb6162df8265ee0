import type { VNode } from 'preact';
import type { Announceable } from '../../../closings/commands.ts';
import { closingText, stageText } from '../../../closings/words.ts';
import { CANCELLABLE_DAYS, type Closing, isSettledOn } from '../../../documents/closing.ts';
import type { Host } from '../../../documents/host.ts';
import { isCurrent } from '../../../documents/membership.ts';
import { addDays } from '../../../ground/clock.ts';
import { capital, curved } from '../../../ground/texts.ts';
import type { Filled } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { OutsideLink, Sentence, WrittenText } from '../../../pages/frame/parts.tsx';
import { Picture } from '../../../pages/frame/pictures.tsx';
import { FRAME } from '../../../pages/words/site.ts';
import { CLOSING_STAGES } from '../../../vocabulary/terms.ts';
import { DeskForm, DeskPage, Done } from '../../desk-page.tsx';
import type { PreviewButtons } from '../../parts/preview.tsx';
import { deskOfHost } from '../form.tsx';
import { PublicPage } from '../public-part.tsx';
import { closingOf, type Ending, promisesOf } from './draft.tsx';
import { CLOSING_DESK } from './words.ts';

interface EndingProps extends Ending {
  action: string;
  day: string;
  nameOf(slug: string): string;
  federationName(slug: string): string;
}

/** What was promised, before any date is chosen. */
function Promised({ host, service, day }: Pick<EndingProps, 'host' | 'service' | 'day'>) {
  const words = useWords(CLOSING_DESK);
  const { say } = usePage();
  const promised = promisesOf({ host, service });
  const notice = promised['closing-notice'];
  const retrieval = promised['data-retrieval-after-end'];
  const announced = closingOf({ host, service })?.announcedOn;
  const from = announced?.length === 10 ? announced : day;
  return (
    <>
      <h2>{words.promised}</h2>
      <ul>
        <li>{notice === null ? words.noNotice : words.notice(notice, say.date(addDays(from, notice)))}</li>
        <li>{retrieval === null ? words.noRetrieval : words.retrieval(retrieval)}</li>
      </ul>
    </>
  );
}

/** A closing as everybody reads it. */
function Shown({ closing, nameOf }: { closing: Closing } & Pick<EndingProps, 'nameOf'>) {
  const words = useWords(CLOSING_DESK);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  const reached = CLOSING_STAGES.slice(0, closing.stage === null ? 0 : CLOSING_STAGES.indexOf(closing.stage) + 1);
  return (
    <>
      <p>
        <Sentence text={closingText(closing, say, nameOf)} />
      </p>
      <ul>
        {CLOSING_STAGES.filter((stage) => closing.stages[stage] !== undefined).map((stage) => (
          <li key={stage}>
            {capital(say.date(closing.stages[stage]!))}
            {colon}
            {stageText(stage, say)}
            {reached.includes(stage) && ` (${words.reached})`}
          </li>
        ))}
      </ul>
      {closing.reason && (
        <p>
          <strong>{words.why}</strong>
          {colon}
          <WrittenText text={closing.reason} />
        </p>
      )}
      {closing.exportGuide && (
        <p>
          {words.guideShown}
          {colon}
          <OutsideLink to={closing.exportGuide} />
        </p>
      )}
    </>
  );
}

const headingOf = ({ service }: Pick<Ending, 'service'>, words: (typeof CLOSING_DESK)['fr']) =>
  service ? words.serviceHeading(curved(service.name)) : words.wholeHeading;

const crumbOfClosings = (host: Host, words: (typeof CLOSING_DESK)['fr']) =>
  [`${deskOfHost(host)}/closing`, words.heading] as const;

/** What is promised and announced, then the form: the first screen, and the one to come back to. */
export function ClosingPage({
  filled,
  form,
  done,
  ...ending
}: EndingProps & {
  filled: Filled;
  form: VNode;
  done?: 'announced' | 'cancelled' | undefined;
}) {
  const words = useWords(CLOSING_DESK);
  const { say } = usePage();
  const { host, action, day, nameOf } = ending;
  const closing = closingOf(ending);
  return (
    <DeskPage
      heading={headingOf(ending, words)}
      lead={words.lead}
      crumb={crumbOfClosings(host, words)}
      form={action}
      filled={filled}
    >
      {done && (
        <>
          <Done>{words[done]}</Done>
          <PublicPage host={host} />
        </>
      )}
      {closing && (
        <>
          <h2>{words.current}</h2>
          <Shown closing={closing} nameOf={nameOf} />
          {(closing.stage === 'closed' || closing.stage === 'dataErased') && <p>{words.over}</p>}
        </>
      )}
      {closing && isSettledOn(closing, day) && <p>{words.settled}</p>}
      {closing && !isSettledOn(closing, day) && (
        <DeskForm
          action={action}
          send={words.cancel}
          hidden={{ go: ['cancel'], version: [`v${host.version}`] }}
          isSecond
        >
          {closing.announcedOn && <p>{words.cancelUntil(say.date(addDays(closing.announcedOn, CANCELLABLE_DAYS)))}</p>}
        </DeskForm>
      )}
      <Promised {...ending} />
      <h2>{closing ? words.changing : words.dates}</h2>
      {closing && <p>{words.changingLead}</p>}
      {form}
    </DeskPage>
  );
}

/** What everybody will see, who will know, and the button. */
export function ClosingPreview({
  tried: { closing },
  filled,
  buttons,
  ...ending
}: EndingProps & { tried: Announceable; filled: Filled; buttons: PreviewButtons }) {
  const words = useWords(CLOSING_DESK);
  const { say } = usePage();
  const { host, action, day, nameOf, federationName } = ending;
  const networks = host.memberships
    .filter((one) => isCurrent(one, day))
    .map(({ federation }) => federationName(federation));
  const broken = closing.promises.filter(({ state }) => state === 'broken');
  return (
    <DeskPage
      heading={words.reread}
      lead={words.rereadLead}
      crumb={crumbOfClosings(host, words)}
      form={action}
      filled={filled}
    >
      {broken.length > 0 && (
        <ul class="why">
          {broken.map(({ commitment, promised, actual }) => (
            <li class="care" key={commitment}>
              <Picture name="beware" />
              <span>{words.broken[commitment](promised!, actual!)}</span>
            </li>
          ))}
        </ul>
      )}
      <h2>{words.shown}</h2>
      <Shown closing={closing} nameOf={nameOf} />
      {!closing.exportGuide && <p>{words.noGuide}</p>}
      <h2>{words.told}</h2>
      <ul>
        <li>{words.toldReaders}</li>
        <li>{words.toldFollowers}</li>
        <li>{words.toldMatch}</li>
        {networks.length > 0 && <li>{words.toldFederations(say.list(networks))}</li>}
        {closing.successor && !closing.successor.agreed && (
          <li>{words.toldSuccessor(nameOf(closing.successor.host))}</li>
        )}
        <li>{words.toldNobody}</li>
      </ul>
      {buttons.confirm}
      {buttons.correct}
    </DeskPage>
  );
}
