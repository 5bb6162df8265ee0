import { bilingual } from '../../pages/words/typeset.ts';

/** What the rooms of a federation's desk have in common. */
export const ROOM = bilingual(
  {
    stale:
      'Quelqu’un d’autre a changé cela entre-temps. Ce que vous avez écrit est encore là : relisez, puis envoyez de nouveau.',
    saved: 'C’est enregistré.',
    more: (count: number) => (count === 1 ? 'Et une autre.' : `Et ${count} autres.`),
  },
  {
    stale: 'Somebody else changed this meanwhile. What you wrote is still here: read it again, then send it again.',
    saved: 'Saved.',
    more: (count) => (count === 1 ? 'And one more.' : `And ${count} more.`),
  },
);
