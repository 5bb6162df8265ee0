import type { Closing } from '../documents/closing.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { ClosingStage, Language } from '../vocabulary/terms.ts';

/* Sentences about closings. Stored documents have no language, so sentences are added to answers. */

type Promised = Closing['promises'][number];

/** Parts of the sentences in one language. Dates include their preposition, amounts their unit. */
interface Words {
  days: [one: string, many: string];
  before: [day: string, longer: string];
  announced(on: string | null): string;
  closes(on: string, isOver: boolean): string;
  erases(on: string): string;
  keeps(before: string): string;
  /** The noun after a number of days, and the noun after “no promise”. */
  subject: Record<Promised['commitment'], [promised: string, nothing: string]>;
  unpromised(nothing: string, given: string | null): string;
  promised(days: string, of: string, given: string | null): string;
  judged: Record<'kept' | 'broken', string>;
  cannotTell: string;
  successor(name: string, agreed: boolean): string;
  /** A slug, shown when the name is not known. */
  quoted(slug: string): string;
}

const WORDS: Record<Language, Words> = {
  fr: {
    days: ['jour', 'jours'],
    before: ['avant le', 'avant'],
    announced: (on) => (on ? `Fermeture annoncée ${on}.` : 'Fermeture dont le jour d’annonce n’est pas connu.'),
    closes: (on, isOver) => `${isOver ? 'Fermé' : 'Fin prévue'} ${on}.`,
    erases: (on) => `Données effacées ${on}.`,
    keeps: (before) => `Données à récupérer ${before}.`,
    subject: {
      'closing-notice': ['de préavis', 'de préavis'],
      'data-retrieval-after-end': ['pour récupérer ses données', 'de délai pour récupérer ses données'],
    },
    unpromised: (nothing, given) =>
      `Aucune promesse ${nothing} n’est connue${given === null ? '' : `\u00a0; l’hébergeur en donne ${given}`}.`,
    promised: (days, of, given) =>
      `L’hébergeur avait promis ${days} ${of}${given === null ? '' : `\u00a0; il en donne ${given}`}.`,
    judged: { kept: 'Promesse tenue.', broken: 'Promesse non tenue.' },
    cannotTell: 'Les dates connues ne permettent pas d’en juger.',
    successor: (name, agreed) =>
      agreed
        ? `${name} prend la suite.`
        : `${name} est proposé pour prendre la suite\u00a0; il n’a pas encore dit oui.`,
    quoted: (slug) => `«\u00a0${slug}\u00a0»`,
  },
  en: {
    days: ['day', 'days'],
    before: ['before', 'before'],
    announced: (on) => (on ? `Closing announced ${on}.` : 'Closing, announced on a day that is not known.'),
    closes: (on, isOver) => `${isOver ? 'Closed' : 'End planned'} ${on}.`,
    erases: (on) => `Data erased ${on}.`,
    keeps: (before) => `Data to be retrieved ${before}.`,
    subject: {
      'closing-notice': ['of notice', 'of notice'],
      'data-retrieval-after-end': ['to retrieve data', 'of time to retrieve data'],
    },
    unpromised: (nothing, given) =>
      `No promise ${nothing} is known${given === null ? '' : `; the host gives ${given}`}.`,
    promised: (days, of, given) => `The host had promised ${days} ${of}${given === null ? '' : `; it gives ${given}`}.`,
    judged: { kept: 'Promise kept.', broken: 'Promise broken.' },
    cannotTell: 'The dates that are known do not tell whether it was kept.',
    successor: (name, agreed) =>
      agreed ? `${name} takes over.` : `${name} is proposed to take over; it has not said yes yet.`,
    quoted: (slug) => `“${slug}”`,
  },
};

const STAGES: Record<Language, Record<ClosingStage, string>> = {
  fr: {
    restricted: 'plus de nouveaux venus',
    readOnly: 'on peut lire, mais plus écrire',
    closed: 'la fin',
    dataErased: 'les données sont effacées',
  },
  en: { restricted: 'no newcomers', readOnly: 'read only', closed: 'the end', dataErased: 'data are erased' },
};
/** A stage as part of a sentence, for people who use the service. */
export const stageText = (stage: ClosingStage, { language }: Speaker): string => STAGES[language][stage];

/** One promise: what was promised, what is given, and whether it is kept. */
function promiseText({ commitment, promised, actual, state }: Promised, say: Speaker): string {
  const { days, subject, unpromised, promised: ofPromise, judged, cannotTell } = WORDS[say.language];
  const [of, nothing] = subject[commitment];
  const isOne = (count: number) => (say.language === 'fr' ? count < 2 : count === 1);
  const counted = (count: number) => `${say.number(count)}\u00a0${days[isOne(count) ? 0 : 1]}`;
  if (promised === null) return unpromised(nothing, actual === null ? null : counted(actual));
  const text = ofPromise(counted(promised), of, actual === null ? null : say.number(actual));
  if (state === 'kept' || state === 'broken') return `${text} ${judged[state]}`;
  return state === 'unknown' ? `${text} ${cannotTell}` : text;
}

/**
 * A closing in sentences: its dates, its promises, its successor.
 * @param nameOf the name of a host by slug; undefined when the catalogue does not have it
 */
export function closingText(
  {
    announcedOn,
    stages,
    stage,
    successor,
    promises,
  }: Pick<Closing, 'announcedOn' | 'stages' | 'stage' | 'successor' | 'promises'>,
  say: Speaker,
  nameOf: (slug: string) => string | undefined,
): string {
  const words = WORDS[say.language];
  const { closed, dataErased } = stages;
  const isClosed = stage === 'closed' || stage === 'dataErased';
  const data = (erased: string) =>
    stage === 'dataErased'
      ? words.erases(say.on(erased))
      : words.keeps(`${words.before[erased.length === 10 ? 0 : 1]} ${say.date(erased)}`);
  return [
    words.announced(announcedOn && say.on(announcedOn)),
    ...(closed ? [words.closes(say.on(closed), isClosed)] : []),
    ...(dataErased ? [data(dataErased)] : []),
    ...promises.map((promise) => promiseText(promise, say)),
    ...(successor ? [words.successor(nameOf(successor.host) ?? words.quoted(successor.host), successor.agreed)] : []),
  ].join(' ');
}
