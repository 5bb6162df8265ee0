import { bilingual } from '../../pages/words/typeset.ts';

/** A price that is written next to one that everybody chooses. */
export const FREE_AMOUNTS = bilingual(
  {
    asked: 'Le prix est libre, et vous écrivez aussi un prix de la formule. Qu’est-ce que ce prix ?',
    meanings: {
      floor: 'Le minimum : chacun donne au moins cela',
      added: 'Un prix fixe, que chacun paie en plus de ce qu’il donne',
    },
    expected: 'Dites ce qu’est ce prix, ou videz-le.',
  },
  {
    asked: 'Everybody pays what they can, and you also write a price of the plan. What is that price?',
    meanings: {
      floor: 'The least: everybody gives at least that',
      added: 'A fixed price, which everybody pays besides what they give',
    },
    expected: 'Say what that price is, or empty it.',
  },
);
