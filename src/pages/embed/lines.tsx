import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../vocabulary/terms.ts';
import { EMBED } from '../words/embed.ts';
import { type Filters, settingsOf } from './filters.ts';
import { PINNED } from './script-routes.ts';

const HEIGHT = 600;

/** The address of the list with these settings. */
export const listAddress = (publicUrl: string, filters: Filters, language: Language): string =>
  `${publicUrl}/embed/search?${new URLSearchParams({ ...settingsOf(filters), lang: language })}`;

/** What a site copies into its page to show the list: by frame, by element, by element with a script that cannot change. */
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
    element: element + script('/embed.js'),
    pinned: element + script(PINNED.path, PINNED.integrity),
  };
}
