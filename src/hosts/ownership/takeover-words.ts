import { type MailWords, SITE } from '../../mail/message.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';

/** What the holder of an entry is told as soon as somebody else has proven its domain. @param on the day it changes hands */
export function takeoverWords(
  { name, slug }: { name: string; slug: string },
  on: string,
  reference: Reference,
): Record<Language, MailWords> {
  const desk = `${SITE}/manage/hosts/${slug}`;
  const [le, day] = [speaker('fr', reference).date(on), speaker('en', reference).date(on)];
  return {
    fr: {
      subject: `Quelqu’un demande à reprendre la fiche de ${name}`,
      paragraphs: [
        'Bonjour,',
        `Quelqu’un d’autre a prouvé que le site de ${name} est le sien, et demande à tenir sa fiche dans le catalogue Bercail. Elle change de mains le ${le}.`,
        `Si c’est voulu, il n’y a rien à faire. Sinon, opposez-vous avant ce jour :\n${desk}?lang=fr`,
      ],
    },
    en: {
      subject: 'Somebody asks to take over your entry',
      paragraphs: [
        'Hello,',
        `Somebody else has proven that the site of ${name} is theirs, and asks to keep its entry in the Bercail catalogue. It changes hands on ${day}.`,
        `If this is wanted, there is nothing to do. If not, object before that day:\n${desk}?lang=en`,
      ],
    },
  };
}
