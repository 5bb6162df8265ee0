import type { ComponentChildren } from 'preact';
import type { Desk, Shown, SignedIn, Soon, Visit } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { deskForm, type FormSpec, type OpenForm, openForm } from './form.tsx';

/** A page that is a form, with what stands around it. */
export interface PageFormSpec extends FormSpec {
  heading: string;
  lead?: ComponentChildren;
  /** The page above. */
  crumb?: readonly [to: string, name: string];
  /** Between the heading and the form, and below it. */
  before?: ComponentChildren;
  after?: ComponentChildren;
  /** Nobody is signed in. */
  isOpen?: boolean;
  /** Runs the command. @returns where to go on, or what is shown */
  save(body: never): Promise<Shown>;
}

type SpecOf<V extends Visit> = (visit: V, sent: URLSearchParams | undefined) => Soon<PageFormSpec | Shown>;

const pageOf =
  <V extends Visit>(specOf: SpecOf<V>) =>
  async (visit: V, sent: URLSearchParams | undefined): Promise<OpenForm | Shown> => {
    const spec = await specOf(visit, sent);
    if (!('fields' in spec)) return spec;
    const { heading, lead, crumb, before, after, isOpen, fields } = spec;
    const [action] = visit.request.url.split('?', 1);
    return {
      ...spec,
      page: (form, filled) => (
        <DeskPage
          {...{ heading, lead, isOpen, filled }}
          {...(crumb && { crumb })}
          {...(fields.length > 0 && { form: action! })}
        >
          {before}
          {form}
          {after}
        </DeskPage>
      ),
    };
  };

/**
 * Adds a page that is a form to a desk.
 * @param specOf reads what it is about; may show something else instead, and throw what is not there, or not theirs
 */
export const pageForm = (desk: Desk, path: string, specOf: SpecOf<SignedIn>): void =>
  deskForm(desk, path, pageOf(specOf));

/** The same for anybody, signed in or not. */
export const openPageForm = (desk: Desk, path: string, specOf: SpecOf<Visit>): void =>
  openForm(desk, path, pageOf(specOf));
