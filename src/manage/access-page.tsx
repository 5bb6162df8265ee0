import { parisDay } from '../ground/clock.ts';
import { usePage, useWords } from '../pages/frame/page.ts';
import { Link } from '../pages/frame/parts.tsx';
import { ACCESS_KINDS, type Access } from '../persons/access.ts';
import type { TokenHolder } from '../requests/caller.ts';
import { DeskForm, DeskPage } from './desk-page.tsx';
import { ACCESS_WORDS } from './words/access.ts';
import { DESK_WORDS } from './words/desk.ts';

const PATH = '/manage/persons';

/** Who may act for one thing that somebody keeps. */
export interface Circle {
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

function AccessLine({ access, caller }: { access: Access; caller: TokenHolder }) {
  const words = useWords(DESK_WORDS);
  const { named, told } = useTelling();
  return (
    <li>
      <strong>{named(access)}</strong>, {told(access)}.{' '}
      <Link to={`${PATH}/end/${access.kind}/${access.id}`}>
        {words.end}
        <span class="vh"> {named(access)}</span>
      </Link>
      {access.awaitsOfficer && (caller.role === 'host' || caller.role === 'federation') && (
        <>
          <p class="small">{words.awaitsOfficer[caller.role]}</p>
          {!caller.awaitsOfficer && (
            <DeskForm
              action={`${PATH}/accept/${access.awaitsOfficer}`}
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

/** All by which somebody may act for one thing, and the ways to end it. */
export function CircleSection({ circle: { caller, name, access } }: { circle: Circle }) {
  const words = useWords(DESK_WORDS);
  const { kinds, others } = useWords(ACCESS_WORDS);
  const ofKind = (kind: Access['kind']) => access.filter((one) => one.kind === kind);
  return (
    <section>
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
      {caller.role !== 'claimant' && (
        <>
          <DeskForm
            action={`${PATH}/invitations`}
            send={words.invite}
            hidden={{ as: [caller.tokenId ?? ''] }}
            isSecond
          />
          <p>
            <Link to={`${PATH}/others/${caller.tokenId}`} class="tap">
              {others.link}
              <span class="vh"> {name}</span>
            </Link>
          </p>
        </>
      )}
    </section>
  );
}

/** Asks once more before an access ends. */
export function EndPage({ access }: { access: Access }) {
  const words = useWords(DESK_WORDS);
  const { ends } = useWords(ACCESS_WORDS);
  const { named } = useTelling();
  return (
    <DeskPage heading={words.endHeading} lead={named(access)} crumb={[PATH, words.persons]}>
      <p>{ends[access.kind]}</p>
      {access.isMe && <p>{words.endMine}</p>}
      <DeskForm action={`${PATH}/end/${access.kind}/${access.id}`} send={words.end} />
    </DeskPage>
  );
}

/** What ends, and what stays, when all but one's own access is ended. */
export function OthersPage({ caller, name, access }: Circle) {
  const words = useWords(DESK_WORDS);
  const { others } = useWords(ACCESS_WORDS);
  const { named } = useTelling();
  const isKept = ({ kind, id, isMe }: Access) =>
    kind === 'token' ? id === caller.tokenId : isMe && (kind === 'mailbox' || kind === 'session');
  const ended = access.filter((one) => !isKept(one));
  return (
    <DeskPage heading={others.heading(name)} lead={others.lead} crumb={[PATH, words.persons]}>
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
      <ul>
        {access.filter(isKept).map((one) => (
          <li key={one.id}>{named(one)}</li>
        ))}
      </ul>
      <p>{others.leaked}</p>
      <DeskForm action={`${PATH}/others/${caller.tokenId}`} send={others.send} />
    </DeskPage>
  );
}
