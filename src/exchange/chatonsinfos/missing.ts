import { type Coded, type NoParameters, type SentencesOf, sayer } from '../../vocabulary/sentences.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { FileRead } from './read.ts';

/* What associations look for and this file does not say; the format has no key for some of it. */

/** @param key the key to add; absent: the format has none */
type Lacking = { key?: string };

export interface LackingSentences {
  contact: Lacking;
  website: Lacking;
  'where-it-serves': NoParameters;
  'for-whom': NoParameters;
  help: NoParameters;
  promises: NoParameters;
  price: NoParameters;
  usages: Lacking;
  'who-may-join': Lacking;
  places: Lacking;
  'data-country': Lacking;
  leaving: NoParameters;
}
type LackingCode = keyof LackingSentences;

/** Something that an association does not find in a file, and the key that would say it. */
type Lack = Coded<LackingSentences>;

const addFr = (key: string | undefined): string => (key === undefined ? '' : ` Ajoutez ${key}.`);
const addEn = (key: string | undefined): string => (key === undefined ? '' : ` Add ${key}.`);
const HERE_FR = 'Le format ne peut pas le dire\u00a0: dites-le dans le catalogue.';
const HERE_EN = 'The format cannot say it: say it in the catalogue.';

const FRENCH: SentencesOf<LackingSentences> = {
  contact: ({ key }) => `On ne sait pas comment vous écrire.${addFr(key)}`,
  website: ({ key }) => `Votre site n’est pas dit\u00a0: la fiche ne peut pas être rattachée à vous.${addFr(key)}`,
  'where-it-serves': () => `On ne sait pas quels territoires vous servez, ni où vous vous déplacez. ${HERE_FR}`,
  'for-whom': () => `On ne sait pas pour qui vous travaillez, ni dans quelles langues. ${HERE_FR}`,
  help: () => `On ne sait pas quelle aide vous donnez\u00a0: dépannage, formation, déménagement. ${HERE_FR}`,
  promises: () => `Aucun engagement n’est dit\u00a0: préavis de fermeture, sauvegardes, délai de réponse. ${HERE_FR}`,
  price: () => `Ni le prix, ni la place comprise, ni le nombre de comptes ne sont dits. ${HERE_FR}`,
  usages: ({ key }) => `On ne sait pas à quoi sert ce service.${addFr(key)} Sinon, dites ses usages dans le catalogue.`,
  'who-may-join': ({ key }) => `On ne sait pas qui peut s’inscrire.${addFr(key)}`,
  places: ({ key }) => `On ne sait pas s’il reste des places.${addFr(key)}`,
  'data-country': ({ key }) => `On ne sait pas dans quel pays sont les données.${addFr(key)}`,
  leaving: () => `On ne sait pas sous quels formats on récupère ses données. ${HERE_FR}`,
};

export const LACKING = Object.keys(FRENCH) as LackingCode[];

const ENGLISH: SentencesOf<LackingSentences> = {
  contact: ({ key }) => `Nobody knows how to write to you.${addEn(key)}`,
  website: ({ key }) => `Your website is not said: the entry cannot be tied to you.${addEn(key)}`,
  'where-it-serves': () => `Nobody knows which territories you serve, nor where you come in person. ${HERE_EN}`,
  'for-whom': () => `Nobody knows whom you work for, nor in which languages. ${HERE_EN}`,
  help: () => `Nobody knows what help you give: a helpdesk, training, moving data. ${HERE_EN}`,
  promises: () => `No commitment is said: notice of closing, backups, time to answer. ${HERE_EN}`,
  price: () => `Neither the price, nor the room included, nor the number of accounts is said. ${HERE_EN}`,
  usages: ({ key }) =>
    `Nobody knows what this service is for.${addEn(key)} Otherwise, say its usages in the catalogue.`,
  'who-may-join': ({ key }) => `Nobody knows who may sign up.${addEn(key)}`,
  places: ({ key }) => `Nobody knows whether places are left.${addEn(key)}`,
  'data-country': ({ key }) => `Nobody knows in which country the data are.${addEn(key)}`,
  leaving: () => `Nobody knows in which formats one takes one’s data out. ${HERE_EN}`,
};

export const sayLack: (lack: Lack, say: Speaker) => string = sayer<LackingSentences>({ fr: FRENCH, en: ENGLISH });

const lack = <C extends LackingCode>(code: C, params: LackingSentences[C]): Lack => ({ code, params }) as Lack;

function lacksOfHost({ website, facts: { contact } }: NonNullable<FileRead['host']>): Lack[] {
  return [
    ...(contact ? [] : [lack('contact', { key: 'organization.contact.url' })]),
    ...(website === undefined ? [lack('website', { key: 'organization.website' })] : []),
    ...(['where-it-serves', 'for-whom', 'help', 'promises'] as const).map((code) => lack(code, {})),
  ];
}

function lacksOfService({ facts }: NonNullable<FileRead['service']>): Lack[] {
  const { usages, software, registration, capacity, dataCountry } = facts;
  return [
    ...(usages ? [] : [lack('usages', software ? {} : { key: 'software.name' })]),
    lack('price', {}),
    ...(registration ? [] : [lack('who-may-join', { key: 'service.registration' })]),
    ...(capacity ? [] : [lack('places', { key: 'service.registration.load' })]),
    ...(dataCountry ? [] : [lack('data-country', { key: 'host.country.code' })]),
    lack('leaving', {}),
  ];
}

/** Everything that an association would look for and a file does not say. */
export const lacksOf = ({ host, service }: FileRead): Lack[] => [
  ...(host ? lacksOfHost(host) : []),
  ...(service ? lacksOfService(service) : []),
];
