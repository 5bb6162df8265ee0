/* Pure: what in a text looks like a way to reach somebody. Better one refusal too many than one address kept. */

const AT = String.raw`(?:@|[([]\s?(?:at|arobase)\s?[)\]])`;
const DOT = String.raw`(?:\.|\s?[([]\s?(?:dot|point)\s?[)\]]\s?)`;
const LABEL = String.raw`[\p{L}\p{N}-]+`;
const EMAIL = new RegExp(String.raw`[\p{L}\p{N}._%+-]\s?${AT}\s?${LABEL}(?:${DOT}${LABEL})+`, 'iu');

/** Ten French digits with one and the same mark between pairs, so that a date beside an hour is none. */
const FRENCH = String.raw`0[1-9]([\s./-]?)\d{2}(?:\1\d{2}){3}`;
const INTERNATIONAL = String.raw`(?:\+|00)\d{1,3}[\s().-]*(?:\d[\s().-]*){6,12}`;
const PHONE = new RegExp(String.raw`(?<!\d)(?:${FRENCH}|${INTERNATIONAL})(?!\d)`, 'u');

export type PersonalData = 'email' | 'phone';

/** Numbers of all kinds stand in web addresses: there only an e-mail address is one. */
export const emailIn = (text: string): boolean => EMAIL.test(text.normalize('NFKC'));

/** What a text holds that belongs to somebody; null when nothing is seen. */
export function personalDataIn(text: string): PersonalData | null {
  if (emailIn(text)) return 'email';
  return PHONE.test(text.normalize('NFKC')) ? 'phone' : null;
}
