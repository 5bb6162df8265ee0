import type { VNode } from 'preact';
import type { Host } from '../../documents/host.ts';
import { useWords } from '../../pages/frame/page.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { DESK, type Shown, type SignedIn } from '../desk.tsx';
import { type Refusal, takenOr } from '../parts/taking.ts';
import { ADMINISTRATION } from '../words/administration.ts';

/* What the pages of administrators share. */

export const ADMIN = `${DESK}/administration`;

/** The page of an entry on this desk; a draft has no slug of its own yet. */
export const entryAt = ({ id, slug, state }: Pick<Host, 'id' | 'slug' | 'state'>): string =>
  `${ADMIN}/hosts/${state === 'draft' ? id : slug}`;

/** What was typed. */
export const typedIn = <Name extends string>(fields: URLSearchParams, names: readonly Name[]): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, (fields.get(name) ?? '').trim()])) as Record<Name, string>;

/** A text in the language of the page; absent when nothing was typed. */
export const writtenIn = (language: Language, text: string) => (text === '' ? undefined : { [language]: text });

/**
 * Runs the command of a form. What it refuses is said in the form, beside its fields where it is about one; that
 * something is not there, or not theirs, is a page of its own.
 * @param typed what the fields hold, by their names, which are those of the command
 */
export async function attempt(
  visit: SignedIn,
  typed: Readonly<Record<string, string>>,
  work: () => Promise<Shown>,
  again: (refused: Refusal, code: string) => VNode | Promise<VNode>,
): Promise<Shown> {
  const words = ADMINISTRATION[visit.page.language];
  const places = Object.keys(typed).map((name) => ({
    name,
    at: [`/${name}`],
    // Sentences about shapes speak of the documents of programs.
    ...(typed[name] === '' && { expects: words.left }),
  }));
  return await takenOr(visit, work, (refused, { code }) => again(refused, code), {
    places,
    says: { 'version-stale': words.stale },
  });
}

/** What a form does before it is sent, and how to go back. */
export function Effects({ effects, undo }: { effects: readonly string[]; undo: string }) {
  const words = useWords(ADMINISTRATION);
  return (
    <>
      <h2>{words.changes}</h2>
      <ul>
        {effects.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        <strong>{words.goBack}</strong> {undo}
      </p>
    </>
  );
}

/** An instant as people read it, in Paris. */
export const moment = (at: Date | string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone: 'Europe/Paris',
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(at));
