import { parisDay } from '../../ground/clock.ts';
import { EMPTY, type Filled, Radios } from '../../pages/frame/fields.tsx';
import { List } from '../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { ACCESS_KINDS, type Access, isOwnAccess } from '../../persons/access.ts';
import type { Session } from '../../persons/sessions.ts';
import { mayAnswer, mayDoAll, type TokenHolder } from '../../requests/caller.ts';
import { TOKEN_RIGHTS } from '../../vocabulary/terms.ts';
import { DeskForm, DeskPage, LinkLine } from '../desk-page.tsx';
import { AccessNote, circleId, labelField, PERSONS, ShownOnce } from '../parts/person.tsx';
import { TokenLine } from '../sign-in-page.tsx';
import { ACCESS_WORDS } from '../words/access.ts';
import { DESK_WORDS } from '../words/desk.ts';

/** Who may act for one thing that somebody keeps. */
interface Circle {
  caller: TokenHolder;
  name: string;
  access: readonly Access[];
}

/** How an access is called, and what there is to know of it. */
function useTelling() {
  const words = useWords(ACCESS_WORDS);
  const { say } = usePage();
  const by = ({ person, label }: Access) => person ?? (label === null ? null : words.token(label));
  const atFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const named = (access: Access): string => {
    if (access.kind === 'mailbox') return access.email!;
    if (access.kind === 'invitation') return words.link(by(access)!);
    return access.email ?? atFirst(by(access)!);
  };
  const told = (access: Access): string => {
    const { kind, since, until } = access;
    const day = since && say.date(typeof since === 'string' ? since : parisDay(since));
    if (kind === 'mailbox') return `${day ? words.confirmed(day) : words.unconfirmed}, ${words.addedBy(by(access))}`;
    if (kind === 'invitation') return words.worksUntil(say.date(parisDay(until!)));
    if (kind === 'session') return words.begun(day!);
    return day ? words.lastUsed(day) : words.neverUsed;
  };
  const mine = ({ kind, isMe }: Access): string => (isMe ? ` (${kind === 'session' ? words.thisOne : words.me})` : '');
  return { named: (access: Access) => named(access) + mine(access), told };
}

/** What somebody may do with an access, and the way to change it; of the administration nothing: it has all rights. */
function Rights({ access, caller }: { access: Access; caller: TokenHolder }) {
  const { rights } = useWords(ACCESS_WORDS);
  const { named } = useTelling();
  if (!access.acts || caller.role === 'admin') return null;
  const { tokenId, rights: present } = access.acts;
  const isChanged = mayDoAll(caller) && access.kind !== 'invitation' && tokenId !== caller.tokenId && !access.isMe;
  return (
    <>
      {rights.told[present]}{' '}
      {isChanged &&
        TOKEN_RIGHTS.filter((one) => one !== present).map((one) => (
          <span key={one}>
            <Link to={`${PERSONS}/rights/${tokenId}/${one}`}>
              {rights.send[one]}
              <span class="vh"> {named(access)}</span>
            </Link>{' '}
          </span>
        ))}
    </>
  );
}

function AccessLine({ access, caller }: { access: Access; caller: TokenHolder }) {
  const words = useWords(DESK_WORDS);
  const { renew } = useWords(ACCESS_WORDS);
  const { named, told } = useTelling();
  const isOwn = isOwnAccess(access, caller) && mayAnswer(caller);
  const isOwnToken = isOwn && access.kind === 'token';
  return (
    <li>
      <strong>{named(access)}</strong>, {told(access)}. <Rights access={access} caller={caller} />
      {(mayDoAll(caller) || isOwn) && (
        <Link to={`${PERSONS}/end/${access.kind}/${access.id}`}>
          {words.end}
          <span class="vh"> {named(access)}</span>
        </Link>
      )}{' '}
      {isOwnToken && (
        <Link to={`${PERSONS}/renew/${access.id}`}>
          {renew.link}
          <span class="vh"> {named(access)}</span>
        </Link>
      )}
      {access.awaitsOfficer && (caller.role === 'host' || caller.role === 'federation') && (
        <>
          <p class="small">{words.awaitsOfficer[caller.role]}</p>
          {!caller.awaitsOfficer && mayDoAll(caller) && (
            <DeskForm
              action={`${PERSONS}/accept/${access.awaitsOfficer}`}
              send={words.acceptOfficer[caller.role]}
              of={named(access)}
              isSecond
            />
          )}
        </>
      )}
    </li>
  );
}

/** A link for one more person; of a host or a network one says what they may do. */
function InviteForm({ caller }: { caller: TokenHolder }) {
  const words = useWords(DESK_WORDS);
  const { rights } = useWords(ACCESS_WORDS);
  return (
    <DeskForm action={`${PERSONS}/invitations`} send={words.invite} hidden={{ as: [caller.tokenId ?? ''] }} isSecond>
      {caller.role !== 'admin' && (
        <Radios
          filled={{ ...EMPTY, typed: { rights: 'all' } }}
          name={`rights-${caller.tokenId}`}
          field="rights"
          label={rights.question}
          choices={TOKEN_RIGHTS.map((one) => [one, rights.names[one], rights.hints[caller.role as 'host'][one]])}
        />
      )}
    </DeskForm>
  );
}

