import { type MailWords, SITE } from '../../mail/message.ts';
import type { Language } from '../../vocabulary/terms.ts';

/**
 * The letter on the day that an officer chose: the numbers of the cases, and nothing else of them.
 * @param slug of the federation
 */
export function caseReminderWords(numbers: readonly string[], slug: string): Record<Language, MailWords> {
  const isOne = numbers.length === 1;
  const link = (language: Language) =>
    `${SITE}/manage/federations/${slug}/cases?lang=${language}${isOne ? `&q=${numbers[0]}` : '&show=waits'}`;
  const list = numbers.map((number) => `- ${number}`).join('\n');
  return {
    fr: {
      subject: isOne ? 'Un dossier à reprendre' : `${numbers.length} dossiers à reprendre`,
      paragraphs: [
        'Bonjour,',
        `${isOne ? 'Ce dossier est à reprendre aujourd’hui' : 'Ces dossiers sont à reprendre aujourd’hui'} :\n${list}`,
        `Pour ${isOne ? 'l’ouvrir' : 'les ouvrir'} :\n${link('fr')}`,
      ],
    },
    en: {
      subject: isOne ? 'A case to take up' : `${numbers.length} cases to take up`,
      paragraphs: [
        'Hello,',
        `${isOne ? 'This case is' : 'These cases are'} to be taken up today:\n${list}`,
        `To open ${isOne ? 'it' : 'them'}:\n${link('en')}`,
      ],
    },
  };
}
