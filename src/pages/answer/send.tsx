import { usePage, useWords } from '../frame/page.ts';
import { EraseButton } from '../frame/parts.tsx';
import { Picture, type PictureName } from '../frame/pictures.tsx';
import type { Questionnaire } from '../need/flow.ts';
import { keptLink } from '../need/kept.ts';
import { SEND_ON } from '../words/send-on.ts';
import { FRAME } from '../words/site.ts';
import { boardMail, boardText, type SentOn } from './board.ts';
import type { AnsweredNeed, Proposal } from './proposals.ts';

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
    <button type="submit" form="need" class="button" name="go" value={go}>
      <Picture name={picture} small />
      {text}
    </button>
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
        <button type="button" class="button" data-do="print" hidden>
          <Picture name="print" small />
          {frame.print}
        </button>
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
