import { bareDomain, domainOf } from '../ground/addresses.ts';
import { type Fault, fault } from '../ground/errors.ts';
import type { Label, Reference } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';

/** The organisation that the address should belong to. */
interface Organisation {
  name: string;
  website?: string | undefined;
  legalForm?: string | undefined;
}

/** Shorter names occur inside too many words to identify the organisation. */
const NAME_LETTERS = 4;

const wordsIn = (text: string): string[] => fold(text).match(/[a-z]+/g) ?? [];

/** Whether the words of an address show that it belongs to the organisation. */
function namesOrganisation(local: string, { name, legalForm }: Organisation, roleWords: ReadonlySet<string>): boolean {
  const words = wordsIn(local);
  if (words.some((word) => roleWords.has(word))) return true;
  // The name of an individual host may be that of the person.
  if (legalForm === 'individual') return false;
  const named = wordsIn(name).filter((word) => !roleWords.has(word));
  return named.join('').length >= NAME_LETTERS && words.join('').includes(named.join(''));
}

/**
 * Whether an e-mail address looks like that of a person. An address at the domain of the organisation does not. An
 * address at a public provider does, unless the part before the @ contains a role or the name of the organisation.
 */
export function isPersonal(email: string | undefined, whose: Organisation, { mailboxes }: Reference): boolean {
  if (email === undefined) return false;
  const [local, domain] = email.toLowerCase().split('@') as [string, string];
  if (!mailboxes.publicProviders.has(domain) || bareDomain(domain) === domainOf(whose.website)) return false;
  return !namesOrganisation(local.split('+', 1)[0]!, whose, mailboxes.roleWords);
}

/**
 * The fault for a personal address: the published entry would show it to everybody.
 * @param otherwise what to do when the address does belong to the organisation
 */
export const personalAddress = (pointer: string, otherwise: Label): Fault =>
  fault(pointer, 'personal-address', {
    fr: `Tout le monde lira cette adresse, et elle semble être celle d’une personne. Donnez celle de l’organisation, comme contact@votre-domaine. ${otherwise.fr}`,
    en: `Everybody will read this address, and it looks like that of a person. Give that of the organisation, such as contact@your-domain. ${otherwise.en}`,
  });
