import { domainToASCII } from 'node:url';

/** A domain in the form in which domains are compared: lower case, without `www.` and without a final dot. */
export const bareDomain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');

/**
 * The parts of an address, perhaps relative to another one; undefined for what is none. Not by `URL.canParse`, which on
 * Node 20 refuses addresses with accents once it has been called a few thousand times.
 */
export function parseAddress(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}

/** No stored address is as long. To parse one of a megabyte takes seconds. */
const LONGEST_ADDRESS = 4000;

/**
 * The parts of a web address; undefined for what no browser could open, such as a port above 65535. The one place where
 * addresses that others gave are parsed: what is stored may be older than a rule.
 */
export function webAddress(address: string | null | undefined): URL | undefined {
  if (typeof address !== 'string' || address.length > LONGEST_ADDRESS || /\s/.test(address)) return undefined;
  // What stands before an `@` looks like the domain, and is none: https://framasoft.org@evil.example/
  if (/^[a-z]+:[/\\]*[^/\\?#]*@/i.test(address)) return undefined;
  const url = parseAddress(address);
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}

/** The domain of a web address, as `bareDomain` gives it; undefined when the text is not an address. */
export const domainOf = (address: string | null | undefined): string | undefined => {
  const url = webAddress(address);
  return url && bareDomain(url.hostname);
};

/** The site of an address: its domain, and its port where that is another one: whoever has one port need not have the others. */
export function siteOf(address: string | null | undefined): string | undefined {
  const url = webAddress(address);
  return url && `${bareDomain(url.hostname)}${url.port && `:${url.port}`}`;
}

const LABEL = /^[a-z0-9_][a-z0-9_-]{0,62}$/;

/**
 * The domain that somebody typed, alone or in an address, as `bareDomain` gives it, other alphabets in ASCII; undefined
 * for what names no domain, such as a number, a mailbox or a word alone.
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

/** The link that writes to an e-mail address, and to nobody else: `?` and `&` would add headers. */
export const mailtoOf = (email: string): string =>
  `mailto:${encodeURIComponent(email).replaceAll('%40', '@').replaceAll('%2B', '+')}`;

/** An address with its percent-encoding decoded, as people read it; unchanged when it cannot be decoded. */
export function decodedAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

const MAIL_DOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;
/** Where no mail of anybody else arrives: a number is the address of a machine, and these names are of no domain. */
const NOWHERE = /(^|\.)(\d+|localhost|local|internal)$/;

/** Characters of an e-mail address (RFC 5321). To read the domain of a longer text would take seconds. */
export const EMAIL_MAX = 254;

/** The domain of a mailbox, in ASCII; undefined where no mail can arrive. */
export function mailDomainOf(mailbox: string): string | undefined {
  if (mailbox.length > EMAIL_MAX) return undefined;
  const ascii = domainToASCII(mailbox.slice(mailbox.lastIndexOf('@') + 1));
  return MAIL_DOMAIN.test(ascii) && !NOWHERE.test(ascii) ? ascii : undefined;
}
