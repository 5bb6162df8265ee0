import { hashOf } from '../accounts/tokens.ts';
import { mailDomainOf } from '../ground/addresses.ts';

/** No display name, no comment, and only ASCII before the `@`: what every mail server accepts. */
const MAILBOX = /^[A-Za-z0-9!#$'*+/=^_`{|}~-]+(\.[A-Za-z0-9!#$'*+/=^_`{|}~-]+)*@[^@\s]+\.[^@\s.]+$/;

/** An address in the form used for sending, with its domain in ASCII; undefined when it is not an address. */
export function mailboxIn(typed: string): string | undefined {
  const text = typed.trim();
  const domain = mailDomainOf(text);
  if (domain === undefined || !MAILBOX.test(text)) return undefined;
  return `${text.slice(0, text.indexOf('@'))}@${domain}`;
}

/** Addresses are compared without regard to upper and lower case. */
export const hashOfEmail = (email: string): string => hashOf(email.toLowerCase());
