import { mailtoOf } from '../../ground/addresses.ts';
import { curved } from '../../ground/texts.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { Fold } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { CallButton, Dotted, Heading, type HeadingLevel, Sentence } from '../frame/parts.tsx';
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
  return (
    <li>
      <Heading level={level}>
        {page ? (
          <a class="tap" href={page} rel="noopener noreferrer" {...(embedded && { target: '_blank' })}>
            {curved(name)}
          </a>
        ) : (
          curved(name)
        )}
      </Heading>
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
  level: HeadingLevel;
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
