import { bilingual } from '../../../pages/words/typeset.ts';

/** The page for a grant file. */
export const GRANT = bilingual(
  {
    heading: 'Vos dossiers en chiffres',
    none: 'Rien ne peut encore être montré. Les dossiers sont comptés une fois chaque semestre terminé, et rien n’est montré en dessous de cinq.',
    period: (from: string, to: string) => `Du ${from} au ${to}`,
    atLeast: 'au moins',
    promises: 'Engagements des membres',
    csv: 'Les mêmes chiffres pour un tableur',
    by: { all: 'En tout', departement: 'Par département', family: 'Par usage', help: 'Par aide demandée' },
  },
  {
    heading: 'Your cases in numbers',
    none: 'Nothing can be shown yet. Cases are counted once each half of a year is over, and nothing is shown below five.',
    period: (from, to) => `From ${from} to ${to}`,
    atLeast: 'at least',
    promises: 'Commitments of the members',
    csv: 'The same numbers for a spreadsheet',
    by: { all: 'In all', departement: 'By département', family: 'By usage', help: 'By help asked for' },
  },
);
