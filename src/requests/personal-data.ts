import { bareDomain, domainOf } from '../ground/addresses.ts';
import { type Fault, fault, type Sentence } from '../ground/errors.ts';
import type { Label, Reference } from '../vocabulary/reference.ts';
import type { Text } from '../vocabulary/shapes.ts';
import { fold } from '../vocabulary/territories.ts';

/* Detects e-mail addresses and telephone numbers in texts. Pure. It refuses too much rather than store one address. */

const AT = String.raw`(?:@|[([]\s?(?:at|arobase)\s?[)\]])`;
const DOT = String.raw`(?:\.|\s?[([]\s?(?:dot|point)\s?[)\]]\s?)`;
const LABEL = String.raw`[\p{L}\p{N}-]+`;
const EMAIL = new RegExp(String.raw`[\p{L}\p{N}._%+-]\s?${AT}\s?${LABEL}(?:${DOT}${LABEL})+`, 'iu');

/** Ten French digits with the same separator between pairs, so that a date followed by a time does not match. */
const FRENCH = String.raw`0[1-9]([\s./-]?)\d{2}(?:\1\d{2}){3}`;
const INTERNATIONAL = String.raw`(?:\+|00)\d{1,3}[\s().-]*(?:\d[\s().-]*){6,12}`;
const PHONE = new RegExp(String.raw`(?<!\d)(?:${FRENCH}|${INTERNATIONAL})(?!\d)`, 'u');

type PersonalData = 'email' | 'phone';

/**
 * Whether a text contains an e-mail address. Web addresses are checked for this only: they contain numbers that are no
 * telephone numbers.
 */
export const emailIn = (text: string): boolean => EMAIL.test(text.normalize('NFKC'));

/** The kind of personal data in a text; null: none detected. */
export function personalDataIn(text: string): PersonalData | null {
  if (emailIn(text)) return 'email';
  return PHONE.test(text.normalize('NFKC')) ? 'phone' : null;
}

/** Why a text is refused, and what to do. Never repeats the detected data. */
export const NO_PERSONAL_DATA: Record<PersonalData, Sentence & object> = {
  email: {
    fr: 'Pas de données personnelles : ce texte contient une adresse mail. Retirez-la et renvoyez le texte.',
    en: 'No personal data: this text holds an e-mail address. Take it out and send the text again.',
  },
  phone: {
    fr: 'Pas de données personnelles : ce texte contient un numéro de téléphone. Retirez-le et renvoyez le texte.',
    en: 'No personal data: this text holds a telephone number. Take it out and send the text again.',
  },
};

/** Faults of a plain text that contains personal data. */
export function personalFaultsIn(pointer: string, words: string): Fault[] {
  const found = personalDataIn(words);
  return found ? [fault(pointer, 'personal-data', NO_PERSONAL_DATA[found])] : [];
}

/** Faults of a text by language that contains personal data. */
export const personalFaults = (pointer: string, text: Text | undefined): Fault[] =>
  Object.entries(text ?? {}).flatMap(([language, words]) => personalFaultsIn(`${pointer}/${language}`, words));

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
