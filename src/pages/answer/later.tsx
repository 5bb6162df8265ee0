import { addDays } from '../../ground/clock.ts';
import { calendarOf } from '../../waiting/subscription.ts';
import { usePage, useWords } from '../frame/page.ts';
import { Picture } from '../frame/pictures.tsx';
import { ANSWER } from '../words/answer.ts';
import { termsOf, wayTo } from './contact.tsx';
import { mailFor } from './message.ts';
import type { Proposal } from './proposals.ts';
import { shortName } from './telling.ts';

const DAYS = 10;

/** Whom to write to when the first do not answer, and a day in one's own calendar, with the message: it is made in the browser. */
export function Later({ proposals: [first, ...others], day }: { proposals: readonly Proposal[]; day: string }) {
  const words = useWords(ANSWER).later;
  const { say, site } = usePage();
  const asked = first?.hosts.map(({ host }) => host.slug) ?? [];
  const next = others.flatMap(({ hosts }) => hosts).find(({ host }) => !asked.includes(host.slug));
  if (!next) return null;
  const { host, need, questions } = next;
  const name = shortName(host.name);
  const { body } = mailFor(
    need,
    questions.map(({ text }) => text),
    say,
    termsOf(next),
  );
  const on = addDays(day, DAYS);
  const calendar = calendarOf({ title: words.event(name), url: `${site}/hosts/${host.slug}`, at: new Date(day) }, [
    {
      id: `again.${host.id}@${new URL(site).host}`,
      day: on,
      text: words.event(name),
      // A calendar is read by others, and kept by whoever runs it.
      more: [wayTo(next)?.to, need.sensitive ? undefined : body].filter(Boolean).join('\n\n'),
      isRemembered: false,
    },
  ]);
  return (
    <section class="later tight">
      <h2>{words.ask(name)}</h2>
      {need.sensitive !== true && (
        <>
          <p class="screen">
            <button type="button" class="button" data-do="save" data-of="again" data-name={words.file} hidden>
              <Picture name="date" small />
              {words.remind(say.date(on).replace(/ \d{4}$/, ''))}
            </button>
          </p>
          <textarea id="again" hidden readOnly aria-label={words.event(name)} value={calendar} />
        </>
      )}
    </section>
  );
}
