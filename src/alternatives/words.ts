import { inEnglish } from '../matching/words/parts-en.ts';
import { inFrench } from '../matching/words/parts-fr.ts';
import { type NoParameters, type SentencesOf, sayer } from '../vocabulary/sentences.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { Audience } from '../vocabulary/terms.ts';

/** Parameters of each sentence: why a host could take over, and what to ask it. */
export interface AlternativeSentences {
  'succession-agreed': { host: string; name: string };
  'succession-named': { host: string; name: string };
  'succession-promise-agreed': { host: string; name: string };
  'succession-promise-named': { host: string; name: string };
  'successor-not-here': { host: string };
  'successor-not-at-work': { host: string; name: string };
  'all-usages': NoParameters;
  /** `isSure`: the host declares its list of services complete. */
  'some-usages': { missing: readonly string[]; isSure: boolean };
  'no-usage-known': NoParameters;
  open: NoParameters;
  'open-to-ask': NoParameters;
  full: NoParameters;
  'places-all': NoParameters;
  'places-part': NoParameters;
  'places-none': NoParameters;
  'places-unknown': NoParameters;
  'audiences-missing': { missing: readonly Audience[] };
  'audiences-unknown': NoParameters;
}

/** Maximum number of usages that a sentence names; the others are counted. */
const MOST_NAMED = 2;

const usages = (keys: readonly string[], say: Speaker): string =>
  keys.length > MOST_NAMED ? `${say.number(keys.length)} usages` : say.list(keys.map(say.usage));

export const ALTERNATIVE_SENTENCES: SentencesOf<AlternativeSentences> = {
  'succession-agreed': ({ name }) => `${name} prend la suite.`,
  'succession-named': ({ name }) => `${name} est proposé pour prendre la suite\u00a0; il n’a pas encore dit oui.`,
  'succession-promise-agreed': ({ name }) => `${name} a accepté de prendre la suite en cas de fermeture.`,
  'succession-promise-named': ({ name }) =>
    `${name} est nommé pour prendre la suite en cas de fermeture\u00a0; il n’a pas encore dit oui.`,
  'successor-not-here': ({ host }) => `Le repreneur proposé («\u00a0${host}\u00a0») n’est pas dans ce catalogue.`,
  'successor-not-at-work': ({ name }) =>
    `${name} est proposé pour prendre la suite, mais ferme lui aussi ou est suspendu.`,
  'all-usages': () => 'Il propose les mêmes usages.',
  'some-usages': ({ missing, isSure }, say) =>
    `Il propose une partie des mêmes usages. ${isSure ? 'Il manque' : 'À lui demander'}\u00a0: ${usages(missing, say)}.`,
  'no-usage-known': () => 'Il n’a pas encore dit proposer ces usages. Demandez-lui ce qu’il prévoit.',
  open: () => 'Il accueille de nouvelles structures.',
  'open-to-ask': () => 'Demandez-lui s’il a de la place.',
  full: () => 'Il se dit complet en ce moment.',
  'places-all': () => 'Il intervient sur les mêmes territoires.',
  'places-part': () => 'Il n’intervient que sur une partie des mêmes territoires.',
  'places-none': () => 'Il n’intervient pas sur les mêmes territoires.',
  'places-unknown': () => 'Demandez-lui s’il intervient chez vous.',
  'audiences-missing': ({ missing }, say) =>
    `Il ne dit pas accueillir ${say.list(missing.map((one) => inFrench.audiences[one]))}.`,
  'audiences-unknown': () => 'Demandez-lui quels publics il accueille.',
};

const ENGLISH: SentencesOf<AlternativeSentences> = {
  'succession-agreed': ({ name }) => `${name} takes over.`,
  'succession-named': ({ name }) => `${name} is proposed to take over; it has not said yes yet.`,
  'succession-promise-agreed': ({ name }) => `${name} has agreed to take over if this host closes.`,
  'succession-promise-named': ({ name }) =>
    `${name} is named to take over if this host closes; it has not said yes yet.`,
  'successor-not-here': ({ host }) => `The proposed successor (“${host}”) is not in this catalogue.`,
  'successor-not-at-work': ({ name }) => `${name} is proposed to take over, but is closing too or is suspended.`,
  'all-usages': () => 'It offers the same usages.',
  'some-usages': ({ missing, isSure }, say) =>
    `It offers a part of the same usages. ${isSure ? 'What is missing' : 'To ask it'}: ${usages(missing, say)}.`,
  'no-usage-known': () => 'It has not said yet that it offers these usages. Ask what it plans.',
  open: () => 'It takes new organisations.',
  'open-to-ask': () => 'Ask whether it has room.',
  full: () => 'It says that it is full at present.',
  'places-all': () => 'It serves the same territories.',
  'places-part': () => 'It serves only a part of the same territories.',
  'places-none': () => 'It does not serve the same territories.',
  'places-unknown': () => 'Ask whether it serves where you are.',
  'audiences-missing': ({ missing }, say) =>
    `It does not say that it takes ${say.list(missing.map((one) => inEnglish.audiences[one]))}.`,
  'audiences-unknown': () => 'Ask whom it serves.',
};

/** Puts a reason about a possible successor into a sentence, in the speaker's language. */
export const sayAlternative = sayer<AlternativeSentences>({ fr: ALTERNATIVE_SENTENCES, en: ENGLISH });