/** All by which somebody may act for one thing, and the ways to end it. */
function CircleSection({ circle: { caller, name, access } }: { circle: Circle }) {
  const words = useWords(DESK_WORDS);
  const { kinds, others } = useWords(ACCESS_WORDS);
  const ofKind = (kind: Access['kind']) => access.filter((one) => one.kind === kind);
  return (
    <section id={circleId(caller)}>
      <h2>{words.whoMayAct(name)}</h2>
      {caller.role === 'claimant' && <p>{words.claim}</p>}
      {ACCESS_KINDS.filter((kind) => ofKind(kind).length > 0).map((kind) => (
        <section key={kind}>
          <h3>{kinds[kind]}</h3>
          <ul class="list">
            {ofKind(kind).map((one) => (
              <AccessLine key={one.id} access={one} caller={caller} />
            ))}
          </ul>
        </section>
      ))}
      <AccessNote caller={caller} />
      {caller.role !== 'claimant' && mayDoAll(caller) && (
        <>
          <InviteForm caller={caller} />
          <LinkLine to={`${PERSONS}/others/${caller.tokenId}`} name={others.link} of={name} />
        </>
      )}
    </section>
  );
}

/** How an access is called. */
export const Named = ({ access }: { access: Access }) => <>{useTelling().named(access)}</>;

/** What ends, and what stays, when all but one's own access is ended. */
export function Others({ caller, access }: Circle) {
  const { others } = useWords(ACCESS_WORDS);
  const { named } = useTelling();
  const isKept = ({ kind, id, isMe }: Access) =>
    kind === 'token' ? id === caller.tokenId : isMe && (kind === 'mailbox' || kind === 'session');
  const ended = access.filter((one) => !isKept(one));
  return (
    <>
      <h2>{others.ending}</h2>
      <ul>
        {ACCESS_KINDS.map((kind) => ({ kind, count: ended.filter((one) => one.kind === kind).length }))
          .filter(({ count }) => count > 0)
          .map(({ kind, count }) => (
            <li key={kind}>{others.counts[kind](count)}</li>
          ))}
        {(caller.role === 'host' || caller.role === 'federation') && <li>{others.calendar}</li>}
      </ul>
      <h2>{others.staying}</h2>
      <List of={access.filter(isKept)}>{named}</List>
      <p>{others.leaked}</p>
    </>
  );
}

interface PersonsProps {
  circles: readonly Circle[];
  session: Session;
  /** The form that was sent last, with what is wrong. */
  filled?: Filled;
}

/** What a person may do about themselves, and nobody else. */
function Self({ label, filled }: { label: string; filled: Filled }) {
  const words = useWords(DESK_WORDS);
  const { language } = usePage();
  return (
    <>
      <h2>{words.add}</h2>
      <p>{words.addLead}</p>
      <DeskForm action="/manage/persons/holdings" send={words.addSend} isSecond>
        <TokenLine filled={filled} />
      </DeskForm>
      <h2>{words.hello(label)}</h2>
      <DeskForm action="/manage/persons/label" send={words.rename} isSecond>
        {labelField(language).view({ ...filled, typed: { label, ...filled.typed } })}
      </DeskForm>
    </>
  );
}

/** Who may act, and all that one may do about oneself. */
export function PersonsPage({ circles, session: { person }, filled = EMPTY }: PersonsProps) {
  const words = useWords(DESK_WORDS);
  return (
    <DeskPage heading={words.persons} crumb={['/manage', words.mine]} filled={filled}>
      {circles.map((circle) => (
        <CircleSection key={circle.caller.tokenId} circle={circle} />
      ))}
      {person ? (
        <Self label={person.label} filled={filled} />
      ) : (
        <>
          <h2>{words.helloShared}</h2>
          <p>{words.sharedLead}</p>
        </>
      )}
      <p>{words.lasts}</p>
      <DeskForm
        action="/manage/sign-out"
        send={person ? words.everywhere : words.everywhereShared}
        hidden={{ go: ['everywhere'] }}
        isSecond
      />
      <LinkLine to="/manage/persons/erase" name={words.erase} />
    </DeskPage>
  );
}

/** The token that was made for somebody, shown this once. */
export function AcceptedPage({ token }: { token: string }) {
  const words = useWords(DESK_WORDS);
  return (
    <DeskPage heading={words.accepted}>
      <p>{words.ownTokenLead}</p>
      <ShownOnce label={words.ownToken} value={token} />
      <LinkLine to="/manage" name={words.go} />
    </DeskPage>
  );
}
