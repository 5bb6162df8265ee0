import { bilingual } from './typeset.ts';

/** What this catalogue does on the sites of others, for whoever finds it in their logs. */
export const WATCHING = bilingual(
  {
    title: 'Visites de sites',
    lead: 'Vous avez vu « Bercail » dans le journal de votre site ? Voici ce que nous y faisons.',
    sections: [
      {
        heading: 'Ce que nous demandons',
        lines: [
          'Une fois par jour : la page d’accueil d’un hébergeur inscrit, les pages où l’on s’inscrit à ses services, et celles qu’il donne comme preuves.',
          'Dix demandes par jour et par site au plus, robots.txt et redirections comprises, à trois secondes d’écart au moins.',
          'Nous lisons robots.txt d’abord, chaque jour, et nous suivons ce qu’il demande. S’il est en panne, nous ne demandons rien d’autre ce jour-là.',
          'Nous n’envoyons rien, nous ne remplissons aucun formulaire, nous ne suivons aucun lien.',
          'Nous demandons aussi une adresse quand quelqu’un vient de nous la donner : la preuve qu’un site est à lui, un fichier à importer.',
        ],
      },
      {
        heading: 'Ce que nous en faisons',
        lines: [
          'Nous notons si le site a répondu, pendant cent jours. « 88 sur 90 » se lit sur la fiche. Cela ne compte dans aucun classement, et ne mesure aucune disponibilité.',
          'Une page qui demande un mot de passe, qui refuse, qui dit « trop de demandes » ou qui veut vérifier que l’on est humain a répondu.',
          'Après quatorze visites sans réponse, l’hébergeur et ses réseaux sont prévenus. Quatorze jours plus tard, si personne ne dit qu’il est là, sa fiche dit que l’on est sans nouvelles.',
          'Des pages données comme preuves, nous gardons une empreinte et le passage qui en parle, que seuls lisent l’hébergeur, ses réseaux et l’administration.',
        ],
      },
      {
        heading: 'Pour ne plus être visité',
        lines: [
          'Écrivez ceci dans le fichier robots.txt de votre site. Il suffit ; rien n’en sera retenu contre vous : ce que nous ne savons pas est inconnu, jamais « non ».',
        ],
      },
    ],
    or: 'Pour toute autre demande :',
    legal: 'qui fait fonctionner ce catalogue',
  },
  {
    title: 'Visits to sites',
    lead: 'Did you see “Bercail” in the log of your site? This is what we do there.',
    sections: [
      {
        heading: 'What we ask for',
        lines: [
          'Once a day: the home page of a listed host, the pages where one signs up to its services, and those that it gives as evidence.',
          'Ten requests a day and a site at most, robots.txt and redirects among them, at least three seconds apart.',
          'We read robots.txt first, every day, and do as it asks. When it is out of order, we ask for nothing else on that day.',
          'We send nothing, fill in no form and follow no link.',
          'We also ask for an address when somebody has just given it to us: the proof that a site is theirs, a file to import.',
        ],
      },
      {
        heading: 'What we do with it',
        lines: [
          'We note whether the site answered, for a hundred days. “88 of 90” can be read on the entry. It counts in no ranking, and measures no availability.',
          'A page that asks for a password, refuses, says “too many requests” or wants to check that one is human has answered.',
          'After fourteen visits without an answer the host and its networks are told. Fourteen days later, if nobody says that it is there, its entry says that there is no news.',
          'Of pages given as evidence we keep a fingerprint and the passage that speaks of it, which only the host, its networks and the administrators read.',
        ],
      },
      {
        heading: 'To be visited no more',
        lines: [
          'Write this into the robots.txt file of your site. It is enough, and is held against nobody: what we do not know is unknown, never “no”.',
        ],
      },
    ],
    or: 'For anything else:',
    legal: 'who runs this catalogue',
  },
);
