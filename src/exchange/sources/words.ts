import type { StoredProblem } from '../../record/tables.ts';
import type { FetchProblem } from '../../vocabulary/terms.ts';
import { MOST_BYTES, MOST_DEPTH, MOST_MS } from './run-work.ts';

/* Problems of a file apart from its content: how it was fetched, why it was left out, why it was not applied. */

type Both = StoredProblem['message'];

const UNREACHED: Readonly<Record<FetchProblem, Both>> = {
  'not-http': {
    fr: 'Ce n’est pas une adresse http(s) : corrigez-la dans le fichier qui la donne.',
    en: 'This is no http(s) address: correct it in the file that names it.',
  },
  'https-needed': {
    fr: 'Ce fichier ne se lit qu’en https.',
    en: 'This file is read over https only.',
  },
  'with-credentials': {
    fr: 'L’adresse contient un nom ou un mot de passe : publiez le fichier sans.',
    en: 'The address holds a name or a password: publish the file without.',
  },
  'unusual-port': {
    fr: 'Seuls les ports habituels sont lus (80 et 443) : publiez le fichier sur l’un d’eux.',
    en: 'Only the usual ports are read (80 and 443): publish the file on one of them.',
  },
  'ip-address': {
    fr: 'L’adresse est un numéro de machine : donnez un nom de domaine.',
    en: 'The address is the number of a machine: give a domain name.',
  },
  'not-public-name': {
    fr: 'Ce nom n’existe pas sur l’internet public.',
    en: 'This name does not exist on the public internet.',
  },
  'not-public-machine': {
    fr: 'Cette adresse mène à une machine privée : elle n’est pas lue.',
    en: 'This address leads to a private machine: it is not read.',
  },
  'name-not-found': {
    fr: 'Ce nom de domaine est introuvable. S’il n’existe plus, retirez la ligne qui le donne.',
    en: 'This domain name is not found. If it is gone, remove the line that names it.',
  },
  'no-answer': {
    fr: 'Le site n’a pas répondu. Un nouvel essai est fait chaque jour.',
    en: 'The site did not answer. It is tried again every day.',
  },
  'bad-certificate': {
    fr: 'Le certificat du site n’est pas valable : renouvelez-le.',
    en: 'The certificate of the site is not valid: renew it.',
  },
  'too-slow': {
    fr: 'Le site a mis plus de dix secondes à répondre. Un nouvel essai est fait chaque jour.',
    en: 'The site took more than ten seconds to answer. It is tried again every day.',
  },
  'too-large': {
    fr: 'Le fichier est trop gros : un fichier tient en 256 ko, celui d’une fédération en 2 Mo.',
    en: 'The file is too large: a file fits in 256 kB, that of a federation in 2 MB.',
  },
  'too-many-redirects': {
    fr: 'L’adresse renvoie trop de fois vers une autre : donnez celle où le fichier se trouve.',
    en: 'The address leads on too many times: give the one where the file is.',
  },
  'redirected-elsewhere': {
    fr: 'L’adresse renvoie vers un autre site, et ce fichier doit venir du site même.',
    en: 'The address leads to another site, and this file must come from the site itself.',
  },
};

