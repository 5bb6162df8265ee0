import { EMAIL_MAX } from '../ground/addresses.ts';
import { EMPTY, type Filled, TextLine } from '../pages/frame/fields.tsx';
import { List } from '../pages/frame/lists.tsx';
import { useWords } from '../pages/frame/page.ts';
import { Link } from '../pages/frame/parts.tsx';
import { DeskForm, DeskPage, Done } from './desk-page.tsx';
import { DESK_WORDS } from './words/desk.ts';
import { MAIL } from './words/mail.ts';

/** Where somebody was going, and the form that they were sending there. */
export interface InterruptedForm {
  to?: string | undefined;
  sent?: string | undefined;
}

/** Letters of what may be typed as a token. */
const TOKEN_MAX = 500;

export const TokenLine = ({ filled }: { filled: Filled }) => {
  const words = useWords(DESK_WORDS);
  return (
    <TextLine
      filled={filled}
      name="token"
      label={words.token}
      hint={words.tokenHint}
      most={TOKEN_MAX}
      type="password"
      autocomplete="current-password"
    />
  );
};

const EmailLine = ({ filled, hint }: { filled: Filled; hint: string }) => {
  const words = useWords(MAIL);
  return (
    <TextLine filled={filled} name="email" label={words.email} hint={hint} most={EMAIL_MAX} autocomplete="email" />
  );
};

interface SignInProps {
  carried: InterruptedForm;
  filled?: Filled;
  out?: boolean;
  /** The access by which one was here has just been ended by oneself. */
  isOver?: boolean;
  /** Whether a link can be sent. */
  sendsMail: boolean;
}

/** Asks for a token, or for an address to send a link to. What was typed before the session ended is carried on. */
export function SignInPage({ carried, filled = EMPTY, out, isOver, sendsMail }: SignInProps) {
  const mail = useWords(MAIL);
  const words = useWords(DESK_WORDS);
  const { to, sent } = carried;
  const hidden = { to: to === undefined ? [] : [to], sent: sent === undefined ? [] : [sent] };
  return (
    <DeskPage heading={words.signIn} lead={words.signInLead} form="/manage/sign-in" filled={filled} isOpen>
      {out && <Done>{words.out}</Done>}
      {isOver && <Done>{words.accessEnded}</Done>}
      {sent !== undefined && (
        <p role="status">
          <strong>{words.ended}</strong> {words.carried}
        </p>
      )}
      <DeskForm id="desk" action="/manage/sign-in" send={words.signIn} hidden={hidden}>
        <TokenLine filled={filled} />
      </DeskForm>
      {sendsMail && (
        <>
          <h2>{mail.signIn.byMail}</h2>
          <DeskForm action="/manage/sign-in/mail" send={mail.signIn.ask} hidden={hidden} isSecond>
            <EmailLine filled={filled} hint={mail.signIn.hint} />
          </DeskForm>
        </>
      )}
      <h2>{words.noToken}</h2>
      <List of={words.ways} />
      <p>
        <Link to="/manage/join">{words.join}</Link>
      </p>
      <p>
        <Link to="/manage/join/federation">{words.joinNetwork}</Link>
      </p>
    </DeskPage>
  );
}

/** Opens again a form that was being sent when the session ended, filled. */
export function ResumeForm({ to, sent }: { to: string; sent: string }) {
  const words = useWords(DESK_WORDS);
  const fields = new URLSearchParams(sent);
  fields.delete('go');
  const hidden = Object.fromEntries([...new Set(fields.keys())].map((name) => [name, fields.getAll(name)]));
  return <DeskForm action={to} send={words.resume} hidden={{ ...hidden, go: ['stay'] }} />;
}

/** Back in. */
export function BackPage({ to, sent }: { to: string; sent: string }) {
  const words = useWords(DESK_WORDS);
  return (
    <DeskPage heading={words.back} lead={words.backLead}>
      <ResumeForm to={to} sent={sent} />
    </DeskPage>
  );
}
