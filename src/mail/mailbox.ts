import { domainToASCII } from 'node:url';
import { hashOf } from '../accounts/tokens.ts';

/** With no display name, no comment and no other alphabet before the `@`: what every mail server takes. */
const MAILBOX = /^[A-Za-z0-9!#$'*+/=^_`{|}~-]+(\.[A-Za-z0-9!#$'*+/=^_`{|}~-]+)*@([^@\s]+\.[^@\s.]+)$/;
const EMAIL_MAX = 254;
const DOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;
/** Where no mail of anybody else arrives: a number is the address of a machine, and these names are of no domain. */
const NOWHERE = /(^|\.)(\d+|localhost|local|internal)$/;

/** An address as mail is sent to it, its domain in ASCII; undefined for what is none. */
export function mailboxIn(typed: string): string | undefined {
  const text = typed.trim();
  const domain = text.length > EMAIL_MAX ? undefined : MAILBOX.exec(text)?.[2];
  if (domain === undefined) return undefined;
  const ascii = domainToASCII(domain);
  return DOMAIN.test(ascii) && !NOWHERE.test(ascii) ? `${text.slice(0, text.indexOf('@'))}@${ascii}` : undefined;
}

/** Addresses are compared without regard to capitals. */
export const hashOfEmail = (email: string): string => hashOf(email.toLowerCase());
