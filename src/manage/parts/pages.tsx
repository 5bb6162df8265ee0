import type { ComponentChildren } from 'preact';
import { EMPTY, type Filled } from '../../pages/frame/fields.tsx';
import type { Awaitable, Desk, DeskAnswer, DeskVisit, SentFields, SignedIn } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { ATTEMPTS, type Refusal, type RefusalWords, runForm } from '../form-command.ts';
import { deskForm, type FormSpec, type OpenForm, openForm } from './form.tsx';

/** A page that is a form, with what is around it. */
interface PageFormSpec extends FormSpec {
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
  save(body: never): Promise<DeskAnswer>;
}

type SpecOf<V extends DeskVisit> = (
  visit: V,
  sent: URLSearchParams | undefined,
) => Awaitable<PageFormSpec | DeskAnswer>;

const pageOf =
  <V extends DeskVisit>(specOf: SpecOf<V>) =>
  async (visit: V, sent: URLSearchParams | undefined): Promise<OpenForm | DeskAnswer> => {
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
export const openPageForm = (desk: Desk, path: string, specOf: SpecOf<DeskVisit>): void =>
  openForm(desk, path, pageOf(specOf));

/*
 * A page whose buttons each do another thing, with few fields or none: no single body is written by it. What a button
 * could not do is said on the page, with all that was typed.
 */

/** A page, opened for somebody. */
export interface OpenPage extends Omit<RefusalWords, 'anew'> {
  /** @param filled what was typed, and what is wrong with it */
  view(filled: Filled): Awaitable<DeskAnswer>;
  /** Does what was sent. @returns where to go on, what is shown, or what is wrong with what was typed */
  act(): Promise<DeskAnswer | Refusal>;
  /** What the page keeps of what was sent; absent: all of it. */
  typed?: Filled['typed'];
  /** It only reads what was sent: a form that comes back after signing in is read at once. */
  isReading?: boolean;
  /** Nobody sees the version: where somebody else was quicker, the same is done to what is there now. */
  isAnyVersion?: boolean;
  /** Says otherwise what was refused, or shows something else. */
  refused?(refusal: Refusal, error: Parameters<Parameters<typeof runForm>[2]>[1]): Awaitable<DeskAnswer | Refusal>;
}

/** Whether a form only wants to be shown again. */
export const isStay = (sent: URLSearchParams | undefined): boolean => sent?.get('go') === 'stay';

type Open<V extends DeskVisit> = (visit: V, sent: URLSearchParams | undefined) => Awaitable<OpenPage | DeskAnswer>;

interface Ways<V extends DeskVisit> {
  onPage?(path: string, view: (visit: V) => Promise<DeskAnswer>): void;
  onForm(path: string, take: (visit: V, sent: SentFields) => Promise<DeskAnswer>, most?: number): void;
}

const isOpened = (opened: OpenPage | DeskAnswer): opened is OpenPage => 'act' in opened;
const isRefusal = (done: DeskAnswer | Refusal): done is Refusal => 'faults' in done;

/** What was typed, by field: boxes of one name are all kept. */
const typedIn = (fields: URLSearchParams): Filled['typed'] =>
  Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length > 1 ? values : values[0]!];
    }),
  );

function addPage<V extends DeskVisit>({ onPage, onForm }: Ways<V>, path: string, open: Open<V>, most?: number): void {
  onPage?.(path, async (visit) => {
    const page = await open(visit, undefined);
    return isOpened(page) ? await page.view(EMPTY) : page;
  });

  const take = async (visit: V, sent: SentFields, attempt = 1): Promise<DeskAnswer> => {
    const { fields } = sent;
    const page = await open(visit, fields);
    if (!isOpened(page)) return page;
    const { typed = typedIn(fields), refused = (refusal) => refusal, isAnyVersion } = page;
    const show = async (status: number, refusal: Refusal): Promise<DeskAnswer> => {
      const shown = await page.view({ typed, ...refusal });
      return 'props' in shown ? { status, view: shown } : shown;
    };
    if (sent.isStay && !page.isReading) return await show(200, { faults: {} });
    return await runForm(
      visit,
      async () => {
        const done = await page.act();
        return isRefusal(done) ? await show(422, done) : done;
      },
      async (refusal, error) => {
        const said = await refused(refusal, error);
        return isRefusal(said) ? await show(visit.reply.statusCode, said) : said;
      },
      { ...page, anew: isAnyVersion === true && attempt < ATTEMPTS && (() => take(visit, sent, attempt + 1)) },
    );
  };
  onForm(path, (visit, sent) => take(visit, sent), most);
}

/** Adds such a page to a desk. @param most letters of what is sent to it */
export const actPage = (desk: Desk, path: string, open: Open<SignedIn>, most?: number): void =>
  addPage({ onPage: desk.page, onForm: desk.form }, path, open, most);

/** The same for anybody, signed in or not. */
export const openActPage = (desk: Desk, path: string, open: Open<DeskVisit>): void =>
  addPage({ onPage: desk.openPage, onForm: desk.openForm }, path, open);

/** Only its forms, which are on another page. */
export const actForm = (desk: Desk, path: string, open: Open<SignedIn>): void =>
  addPage({ onForm: desk.form }, path, open);
