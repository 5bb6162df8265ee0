import type { ValueKind } from '../../exchange/linked-data/term.ts';
import { bilingual } from './typeset.ts';

const FRENCH_VALUES: Record<ValueKind, string> = {
  word: 'un mot ou un code',
  text: 'un texte, par langue',
  boolean: 'vrai ou faux',
  'whole-number': 'un nombre entier',
  number: 'un nombre',
  day: 'un jour',
  any: 'un nombre, un mot, vrai ou faux, ou une liste',
  address: 'une adresse',
  thing: 'une chose décrite sur place',
  'things-in-order': 'des choses décrites sur place, dans l’ordre',
  'key-of-usages': 'l’adresse d’un usage',
  'key-of-criteria': 'l’adresse d’un critère',
  'key-of-commitment-kinds': 'l’adresse d’une sorte d’engagement',
  'key-of-tools': 'l’adresse d’un outil',
};
const ENGLISH_VALUES: Record<ValueKind, string> = {
  word: 'a word or a code',
  text: 'a text, by language',
  boolean: 'true or false',
  'whole-number': 'a whole number',
  number: 'a number',
  day: 'a day',
  any: 'a number, a word, true or false, or a list',
  address: 'an address',
  thing: 'a thing described in place',
  'things-in-order': 'things described in place, in order',
  'key-of-usages': 'the address of a usage',
  'key-of-criteria': 'the address of a criterion',
  'key-of-commitment-kinds': 'the address of a kind of commitment',
  'key-of-tools': 'the address of a tool',
};

/** The page about open data and the words of linked data. */
export const OPEN_DATA = bilingual(
  {
    title: 'Données ouvertes et vocabulaire',
    lead: 'Tout le catalogue peut être repris, copié et publié ailleurs : les faits sont libres de droits (CC0), les textes se reprennent en citant leur auteur (CC BY 4.0).',
    files: 'Les fichiers',
    unknown: 'Ce qui n’est pas dit est inconnu, jamais « non ».',
    kinds: 'Sortes de choses',
    properties: 'Propriétés',
    intro: 'Les données liées emploient schema.org, et les mots ci-dessous là où il n’en a pas.',
    value: 'Valeur',
    words: 'Un de ces mots',
    values: FRENCH_VALUES,
  },
  {
    title: 'Open data and vocabulary',
    lead: 'The whole catalogue may be copied, used and published elsewhere: facts are free of rights (CC0), texts may be used naming their author (CC BY 4.0).',
    files: 'Files',
    unknown: 'What is not said is unknown, never “no”.',
    kinds: 'Kinds of things',
    properties: 'Properties',
    intro: 'Linked data use schema.org, and the words below where it has none.',
    value: 'Value',
    words: 'One of these words',
    values: ENGLISH_VALUES,
  },
);
