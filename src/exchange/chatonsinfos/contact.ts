import type { Contact } from '../../documents/host.ts';
import { known } from '../../ground/texts.ts';
import { mailboxFaults } from '../../hosts/meaning.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Known } from './interpret.ts';
import type { LegalForm } from './organization.ts';
import type { Findings } from './problems.ts';

/* Addresses to write to. Files of this format hold those of volunteers, who never asked to be published here. */

/** Who the address should belong to. */
export interface Addressee {
  name: string;
  website?: string | undefined;
  legalForm?: LegalForm | undefined;
}

/**
 * Whether an address seems to be that of a person: by the rule of registrations, or because it is `first.last@` and
 * nobody is here to say that it is a role after all.
 */
export function isPersonal(email: string, { name, website, legalForm }: Addressee, reference: Reference): boolean {
  const isRefused = (address: string) =>
    mailboxFaults({ slug: 'x', ...known({ name, website, legalForm }), name, contact: { email: address } }, reference)
      .length > 0;
  if (isRefused(email)) return true;
  const local = email.split('@', 1)[0]!;
  const [anyProvider] = reference.mailboxes.publicProviders;
  return /^\p{L}+[._]\p{L}+$/u.test(local) && isRefused(`${local}@${anyProvider}`);
}

/** How to write to an organisation, without the address of a person. */
export function contactOf(
  section: string,
  read: Known,
  addressee: Addressee,
  reference: Reference,
  found: Findings,
): Contact | undefined {
  const url = read.get(`${section}.contact.url`);
  const key = `${section}.contact.email`;
  const email = read.get(key);
  const personal = email !== undefined && isPersonal(email, addressee, reference);
  if (personal) found.add('personal-address', {}, read.line(key), key);
  const contact = known({ url, email: personal ? undefined : email });
  return Object.keys(contact).length > 0 ? contact : undefined;
}
