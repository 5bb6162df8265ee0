import { namesOf } from '../../ground/pointers.ts';
import { bilingual, plural } from '../../pages/words/typeset.ts';

const PLACE_IN_LIST = /, (\d+)(?=,|$)/g;

/** A place in a document, as people call its parts: service 2, formule 1, url. */
const placeIn = (names: Readonly<Record<string, string>>) => (pointer: string) =>
  namesOf(pointer)
    .map((part) => names[part] ?? part)
    .join(', ')
    .replace(PLACE_IN_LIST, (_, place: string) => ` ${Number(place) + 1}`);

/** The address of a file that is read every day, and what its readings found. */
export const SOURCE = bilingual(
  {
    title: 'Un fichier lu chaque jour',
    leadOfHost:
      'Vous publiez déjà vos faits dans un fichier en ligne ? Donnez son adresse : il est relu chaque jour. D’un fichier .properties, ce que votre fiche ne dit pas encore est pris et publié aussitôt, et ce qui venait de pages publiques est remplacé ; ce que vous avez écrit ici attend votre oui. Un bercail.json qui a changé remplace aussitôt ce que dit votre fiche.',
    leadOfNetwork:
      'Vous publiez la liste de vos membres dans un fichier ? Donnez son adresse : il est relu chaque jour, avec ceux qu’il nomme.',
    draft: 'Un brouillon n’a pas de fichier lu chaque jour : publiez d’abord votre fiche.',
    url: 'Adresse du fichier',
    hintOfHost: (address: string | undefined) =>
      `Celle d’un fichier .properties de ChatonsInfos${address === undefined ? '' : `, ou ${address}`}.`,
    hintOfNetwork: 'Celle du fichier .properties de votre réseau, au format de ChatonsInfos.',
    expected: 'Donnez une adresse entière, comme https://exemple.fr/fichier.properties.',
    give: 'Donner cette adresse',
    change: 'Changer l’adresse',
    changeLead:
      'Ce qui attend de l’ancien fichier s’efface : décidez-en d’abord. Ce que disent les fiches reste, et le nouveau fichier est lu à son tour.',
    taken: (facts: string) => `Ce que votre fiche tient de ce fichier : ${facts}.`,
    done: {
      changed:
        'La nouvelle adresse est notée ; ce qui attendait de l’ancien fichier est effacé. La première lecture se fait dans l’heure, ou tout de suite avec le bouton.',
      given: 'L’adresse est notée. La première lecture se fait dans l’heure, ou tout de suite avec le bouton.',
      begun: 'La lecture a commencé. Rechargez cette page dans un instant pour voir ce qu’elle trouve.',
      ended: 'Le fichier n’est plus lu. Ce que disent les fiches reste.',
    },
    next: (day: string) => `Prochaine lecture d’elle-même : ${day}.`,
    notRepeated: 'Ce fichier n’est lu que quand quelqu’un le demande.',
    readNow: 'Lire maintenant',
    mostReadings: (count: number) => `À la demande, ${count} lectures par heure au plus.`,
    last: 'La dernière lecture',
    none: 'Ce fichier n’a pas encore été lu.',
    states: {
      running: (day: string) => `Commencée ${day}, elle est en cours. Rechargez cette page pour en voir la suite.`,
      succeeded: (day: string) => `Faite ${day} : tout a été lu.`,
      partial: (day: string) => `Faite ${day} : une partie n’a pas pu être lue ou reprise, le reste l’a été.`,
      failed: (day: string) => `Faite ${day} : le premier fichier n’a pas pu être lu. Rien n’a changé.`,
      stopped: (day: string) => `Commencée ${day}, elle s’est arrêtée : l’adresse a changé entre-temps.`,
    },
    counts: {
      created: (count: number) => plural(count, 'Une fiche faite.', `${count} fiches faites.`),
      changed: (count: number) => plural(count, 'Une fiche changée.', `${count} fiches changées.`),
      unchanged: (count: number) => plural(count, 'Une fiche déjà ainsi.', `${count} fiches déjà ainsi.`),
      toCheck: (count: number) =>
        plural(count, 'Une adhésion à vérifier : le fichier ne la nomme plus.', `${count} adhésions à vérifier.`),
    },
    waits: (count: number) =>
      plural(count, 'Une différence attend votre décision', `${count} différences attendent votre décision`),
    wrong: 'Ce qui ne va pas',
    wrongLead: 'Corrigez le fichier là où il est, puis faites-le relire. Ce qui n’est pas repris reste comme il était.',
    line: (line: number, key: string | undefined) => (key ? `Ligne ${line} (${key}).` : `Ligne ${line}.`),
    placeIn: placeIn({
      ...{ host: 'hébergeur', claims: 'déclarations', commitments: 'promesses' },
      ...{ services: 'service', plans: 'formule' },
    }),
    place: (name: string) => `« ${name} ».`,
    refused: 'Rien de ce fichier n’est repris.',
    allFine: 'Rien à corriger.',
    more: (count: number) =>
      plural(count, 'Un autre fichier a des erreurs.', `${count} autres fichiers ont des erreurs.`),
    end: 'Ne plus lire ce fichier',
    endLead: 'Ses lectures et ce qui attend de lui s’effacent. Ce que disent les fiches reste.',
    found: 'Ce que le fichier dit autrement',
  },
  {
    title: 'A file that is read every day',
    leadOfHost:
      'Do you publish your facts in a file online already? Give its address: it is read again every day. Of a .properties file, what your entry does not say yet is taken and published at once, and what came from public pages is replaced; what you wrote here waits for your yes. A bercail.json that has changed replaces at once what your entry says.',
    leadOfNetwork:
      'Do you publish the list of your members in a file? Give its address: it is read again every day, with those that it names.',
    draft: 'No file is read every day for a draft: publish your entry first.',
    url: 'Address of the file',
    hintOfHost: (address) =>
      `That of a .properties file of ChatonsInfos${address === undefined ? '' : `, or ${address}`}.`,
    hintOfNetwork: 'That of the .properties file of your network, in the format of ChatonsInfos.',
    expected: 'Give a whole address, such as https://example.org/file.properties.',
    give: 'Give this address',
    change: 'Change the address',
    changeLead:
      'What waits from the former file is erased: decide on it first. What entries say stays, and the new file is read in turn.',
    taken: (facts) => `What your entry has from this file: ${facts}.`,
    done: {
      changed:
        'The new address is noted; what waited from the former file is erased. It is first read within the hour, or at once with the button.',
      given: 'The address is noted. It is first read within the hour, or at once with the button.',
      begun: 'The reading has begun. Load this page again in a moment to see what it finds.',
      ended: 'The file is read no more. What entries say stays.',
    },
    next: (day) => `It is read again by itself: ${day}.`,
    notRepeated: 'This file is read only when somebody asks.',
    readNow: 'Read it now',
    mostReadings: (count) => `When asked for, ${count} readings an hour at most.`,
    last: 'The last reading',
    none: 'This file has not been read yet.',
    states: {
      running: (day) => `Begun ${day}, it is under way. Load this page again to see how it goes on.`,
      succeeded: (day) => `Done ${day}: everything was read.`,
      partial: (day) => `Done ${day}: a part could not be read or taken over, the rest was.`,
      failed: (day) => `Done ${day}: the first file could not be read. Nothing has changed.`,
      stopped: (day) => `Begun ${day}, it stopped: the address has changed meanwhile.`,
    },
    counts: {
      created: (count) => plural(count, 'One entry made.', `${count} entries made.`),
      changed: (count) => plural(count, 'One entry changed.', `${count} entries changed.`),
      unchanged: (count) => plural(count, 'One entry the same.', `${count} entries the same.`),
      toCheck: (count) =>
        plural(count, 'One membership to check: the file names it no more.', `${count} memberships to check.`),
    },
    waits: (count) =>
      plural(count, 'One difference waits for you to decide', `${count} differences wait for you to decide`),
    wrong: 'What is wrong',
    wrongLead: 'Mend the file where it is, then have it read again. What is not taken over stays as it was.',
    line: (line, key) => (key ? `Line ${line} (${key}).` : `Line ${line}.`),
    placeIn: placeIn({
      ...{ host: 'host', claims: 'claims', commitments: 'promises' },
      ...{ services: 'service', plans: 'plan' },
    }),
    place: (name) => `“${name}”.`,
    refused: 'Nothing of this file is taken over.',
    allFine: 'Nothing to mend.',
    more: (count) => plural(count, 'One more file has faults.', `${count} more files have faults.`),
    end: 'Stop reading this file',
    endLead: 'Its readings and what waits from it are erased. What entries say stays.',
    found: 'What the file says otherwise',
  },
);
