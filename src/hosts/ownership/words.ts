import { type MailWords, quotedName, SITE } from '../../mail/message.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import type { FetchProblem, Language } from '../../vocabulary/terms.ts';
import { type Looked, META_NAME, type ProofProblem } from './challenge.ts';
import type { DomainChecked } from './commands.ts';
import type { Challenge, DomainCheck, ProofPlace, ProofWay } from './schema.ts';

/* Why a domain is not proven and what to do, for the person who tries. Never repeats what a website answered. */

interface Said {
  fr: string;
  en: string;
}

/** Why a check could not be made. */
export type CheckProblem = 'no-website' | 'no-challenge' | 'new-challenge' | 'website-changed';

const CHECK_PROBLEMS: Record<CheckProblem, Said> = {
  'no-website': {
    fr: 'Cet hébergeur n’a pas de site web : indiquez-le d’abord.',
    en: 'This host has no website: give one first.',
  },
  'no-challenge': {
    fr: 'La preuve se fait avec le jeton de l’hébergeur.',
    en: 'The proof is made with the token of the host.',
  },
  'new-challenge': {
    fr: 'Voici le texte à publier. Mettez-le à cette adresse, puis recommencez.',
    en: 'Here is the text to publish. Put it at this address, then try again.',
  },
  'website-changed': {
    fr: 'Le site web a changé entre-temps : recommencez.',
    en: 'The website changed meanwhile: try again.',
  },
};

/** Problems of the website itself, for challenges published on it. */
const SITE_PROBLEMS: Record<FetchProblem, Said> = {
  'not-http': { fr: 'L’adresse du site n’est pas une adresse web.', en: 'The website is not a web address.' },
  'https-needed': {
    fr: 'Le site doit répondre en https : sans lui, n’importe qui pourrait répondre à sa place.',
    en: 'The site must answer over https: without it, anybody could answer in its place.',
  },
  'with-credentials': {
    fr: 'L’adresse du site ne doit contenir ni nom ni mot de passe.',
    en: 'The website must hold neither a name nor a password.',
  },
  'unusual-port': {
    fr: 'Le site doit répondre au port habituel (443).',
    en: 'The site must answer on the usual port (443).',
  },
  'ip-address': {
    fr: 'Il faut un nom de domaine, pas une adresse en chiffres.',
    en: 'A domain name is needed, not a numeric address.',
  },
  'not-public-name': {
    fr: 'Ce nom n’existe pas sur l’internet public.',
    en: 'This name is not on the public internet.',
  },
  'not-public-machine': {
    fr: 'Ce nom mène à une machine qui n’est pas publique.',
    en: 'This name leads to a machine that is not public.',
  },
  'name-not-found': { fr: 'Ce nom de domaine est introuvable.', en: 'This domain name cannot be found.' },
  'no-answer': { fr: 'Le site ne répond pas.', en: 'The site does not answer.' },
  'bad-certificate': {
    fr: 'Le certificat du site n’est pas valable.',
    en: 'The certificate of the site is not valid.',
  },
  'too-slow': { fr: 'Le site met trop de temps à répondre.', en: 'The site takes too long to answer.' },
  'too-large': { fr: 'La réponse du site est trop longue.', en: 'The answer of the site is too long.' },
  'too-many-redirects': { fr: 'Le site redirige trop de fois.', en: 'The site redirects too many times.' },
  'redirected-elsewhere': {
    fr: 'L’adresse renvoie vers un autre nom : la preuve doit venir du site lui-même.',
    en: 'The address leads to another name: the proof must come from the site itself.',
  },
};

const FILE_PROBLEMS = {
  'wrong-status': {
    fr: 'Rien n’est publié à cette adresse : elle doit répondre 200.',
    en: 'Nothing is published at this address: it must answer 200.',
  },
  'wrong-content': {
    fr: 'Cette adresse répond autre chose que le texte demandé. Il doit y être seul.',
    en: 'This address answers something else than the text. The text must stand there alone.',
  },
};

