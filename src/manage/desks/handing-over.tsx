import type { Bercail } from '../../bercail.ts';
import { isOfficer } from '../../federations/rights.ts';
import { List } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { type Access, isOwnAccess } from '../../persons/access.ts';
import { countTurns } from '../../recommendations/cases/whose.ts';
import { findFederation } from '../../record/federations.ts';
import { findHost } from '../../record/hosts.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import type { SignedIn } from '../desk.tsx';
import { DeskPage, TapLink } from '../desk-page.tsx';
import { deskOfFederation } from '../federation/frame.tsx';
import { waitsOfFederation } from '../federation/today/today.tsx';
import { deskOfHost } from '../host/form.tsx';
import { PERSONS } from '../parts/person.tsx';
import { DESK_WORDS } from '../words/desk.ts';
import { HANDING_OVER } from '../words/handing-over.ts';
import { InviteForm, Named } from './access.tsx';
import { waitingFor } from './home.tsx';

/** Where a desk is, and how much waits there. */
interface Kept {
  to: string;
  waits: number;
  /** Of a host, the addresses below its desk. */
  isHost: boolean;
}

async function keptBy(visit: SignedIn, caller: TokenHolder, { db, policy }: Pick<Bercail, 'db' | 'policy'>) {
  if ('federationId' in caller) {
    const federation = (await findFederation(db, caller.federationId))!;
    const queues = await waitsOfFederation(visit, visit.as(caller, 'getFederationDue'), federation);
    const waits = queues.reduce((sum, { total }) => sum + total, 0);
    return { to: deskOfFederation(federation), waits, isHost: false };
  }
  const host = 'hostId' in caller ? await findHost(db, caller.hostId) : undefined;
  if (!host) return undefined;
  const waits = await waitingFor(policy, visit.as(caller, 'getHostTodo'), host, visit.page);
  return { to: deskOfHost(host), waits: waits.length, isHost: true };
}

interface HandingOverProps {
  caller: TokenHolder;
  name: string;
  access: readonly Access[];
  kept: Kept;
  isPerson: boolean;
  left: Awaited<ReturnType<typeof casesLeft>>;
  sendsMail: boolean;
}

/** The cases that would be nobody's turn without an access; undefined: none, or they are not for the caller to read. */
export async function casesLeft(visit: SignedIn, caller: TokenHolder, { acts }: Access) {
  if (caller.role !== 'federation' || !acts) return undefined;
  const context = visit.as(caller, 'listCases');
  const federation = (await findFederation(context.db, caller.federationId))!;
  if (!isOfficer(caller, federation)) return undefined;
  const count = (await countTurns(context, federation.id)).get(acts.tokenId) ?? 0;
  const show = acts.tokenId === caller.tokenId ? 'mine' : 'all';
  return count === 0 ? undefined : { count, show, to: `${deskOfFederation(federation)}/cases/several` };
}

/** Says that cases are left behind, and leads to where they are handed over. */
export function CasesLeft({ left }: { left: Awaited<ReturnType<typeof casesLeft>> }) {
  const words = useWords(HANDING_OVER);
  if (!left) return null;
  const { count, show, to } = left;
  return (
    <p>
      {words.casesLeft(count)} <TapLink to={to} query={{ show }} name={words.casesHand} />
    </p>
  );
}

/** A link to a page of the desks, in a list. */
type Way = readonly [to: string, name: string];
const Ways = ({ ways }: { ways: readonly Way[] }) => (
  <List of={ways}>{([to, name]) => <TapLink to={to} name={name} />}</List>
);

/** Tokens that no person has alone: what they open stays open to those who have copied them. */
function SharedTokens({ access, caller }: Pick<HandingOverProps, 'access' | 'caller'>) {
  const words = useWords(HANDING_OVER);
  const shared = access.filter(({ kind, person }) => kind === 'token' && person === null);
  return (
    <>
      <h3>{words.shared}</h3>
      {shared.length === 0 && <p>{words.noShared}</p>}
      <List of={shared}>
        {(one) => {
          const isOwn = one.id === caller.tokenId;
          return (
            <>
              <Named access={one} />{' '}
              <TapLink
                to={`${PERSONS}/${isOwn ? 'renew' : 'end/token'}/${one.id}`}
                name={isOwn ? words.renew : words.end}
                of={<Named access={one} />}
              />
            </>
          );
        }}
      </List>
    </>
  );
}

