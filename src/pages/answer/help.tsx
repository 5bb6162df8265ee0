import { domainOf, mailtoOf } from '../../ground/addresses.ts';
import { curved } from '../../ground/texts.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { Fold, Section } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { CallButton, CopyButton, Dotted, Sentence } from '../frame/parts.tsx';
import { mailToHelper, shortestNeeded } from '../parts/message.ts';
import { ANSWER } from '../words/answer.ts';
import { CARD } from '../words/card.ts';
import { DIAGNOSIS } from '../words/diagnosis.ts';

/** Somebody who helps; where it is told, as of when that is known. */
type Helper = Match['help'][number] & { asOf?: string | null; toCheck?: boolean };

function HelperLine({ helper, level, lang }: { helper: Helper } & HelperProps) {
  const words = useWords(CARD);
  const { seen, undated } = useWords(DIAGNOSIS).answer;
  const { embedded, say } = usePage();
  const { name, kind, phone, email, contactUrl, text, asOf, toCheck } = helper;
  const page = helper.url ?? contactUrl;
  const Name = `h${level}` as const;
  return (
    <li>
      <Name>
        {page ? (
          <a class="tap" href={page} rel="noopener noreferrer" {...(embedded && { target: '_blank' })}>
            {curved(name)}
          </a>
        ) : (
          curved(name)
        )}
      </Name>
      <p class="small">
        <Sentence text={curved(text)} lang={lang} />
        {kind === 'directory' && ` ${words.directory}`}
        {toCheck && ` (${asOf ? seen(say.on(asOf)) : undated})`}
      </p>
      {phone && (
        <p>
          <CallButton phone={phone} picture />
        </p>
      )}
      {email && (
        <p class="small">
          <a class="tap" href={mailtoOf(email)}>
            <Dotted text={email} />
          </a>
        </p>
      )}
      {!email && contactUrl && contactUrl !== page && (
        <p class="small">
          <a class="tap" href={contactUrl} rel="noopener noreferrer" {...(embedded && { target: '_blank' })}>
            {words.contactPage}
          </a>
        </p>
      )}
    </li>
  );
}

interface HelperProps {
  level: 2 | 3 | 4;
  /** The language of the sentences; absent: that of the page. */
  lang?: Language;
}

/**
 * People who help associations without selling anything, in the order of the answer.
 * @param most helpers shown at once; the others are one step away
 */
export function Helpers({
  help,
  most = Number.POSITIVE_INFINITY,
  ...how
}: { help: readonly Helper[]; most?: number } & HelperProps) {
  const words = useWords(ANSWER);
  const lines = (helpers: readonly Helper[]) => (
    <ul class="list help">
      {helpers.map((helper) => (
        <HelperLine key={helper.name} helper={helper} {...how} />
      ))}
    </ul>
  );
  const others = help.slice(most);
  return (
    <>
      {lines(help.slice(0, most))}
      {others.length > 0 && <Fold title={words.otherHelp(others.length)}>{lines(others)}</Fold>}
    </>
  );
}

const MESSAGE = 'mail-help';

interface TalkFirstProps {
  help: Match['help'];
  need?: Need;
  territory: Need['territory'];
}

/** Whom to talk to before anything else: by telephone, by mail with the message ready, or on their page. Then who else. */
export function TalkFirst({ help, need, territory }: TalkFirstProps) {
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
    <Section title={nobody.talkTitle(curved(name))}>
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
    </Section>
  );
}
