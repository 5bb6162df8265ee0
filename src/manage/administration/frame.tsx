import type { VNode } from 'preact';
import type { Host } from '../../documents/host.ts';
import { inLanguage } from '../../ground/errors.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { refusedIn } from '../../pages/frame/refused.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { DESK, type Shown, type SignedIn } from '../desk.tsx';
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
  { page, request, reply }: SignedIn,
  typed: Readonly<Record<string, string>>,
  work: () => Promise<Shown>,
  again: (refused: Omit<Filled, 'typed'>, code: string) => VNode | Promise<VNode>,
): Promise<Shown> {
  try {
    return await work();
  } catch (thrown) {
    const { error, faults, sentence } = refusedIn(thrown, page, request, reply);
    if (reply.statusCode === 403 || reply.statusCode === 404) throw thrown;
    const about = (field: string) => faults.find(({ pointer }) => pointer.split('/')[1] === field);
    const words = ADMINISTRATION[page.language];
    const beside = Object.keys(typed).flatMap((field) => {
      const found = about(field);
      if (!found) return [];
      // Sentences about shapes speak of the documents of programs.
      const isLeft = error.code === 'invalid-request' && typed[field] === '';
      return [[field, isLeft ? words.left : inLanguage(found.message, page.language)] as const];
    });
    const refusal = error.code === 'version-stale' ? words.stale : sentence;
    return {
      // What a form lacks is no fault of its shape to whoever fills it in.
      status: reply.statusCode === 400 ? 422 : reply.statusCode,
      view: await again({ faults: Object.fromEntries(beside), ...(beside.length === 0 && { refusal }) }, error.code),
    };
  }
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
