import type { ComponentChildren, VNode } from 'preact';
import { findFederation } from '../../catalogue/model.ts';
import type { Host } from '../../documents/host.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { curved } from '../../ground/texts.ts';
import { putDocument, tryDocument } from '../../host-documents/commands.ts';
import { HostDocument } from '../../host-documents/schema.ts';
import { documentOf } from '../../host-documents/write.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { EMPTY, type Filled } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import type { Context } from '../../record/context.ts';
import { refuseFaults } from '../../requests/version.ts';
import { COMPLETE_LISTS, type CompleteList, type HostState } from '../../vocabulary/terms.ts';
import { DESK, type Desk, type DeskAnswer, type SignedIn } from '../desk.tsx';
import { DeskPage } from '../desk-page.tsx';
import { ATTEMPTS } from '../form-command.ts';
import { deskForm, type FormField, type FormSpec } from '../parts/form.tsx';
import type { Preview } from '../parts/preview.tsx';
import { HOST_DESK } from '../words/host-desk.ts';
import { SERVICES } from '../words/services.ts';
import { placeElsewhere } from './elsewhere.ts';
import { PublicPart, type Shows } from './public-part.tsx';

/*
 * A form of a host's desk edits a part of the document of the host, and is taken by the command of
 * `PUT /v1/hosts/{host}/document`. Each field says how it is read from the document and written into it; what the form
 * does not show stays as it is.
 */

export type HostField = FormField<HostDocument>;

type NamedLists = Readonly<Partial<Record<CompleteList, string>>>;

export interface HostFormSpec {
  heading: string;
  lead?: string;
  /** The lists of the entry that it asks, by name: what they lack is a no where the host said that they are whole. */
  lists?: NamedLists;
  /** Changes the document before the fields do: puts a copied price into it for them to fill, or takes one out. */
  start?(document: HostDocument): void;
  fields(document: HostDocument, host: Host): readonly HostField[];
  /** What it would come to, shown before it is done. */
  preview?(opened: Pick<OpenedHost, 'context' | 'host'>): Preview;
  /** Between the heading and the form, and below it. */
  before?: VNode | ((host: Host) => VNode);
  after?: VNode;
  /** What is said instead of a fault, by its code. */
  says?: FormSpec['says'];
  /** The field next to which a fault of what another page asks is said too, by its code. */
  fieldOf?: FormSpec['fieldOf'];
  /** Faults of fields that contradict each other. */
  faults?: FormSpec['faults'];
  /** The words of its button; absent: “save”. */
  send?: string;
  /** Said in place of the form where it has nothing to ask yet. */
  none?: string;
  /** What of the public page is shown next to the form; absent: what it edits is not seen there. */
  shows?: Shows;
  /** The page above, and the one that follows; absent: the desk of the host. */
  above?: { part: string; name: string };
}

/** The desk of a host; a draft has not claimed its slug. */
export const deskOfHost = ({ slug, id, state }: { slug: string | null; id: string; state: HostState }): string =>
  `${DESK}/hosts/${state === 'draft' || slug === null ? id : slug}`;

/** The crumbs of pages about one host. */
export const crumbOf = (host: Host) => [deskOfHost(host), curved(host.name)] as const;

/** Before lists that a host fills in: what it means that they lack something. */
export function LeadOfLists({ host, lists, children }: { host: Host; lists: NamedLists; children: ComponentChildren }) {
  const words = useWords(HOST_DESK);
  const { say } = usePage();
  const whole = COMPLETE_LISTS.filter((list) => host.complete.includes(list)).flatMap((list) => lists[list] ?? []);
  const isOnly = Object.keys(lists).length === 1;
  return (
    <>
      {children}{' '}
      {whole.length === 0 ? (
        words.staysUnknown
      ) : (
        <>
          {isOnly ? words.isWhole : words.areWhole(say.list(whole), whole.length)}{' '}
          <Link to={`${deskOfHost(host)}/confirmation`}>{words.notWhole}</Link>
        </>
      )}
    </>
  );
}

