import { bilingual } from './typeset.ts';

/** How a federation or a network works here, for people. */
export const GUIDE_FOR_FEDERATIONS = bilingual(
  {
    title: 'Guide pour les fédérations et les réseaux',
    lead: 'Une saison dans votre espace, d’un bout à l’autre. Il faut un navigateur, rien d’autre.',
    begin: 'Demander un espace',
    sections: [
      {
        heading: 'Entrer, et faire entrer les autres',
        lines: [
          'Demandez votre espace : le nom du réseau, son site, qui vous êtes en deux phrases.',
          'Vous prouvez que le site est à vous : un fichier, une ligne de la page d’accueil, ou une ligne dans les réglages du nom de domaine. La page explique les trois.',
          'Gardez le lien qu’elle vous donne. Quand l’administration du catalogue a accepté, il ouvre votre espace, une seule fois.',
          '« Qui peut agir » invite le reste du bureau, chacun par un lien à lui. Quelqu’un part ? Son accès s’arrête au même endroit.',
          'Deux personnes écrivent la même chose en même temps ? La page montre les deux versions, et rien n’est perdu.',
        ],
      },
      {
        heading: 'Chaque lundi : ce qui attend',
        lines: [
          'Votre espace s’ouvre sur ce qui vous attend : dossiers, demandes, fermetures, promesses rompues, choix à revoir.',
          'Le même entre dans votre agenda par une adresse privée, et dans vos courriels si vous en avez confirmé un. Des dossiers, ils disent seulement combien attendent, et le numéro quand il n’y en a qu’un.',
        ],
      },
      {
        heading: 'Vos membres',
        lines: [
          'Un hébergeur demande à entrer : acceptez, avec l’adresse de la discussion où vous en avez décidé si vous en avez une, demandez une précision, ou refusez avec une raison que lui seul lira.',
          'Vous pouvez aussi le nommer d’abord. L’adhésion se dit à deux : tant qu’il n’a pas confirmé, votre charte ne dit rien à sa place.',
          'Un doute se marque « à vérifier ». Un ancien membre reste visible, avec la date de son départ.',
          'Vous répondez d’un hébergeur que vous connaissez et qui n’a pas de site ? « Vos garanties » lui permet de publier. Si son nom ou son site change, elle ne compte plus, et vous l’apprenez.',
        ],
      },
      {
        heading: 'Votre liste, vos critères, vos vérifications',
        lines: [
          'Votre liste dit qui vous conseillez, pourquoi, ce qui vous lie à lui, et quand vous le regarderez de nouveau. Elle est publique.',
          'Un critère à vous est une question qui se prouve : oui, en partie, ou non. Les hébergeurs y répondent, vous vérifiez, on peut la demander dans un besoin.',
          'Une vérification est votre parole sur ce que dit un hébergeur. Elle compte plus que la sienne, pendant deux ans. Un « non » demande une adresse où le voir, et il peut répondre.',
          'Vous préférez un tableur ? Téléchargez-le, corrigez-le, renvoyez-le : ce qui changerait est montré d’abord, avec chaque erreur en face de sa ligne.',
        ],
      },
      {
        heading: 'Vos règles',
        lines: [
          'Vos règles s’ajoutent aux besoins des associations qui passent par vous.',
          'Rien n’est adopté sans un second clic : vous voyez d’abord qui monte, qui descend, qui n’est plus proposé, sur des besoins ordinaires.',
          'Exiger n’écarte que ceux qui disent non. Qui n’a rien dit reste proposé, parmi ceux à vérifier, avec la question à lui poser.',
        ],
      },
      {
        heading: 'Accompagner une association',
        lines: [
          'Elle vous appelle : ouvrez un dossier, posez les questions avec elle. Ce que vous ne savez pas, laissez-le vide.',
          'Ou elle vous envoie son besoin elle-même, sous sa réponse, et vous dit un numéro : cherchez-le dans « Dossiers ». Un envoi que personne n’ouvre est effacé au bout de 30 jours.',
          'Présélectionnez, puis recommandez : la recommandation fige le besoin et la réponse, à une adresse que vous donnez, et qui s’imprime pour son bureau.',
          'Orientez-la vers un hébergeur : il le voit et répond. Notez ensuite ce qu’elle devient ; la question revient après 3 et 12 mois.',
          'L’intitulé d’un dossier est à vous et ne nomme personne. Seules les personnes de votre bureau lisent les dossiers sur ce site ; qui tient le serveur ou une sauvegarde le peut aussi.',
          'Un dossier se termine 24 mois après le dernier mot, ou tout de suite si vous le supprimez. Il n’en reste qu’un compte, par année et par issue, qui se lit à partir de cinq.',
          'Plusieurs associations à la fois ? « Un groupe d’associations » donne le total, qui paie quoi, et le message qui demande un prix de groupe. Rien n’en est gardé.',
        ],
      },
      {
        heading: 'Quand un hébergeur ferme',
        lines: [
          'Vous l’apprenez en tête de votre page, avec la promesse qu’il rompt s’il en rompt une, et qui prend la suite.',
          'Vos recommandations ne changent pas d’un mot, mais disent ce qui est arrivé depuis, et qui d’autre répond au même besoin. Vous pouvez en retirer une, avec une raison.',
        ],
      },
      {
        heading: 'Faire le bilan',
        lines: [
          '« Vos dossiers en chiffres » est pour un dossier de subvention : par semestre fini, jamais en dessous de cinq, et un nombre donné ne change plus.',
          'Vos chiffres internes disent tout, le semestre en cours aussi. Ils sont pour vous seuls : un petit nombre peut désigner quelqu’un.',
          '« Ce qui manque » dit ce qui est demandé sans être trouvé, et ce que personne ne propose dans votre région, sur une feuille à joindre.',
          '« Votre réseau en chiffres » compte vos membres, vos vérifications, les promesses tenues ou rompues. Tout le monde peut le lire.',
        ],
      },
    ],
    programs: 'Pour les programmes',
    programsLead: 'Tout ce que font ces formulaires, un programme le fait aussi, par les mêmes gestes.',
    documentation: 'Documentation interactive',
    desk: 'Ouvrir votre espace',
    link: 'Le guide : une saison dans votre espace',
  },
  {
    title: 'Guide for federations and networks',
    lead: 'A season at your desk, from end to end. It takes a browser and nothing else.',
    begin: 'Ask for a desk',
    sections: [
      {
        heading: 'Coming in, and letting the others in',
        lines: [
          'Ask for your desk: the name of the network, its site, who you are in two sentences.',
          'You prove that the site is yours: a file, a line of its first page, or a line in the settings of the domain name. The page explains all three.',
          'Keep the link that it gives you. Once the administrators of the catalogue have accepted, it opens your desk, once.',
          '“Who may act” invites the others, each by a link of their own. Somebody leaves? Their access is ended in the same place.',
          'Two people write the same thing at the same time? The page shows both versions, and nothing is lost.',
        ],
      },
      {
        heading: 'Every Monday: what waits',
        lines: [
          'Your desk opens on what waits for you: cases, requests, closings, broken promises, choices to look at again.',
          'The same comes into your calendar by a private address, and by mail if you confirmed an address. Of cases they say how many wait, and the number where there is one alone.',
        ],
      },
      {
        heading: 'Your members',
        lines: [
          'A host asks to join: accept, with the address of the discussion where you decided it if there is one, ask for more, or refuse with a reason that it alone reads.',
          'You may also name it first. Membership takes two: until it has confirmed, your charter says nothing in its place.',
          'A doubt is marked “to be checked”. A former member stays visible, with the date on which it left.',
          'You know a host that has no site? To vouch for it lets it publish. When its name or site changes, the vouch no longer counts, and you are told.',
        ],
      },
      {
        heading: 'Your list, your criteria, your reviews',
        lines: [
          'Your list says whom you advise, why, what ties you to it, and when you will look again. It is public.',
          'A criterion of yours is a question that can be proven: yes, in part, or no. Hosts answer it, you check it, and a need can ask for it.',
          'A review is your word on what a host says. It counts for more than the word of the host, for two years. A “no” needs an address where it can be seen, and the host may reply.',
          'You prefer a spreadsheet? Download it, correct it, send it back: what would change is shown first, with each error next to its row.',
        ],
      },
      {
        heading: 'Your rules',
        lines: [
          'Your rules are added to the needs of organisations that come through you.',
          'Nothing is adopted without a second click: you see first who moves up, who moves down and who is no longer proposed, over usual needs.',
          'To require leaves out only those that say no. Who said nothing is still proposed, among those to check, with the question to ask.',
        ],
      },
      {
        heading: 'Accompanying an organisation',
        lines: [
          'It calls you: open a case and ask the questions together. What you do not know, leave empty.',
          'Or it sends its need itself, below its answer, and tells you a number: look for it in “Cases”. What nobody opens is erased after 30 days.',
          'Make a shortlist, then recommend: the recommendation freezes the need and the answer, at an address that you hand over and that prints for its board.',
          'Refer it to a host: the host sees it and answers. Then note what becomes of it; you are asked again after 3 and 12 months.',
          'The label of a case is yours and names nobody. People of your desk alone read cases on this site; whoever holds the server or a backup can too.',
          'A case ends 24 months after its last word, or at once when you delete it. A count by year and outcome is all that is left, and is shown from five on.',
          'Several organisations at once? “A group” gives the total, who pays what, and the message that asks for a group price. Nothing of it is kept.',
        ],
      },
      {
        heading: 'When a host closes',
        lines: [
          'You learn it at the head of your page, with the promise that it breaks if it breaks one, and who takes over.',
          'Your recommendations do not change by a word, but say what happened since, and who else answers the same need. You may withdraw one, with a reason.',
        ],
      },
      {
        heading: 'Taking stock',
        lines: [
          '“Your cases in numbers” is for a grant file: by halves of years that are over, never below five, and a number that was given does not change.',
          'Your internal numbers tell everything, the running half-year too. They are for you alone: a small number may point to somebody.',
          '“What is missing” tells what is asked for and not found, and what nobody offers in your région, on one sheet to enclose.',
          '“Your network in numbers” counts your members, your reviews, promises kept or broken. Anybody may read it.',
        ],
      },
    ],
    programs: 'For programs',
    programsLead: 'Whatever these forms do, a program does too, by the same commands.',
    documentation: 'Interactive documentation',
    desk: 'Open your desk',
    link: 'The guide: a season at your desk',
  },
);
