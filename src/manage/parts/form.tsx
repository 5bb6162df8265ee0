import { Fragment, type VNode } from 'preact';
import { type TSchema, Type } from 'typebox';
import { dateIn } from '../../ground/written-dates.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import type { Page } from '../../pages/frame/page.ts';
import { FORMS } from '../../pages/words/forms.ts';
import type { Awaitable, Desk, DeskAnswer, DeskVisit, SentFields, SignedIn } from '../desk.tsx';
import { DeskForm } from '../desk-page.tsx';
import { ATTEMPTS, type FieldPlace, findFaults, labelledFault, type RefusalWords, runForm } from '../form-command.ts';
import { withFurtherFaults } from './further-faults.ts';
import { CONFIRM, type Preview, previewButtons } from './preview.tsx';

/*
 * The form of a desk: it shows the body that a command takes as it is written now, writes what was typed into a copy, and
 * hands that to the command. What others changed meanwhile is told where both have written; `field-kinds.tsx` makes fields.
 */

/** The values of a field. Empty: the fact is unknown. */
export type FieldValues = readonly string[];

export interface FormField<Body extends object = object> extends FieldPlace {
  /** As its control shows it. */
  read(body: Body): FieldValues;
  /** Puts what was typed into a body that may be changed; only called when it differs from what is there. */
  write(body: Body, values: FieldValues): void;
  /** What of it cannot be understood, in the words of the page; only asked when it differs from what is there. */
  fault?(values: FieldValues): Awaitable<string | undefined>;
  /** What was typed, as it is written down; absent: as it is. */
  asWritten?(typed: string): string;
  /** The values as another person reads them; absent: as they are. */
  tell?(values: FieldValues): string;
  /** Its control; false: the form does not ask it yet. */
  view(filled: Filled): VNode | false;
}

/** One field between what it showed, what is written now, and what was typed. */
interface Merged {
  field: FormField;
  values: FieldValues;
  isChanged: boolean;
  /** Somebody else changed it meanwhile, to something else. */
  theirs?: FieldValues;
}

/** The text of each field, by its name. Empty: the fact is unknown. */
export type Typed = Readonly<Record<string, string>>;

/** What a form is, besides its page. */
export interface FormSpec {
  fields: readonly FormField[];
  /** The schema of the body that the command takes. */
  shape: TSchema;
  /** The body as it is written now: what no field is about stays in it. Of something new: what is not asked. */
  body: object;
  /** The same with what fields hold before anything is typed, where nothing is written yet. */
  proposed?: object;
  /**
   * What the form changes besides its body, as it is now: when it is something else than what was read, it is shown
   * anew before anything is written.
   */
  about?: unknown;
  /** The words of its button; absent: “save”. */
  send?: string | undefined;
  /** Its button has the quiet style. */
  isSecond?: boolean;
  /** Another button is among its fields, which the key Enter would press. */
  isSentByEnter?: boolean;
  /** Hidden fields: what the form is about, where its address does not say it. */
  hidden?: Readonly<Record<string, readonly string[]>>;
  /** Faults of fields that contradict each other, by the names of fields. */
  faults?(typed: Typed): Filled['faults'];
  /** What is said instead of a problem or of one fault, by its code. */
  says?: RefusalWords['says'];
  /** The field that a problem without a pointer is about, by its code. */
  fieldOf?: RefusalWords['fieldOf'];
  /** Where another page asks for a part of the body that has no field here. */
  elsewhere?: RefusalWords['elsewhere'];
  /** Where to go on where it was done already, by the code of the problem. */
  done?: RefusalWords['done'];
  preview?: Preview;
  /**
   * What the other buttons of its page do, by what they send as `go`. Where the form is about something, they send
   * `about`, and do nothing when that has changed; or a version, which their command checks.
   */
  buttons?: Readonly<Record<string, () => Promise<DeskAnswer>>>;
}

/** A form, opened for somebody. */
export interface OpenForm extends FormSpec {
  /** The page around the form. */
  page(form: VNode, filled: Filled): Awaitable<VNode>;
  /** Runs the command as a trial, which throws what it would refuse; absent: what it refuses is told after shapes. */
  tries?(body: never): Promise<unknown>;
  /** Runs the command on what was read when the form was opened. @returns where to go on, or what is shown */
  save(body: never): Promise<DeskAnswer>;
}

/** Of a form that asks nothing: it only does something. */
export const NO_FIELDS = { fields: [], shape: Type.Object({}), body: {} } as const;

type ByName = Readonly<Record<string, FieldValues>>;

const valuesIn = (fields: readonly FormField[], body: object): ByName =>
  Object.fromEntries(fields.map(({ name, read }) => [name, read(body)]));