/** A host as it is written now, and the context of a command by the member of the session who may write there. */
export interface OpenedHost {
  context: Context;
  host: Host;
  /** The address of its desk. */
  at: string;
}

/**
 * Opens the desk of the host that an address names.
 * @param operation operationId of the same command in the API, for the audit
 * @throws CatalogueError host-not-found, not-yours
 */
export async function openHost({ asHost, params }: SignedIn, operation: string): Promise<OpenedHost> {
  const context = await asHost(params.host!, operation);
  const host = await ownHost(context, params.host!);
  return { context, host, at: deskOfHost(host) };
}

/** The name of a federation; of one that the catalogue does not show, what it was asked by. */
export const federationNameIn =
  ({ model }: Pick<SignedIn, 'model'>) =>
  (slug: string): string =>
    curved(findFederation(model, slug)?.name ?? slug);

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
): Promise<DeskAnswer> {
  const { context, host } = await openHost(visit, 'putHostDocument');
  const next = structuredClone(documentOf(host));
  change(next);
  try {
    const { document: after } = await putDocument(context, host.id, next, `v${host.version}`);
    return { to: `${deskOfHost(after)}/${part}?saved=yes` };
  } catch (error) {
    const isStale = error instanceof CatalogueError && error.code === 'version-stale';
    if (isStale && attempt < ATTEMPTS) return await changeDocument(visit, part, change, attempt + 1);
    throw error;
  }
}

/** Adds a page with a form about one host, for those who may write there. @param what the last part of its address */
export function hostForm(
  desk: Desk,
  what: string,
  specOf: (visit: SignedIn, document: HostDocument) => HostFormSpec,
): void {
  deskForm(desk, `${DESK}/hosts/:host/${what}`, async (visit, sent) => {
    const { params } = visit;
    const { context, host } = await openHost(visit, 'putHostDocument');
    const document = structuredClone(documentOf(host));
    const spec = specOf(visit, document);
    spec.start?.(document);
    const { heading, lists, before, after, send, says, fieldOf, faults, shows, above, none } = spec;
    const lead = lists ? <LeadOfLists {...{ host, lists }}>{spec.lead}</LeadOfLists> : spec.lead;
    const fields = spec.fields(document, host);
    const crumb = above ? ([`${deskOfHost(host)}/${above.part}`, above.name] as const) : crumbOf(host);
    const isNone = none !== undefined && fields.length === 0;
    const nothing = (filled: Filled) => (
      <DeskPage {...{ heading, lead, crumb, filled }}>
        <p>{none}</p>
      </DeskPage>
    );
    if (isNone && !sent) return nothing(EMPTY);
    return {
      fields,
      send,
      // Its units are keys of the vocabulary, which nobody here knows.
      says: { 'unit-of-no-usage': SERVICES[visit.page.language].limitOfNone, ...says },
      ...(fieldOf && { fieldOf }),
      elsewhere: placeElsewhere(visit, document, documentOf(host), deskOfHost(host)),
      ...(faults && { faults }),
      body: document,
      ...(spec.preview && { preview: spec.preview({ context, host }), about: host.version }),
      shape: HostDocument,
      page: (form, filled) =>
        isNone ? (
          nothing(filled)
        ) : (
          <DeskPage
            {...{ heading, lead, filled, crumb }}
            {...(fields.length > 0 && { form: visit.request.url.split('?', 1)[0]! })}
            wide={shows !== undefined}
          >
            {typeof before === 'function' ? before(host) : before}
            {shows ? (
              <div class="beside">
                {form}
                <PublicPart host={host} visit={visit} shows={shows} />
              </div>
            ) : (
              form
            )}
            {after}
          </DeskPage>
        ),
      tries: async (body) => refuseFaults((await tryDocument(context, host.id, body)).faults),
      save: async (body) => {
        await putDocument(context, host.id, body as HostDocument, `v${host.version}`);
        const part = above ? `/${above.part}` : '';
        return { to: `${DESK}/hosts/${params.host}${part}?saved=yes` };
      },
    };
  });
}
