import { type Fault, fault, type Sentence } from '../ground/errors.ts';
import type { Text } from '../vocabulary/shapes.ts';

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
