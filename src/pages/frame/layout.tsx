import type { ComponentChildren } from 'preact';
import { LEFT_OUT } from '../words/forms.ts';
import { FRAME } from '../words/site.ts';
import { accentStyle, ICON_ADDRESS, PREVIEW, ROOF } from './accent.ts';
import { SCRIPT } from './inline.ts';
import { addressIn, queryOutside, usePage, useWords } from './page.ts';
import { Link, Notice } from './parts.tsx';
import { Mark } from './pictures.tsx';
import { STYLE } from './styles.ts';

const OTHER = { fr: { code: 'en', name: 'English' }, en: { code: 'fr', name: 'Français' } } as const;

/** The same page in the other language. */
function LanguageLink() {
  const page = usePage();
  const { code, name } = OTHER[page.language];
  return (
    <a href={addressIn(page, page.path, { lang: code })} lang={code} hreflang={code}>
      {name}
    </a>
  );
}

/** The same as a button of the form with this identifier, so that typed answers are kept. */
export function LanguageButton({ action, form }: { action: string; form: string }) {
  const page = usePage();
  const { code, name } = OTHER[page.language];
  return (
    <button
      type="submit"
      class="link"
      lang={code}
      form={form}
      formaction={addressIn(page, action, { lang: code })}
      name="go"
      value="stay"
    >
      {name}
    </button>
  );
}

/** Takes what was answered to a page of its own: for a frame that is too small. */
function WholePage() {
  const words = useWords(FRAME);
  return (
    <p class="small">
      <button
        type="submit"
        class="link"
        form="need"
        formaction={addressIn({ query: queryOutside(usePage()) }, '/match')}
        formtarget="_blank"
        name="go"
        value="stay"
      >
        {words.whole}
      </button>
    </p>
  );
}

/** Where the header leads; each is a page. */
const WAYS = {
  find: '/match',
  takeStock: '/diagnosis',
  hosts: '/hosts',
  networks: '/federations',
  forHosts: '/for-hosts',
} as const;

interface LayoutProps {
  title: string;
  /** What a search engine shows under the title. Only pages with one are told to search engines and social networks. */
  description?: string | undefined;
  /** The green top of the page: whose page it is, and the first thing to know or do. */
  roof?: ComponentChildren;
  /** Uses the whole width of a large screen; else its text is as wide as text should be. */
  wide?: boolean;
  /**
   * Replaces the link to the other language where it would lose what was typed. It is after the form: the first
   * button of a form is the one that the Enter key presses.
   */
  otherLanguage?: ComponentChildren;
  /** Shown in the footer before its own lines. */
  note?: ComponentChildren;
  /** Of somebody who is signed in: it sets a cookie. */
  desk?: boolean | undefined;
  /** Said to machines about this page, in its head. */
  more?: ComponentChildren;
  children?: ComponentChildren;
}

