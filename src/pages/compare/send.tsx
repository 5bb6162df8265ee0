import type { Host } from '../../documents/host.ts';
import { wayTo } from '../answer/contact.tsx';
import { cutAfter, type Mail, shortestNeeded } from '../answer/mailto.ts';
import { addressIn, type Page, usePage, useWords } from '../frame/page.ts';
import { Picture } from '../frame/pictures.tsx';
import { COMPARE_HOSTS } from '../words/compare.ts';
import { SEND_ON } from '../words/send-on.ts';
import { FRAME } from '../words/site.ts';

/** What a link to a mail has room for, of each of three names and of their addresses. */
const SHORT = 60;

function mailWith(hosts: readonly Host[], day: string, page: Page, most: number): Mail {
  const words = COMPARE_HOSTS[page.language].mail;
  const lines = hosts.map((host) => {
    const to = wayTo({ host, services: [] })?.to ?? '';
    return `- ${cutAfter(host.name, most)} ${to.length <= most ? to : ''}`.trimEnd();
  });
  const address = page.site + addressIn(page, '/compare');
  return {
    subject: words.subject,
    body: [words.lead, ...lines, '', words.beside, address, '', SEND_ON[page.language].signed(page.say.date(day))].join(
      '\n',
    ),
  };
}

/** What to do with a comparison: print it, send its address to the board. */
export function SendComparison({ hosts, day }: { hosts: readonly Host[]; day: string }) {
  const words = useWords(SEND_ON);
  const frame = useWords(FRAME);
  const page = usePage();
  const mails = [Number.POSITIVE_INFINITY, SHORT].map((most) => mailWith(hosts, day, page, most));
  return (
    <nav class="send" aria-label={useWords(COMPARE_HOSTS).send}>
      <a class="button first" href={shortestNeeded(null, mails)}>
        <Picture name="send" small />
        {words.board}
      </a>
      <button type="button" class="button" data-do="print" hidden>
        <Picture name="print" small />
        {frame.print}
      </button>
    </nav>
  );
}
