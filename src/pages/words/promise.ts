import { bilingual } from './typeset.ts';

/** The page of what stays, and for how long, for those who build on the interface. */
export const PROMISE = bilingual(
  {
    title: 'Ce qui reste, et combien de temps',
    lead: 'On peut bâtir sur cette interface, figée depuis la version 1.0.0 : ce que vos programmes lisent aujourd’hui sous /v1 sera répondu au moins deux ans après l’annonce de sa fin.',
    link: 'Ce qui reste, et combien de temps',
    parts: [
      {
        heading: 'Ce qui ne change pas sans annonce',
        lines: [
          'Les adresses sous /v1, leurs paramètres, les champs des réponses, leur sens et leurs unités, les codes des erreurs, les fichiers à télécharger et leurs colonnes.',
          'Ce qui n’est pas dit reste inconnu, jamais « non ».',
          'Les identifiants. Un ancien nom court mène toujours à la fiche.',
          'Chaque réponse de ce qui finit porte les en-têtes Deprecation, avec le jour de l’annonce, et Sunset, avec le jour, au moins deux ans après, à partir duquel elle peut disparaître.',
        ],
      },
      {
        heading: 'Ce qui peut s’ajouter à tout moment',
        lines: [
          'Des adresses, des paramètres qu’on peut laisser de côté, des champs dans les réponses, des colonnes à la fin des tableaux, des événements.',
          'Des valeurs dans les listes que la description marque x-extensible-enum : prenez une valeur que vous ne connaissez pas pour inconnue, et montrez son texte.',
          'Des phrases mieux dites : ne lisez pas les phrases, lisez les codes.',
        ],
      },
      {
        heading: 'Ce qui n’est pas promis',
        lines: [
          'Les pages pour les personnes : leurs textes et leur mise en forme changent. Leurs adresses restent, ou mènent aux nouvelles.',
          'Les réponses calculées : d’autres données ou d’autres règles donnent une autre réponse. Chacune dit avec quelles règles elle a été faite.',
          'Les valeurs dont une phrase calculée est faite, et les noms des nombres de la méthode : ils changent avec la version des règles.',
          'Les noms des formes dans la description (components) : seul ce qu’elles contiennent est promis.',
          'Une faille de sécurité, ou la loi, peut obliger à aller plus vite. Ce serait dit ici.',
        ],
      },
    ],
  },
  {
    title: 'What stays, and for how long',
    lead: 'One can build on this interface, frozen since version 1.0.0: what your programs read today under /v1 will be answered for at least two years after its end is announced.',
    link: 'What stays, and for how long',
    parts: [
      {
        heading: 'What does not change without notice',
        lines: [
          'Addresses under /v1, their parameters, the fields of answers, what they mean and their units, the codes of errors, the files to download and their columns.',
          'What is not said stays unknown, never “no”.',
          'Identifiers. A former short name always leads to the entry.',
          'Each answer of what ends has the headers Deprecation, with the day of the announcement, and Sunset, with the day, at least two years later, from which it may be gone.',
        ],
      },
      {
        heading: 'What may be added at any time',
        lines: [
          'Addresses, parameters that may be left out, fields of answers, columns at the end of tables, events.',
          'Values of the lists that the description marks x-extensible-enum: take a value that you do not know as unknown, and show its text.',
          'Better sentences: do not read sentences, read codes.',
        ],
      },
      {
        heading: 'What is not promised',
        lines: [
          'Pages for people: their texts and their looks change. Their addresses stay, or lead to the new ones.',
          'Computed answers: other data or other rules give another answer. Each says by which rules it was made.',
          'The values that a computed sentence is made of, and the names of the numbers of the method: they change with the version of the rules.',
          'The names of shapes in the description (components): only what they hold is promised.',
          'A hole in security, or the law, may force us to be quicker. It would be said here.',
        ],
      },
    ],
  },
);
