import type { Model } from '../../catalogue/model.ts';
import { Sentence } from '../../pages/frame/parts.tsx';
import { bilingual } from '../../pages/words/typeset.ts';
import type { SignedIn } from '../desk.tsx';
import { type Opened, openDesk } from './frame.tsx';

/* What the rooms of a federation's desk share. */

/** What the rooms of a federation's desk have in common. */
export const ROOM = bilingual(
  {
    stale:
      'Quelqu’un d’autre a changé cela entre-temps. Ce que vous avez écrit est encore là : relisez, puis envoyez de nouveau.',
    saved: 'C’est enregistré.',
    more: (count: number) => (count === 1 ? 'Et une autre.' : `Et ${count} autres.`),
  },
  {
    stale: 'Somebody else changed this meanwhile. What you wrote is still here: read it again, then send it again.',
    saved: 'Saved.',
    more: (count) => (count === 1 ? 'And one more.' : `And ${count} more.`),
  },
);

/** The desk of a federation, opened, with the catalogue that holds what was written last. */
export interface Own extends Opened {
  model: Model;
}

/**
 * Opens a room of the desk of the federation that an address names.
 * @param operation operationId of the same command in the API, for the audit
 * @throws CatalogueError federation-not-found, not-yours
 */
export async function ownFederation(visit: SignedIn, operation: string): Promise<Own> {
  const opened = await openDesk(visit, operation);
  await visit.bercail.catchUp();
  return { ...opened, model: visit.bercail.catalogue.current() };
}

/** Some lines of a list, and how many there are besides. */
export function Lines({
  lines,
  most,
  more,
}: {
  lines: readonly string[];
  most: number;
  more: (count: number) => string;
}) {
  return (
    <>
      <ul>
        {lines.slice(0, most).map((text) => (
          <li key={text}>
            <Sentence text={text} />
          </li>
        ))}
      </ul>
      {lines.length > most && <p>{more(lines.length - most)}</p>}
    </>
  );
}
