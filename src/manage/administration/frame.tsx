import type { Host } from '../../documents/host.ts';
import { List } from '../../pages/frame/lists.tsx';
import { useWords } from '../../pages/frame/page.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { DESK } from '../desk.tsx';
import { pageForm } from '../parts/pages.tsx';
import { ADMINISTRATION } from '../words/administration.ts';

/* What the pages of administrators share. */

export const ADMIN = `${DESK}/administration`;

/** The page of an entry on this desk; a draft has no slug of its own yet. */
export const entryAt = ({ id, slug, state }: Pick<Host, 'id' | 'slug' | 'state'>): string =>
  `${ADMIN}/hosts/${state === 'draft' ? id : slug}`;

/** Adds a page that is a form to the desk of administrators: the page that follows it shows what it wrote. */
export const adminForm: typeof pageForm = (desk, path, specOf) =>
  pageForm(desk, path, async (visit, sent) => {
    const spec = await specOf(visit, sent);
    if (!('fields' in spec)) return spec;
    return {
      ...spec,
      save: async (body) => {
        const shown = await spec.save(body);
        await visit.bercail.catchUp();
        return shown;
      },
    };
  });

/** What a form does before it is sent, and how to go back. */
export function Effects({ effects, undo }: { effects: readonly string[]; undo: string }) {
  const words = useWords(ADMINISTRATION);
  return (
    <>
      <h2>{words.changes}</h2>
      <List of={effects} />
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