const OTHERS = {
  gone: {
    fr: 'Il n’y a rien à cette adresse. Remettez le fichier, ou retirez la ligne qui le donne.',
    en: 'There is nothing at this address. Put the file back, or remove the line that names it.',
  },
  'bad-answer': {
    fr: 'Le site a répondu par une erreur. Un nouvel essai est fait chaque jour.',
    en: 'The site answered with an error. It is tried again every day.',
  },
  html: {
    fr: 'L’adresse donne une page web au lieu du fichier : vérifiez-la dans un navigateur.',
    en: 'The address gives a web page in place of the file: look at it in a browser.',
  },
  empty: {
    fr: 'Le fichier est vide.',
    en: 'The file is empty.',
  },
  'site-given-up': {
    fr: 'Ce site n’avait pas répondu plusieurs fois de suite : il n’a plus été demandé cette fois-ci.',
    en: 'This site had not answered several times in a row: it was not asked again this time.',
  },
  'out-of-place': {
    fr: 'Un fichier de ce genre n’est pas attendu ici : une fédération donne des organisations, une organisation ses services, un service ses mesures.',
    en: 'A file of this kind is not expected here: a federation names organisations, an organisation its services, a service its metrics.',
  },
  'not-first': {
    fr: 'Le premier fichier n’est pas du genre attendu : celui d’une fédération, ou celui de l’organisation.',
    en: 'The first file is not of the kind expected: that of a federation, or that of the organisation.',
  },
  'visited-already': {
    fr: 'Un autre fichier donne déjà cette adresse : elle n’est suivie qu’une fois.',
    en: 'Another file names this address already: it is followed once.',
  },
  'not-followed': {
    fr: 'Cette adresse ne peut pas être suivie : il faut une adresse http(s) entière.',
    en: 'This address cannot be followed: a whole http(s) address is needed.',
  },
  'too-deep': {
    fr: `Les fichiers se renvoient l’un à l’autre sur plus de ${MOST_DEPTH} niveaux : ceux d’au-delà sont laissés.`,
    en: `The files name each other over more than ${MOST_DEPTH} levels: those beyond are left out.`,
  },
  'too-many-files': {
    fr: 'Il y a trop de fichiers : ceux d’au-delà sont laissés. Écrivez à l’administration si tous sont vrais.',
    en: 'There are too many files: those beyond are left out. Write to the administrators if all of them are real.',
  },
  'run-too-large': {
    fr: `Tous les fichiers ensemble dépassent ${MOST_BYTES / 1_000_000} Mo : le reste est laissé.`,
    en: `All files together are over ${MOST_BYTES / 1_000_000} MB: the rest is left out.`,
  },
  'run-too-long': {
    fr: `La lecture a duré plus de ${MOST_MS / 3_600_000} h : le reste est laissé jusqu’à la prochaine.`,
    en: `The run took more than ${MOST_MS / 3_600_000} h: the rest is left for the next one.`,
  },
  interrupted: {
    fr: 'La lecture a été coupée plusieurs fois au même endroit : elle est abandonnée. Prévenez l’administration.',
    en: 'The run was cut off several times at the same place: it is given up. Tell the administrators.',
  },
  'names-nobody': {
    fr: 'Le fichier de la fédération ne donne aucune organisation : aucune adhésion n’est mise en doute pour autant.',
    en: 'The file of the federation names no organisation: no membership is doubted for that.',
  },
  'words-removed': {
    fr: 'Ce fichier contient des mots retirés du catalogue : il n’est pas repris tant qu’il n’a pas changé.',
    en: 'This file holds words that were removed from the catalogue: it is not taken up until it has changed.',
  },
  'not-written': {
    fr: 'Cette fiche n’a pas pu être écrite. Un nouvel essai est fait chaque jour.',
    en: 'This entry could not be written. It is tried again every day.',
  },
  'not-the-site': {
    fr: 'Ce document doit se trouver sur le site même de la fiche, à /.well-known/bercail.json.',
    en: 'This document must be on the very site of the entry, at /.well-known/bercail.json.',
  },
  'shared-domain': {
    fr: 'Plusieurs fiches ont ce domaine : on ne sait pas de laquelle ce document parle. Écrivez avec votre jeton.',
    en: 'Several entries have this domain: which one this document is about is unknown. Write with your token.',
  },
  'website-moves': {
    fr: 'Le document donne un autre site que celui où il se trouve : changez de site avec votre jeton.',
    en: 'The document names another site than the one where it is: move to another site with your token.',
  },
  'not-json': {
    fr: 'Ce n’est pas du JSON lisible.',
    en: 'This is no readable JSON.',
  },
} satisfies Record<string, Both>;

export type FileProblem = keyof typeof OTHERS | FetchProblem;

const SENTENCES: Readonly<Record<FileProblem, Both>> = { ...UNREACHED, ...OTHERS };

export const problemOfFile = (code: FileProblem, place: Partial<StoredProblem> = {}): StoredProblem => ({
  ...place,
  code,
  message: SENTENCES[code],
});
