import type { Contact, HostDraft } from '../documents/host.ts';
import { bareDomain, domainOf } from '../ground/addresses.ts';
import type { Fault } from '../ground/errors.ts';
import { fault } from '../ground/errors.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';

/** Shorter names stand in too many words to tell whose address it is. */
const NAME_LETTERS = 4;

const wordsIn = (text: string): string[] => fold(text).match(/[a-z]+/g) ?? [];

/** Whether an address is that of an organisation as far as its words tell. */
function namesOrganisation(local: string, { name, legalForm }: HostDraft, roleWords: ReadonlySet<string>): boolean {
  const words = wordsIn(local);
  if (words.some((word) => roleWords.has(word))) return true;
  // Somebody who hosts alone may bear the name of the host.
  if (legalForm === 'individual') return false;
  const named = wordsIn(name).filter((word) => !roleWords.has(word));
  return named.join('').length >= NAME_LETTERS && words.join('').includes(named.join(''));
}

/**
 * An address that looks like somebody's own mailbox: everybody reads it here. At the organisation's own domain nobody can
 * tell; where anybody has a mailbox, the words before the @ do, or the host says so itself.
 */
export function mailboxFaults(draft: HostDraft, { mailboxes }: Reference): Fault[] {
  const { email, roleAddress } = draft.contact ?? {};
  if (email === undefined || roleAddress) return [];
  const [local, domain] = email.toLowerCase().split('@') as [string, string];
  if (!mailboxes.publicProviders.has(domain) || bareDomain(domain) === domainOf(draft.website)) return [];
  if (namesOrganisation(local.split('+', 1)[0]!, draft, mailboxes.roleWords)) return [];
  return [
    fault('/contact/email', 'personal-address', {
      fr: 'Tout le monde lira cette adresse, et elle semble être celle d’une personne. Donnez celle de l’organisation, comme contact@votre-domaine. Si elle est bien celle de l’organisation, ajoutez « roleAddress » : true dans contact.',
      en: 'Everybody will read this address, and it looks like that of a person. Give that of the organisation, such as contact@your-domain. If it is that of the organisation, add "roleAddress": true to contact.',
    }),
  ];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was said of one address does not hold for the next: a patch that changes it says so anew. */
export function withoutFormerRole(patch: unknown, before: Contact | undefined): unknown {
  if (!isObject(patch) || !isObject(patch.contact) || before?.roleAddress === undefined) return patch;
  const { contact } = patch;
  if (contact.email === undefined || contact.email === before.email || 'roleAddress' in contact) return patch;
  return { ...patch, contact: { ...contact, roleAddress: null } };
}