const OF_PLACE: Record<ProofPlace, Partial<Record<ProofProblem, Said>>> = {
  file: FILE_PROBLEMS,
  meta: {
    'wrong-status': {
      fr: 'La page d’accueil ne s’affiche pas : elle doit répondre 200.',
      en: 'The home page does not show: it must answer 200.',
    },
    'not-a-page': {
      fr: 'L’adresse d’accueil du site ne donne pas une page web.',
      en: 'The home address of the site gives no web page.',
    },
    'no-tag': {
      fr: 'La page d’accueil n’a pas la balise demandée dans son en-tête (<head>).',
      en: 'The home page does not have the tag in its <head>.',
    },
    'other-tag': {
      fr: 'La page d’accueil a cette balise avec un autre texte que celui demandé.',
      en: 'The home page has this tag with another text than the one asked.',
    },
    'redirected-elsewhere': {
      fr: 'La page d’accueil renvoie vers un autre nom : la balise doit être sur le site lui-même.',
      en: 'The home page leads to another name: the tag must be on the site itself.',
    },
  },
  record: {
    'no-record': {
      fr: 'Aucun enregistrement TXT n’existe à ce nom. Après un ajout, il peut falloir quelques heures.',
      en: 'There is no TXT record at this name. After adding one, it may take some hours.',
    },
    'other-record': {
      fr: 'L’enregistrement TXT de ce nom porte un autre texte que celui demandé.',
      en: 'The TXT record of this name has another text than the one asked.',
    },
    'no-answer': {
      fr: 'Les serveurs de noms de ce domaine ne répondent pas.',
      en: 'The name servers of this domain do not answer.',
    },
    'too-slow': {
      fr: 'Les serveurs de noms de ce domaine mettent trop de temps à répondre.',
      en: 'The name servers of this domain take too long to answer.',
    },
  },
};

/** Why a place does not prove the domain. */
function sayProofProblem(place: ProofPlace, problem: ProofProblem, language: Language): string {
  const said = OF_PLACE[place][problem] ?? SITE_PROBLEMS[problem as FetchProblem];
  return said[language];
}

/** How to publish a challenge, depending on the access that a person has; each way names the place that proves it. */
export function waysToProve({ url, content, meta, record }: Challenge, language: Language): ProofWay[] {
  const label = record.name.split('.')[0];
  const say = (having: ProofWay['having'], place: ProofPlace, said: Said): ProofWay => ({
    having,
    place,
    text: said[language],
  });
  return [
    say('ftp', 'file', {
      fr: `Vous déposez des fichiers par FTP : dans le dossier du site, créez un dossier « .well-known » (le point compte), mettez-y un fichier nommé « ${META_NAME} », sans rien après ce nom, qui contient seulement ce texte : ${content}. Il doit s’afficher à l’adresse ${url}.`,
      en: `You put files by FTP: in the folder of the site, make a folder ".well-known" (the dot counts), put a file named "${META_NAME}" in it, with nothing after that name, holding this text alone: ${content}. It must show at ${url}.`,
    }),
    say('panel', 'file', {
      fr: `Vous avez un panneau d’administration de l’hébergement : ouvrez son gestionnaire de fichiers, demandez-lui de montrer les fichiers cachés, puis créez dans le dossier du site « .well-known/${META_NAME} » avec ce texte seul : ${content}.`,
      en: `You have a hosting control panel: open its file manager, tell it to show hidden files, then make ".well-known/${META_NAME}" in the folder of the site with this text alone: ${content}.`,
    }),
    say('wordpress', 'meta', {
      fr: `Vous avez WordPress, sans accès aux fichiers : avec une extension qui ajoute du code dans l’en-tête des pages, collez cette ligne, puis videz le cache : ${meta.tag}. Vous pourrez l’enlever une fois la preuve faite.`,
      en: `You have WordPress, without access to its files: with a plugin that adds code to the head of pages, paste this line, then clear the cache: ${meta.tag}. You may remove it once the proof is made.`,
    }),
    say('dns', 'record', {
      fr: `Vous n’avez la main que sur le nom de domaine : chez qui le gère, ajoutez un enregistrement de type TXT, de nom « ${label} » (en entier : ${record.name}), avec ce texte : ${content}. Il peut mettre quelques heures à être visible.`,
      en: `You only control the domain name: where it is managed, add a record of type TXT, named "${label}" (in full: ${record.name}), with this text: ${content}. It may take some hours to be seen.`,
    }),
  ];
}

