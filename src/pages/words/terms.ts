import { TERMS_VERSION } from '../../vocabulary/reference.ts';
import { frenchTo } from '../../vocabulary/sentences.ts';
import { bilingual } from './typeset.ts';

/** What this catalogue does on the sites of others, for anyone who finds it in their logs. */
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

/** Who reads what a network does for an association: the same wherever it is told. */
export const WHO_READS = bilingual(
  {
    own: 'Seules les personnes de votre bureau lisent un dossier sur ce site ; qui tient le serveur, sa base de données ou une sauvegarde peut aussi le lire.',
    sent: (federation: string) =>
      `Ce bouton envoie ces réponses ${frenchTo(federation)}, et rien d’autre. Seules les personnes de son bureau les lisent sur ce site ; qui tient le serveur, sa base de données ou une sauvegarde peut aussi les lire. Elles sont effacées après 30 jours si personne ne les ouvre, sinon après 24 mois sans nouvelles.`,
    referred:
      'Quand un réseau vous adresse quelqu’un dans un dossier, seules les personnes de son bureau et de chez vous le voient sur ce site ; qui tient le serveur, sa base de données ou une sauvegarde peut aussi le lire.',
    any: 'Seules les personnes du bureau de ce réseau lisent ce qui est envoyé, sur ce site, sous un numéro, sans rien qui dise de qui cela vient ; qui tient le serveur, sa base de données ou une sauvegarde peut aussi le lire.',
  },
  {
    own: 'Only the people of your desk read a case on this site; whoever holds the server, its database or a backup can read it too.',
    sent: (federation) =>
      `This button sends these answers to ${federation}, and nothing else. Only the people of its desk read them on this site; whoever holds the server, its database or a backup can read them too. They are erased after 30 days if nobody opens them, else after 24 months without news.`,
    referred:
      'When a network sends somebody to you in a case, only the people of its desk and yours see it on this site; whoever holds the server, its database or a backup can read it too.',
    any: 'Only the people at the desk of that network read what is sent, on this site, under a number, with nothing that says whom it comes from; whoever holds the server, its database or a backup can read it too.',
  },
);

