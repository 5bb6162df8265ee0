import { bilingual } from '../../../../pages/words/typeset.ts';

/** The page for a grant file. */
export const GRANT = bilingual(
  {
    heading: 'Vos dossiers en chiffres',
    none: 'Rien ne peut encore être montré : les dossiers sont comptés une fois chaque semestre terminé, et rien n’est montré en dessous de cinq.',
    running: (to: string) =>
      `Le semestre en cours sera compté après le ${to}. D’ici là, votre liste de dossiers est la seule à le dire.`,
    period: (from: string, to: string) => `Du ${from} au ${to}`,
    asOf: (federation: string, day: string) => `${federation}, chiffres au ${day}`,
    atLeast: (numbers: readonly string[]) => `Au moins : ${numbers.join(', ')}.`,
    howToRead: 'Comment lire ces chiffres',
    promises: 'Engagements des membres',
    csv: 'Les mêmes chiffres pour un tableur',
    by: { departement: 'Par département', family: 'Par usage', help: 'Par aide demandée' },
  },
  {
    heading: 'Your cases in numbers',
    none: 'Nothing can be shown yet: cases are counted once each half of a year is over, and nothing is shown below five.',
    running: (to) =>
      `The present half of the year will be counted after ${to}. Until then, your list of cases alone tells it.`,
    period: (from, to) => `From ${from} to ${to}`,
    asOf: (federation, day) => `${federation}, numbers as of ${day}`,
    atLeast: (numbers) => `At least: ${numbers.join(', ')}.`,
    howToRead: 'How to read these numbers',
    promises: 'Commitments of the members',
    csv: 'The same numbers for a spreadsheet',
    by: { departement: 'By département', family: 'By usage', help: 'By help asked for' },
  },
);
