import type { VNode } from 'preact';
import type { TSchema } from 'typebox';
import type { Filled } from '../../pages/frame/fields.tsx';
import type { Context } from '../../record/context.ts';
import type { Desk, Soon } from '../desk.tsx';
import { deskForm } from '../parts/form.tsx';
import { FEDERATION, FederationPage, type Opened, openDesk } from './frame.tsx';

/*
 * A form of a federation’s desk writes one thing that a federation says, by the command of the API. The version of a
 * federation is one for all that it says.
 */

export interface FederationField {
  name: string;
  /** JSON Pointers into what the command is given: faults at and below them stand beside this field. */
  at: readonly string[];
  /** What it takes, said when what was typed has another shape. */
  expects?: string;
  /** What was typed, as it is written down; absent: as it is. */
  read?(typed: string): string;
  /** A value as another person reads it; absent: as it is. */
  tell?(value: string): string;
  view(filled: Filled): VNode;
}

/** The text of each field, by its name. Empty: the fact is unknown. */
export type Typed = Readonly<Record<string, string>>;

export interface FederationFormSpec {
  heading: string;
  lead?: string;
  above?: readonly [part: string, name: string];
  fields: readonly FederationField[];
  /** What is written now, by the names of fields. */
  present: Typed;
  /** What it changes besides its fields, as it is now; see `OpenForm`. */
  about?: unknown;
  /** What fields hold before anything is typed, where nothing is written yet. */
  proposed?: Typed;
  /** Between the heading and the form, and below it. */
  before?: VNode;
  after?: VNode;
  /** The words of its button; absent: “save”. */
  send?: string;
  /** The shape of what the command takes. */
  shape: TSchema;
  /** What the command is given, made from what was typed; shapes are checked afterwards. */
  draft(typed: Typed): unknown;
  /** What cannot be understood, by fields, before anything is made of it. */
  faults?(typed: Typed): Soon<Readonly<Record<string, string>>>;
  /** The version of what it writes, where that has one of its own; absent: that of the federation. */
  version?: number;
  /** The command. @param version the If-Match of what it writes, as it was read */
  save(context: Context, draft: never, version: string): Promise<unknown>;
  /** The part of the desk that follows, with its query. */
  next: string;
}

const listed = (values: Typed) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));

/**
 * Adds a page with a form to the desk of federations.
 * @param part the last part of its address. @param operation operationId of its command
 * @param specOf may throw what is not there
 */
export function federationForm(
  desk: Desk,
  part: string,
  operation: string,
  specOf: (opened: Opened) => FederationFormSpec | Promise<FederationFormSpec>,
): void {
  deskForm(desk, `${FEDERATION}/${part}`, async (visit) => {
    const opened = await openDesk(visit, operation);
    const spec = await specOf(opened);
    const { heading, lead, above, before, after, send, about, shape, present, proposed } = spec;
    return {
      fields: spec.fields.map(({ read, tell, ...field }) => ({
        ...field,
        ...(read && { asWritten: read }),
        ...(tell && { tell: ([value = '']: readonly string[]) => tell(value) }),
      })),
      present: listed(present),
      ...(proposed && { proposed: listed(proposed) }),
      send,
      about,
      shape,
      page: (form, filled) => (
        <FederationPage {...{ opened, heading, lead, above, filled }} form={visit.request.url.split('?', 1)[0]!}>
          {before}
          {form}
          {after}
        </FederationPage>
      ),
      draft: async (merged) => {
        const typed = Object.fromEntries(merged.map(({ field, values: [value = ''] }) => [field.name, value]));
        const notUnderstood = await spec.faults?.(typed);
        return { draft: spec.draft(typed), ...(notUnderstood && { notUnderstood }) };
      },
      save: async (draft) => {
        await spec.save(opened.context, draft as never, `v${spec.version ?? opened.federation.version}`);
        return { to: `${opened.at}/${spec.next}` };
      },
    };
  });
}
