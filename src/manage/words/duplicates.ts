import { bilingual } from '../../pages/words/typeset.ts';

/** Entries that may be of one organisation. */
export const DUPLICATE_DESK = bilingual(
  {
    heading: 'Doublons',
    hint: 'Fiches qui sont peut-être d’une même organisation ; les réunir.',
    lead: 'Même site, même nom, ou presque. Regardez les deux fiches avant de les réunir.',
    none: 'Aucune paire de fiches ne se ressemble.',
    places: (first: number, last: number, total: number) => `Paires ${first} à ${last}, sur ${total}.`,
    next: 'Les paires suivantes',
    merge: 'Réunir ces deux fiches',
    dismiss: 'Ce ne sont pas les mêmes',
    restore: 'Annuler : les proposer de nouveau',
    of: (one: string, other: string) => `(${one} et ${other})`,
    done: (one: string, other: string) =>
      `C’est noté : « ${one} » et « ${other} » sont deux organisations. Cette paire n’est plus proposée.`,
    dismissed: (count: number) => `Paires écartées (${count})`,
    dismissedLead: 'Ces fiches se ressemblent, mais quelqu’un a dit qu’elles sont de deux organisations.',
    noneDismissed: 'Aucune paire n’est écartée.',
    saidOn: (on: string) => `Écartée le ${on}.`,
  },
  {
    heading: 'Duplicates',
    hint: 'Entries that may be of one organisation; merge them.',
    lead: 'The same site, the same name, or nearly. Look at both entries before you merge them.',
    none: 'No two entries are alike.',
    places: (first, last, total) => `Pairs ${first} to ${last}, of ${total}.`,
    next: 'The next pairs',
    merge: 'Merge these two entries',
    dismiss: 'They are not the same',
    restore: 'Undo: propose them again',
    of: (one, other) => `(${one} and ${other})`,
    done: (one, other) => `Noted: “${one}” and “${other}” are two organisations. This pair is no longer proposed.`,
    dismissed: (count) => `Pairs set aside (${count})`,
    dismissedLead: 'These entries are alike, but somebody said that they are of two organisations.',
    noneDismissed: 'No pair is set aside.',
    saidOn: (on) => `Set aside on ${on}.`,
  },
);
