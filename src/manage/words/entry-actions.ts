import { inFrench } from '../../matching/words/parts-fr.ts';
import { bilingual } from '../../pages/words/typeset.ts';

/** What an administrator does with an entry: what changes, how to go back, and that it is done. */
export const ENTRY_ACTIONS = bilingual(
  {
    publication: {
      title: (name: string) => `Publier la fiche ${inFrench.of(name)}`,
      short: 'Publier',
      effects: [
        'Tout le monde voit la fiche, et elle est proposée aux associations qui cherchent.',
        'Elle compte comme confirmée aujourd’hui, par vous à la place de l’hébergeur, avec des listes entières : ce qu’elle ne dit pas devient un non. Née du fichier d’un réseau, elle n’est confirmée par personne.',
        'Son nom court est à elle pour toujours.',
      ],
      undo: 'suspendez la fiche, ou retirez-la.',
      send: 'Publier',
      done: 'La fiche est publiée.',
    },
    return: {
      title: (name: string) => `Publier de nouveau la fiche ${inFrench.of(name)}`,
      short: 'Publier de nouveau',
      effects: [
        'La fiche redevient publique, comme elle était à son retrait.',
        'Si elle était suspendue, elle le reste.',
      ],
      undo: 'retirez-la de nouveau.',
      send: 'Publier de nouveau',
      done: 'La fiche est de nouveau publiée.',
    },
    removal: {
      title: (name: string) => `Effacer le brouillon ${inFrench.of(name)}`,
      short: 'Effacer le brouillon',
      effects: [
        'Le brouillon disparaît avec tout ce qui y est écrit. Personne d’autre ne le voyait.',
        'Le jeton de qui l’a inscrit prend fin.',
      ],
      undo: 'cela ne s’annule pas. L’hébergeur peut s’inscrire de nouveau.',
      send: 'Effacer le brouillon',
      done: 'Le brouillon est effacé.',
    },
    suspension: {
      title: (name: string) => `Suspendre la fiche ${inFrench.of(name)}`,
      short: 'Suspendre',
      effects: [
        'La fiche quitte les listes et n’est plus proposée à personne.',
        'Sa page reste, avec la raison que vous écrivez : tout le monde la lit.',
        'L’hébergeur peut toujours l’écrire.',
      ],
      undo: 'levez la suspension, quand vous voulez.',
      send: 'Suspendre',
      done: 'La fiche est suspendue.',
    },
    reinstatement: {
      title: (name: string) => `Lever la suspension ${inFrench.of(name)}`,
      short: 'Lever la suspension',
      effects: ['La fiche est de nouveau ce qu’elle était avant, dans les listes et les réponses.'],
      undo: 'suspendez-la de nouveau.',
      send: 'Lever la suspension',
      done: 'La suspension est levée.',
    },
    withdrawal: {
      title: (name: string) => `Retirer la fiche ${inFrench.of(name)}`,
      short: 'Retirer du catalogue',
      effects: [
        'La fiche et son contact disparaissent : plus montrés, plus cherchés, plus proposés.',
        'Restent son nom court, le jour du retrait et sa raison si vous la dites. Son histoire reste lisible.',
        'L’hébergeur ne peut pas revenir seul : vous seuls la publiez de nouveau.',
      ],
      ofIndividual: [
        'La fiche et son contact disparaissent : plus montrés, plus cherchés, plus proposés.',
        'C’est la fiche d’une personne : plus rien n’en est dit, ni le retrait ni l’histoire. Son nom court reste pris.',
        'L’hébergeur ne peut pas revenir seul : vous seuls la publiez de nouveau.',
      ],
      undo: 'publiez-la de nouveau, quand vous voulez.',
      send: 'Retirer la fiche',
      done: 'La fiche est retirée.',
    },
    takeover: {
      title: (name: string) => `Refuser la reprise ${inFrench.of(name)}`,
      short: 'Refuser la reprise',
      effects: [
        'Qui tient la fiche aujourd’hui la garde. Le jeton de qui la reprenait prend fin.',
        'Si vous ne faites rien, la reprise se fait seule au jour dit : c’est ainsi qu’on l’accepte.',
        'Qui la reprenait peut recommencer, et prouver de nouveau le site.',
      ],
      undo: 'cela ne s’annule pas. Qui la reprenait recommence.',
      send: 'Refuser la reprise',
      done: 'La reprise est refusée.',
    },
  },
  {
    publication: {
      title: (name) => `Publish the entry ${name}`,
      short: 'Publish',
      effects: [
        'Everybody sees the entry, and it is proposed to associations that search.',
        'It counts as confirmed today, by you in place of the host, with whole lists: what it does not say becomes a no. Made from a file of a network, it is confirmed by nobody.',
        'Its slug is its own for ever.',
      ],
      undo: 'suspend the entry, or withdraw it.',
      send: 'Publish',
      done: 'The entry is published.',
    },
    return: {
      title: (name) => `Publish the entry ${name} again`,
      short: 'Publish again',
      effects: ['The entry is public again, as it was when it was withdrawn.', 'If it was suspended, it still is.'],
      undo: 'withdraw it again.',
      send: 'Publish again',
      done: 'The entry is published again.',
    },
    removal: {
      title: (name) => `Remove the draft ${name}`,
      short: 'Remove the draft',
      effects: [
        'The draft disappears with all that it says. Nobody else saw it.',
        'The token of whoever registered it ends.',
      ],
      undo: 'this cannot be undone. The host can register again.',
      send: 'Remove the draft',
      done: 'The draft is removed.',
    },
    suspension: {
      title: (name) => `Suspend the entry ${name}`,
      short: 'Suspend',
      effects: [
        'The entry leaves the lists and is proposed to nobody.',
        'Its page stays, with the reason that you write: everybody reads it.',
        'The host can still write it.',
      ],
      undo: 'end the suspension, whenever you like.',
      send: 'Suspend',
      done: 'The entry is suspended.',
    },
    reinstatement: {
      title: (name) => `End the suspension of ${name}`,
      short: 'End the suspension',
      effects: ['The entry is again what it was before, in lists and answers.'],
      undo: 'suspend it again.',
      send: 'End the suspension',
      done: 'The suspension is ended.',
    },
    withdrawal: {
      title: (name) => `Withdraw the entry ${name}`,
      short: 'Withdraw from the catalogue',
      effects: [
        'The entry and its contact disappear: no longer shown, found or proposed.',
        'What stays is its slug, the day and the reason, if you say it. Its history can still be read.',
        'The host cannot come back by itself: only you publish it again.',
      ],
      ofIndividual: [
        'The entry and its contact disappear: no longer shown, found or proposed.',
        'It is about a person: nothing of it is told any more, neither the withdrawal nor the history. Its slug stays taken.',
        'The host cannot come back by itself: only you publish it again.',
      ],
      undo: 'publish it again, whenever you like.',
      send: 'Withdraw the entry',
      done: 'The entry is withdrawn.',
    },
    takeover: {
      title: (name) => `Refuse the takeover of ${name}`,
      short: 'Refuse the takeover',
      effects: [
        'Whoever keeps the entry today still does. The token of whoever was taking it over ends.',
        'If you do nothing, the takeover happens by itself on its day: this is how it is accepted.',
        'Whoever was taking it over can start again, and prove the site again.',
      ],
      undo: 'this cannot be undone. Whoever was taking it over starts again.',
      send: 'Refuse the takeover',
      done: 'The takeover is refused.',
    },
  },
);
export type EntryActionName = keyof (typeof ENTRY_ACTIONS)['fr'];
