import { EMPTY, type Filled, TextLine } from '../pages/frame/fields.tsx';
import { useWords } from '../pages/frame/page.ts';
import { Link } from '../pages/frame/parts.tsx';
import { DeskForm, DeskPage } from './desk-page.tsx';
import { DESK_WORDS } from './words/desk.ts';

/** Where somebody was going, and the form that they were sending there. */
export interface Carried {
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

/** Asks for a token. What was typed before the session ended is carried on. */
export function SignInPage({ carried, filled = EMPTY, out }: { carried: Carried; filled?: Filled; out?: boolean }) {
  const words = useWords(DESK_WORDS);
  const { to, sent } = carried;
  return (
    <DeskPage heading={words.signIn} lead={words.signInLead} form="/manage/sign-in" filled={filled} isOpen>
      {out && (
        <p role="status">
          <strong>{words.out}</strong>
        </p>
      )}
      {sent !== undefined && (
        <p role="status">
          <strong>{words.ended}</strong> {words.carried}
        </p>
      )}
      <DeskForm
        id="desk"
        action="/manage/sign-in"
        send={words.signIn}
        hidden={{ to: to === undefined ? [] : [to], sent: sent === undefined ? [] : [sent] }}
      >
        <TokenLine filled={filled} />
      </DeskForm>
      <h2>{words.noToken}</h2>
      <ul>
        {words.ways.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        <Link to="/manage/join">{words.join}</Link>
      </p>
    </DeskPage>
  );
}

/** Back in: the form that was being sent can be opened again, filled. */
export function BackPage({ to, sent }: { to: string; sent: string }) {
  const words = useWords(DESK_WORDS);
  const fields = new URLSearchParams(sent);
  fields.delete('go');
  const hidden = Object.fromEntries([...new Set(fields.keys())].map((name) => [name, fields.getAll(name)]));
  return (
    <DeskPage heading={words.back} lead={words.backLead}>
      <DeskForm action={to} send={words.resume} hidden={{ ...hidden, go: ['stay'] }} />
    </DeskPage>
  );
}
