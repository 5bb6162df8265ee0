import { federationNotFound, requireFederation } from '../../catalogue/federations.ts';
import type { Model } from '../../catalogue/model.ts';
import type { Operator } from '../../config.ts';
import type { Federation } from '../../documents/federation.ts';
import { isCurrent, listKeptBy } from '../../documents/membership.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { curved } from '../../ground/texts.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import { type Parameters, usePage, useWords } from '../frame/page.ts';
import { Link, OutsideLink } from '../frame/parts.tsx';
import { NEED } from '../words/need.ts';

/** The hosts that a page of a federation proposes: its members, its own list, or everybody, with only its rules. */
export const HOST_SCOPES = ['members', 'selection', 'everybody'] as const;
export type HostScope = (typeof HOST_SCOPES)[number];

export const isHostScope = (value: unknown): value is HostScope => HOST_SCOPES.some((one) => one === value);

/**
 * The scope that an address asks for; only `everybody` makes sense without a federation.
 * @throws CatalogueError invalid-request
 */
function readHostScope(value: unknown, hasFederation: boolean): HostScope {
  if (value === undefined || value === '') return 'everybody';
  if (isHostScope(value) && (hasFederation || value === 'everybody')) return value;
  throw new CatalogueError('invalid-request', {
    fr: 'Le réglage onlyFrom vaut members, selection ou everybody, et va avec federation.',
    en: 'The setting onlyFrom is members, selection or everybody, and goes with federation.',
  });
}

/** The scope as a need holds it. */
export const onlyFromOf = (scope: HostScope): Pick<Need, 'onlyFrom'> =>
  scope === 'everybody' ? {} : { onlyFrom: scope };

/** In whose name a page is shown, and whom it proposes, as an address asks for it. */
export type AskedFor = Partial<Record<(typeof ASKED_FOR)[number], unknown>>;
export const ASKED_FOR = ['federation', 'onlyFrom'] as const;

interface SpeakingFor {
  federation: Federation | undefined;
  scope: HostScope;
  /** What the addresses of such a page carry on. */
  carried: Parameters;
}

/** The federation in whose name a page is shown. @throws CatalogueError federation-not-found, invalid-request */
export function speakingFor({ federation: asked, onlyFrom }: AskedFor, model: Model): SpeakingFor {
  if (asked !== undefined && typeof asked !== 'string') throw federationNotFound();
  const federation = asked === undefined ? undefined : requireFederation(model, asked);
  const scope = readHostScope(onlyFrom, federation !== undefined);
  return { federation, scope, carried: federation ? { federation: federation.slug, ...onlyFromOf(scope) } : {} };
}

interface NoteProps {
  federation: Federation;
  day: string;
  /** Who runs this catalogue. */
  operator: Operator;
}

/** Whether a federation chose hosts itself. */
export const hasOwnList = ({ selection = [] }: Federation): boolean => selection.length > 0;

/** Who keeps the list of a federation, and of which day it is; its own list of hosts is its own word. */
export function ListKeeper({ federation, day, operator, isOwn = false }: NoteProps & { isOwn?: boolean }) {
  const words = useWords(NEED);
  const { say } = usePage();
  const keeper = isOwn ? 'federation' : listKeptBy(federation.members, day);
  const kept = words.kept[keeper](curved(federation.name), operator.name ?? 'Bercail');
  return (
    <>
      {federation.website ? <OutsideLink to={federation.website}>{kept}</OutsideLink> : kept},{' '}
      {words.asOf(say.date(day))}.
    </>
  );
}

/** Members that a page leaves out because nobody is sure that they are members, and the address of `/hosts` with them. */
export interface UncertainMembers {
  count: number;
  query: Parameters;
}

/** A match proposes certain members only. */
export const uncertainMembers = ({ slug, members }: Federation, day: string): UncertainMembers => ({
  count: members.filter((member) => member.toCheck && isCurrent(member, day)).length,
  query: { federation: slug },
});

/** Which federation a page speaks for, of which day it is, and which hosts it proposes. */
export function FederationNote({
  scope,
  leftOut,
  ...note
}: NoteProps & {
  scope: HostScope;
  /** Absent: members that are not certain are shown, and marked. */
  leftOut?: UncertainMembers | undefined;
}) {
  const words = useWords(NEED);
  const isOfCertain = scope === 'members' && leftOut !== undefined;
  if (scope === 'selection' && !hasOwnList(note.federation)) return <p>{words.noList(curved(note.federation.name))}</p>;
  return (
    <p>
      <ListKeeper {...note} isOwn={scope === 'selection'} /> {isOfCertain ? words.certainOnly : words.scope[scope]}
      {isOfCertain && leftOut.count > 0 && (
        <>
          {' '}
          <Link to="/hosts" query={leftOut.query}>
            {words.uncertain(leftOut.count)}
          </Link>
        </>
      )}
    </p>
  );
}
