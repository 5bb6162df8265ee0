import { type Gained, type PositionList, positionListsOf, whatWasGained } from '../../advice/gained.ts';
import type { Host } from '../../documents/host.ts';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { textIn } from '../../vocabulary/reference.ts';
import type { DeskVisit } from '../desk.tsx';
import { HOST_DESK } from '../words/host-desk.ts';

/* What is said after something was saved. How the host stood before travels in the address, a letter for each need. */

const LETTERS: Readonly<Record<PositionList, string>> = {
  fits: 'f',
  'to-check': 'c',
  'not-seen': 's',
  'left-out': 'l',
  'not-known': 'k',
};

const LISTS = new Map(Object.entries(LETTERS).map(([list, letter]) => [letter, list as PositionList]));

const adviceOf = ({ bercail: { adviser }, model }: DeskVisit) => ({ adviser, catalogue: model });

/** What the address of the page that follows says of what was saved. */
export async function savedQuery(visit: DeskVisit, before: Host, after: Host): Promise<string> {
  const lettersOf = async (host: Host) =>
    (await positionListsOf(host, adviceOf(visit))).map((list) => LETTERS[list]).join('');
  const was = await lettersOf(before);
  return was === (await lettersOf(after)) ? 'saved=yes' : `saved=yes&was=${was}`;
}

/** What was just saved, and what it changed where that is known. */
export type JustSaved = { gained: Gained | undefined } | undefined;

/** What the address of a page says of what was saved. */
export async function justSaved(host: Host, visit: DeskVisit): Promise<JustSaved> {
  const { saved, was } = visit.request.query as Record<string, unknown>;
  if (saved === undefined) return undefined;
  const before = typeof was === 'string' ? [...was].flatMap((letter) => LISTS.get(letter) ?? []) : [];
  const isKnown = before.length === visit.bercail.adviser.panel.needs.length;
  const { language } = visit.page;
  return { gained: isKnown ? await whatWasGained(before, host, { ...adviceOf(visit), language }) : undefined };
}

/** Says that something was saved, and for how many needs that changed the place of the host; nothing else. */
export function Saved({ host, saved }: { host: Host; saved: JustSaved }) {
  const words = useWords(HOST_DESK);
  const { language } = usePage();
  if (!saved) return null;
  const { gained } = saved;
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
