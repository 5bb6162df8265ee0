import { bilingual, plural } from '../../../../pages/words/typeset.ts';

/** Who takes a case up, and when: its own page, the list, and several cases at once. */
export const FOLLOW_UP = bilingual(
  {
    heading: 'Le suivi',
    lead: 'Pour vous et vos collègues seulement. Rien de cela ne part d’ici, sauf le numéro du dossier dans un rappel par courriel.',
    edit: 'Modifier le suivi',
    takenBy: (label: string) => `Ouvert par ${label}`,
    turn: (label: string) => `Au tour de ${label}`,
    myTurn: 'À vous',
    nobody: 'Au tour de personne',
    due: (day: string) => `avant le ${day}`,
    late: (day: string) => `aurait dû être fait avant le ${day}`,
    remind: (day: string) => `Rappel le ${day}`,
    today: (host: string) => `Aujourd’hui chez ${host}`,
    entry: 'sa fiche',
    number: (number: string) => `numéro ${number}`,
    turnLabel: 'À qui le tour ?',
    turnNobody: 'Personne en particulier',
    dueLabel: 'Avant quel jour doit-elle avoir déménagé ?',
    dueHint:
      'La fermeture de son hébergeur, par exemple. Le dossier revient un mois avant, une semaine avant, et ce jour-là.',
    remindLabel: 'Quel jour reprendre ce dossier ?',
    remindHint:
      'Laissez vide pour les jours habituels. Si elle doit avoir déménagé avant, le dossier revient aussi ce jour-là.',
    remindMail:
      'Le jour que vous choisissez ici, une adresse confirmée de ce bureau reçoit son numéro, et rien d’autre : celle de la personne dont c’est le tour, si elle en a une, sinon toutes.',
    noMail:
      'Aucune adresse de ce bureau n’est confirmée : le jour du rappel, le dossier revient ici, et aucun courriel ne part.',
    giveAddress: 'Donner une adresse',
    hostLabel: 'Où est-elle aujourd’hui ?',
    hostHint: 'Le nom de son hébergeur ou de son outil.',
    noteAdd: 'Ajouter une note, pour vous et vos collègues',
    noteLabel: 'Votre note',
    noteHint:
      'Vous et vos collègues la lisez ici, et nulle part ailleurs ; elle est supprimée avec le dossier. Sans nommer personne : adresses de courriel et numéros de téléphone sont refusés.',
    otherHost: 'Ou un autre hébergeur',
    otherHostHint: 'Son nom ou son site, s’il n’est pas dans la liste.',
    otherHostTwice: 'Choisissez dans la liste, ou écrivez un nom ici : pas les deux.',
    otherHostUnknown:
      'Aucune fiche publique n’a ce nom ni ce site. Écrivez-le dans « Pourquoi ? » ; une fois qu’elle a déménagé, il peut être écrit ici.',
    mistake: 'Ce qui était noté avant',
    mistakeChoice: 'C’était une erreur : ne pas le garder dans le dossier',
    undo: 'Effacer ce qui est noté : c’était une erreur',
    undoLead: 'Le dossier redevient sans nouvelle.',
    formerLead: (said: string) => `Le dossier redevient ce qu’il était avant : ${said}.`,
    search: 'Un numéro, des mots du nom ou de votre note, ou l’hébergeur d’aujourd’hui',
    shown: {
      ours: 'qui attendent votre réseau',
      host: 'qui attendent un hébergeur',
      association: 'qui attendent l’association',
      mine: 'à votre tour',
      nobody: 'au tour de personne',
      changed: 'changés par d’autres depuis votre dernière visite',
      discarded: 'écartés',
    },
    underWay: 'Vos dossiers en cours',
    ours: (count: number, late: number) =>
      `${plural(count, 'Un dossier attend votre réseau', `${count} dossiers attendent votre réseau`)}${late === 0 ? '' : count === 1 ? ', en retard' : `, dont ${late} en retard`}`,
    turns: (count: number) => `À votre tour : ${count}`,
    turnsOf: (label: string, count: number) => `au tour de ${label} : ${count}`,
    turnsOfNobody: (count: number) => `au tour de personne : ${count}`,
    coming: (days: number, count: number, day: string) =>
      plural(
        count,
        `D’ici ${days} jours, un dossier revient, le ${day} :`,
        `D’ici ${days} jours, ${count} dossiers reviennent, le premier le ${day} :`,
      ),
    atHost: (count: number) =>
      plural(count, 'Un dossier attend un hébergeur', `${count} dossiers attendent un hébergeur`),
    atAssociation: (count: number) =>
      plural(count, 'Un dossier attend l’association', `${count} dossiers attendent l’association`),
    changed: (count: number, day: string) =>
      plural(
        count,
        `Depuis votre dernière visite, le ${day}, un dossier a changé`,
        `Depuis votre dernière visite, le ${day}, ${count} dossiers ont changé`,
      ),
    noneNumbered: (typed: string) =>
      `Aucun dossier n’a le numéro « ${typed} ». Faites-le relire ; ou posez les questions, et ouvrez un dossier.`,
    noneFound: (typed: string) =>
      `Aucun dossier n’a les mots « ${typed} » dans son nom, dans votre note ou dans le nom de son hébergeur d’aujourd’hui.`,
    discardedOn: (day: string, ends: string) => `écarté le ${day}, supprimé le ${ends}`,
    isAside: (day: string, ends: string) =>
      `Ce dossier est écarté depuis le ${day} : il ne se voit plus dans la liste et ne compte plus. Il sera supprimé le ${ends}.`,
    aside: 'Écarter ce dossier (supprimé dans 7 jours)',
    back: 'Reprendre ce dossier',
    foundAside: (count: number) =>
      plural(
        count,
        'Ce dossier est écarté, et sera bientôt supprimé :',
        `${count} dossiers trouvés sont écartés, et seront bientôt supprimés :`,
      ),
  },
  {
    heading: 'Follow-up',
    lead: 'For you and your colleagues alone. Nothing of it leaves this place, but the number of the case in a reminder by mail.',
    edit: 'Change the follow-up',
    takenBy: (label) => `Opened by ${label}`,
    turn: (label) => `The turn of ${label}`,
    myTurn: 'Your turn',
    nobody: 'Nobody’s turn',
    due: (day) => `before ${day}`,
    late: (day) => `should have been done before ${day}`,
    remind: (day) => `Reminder on ${day}`,
    today: (host) => `Today at ${host}`,
    entry: 'its entry',
    number: (number) => `number ${number}`,
    turnLabel: 'Whose turn is it?',
    turnNobody: 'Nobody in particular',
    dueLabel: 'Before which day must it have moved?',
    dueHint: 'The end of its host, for instance. The case comes back a month before, a week before, and on that day.',
    remindLabel: 'On which day is this case to be taken up?',
    remindHint:
      'Leave it empty for the usual days. If it must have moved earlier, the case comes back on that day too.',
    remindMail:
      'On the day that you choose here a confirmed address of this desk gets its number, and nothing else: that of the person whose turn it is, if there is one, else all of them.',
    noMail:
      'No address of this desk is confirmed: on the day of the reminder the case comes back here, and no mail is sent.',
    giveAddress: 'Give an address',
    hostLabel: 'Where is it today?',
    hostHint: 'The name of its host, or of its tool.',
    noteAdd: 'Add a note, for you and your colleagues',
    noteLabel: 'Your note',
    noteHint:
      'You and your colleagues read it here, and nowhere else; it is deleted with the case. Naming nobody: mail addresses and telephone numbers are refused.',
    otherHost: 'Or another host',
    otherHostHint: 'Its name or its site, if it is not in the list.',
    otherHostTwice: 'Choose one of the list, or write a name here: not both.',
    otherHostUnknown:
      'No public entry has this name or this site. Write it under “Why?”; once it has moved, it can be written here.',
    mistake: 'What was noted before',
    mistakeChoice: 'It was a mistake: do not keep it in the case',
    undo: 'Erase what is noted: it was a mistake',
    undoLead: 'The case is without news again.',
    formerLead: (said) => `The case is again what it was before: ${said}.`,
    search: 'A number, words of the name or of your note, or the host of today',
    shown: {
      ours: 'that wait for your network',
      host: 'that wait for a host',
      association: 'that wait for the association',
      mine: 'at your turn',
      nobody: 'at nobody’s turn',
      changed: 'changed by others since your last visit',
      discarded: 'put aside',
    },
    underWay: 'Your cases under way',
    ours: (count, late) =>
      `${plural(count, 'One case waits for your network', `${count} cases wait for your network`)}${late === 0 ? '' : count === 1 ? ', late' : `, ${late} of them late`}`,
    turns: (count) => `Your turn: ${count}`,
    turnsOf: (label, count) => `the turn of ${label}: ${count}`,
    turnsOfNobody: (count) => `nobody’s turn: ${count}`,
    coming: (days, count, day) =>
      plural(
        count,
        `Within ${days} days one case comes back, on ${day}:`,
        `Within ${days} days ${count} cases come back, the first on ${day}:`,
      ),
    atHost: (count) => plural(count, 'One case waits for a host', `${count} cases wait for a host`),
    atAssociation: (count) =>
      plural(count, 'One case waits for the association', `${count} cases wait for the association`),
    changed: (count, day) =>
      plural(
        count,
        `Since your last visit, on ${day}, one case has changed`,
        `Since your last visit, on ${day}, ${count} cases have changed`,
      ),
    noneNumbered: (typed) =>
      `No case has the number “${typed}”. Have it read again; or ask the questions, and open a case.`,
    noneFound: (typed) =>
      `No case has the words “${typed}” in its name, in your note or in the name of its host of today.`,
    discardedOn: (day, ends) => `put aside on ${day}, deleted on ${ends}`,
    isAside: (day, ends) =>
      `This case has been put aside since ${day}: it is no longer shown in the list or counted. It will be deleted on ${ends}.`,
    aside: 'Put this case aside (deleted in 7 days)',
    back: 'Take this case back',
    foundAside: (count) =>
      plural(
        count,
        'This case was put aside, and will soon be deleted:',
        `${count} cases that were found were put aside, and will soon be deleted:`,
      ),
  },
);

