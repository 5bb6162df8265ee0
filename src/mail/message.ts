import { oneLine } from '../ground/texts.ts';
import type { Language } from '../vocabulary/terms.ts';

/** Placeholder for this site's address in the words of a mail. U+0000 cannot occur in text that people wrote. */
export const SITE = '\0';
/** The same placeholder in queued mails: only the sender knows the address. */
const QUEUED_SITE = '{site}';

/** The page that ends mail to an address. A POST to it ends mail at once. */
export const stopPath = (stopKey: string): string => `/manage/mail/stop/${stopKey}`;
const confirmPath = (secret: string): string => `/manage/mail/confirm/${secret}`;
const signInPath = (secret: string): string => `/manage/sign-in/${secret}`;

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

type Words = Record<Language, MailWords>;

/**
 * @param name of the host or federation that will send mail; undefined: the entry is not yet known to belong to the
 * caller's organisation
 */
export const confirmationWords = (name: string | undefined, secret: string): Words => ({
  fr: {
    subject: 'Confirmez votre adresse',
    paragraphs: [
      'Bonjour,',
      `Quelqu’un qui tient ${name === undefined ? 'une fiche' : `la fiche ${quotedName(name, 'fr')}`} dans le catalogue Bercail a donné cette adresse, pour y recevoir des rappels et des liens de connexion.`,
      `Si c’est bien votre adresse, ouvrez cette page et confirmez, dans les trois jours :\n${SITE}${confirmPath(secret)}?lang=fr`,
      'Si vous n’y êtes pour rien, ne faites rien : sans confirmation, rien d’autre ne vous sera envoyé.',
    ],
  },
  en: {
    subject: 'Confirm your address',
    paragraphs: [
      'Hello,',
      `Somebody who keeps ${name === undefined ? 'an entry' : `the entry ${quotedName(name, 'en')}`} in the Bercail catalogue gave this address, to receive reminders and links to sign in with.`,
      `If it is your address, open this page and confirm, within three days:\n${SITE}${confirmPath(secret)}?lang=en`,
      'If this has nothing to do with you, do nothing: without a confirmation, nothing else is sent to you.',
    ],
  },
});

export const signInWords = (secret: string): Words => ({
  fr: {
    subject: 'Votre lien pour vous connecter à Bercail',
    paragraphs: [
      'Bonjour,',
      `Ouvrez cette page pour vous connecter. Le lien sert une seule fois, dans les 30 minutes :\n${SITE}${signInPath(secret)}?lang=fr`,
      'Ne le transmettez à personne : qui l’ouvre peut modifier votre fiche. Si vous ne l’avez pas demandé, ne faites rien : il s’éteint tout seul.',
    ],
  },
  en: {
    subject: 'Your link to sign in to Bercail',
    paragraphs: [
      'Hello,',
      `Open this page to sign in. The link works once, within 30 minutes:\n${SITE}${signInPath(secret)}?lang=en`,
      'Pass it on to nobody: whoever opens it can change your entry. If you did not ask for it, do nothing: it ends by itself.',
    ],
  },
});
