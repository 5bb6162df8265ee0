import { bilingual } from '../../pages/words/typeset.ts';

/** The proof that a site is one’s own. */
export const PROVING = bilingual(
  {
    prove: 'Prouver que le site est à vous',
    proveLead: (site: string) =>
      `Mettez un petit texte sur ${site} : seul qui tient le site peut le faire. Une seule des façons ci-dessous suffit.`,
    theText: 'Le texte à publier',
    until: (day: string) => `Le texte vaut jusqu’au ${day}, et pour vous seuls.`,
    having: {
      ftp: 'J’envoie des fichiers par FTP',
      panel: 'J’ai le panneau de mon hébergement web',
      wordpress: 'Mon site est un WordPress',
      dns: 'Je n’ai que le nom de domaine (DNS)',
    },
    lookNow: 'C’est fait, regarder maintenant',
    seeSite: (site: string) => `Ouvrir ${site}`,
    proveLater: 'Prouver plus tard, et remplir la fiche d’abord',
    newText: 'Demander un texte à publier',
    noText: 'Le texte d’avant n’est plus valable, ou le site a changé. Demandez-en un autre.',
    newTextReady: 'Voici un nouveau texte.',
    noWebsite:
      'Cette fiche n’a pas de site : il n’y a rien à prouver. Donnez son adresse, ou demandez à un réseau de se porter garant.',
    notYet: 'Le texte n’a pas encore été trouvé',
    places: { file: 'Le fichier', meta: 'La page d’accueil', record: 'Le nom de domaine' },
    thenDo: 'Une seule place suffit : ne regardez que celle que vous avez choisie. Corrigez, puis regardez de nouveau.',
    proven: 'C’est prouvé : ce site est le vôtre.',
    provenWaits: (day: string) => `C’est prouvé. La fiche sera à vous le ${day}, si personne ne s’y oppose.`,
    provenWaitsMore:
      'Vous n’avez rien d’autre à faire. Revenez ce jour-là : elle sera parmi ce que vous tenez. Gardez votre jeton.',
  },
  {
    prove: 'Prove that the site is yours',
    proveLead: (site) =>
      `Put a small text on ${site}: only whoever keeps the site can do so. One of the ways below is enough.`,
    theText: 'The text to publish',
    until: (day) => `The text is valid until ${day}, and for you alone.`,
    having: {
      ftp: 'I send files by FTP',
      panel: 'I have the panel of my web hosting',
      wordpress: 'My site is a WordPress',
      dns: 'I only have the domain name (DNS)',
    },
    lookNow: 'Done, look now',
    seeSite: (site) => `Open ${site}`,
    proveLater: 'Prove it later, and fill in the entry first',
    newText: 'Ask for a text to publish',
    noText: 'The text of before is no longer valid, or the site has changed. Ask for another one.',
    newTextReady: 'Here is a new text.',
    noWebsite:
      'This entry has no site: there is nothing to prove. Give its address, or ask a network to vouch for you.',
    notYet: 'The text was not found yet',
    places: { file: 'The file', meta: 'The home page', record: 'The domain name' },
    thenDo: 'One place is enough: look only at the one that you chose. Correct it, then look again.',
    proven: 'Proven: this site is yours.',
    provenWaits: (day) => `Proven. The entry will be yours on ${day}, if nobody objects.`,
    provenWaitsMore:
      'There is nothing else to do. Come back on that day: it will be among what you keep. Keep your token.',
  },
);