/** What search engines and social networks read; addresses are whole, because they ask for that. */
function MetaTags({ title, description }: { title: string; description: string }) {
  const page = usePage();
  const { lang, ...kept } = page.query;
  const at = (language?: 'fr' | 'en') =>
    page.site + addressIn({ query: kept }, page.path, language && { lang: language });
  return (
    <>
      <meta name="description" content={description} />
      <link rel="canonical" href={at(lang)} />
      {(['fr', 'en'] as const).map((language) => (
        <link rel="alternate" key={language} hreflang={language} href={at(language)} />
      ))}
      <link rel="alternate" hreflang="x-default" href={at()} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:image" content={page.site + PREVIEW.path} />
      <meta property="og:image:width" content={`${PREVIEW.width}`} />
      <meta property="og:image:height" content={`${PREVIEW.height}`} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}

function Header({ otherLanguage }: Pick<LayoutProps, 'otherLanguage'>) {
  const { path } = usePage();
  const words = useWords(FRAME);
  return (
    <header class="top">
      <div class="in">
        <Link to="/" class="brand">
          <Mark />
          Bercail
        </Link>
        <button type="button" class="menu" popovertarget="nav">
          {words.menu}
        </button>
        <nav class="nav" id="nav" popover="auto" aria-label={words.ways}>
          {(['find', 'takeStock', 'hosts', 'networks', 'forHosts'] as const).map((way) => (
            <Link key={way} to={WAYS[way]} current={path === WAYS[way] || path.startsWith(`${WAYS[way]}/`)}>
              {words[way]}
            </Link>
          ))}
          {!otherLanguage && <LanguageLink />}
        </nav>
      </div>
    </header>
  );
}

function Footer({ note, otherLanguage, desk }: Pick<LayoutProps, 'note' | 'otherLanguage' | 'desk'>) {
  const { embedded } = usePage();
  const words = useWords(FRAME);
  return (
    <footer class="foot">
      <div class="in">
        {note}
        {embedded ? (
          <>
            <Link to="/">{words.by}</Link>
            {otherLanguage ?? <LanguageLink />}
          </>
        ) : (
          <>
            <Link to="/manage">{words.manage}</Link>
            <Link to="/legal">{words.legal}</Link>
            <Link to="/terms">{words.terms}</Link>
            <Link to="/data">{words.data}</Link>
            {otherLanguage}
            <span>{desk ? words.deskPromise : words.promise}</span>
            <Licences />
          </>
        )}
      </div>
    </footer>
  );
}

interface RoofProps {
  heading: ComponentChildren;
  lead?: ComponentChildren;
  /** Leads back to the page above. */
  crumb?: ComponentChildren;
  children?: ComponentChildren;
}

/** What is on the roof of most pages. */
export const Roof = ({ heading, lead, crumb, children }: RoofProps) => (
  <>
    {crumb && <p class="crumb screen">{crumb}</p>}
    <h1>{heading}</h1>
    {lead && <p class="text">{lead}</p>}
    {children}
  </>
);

/** What everybody may do with what is here. */
function Licences() {
  const words = useWords(FRAME);
  return (
    <p class="small screen">
      {words.facts}
      <a rel="license" href="https://creativecommons.org/publicdomain/zero/1.0/">
        CC0
      </a>{' '}
      · {words.texts}
      <a rel="license" href="https://creativecommons.org/licenses/by/4.0/">
        CC BY
      </a>{' '}
      · {words.software}
      <a rel="license" href="https://www.gnu.org/licenses/agpl-3.0.html">
        AGPL
      </a>
    </p>
  );
}

/** Every page: head, navigation, content, footer. Embedded pages have no header and no navigation. */
export function Layout({ title, description, roof, wide, otherLanguage, note, desk, more, children }: LayoutProps) {
  const { language, embedded, accent, isSent } = usePage();
  const words = useWords(FRAME);
  const name = 'Bercail';
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === name ? title : `${title} · ${name}`}</title>
        {description && !isSent && <MetaTags title={title} description={description} />}
        <meta name="theme-color" content={ROOF} />
        {/* No frame shows an icon; without a line, a browser would ask for one. */}
        <link rel="icon" href={embedded ? 'data:,' : ICON_ADDRESS} />
        {more}
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
        {accent && <style dangerouslySetInnerHTML={{ __html: accentStyle(accent) }} />}
      </head>
      <body class={embedded ? 'embed' : undefined}>
        {!embedded && (
          <>
            <a class="skip" href="#content">
              {words.skip}
            </a>
            <Header otherLanguage={otherLanguage} />
          </>
        )}
        {/* Inside another site there is another `main`. */}
        <main id="content" aria-label={embedded ? title : undefined}>
          {roof && !embedded && (
            <div class="band">
              <div class="in">{roof}</div>
            </div>
          )}
          <div class={wide ? 'in' : 'in narrow prose'}>
            {embedded && roof}
            <LeftOutNotice />
            {children}
            {embedded && otherLanguage && <WholePage />}
          </div>
        </main>
        <Footer note={note} otherLanguage={otherLanguage} desk={desk} />
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>
  );
}

/** What an address asks for and a page leaves out: unknown values, values beyond those that count, names of no setting. */
export type LeftOut = Readonly<Partial<Record<'values' | 'surplus' | 'names', readonly string[]>>>;

const MOST = 20;
const SHOWN_MAX = 40;
/** Mailings and social networks add these to links: the reader did not ask for them. */
const MARK_OF_OTHERS = /^(utm_\w+|(mtm|pk|matomo|piwik)_\w+|\w*clid|mc_[ce]id|igsh)$/;

const shortened = (text: string): string => (text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text);

/** What an address says by one parameter. */
export const textsOf = (value: unknown): string[] =>
  [value ?? []].flat().flatMap((one) => (typeof one === 'string' && one !== '' ? [one] : []));

/** Names in the query of an address that a page does not read. */
export const unreadNames = (query: unknown, reads: readonly string[]): string[] =>
  Object.keys((query ?? {}) as object).filter(
    (name) => name !== 'lang' && !reads.includes(name) && !MARK_OF_OTHERS.test(name),
  );

/** Says what was left out. */
function LeftOutNotice() {
  const { leftOut, say } = usePage();
  const words = useWords(LEFT_OUT);
  const { values = [], surplus = [], names = [] } = leftOut ?? {};
  if (values.length + surplus.length + names.length === 0) return null;
  const quoted = (all: readonly string[]) => say.list(all.slice(0, MOST).map((one) => words.quoted(shortened(one))));
  return (
    <Notice>
      {values.length > 0 && <p>{words.values(quoted(values))}</p>}
      {surplus.length > 0 && <p>{words.surplus(quoted(surplus))}</p>}
      {names.length > 0 && <p>{words.names(quoted(names), names.length)}</p>}
    </Notice>
  );
}
