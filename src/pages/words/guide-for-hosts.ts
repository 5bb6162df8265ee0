import { bilingual } from './typeset.ts';

/** How a host keeps its entry, for people. */
export const GUIDE_FOR_HOSTS = bilingual(
  {
    title: 'Guide pour les hébergeurs',
    lead: 'Votre fiche, de l’inscription au départ. Tout se fait par des formulaires, sans rien installer. À lire une fois.',
    begin: 'Inscrire ou reprendre une fiche',
    sections: [
      {
        heading: 'Venir',
        lines: [
          'La première question est de savoir si le catalogue a déjà une fiche pour vous. Si oui, reprenez-la : rien de ce qu’elle dit n’est perdu.',
          'Sinon, un nom et un site suffisent pour un brouillon que vous seuls voyez. Il est effacé après 30 jours s’il est oublié.',
          'Un jeton est alors montré, une seule fois : c’est votre clé. Gardez-le, il vous fait revenir.',
          'Prouvez que le site est à vous. La page donne un petit texte et dit où le mettre : un fichier, une ligne de la page d’accueil, ou le nom de domaine. Un bouton regarde s’il y est.',
        ],
      },
      {
        heading: 'Dire l’essentiel, puis publier',
        lines: [
          'Un premier service, son prix et ses limites, s’il reste de la place, où vous l’offrez, où vous écrire. La page dit ce qui manque encore.',
          'Publiez après avoir lu ce que tout le monde lira, et ce que votre silence voudra dire.',
          'Ce que vous ne dites pas est inconnu, jamais « non » ; sauf dans les listes que vous déclarez complètes.',
          'Vous avez déjà un classeur ou des fichiers ? Envoyez-les : ce qu’ils changeraient est montré d’abord.',
        ],
      },
      {
        heading: 'Tenir la fiche à jour',
        lines: [
          'Votre espace s’ouvre sur ce qui vous attend, et sur ce qui manque encore, avec ce que le dire vous apporterait.',
          '« Toujours vrai », en un bouton, redit toute la fiche après l’avoir montrée. Un prix qui n’est plus confirmé finit par ne plus compter.',
          'Les rappels viennent par un agenda, un flux ou des courriels, comme vous voulez.',
          'Signalements, vérifications des réseaux, demandes d’un réseau, associations que l’on vous adresse : chacun a sa page, avec de quoi répondre.',
          'Un besoin n’est pas pour vous ? Trois autres hébergeurs sont proposés, avec une réponse prête.',
        ],
      },
      {
        heading: 'Un prix qui monte, un service qui ferme',
        lines: [
          'Annoncez une hausse avant son premier jour : la page relit ce que vous aviez promis, et montre ce que tout le monde verra.',
          'Une fermeture s’annonce de la même façon : ses étapes, qui prend la suite, jusqu’à quand récupérer ses données.',
          'Ce qui a été promis reste lisible, tenu ou non. C’est ce qui protège tout le monde.',
        ],
      },
      {
        heading: 'Dans un réseau',
        lines: [
          '« Vos réseaux », dans votre espace, montre ceux qui vous comptent comme membre : dites si c’est vrai, demandez à en rejoindre un autre, ou quittez-en un.',
          'Un réseau peut vérifier ce que vous dites. Vous répondez à chaque vérification ; votre réponse est à côté d’elle, partout.',
          'Quand il vous adresse une association, dites oui ou non : elle attend.',
        ],
      },
      {
        heading: 'À plusieurs, et quand on s’en va',
        lines: [
          '« Qui peut agir » invite une personne par un lien qui ne sert qu’une fois, plutôt que de partager un jeton.',
          'Un accès que l’administration vous fait ne lit pas qui un réseau vous adresse, tant que l’un de vous ne l’a pas accepté là, ou qu’il n’a pas prouvé votre site.',
          'Vous retirez la fiche vous-même, tout de suite. Sans clé, « Retirer cette fiche », au bas de sa page, est un formulaire.',
        ],
      },
    ],
    programs: 'Pour les programmes',
    programsLead: 'Tout ce que font ces formulaires, un programme le fait aussi, par les mêmes gestes.',
    documentation: 'Documentation interactive',
    desk: 'Ouvrir votre espace',
    link: 'Le guide : votre fiche, de l’inscription au départ',
  },
  {
    title: 'Guide for hosts',
    lead: 'Your entry, from registering to leaving. Everything is done by forms, with nothing to install. To be read once.',
    begin: 'Register, or take over an entry',
    sections: [
      {
        heading: 'Coming',
        lines: [
          'The first question is whether the catalogue has an entry for you already. If so, take it over: nothing that it says is lost.',
          'Otherwise a name and a site are enough for a draft that you alone see. It is erased after 30 days when it is forgotten.',
          'A token is then shown, once: it is your key. Keep it, it brings you back.',
          'Prove that the site is yours. The page gives a small text and says where to put it: a file, a line of the first page, or the domain name. A button looks whether it is there.',
        ],
      },
      {
        heading: 'Saying what matters, then publishing',
        lines: [
          'A first service, its price and limits, whether there is room, where you offer it, where to write to you. The page says what is still missing.',
          'Publish after you read what everybody will read, and what your silence will mean.',
          'What you do not say is unknown, never “no”; but for the lists that you declare whole.',
          'You have a workbook or files already? Send them: what they would change is shown first.',
        ],
      },
      {
        heading: 'Keeping the entry up to date',
        lines: [
          'Your desk opens on what waits for you, and on what is still missing, with what saying it would bring you.',
          '“Still true”, by one button, says the whole entry again after showing it. A price that is no longer confirmed ends by not counting.',
          'Reminders come by a calendar, a feed or mail, as you like.',
          'Reports, reviews of networks, requests of a network, organisations that are sent to you: each has its page, with a way to answer.',
          'A need is not for you? Three other hosts are proposed, with a reply that is ready.',
        ],
      },
      {
        heading: 'A price that rises, a service that closes',
        lines: [
          'Announce a rise before its first day: the page reads again what you promised, and shows what everybody will see.',
          'A closing is announced in the same way: its stages, who takes over, until when data can be fetched.',
          'What was promised stays readable, kept or not. This is what protects everybody.',
        ],
      },
      {
        heading: 'In a network',
        lines: [
          '“Your networks”, on your desk, shows those that count you as a member: say whether it is true, ask to join another one, or leave one.',
          'A network may check what you say. You reply to each review; your reply stands next to it, everywhere.',
          'When it sends an organisation to you, say yes or no: it is waiting.',
        ],
      },
      {
        heading: 'Several people, and leaving',
        lines: [
          '“Who may act” invites a person by a link that works once, rather than sharing a token.',
          'An access that the administrators make for you does not read whom a network sends to you, until one of you has accepted it there, or it has proven your site.',
          'You withdraw the entry yourself, at once. Without a key, “Remove this entry”, at the foot of its page, is a form.',
        ],
      },
    ],
    programs: 'For programs',
    programsLead: 'Whatever these forms do, a program does too, by the same commands.',
    documentation: 'Interactive documentation',
    desk: 'Open your desk',
    link: 'The guide: your entry, from registering to leaving',
  },
);
