import type { Contact } from '../../documents/host.ts';
import { definedOnly } from '../../ground/texts.ts';
import { mailboxFaults } from '../../hosts/entries/meaning.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Known } from './interpret.ts';
import type { LegalForm } from './organization.ts';
import type { Findings } from './words/problems.ts';

/* Contact addresses. Files of this format contain addresses of volunteers, who did not ask to be published here. */

/** The organisation to which the address should belong. */
export interface Addressee {
  name: string;
  website?: string | undefined;
  legalForm?: LegalForm | undefined;
}

/**
 * Whether an address seems to belong to a person: by the rule for registrations, or because it has the form
 * `first.last@`. At an import nobody can confirm that such an address belongs to a role.
 */
export function isPersonal(email: string, { name, website, legalForm }: Addressee, reference: Reference): boolean {
  const isRefused = (address: string) =>
    mailboxFaults(
      { slug: 'x', ...definedOnly({ name, website, legalForm }), name, contact: { email: address } },
      reference,
    ).length > 0;
  if (isRefused(email)) return true;
  const local = email.split('@', 1)[0]!;
  const [anyProvider] = reference.mailboxes.publicProviders;
  return /^\p{L}+[._]\p{L}+$/u.test(local) && isRefused(`${local}@${anyProvider}`);
}

/** The contact of an organisation, without a person's address. */
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
  const contact = definedOnly({ url, email: personal ? undefined : email });
  return Object.keys(contact).length > 0 ? contact : undefined;
}
