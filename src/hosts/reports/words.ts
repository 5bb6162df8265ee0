import type { Sentence } from '../../ground/errors.ts';
import type { PersonalData } from './personal-data.ts';

/** What happens next, told to who reports. */
export const WHAT_NEXT = {
  fr: 'Merci. L’hébergeur, ses fédérations et l’administration du catalogue liront ce signalement. La fiche ne change pas toute seule. Le signalement n’est pas publié. Rien de vous n’est gardé : personne ne pourra vous répondre.',
  en: 'Thank you. The host, its federations and the administrators of the catalogue will read this report. The entry does not change by itself. The report is not published. Nothing of you is kept: nobody can answer you.',
};

/** Why a text is refused, and what to do. What was found is not repeated. */
export const NO_PERSONAL_DATA: Record<PersonalData, Sentence & object> = {
  email: {
    fr: 'Pas de données personnelles : ce texte contient une adresse électronique. Retirez-la et renvoyez le texte.',
    en: 'No personal data: this text holds an e-mail address. Take it out and send the text again.',
  },
  phone: {
    fr: 'Pas de données personnelles : ce texte contient un numéro de téléphone. Retirez-le et renvoyez le texte.',
    en: 'No personal data: this text holds a telephone number. Take it out and send the text again.',
  },
};
