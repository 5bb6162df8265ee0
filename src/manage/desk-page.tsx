import type { ComponentChildren } from 'preact';
import type { Filled } from '../pages/frame/fields.tsx';
import { TYPE_WITH_FILES } from '../pages/frame/forms.ts';
import { LanguageButton, Layout, Roof } from '../pages/frame/layout.tsx';
import { addressIn, usePage, useWords } from '../pages/frame/page.ts';
import { CopyButton, HiddenFields, Link, OutsideLink, WrittenText } from '../pages/frame/parts.tsx';
import { ErrorSummary, usePrefix } from '../pages/frame/summary.tsx';
import { FORMS } from '../pages/words/forms.ts';
import type { Text } from '../vocabulary/shapes.ts';
import { DESK_WORDS } from './words/desk.ts';

/** A form of a desk. */
export function DeskForm({
  action,
  send,
  id,
  hidden = {},
  of,
  isSecond = false,
  isSentByEnter = false,
  hasFile = false,
  children,
}: {
  action: string;
  send: string;
  id?: string;
  hidden?: Readonly<Record<string, readonly string[]>>;
  /** On what the button acts, for people who hear the page. */
  of?: string;
  /** Not what one came for: a quiet button. */
  isSecond?: boolean;
  /** Other buttons are before the one that sends it, and the key Enter would press the first of them. */
  isSentByEnter?: boolean;
  /** One of its fields is a file. */
  hasFile?: boolean;
  children?: ComponentChildren;
}) {
  const page = usePage();
  return (
    <form id={id} method="post" action={addressIn(page, action)} enctype={hasFile ? TYPE_WITH_FILES : undefined}>
      <HiddenFields values={hidden} />
      {isSentByEnter && (
        <button type="submit" class="vh" tabIndex={-1} aria-hidden="true">
          {send}
        </button>
      )}
      {children && <div class="whole">{children}</div>}
      <p class="row">
        <button type="submit" class={isSecond ? 'second' : 'first'}>
          {send}
          {of && <span class="vh"> {of}</span>}
        </button>
      </p>
    </form>
  );
}

interface TapLinkProps {
  to: string;
  query?: Readonly<Record<string, string>>;
  name: ComponentChildren;
  /** What the link is about, for people who hear the page. */
  of?: ComponentChildren;
}

/** A link outside of a sentence, large enough for a finger. */
export const TapLink = ({ to, query = {}, name, of }: TapLinkProps) => (
  <Link to={to} query={query} class="tap">
    {name}
    {of && <span class="vh"> {of}</span>}
  </Link>
);

/** The same on a line of its own. */
export const LinkLine = (props: TapLinkProps) => (
  <p>
    <TapLink {...props} />
  </p>
);

/** What the page is for, as a link. */
export const ButtonLine = ({ to, name }: { to: string; name: string }) => (
  <p>
    <Link to={to} class="button first">
      {name}
    </Link>
  </p>
);

/** What somebody else wrote. */
export const Quote = ({ text }: { text: Text }) => (
  <blockquote>
    <WrittenText text={text} />
  </blockquote>
);

/** Where they wrote it, or what shows it. */
export const OutsideLine = ({ to, name }: { to: string; name?: string }) => (
  <p>
    <OutsideLink to={to}>{name}</OutsideLink>
  </p>
);

/** A text to copy: with a button where there are scripts, by hand elsewhere. */
export function Copied({ id, label, text, rows }: { id: string; label: string; text: string; rows: number }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea id={id} rows={rows} readOnly value={text} />
      <CopyButton of={id} />
    </div>
  );
}

/** That something was done. */
export const Done = ({ children }: { children: ComponentChildren }) => (
  <p class="state" role="status">
    {children}
  </p>
);

/** Where somebody who is signed in may go, and how to leave. */
function DeskLinks() {
  const page = usePage();
  const words = useWords(DESK_WORDS);
  return (
    <nav class="row" aria-label={words.desk}>
      <Link to="/manage">{words.mine}</Link> <Link to="/manage/persons">{words.persons}</Link>
      <form method="post" action={addressIn(page, '/manage/sign-out')}>
        <button type="submit" class="link">
          {words.signOut}
        </button>
      </form>
    </nav>
  );
}

interface DeskPageProps {
  heading: string;
  lead?: ComponentChildren;
  /** The page above. */
  crumb?: readonly [to: string, name: string];
  /** Where the form with the identifier `desk` is sent: changing the language then keeps what was typed. */
  form?: string;
  /** That form as it was sent: its faults are summed up at the top. */
  filled?: Filled;
  /** Nobody is signed in. */
  isOpen?: boolean | undefined;
  wide?: boolean;
  children?: ComponentChildren;
}

/** A page of a desk. */
export function DeskPage({ heading, lead, crumb, form, filled, isOpen, wide = false, children }: DeskPageProps) {
  const prefix = usePrefix(filled);
  const { written } = useWords(FORMS);
  return (
    <Layout
      title={`${prefix}${heading}`}
      more={<meta name="robots" content="noindex" />}
      otherLanguage={form && <LanguageButton action={form} form="desk" />}
      note={!isOpen && <DeskLinks />}
      desk
      wide={wide}
      roof={<Roof crumb={crumb && <Link to={crumb[0]}>{crumb[1]}</Link>} heading={heading} lead={lead} />}
    >
      {filled && <ErrorSummary filled={filled} />}
      {filled?.gone && <Copied id="gone" label={written} text={filled.gone} rows={5} />}
      {children}
    </Layout>
  );
}
