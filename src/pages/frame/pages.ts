import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { PublicAnswer } from '../../http/answering/public-answers.ts';
import { LANG_PARAMETER, languageOf } from '../../http/asking/negotiation.ts';
import { type DependsOn, publicRoute, type StateOf } from '../../http/get.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import { type Accent, accentStyleAt } from './accent.ts';
import { source } from './inline.ts';
import { type LeftOut, unreadNames } from './layout.tsx';
import { addressIn, type Page, type Parameters, render } from './page.ts';
import { STYLE } from './styles.ts';
import { themeAt, themed } from './theme.ts';

export const PAGE_TYPE = 'text/html; charset=utf-8';

interface PageOptions {
  embedded?: boolean;
  carried?: Parameters;
  accent?: Accent | undefined;
  /** Parameters that the page reads, besides the language; `all`: it says itself which it does not know. */
  reads?: readonly string[] | 'all';
  /** What it read and left out. */
  leftOut?: LeftOut;
}

/** The inline styles of a page inside another site besides those of all pages; they depend on its address alone. */
export function inlineStylesAt(...styles: string[]): (address: string) => string[] {
  // Hashed once, not for every visitor of every site.
  const auto = styles.map(source);
  const at = (theme: 'light' | 'dark') => [...auto, ...[STYLE, ...styles].map((sheet) => source(themed(sheet, theme)))];
  const byTheme = { light: at('light'), dark: at('dark') };
  return (address) => {
    const theme = themeAt(address);
    const allowed = theme ? byTheme[theme] : auto;
    const accent = accentStyleAt(address);
    return accent ? [...allowed, source(accent)] : allowed;
  };
}

/**
 * The path of a request as links on this service may name it: browsers take `//name`, `/\\name` and `https://name` for
 * another site, whatever is between as spaces and tabs.
 */
const ownPath = (url: string): string =>
  `/${(url.split('?', 1)[0] as string).replace(/[\s\p{Cc}]/gu, '').replace(/^([a-z][a-z0-9+.-]*:)?[/\\]*/i, '')}`;

/** The page that a request asks for. `site` is the address of the service; `carried` is what its addresses keep besides a language that was asked for. */
export function pageOf(
  request: FastifyRequest,
  reference: Reference,
  site: string,
  { embedded = false, carried = {}, accent, reads = [], leftOut }: PageOptions = {},
): Page {
  const language = languageOf(request);
  const url = request.raw.url ?? '/';
  const isSent = request.method === 'POST';
  const query = LANG_PARAMETER.test(url) ? { ...carried, lang: language } : carried;
  return {
    language,
    say: speaker(language, reference),
    site,
    path: ownPath(url),
    query,
    leftOut: { ...leftOut, ...(reads !== 'all' && !isSent && { names: unreadNames(request.query, reads) }) },
    isSent,
    embedded,
    accent,
    ...(embedded && { theme: themeAt(url) }),
  };
}

type PageMade = [Page, VNode, Pick<PublicAnswer, 'incomplete'>?];

/** A page that is the same for everybody. OpenAPI does not describe it. */
export function publicPage<D extends DependsOn>(
  app: FastifyInstance,
  path: string,
  { dependsOn, ...config }: Pick<FastifyContextConfig, 'headers' | 'inlineStyles'> & { dependsOn: D },
  view: (request: FastifyRequest, state: StateOf<D>) => PageMade | Promise<PageMade>,
): void {
  publicRoute(
    app,
    path,
    { dependsOn, config, reading: { byLanguage: true }, schema: { hide: true } },
    async (request, state) => {
      const [page, node, more] = await view(request, state);
      return { body: render(page, node), type: PAGE_TYPE, ...more };
    },
  );
}

/**
 * Leads back to the first page, and has the browser forget the pages that it kept for going back. What a tab holds of
 * them is erased by its script.
 */
export const eraseFromScreen = (reply: FastifyReply, page: Page, path: string): FastifyReply =>
  reply.headers({ 'cache-control': 'no-store', 'clear-site-data': '"cache"' }).redirect(addressIn(page, path), 303);

/**
 * A page made of what somebody sent: for that person alone. The browser may show it again when going back, unless
 * `kept` says `no-store`: then going back asks to send the form again.
 */
export const sendPage = (
  reply: FastifyReply,
  page: Page,
  view: VNode,
  kept: 'private, no-cache' | 'no-store' = 'private, no-cache',
): FastifyReply =>
  reply
    .headers({ 'content-type': PAGE_TYPE, 'content-language': page.language, 'cache-control': kept })
    .send(render(page, view));

/** A file that is made for anyone who asks, and kept by nobody. */
interface MadeFile {
  name: string;
  type: string;
  body: string;
}

export const sendFile = (reply: FastifyReply, { name, type, body }: MadeFile): FastifyReply =>
  reply
    .headers({
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    })
    .send(body);