const placeOf = (place: ProofPlace, { url, meta, record }: Challenge): string =>
  place === 'file' ? url : place === 'meta' ? meta.url : record.name;

/** What was found in each place that was checked. */
export const sayLooked = (looked: readonly Looked[], challenge: Challenge, language: Language) =>
  looked.flatMap(({ place, problem: code }) =>
    code === null
      ? []
      : [
          {
            place,
            address: placeOf(place, challenge),
            problem: { code, text: sayProofProblem(place, code, language) },
          },
        ],
  );

/** The result of a check, as the API answers it. */
export function sayDomainCheck(checked: DomainChecked, language: Language): DomainCheck {
  const { provenBy, problem, looked, challenge, ownerChangesOn, version } = checked;
  const places = challenge && sayLooked(looked, challenge, language);
  const said = problem && { code: problem, text: { ...SITE_PROBLEMS, ...CHECK_PROBLEMS }[problem][language] };
  const first = said ?? places?.[0]?.problem;
  return {
    proven: provenBy !== null,
    version,
    ...(provenBy && { provenBy }),
    ...(first && { problem: first }),
    ...(places && places.length > 0 && { looked: places }),
    ...(challenge && { challenge, ways: waysToProve(challenge, language) }),
    ...(ownerChangesOn && { ownerChangesOn }),
  };
}

/** The message to a claimant whose claim was stopped. */
export const stoppedWords = ({ name }: { name: string }): Record<Language, MailWords> => ({
  fr: {
    subject: 'Une reprise de fiche est arrêtée',
    paragraphs: [
      'Bonjour,',
      `Quelqu’un qui tient aussi votre fiche demandait à reprendre la fiche ${quotedName(name, 'fr')} dans le catalogue Bercail. Cette demande est arrêtée : la fiche reste à qui la tient. Qui la tient, un de ses réseaux ou l’administration s’y est opposé, ou la fiche a changé entre-temps.`,
      `Si c’est une erreur, écrivez à l’administration du catalogue :\n${SITE}/legal?lang=fr`,
    ],
  },
  en: {
    subject: 'A takeover was stopped',
    paragraphs: [
      'Hello,',
      `Somebody who keeps your entry too asked to take over the entry ${quotedName(name, 'en')} in the Bercail catalogue. This request is stopped: the entry stays with whoever keeps it. Its holder, one of its networks or an administrator objected, or the entry changed meanwhile.`,
      `If this is a mistake, write to the administrators of the catalogue:\n${SITE}/legal?lang=en`,
    ],
  },
});

/**
 * The message to the holder of an entry, sent as soon as somebody else has proven its domain.
 * @param on the day on which the entry changes hands
 */
export function takeoverWords(
  { name, slug }: { name: string; slug: string },
  on: string,
  reference: Reference,
): Record<Language, MailWords> {
  const desk = `${SITE}/manage/hosts/${slug}`;
  const [le, day] = [speaker('fr', reference).date(on), speaker('en', reference).date(on)];
  return {
    fr: {
      subject: 'Quelqu’un demande à reprendre votre fiche',
      paragraphs: [
        'Bonjour,',
        `Quelqu’un d’autre a prouvé que le site de ${quotedName(name, 'fr')} est le sien, et demande à tenir cette fiche dans le catalogue Bercail. Elle change de mains le ${le}.`,
        `Si c’est voulu, il n’y a rien à faire. Sinon, opposez-vous avant ce jour :\n${desk}?lang=fr`,
      ],
    },
    en: {
      subject: 'Somebody asks to take over your entry',
      paragraphs: [
        'Hello,',
        `Somebody else has proven that the site of ${quotedName(name, 'en')} is theirs, and asks to keep this entry in the Bercail catalogue. It changes hands on ${day}.`,
        `If this is wanted, there is nothing to do. If not, object before that day:\n${desk}?lang=en`,
      ],
    },
  };
}
