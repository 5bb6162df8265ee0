import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Page, PageProvider } from './page.ts';

/** A whole document as text. */
export const render = (page: Page, view: VNode): string =>
  `<!doctype html>${renderToString(<PageProvider value={page}>{view}</PageProvider>)}`;
