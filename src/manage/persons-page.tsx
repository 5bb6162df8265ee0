import { EMPTY, type Filled, TextLine } from '../pages/frame/fields.tsx';
import { useWords } from '../pages/frame/page.ts';
import { Link } from '../pages/frame/parts.tsx';
import { LABEL_MAX } from '../persons/persons.ts';
import type { Session } from '../persons/sessions.ts';
import type { TokenHolder } from '../requests/caller.ts';
import { type Circle, CircleSection } from './access-page.tsx';
import { DeskForm, DeskPage } from './desk-page.tsx';
import { TokenLine } from './sign-in-page.tsx';
import { DESK_WORDS } from './words/desk.ts';

export const LabelLine = ({ filled }: { filled: Filled }) => {
  const words = useWords(DESK_WORDS);
  return (
    <TextLine
      filled={filled}
      name="label"
      label={words.label}
      hint={words.labelHint}
      most={LABEL_MAX}
      autocomplete="nickname"
    />
  );
};

interface PersonsProps {
  circles: readonly Circle[];
  session: Session;
  /** The form that was sent last, with what is wrong. */
  filled?: Filled;
}

/** What a person may do about themselves, and nobody else. */
function Self({ label, filled }: { label: string; filled: Filled }) {
  const words = useWords(DESK_WORDS);
  return (
    <>
      <h2>{words.add}</h2>
      <p>{words.addLead}</p>
      <DeskForm action="/manage/persons/holdings" send={words.addSend} isSecond>
        <TokenLine filled={filled} />
      </DeskForm>
      <h2>{words.hello(label)}</h2>
      <DeskForm action="/manage/persons/label" send={words.rename} isSecond>
        <LabelLine filled={{ ...filled, typed: { label, ...filled.typed } }} />
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
      <p>
        <Link to="/manage/persons/erase" class="tap">
          {words.erase}
        </Link>
      </p>
    </DeskPage>
  );
}

/** @param kept of whoever is signed in */
export function ErasePage({ kept }: { kept: 'person' | 'mailbox' | undefined }) {
  const words = useWords(DESK_WORDS);
  return (
    <DeskPage heading={words.eraseHeading} crumb={['/manage/persons', words.persons]}>
      {(kept ? words.eraseEffects[kept] : words.nothingKept).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {kept && <DeskForm action="/manage/persons/erase" send={words.erase} />}
    </DeskPage>
  );
}

/** Something that is shown once: a link, or a token. */
export function ShownOnce({ label, value }: { label: string; value: string }) {
  return (
    <div class="field">
      <label for="once">{label}</label>
      <input class="wide" type="text" id="once" readOnly value={value} />
    </div>
  );
}

/** As whom a link lets act, and until when what is made with it lasts, if it ends. */
type Inviter = Pick<TokenHolder, 'role' | 'formerUntil'>;

/** How long what an invitation gives lasts. */
function Given({ by: { role, formerUntil } }: { by: Inviter }) {
  const words = useWords(DESK_WORDS);
  if (formerUntil) return <p>{words.givenWhile}</p>;
  return <p>{role === 'admin' ? words.givenAdministration : words.given}</p>;
}

interface InvitedProps {
  address: string;
  by: Inviter;
  crumb?: readonly [to: string, name: string];
}

/** A link that was just made. */
export function InvitedPage({ address, by, crumb }: InvitedProps) {
  const words = useWords(DESK_WORDS);
  return (
    <DeskPage heading={words.invited} lead={words.invitedLead} crumb={crumb ?? ['/manage/persons', words.persons]}>
      <p>
        <strong>{words.invitedOnce}</strong>
      </p>
      <ShownOnce label={words.link} value={address} />
      <Given by={by} />
    </DeskPage>
  );
}

/** What a link is for; it is used when its form is sent. */
export function InvitationPage({
  action,
  name,
  by,
  isPerson,
  filled = EMPTY,
}: {
  action: string;
  name: string;
  by: Inviter;
  /** What they hold grows: they have a label already. */
  isPerson: boolean;
  filled?: Filled;
}) {
  const words = useWords(DESK_WORDS);
  return (
    <DeskPage
      heading={words.invitation(name)}
      lead={words.invitationLead}
      form={action}
      filled={filled}
      isOpen={!isPerson}
    >
      <Given by={by} />
      <DeskForm id="desk" action={action} send={words.accept}>
        {!isPerson && <LabelLine filled={filled} />}
      </DeskForm>
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
      <p>
        <Link to="/manage" class="tap">
          {words.go}
        </Link>
      </p>
    </DeskPage>
  );
}
