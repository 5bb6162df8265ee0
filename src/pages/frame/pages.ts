import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Answer } from '../../http/answering/public-answers.ts';
import { LANG_PARAMETER, languageOf } from '../../http/asking/negotiation.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { type Accent, accentStyleAt } from './accent.ts';
import { source } from './inline.ts';
import type { Page } from './page.ts';
import { render } from './page.ts';

export const PAGE_TYPE = 'text/html; charset=utf-8';
export type Speakers = Record<Language, Speaker>;

interface PageOptions {
  embedded?: boolean;
  carried?: Record<string, string>;
  accent?: Accent | undefined;
}

/** The inline styles of a page inside another site besides those of all pages; they depend on its address alone. */
export function inlineStylesAt(...styles: string[]): (address: string) => string[] {
  // Hashed once, not for every visitor of every site.
  const allowed = styles.map(source);
  return (address) => {
    const accent = accentStyleAt(address);
    return accent ? [...allowed, source(accent)] : allowed;
  };
}

/**
 * The path of a request as links on this service may name it: browsers take `//name`, `/\\name` and `https://name` for
 * another site, whatever stands between as spaces and tabs.
 */
export const ownPath = (url: string): string =>
  `/${(url.split('?', 1)[0] as string).replace(/[\s\p{Cc}]/gu, '').replace(/^([a-z][a-z0-9+.-]*:)?[/\\]*/i, '')}`;

/** The page that a request asks for; `carried` is what its addresses keep besides a language that was asked for. */
export function pageOf(
  request: FastifyRequest,
  speakers: Speakers,
  { embedded = false, carried = {}, accent }: PageOptions = {},
): Page {
  const language = languageOf(request);
  const url = request.raw.url ?? '/';
  const query = LANG_PARAMETER.test(url) ? { ...carried, lang: language } : carried;
  return { language, say: speakers[language], path: ownPath(url), query, embedded, accent };
}

/** A page that is the same for everybody: made once for each state of the catalogue. OpenAPI does not describe it. */
export function publicPage(
  app: FastifyInstance,
  path: string,
  options: Pick<FastifyContextConfig, 'headers' | 'inlineStyles'>,
  view: (request: FastifyRequest) => [Page, VNode] | Promise<[Page, VNode, Partial<Answer>?]>,
): void {
  app.get(
    path,
    { config: { reading: { byLanguage: true }, ...options }, schema: { hide: true } },
    async (request, reply) => {
      const [page, node, more] = await view(request);
      return app.publicAnswers.send(request, reply, { body: render(page, node), type: PAGE_TYPE, ...more });
    },
  );
}

/** A page made of what somebody sent: for that person alone. The browser may show it again when going back. */
export const sendPage = (reply: FastifyReply, page: Page, view: VNode): FastifyReply =>
  reply
    .headers({
      'content-type': PAGE_TYPE,
      'content-language': page.language,
      // Not `no-store`: with it, going back would ask to send the form again.
      'cache-control': 'private, no-cache',
    })
    .send(render(page, view));