/** The terms of use that a registration accepts. */
export const TERMS = bilingual(
  {
    title: 'Conditions d’usage',
    version: `Version ${TERMS_VERSION}. Inscrire un hébergeur, ou demander à reprendre sa fiche, c’est les accepter.`,
    operator: 'Qui fait fonctionner ce catalogue, et qui décide',
    decides:
      'Qui fait fonctionner ce catalogue décide de ce qui est publié, suspendu ou retiré, et en donne la raison.',
    sections: [
      {
        heading: 'Ce que vous acceptez',
        lines: [
          'Vous écrivez pour un hébergeur dont vous faites partie, et ce que vous écrivez est vrai à votre connaissance.',
          'Les faits que vous donnez sont sous licence CC0 : chacun peut les reprendre, sans condition.',
          'Les textes que vous écrivez sont sous licence CC BY : chacun peut les reprendre en citant l’hébergeur.',
          'Vous ne donnez l’adresse ou le nom de personne : seulement les coordonnées de l’organisation.',
          'Être inscrit ne coûte rien. Personne ne paie pour être mieux placé.',
        ],
      },
      {
        heading: 'Corriger, s’opposer, être retiré',
        lines: [
          'Un hébergeur corrige ou retire sa fiche avec sa clé, sans rien demander à personne.',
          'Sans clé, il reprend sa fiche en prouvant que le site est à lui. Une fiche reprise à tort se conteste pendant 7 jours.',
          'Chacun peut signaler une erreur sur une fiche, sans compte et sans dire qui il est. Chacun peut demander qu’elle soit retirée, et reçoit une réponse dans le mois.',
          'Un nom ou une adresse publiés à tort sont effacés de toutes les copies que garde ce catalogue, passé compris.',
        ],
      },
      {
        heading: 'Ce qui est gardé, et combien de temps',
        lines: [
          'Une fiche publiée et son passé : tant que le catalogue existe. Retirée, elle quitte les listes et les réponses ; son passé reste lisible.',
          'Une inscription jamais publiée : 30 jours, puis elle est effacée.',
          'Une clé : seulement une empreinte, qui ne permet pas de la retrouver.',
          'Qui a écrit quoi (le nom de la clé, jamais une adresse) : tant que le catalogue existe.',
          'Un signalement : un an après la réponse. Il ne contient pas qui l’a envoyé.',
          'Une demande de retrait : de quoi joindre son auteur et ses mots, jusqu’à la réponse, ou sept mois si personne ne répond ; qu’elle a été faite et ce qui a été répondu, un an de plus.',
          'La réponse à une demande qui peut être répétée : 24 heures.',
          'Une recommandation d’un réseau garde le besoin pour lequel elle est faite, sans le nom de l’association, tant que le catalogue existe.',
          `Un besoin envoyé pour trouver un hébergeur : rien. Envoyé à un réseau par le bouton qui le dit : 30 jours si personne ne l’ouvre, sinon 24 mois après le dernier mot de ce réseau, sans rien de qui l’a envoyé. ${WHO_READS.fr.any}`,
          'Votre adresse sur le réseau : en mémoire seulement, pour compter les demandes. Elle n’est jamais écrite. Si ce service tourne sur plusieurs machines, elles se disent combien de demandes viennent d’une même adresse, sous une empreinte qui change chaque minute et que rien ne garde. Pour compter ce qui est inscrit, signalé ou envoyé, une empreinte faite avec un secret est gardée une heure ; 30 jours pour un besoin envoyé à un réseau.',
        ],
      },
      {
        heading: 'Si ces conditions changent',
        lines: [
          'Elles portent un numéro de version. Une nouvelle version ne s’applique qu’à ceux qui l’acceptent : ce qui a été donné reste sous les conditions acceptées ce jour-là.',
        ],
      },
    ],
    write:
      'Pour une correction, une opposition, ou pour faire effacer des mots ou des données qui vous concernent, vous pouvez aussi écrire à cette adresse.',
    how: 'Comment faire, pas à pas :',
    documentation: 'la documentation',
    openData: 'Données ouvertes',
    legal: 'Mentions et vie privée',
  },
  {
    title: 'Terms of use',
    version: `Version ${TERMS_VERSION}. To register a host, or to ask for its entry, is to accept them.`,
    operator: 'Who runs this catalogue, and who decides',
    decides: 'Whoever runs this catalogue decides what is published, suspended or withdrawn, and gives the reason.',
    sections: [
      {
        heading: 'What you accept',
        lines: [
          'You write for a host that you belong to, and what you write is true as far as you know.',
          'The facts that you give are under CC0: anybody may use them, without a condition.',
          'The texts that you write are under CC BY: anybody may use them when they name the host.',
          'You give nobody’s own address or name: only how to reach the organisation.',
          'Being listed costs nothing. Nobody pays to be placed higher.',
        ],
      },
      {
        heading: 'To correct, to object, to be removed',
        lines: [
          'A host corrects or withdraws its entry with its key, and asks nobody.',
          'Without a key, it takes its entry over by proving that the site is its own. An entry taken over wrongly can be contested for 7 days.',
          'Anybody may report an error in an entry, without an account and without saying who they are. Anybody may ask that it be removed, and is answered within a month.',
          'A name or an address published by mistake is erased from every copy that this catalogue keeps, its past included.',
        ],
      },
      {
        heading: 'What is kept, and for how long',
        lines: [
          'A published entry and its past: as long as the catalogue exists. Once withdrawn, it leaves lists and answers; its past can still be read.',
          'A registration that was never published: 30 days, then it is erased.',
          'A key: only a fingerprint, from which it cannot be found again.',
          'Who wrote what (the name of the key, never an address): as long as the catalogue exists.',
          'A report: one year after the answer. It does not hold who sent it.',
          'A request for removal: how to reach who asks and their words, until the answer, or for seven months if nobody answers; that it was made and what was answered, one year more.',
          'The answer to a request that may be repeated: 24 hours.',
          'A recommendation of a network keeps the need that it is made for, without the name of the organisation, as long as the catalogue exists.',
          `A need sent to find a host: nothing. Sent to a network by the button that says so: 30 days if nobody opens it, else 24 months after the last word of that network, with nothing of who sent it. ${WHO_READS.en.any}`,
          'Your network address: in memory only, to count requests. It is never written down. If this service runs on several machines, they tell each other how many requests come from one address, under a fingerprint that changes each minute and is not kept. To count what is registered, reported or sent, a fingerprint made with a secret is kept for an hour; for 30 days for a need sent to a network.',
        ],
      },
      {
        heading: 'If these terms change',
        lines: [
          'They bear a version number. A new version applies only to those who accept it: what was given stays under the terms accepted that day.',
        ],
      },
    ],
    write:
      'For a correction, an objection, or to have words or data about you erased, you may also write to this address.',
    how: 'How to do it, step by step:',
    documentation: 'the documentation',
    openData: 'Open data',
    legal: 'Legal notice and privacy',
  },
);
