import { createContext, h, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { renderToString } from 'preact-render-to-string';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { Accent } from './accent.ts';
import type { LeftOut } from './layout.tsx';
import { spriteOf } from './pictures.tsx';
import { stylesFor } from './styles.ts';
import { type themeAt, themed } from './theme.ts';

/** Parameters of an address; those that may be repeated have several values. */
export interface Parameters {
  readonly [name: string]: string | readonly string[] | undefined;
  readonly lang?: Language;
}

/** What every part of a page may need: who reads, where, and in which language. */
export interface Page {
  readonly language: Language;
  readonly say: Speaker;
  /** The address of the service, without a slash at its end. */
  readonly site: string;
  /** The address without its query. */
  readonly path: string;
  /** Parameters that addresses of this page must keep: a language that was asked for, what a list shows. */
  readonly query: Parameters;
  /** What its address asks for, and is not part of it. */
  readonly leftOut?: LeftOut;
  /** Made of what somebody sent: its address leads to another page. */
  readonly isSent: boolean;
  /** Shown inside another site: no header, and links open next to it. */
  readonly embedded: boolean;
  /** The colour of the site that shows it. */
  readonly accent?: Accent | undefined;
  /** Day or night, as that site has it. */
  readonly theme?: ReturnType<typeof themeAt>;
}

const Current = createContext<Page | null>(null);

export function usePage(): Page {
  const page = useContext(Current);
  if (!page) throw new Error('A part of a page stands outside of any page');
  return page;
}

/**
 * What the script of the pages does with the form of a page: what was sent is kept in the tab, and the first page sends it
 * again where it is read in place of one that was made so.
 */
export const tabOf = ({ isSent }: Page): 'sent' | 'first' => (isSent ? 'sent' : 'first');

/** The words of a part in the reader's language. */
export const useWords = <T>(words: Record<Language, T>): T => words[usePage().language];

/** One of our addresses with the parameters that it must carry on, and `more`. */
export function addressIn({ query }: Pick<Page, 'query'>, path: string, more: Parameters = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...more }))
    for (const one of [value ?? []].flat()) search.append(name, one);
  // As people write it: `:` needs no escape in a query.
  const [page, ...part] = path.split('#');
  return search.size > 0 ? [`${page}?${search.toString().replaceAll('%3A', ':')}`, ...part].join('#') : path;
}

/** The language of the reader, for an address that a program will read: it knows of none. */
export const inLanguage = (language: Language): Parameters => (language === 'fr' ? {} : { lang: language });

/** What our own pages keep of an address that another site shows: whom it speaks for, and not how it looks there. */
export const queryOutside = ({ query }: Pick<Page, 'query'>): Parameters => {
  const { federation, onlyFrom, host, lang } = query;
  return { federation, onlyFrom, host, ...(lang && { lang }) };
};

/** A whole document as text, with the drawings and the sheets that it uses. */
export function render(page: Page, view: VNode): string {
  const html = renderToString(h(Current.Provider, { value: page }, view));
  const head = html.indexOf('</head>');
  const body = html.indexOf('>', html.indexOf('<body')) + 1;
  const styles = stylesFor(html).map((style) => `<style>${style}</style>`);
  const top = html.slice(0, head) + styles.join('');
  const dressed = page.theme ? themed(top, page.theme) : top;
  return `<!DOCTYPE html>${dressed}${html.slice(head, body)}${spriteOf(html)}${html.slice(body)}`;
}

/** A part for the pages of others as text: without drawings, its links whole. */
export const renderPart = (page: Page, view: VNode): string =>
  // Quotation marks of texts are escaped: this only ever finds attributes.
  renderToString(h(Current.Provider, { value: page }, view)).replaceAll('href="/', `href="${page.site}/`);
