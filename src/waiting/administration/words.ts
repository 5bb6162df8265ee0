import { oneLine } from '../../ground/texts.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Asker } from '../../vocabulary/terms.ts';
import type { AdminFact } from './schema.ts';

const ASKED_BY: Record<Speaker['language'], Record<Asker, string>> = {
  fr: {
    host: 'L’hébergeur demande',
    person: 'Une personne nommée dans la fiche demande',
    other: 'Quelqu’un demande',
  },
  en: {
    host: 'The host asks',
    person: 'Somebody whom the entry names asks',
    other: 'Somebody asks',
  },
};

/** A removal request, as sentences. */
export function tellRemoval({ asker, name, due, overdue, erased }: AdminFact, say: Speaker): string {
  const who = ASKED_BY[say.language][asker!];
  const date = say.date(due!);
  const [asks, when, gone] =
    say.language === 'fr'
      ? [
          `${who} que la fiche «\u00a0${oneLine(name)}\u00a0» soit retirée.`,
          overdue ? `En retard\u00a0: la réponse était due le ${date}.` : `Répondez avant la fin du ${date}.`,
          'De quoi joindre qui demande et ses mots ont été effacés, six mois après ce jour\u00a0: décidez sans eux.',
        ]
      : [
          `${who} that the entry “${oneLine(name)}” be removed.`,
          overdue ? `Late: the answer was due on ${date}.` : `Answer by the end of ${date}.`,
          'How to reach whoever asks and their words were erased, six months after that day: decide without them.',
        ];
  return [asks, when, ...(erased ? [gone] : [])].join(' ');
}
