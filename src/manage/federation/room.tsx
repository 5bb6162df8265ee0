import type { VNode } from 'preact';
import type { Model } from '../../catalogue/model.ts';
import { Sentence } from '../../pages/frame/parts.tsx';
import { bilingual } from '../../pages/words/typeset.ts';
import type { Shown, SignedIn } from '../desk.tsx';
import type { FieldPlace } from '../parts/faults.ts';
import { type Refusal, takenOr } from '../parts/taking.ts';
import { type Opened, openDesk, parameter } from './frame.tsx';

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

/** Words of what was done last, by the parameter `done` of an address. */
export function doneIn(visit: SignedIn, words: Readonly<Record<string, string>>): string | undefined {
  const done = parameter(visit, 'done') ?? '';
  return Object.hasOwn(words, done) ? words[done] : undefined;
}

/** A field of a form, and which faults of the command stand beside it. */
export type Place = Pick<FieldPlace, 'name' | 'at' | 'expects'>;

/**
 * Runs the command of a form. What it refuses is said in the form, beside its fields where it is about one; that
 * something is not there, or not theirs, is a page of its own.
 */
export async function tryIn(
  visit: SignedIn,
  places: readonly Place[],
  work: () => Promise<Shown>,
  again: (refused: Refusal) => VNode | Promise<VNode>,
): Promise<Shown> {
  return await takenOr(visit, work, again, { places, says: { 'version-stale': ROOM[visit.page.language].stale } });
}

/** Whether something that a form shows was changed meanwhile. @param now undefined: it is gone */
export const isStale = (sent: URLSearchParams, now: object | undefined): boolean =>
  sent.has('was') && sent.get('was') !== wasOf(now);

/** What a form carries of the thing that it shows, so that nobody writes over what somebody else changed. */
export const wasOf = (now: object | undefined): string => JSON.stringify(now ?? null);

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
