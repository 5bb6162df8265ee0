import type { ComponentChildren } from 'preact';
import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import { curved } from '../../ground/texts.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import { List } from '../../pages/frame/lists.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { Sentence } from '../../pages/frame/parts.tsx';
import type { Context } from '../../record/context.ts';
import { findFederation } from '../../record/federations.ts';
import { loadFederation } from '../../record/finish-write.ts';
import { DESK, queryParam, type SignedIn } from '../desk.tsx';
import { DeskPage, Done, LinkLine, TapLink } from '../desk-page.tsx';
import { FEDERATION_DESK, ROOM } from '../words/federation.ts';

/* What the pages of a federation’s desk share. */

/** The path that the pages of this desk begin with, for routes. */
export const FEDERATION = `${DESK}/federations/:federation`;

/** The rooms of the desk, by the last part of their addresses; their names are in `FEDERATION_DESK`. */
export const ROOMS = [
  'cases',
  'members',
  'selection',
  'reviews',
  'vouches',
  'proposals',
  'policy',
  'criteria',
  'helpers',
  'sheets',
] as const;

/** The desk of a federation. */
export const deskOfFederation = ({ slug }: Pick<Federation, 'slug'>): string => `${DESK}/federations/${slug}`;

/** A federation as it is written now, and the context of a command by the member of the session who may write it. */
export interface OpenDesk {
  visit: SignedIn;
  context: Context;
  federation: Federation;
  /** The address of its desk. */
  at: string;
}

/**
 * Opens the desk of the federation that an address names.
 * @param operation operationId of the same command in the API, for the audit
 * @throws CatalogueError federation-not-found, not-yours
 */
export async function openDesk(visit: SignedIn, operation: string): Promise<OpenDesk> {
  const ref = visit.params.federation!;
  const context = await visit.asFederation(ref, operation);
  const { id } = (await findFederation(context.db, ref))!;
  const { document: federation } = await loadFederation(context.db, id);
  return { visit, context, federation, at: deskOfFederation(federation) };
}

/** The name of a host; of one that the catalogue does not show, what it was asked by. */
export const hostName = ({ model }: SignedIn, slug: string): string => curved(model.bySlug.get(slug)?.name ?? slug);

/** All rooms of the desk, below each of its pages. */
function Menu({ at }: { at: string }) {
  const words = useWords(FEDERATION_DESK);
  return (
    <nav aria-label={words.menu} class="screen">
      <details>
        <summary>{words.menu}</summary>
        <ul class="list">
          {[['', words.home] as const, ...ROOMS.map((room) => [`/${room}`, words.rooms[room]] as const)].map(
            ([part, name]) => (
              <li key={part}>
                <TapLink to={`${at}${part}`} name={name} />
              </li>
            ),
          )}
        </ul>
      </details>
    </nav>
  );
}

interface FederationPageProps {
  opened: OpenDesk;
  heading: string;
  lead?: ComponentChildren;
  /** The page above; absent: the first page of the desk. */
  above?: readonly [part: string, name: string] | undefined;
  /** Where the form with the identifier `desk` is sent. */
  form?: string;
  wide?: boolean;
  filled?: Filled;
  /** What was done last. */
  done?: string | undefined;
  children?: ComponentChildren;
}

/** A page of a federation’s desk, below its first one. */
export function FederationPage({ opened, above, done, children, ...props }: FederationPageProps) {
  const { at, federation } = opened;
  const crumb = above ? ([`${at}/${above[0]}`, above[1]] as const) : ([at, curved(federation.name)] as const);
  return (
    <DeskPage crumb={crumb} {...props}>
      {done && <Done>{done}</Done>}
      {children}
      <Menu at={at} />
    </DeskPage>
  );
}

interface PartProps<T> {
  all: readonly T[];
  /** Whose address says where the part begins. */
  visit: SignedIn;
  most: number;
  path: string;
  query?: Readonly<Record<string, string>>;
  /** Said where there is none. */
  none?: string;
  children: (one: T) => ComponentChildren;
}

/** A part of a long list, with the way to what follows. */
export function ListPart<T>({ all, visit, most, path, query = {}, none, children }: PartProps<T>) {
  const words = useWords(FEDERATION_DESK);
  const asked = Number(queryParam(visit, 'from'));
  const from = Number.isSafeInteger(asked) && asked > 0 && asked < all.length ? asked : 0;
  const shown = all.slice(from, from + most);
  const to = from + shown.length;
  return (
    <>
      {all.length === 0 && none && <p>{none}</p>}
      {all.length > most && <p>{words.shown(from + 1, to, all.length)}</p>}
      <ul class="list">
        {shown.map((one, place) => (
          <li key={place}>{children(one)}</li>
        ))}
      </ul>
      {to < all.length && <LinkLine to={path} query={{ ...query, from: String(to) }} name={words.next} />}
    </>
  );
}

/** The desk of a federation, opened, with the catalogue that holds what was written last. */
export interface OwnDesk extends OpenDesk {
  model: Model;
}

/**
 * Opens a room of the desk of the federation that an address names.
 * @param operation operationId of the same command in the API, for the audit
 * @throws CatalogueError federation-not-found, not-yours
 */
export async function openOwnDesk(visit: SignedIn, operation: string): Promise<OwnDesk> {
  const opened = await openDesk(visit, operation);
  await visit.bercail.catchUp();
  return { ...opened, model: visit.bercail.catalogue.current() };
}

interface ToldProps {
  title?: string;
  /** Its title is one level below. */
  isBelow?: boolean;
  lead?: string;
  lines: readonly string[];
  most: number;
}

/** Sentences below their title, and how many there are besides; nothing where there are none. */
export function Told({ title, isBelow = false, lead, lines, most }: ToldProps) {
  const { more } = useWords(ROOM);
  if (lines.length === 0) return null;
  return (
    <>
      {title !== undefined && (isBelow ? <h3>{title}</h3> : <h2>{title}</h2>)}
      {lead !== undefined && <p role="status">{lead}</p>}
      <List of={lines.slice(0, most)}>{(text) => <Sentence text={text} />}</List>
      {lines.length > most && <p>{more(lines.length - most)}</p>}
    </>
  );
}
