import { inFrench } from '../../matching/words/parts-fr.ts';
import { bilingual, plural } from './typeset.ts';

/** What is around the questions: ways on, faults, the federation whose name a page bears. */
export const NEED = bilingual(
  {
    title: 'Trouver un hébergeur',
    description:
      'Répondez à quelques questions : vous voyez au plus trois hébergeurs éthiques pour votre association, leur prix, et quoi leur demander.',
    lead: 'Vos réponses ne sont pas gardées.',
    /** Which host the questions are about. */
    suits: (name: string) => `${name} vous convient-il ? Répondez à ces quelques questions pour le savoir.`,
    other: 'Un autre besoin',
    otherTool: 'Un autre outil',
    nobody: 'aucun hébergeur connu ne le propose',
    nobodyAtAll: 'Le catalogue n’a encore aucun service. Nous vous dirons qui peut vous aider près de chez vous.',
    faults: {
      'choose-one': 'Cochez au moins une réponse. « Je ne sais pas encore » en est une.',
      /** Of an association, to anyone who answers with it on a desk. */
      'choose-a-use':
        'Cochez au moins une réponse. Si elle ne le sait pas encore, cochez plus bas ce qu’elle utilise aujourd’hui, et partez de là.',
      'choose-a-tool': 'Cochez au moins un outil qu’elle utilise : il dira à quoi il lui sert.',
      'too-many': 'Cochez dix réponses au plus. Commencez par l’essentiel.',
      'not-a-number':
        'Nous n’avons pas compris ce nombre. Écrivez par exemple « 12 », « une dizaine » ou « entre 30 et 50 ». Sinon, laissez vide.',
      'not-an-amount':
        'Nous n’avons pas compris ce montant. Écrivez par exemple « 60 », « 15 par mois » ou « gratuit ». Sinon, laissez vide.',
      'which-commune': 'Plusieurs lieux portent ce nom. Choisissez le vôtre.',
      'which-postal-code': 'Plusieurs communes ont ce code postal. Choisissez la vôtre.',
      'resembling-postal-code': 'Nous ne trouvons pas ce code postal. Vouliez-vous dire :',
      'resembling-commune': 'Nous ne trouvons pas ce lieu. Vouliez-vous dire :',
      'no-such-commune':
        'Nous ne trouvons pas ce lieu. Essayez le code postal, par exemple 29200, ou choisissez le département.',
    },
    counted: {
      recipients: (count: string, isOne: boolean) => `${count} ${isOne ? 'personne' : 'personnes'}`,
      people: (count: string, isOne: boolean) => `${count} ${isOne ? 'personne' : 'personnes'}`,
      fillers: (count: string, isOne: boolean) => `${count} ${isOne ? 'personne' : 'personnes'}`,
      mailboxes: (count: string, isOne: boolean) => `${count} ${isOne ? 'boîte mail' : 'boîtes mail'}`,
      meeting: (count: string, isOne: boolean) => `${count} ${isOne ? 'personne' : 'personnes'} en même temps`,
      budget: (amount: string) => `${amount} par an`,
    },
    /** Whether a number is meant: asked, and then taken. */
    doubts: {
      'none-at-all': (_number: string, _most: string) =>
        'Zéro ? Si vous ne savez pas encore, continuez. Sinon, corrigez.',
      beyond: (number: string, most: string) =>
        `${number} ? Nous comptons jusqu’à ${most} : continuez pour en compter autant, ou corrigez.`,
      'so-many': (number: string, _most: string) => `${number} ? Si c’est bien cela, continuez. Sinon, corrigez.`,
      product: (number: string, _most: string) => `${number} en tout ? Si c’est bien cela, continuez. Sinon, corrigez.`,
      'groups-together': (number: string, _most: string) =>
        `${number} en tout ? Si vous cherchez un seul espace pour tous, continuez.`,
      'groups-count': (_number: string, _most: string, groups: number) =>
        `${groups} groupes ? Écrivez combien il en faut pour tous les groupes ensemble.`,
      'groups-paying': (_number: string, _most: string, groups: number) =>
        `${groups} groupes ? Écrivez ce que tous les groupes peuvent payer ensemble.`,
      'groups-each': (number: string, _most: string) =>
        `${number} pour un groupe ? Écrivez ce que tous les groupes peuvent payer ensemble.`,
      'groups-all': (number: string, _most: string, groups: number) =>
        `${number} pour vos ${groups} groupes ensemble ? Si c’est bien cela, continuez. Sinon, corrigez.`,
    },
    /** Where an answer speaks of several groups. */
    groups: {
      lead: 'Pour plusieurs groupes :',
      sheet: 'remplissez une ligne par groupe dans cette feuille',
      give: 'À qui la confier ?',
    },
    chosen: (what: string) => `Déjà choisi : ${what}. Vous pourrez le changer à la fin.`,
    understood: (what: string) => `Nous avons compris : ${what}.`,
    blank: (name: string) => `${name} : vous n’avez rien répondu, nous comptons « Je ne sais pas ».`,
    larger: 'Nous prenons le plus grand des deux nombres.',
    change: 'Ce n’est pas cela ? Revenez en arrière.',
    progress: (at: number, of: number) => `Question ${at} sur ${of}`,
    next: 'Continuer',
    unknown: 'Je ne sais pas',
    /** Of several questions, some of which may be answered. */
    unknownOf: 'Laisser vide ce que je ne sais pas',
    back: 'Revenir en arrière',
    whole: 'Voir toutes les questions sur une page',
    wholeLead: 'Laissez vide ce que vous ne savez pas.',
    stepwise: 'Une question à la fois',
    show: 'Voir les réponses',
    departement: 'Ou choisissez votre département',
    noDepartement: 'Je ne sais pas, ou peu importe',
    commune: 'Votre ville, code postal ou département',
    communeHint: 'Par exemple « Brest », « 29200 » ou « Finistère ».',
    which: 'Où est-ce ?',
    levels: { departement: 'département', region: 'région', country: 'pays' },
    none: 'je ne sais pas',
    unanswered: 'pas de réponse',
    /** Who keeps the list of the members; `service` is who runs this catalogue. */
    kept: {
      federation: (federation: string) => `Liste tenue par ${federation}`,
      catalogue: (federation: string, service: string) =>
        `Liste des membres ${inFrench.of(federation)}, établie par ${service} d’après des pages publiques, à vérifier auprès ${inFrench.of(federation)}`,
      both: (federation: string, service: string) =>
        `Liste des membres ${inFrench.of(federation)}, tenue en partie par ${federation}, et pour le reste par ${service} d’après des pages publiques, à vérifier auprès ${inFrench.of(federation)}`,
      unknown: (federation: string, service: string) => `Membres ${inFrench.of(federation)} que connaît ${service}`,
    },
    /** In place of its own list. */
    noList: (federation: string) => `${federation} n’a pas encore fait sa liste ici : aucun hébergeur n’y est.`,
    /** Today: nobody knows when a list of members was changed last as a whole. */
    asOf: (day: string) => `état du ${day}`,
    scope: {
      members: 'Seuls ses membres sont proposés ; ceux dont nous ne sommes pas sûrs sont signalés.',
      selection: 'Seuls les hébergeurs de sa liste sont proposés.',
      everybody: 'Ses règles comptent, mais tous les hébergeurs connus peuvent être proposés.',
    },
    /** Where a match shows members. */
    certainOnly: 'Seuls les membres dont nous sommes sûrs sont proposés.',
    uncertain: (count: number) =>
      plural(
        count,
        '1 membre à vérifier n’est pas montré : le voir',
        `${count} membres à vérifier ne sont pas montrés : les voir`,
      ),
  },
  {
    title: 'Find a host',
    description:
      'Answer a few questions: you see at most three ethical hosts for your organisation, their price, and what to ask them.',
    lead: 'Your answers are not kept.',
    suits: (name) => `Does ${name} suit you? Answer these few questions to find out.`,
    other: 'Another need',
    otherTool: 'Another tool',
    nobody: 'no known host offers it',
    nobodyAtAll: 'The catalogue has no service yet. We will tell you who can help you near you.',
    faults: {
      'choose-one': 'Tick at least one answer. “I don’t know yet” is one.',
      'choose-a-use':
        'Tick at least one answer. If it does not know yet, tick below what it uses today, and start from there.',
      'choose-a-tool': 'Tick at least one tool that it uses: it will say what for.',
      'too-many': 'Tick ten answers at most. Begin with the essential.',
      'not-a-number':
        'We did not understand this number. Write for example “12”, “a dozen” or “between 30 and 50”. Otherwise leave it empty.',
      'not-an-amount':
        'We did not understand this amount. Write for example “60”, “15 a month” or “nothing”. Otherwise leave it empty.',
      'which-commune': 'Several places have this name. Choose yours.',
      'which-postal-code': 'Several communes have this postal code. Choose yours.',
      'resembling-postal-code': 'We cannot find this postal code. Did you mean:',
      'resembling-commune': 'We cannot find this place. Did you mean:',
      'no-such-commune': 'We cannot find this place. Try the postal code, such as 29200, or choose the département.',
    },
    counted: {
      recipients: (count, isOne) => `${count} ${isOne ? 'person' : 'people'}`,
      people: (count, isOne) => `${count} ${isOne ? 'person' : 'people'}`,
      fillers: (count, isOne) => `${count} ${isOne ? 'person' : 'people'}`,
      mailboxes: (count, isOne) => `${count} ${isOne ? 'mailbox' : 'mailboxes'}`,
      meeting: (count, isOne) => `${count} ${isOne ? 'person' : 'people'} at once`,
      budget: (amount) => `${amount} a year`,
    },
    doubts: {
      'none-at-all': () => 'Zero? If you don’t know yet, continue. Otherwise correct it.',
      beyond: (number, most) => `${number}? We count up to ${most}: continue to count that many, or correct it.`,
      'so-many': (number) => `${number}? If it is right, continue. Otherwise correct it.`,
      product: (number) => `${number} in all? If it is right, continue. Otherwise correct it.`,
      'groups-together': (number) => `${number} in all? If you look for one space for all, continue.`,
      'groups-count': (_number, _most, groups) => `${groups} groups? Write how many all groups need together.`,
      'groups-paying': (_number, _most, groups) => `${groups} groups? Write what all groups can pay together.`,
      'groups-each': (number) => `${number} for one group? Write what all groups can pay together.`,
      'groups-all': (number, _most, groups) =>
        `${number} for your ${groups} groups together? If that is right, continue. If not, correct it.`,
    },
    groups: {
      lead: 'For several groups:',
      sheet: 'fill in a line for each group on this sheet',
      give: 'Whom to give it to?',
    },
    chosen: (what) => `Already chosen: ${what}. You can change it at the end.`,
    understood: (what) => `We understood: ${what}.`,
    blank: (name) => `${name}: you gave no answer, we count “I don’t know”.`,
    larger: 'We take the larger of the two numbers.',
    change: 'Is it not that? Go back.',
    progress: (at, of) => `Question ${at} of ${of}`,
    next: 'Continue',
    unknown: 'I don’t know',
    unknownOf: 'Leave blank what I do not know',
    back: 'Go back',
    whole: 'See all questions on one page',
    wholeLead: 'Leave empty what you don’t know.',
    stepwise: 'One question at a time',
    show: 'See the answers',
    departement: 'Or choose your département',
    noDepartement: 'I don’t know, or it does not matter',
    commune: 'Your town, postal code or département',
    communeHint: 'For example “Brest”, “29200” or “Finistère”.',
    which: 'Which one is yours?',
    levels: { departement: 'département', region: 'région', country: 'country' },
    none: 'I don’t know',
    unanswered: 'no answer',
    kept: {
      federation: (federation) => `List kept by ${federation}`,
      catalogue: (federation, service) =>
        `List of the members of ${federation}, compiled by ${service} from public pages, to be checked with ${federation}`,
      both: (federation, service) =>
        `List of the members of ${federation}, kept in part by ${federation}, and for the rest by ${service} from public pages, to be checked with ${federation}`,
      unknown: (federation, service) => `Members of ${federation} that ${service} knows of`,
    },
    noList: (federation) => `${federation} has not made its list here yet: no host is on it.`,
    asOf: (day) => `as of ${day}`,
    scope: {
      members: 'Only its members are proposed; those we are not sure of are marked.',
      selection: 'Only the hosts that it chose are proposed.',
      everybody: 'Its rules count, but all known hosts may be proposed.',
    },
    certainOnly: 'Only members that we are sure of are proposed.',
    uncertain: (count) =>
      plural(
        count,
        '1 member to be checked is not shown: see it',
        `${count} members to be checked are not shown: see them`,
      ),
  },
);
