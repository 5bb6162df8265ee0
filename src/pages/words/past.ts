import { bilingual } from './typeset.ts';

/** What changed in an entry, and who wrote it: in public by the role alone. */
export const PAST = bilingual(
  {
    by: {
      host: 'par l’hébergeur',
      federation: 'par un réseau',
      admin: 'par l’administration',
      import: 'par la lecture d’un fichier',
      catalogue: 'par une vérification automatique',
    },
    changed: (titles: string) => `changé : ${titles}.`,
    is: (title: string, after: string) => `${title} : ${after}`,
    becomes: (title: string, before: string, after: string) => `${title} : ${before}, puis ${after}`,
    gone: (title: string, before: string) => `${title} : ${before}, retiré`,
    plan: 'Formule',
  },
  {
    by: {
      host: 'by the host',
      federation: 'by a network',
      admin: 'by the administration',
      import: 'by a file that was read',
      catalogue: 'by an automatic check',
    },
    changed: (titles) => `changed: ${titles}.`,
    is: (title, after) => `${title}: ${after}`,
    becomes: (title, before, after) => `${title}: ${before}, then ${after}`,
    gone: (title, before) => `${title}: ${before}, taken out`,
    plan: 'Plan',
  },
);
