import { bilingual } from '../words/typeset.ts';
import type { Matter } from './questions.ts';

/** What may matter to an association, as it is ticked and told. */
export const MATTERS = bilingual<Record<Matter, string>>(
  {
    price: 'Payer peu',
    near: 'Un hébergeur près de chez nous',
    warned: 'Être prévenus longtemps avant une fermeture',
    leave: 'Pouvoir partir avec nos données',
    free: 'Des logiciels libres',
    private: 'Personne n’exploite nos données',
    democratic: 'Les membres de l’hébergeur décident',
    moving: 'De l’aide pour déménager nos données',
    learning: 'Une formation',
  },
  {
    price: 'Paying little',
    near: 'A host near us',
    warned: 'Being told long before a closing',
    leave: 'Being able to leave with our data',
    free: 'Free software',
    private: 'Nobody exploits our data',
    democratic: 'The members of the host decide',
    moving: 'Help with moving our data',
    learning: 'Training',
  },
);
