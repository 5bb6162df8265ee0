import type { SentencesOf } from '../../../vocabulary/sentences.ts';
import type { FetchProblem } from '../../../vocabulary/terms.ts';
import type { FileClass, FileSentences } from './problems.ts';

const quoted = (text: string): string => `«\u00a0${text}\u00a0»`;
const choice = (words: readonly string[]): string => [words.slice(0, -1).join(', '), words.at(-1)].join(' ou ');

const CLASSES: Readonly<Record<FileClass, string>> = {
  federation: 'une fédération',
  organization: 'une organisation',
  service: 'un service',
  metrics: 'des mesures',
  device: 'un appareil',
};

/** Maximum number of keys that a sentence names; the others are counted. */
const MOST_NAMED = 4;

const ADDRESS = 'Écrivez une adresse complète, comme https://asso.example/nuage.';

/** Why an address returned nothing, and what to do. */
const UNFETCHED: Readonly<Record<FetchProblem, string>> = {
  'not-http': 'Ce n’est pas une adresse web. Donnez celle du fichier.',
  'https-needed': 'L’adresse doit commencer par https. Corrigez-la.',
  'with-credentials': 'L’adresse contient un nom ou un mot de passe. Donnez-en une que tout le monde peut ouvrir.',
  'unusual-port': 'L’adresse a un port inhabituel. Publiez le fichier au port 443.',
  'ip-address': 'Il faut un nom de domaine, pas une adresse en chiffres. Corrigez l’adresse.',
  'not-public-name': 'Ce nom n’existe que sur un réseau privé. Publiez le fichier sur Internet.',
  'not-public-machine': 'Ce nom mène à une machine privée. Publiez le fichier sur Internet.',
  'name-not-found': 'Ce nom de domaine est introuvable. Vérifiez l’adresse.',
  'no-answer': 'Le serveur ne répond pas. Recommencez plus tard.',
  'bad-certificate': 'Le certificat du site n’est pas valable. Renouvelez-le.',
  'too-slow': 'Le serveur a mis trop de temps à répondre. Recommencez plus tard.',
  'too-large': 'Le fichier est trop grand. Séparez-le en plusieurs.',
  'too-many-redirects': 'L’adresse renvoie de page en page. Donnez celle du fichier lui-même.',
  'redirected-elsewhere': 'L’adresse renvoie vers un autre site. Donnez celle du fichier lui-même.',
};

