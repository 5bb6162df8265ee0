import { Fragment, type VNode } from 'preact';
import type { Host } from '../../documents/host.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { curved } from '../../ground/texts.ts';
import { putDocument } from '../../host-documents/commands.ts';
import { HostDocument } from '../../host-documents/schema.ts';
import { documentOf } from '../../host-documents/write.ts';
import { ownHost } from '../../hosts/commands.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import { useWords } from '../../pages/frame/page.ts';
import type { Context } from '../../record/context.ts';
import type { HostState } from '../../vocabulary/terms.ts';
import { DESK, type Desk, type Sent, type Shown, type SignedIn, type Soon } from '../desk.tsx';
import { DeskForm, DeskPage } from '../desk-page.tsx';
import { named, wrongIn } from '../parts/faults.ts';
import { ATTEMPTS, takenOr } from '../parts/taking.ts';
import { HOST_DESK } from '../words/host-desk.ts';
import { PublicPart, type Shows } from './public-part.tsx';
import { savedQuery } from './saved.tsx';

/*
 * A form of a host's desk edits a part of the document of the host, and is taken by the command of
 * `PUT /v1/hosts/{host}/document`. Each field says how it is read from the document and written into it; what the form
 * does not show stays as it is.
 */

/** What stands in a field; nothing: not said. */
export type Values = readonly string[];

export interface HostField {
  name: string;
  /** What its faults name, where others of the form may have the same. */
  label?: string;
  /** As its control shows it. */
  read(document: HostDocument): Values;
  /** Puts what was typed into a document that may be changed; only called when it differs from what is there. */
  write(document: HostDocument, values: Values): void;
  /** JSON Pointers into the document: faults at and below them stand beside this field. */
  at: readonly string[];
  /** What it takes, said when what was typed has another shape. */
  expects?: string;
  /** What of it cannot be understood, in the words of the page. */
  fault?(values: Values): Soon<string | undefined>;
  /** The values as another person reads them; absent: as they are. */
  tell?(values: Values): string;
  view(filled: Filled): VNode;
}

export interface HostFormSpec {
  heading: string;
  lead: string;
  /** Puts something new into the document that is edited, such as a copied price, for the fields to fill. */
  start?(document: HostDocument): void;
  fields(document: HostDocument, host: Host): readonly HostField[];
  /** Between the heading and the form. */
  before?: VNode;
  /** What of the public page is shown beside the form; absent: what it edits is not seen there. */
  shows?: Shows;
  /** The page above, and the one that follows; absent: the desk of the host. */
  above?: { part: string; name: string };
}

const same = (a: Values, b: Values): boolean => a.length === b.length && a.every((value, at) => value === b[at]);

const valuesIn = (sent: URLSearchParams, name: string): Values =>
  sent.getAll(name).flatMap((value) => value.trim() || []);

/** What each field showed before it was filled, as the form carries it; of anything else nothing is known. */
function shownIn(sent: URLSearchParams): (name: string) => Values | undefined {
  let was: Record<string, unknown> = {};
  try {
    was = Object(JSON.parse(sent.get('was') ?? '{}'));
  } catch {
    // It was changed on the way.
  }
  return (name) => {
    const shown = was[name];
    return Array.isArray(shown) && shown.every((one) => typeof one === 'string') ? shown : undefined;
  };
}

/** One field between what it showed, what is there now, and what was typed. */
interface Merged {
  field: HostField;
  values: Values;
  isChanged: boolean;
  /** Somebody else changed it meanwhile, to something else. */
  theirs?: Values;
}

function merge(fields: readonly HostField[], now: HostDocument, sent: URLSearchParams): Merged[] {
  const shownOf = shownIn(sent);
  return fields.map((field) => {
    const present = field.read(now);
    const shown = shownOf(field.name) ?? present;
    const typed = valuesIn(sent, field.name);
    if (same(typed, shown) || same(typed, present)) return { field, values: present, isChanged: false };
    return { field, values: typed, isChanged: true, ...(!same(present, shown) && { theirs: present }) };
  });
}

/** The desk of a host; a draft has not claimed its slug. */
export const deskOfHost = ({ slug, id, state }: { slug: string | null; id: string; state: HostState }): string =>
  `${DESK}/hosts/${state === 'draft' || slug === null ? id : slug}`;

/** The crumbs of pages about one host. */
export const crumbOf = (host: Host) => [deskOfHost(host), curved(host.name)] as const;

interface HostFormProps {
  host: Host;
  document: HostDocument;
  visit: SignedIn;
  action: string;
  spec: HostFormSpec;
  fields: readonly HostField[];
  filled: Filled;
}

