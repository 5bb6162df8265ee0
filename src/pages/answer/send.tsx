import type { Federation } from '../../documents/federation.ts';
import { curved } from '../../ground/texts.ts';
import type { Questionnaire } from '../asking/flow.ts';
import { keptLink } from '../asking/kept-need.ts';
import { Fold, List } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { EraseButton, Go, OutsideLink, PrintButton } from '../frame/parts.tsx';
import { Picture, type PictureName } from '../frame/pictures.tsx';
import { needInShort } from '../parts/message.ts';
import type { AnsweredNeed, Proposal } from '../parts/proposals.ts';
import { SEND_ON } from '../words/send-on.ts';
import { FRAME } from '../words/site.ts';
import { WHO_READS } from '../words/terms.ts';
import { boardMail, boardText, type SentOn } from './board.ts';

interface ToFederationProps {
  federation: Federation;
  answered: AnsweredNeed;
  /** Of this page alone: what is sent twice with it is sent once. Absent: nobody there reads what is sent. */
  once: string | undefined;
  /** It was just refused: the other ways are open. */
  isRefused: boolean;
}

/** How the need goes to the federation in whose name the page is shown: sent, told by telephone, or handed over as a file. */
export function ToFederation({ federation, answered: { need }, once, isRefused }: ToFederationProps) {
  const { accompanied: words, keep } = useWords(SEND_ON);
  const { sent } = useWords(WHO_READS);
  const { say } = usePage();
  const name = curved(federation.name);
  return (
    <section class="tight">
      {once !== undefined && (
        <>
          <p class="small">{sent(name)}</p>
          <p class="screen">
            <input type="hidden" form="need" name="once" value={once} />
            <Go form="need" class="second" go="send" text={words.send(name)} />
          </p>
        </>
      )}
      <Fold title={once === undefined ? words.tell(name) : words.instead} open={isRefused}>
        <div class="stack">
          <p>{once === undefined ? words.unread : words.how}</p>
          <List id="told" of={needInShort(need, say)} />
          <p>
            {words.orFile} <Go form="need" go="file" text={keep} />
          </p>
          {federation.website && (
            <p>
              <OutsideLink to={federation.website}>{words.site(name)}</OutsideLink>
            </p>
          )}
        </div>
      </Fold>
    </section>
  );
}

/** What one can do with an answer: equal tiles, none louder than the deed of the first card. Only what needs a script waits for one. */
export function SendOn({
  questionnaire,
  answered: { need, match },
  proposals,
  shared,
  isSensitive,
}: {
  questionnaire: Questionnaire;
  answered: AnsweredNeed;
  proposals: readonly Proposal[];
  shared: string;
  /** Somebody would be in danger: nothing that puts the need into an address. */
  isSensitive: boolean;
}) {
  const words = useWords(SEND_ON);
  const frame = useWords(FRAME);
  const page = usePage();
  const hosts = proposals.filter(({ almost }) => !almost);
  const sent: SentOn = {
    need,
    proposals: hosts,
    help: match.help,
    shared,
    link: isSensitive ? '' : keptLink(page, questionnaire.form),
    day: match.asOf,
  };
  const sending = (go: string, picture: PictureName, text: string) => (
    <Go form="need" class="button" go={go} picture={picture} text={text} />
  );
  return (
    <>
      <nav class="acts tight" aria-label={words.ways}>
        {!isSensitive && (
          <>
            {sending('file', 'save', words.keep)}
            <a class="button" href={boardMail(sent, page.say)}>
              <Picture name="send" small />
              {words.board}
            </a>
          </>
        )}
        <PrintButton picture />
        {!isSensitive && (
          <button type="button" class="button" data-do="share" data-of="sent" hidden>
            <Picture name="share" small />
            {words.share}
          </button>
        )}
        <button
          type="button"
          class="button"
          data-do="copy"
          {...(!isSensitive && { 'data-unless': 'share' })}
          data-of="sent"
          data-done={frame.copied}
          hidden
        >
          <Picture name="copy" small />
          {words.copy}
        </button>
        {!isSensitive && hosts.length > 0 && sending('compare', 'compare', words.compare)}
        <EraseButton form="need" />
      </nav>
      {isSensitive && <p class="small soft screen">{words.untraced}</p>}
      <textarea id="sent" hidden readOnly aria-label={words.textLabel} value={boardText(sent, page.say)} />
    </>
  );
}
