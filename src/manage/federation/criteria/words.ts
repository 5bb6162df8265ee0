import { bilingual, plural } from '../../../pages/words/typeset.ts';

/** The criteria of a federation's own. */
export const CRITERIA = bilingual(
  {
    title: 'Vos critères',
    lead: 'Ce que vous demandez en plus de la liste commune. Vos membres y répondent, et les associations peuvent l’exiger.',
    none: 'Vous n’avez pas de critère à vous.',
    add: 'Ajouter un critère',
    addLead: 'Écrivez-le comme vous le demanderiez à voix haute.',
    change: 'Changer',
    changeHeading: 'Changer ce critère',
    changeLead: 'Chaque version reste lisible. Ce que les membres ont répondu reste tant que la question est la même.',
    retire: 'Ne plus le demander',
    takeUp: 'Le demander de nouveau',
    retired: 'Que vous ne demandez plus',
    version: (version: number, day: string) => `Version ${version}, du ${day}`,
    answered: (count: number, all: number) =>
      all === 0
        ? 'Vous n’avez pas encore de membre.'
        : count === 0
          ? 'Personne n’a encore répondu.'
          : `${plural(count, 'Un membre a répondu', `${count} membres ont répondu`)}, sur ${all}.`,
    answers: 'Les réponses, en tableau',
    levels: { required: 'Exigé de vos membres', recommended: 'Recommandé à vos membres' },
    label: 'Son nom, en quelques mots',
    labelHint: 'Comme au milieu d’une phrase, sans point à la fin : « ouvert aux visites ».',
    labelMissing: 'Donnez un nom au critère.',
    taken: 'Vous avez déjà un critère de ce nom. Changez-le, ou prenez un autre nom.',
    question: 'La question',
    questionHint: 'On y répond par oui, en partie ou non : « Peut-on venir voir ? »',
    questionMissing: 'Écrivez la question.',
    definition: 'Quand est-ce oui, en partie ou non ?',
    definitionHint: 'Vous pouvez laisser vide si la question suffit.',
    prove: 'Comment le montrer ?',
    proveHint: 'Ce qu’un hébergeur peut donner : « une page publique le dit ».',
    proveMissing: 'Dites ce qu’un hébergeur peut montrer.',
    level: 'Pour vos membres, il est',
    same: 'Est-ce encore la même question ?',
    sameYes: 'Oui : une faute corrigée, trois lettres au plus',
    sameYesHint: 'Les réponses restent.',
    sameNo: 'Non : c’est une autre question',
    sameNoHint: 'Chaque membre y répondra de nouveau.',
    sameMissing: 'Les mots ont changé : dites si c’est encore la même question.',
    otherLanguage:
      'Ce critère est aussi écrit en anglais. Ces mots-là restent : changez-les sur la même page en anglais (« English », en bas).',
    done: {
      made: 'Le critère est ajouté. Vos membres peuvent y répondre.',
      changed: 'Le critère est changé.',
      gone: 'Le critère n’est plus demandé.',
    },
    retireHeading: 'Ne plus demander ce critère ?',
    retireEffects: [
      'On ne le demande plus à personne.',
      'Ce qui a été répondu compte encore, là où une règle ou une recommandation le nomme.',
      'Si personne n’y a jamais répondu ni ne l’a nommé, il disparaît tout à fait.',
      'Vous pourrez le demander de nouveau.',
    ],
  },
  {
    title: 'Your criteria',
    lead: 'What you ask beside the common list. Your members answer it, and organisations may require it.',
    none: 'You have no criterion of your own.',
    add: 'Add a criterion',
    addLead: 'Write it as you would ask it aloud.',
    change: 'Change',
    changeHeading: 'Change this criterion',
    changeLead: 'Every version can still be read. What members answered stays as long as the question is the same.',
    retire: 'Ask it no longer',
    takeUp: 'Ask it again',
    retired: 'No longer asked',
    version: (version, day) => `Version ${version}, of ${day}`,
    answered: (count, all) =>
      all === 0
        ? 'You have no member yet.'
        : count === 0
          ? 'Nobody has answered yet.'
          : `${plural(count, 'One member has answered', `${count} members have answered`)}, of ${all}.`,
    answers: 'The answers, as a table',
    levels: { required: 'Required of your members', recommended: 'Recommended to your members' },
    label: 'Its name, in a few words',
    labelHint: 'As in the middle of a sentence, without a full stop: “open to visitors”.',
    labelMissing: 'Give the criterion a name.',
    taken: 'You already have a criterion by this name. Change it, or take another name.',
    question: 'The question',
    questionHint: 'It is answered by yes, partial or no: “May one come and see?”',
    questionMissing: 'Write the question.',
    definition: 'When is it yes, partial or no?',
    definitionHint: 'You may leave it empty when the question is enough.',
    prove: 'How is it shown?',
    proveHint: 'What a host can give: “a public page says so”.',
    proveMissing: 'Say what a host can show.',
    level: 'For your members, it is',
    same: 'Is it still the same question?',
    sameYes: 'Yes: a slip corrected, three letters at most',
    sameYesHint: 'The answers stay.',
    sameNo: 'No: it is another question',
    sameNoHint: 'Every member will answer it again.',
    sameMissing: 'The words have changed: say whether it is still the same question.',
    otherLanguage:
      'This criterion is written in French too. Those words stay: change them on the same page in French (“Français”, at the bottom).',
    done: {
      made: 'The criterion is added. Your members can answer it.',
      changed: 'The criterion is changed.',
      gone: 'The criterion is no longer asked.',
    },
    retireHeading: 'Ask this criterion no longer?',
    retireEffects: [
      'Nobody is asked it any more.',
      'What was answered still counts, where a rule or a recommendation names it.',
      'If nobody ever answered or named it, it goes altogether.',
      'You can ask it again.',
    ],
  },
);
