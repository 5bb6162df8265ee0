import type { ComponentChildren } from 'preact';
import { FRAME } from '../words/site.ts';
import { accentStyle } from './accent.ts';
import { SCRIPT, STYLE } from './inline.ts';
import { addressIn, usePage, useWords } from './page.ts';
import { Link } from './parts.tsx';

const OTHER = { fr: { code: 'en', name: 'In English' }, en: { code: 'fr', name: 'En français' } } as const;

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

interface LayoutProps {
  title: string;
  /** Uses the whole width of a large screen. */
  wide?: boolean;
  /** Replaces the link to the other language where it would lose what was typed. */
  otherLanguage?: ComponentChildren;
  /** Shown in the footer before its own lines. */
  note?: ComponentChildren;
  children: ComponentChildren;
}

/** What everybody may do with what stands here. */
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
export function Layout({ title, wide, otherLanguage, note, children }: LayoutProps) {
  const { language, embedded, accent } = usePage();
  const words = useWords(FRAME);
  const name = 'Bercail';
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === name ? title : `${title} · ${name}`}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
        {accent && <style dangerouslySetInnerHTML={{ __html: accentStyle(accent) }} />}
      </head>
      <body class={wide ? 'wide' : undefined}>
        {!embedded && (
          <>
            <a class="skip" href="#content">
              {words.skip}
            </a>
            <header>
              <Link to="/">{name}</Link>
              <nav aria-label={words.ways}>
                <Link to="/match">{words.find}</Link>
              </nav>
            </header>
          </>
        )}
        <main id="content">{children}</main>
        <footer>
          {note}
          {embedded ? (
            <p class="screen">
              <Link to="/">{words.by}</Link>
            </p>
          ) : (
            <>
              <p class="screen">
                <Link to="/legal">{words.legal}</Link> · <Link to="/terms">{words.terms}</Link> · {words.promise}
              </p>
              <Licences />
            </>
          )}
          <p class="language">{otherLanguage ?? <LanguageLink />}</p>
        </footer>
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>
  );
}
