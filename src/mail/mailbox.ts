import { hashOf } from '../accounts/tokens.ts';
import { mailDomainOf } from '../ground/addresses.ts';

/** With no display name, no comment and no other alphabet before the `@`: what every mail server takes. */
const MAILBOX = /^[A-Za-z0-9!#$'*+/=^_`{|}~-]+(\.[A-Za-z0-9!#$'*+/=^_`{|}~-]+)*@[^@\s]+\.[^@\s.]+$/;

/** An address as mail is sent to it, its domain in ASCII; undefined for what is none. */
export function mailboxIn(typed: string): string | undefined {
  const text = typed.trim();
  const domain = mailDomainOf(text);
  if (domain === undefined || !MAILBOX.test(text)) return undefined;
  return `${text.slice(0, text.indexOf('@'))}@${domain}`;
}

/** Addresses are compared without regard to capitals. */
export const hashOfEmail = (email: string): string => hashOf(email.toLowerCase());
