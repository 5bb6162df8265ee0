import type { Host } from '../documents/host.ts';
import type { ModelKind, PublicModel } from '../vocabulary/models.ts';
import type { Measure } from '../vocabulary/shapes.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { Language } from '../vocabulary/terms.ts';
import type { AdviceAnswer } from './schema.ts';

/*
 * Paragraphs that a host may publish on its own site: its own answers as sentences, and nothing else. An answer that
 * promises nothing (no, none, 0 days) gives no sentence.
 */

export const PARAGRAPH_TOPICS = [
  'closing-notice',
  'backups',
  'emergency-access',
  'data-export',
  'processing-agreement',
] as const;
type Topic = (typeof PARAGRAPH_TOPICS)[number];

export type Paragraph = AdviceAnswer['paragraphs'][number];

/** The data of a host that is read: its name, and statements with their sources. */
type Answering = Pick<Host, 'name'> & {
  readonly commitments: readonly {
    readonly kind: string;
    readonly statements: readonly Pick<Host['commitments'][number]['statements'][number], 'by' | 'value'>[];
  }[];
};

/** The parameters of a sentence. `amount` includes its unit; `count` is 1 for a value that is not a number. */
interface Said {
  host: string;
  amount: string;
  count: number;
}
type Sentence = (said: Said) => string;

const NUMBER = (value: Measure) => typeof value === 'number' && value > 0;
const YES = (value: Measure) => value === true;
const ADDRESS = (value: Measure) => typeof value === 'string' && /^https?:/.test(value);
const DATE = (value: Measure) => typeof value === 'string' && /^\d{4}/.test(value);
const LIST = (value: Measure) => Array.isArray(value) && value.length > 0;

/** For each kind of commitment: which answers promise something, and their sentences. */
const SENTENCES: Readonly<Record<string, { promises: (value: Measure) => boolean } & Record<Language, Sentence>>> = {
  'closing-notice': {
    promises: NUMBER,
    fr: ({ host, amount }) =>
      `Si ${host} doit fermer un service, nous prévenons les personnes qui l’utilisent au moins ${amount} à l’avance.`,
    en: ({ host, amount }) =>
      `If ${host} has to close a service, we tell the people who use it at least ${amount} ahead.`,
  },
  'data-retrieval-after-end': {
    promises: NUMBER,
    fr: ({ amount }) => `Après la fin, chacun peut encore récupérer ses données pendant ${amount}.`,
    en: ({ amount }) => `After the end, data can still be retrieved for ${amount}.`,
  },
  'backup-interval': {
    promises: NUMBER,
    fr: ({ amount }) => `D’habitude, ${amount} au plus séparent deux sauvegardes.`,
    en: ({ amount }) => `Usually, no more than ${amount} pass between two backups.`,
  },
  'backup-worst-case': {
    promises: NUMBER,
    fr: ({ amount }) => `Au pire, la dernière sauvegarde date de ${amount}.`,
    en: ({ amount }) => `At worst, the last backup is ${amount} old.`,
  },
  'backup-offsite': {
    promises: YES,
    fr: () => 'Une copie est gardée dans un autre lieu.',
    en: () => 'A copy is kept in another place.',
  },
  'backup-retention': {
    promises: NUMBER,
    fr: ({ amount }) => `Les sauvegardes sont gardées pendant ${amount}.`,
    en: ({ amount }) => `Backups are kept for ${amount}.`,
  },
  'last-restore-test': {
    promises: DATE,
    fr: ({ amount }) => `Nous avons vérifié pour la dernière fois qu’une sauvegarde se restaure : ${amount}.`,
    en: ({ amount }) => `We last checked that a backup restores: ${amount}.`,
  },
  'recovery-time-target': {
    promises: NUMBER,
    fr: ({ amount }) => `Après une panne grave, nous visons de repartir en ${amount} : c’est un but, pas une garantie.`,
    en: ({ amount }) => `After a serious failure, we aim to be back within ${amount}: it is an aim, not a guarantee.`,
  },
  'people-with-emergency-access': {
    promises: NUMBER,
    fr: ({ amount, count }) =>
      count === 1
        ? 'Une seule personne peut intervenir en urgence sur les serveurs.'
        : `Nous sommes ${amount} à pouvoir intervenir en urgence sur les serveurs.`,
    en: ({ amount, count }) =>
      count === 1
        ? 'A single person can act on the servers in an emergency.'
        : `There are ${amount} who can act on the servers in an emergency.`,
  },
  'self-service-export': {
    promises: YES,
    fr: () => 'Chacun peut exporter ses données sans nous le demander.',
    en: () => 'Everybody can export their data without asking us.',
  },
  'export-formats': {
    promises: LIST,
    fr: ({ amount }) => `Les données peuvent être récupérées dans ces formats : ${amount}.`,
    en: ({ amount }) => `Data can be taken out in these formats: ${amount}.`,
  },
  'processing-agreement': {
    promises: ADDRESS,
    fr: ({ host, amount }) =>
      `${host} signe un contrat de traitement des données avec les associations qui lui confient des données personnelles. Il se lit ici : ${amount}`,
    en: ({ host, amount }) =>
      `${host} signs a data processing agreement with the associations that entrust personal data to it. It can be read here: ${amount}`,
  },
  'subprocessors-list': {
    promises: ADDRESS,
    fr: ({ amount }) => `La liste de nos sous-traitants se lit ici : ${amount}`,
    en: ({ amount }) => `The list of our subcontractors can be read here: ${amount}`,
  },
  'breach-notice': {
    promises: NUMBER,
    fr: ({ amount }) => `En cas de fuite de données, nous prévenons l’association en ${amount} au plus.`,
    en: ({ amount }) => `After a data breach, we tell the association within ${amount}.`,
  },
};

