import type { Host } from '../../documents/host.ts';
import { capital } from '../../ground/texts.ts';
import { type MailWords, quotedName, SITE } from '../../mail/message.ts';
import { COMPLETE_LIST_LABELS } from '../../vocabulary/labels.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { COMPLETE_LISTS, type CompleteList, type Language } from '../../vocabulary/terms.ts';

/** The part of a reminder about one host or federation. */
export interface Waiting {
  name: string;
  /** The page that shows the items. */
  path: string;
  /** Most urgent first, in each language. */
  lines: Record<Language, string[]>;
  /** For a host: the lists that it declares complete. */
  complete?: Host['complete'];
}

const MOST_LINES = 8;

function lists(complete: readonly CompleteList[], say: Speaker): string {
  const named = (which: readonly CompleteList[]) =>
    say.list(which.map((list) => COMPLETE_LIST_LABELS[list][say.language]));
  const others = COMPLETE_LISTS.filter((list) => !complete.includes(list));
  if (say.language === 'fr')
    return [
      complete.length > 0 ? `Listes dites entières : ${named(complete)}.` : 'Aucune liste n’est dite entière.',
      ...(others.length > 0
        ? [
            `Le reste (${named(others)}) est un extrait : ce qui n’y est pas reste inconnu. La page montre ce qui deviendrait « non » si vous dites ces listes entières.`,
          ]
        : ['Ce qui n’y est pas se lit comme un « non » : la page le montre.']),
      'Si tout est encore vrai, un bouton suffit :',
    ].join(' ');
  return [
    complete.length > 0 ? `Lists said to be whole: ${named(complete)}.` : 'No list is said to be whole.',
    ...(others.length > 0
      ? [
          `The rest (${named(others)}) is a sample: what is not in it stays unknown. The page shows what would become a “no” if you say that these lists are whole.`,
        ]
      : ['What is not in them reads as a “no”: the page shows it.']),
    'If all is still true, one button is enough:',
  ].join(' ');
}

function partOf({ name, path, lines, complete }: Waiting, say: Speaker): string[] {
  const { language } = say;
  const shown = lines[language].slice(0, MOST_LINES).map((line) => `- ${capital(line)}`);
  const more = lines[language].length - shown.length;
  if (more > 0) shown.push(language === 'fr' ? `- et ${more} de plus sur la page.` : `- and ${more} more on the page.`);
  const link = `${SITE}${path}?lang=${language}`;
  const quoted = quotedName(name, language);
  const intro = language === 'fr' ? `Pour ${quoted} :` : `For ${quoted}:`;
  return [
    [intro, ...shown].join('\n'),
    complete
      ? `${lists(complete, say)}\n${link}`
      : `${language === 'fr' ? 'Pour le lire et répondre :' : 'To read it and answer:'}\n${link}`,
  ];
}

/** The quarterly reminder about all entries of a reader. */
export const reminderWords = (
  waiting: readonly Waiting[],
  { fr, en }: Record<Language, Speaker>,
): Record<Language, MailWords> => ({
  fr: {
    subject: 'Votre fiche est-elle encore vraie ?',
    paragraphs: [
      'Bonjour,',
      'Une fois par trimestre au plus, le catalogue Bercail vous dit ce qui vous attend.',
      ...waiting.flatMap((one) => partOf(one, fr)),
    ],
  },
  en: {
    subject: 'Is your entry still true?',
    paragraphs: [
      'Hello,',
      'Once a quarter at most, the Bercail catalogue tells you what waits for you.',
      ...waiting.flatMap((one) => partOf(one, en)),
    ],
  },
});
