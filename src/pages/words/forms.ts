import { bilingual, frenchPlural, plural } from './typeset.ts';

/** What the address of a page asks for, and the page left out. */
export const LEFT_OUT = bilingual(
  {
    quoted: (one: string) => `« ${one} »`,
    values: (values: string) => `Nous ne connaissons pas ${values} : nous n’en avons pas tenu compte.`,
    surplus: (values: string) => `C’était trop de choix à la fois : nous n’avons pas tenu compte de ${values}.`,
    names: (names: string, count: number) =>
      frenchPlural(
        count,
        `Cette page n’a pas de réglage ${names} : nous n’en avons pas tenu compte.`,
        `Cette page n’a pas de réglages ${names} : nous n’en avons pas tenu compte.`,
      ),
  },
  {
    quoted: (one) => `“${one}”`,
    values: (values) => `We do not know ${values}: we left it out.`,
    surplus: (values) => `These were too many choices at once: we left out ${values}.`,
    names: (names, count) =>
      plural(
        count,
        `This page has no setting ${names}: we left it aside.`,
        `This page has no settings ${names}: we left them aside.`,
      ),
  },
);

/** What every form says of itself. */
export const FORMS = bilingual(
  {
    save: 'Enregistrer',
    changed:
      'Cela a changé pendant que vous lisiez. La page montre ce qui est vrai maintenant : relisez, puis décidez.',
    conflict:
      'Quelqu’un d’autre a changé la même chose pendant que vous écriviez. Gardez ou reprenez, puis enregistrez.',
    left: 'Ce champ est vide : remplissez-le, ou choisissez.',
    unread: 'Cette réponse n’a pas été comprise : écrivez-la autrement.',
    whole: 'Écrivez un nombre entier.',
    atLeast: (least: string) => `Écrivez ${least} ou plus.`,
    atMost: (most: string) => `Écrivez au plus ${most}.`,
    decimals: 'Écrivez deux chiffres au plus après la virgule, et les milliers sans point.',
    /** Before the title of its page. */
    fault: 'Erreur : ',
    faults: (count: number) => plural(count, 'Il reste une chose à corriger.', `Il reste ${count} choses à corriger.`),
    /** Nothing is wrong: it is asked whether what was typed is meant. */
    doubt: 'À confirmer : ',
    doubts: (count: number) => plural(count, 'Une réponse à confirmer.', `${count} réponses à confirmer.`),
    kept: 'Rien n’est parti. Ce que vous avez écrit est encore là.',
    gone: 'Une partie de cette page n’existe plus : quelqu’un l’a retirée pendant que vous écriviez.',
    written: 'Ce que vous y aviez écrit, à copier si vous voulez le garder',
    theirs: 'Quelqu’un d’autre a écrit entre-temps :',
    nothing: 'rien',
  },
  {
    save: 'Save',
    changed: 'This changed while you were reading. The page shows how it is now: read it again, then decide.',
    conflict: 'Somebody else changed the same thing while you were writing. Keep yours or take theirs, then save.',
    left: 'This field is empty: fill it in, or choose.',
    unread: 'This answer was not understood: write it differently.',
    whole: 'Write a whole number.',
    atLeast: (least) => `Write ${least} or more.`,
    atMost: (most) => `Write ${most} at most.`,
    decimals: 'Write two digits at most after the point, and thousands without a comma.',
    fault: 'Error: ',
    faults: (count) => plural(count, 'One thing remains to be corrected.', `${count} things remain to be corrected.`),
    doubt: 'To confirm: ',
    doubts: (count) => plural(count, 'One answer to confirm.', `${count} answers to confirm.`),
    kept: 'Nothing was sent. What you wrote is still here.',
    gone: 'A part of this page is there no more: somebody took it out while you were writing.',
    written: 'What you had written there, to copy if you want to keep it',
    theirs: 'Somebody else wrote meanwhile:',
    nothing: 'nothing',
  },
);
