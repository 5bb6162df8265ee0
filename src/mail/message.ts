import { oneLine } from '../ground/texts.ts';
import type { Language } from '../vocabulary/terms.ts';

/** Placeholder for this site's address in the words of a mail. U+0000 cannot occur in text that people wrote. */
export const SITE = '\0';
/** The same placeholder in queued mails: only the sender knows the address. */
const QUEUED_SITE = '{site}';

/** The page that ends mail to an address. A POST to it ends mail at once. */
export const stopPath = (stopKey: string): string => `/manage/mail/stop/${stopKey}`;
export const confirmPath = (secret: string): string => `/manage/mail/confirm/${secret}`;
export const signInPath = (secret: string): string => `/manage/sign-in/${secret}`;

/** The words of a mail in one language: plain text, one string per paragraph. */
export interface MailWords {
  subject: string;
  paragraphs: readonly string[];
}

const WHY = {
  fr: 'Vous recevez ce message parce que quelqu’un a donné cette adresse au catalogue Bercail',
  en: 'You receive this message because somebody gave this address to the Bercail catalogue',
};
const END = {
  fr: 'Pour ne plus rien recevoir à cette adresse :',
  en: 'To receive nothing more at this address:',
};

const partOf = (language: Language, { paragraphs }: MailWords, stopKey: string): string =>
  [...paragraphs, `${WHY[language]} (${SITE}). ${END[language]}\n${SITE}${stopPath(stopKey)}?lang=${language}`].join(
    '\n\n',
  );

/**
 * A name given by people, as mails repeat it: on one line, shortened, and visibly quoted. Subjects never contain one.
 */
export function quotedName(name: string, language: Language): string {
  const line = [...oneLine(name)];
  const short = line.length > NAME_MAX ? `${line.slice(0, NAME_MAX - 1).join('')}…` : line.join('');
  return language === 'fr' ? `« ${short} »` : `“${short}”`;
}
const NAME_MAX = 100;

/** Escapes the queued placeholder in text that people wrote, so that only our own placeholders are replaced. */
const asText = (words: string): string => words.replaceAll(QUEUED_SITE, '{\u2060site}').replaceAll(SITE, QUEUED_SITE);

const SUBJECT_MAX = 200;

/** Subject and text of a mail, French first. */
export function composeMail(words: Record<Language, MailWords>, stopKey: string): { subject: string; text: string } {
  const subject = oneLine(`${words.fr.subject} / ${words.en.subject}`);
  return {
    subject: asText([...subject].slice(0, SUBJECT_MAX).join('')),
    text: asText(`${partOf('fr', words.fr, stopKey)}\n\n— English —\n\n${partOf('en', words.en, stopKey)}\n`),
  };
}

/** Queued text with the address of this site filled in. */
export const withSite = (text: string, publicUrl: string): string => text.replaceAll(QUEUED_SITE, publicUrl);