/** For each topic: the questions that it answers, in the order of its sentences, and public models for such a text. */
const TOPICS: Readonly<Record<Topic, { questions: readonly string[]; model: ModelKind | null }>> = {
  'closing-notice': { questions: ['closing-notice', 'data-retrieval-after-end'], model: 'closing-notice' },
  backups: {
    questions: [
      'backup-interval',
      'backup-worst-case',
      'backup-offsite',
      'backup-retention',
      'last-restore-test',
      'recovery-time-target',
    ],
    model: 'backup-policy',
  },
  'emergency-access': { questions: ['people-with-emergency-access'], model: null },
  'data-export': { questions: ['self-service-export', 'export-formats', 'data-retrieval-after-end'], model: null },
  'processing-agreement': {
    questions: ['processing-agreement', 'subprocessors-list', 'breach-notice'],
    model: 'processing-agreement',
  },
};

/** The topic of a question, by the key of its commitment kind; undefined: there is no paragraph for it. */
const paragraphTopic = (question: string): Topic | undefined =>
  PARAGRAPH_TOPICS.find((topic) => TOPICS[topic].questions.includes(question));

/** The paragraph of a topic with the host's own numbers; `text` is null while it has answered none of the questions. */
export function paragraphOn(
  topic: Topic,
  { name, commitments }: Answering,
  { models }: { models: readonly PublicModel[] },
  say: Speaker,
): Paragraph {
  const { questions, model } = TOPICS[topic];
  const answers = questions.map((question) => ({
    question,
    // Statements of a charter, a federation or an imported file are not the host's own words.
    value: commitments.find(({ kind }) => kind === question)?.statements.find(({ by }) => by === 'host')?.value,
  }));
  const said = answers.flatMap(({ question, value }) => {
    const { promises, [say.language]: sentence } = SENTENCES[question]!;
    if (value === undefined || !promises(value)) return [];
    const amount = say.measure(question, value);
    return [{ question, text: sentence({ host: name, amount, count: typeof value === 'number' ? value : 1 }) }];
  });
  return {
    topic,
    text: said.length > 0 ? said.map(({ text }) => text).join(' ') : null,
    says: said.map(({ question }) => question),
    unanswered: answers.filter(({ value }) => value === undefined).map(({ question }) => question),
    models: models
      .filter((one) => one.for === 'host' && one.kind === model)
      .map(({ title, url, licence, note }) => ({
        title: title[say.language],
        url,
        licence: licence ?? null,
        ...(note && { note: note[say.language] }),
      })),
  };
}

/** The paragraph for a question, by the key of its commitment kind; undefined when there is none. */
export function paragraphFor(
  question: string,
  host: Answering,
  reference: { models: readonly PublicModel[] },
  say: Speaker,
): Paragraph | undefined {
  const topic = paragraphTopic(question);
  return topic && paragraphOn(topic, host, reference, say);
}
