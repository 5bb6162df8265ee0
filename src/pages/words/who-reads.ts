import { frenchTo } from '../../vocabulary/sentences.ts';
import { bilingual } from './typeset.ts';

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
