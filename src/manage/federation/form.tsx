import { Fragment, type VNode } from 'preact';
import type { TSchema } from 'typebox';
import type { Filled } from '../../pages/frame/fields.tsx';
import { useWords } from '../../pages/frame/page.ts';
import type { Context } from '../../record/context.ts';
import type { Desk, Sent, Shown, SignedIn, Soon } from '../desk.tsx';
import { DeskForm } from '../desk-page.tsx';
import { wrongIn } from '../parts/faults.ts';
import { ATTEMPTS, takenOr } from '../parts/taking.ts';
import { FEDERATION_DESK } from '../words/federation.ts';
import { FEDERATION, FederationPage, type Opened, openDesk } from './frame.tsx';

/*
 * A form of a federation’s desk writes one thing that a federation says, by the command of the API. The version of a
 * federation is one for all that it says: so what somebody else changed meanwhile is told field by field, and only
 * where both have written.
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

/** What stands in each field; nothing: not said. */
export type Values = Readonly<Record<string, string>>;

export interface FederationFormSpec {
  heading: string;
  lead?: string;
  above?: readonly [part: string, name: string];
  fields: readonly FederationField[];
  /** What is written now, by the names of fields. */
  present: Values;
  /** What fields hold before anything is typed, where nothing is written yet. */
  proposed?: Values;
  /** Between the heading and the form, and below it. */
  before?: VNode;
  after?: VNode;
  /** The words of its button; absent: “save”. */
  send?: string;
  /** The shape of what the command takes. */
  shape: TSchema;
  /** What the command is given, made from what was typed; shapes are checked afterwards. */
  draft(typed: Values): unknown;
  /** What cannot be understood, by fields, before anything is made of it. */
  faults?(typed: Values): Soon<Readonly<Record<string, string>>>;
  /** The version of what it writes, where that has one of its own; absent: that of the federation. */
  version?: number;
  /** The command. @param version the If-Match of what it writes, as it was read */
  save(context: Context, draft: never, version: string): Promise<unknown>;
  /** The part of the desk that follows, with its query. */
  next: string;
}

/** One field between what it showed, what is there now, and what was typed. */
interface Merged {
  field: FederationField;
  value: string;
  /** Somebody else changed it meanwhile, to something else. */
  theirs?: string;
}

/** What the form showed before it was filled, as it carries it; of anything else nothing is known. */
function shownIn(sent: URLSearchParams): Values {
  try {
    const shown: unknown = JSON.parse(sent.get('was') ?? '{}');
    return typeof shown === 'object' && shown !== null ? (shown as Values) : {};
  } catch {
    return {};
  }
}

/** Texts as browsers send them, whose lines end with two characters. */
const valueIn = (sent: URLSearchParams, name: string): string => (sent.get(name) ?? '').replaceAll('\r\n', '\n').trim();

function merge({ fields, present }: FederationFormSpec, sent: URLSearchParams): Merged[] {
  const was = shownIn(sent);
  return fields.map((field) => {
    const now = (present[field.name] ?? '').trim();
    const known = was[field.name];
    const shown = typeof known === 'string' ? known.trim() : now;
    const typed = valueIn(sent, field.name);
    const value = field.read ? field.read(typed) : typed;
    if (value === shown) return { field, value: now };
    return { field, value, ...(value !== now && now !== shown && { theirs: now }) };
  });
}

interface FormPageProps {
  opened: Opened;
  spec: FederationFormSpec;
  action: string;
  filled: Filled;
}

function FormPage({ opened, spec, action, filled }: FormPageProps) {
  const words = useWords(FEDERATION_DESK);
  const { heading, lead, above, before, after, fields, present } = spec;
  const was = Object.fromEntries(fields.map(({ name }) => [name, present[name] ?? '']));
  return (
    <FederationPage {...{ opened, heading, lead, above, filled }} form={action}>
      {before}
      <DeskForm id="desk" action={action} send={spec.send ?? words.save} hidden={{ was: [JSON.stringify(was)] }}>
        {fields.map(({ name, view }) => (
          <Fragment key={name}>{view(filled)}</Fragment>
        ))}
      </DeskForm>
      {after}
    </FederationPage>
  );
}

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
  const path = `${FEDERATION}/${part}`;
  const read = async (visit: SignedIn) => {
    const opened = await openDesk(visit, operation);
    return { opened, spec: await specOf(opened), action: visit.request.url.split('?', 1)[0]! };
  };

  desk.page(path, async (visit) => {
    const { opened, spec, action } = await read(visit);
    return <FormPage {...{ opened, spec, action }} filled={{ typed: spec.proposed ?? spec.present, faults: {} }} />;
  });

  const take = async (visit: SignedIn, { fields: sent, isStay }: Sent, attempt = 1): Promise<Shown> => {
    const { page, reply } = visit;
    const { opened, spec, action } = await read(visit);
    const merged = merge(spec, sent);
    const typed = Object.fromEntries(merged.map(({ field, value }) => [field.name, value]));
    const show = (status: number, filled: Omit<Filled, 'typed'>) => ({
      status,
      view: <FormPage {...{ opened, spec, action }} filled={{ typed, ...filled }} />,
    });
    if (isStay) return show(200, { faults: {} });
    const theirs = merged.flatMap(({ field: { name, tell }, theirs }) =>
      theirs === undefined ? [] : [[name, tell ? tell(theirs) : theirs] as const],
    );
    // The form now carries what is there: sent once more, it is meant so.
    if (theirs.length > 0) {
      const { conflict: refusal } = FEDERATION_DESK[page.language];
      return show(409, { faults: {}, theirs: Object.fromEntries(theirs), refusal });
    }
    const unread = await spec.faults?.(typed);
    const draft = spec.draft(typed);
    const wrong = wrongIn(spec.shape, draft, spec.fields, page, unread);
    if (wrong) return show(422, wrong);
    return await takenOr(
      visit,
      async () => {
        await spec.save(opened.context, draft as never, `v${spec.version ?? opened.federation.version}`);
        return { to: `${opened.at}/${spec.next}` };
      },
      (refused) => show(reply.statusCode, refused),
      { places: spec.fields, anew: attempt < ATTEMPTS && (() => take(visit, { fields: sent, isStay }, attempt + 1)) },
    );
  };
  desk.form(path, (visit, sent) => take(visit, sent));
}