/**
 * Whether somebody may do everything by an access today. A mailbox opens everything to the first who comes in by it,
 * once it is confirmed; what waits for an officer does not yet.
 */
const isAble = ({ kind, acts, since, awaitsOfficer }: Access): boolean =>
  awaitsOfficer === null &&
  ((kind === 'token' && acts?.rights === 'all') ||
    (kind === 'mailbox' && since !== null && (acts === null || acts.rights === 'all')));

/** All that passes a desk on, in the order in which nothing is lost. */
function HandingOver({ caller, name, access, kept, isPerson, left, sendsMail }: HandingOverProps) {
  const words = useWords(HANDING_OVER);
  const desk = useWords(DESK_WORDS);
  const { say } = usePage();
  const { to, waits, isHost } = kept;
  const able = access.filter((one) => isAble(one) && !one.isMe);
  const own = access.find((one) => isOwnAccess(one, caller));
  const links = access.filter(({ kind }) => kind === 'invitation').length;
  const people = able.flatMap(({ person, email }) => person ?? email ?? []);
  return (
    <DeskPage heading={words.heading(name)} lead={words.lead} crumb={[PERSONS, desk.persons]}>
      <h2>{words.invite}</h2>
      <p>{words.inviteLead}</p>
      <p>{people.length > 0 ? words.able(say.list(people)) : words.nobody}</p>
      {links > 0 && <p>{words.waiting(links)}</p>}
      <InviteForm caller={caller} />
      <h2>{words.finds}</h2>
      <Ways
        ways={[
          [to, words.desk],
          [to, waits > 0 ? words.waits(waits) : words.nothingWaits],
          ...(isHost
            ? ([
                [`${to}/history`, words.history],
                [`${to}/file/bercail.json`, words.document],
                [`${to}/own-file`, words.file],
                ['/guide/hosts', words.guide],
              ] as const)
            : ([[`${to}/cases`, words.cases]] as const)),
        ]}
      />
      <h2>{words.private}</h2>
      <List of={words.privateOf[isHost ? 'host' : 'federation']} />
      <h2>{words.replace}</h2>
      <p>{words.replaceLead}</p>
      <SharedTokens access={access} caller={caller} />
      <Ways
        ways={[
          ...(sendsMail ? [[`${to}/mail`, words.mail] as const] : []),
          ...(isHost ? [[`${to}/addresses`, words.calendar] as const] : []),
        ]}
      />
      <h2>{words.leave}</h2>
      <CasesLeft left={left} />
      {people.length === 0 ? (
        <p>{words.leaveNotYet}</p>
      ) : (
        <>
          <p>{words.leaveLead}</p>
          <Ways
            ways={[
              ...(own ? [[`${PERSONS}/end/${own.kind}/${own.id}`, words.leaveMine] as const] : []),
              ...(isPerson ? [[`${PERSONS}/erase`, words.leaveErase] as const] : []),
            ]}
          />
        </>
      )}
    </DeskPage>
  );
}

/** The page that passes a desk on; undefined: the caller keeps none. */
export async function handingOver(
  visit: SignedIn,
  given: Pick<Bercail, 'db' | 'policy' | 'sendsMail'>,
  circle: Pick<HandingOverProps, 'caller' | 'name' | 'access'>,
) {
  const kept = await keptBy(visit, circle.caller, given);
  if (!kept) return undefined;
  const isPerson = visit.session.person !== null;
  const own = circle.access.find((one) => isOwnAccess(one, circle.caller));
  const left = own && (await casesLeft(visit, circle.caller, own));
  return <HandingOver {...circle} {...{ kept, isPerson, left, sendsMail: given.sendsMail }} />;
}
