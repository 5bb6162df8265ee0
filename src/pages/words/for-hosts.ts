import { bilingual } from './typeset.ts';

/** What a host may do with its entry, and how. */
export const FOR_HOSTS = bilingual(
  {
    title: 'Pour les hébergeurs',
    heading: 'Votre fiche, dite par vous',
    lead: 'Vous hébergez des associations ? Dites vous-même ce que vous proposez, à quel prix, et ce que vous promettez. C’est gratuit.',
    yours: (name: string) => `Votre fiche : ${name}`,
    confirmed: 'L’hébergeur tient déjà cette fiche lui-même.',
    compiled: 'Cette fiche vient de pages publiques. Personne chez l’hébergeur ne l’a encore relue.',
    takeThisOver: 'Reprendre cette fiche',
    see: 'Voir la fiche',
    sections: [
      {
        heading: 'Vous avez déjà une fiche',
        lines: [
          'Dites le nom de votre hébergeur ou son site : nous la cherchons pour vous.',
          'Montrez que le site est à vous : un petit fichier posé sur le site, une ligne dans sa page d’accueil, ou une ligne dans les réglages du nom de domaine.',
          'Vous recevez un jeton : c’est votre clé. Lui seul permet de changer la fiche.',
          'Rien ne change tant que vous ne changez rien. Relisez, corrigez, puis confirmez.',
        ],
      },
      {
        heading: 'Vous n’y êtes pas encore',
        lines: [
          'Inscrivez-vous : un nom et un site suffisent pour commencer. Le reste se remplit quand vous voulez.',
          'La fiche reste un brouillon que personne ne voit, jusqu’à ce que le site soit prouvé ou qu’un réseau se porte garant.',
          'Un brouillon oublié est effacé après 30 jours.',
        ],
      },
      {
        heading: 'Ce qui aide le plus les associations',
        lines: [
          'Les prix, avec le nombre de comptes et la place.',
          'S’il reste de la place pour de nouvelles associations.',
          'L’aide que vous donnez, et où vous vous déplacez.',
          'Combien de jours à l’avance vous prévenez avant de fermer ou d’augmenter un prix.',
        ],
      },
      {
        heading: 'Être retiré',
        lines: [
          'Avec votre clé, vous retirez la fiche vous-même, tout de suite.',
          'Sans clé, cherchez la fiche dans la liste des hébergeurs. Au bas de sa page, « Retirer cette fiche » est un formulaire. Il est aussi pour une personne que la fiche nomme.',
          'Une chose est fausse ? « Signaler une erreur », au même endroit, la fait corriger sans retirer la fiche.',
        ],
      },
    ],
    withoutKey: {
      reachable:
        'Sans clé, le formulaire au bas de la fiche suffit. Vous pouvez aussi écrire à qui tient ce site. Une personne listée d’après des pages publiques reçoit une réponse dans le mois.',
      nobody: 'Sans clé, prenez le formulaire au bas de la fiche : ce site ne dit pas encore à qui écrire.',
    },
    network: 'Vous parlez pour un réseau ?',
    networkLead:
      'Un réseau d’hébergeurs, ou une fédération qui accompagne des associations, a son propre espace : ses membres, sa liste, ses dossiers.',
    joinNetwork: 'Demander un espace pour votre réseau',
    operator: 'À qui écrire',
    checkFile: 'Vérifier un fichier bercail.json ou .properties',
    commands: 'Par commandes',
    commandsLead: 'Tout ce que font ces formulaires, un programme le fait aussi.',
    commandsFold: 'Les trois premières commandes',
    yourSlug: 'votre-fiche',
    takeOver: 'Reprendre une fiche : la réponse dit quel fichier poser sur le site, et donne la clé.',
    register: 'S’inscrire : la réponse donne la clé et le fichier à poser sur le site.',
    prove: 'Une fois le fichier posé :',
    desk: 'Vous avez déjà un jeton ?',
    deskLead: 'Tenez votre fiche par des formulaires : vos places, votre territoire, votre contact, vos réponses.',
    manage: 'Gérer ma fiche',
    documentation: 'Toutes les commandes, une par une',
    join: 'Inscrire ou reprendre une fiche',
    hosts: 'Chercher votre fiche',
    terms: 'Conditions d’usage',
  },
  {
    title: 'For hosts',
    heading: 'Your entry, in your own words',
    lead: 'Do you host non-profit organisations? Say yourself what you offer, at what price, and what you promise. It is free of charge.',
    yours: (name) => `Your entry: ${name}`,
    confirmed: 'The host keeps this entry itself already.',
    compiled: 'This entry comes from public pages. Nobody at the host has read it again yet.',
    takeThisOver: 'Take over this entry',
    see: 'See the entry',
    sections: [
      {
        heading: 'You have an entry already',
        lines: [
          'Say the name of your host or its site: we look for it.',
          'Show that the site is yours: a small file on the site, a line in its first page, or a line in the settings of the domain name.',
          'You receive a token: it is your key. It alone can change the entry.',
          'Nothing changes as long as you change nothing. Read again, correct, then confirm.',
        ],
      },
      {
        heading: 'You are not here yet',
        lines: [
          'Register: a name and a site are enough to begin. You fill in the rest whenever you like.',
          'The entry stays a draft that nobody sees, until the site is proven or a network vouches for you.',
          'A draft that is forgotten is deleted after 30 days.',
        ],
      },
      {
        heading: 'What helps organisations most',
        lines: [
          'Prices, with the number of accounts and the space.',
          'Whether there is room for new organisations.',
          'The help that you give, and where you come in person.',
          'How many days ahead you warn before you close or raise a price.',
        ],
      },
      {
        heading: 'Being removed',
        lines: [
          'With your key you withdraw the entry yourself, at once.',
          'Without a key, look for the entry in the list of hosts. At the foot of its page, “Remove this entry” is a form. It is also for somebody whom the entry names.',
          'Is something wrong? “Report an error”, in the same place, has it corrected without removing the entry.',
        ],
      },
    ],
    withoutKey: {
      reachable:
        'Without a key, the form at the foot of the entry will do. You may also write to who runs this site. A person who is listed from public pages is answered within a month.',
      nobody: 'Without a key, use the form at the foot of the entry: this site does not say yet whom to write to.',
    },
    network: 'Do you speak for a network?',
    networkLead:
      'A network of hosts, or a federation that accompanies organisations, has a desk of its own: its members, its list, its cases.',
    joinNetwork: 'Ask for a desk for your network',
    operator: 'Whom to write to',
    checkFile: 'Check a bercail.json or .properties file',
    commands: 'By commands',
    commandsLead: 'Whatever these forms do, a program can do too.',
    commandsFold: 'The first three commands',
    yourSlug: 'your-entry',
    takeOver: 'To take over an entry: the answer says which file to put on the site, and gives the key.',
    register: 'To register: the answer gives the key and the file to put on the site.',
    prove: 'Once the file is there:',
    desk: 'You have a token already?',
    deskLead: 'Keep your entry by forms: your places, your territory, your contact, your answers.',
    manage: 'Manage my entry',
    documentation: 'All commands, one by one',
    join: 'Register, or take over an entry',
    hosts: 'Look for your entry',
    terms: 'Terms of use',
  },
);
