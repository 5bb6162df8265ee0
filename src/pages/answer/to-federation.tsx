import type { Federation } from '../../documents/federation.ts';
import { curved } from '../../ground/texts.ts';
import { usePage, useWords } from '../frame/page.ts';
import { OutsideLink } from '../frame/parts.tsx';
import { SEND_ON } from '../words/send-on.ts';
import { WHO_READS } from '../words/who-reads.ts';
import { needInShort } from './message.ts';
import type { AnsweredNeed } from './proposals.ts';

interface ToFederationProps {
  federation: Federation;
  answered: AnsweredNeed;
  /** Of this page alone: what is sent twice with it is sent once. */
  once: string;
  /** It was just refused: the other ways are open. */
  isRefused: boolean;
}

/** How the need goes to the federation in whose name the page is shown: sent, told by telephone, or handed over as a file. */
export function ToFederation({ federation, answered: { need }, once, isRefused }: ToFederationProps) {
  const { accompanied: words, keep } = useWords(SEND_ON);
  const { say } = usePage();
  const name = curved(federation.name);
  return (
    <section class="tight">
      <p class="small">{useWords(WHO_READS).sent(name)}</p>
      <p class="screen">
        <input type="hidden" form="need" name="once" value={once} />
        <button type="submit" form="need" class="second" name="go" value="send">
          {words.send(name)}
        </button>
      </p>
      <details open={isRefused}>
        <summary>{words.instead}</summary>
        <div class="stack">
          <p>{words.how}</p>
          <ul id="told">
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
