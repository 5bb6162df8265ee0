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
        `${isOne ? 'Vous vouliez reprendre ce dossier' : 'Vous vouliez reprendre ces dossiers'} :\n${list}`,
        `Pour ${isOne ? 'l’ouvrir' : 'les ouvrir'} :\n${link('fr')}`,
      ],
    },
    en: {
      subject: isOne ? 'A case to take up' : `${numbers.length} cases to take up`,
      paragraphs: [
        'Hello,',
        `You wanted to take up ${isOne ? 'this case' : 'these cases'}:\n${list}`,
        `To open ${isOne ? 'it' : 'them'}:\n${link('en')}`,
      ],
    },
  };
}
