import { domainOf } from '../../ground/addresses.ts';
import { curved } from '../../ground/texts.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import { Fold } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { CallButton, CopyButton } from '../frame/parts.tsx';
import { mailToHelper, shortestNeeded } from '../parts/message.ts';
import { ANSWER } from '../words/answer.ts';
import { CARD } from '../words/card.ts';
import { Helpers } from './help.tsx';

const MESSAGE = 'mail-help';

/** Whom to talk to before anything else: by telephone, by mail with the message ready, or on their page. Then who else. */
export function TalkFirst({
  help,
  need,
  territory,
}: {
  help: Match['help'];
  need?: Need;
  territory: Need['territory'];
}) {
  const { nobody } = useWords(ANSWER);
  const words = useWords(CARD);
  const { say } = usePage();
  const [first, ...others] = help;
  if (!first) return need?.sensitive ? <p>{nobody.competent}</p> : null;
  const { name, text, phone, email } = first;
  const url = first.contactUrl ?? first.url;
  const mail = mailToHelper(need, territory, say);
  const site = url && (domainOf(url) ?? url);
  const style = phone ? 'button' : 'button first';
  return (
    <section>
      <h2>{nobody.talkTitle(curved(name))}</h2>
      <article class="card host">
        <p>{curved(text)}</p>
        {phone && (
          <p>
            <CallButton phone={phone} first picture />
          </p>
        )}
        {email && (
          <p>
            <a class={style} href={shortestNeeded(email, [mail])}>
              {words.write(email)}
            </a>
          </p>
        )}
        {!email && site && (
          <p>
            <a
              class={style}
              href={url}
              rel="noopener noreferrer"
              target="_blank"
              data-copies={MESSAGE}
              data-then={words.copyAndOpen(site)}
            >
              {words.ask(site)}
            </a>
          </p>
        )}
        <Fold title={words.message(0)}>
          <div class="stack">
            <p class="letter" id={MESSAGE}>
              {mail.body}
            </p>
            <p class="screen">
              <CopyButton of={MESSAGE} />
            </p>
          </div>
        </Fold>
      </article>
      {others.length > 0 && <Helpers help={others} level={3} />}
    </section>
  );
}
