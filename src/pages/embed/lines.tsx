import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../vocabulary/terms.ts';
import { onlyFromOf } from '../need/whose.ts';
import { EMBED } from '../words/embed.ts';
import { type Filters, settingsOf } from './filters.ts';
import { PINNED } from './script-routes.ts';

const HEIGHT = 600;
const QUESTIONS_HEIGHT = 900;

/** The address of the list with these settings. */
export const listAddress = (publicUrl: string, filters: Filters, language: Language): string =>
  `${publicUrl}/embed/search?${new URLSearchParams({ ...settingsOf(filters), lang: language })}`;

/** The address of the questions: of all settings, those that are not answers. */
function questionsAddress(publicUrl: string, { federation, whose, accent }: Filters, language: Language): string {
  const settings = {
    ...(federation && { federation: federation.slug, ...onlyFromOf(whose) }),
    ...(accent && { accent: accent.asked.slice(1) }),
    lang: language,
  };
  return `${publicUrl}/embed/match?${new URLSearchParams(settings)}`;
}

/**
 * What a site copies into its page to show the list: by frame, by element, by element with a script that cannot change;
 * or the questions, in a frame.
 */
export function linesOf(publicUrl: string, filters: Filters, language: Language) {
  const words = EMBED[language];
  const address = listAddress(publicUrl, filters, language);
  const Element = 'bercail-search' as 'div';
  const element = renderToString(
    <Element {...settingsOf(filters)} lang={language}>
      <a href={address}>{words.builder.frame}</a>
    </Element>,
  );
  const script = (path: string, integrity?: string) =>
    renderToString(<script async src={publicUrl + path} {...(integrity && { integrity, crossOrigin: 'anonymous' })} />);
  return {
    frame: renderToString(
      <iframe src={address} title={words.builder.frame} width="100%" height={HEIGHT} frameBorder="0" loading="lazy" />,
    ),
    questions: renderToString(
      <iframe
        src={questionsAddress(publicUrl, filters, language)}
        title={words.builder.questionsFrame}
        width="100%"
        height={QUESTIONS_HEIGHT}
        frameBorder="0"
        loading="lazy"
      />,
    ),
    element: element + script('/embed.js'),
    pinned: element + script(PINNED.path, PINNED.integrity),
  };
}