/** Problems of a file, in French. The line and the key are shown next to each problem. */
export const FRENCH: SentencesOf<FileSentences> = {
  'not-fetched': ({ why }) => UNFETCHED[why],
  'wrong-status': ({ status }) => `L’adresse répond ${status} au lieu du fichier. Vérifiez-la dans un navigateur.`,
  'html-instead': () =>
    'C’est une page web, et non un fichier de propriétés. Vérifiez l’adresse\u00a0: le serveur répond sans doute par une page d’erreur.',
  'json-instead': () =>
    'C’est du JSON, et non un fichier de propriétés. Un bercail.json n’est lu qu’à l’adresse /.well-known/bercail.json du site de l’hébergeur\u00a0: donnez celle-là, ou celle d’un fichier de propriétés.',
  'not-text': () => 'Ce n’est pas un fichier de texte. Envoyez le fichier de propriétés lui-même, sans le compresser.',
  'empty-file': () => 'Le fichier est vide. Écrivez au moins une ligne, comme file.class = Organization.',
  'too-large': ({ most }, say) =>
    `Le fichier est trop grand\u00a0: la suite n’est pas lue. Gardez ${say.number(most)}\u00a0ko au plus.`,
  'too-many-lines': ({ most }, say) =>
    `Le fichier a trop de lignes\u00a0: la suite n’est pas lue. Gardez-en ${say.number(most)} au plus.`,
  'not-utf-8': ({ encoding }) =>
    `Le fichier n’est pas en UTF-8\u00a0: il est lu comme ${encoding}. Vérifiez les accents, puis enregistrez-le en UTF-8.`,
  'mixed-encoding': () =>
    'L’encodage change à cette ligne\u00a0: une partie du fichier est en UTF-8, et une autre non. Enregistrez le tout en UTF-8.',
  'value-too-long': ({ most }, say) =>
    `Cette valeur est trop longue\u00a0: la fin n’est pas lue. Gardez ${say.number(most)} caractères au plus.`,
  'bad-escape': () => 'Après \\u, il faut quatre chiffres de 0 à F. Écrivez plutôt la lettre elle-même, en UTF-8.',
  'no-sign': () =>
    'Cette ligne n’a pas de valeur. Écrivez «\u00a0clé = valeur\u00a0», ou mettez # devant un commentaire.',
  'duplicate-key': ({ counts }, say) =>
    `Cette clé est là plusieurs fois\u00a0: seule la ligne ${say.number(counts)} est lue. Retirez les autres.`,
  'unknown-key': ({ near }) =>
    near === undefined
      ? 'Le format n’a pas cette clé\u00a0: elle est gardée telle quelle. Retirez-la si elle ne sert pas.'
      : `Le format n’a pas cette clé\u00a0: elle est gardée telle quelle. Vouliez-vous dire ${quoted(near)}\u00a0?`,
  'retired-key': ({ now }) =>
    now === undefined
      ? 'Cette clé n’est plus du format, et rien ne la remplace. Retirez-la.'
      : `Cette clé a changé de nom\u00a0: elle est lue quand même. Écrivez ${quoted(now)}.`,
  'misspelt-key': ({ now }) => `Cette clé est mal écrite\u00a0: elle est lue quand même. Écrivez ${quoted(now)}.`,
  'key-elsewhere': ({ class: own }) =>
    `Cette clé n’a pas sa place dans le fichier qui décrit ${CLASSES[own]}. Mettez-la dans le bon fichier.`,
  'class-unknown': () =>
    'Rien ne dit ce que ce fichier décrit. Ajoutez file.class = Organization, Service ou Federation.',
  'class-assumed': ({ class: own }) =>
    `La clé file.class ne dit pas ce que ce fichier décrit. D’après les autres, il décrit ${CLASSES[own]}. Écrivez-le là.`,
  'class-unexpected': ({ class: own, expected }) =>
    `Ce fichier décrit ${CLASSES[own]}, là où l’on attendait ${CLASSES[expected]}. Vérifiez l’adresse qui mène ici.`,
  'missing-key': () => 'Cette clé est obligatoire, et elle manque ou elle est vide. Ajoutez-la avec sa valeur.',
  'wished-keys': ({ keys }, say) =>
    keys.length > MOST_NAMED
      ? `Le format conseille aussi ${say.number(keys.length)} clés, dont ${say.list(keys.slice(0, MOST_NAMED))}. Ajoutez celles qui vous servent.`
      : `Le format conseille aussi ${say.list(keys)}. Ajoutez ce qui vous sert.`,
  'unknown-value': ({ value, allowed }) =>
    `La valeur ${quoted(value)} n’est pas dans la liste\u00a0: elle compte comme inconnue. Choisissez ${choice(allowed)}.`,
  'several-values': ({ taken }) =>
    `Le catalogue n’en retient qu’une\u00a0: ${quoted(taken)}, la plus ouverte. Rien n’est à changer.`,
  'bad-date': ({ value }) =>
    `La date ${quoted(value)} n’est pas lisible\u00a0: elle compte comme inconnue. Écrivez année-mois-jour, comme 2026-07-31.`,
  'date-not-iso': ({ value, read }) =>
    `La date ${quoted(value)} est lue comme ${read}, sans jamais mettre le mois d’abord. Écrivez-la ainsi.`,
  'future-date': ({ value }) =>
    `La date ${quoted(value)} est dans l’avenir\u00a0: elle compte comme inconnue jusque-là. Corrigez-la si c’est une erreur.`,
  'bad-url': ({ value }) =>
    `L’adresse ${quoted(value)} ne peut pas être ouverte\u00a0: elle n’est pas reprise. ${ADDRESS}`,
  'bad-email': () =>
    'Ce n’est pas une adresse électronique\u00a0: elle n’est pas reprise. Écrivez-en une seule, comme contact@votre-domaine.',
  'personal-address': () =>
    'Cette adresse semble être celle d’une personne\u00a0: elle n’est pas reprise. Donnez celle de l’organisation, comme contact@votre-domaine.',
  'bad-number': ({ value }) =>
    `${quoted(value)} n’est pas un nombre. Écrivez des chiffres, avec une virgule ou un point, comme 48,85.`,
  'bad-element': ({ value, at }, say) =>
    `L’élément ${say.number(at)} de la liste, ${quoted(value)}, n’est pas un nombre\u00a0: il compte comme inconnu. Corrigez-le ou laissez-le vide.`,
  'list-too-long': ({ count, most }, say) =>
    `La liste a ${say.number(count)} éléments, et la période n’en a que ${say.number(most)}. La suite n’est pas lue\u00a0: corrigez la liste.`,
  'bad-country': ({ value }) =>
    `Aucun pays n’a le code ${quoted(value)}. Écrivez les deux lettres de la norme ISO\u00a03166, comme FR.`,
  'invalid-pair': ({ provider, server }) =>
    `Une machine ${server} ne va pas avec ${provider}. Corrigez host.server.type ou host.provider.type.`,
  'bad-sub': ({ value }) => `L’adresse ${quoted(value)} ne peut pas être suivie. ${ADDRESS}`,
  'duplicate-sub': ({ first }, say) =>
    `Cette adresse est déjà à la ligne ${say.number(first)}\u00a0: elle n’est suivie qu’une fois. Retirez une des deux lignes.`,
  'same-sub-name': ({ first }, say) =>
    `La ligne ${say.number(first)} a déjà ce nom. Les deux adresses sont suivies\u00a0: donnez un autre nom à l’une d’elles.`,
  'location-not-kept': () =>
    'Le lieu précis n’est pas repris\u00a0: ce peut être le domicile de quelqu’un. Rien n’est à changer.',
  'person-not-kept': () => 'Cette valeur peut nommer une personne\u00a0: elle n’est pas reprise. Rien n’est à changer.',
  'status-unclear': ({ value }) =>
    `La valeur ${value} ne dit pas s’il s’agit d’un départ. En cas de départ, ajoutez la date de fin\u00a0: enddate.`,
  'no-usage': ({ software }) =>
    software === undefined
      ? 'Le logiciel n’est pas dit\u00a0: personne ne saura à quoi sert ce service. Ajoutez software.name.'
      : `Aucun usage n’est connu pour ${quoted(software)}. Après la reprise, dites-y les usages de ce service.`,
  'more-problems': ({ count }, say) =>
    `Il y a encore ${say.number(count)} autres problèmes. Corrigez d’abord ceux-ci, puis vérifiez le fichier de nouveau.`,
};
