import { Fragment, type VNode } from 'preact';
import type { TSchema } from 'typebox';
import type { Filled } from '../../pages/frame/fields.tsx';
import { FORMS } from '../../pages/words/forms.ts';
import type { Desk, Sent, Shown, SignedIn, Soon } from '../desk.tsx';
import { DeskForm } from '../desk-page.tsx';
import { type FieldPlace, wrongIn } from './faults.ts';
import { ATTEMPTS, takenOr } from './taking.ts';

/*
 * The form of a desk: it shows what is written, takes what was typed, and hands a draft to the command of the API. What
 * somebody else changed meanwhile is told field by field, and only where both have written.
 */

/** The values of a field. Empty: the fact is unknown. */
export type Values = readonly string[];

export interface FormField extends FieldPlace {
  /** What was typed, as it is written down; absent: as it is. */
  asWritten?(typed: string): string;
  /** The values as another person reads them; absent: as they are. */
  tell?(values: Values): string;
  view(filled: Filled): VNode;
}

/** One field between what it showed, what is written now, and what was typed. */
export interface Merged<Field extends FormField> {
  field: Field;
  values: Values;
  isChanged: boolean;
  /** Somebody else changed it meanwhile, to something else. */
  theirs?: Values;
}

/** A form, opened for somebody. */
export interface OpenForm<Field extends FormField> {
  fields: readonly Field[];
  /** What is written now, by the names of fields. */
  present: Readonly<Record<string, Values>>;
  /**
   * What the form changes besides its fields, as it is now: when it is something else than what was read, it is shown
   * anew before anything is written.
   */
  about?: unknown;
  /** What fields hold before anything is typed, where nothing is written yet. */
  proposed?: Readonly<Record<string, Values>>;
  /** The words of its button; absent: “save”. */
  send?: string | undefined;
  /** The page around the form. */
  page(form: VNode, filled: Filled): VNode;
  /** The shape of what the command takes. */
  shape: TSchema;
  /** What the command is given, with what the page did not understand of it, by fields. */
  draft(merged: readonly Merged<Field>[]): Soon<{ draft: unknown; notUnderstood?: Filled['faults'] }>;
  /** Runs the command on what was read when the form was opened. @returns where to go on */
  save(draft: unknown): Promise<Shown>;
}

const same = (a: Values, b: Values): boolean => a.length === b.length && a.every((value, at) => value === b[at]);

/** Without what nobody sees, and with the line ends of the web: texts that programs write may have others. */
const cleaned = (values: readonly string[]): Values =>
  values.flatMap((value) => value.replaceAll('\r\n', '\n').trim() || []);

/**
 * What each field showed before it was filled, as the form carries it; undefined where that is not known, as of a form
 * that an older version of the service made.
 */
function shownIn(sent: URLSearchParams): (name: string) => Values | undefined {
  let was: Record<string, unknown> = {};
  try {
    was = Object(JSON.parse(sent.get('was') ?? '{}'));
  } catch {
    // It was changed on the way.
  }
  return (name) => {
    const shown = Object.hasOwn(was, name) ? [was[name]].flat() : undefined;
    return shown?.every((one): one is string => typeof one === 'string') ? cleaned(shown) : undefined;
  };
}

function merge<Field extends FormField>({ fields, present }: OpenForm<Field>, sent: URLSearchParams): Merged<Field>[] {
  const shownOf = shownIn(sent);
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

/**
 * Adds a page with a form to a desk.
 * @param open reads what is there; may throw what is not there, or not theirs. @param isSent whether it is to be written
 */
export function deskForm<Field extends FormField>(
  desk: Desk,
  path: string,
  open: (visit: SignedIn, isSent: boolean) => Promise<OpenForm<Field>>,
): void {
  const pageOf = (visit: SignedIn, form: OpenForm<Field>, filled: Filled): VNode => {
    const { fields, present, send = FORMS[visit.page.language].save } = form;
    const was = Object.fromEntries(fields.map(({ name }) => [name, present[name] ?? []]));
    return form.page(
      <DeskForm
        id="desk"
        action={visit.request.url.split('?', 1)[0]!}
        send={send}
        hidden={{
          was: [JSON.stringify(was)],
          ...(form.about !== undefined && { about: [JSON.stringify(form.about)] }),
        }}
      >
        {fields.map(({ name, view }) => (
          <Fragment key={name}>{view(filled)}</Fragment>
        ))}
      </DeskForm>,
      filled,
    );
  };

  desk.page(path, async (visit) => {
    const form = await open(visit, false);
    return pageOf(visit, form, { typed: form.proposed ?? form.present, faults: {} });
  });

  const take = async (visit: SignedIn, { fields: sent, isStay }: Sent, attempt = 1): Promise<Shown> => {
    const { page, reply } = visit;
    const form = await open(visit, true);
    const merged = merge(form, sent);
    const typed = Object.fromEntries(merged.map(({ field, values }) => [field.name, values]));
    const show = (status: number, filled: Omit<Filled, 'typed'>) => ({
      status,
      view: pageOf(visit, form, { typed, ...filled }),
    });
    if (isStay) return show(200, { faults: {} });
    const theirs = merged.flatMap(({ field: { name, tell }, theirs }) =>
      theirs ? [[name, tell ? tell(theirs) : theirs.join(', ')] as const] : [],
    );
    // The form now carries what is there: sent once more, it is meant so.
    if (theirs.length > 0)
      return show(409, { faults: {}, theirs: Object.fromEntries(theirs), refusal: FORMS[page.language].conflict });
    if (form.about !== undefined && sent.get('about') !== JSON.stringify(form.about))
      return show(409, { faults: {}, refusal: FORMS[page.language].changed });
    const { draft, notUnderstood } = await form.draft(merged);
    const wrong = wrongIn(form.shape, draft, form.fields, page, notUnderstood);
    if (wrong) return show(422, wrong);
    return await takenOr(
      visit,
      () => form.save(draft),
      (refused) => show(reply.statusCode, refused),
      { places: form.fields, anew: attempt < ATTEMPTS && (() => take(visit, { fields: sent, isStay }, attempt + 1)) },
    );
  };
  desk.form(path, (visit, sent) => take(visit, sent));
}
