import type { Federation } from '../../documents/federation.ts';
import { curved } from '../../ground/texts.ts';
import { usePage, useWords } from '../frame/page.ts';
import { OutsideLink } from '../frame/parts.tsx';
import type { Questionnaire } from '../need/flow.ts';
import { spokenCode } from '../need/spoken.ts';
import { SEND_ON } from '../words/send-on.ts';
import { needInShort } from './message.ts';
import type { AnsweredNeed } from './proposals.ts';

interface ToFederationProps {
  federation: Federation;
  questionnaire: Questionnaire;
  answered: AnsweredNeed;
}

/** How the need goes to the federation in whose name the page is shown: read out, or handed over as a file. */
export function ToFederation({
  federation,
  questionnaire: { form, reference },
  answered: { need },
}: ToFederationProps) {
  const { accompanied: words, keep } = useWords(SEND_ON);
  const { say } = usePage();
  const name = curved(federation.name);
  return (
    <section class="tight">
      <details>
        <summary>{words.title(name)}</summary>
        <div class="stack">
          <p>{words.how}</p>
          <p>
            {words.code} <strong id="spoken">{spokenCode(form, reference)}</strong>
          </p>
          <p>{words.told}</p>
          <ul>
            {needInShort(need, say).map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
          <p>
            {words.orFile}{' '}
            <button type="submit" form="need" class="link" name="go" value="file">
              {keep}
            </button>
          </p>
          {federation.website && (
            <p>
              <OutsideLink to={federation.website}>{words.site(name)}</OutsideLink>
            </p>
          )}
        </div>
      </details>
    </section>
  );
}