/** Several cases at once, and their list as a table. */
export const SEVERAL = bilingual(
  {
    heading: 'Plusieurs dossiers à la fois',
    link: 'Confier ou écarter plusieurs dossiers à la fois',
    lead: 'Ce que vous écartez ne se voit plus et ne compte plus. Il est supprimé sept jours après, et peut revenir d’ici là.',
    which: 'Lesquels ?',
    first: (shown: number, total: number) => `Les ${shown} premiers de ${total} dossiers.`,
    turn: 'À qui les confier ?',
    turnNone: 'Choisissez',
    hand: 'Les confier',
    discard: 'Les écarter (supprimés dans 7 jours)',
    back: 'Les reprendre',
    undo: 'Annuler : tout reprendre',
    chooseCases: 'Cochez au moins un dossier.',
    left: (count: number) =>
      plural(
        count,
        'Ce dossier reste comme il était : quelqu’un l’a changé depuis que vous l’avez vu. Ouvrez-le, puis recommencez.',
        `Ces ${count} dossiers restent comme ils étaient : quelqu’un les a changés depuis que vous les avez vus. Ouvrez-les, puis recommencez.`,
      ),
    gone: (count: number) =>
      plural(
        count,
        'Un dossier a été supprimé par quelqu’un d’autre.',
        `${count} dossiers ont été supprimés par quelqu’un d’autre.`,
      ),
    chooseOfficer: 'Choisissez à qui les confier.',
    done: {
      discarded: (count: number) =>
        plural(
          count,
          'Un dossier est écarté, et sera supprimé dans sept jours.',
          `${count} dossiers sont écartés, et seront supprimés dans sept jours.`,
        ),
      handed: (count: number) => plural(count, 'Un dossier est confié.', `${count} dossiers sont confiés.`),
      back: (count: number) => plural(count, 'Un dossier est repris.', `${count} dossiers sont repris.`),
    },
    sheet: 'La liste pour un tableur, par numéros',
    sheetLabels: 'La même, avec les noms que vous leur donnez',
    sheetHint: 'Sans vos notes. Rangez ce fichier où vous seuls le lisez.',
  },
  {
    heading: 'Several cases at once',
    link: 'Hand over or put aside several cases at once',
    lead: 'What you put aside is no longer shown or counted. It is deleted seven days later, and can come back until then.',
    which: 'Which ones?',
    first: (shown, total) => `The first ${shown} of ${total} cases.`,
    turn: 'To whom do you hand them?',
    turnNone: 'Choose',
    hand: 'Hand them over',
    discard: 'Put them aside (deleted in 7 days)',
    back: 'Take them back',
    undo: 'Undo: take all of them back',
    chooseCases: 'Tick one case at least.',
    left: (count) =>
      plural(
        count,
        'This case stays as it was: somebody changed it since you saw it. Open it, then start again.',
        `These ${count} cases stay as they were: somebody changed them since you saw them. Open them, then start again.`,
      ),
    gone: (count) => plural(count, 'Somebody else deleted one case.', `Somebody else deleted ${count} cases.`),
    chooseOfficer: 'Choose to whom you hand them.',
    done: {
      discarded: (count) =>
        plural(
          count,
          'One case is put aside, and will be deleted in seven days.',
          `${count} cases are put aside, and will be deleted in seven days.`,
        ),
      handed: (count) => plural(count, 'One case is handed over.', `${count} cases are handed over.`),
      back: (count) => plural(count, 'One case is taken back.', `${count} cases are taken back.`),
    },
    sheet: 'The list for a spreadsheet, by numbers',
    sheetLabels: 'The same, with the names that you give them',
    sheetHint: 'Without your notes. Keep this file where you alone read it.',
  },
);
