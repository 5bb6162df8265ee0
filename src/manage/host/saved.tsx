import { type List, standingOf, whatWasGained } from '../../advice/gained.ts';
import type { Host } from '../../documents/host.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { textIn } from '../../vocabulary/reference.ts';
import type { Visit } from '../desk.tsx';
import { HOST_DESK } from '../words/host-desk.ts';

/* What is said after something was saved. How the host stood before travels in the address, a letter for each need. */

const LETTERS: Readonly<Record<List, string>> = {
  fits: 'f',
  'to-check': 'c',
  'not-seen': 's',
  'left-out': 'l',
  'not-known': 'k',
};

const LISTS = new Map(Object.entries(LETTERS).map(([list, letter]) => [letter, list as List]));

const adviceOf = ({ bercail: { adviser }, model }: Visit) => ({ adviser, catalogue: model });

/** What the address of the page that follows says of what was saved. */
export async function savedQuery(visit: Visit, before: Host, after: Host): Promise<string> {
  await visit.bercail.adviser.prepare(visit.model);
  const lettersOf = (host: Host) =>
    standingOf(host, adviceOf(visit))
      .map((list) => LETTERS[list])
      .join('');
  const was = lettersOf(before);
  return was === lettersOf(after) ? 'saved=yes' : `saved=yes&was=${was}`;
}

/** Says that something was saved, and for how many needs that changed the place of the host; nothing else. */
export function Saved({ host, visit }: { host: Host; visit: Visit }) {
  const words = useWords(HOST_DESK);
  const { language } = usePage();
  const { saved, was } = visit.request.query as Record<string, unknown>;
  if (saved === undefined) return null;
  const before = typeof was === 'string' ? [...was].flatMap((letter) => LISTS.get(letter) ?? []) : [];
  const isKnown = before.length === visit.bercail.adviser.panel.needs.length;
  const gained = isKnown ? whatWasGained(before, host, { ...adviceOf(visit), language }) : undefined;
  return (
    <div class="state" role="status">
      <p>
        <strong>{host.state === 'draft' ? words.savedDraft : words.saved}</strong> {gained?.text}
      </p>
      {gained && gained.nowFits.length > 0 && (
        <details>
          <summary>{words.nowFits}</summary>
          <ul>
            {gained.nowFits.map(({ key, label }) => (
              <li key={key}>{textIn(label, language)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
