import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../vocabulary/terms.ts';
import { source } from '../frame/inline.ts';
import { onlyFromOf } from '../parts/list-keeper.tsx';
import { BUILDER } from '../words/builder.ts';
import { type Filters, keyOf, settingsOf } from './filters.ts';
import { PINNED } from './script-routes.ts';

const HEIGHT = 720;
const QUESTIONS_HEIGHT = 900;

/** The address of the list with these settings. */
export const listAddress = (publicUrl: string, filters: Filters, language: Language): string =>
  `${publicUrl}/embed/search?${new URLSearchParams({ ...settingsOf(filters), lang: language })}`;

/** The settings of the questions: those of the list that mean something there. A need has one place, narrower than a country. */
function questionSettings({ usage, territories, federation, scope, accent, theme }: Filters): Record<string, string> {
  const [place] = territories;
  return {
    ...(usage && { usage }),
    ...(territories.length === 1 && place && place.level !== 'country' && { territory: keyOf(place) }),
    ...(federation && { federation: federation.slug, ...onlyFromOf(scope) }),
    ...(accent && { accent: accent.original.slice(1) }),
    ...(theme !== 'auto' && { theme }),
  };
}

/** What gives our frames the height that their pages tell, and shows their top when another page comes: from our address only. */
const hearing = (origin: string): string => `
addEventListener("message", function (e) {
  if (e.origin === ${JSON.stringify(origin)} && e.data && e.data.bercail > 0)
    document.querySelectorAll("iframe").forEach(function (f) {
      if (f.contentWindow !== e.source) return
      f.style.cssText = "width:100%;border:0;height:" + e.data.bercail + "px"
      var top = f.getBoundingClientRect().top, calm = matchMedia("(prefers-reduced-motion:reduce)").matches
      if (e.data.top && (top < 0 || top > innerHeight)) f.scrollIntoView({ behavior: calm ? "instant" : "smooth" })
    })
})
`;

/**
 * A frame, and its script. Where a site's policy drops the style, the width that is left fits any phone: no width in
 * percents is valid HTML.
 */
function frame(publicUrl: string, address: string, title: string, height: number): string {
  const element = (
    <iframe
      src={address}
      title={title}
      width={300}
      height={height}
      style={{ width: '100%', border: 0 }}
      loading="lazy"
    />
  );
  return `${renderToString(element)}\n<script>${hearing(new URL(publicUrl).origin)}</script>`;
}

/** Settings as the shortcodes of WordPress name them. */
function shortcode(name: 'bercail' | 'bercail_besoin', filters: Filters, language: Language): string {
  const isList = name === 'bercail';
  const settings: Readonly<Record<string, string | undefined>> = isList
    ? settingsOf(filters)
    : questionSettings(filters);
  const { usage, territory, federation, onlyFrom, state, show, accent, theme } = settings;
  const scopes: Record<string, string> = { members: 'membres', selection: 'selection', everybody: 'tous' };
  const themes: Record<string, string> = { light: 'clair', dark: 'sombre' };
  const attributes = {
    usage,
    territoire: territory,
    reseau: federation,
    hebergeurs: onlyFrom && scopes[onlyFrom],
    convient: state && 'oui',
    montre: show,
    // A list has the colours of the page.
    ...(!isList && { couleur: accent, theme: theme && themes[theme] }),
    langue: language,
  };
  const written = Object.entries(attributes).flatMap(([key, value]) => (value ? [`${key}="${value}"`] : []));
  return `[${[name, ...written].join(' ')}]`;
}

/** What a site copies into its page to show the list, or the questions, by each way there is. */
export function linesOf(publicUrl: string, filters: Filters, language: Language) {
  const words = BUILDER[language];
  const [address, settings] = [listAddress(publicUrl, filters, language), questionSettings(filters)];
  const asking = `${publicUrl}/embed/match?${new URLSearchParams({ ...settings, lang: language })}`;
  const script = (path: string, integrity?: string) =>
    renderToString(<script async src={publicUrl + path} {...(integrity && { integrity, crossOrigin: 'anonymous' })} />);
  const element = (kind: 'search' | 'match', to: string, text: string, set: Record<string, string>) => {
    const Element = `bercail-${kind}` as 'div';
    return renderToString(
      <Element {...set} lang={language}>
        <a href={to}>{text}</a>
      </Element>,
    );
  };
  const list = element('search', address, words.frameTitle, settingsOf(filters));
  return {
    element: `${list}\n${script('/embed.js')}`,
    frame: frame(publicUrl, address, words.frameTitle, HEIGHT),
    link: renderToString(<a href={address}>{words.frameTitle}</a>),
    pinned: `${list}\n${script(PINNED.path, PINNED.integrity)}`,
    questions: `${element('match', asking, words.questionsFrame, settings)}\n${script('/embed.js')}`,
    questionsFramed: frame(publicUrl, asking, words.questionsFrame, QUESTIONS_HEIGHT),
    shortcode: shortcode('bercail', filters, language),
    questionsShortcode: shortcode('bercail_besoin', filters, language),
  };
}

/** What a Content-Security-Policy must allow for each of these ways: a directive without `'self'` would stop the scripts of the site. */
export function policiesOf(publicUrl: string) {
  const { origin } = new URL(publicUrl);
  return {
    element: `script-src 'self' ${publicUrl}/embed.js; connect-src 'self' ${origin}`,
    pinned: `script-src 'self' ${publicUrl}${PINNED.path}; connect-src 'self' ${origin}`,
    questions: `script-src 'self' ${publicUrl}/embed.js; frame-src 'self' ${origin}`,
    both: `script-src 'self' ${publicUrl}/embed.js; connect-src 'self' ${origin}; frame-src 'self' ${origin}`,
    frame: `frame-src 'self' ${origin}; script-src 'self' ${source(hearing(origin))}`,
    frameAlone: `frame-src 'self' ${origin}`,
  };
}
