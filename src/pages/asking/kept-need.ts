import { hash } from 'node:crypto';
import { addressIn, type Page, queryOutside } from '../frame/page.ts';
import { type Form, readForm, withoutFields } from './questions.ts';

/*
 * A need that its association keeps: as a link, whose part behind `#` no browser sends to a server, or as a small text
 * file with that link in it. Both hold the form and nothing else.
 */

/** The name of the part behind `#`; the script of the pages reads it. */
const MARK = 'besoin=';
/** What the address before it asks for, where it is an address; then the check and the need. */
const KEPT = /(?:\?([^\s?#]*)#)?besoin=2([\w-]{4})([\w-]+)/;
/** The beginning of a link of ours, however little is left of it. */
const BEGUN = /(?:#beso|besoin=)/;

/** A file of ours has a few hundred bytes. */
export const LONGEST_KEPT = 8_000;

/** By which one knows whether the rest came along whole. */
const checkOf = (code: string): string => hash('sha256', code, 'base64url').slice(0, 4);

/** What a form says, as letters, digits, `-` and `_`, with its check. */
export const keptCode = (said: string): string => {
  const code = Buffer.from(said).toString('base64url');
  return `2${checkOf(code)}${code}`;
};

const coded = (form: Form): string => {
  const pairs = Object.entries(form).flatMap(([name, values]) =>
    values.map((value) => [name, value] as [string, string]),
  );
  return keptCode(new URLSearchParams(pairs).toString());
};

/** The address with which the need is found again on the pages of this service; what follows `#` is sent to nobody. */
export function keptLink(page: Page, form: Form): string {
  return `${page.site}${addressIn({ query: queryOutside(page) }, '/match')}#${MARK}${coded(withoutFields(form, ['given']))}`;
}

/** The part of an address, behind `#`, with which the questions begin after those that this form answers. */
export const begunAt = (form: Form): string => `#${MARK}${coded(form)}`;

/** A need as it was kept. */
export interface KeptNeed {
  form: Form;
  /** The federation in whose name it was answered, and whom it proposed. */
  federation: string | undefined;
  onlyFrom: string | undefined;
  /** Something in it is of another version, and was left out. */
  isPartial: boolean;
}

/**
 * The need in a text that somebody kept; `cut` where only a part of it came along, undefined when there is none. What no
 * page of ours writes is left out of it.
 */
export function readKeptNeed(text: string): KeptNeed | 'cut' | undefined {
  const read = text.slice(0, LONGEST_KEPT);
  const [, address, check, code] = KEPT.exec(read) ?? [];
  if (code === undefined) return BEGUN.test(read) ? 'cut' : undefined;
  if (check !== checkOf(code)) return 'cut';
  const written = new URLSearchParams(Buffer.from(code, 'base64url').toString('utf8'));
  const form = readForm(written);
  const query = new URLSearchParams(address);
  const named = (name: string) => query.get(name) ?? undefined;
  if (!form.use && !form.given) return undefined;
  const isPartial = Object.values(form).flat().length < written.size;
  return {
    form,
    federation: named('federation'),
    onlyFrom: named('onlyFrom'),
    isPartial,
  };
}
