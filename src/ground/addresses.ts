import { domainToASCII } from 'node:url';

/** A domain in the form used for comparison: lower case, without `www.` and without a final dot. */
export const bareDomain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');

/**
 * Parses an address, which may be relative to another one; undefined when it is invalid. Not with `URL.canParse`: on
 * Node 20 it refuses addresses with accents after a few thousand calls.
 */
export function parseAddress(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}

/** No stored address is longer. Parsing an address of a megabyte takes seconds. */
const LONGEST_ADDRESS = 4000;

/**
 * Parses a web address; undefined for anything that no browser could open, such as a port above 65535. All addresses
 * that others gave are parsed here, because stored ones may be older than a rule.
 */
export function webAddress(address: string | null | undefined): URL | undefined {
  if (typeof address !== 'string' || address.length > LONGEST_ADDRESS || /\s/.test(address)) return undefined;
  // What is before an `@` looks like the domain, and is none: https://framasoft.org@evil.example/
  if (/^[a-z]+:[/\\]*[^/\\?#]*@/i.test(address)) return undefined;
  const url = parseAddress(address);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}

/** An address as people type it: nobody writes `https://`. */
export const asAddress = (typed: string): string => (typed.includes('://') ? typed : `https://${typed}`);

/** The same; undefined: no page has it, such as a single word. */
export const addressTyped = (typed: string): string | undefined =>
  typed.includes('://') || webAddress(asAddress(typed))?.hostname.includes('.') ? asAddress(typed) : undefined;

/** The domain of a web address, in the form of `bareDomain`; undefined when the text is not a web address. */
export const domainOf = (address: string | null | undefined): string | undefined => {
  const url = webAddress(address);
  return url && bareDomain(url.hostname);
};

/**
 * The site of an address: its domain, with the port unless it is the default one. Control of one port does not mean
 * control of the others.
 */
export function siteOf(address: string | null | undefined): string | undefined {
  const url = webAddress(address);
  return url && `${bareDomain(url.hostname)}${url.port && `:${url.port}`}`;
}

const LABEL = /^[a-z0-9_][a-z0-9_-]{0,62}$/;

/**
 * The domain in typed text, alone or within an address, in the form of `bareDomain` and in ASCII. Undefined for text
 * without a domain, such as a number, a mailbox or a single word.
 */
export function typedDomain(typed: string): string | undefined {
  const text = typed.trim();
  const url = text.includes('@') ? undefined : webAddress(text.includes('://') ? text : `https://${text}`);
  if (!url) return undefined;
  const domain = bareDomain(url.hostname);
  const labels = domain.split('.');
  const isName = labels.length > 1 && labels.every((label) => LABEL.test(label)) && /[a-z]/.test(labels.at(-1)!);
  return isName && domain.length <= 253 ? domain : undefined;
}

/** A `mailto:` link to exactly one address: `?` and `&` would add headers. */
export const mailtoOf = (email: string): string =>
  `mailto:${encodeURIComponent(email).replaceAll('%40', '@').replaceAll('%2B', '+')}`;

/** An address with its percent-encoding decoded, for reading; unchanged when it cannot be decoded. */
export function decodedAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

const MAIL_DOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;
/** Domains that receive no mail from outside: a number is an IP address, and the names are local. */
const NOWHERE = /(^|\.)(\d+|localhost|local|internal)$/;

/** Longest e-mail address (RFC 5321). Parsing the domain of a longer text would take seconds. */
export const EMAIL_MAX = 254;

/** The domain of a mailbox, in ASCII; undefined where no mail can arrive. */
export function mailDomainOf(mailbox: string): string | undefined {
  if (mailbox.length > EMAIL_MAX) return undefined;
  const ascii = domainToASCII(mailbox.slice(mailbox.lastIndexOf('@') + 1));
  return MAIL_DOMAIN.test(ascii) && !NOWHERE.test(ascii) ? ascii : undefined;
}