const same = (a: FieldValues, b: FieldValues): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at]);

/** Without what nobody sees, and with the line ends of the web: texts that programs write may have others. */
const cleaned = (values: readonly string[]): FieldValues =>
  values.flatMap((value) => value.replaceAll('\r\n', '\n').trim() || []);

/**
 * What each field showed before it was filled, as the form carries it; undefined where that is not known, as of a form
 * that an older version of the service made.
 */
function shownIn(sent: URLSearchParams): { names: string[]; shownOf(name: string): FieldValues | undefined } {
  let was: Record<string, unknown> = {};
  try {
    was = Object(JSON.parse(sent.get('was') ?? '{}'));
  } catch {
    // It was changed on the way.
  }
  return {
    names: Object.keys(was),
    shownOf: (name) => {
      const shown = Object.hasOwn(was, name) ? [was[name]].flat() : undefined;
      return shown?.every((one): one is string => typeof one === 'string') ? cleaned(shown) : undefined;
    },
  };
}

/** The value of a choice is a key, which nobody has written. */
const isText = (value: string): boolean => !/^[a-z]+(-[a-z]+)*$/.test(value);

/** What was typed into fields that are there no more: what they are about was taken out meanwhile. */
function goneIn(fields: readonly FormField[], sent: URLSearchParams): string | undefined {
  const { names, shownOf } = shownIn(sent);
  const changed = names.flatMap((name) => {
    const typed = fields.some((field) => field.name === name) ? [] : cleaned(sent.getAll(name));
    const isAsShown = [typed, typed.map(dateIn)].some((values) => same(values, shownOf(name) ?? []));
    return typed.length === 0 || isAsShown ? [] : [typed];
  });
  return changed.length > 0 ? changed.flatMap((one) => one.filter(isText)).join('\n\n') : undefined;
}

function merge(fields: readonly FormField[], present: ByName, sent: URLSearchParams): Merged[] {
  const { shownOf } = shownIn(sent);
  return fields.map((field) => {
    const now = cleaned(present[field.name] ?? []);
    const shown = shownOf(field.name) ?? (sent.has('was') ? undefined : now);
    const typed = cleaned(sent.getAll(field.name));
    const values = field.asWritten ? cleaned(typed.map(field.asWritten)) : typed;
    if ((shown && same(values, shown)) || same(values, now)) return { field, values: now, isChanged: false };
    // Of what is not known to have been shown, nothing is written over unseen.
    const isSeen = shown ? same(now, shown) : now.length === 0;
    return { field, values, isChanged: true, ...(!isSeen && { theirs: now }) };
  });
}

/** The body with what was typed in it, and what of that the page did not understand, by fields. */
async function written({ body, faults }: FormSpec, merged: readonly Merged[], { language }: Page) {
  const draft = structuredClone(body);
  const notUnderstood: Record<string, string> = {};
  for (const { field, values, isChanged } of merged) {
    const fault = isChanged ? await field.fault?.(values) : undefined;
    if (fault !== undefined) notUnderstood[field.name] = labelledFault(field.label, fault, language);
    else if (isChanged) field.write(draft, values);
  }
  const typed = Object.fromEntries(merged.map(({ field, values: [value = ''] }) => [field.name, value]));
  return { draft, notUnderstood: { ...notUnderstood, ...faults?.(typed) } };
}

/**
 * Reads what a form is about; it may show something else instead of a form, and throw what is not there, or not theirs.
 * @param sent the fields of the form that was sent
 */
type Open<V extends DeskVisit> = (visit: V, sent: URLSearchParams | undefined) => Promise<OpenForm | DeskAnswer>;

/** Adds a page with a form to a desk. */
export const deskForm = (desk: Desk, path: string, open: Open<SignedIn>): void =>
  addForm({ onPage: desk.page, onForm: desk.form }, path, open);

/** The same for anybody, signed in or not. */
export const openForm = (desk: Desk, path: string, open: Open<DeskVisit>): void =>
  addForm({ onPage: desk.openPage, onForm: desk.openForm, isOpen: true }, path, open);

interface Ways<V extends DeskVisit> {
  onPage(path: string, view: (visit: V) => Promise<DeskAnswer>): void;
  onForm(path: string, take: (visit: V, sent: SentFields) => Promise<DeskAnswer>): void;
  /** For anybody: a field that is only asked of strangers goes when they sign in. */
  isOpen?: boolean;
}

const isForm = (opened: OpenForm | DeskAnswer): opened is OpenForm => 'fields' in opened;

