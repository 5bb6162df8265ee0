import { usePage, useWords } from '../frame/page.ts';
import { EraseButton } from '../frame/parts.tsx';
import { Picture } from '../frame/pictures.tsx';
import type { Questionnaire } from '../need/flow.ts';
import { keptLink } from '../need/kept.ts';
import { SEND_ON } from '../words/send-on.ts';
import { FRAME } from '../words/site.ts';
import { boardMail, boardText, type SentOn } from './board.ts';
import type { AnsweredNeed, Proposal } from './proposals.ts';

/** What to do with the answer: send it to the board, compare, print, keep. Only what needs a script waits for one. */
export function SendOn({
  questionnaire,
  answered: { need, match },
  proposals,
  shown,
  shared,
}: {
  questionnaire: Questionnaire;
  answered: AnsweredNeed;
  proposals: readonly Proposal[];
  /** How many answers the page shows: more than are compared, where it shows all. */
  shown: number;
  shared: string;
}) {
  const words = useWords(SEND_ON);
  const frame = useWords(FRAME);
  const page = usePage();
  const sent: SentOn = {
    need,
    proposals,
    help: match.help,
    shared,
    link: keptLink(page, questionnaire.form),
    day: match.asOf,
  };
  return (
    <section class="tight">
      <nav class="send" aria-label={words.ways}>
        <a class="button first" href={boardMail(sent, page.say)}>
          <Picture name="send" small />
          {words.board}
        </a>
        {proposals.length > 0 && (
          <button type="submit" form="need" class="button" name="go" value="compare">
            <Picture name="compare" small />
            {shown > proposals.length ? words.compareFirst(proposals.length) : words.compare}
          </button>
        )}
        <button type="submit" form="need" class="button" name="go" value="file">
          <Picture name="save" small />
          {words.keep}
        </button>
        <button type="button" class="button" data-do="print" hidden>
          <Picture name="print" small />
          {frame.print}
        </button>
        <button type="button" class="button" data-do="share" data-of="sent" hidden>
          <Picture name="share" small />
          {words.share}
        </button>
        <button
          type="button"
          class="button"
          data-do="copy"
          data-unless="share"
          data-of="sent"
          data-done={frame.copied}
          hidden
        >
          <Picture name="copy" small />
          {words.copy}
        </button>
        <EraseButton form="need" />
      </nav>
      <textarea id="sent" hidden readOnly aria-label={words.textLabel} value={boardText(sent, page.say)} />
    </section>
  );
}
