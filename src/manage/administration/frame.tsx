import type { ComponentChildren, VNode } from 'preact';
import type { Host } from '../../documents/host.ts';
import { useWords } from '../../pages/frame/page.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { DESK, type Desk, type Shown, type SignedIn, type Soon } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { deskForm, type FormSpec } from '../parts/form.tsx';
import { ADMINISTRATION } from '../words/administration.ts';

/* What the pages of administrators share. */

export const ADMIN = `${DESK}/administration`;

/** The page of an entry on this desk; a draft has no slug of its own yet. */
export const entryAt = ({ id, slug, state }: Pick<Host, 'id' | 'slug' | 'state'>): string =>
  `${ADMIN}/hosts/${state === 'draft' ? id : slug}`;

interface AdminFormSpec extends FormSpec {
  heading: string;
  lead?: ComponentChildren;
  crumb: readonly [to: string, name: string];
  /** Between the heading and the form, and below it. */
  before?: ComponentChildren;
  after?: ComponentChildren;
  /** Runs the command. @returns where to go on, or what is shown */
  save(body: never): Promise<Shown>;
}

/**
 * Adds a page with a form to the desk of administrators.
 * @param specOf may show something else instead
 */
export function adminForm(
  desk: Desk,
  path: string,
  specOf: (visit: SignedIn, sent: URLSearchParams | undefined) => Soon<AdminFormSpec | Shown>,
): void {
  deskForm(desk, path, async (visit, sent) => {
    const spec = await specOf(visit, sent);
    if (!('fields' in spec)) return spec;
    const { heading, lead, crumb, before, after } = spec;
    return {
      ...spec,
      page: (form: VNode, filled) => (
        <DeskPage {...{ heading, lead, crumb, filled }} form={visit.request.url.split('?', 1)[0]!}>
          {before}
          {form}
          {after}
        </DeskPage>
      ),
      save: async (body) => {
        const shown = await spec.save(body);
        await visit.bercail.catchUp();
        return shown;
      },
    };
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
