import { addressIn, type Page } from '../frame/page.ts';
import { type Form, readForm } from './questions.ts';

/*
 * A need that its association keeps: as a link, whose part behind `#` no browser sends to a server, or as a small text
 * file with that link in it. Both hold the form and nothing else.
 */

/** The name of the part behind `#`; the script of the pages reads it. */
const MARK = 'besoin=';
/** What the address before it asks for, where it is an address; then the need. */
const KEPT = /(?:\?([^\s?#]*)#)?besoin=([\w-]+)/;

/** A file of ours has a few hundred bytes. */
export const LONGEST_KEPT = 8_000;

/** The form as letters, digits, `-` and `_`. */
const coded = (form: Form): string => {
  const pairs = Object.entries(form).flatMap(([name, values]) =>
    values.map((value) => [name, value] as [string, string]),
  );
  return Buffer.from(new URLSearchParams(pairs).toString()).toString('base64url');
};

/** The address with which the need is found again on the pages of this service; what stands behind `#` is sent to nobody. */
export function keptLink(page: Page, form: Form): string {
  const { accent: _, ...query } = page.query;
  return `${page.site}${addressIn({ ...page, query }, '/match')}#${MARK}${coded(form)}`;
}

/** A need as it was kept. */
export interface Kept {
  form: Form;
  /** The federation in whose name it was answered, and whom it proposed. */
  federation: string | undefined;
  onlyFrom: string | undefined;
  /** Something in it is of another version, and was left out. */
  isPartial: boolean;
}

/** The need in a text that somebody kept; undefined when there is none. What no page of ours writes is left out of it. */
export function keptIn(text: string): Kept | undefined {
  const [, address, code] = KEPT.exec(text.slice(0, LONGEST_KEPT)) ?? [];
  if (code === undefined) return undefined;
  const written = new URLSearchParams(Buffer.from(code, 'base64url').toString('utf8'));
  const form = readForm(written);
  const query = new URLSearchParams(address);
  const named = (name: string) => query.get(name) ?? undefined;
  if (!form.use) return undefined;
  const isPartial = Object.values(form).flat().length < written.size;
  return { form, federation: named('federation'), onlyFrom: named('onlyFrom'), isPartial };
}
