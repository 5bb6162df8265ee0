import type { Language } from '../vocabulary/terms.ts';
import { confirmPath, type MailWords, quotedName, SITE, signInPath } from './message.ts';

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