function addForm<V extends DeskVisit>({ onPage, onForm, isOpen }: Ways<V>, path: string, open: Open<V>): void {
  const actionOf = ({ request }: V): string => request.url.split('?', 1)[0]!;

  const hiddenOf = ({ fields, body, about, hidden }: OpenForm) => ({
    ...(fields.length > 0 && { was: [JSON.stringify(valuesIn(fields, body))] }),
    ...(about !== undefined && { about: [JSON.stringify(about)] }),
    ...hidden,
  });

  const pageOf = async (visit: V, form: OpenForm, filled: Filled): Promise<VNode> => {
    const { fields, send = FORMS[visit.page.language].save, isSecond = false, isSentByEnter = false } = form;
    return await form.page(
      <DeskForm id="desk" action={actionOf(visit)} {...{ send, isSecond, isSentByEnter }} hidden={hiddenOf(form)}>
        {fields.length > 0 && fields.map(({ name, view }) => <Fragment key={name}>{view(filled)}</Fragment>)}
      </DeskForm>,
      filled,
    );
  };

  onPage(path, async (visit) => {
    const form = await open(visit, undefined);
    if (!isForm(form)) return form;
    return await pageOf(visit, form, { typed: valuesIn(form.fields, form.proposed ?? form.body), faults: {} });
  });

  const take = async (visit: V, { fields: sent, isStay }: SentFields, attempt = 1): Promise<DeskAnswer> => {
    const { page, reply } = visit;
    const form = await open(visit, sent);
    if (!isForm(form)) return form;
    const { about, preview, says = {}, fieldOf = {}, done = {}, elsewhere } = form;
    const go = sent.get('go') ?? '';
    const button = form.buttons && Object.hasOwn(form.buttons, go) ? form.buttons[go] : undefined;
    const present = valuesIn(form.fields, form.body);
    const merged = button ? [] : merge(form.fields, present, sent);
    const typed = button ? present : Object.fromEntries(merged.map(({ field, values }) => [field.name, values]));
    const gone = button || isOpen ? undefined : goneIn(form.fields, sent);
    const show = async (status: number, filled: Omit<Filled, 'typed'>) => ({
      status,
      view: await pageOf(visit, form, { typed, gone, ...filled }),
    });
    if (isStay) return await show(200, { faults: {} });
    const isOld = about !== undefined && sent.get('about') !== JSON.stringify(about);
    const words = FORMS[page.language];
    const again = () => take(visit, { fields: sent, isStay }, attempt + 1);
    const telling = { says, fieldOf, done, elsewhere, anew: attempt < ATTEMPTS && again };
    const refuse = (refused: Omit<Filled, 'typed'>) => show(reply.statusCode, refused);
    if (button) {
      // A button with a version has it checked by its command.
      if (isOld && (sent.has('about') || !sent.has('version')))
        return await show(409, { faults: {}, refusal: words.changed });
      return await runForm(visit, button, refuse, telling);
    }
    const theirs = merged.flatMap(({ field: { name, tell }, theirs }) =>
      theirs ? [[name, tell ? tell(theirs) : theirs.join(', ')] as const] : [],
    );
    // The form now carries what is there: sent once more, it is meant so.
    if (theirs.length > 0)
      return await show(409, { faults: {}, theirs: Object.fromEntries(theirs), refusal: words.conflict });
    if (gone !== undefined) return await show(409, { faults: {}, refusal: words.gone });
    if (isOld && !preview) return await show(409, { faults: {}, refusal: words.changed });
    const { draft, notUnderstood } = await written(form, merged, page);
    // Sentences about shapes speak of the documents of programs.
    const places = form.fields.map((field) =>
      typed[field.name]?.length === 0 ? { ...field, expects: field.missing ?? field.expects ?? words.left } : field,
    );
    const wrong = findFaults(form.shape, draft, places, page, notUnderstood);
    if (wrong) return await show(422, await withFurtherFaults(form, merged, wrong, page, { ...telling, places }));
    const isConfirmed = go === CONFIRM;
    const work = async (): Promise<DeskAnswer> => {
      const isShown = preview && (isConfirmed ? isOld : ((await preview.isNeeded?.(draft as never)) ?? true));
      if (!isShown) return await form.save(draft as never);
      const buttons = previewButtons(preview, actionOf(visit), { ...typed, ...hiddenOf(form) });
      const filled = { typed, faults: {}, ...(isConfirmed && { refusal: preview.changed ?? words.changed }) };
      return { status: isConfirmed ? 409 : 200, view: await preview.show(draft as never, buttons, filled) };
    };
    return await runForm(visit, work, refuse, { ...telling, places });
  };
  onForm(path, (visit, sent) => take(visit, sent));
}