function HostFormPage({ host, document, visit, action, spec, fields, filled }: HostFormProps) {
  const words = useWords(HOST_DESK);
  const { heading, lead, before, shows, above } = spec;
  const was = Object.fromEntries(fields.map(({ name, read }) => [name, read(document)]));
  const crumb = above ? ([`${deskOfHost(host)}/${above.part}`, above.name] as const) : crumbOf(host);
  const form = (
    <DeskForm id="desk" action={action} send={words.save} hidden={{ was: [JSON.stringify(was)] }}>
      {fields.map(({ name, view }) => (
        <Fragment key={name}>{view(filled)}</Fragment>
      ))}
    </DeskForm>
  );
  return (
    <DeskPage heading={heading} lead={lead} crumb={crumb} form={action} filled={filled} wide={shows !== undefined}>
      {before}
      {shows ? (
        <div class="beside">
          {form}
          <PublicPart host={host} visit={visit} shows={shows} />
        </div>
      ) : (
        form
      )}
    </DeskPage>
  );
}

/**
 * Changes the document of a host without a form to fill; on a version that comes meanwhile, once more.
 * @returns where to go on. @param part the page of the desk that follows
 * @throws CatalogueError host-not-found, not-yours, host-withdrawn, meaningless-request, version-stale
 */
export async function changeDocument(
  visit: SignedIn,
  part: string,
  change: (document: HostDocument) => void,
  attempt = 1,
): Promise<Shown> {
  const context = await visit.asHost(visit.params.host!, 'putHostDocument');
  const host = await ownHost(context, visit.params.host!);
  const next = structuredClone(documentOf(host));
  change(next);
  try {
    const { document: after } = await putDocument(context, host.id, next, `v${host.version}`);
    return { to: `${deskOfHost(after)}/${part}?${await savedQuery(visit, host, after)}` };
  } catch (error) {
    const isStale = error instanceof CatalogueError && error.code === 'version-stale';
    if (isStale && attempt < ATTEMPTS) return await changeDocument(visit, part, change, attempt + 1);
    throw error;
  }
}

/** Adds a page with a form about one host, for whoever may write there. @param what the last part of its address */
export function hostForm(
  desk: Desk,
  what: string,
  specOf: (visit: SignedIn, document: HostDocument) => HostFormSpec,
): void {
  const path = `${DESK}/hosts/:host/${what}`;
  const read = async (context: Context, ref: string, visit: SignedIn) => {
    const host = await ownHost(context, ref);
    const document = structuredClone(documentOf(host));
    const spec = specOf(visit, document);
    spec.start?.(document);
    return { host, document, spec, fields: spec.fields(document, host) };
  };
  const actionOf = ({ request }: SignedIn) => request.url.split('?', 1)[0]!;
  const typedOf = (merged: readonly { field: HostField; values: Values }[]) =>
    Object.fromEntries(merged.map(({ field, values }) => [field.name, values]));

  desk.page(path, async (visit) => {
    const context = await visit.asHost(visit.params.host!, 'getHostDocument');
    const { host, document, spec, fields } = await read(context, visit.params.host!, visit);
    const filled = { typed: typedOf(fields.map((field) => ({ field, values: field.read(document) }))), faults: {} };
    return <HostFormPage {...{ host, document, visit, spec, fields, filled }} action={actionOf(visit)} />;
  });

  const take = async (visit: SignedIn, { fields: sent, isStay }: Sent, attempt = 1): Promise<Shown> => {
    const { page, params, reply } = visit;
    const context = await visit.asHost(params.host!, 'putHostDocument');
    const { host, document, spec, fields } = await read(context, params.host!, visit);
    const merged = merge(fields, document, sent);
    const show = (status: number, filled: Omit<Filled, 'typed'>) => ({
      status,
      view: (
        <HostFormPage
          {...{ host, document, visit, spec, fields }}
          action={actionOf(visit)}
          filled={{ typed: typedOf(merged), ...filled }}
        />
      ),
    });
    if (isStay) return show(200, { faults: {} });
    const theirs = merged.flatMap(({ field: { name, tell }, theirs }) =>
      theirs ? [[name, tell ? tell(theirs) : theirs.join(', ')] as const] : [],
    );
    // The form now carries what is there: sent once more, it is meant so.
    if (theirs.length > 0)
      return show(409, { faults: {}, theirs: Object.fromEntries(theirs), refusal: HOST_DESK[page.language].conflict });
    const next = structuredClone(document);
    const unread: Record<string, string> = {};
    for (const { field, values, isChanged } of merged) {
      const fault = isChanged ? await field.fault?.(values) : undefined;
      if (fault !== undefined) unread[field.name] = named(field.label, fault, page.language);
      else if (isChanged) field.write(next, values);
    }
    const wrong = wrongIn(HostDocument, next, fields, page, unread);
    if (wrong) return show(422, wrong);
    return await takenOr(
      visit,
      async () => {
        const { document: after } = await putDocument(context, host.id, next, `v${host.version}`);
        const part = spec.above ? `/${spec.above.part}` : '';
        return { to: `${DESK}/hosts/${params.host}${part}?${await savedQuery(visit, host, after)}` };
      },
      (refused) => show(reply.statusCode, refused),
      { places: fields, anew: attempt < ATTEMPTS && (() => take(visit, { fields: sent, isStay }, attempt + 1)) },
    );
  };
  desk.form(path, (visit, sent) => take(visit, sent));
}
