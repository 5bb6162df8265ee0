import type { Bercail } from '../../bercail.ts';
import { type MailState, readMailState } from '../../mail/queue.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import type { Desk } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ADMIN, moment } from './frame.tsx';

function MailPage({ state, sendsMail }: { state: MailState; sendsMail: boolean }) {
  const words = useWords(ADMINISTRATION);
  const { language } = usePage();
  const { waiting, waitingSince, tried, sent, refused, givenUp, lastProblem } = state;
  const facts = [
    [words.mailWaits, waitingSince ? words.mailSince(waiting, moment(waitingSince, language)) : waiting],
    [words.mailTried, tried],
    [words.mailSent, sent],
    [words.mailRefused, refused],
    [words.mailGivenUp, givenUp],
    ...(lastProblem === null ? [] : [[words.mailProblem, lastProblem] as const]),
  ] as const;
  return (
    <DeskPage heading={words.mail} lead={sendsMail ? words.mailHint : words.noMail} crumb={[ADMIN, words.heading]}>
      <dl class="pairs">
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </DeskPage>
  );
}

/** How sending goes. Nothing on it is about an address. */
export function mailPage(desk: Desk, { db, sendsMail }: Bercail): void {
  desk.page(`${ADMIN}/mail`, async ({ asAdmin }) => {
    asAdmin('getMetrics');
    return <MailPage state={await readMailState(db)} sendsMail={sendsMail} />;
  });
}
