import { PRICE_PROMISE } from '../../documents/price-change.ts';
import { capital } from '../../ground/texts.ts';
import { COMPLETE_LIST_LABELS } from '../../vocabulary/labels.ts';
import type { Measure } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { ClaimValue, CompleteList, Language } from '../../vocabulary/terms.ts';

/* Parts of the sentences of a history. */

/** The service and plan of an event; neither: the host as a whole. Sentences use the name, programs the slug. */
export type ServiceScope = { service?: string; serviceSlug?: string; plan?: string };
/** A criterion, with its name in a version, or a commitment. */
export type HistorySubject = { criterion?: string; version?: number | undefined; kind?: string };
export type ByFederation = { federation: string; federationName?: string };

interface PartWords {
  colon: string;
  next: string;
  plan: string;
  listOf(length: number): string;
  quoted(name: string): string;
  answers: Readonly<Record<ClaimValue, string>>;
  per: Readonly<Record<'month' | 'quarter' | 'year', string>>;
}

const WORDS: Readonly<Record<Language, PartWords>> = {
  fr: {
    colon: '\u00a0: ',
    next: ', puis ',
    plan: 'formule',
    listOf: (length) => `liste de ${length}`,
    quoted: (name) => `«\u00a0${name}\u00a0»`,
    answers: { yes: 'oui', partial: 'en partie', no: 'non' },
    per: { month: 'par mois', quarter: 'par trimestre', year: 'par an' },
  },
  en: {
    colon: ': ',
    next: ', then ',
    plan: 'plan',
    listOf: (length) => `list of ${length}`,
    quoted: (name) => `“${name}”`,
    answers: { yes: 'yes', partial: 'in part', no: 'no' },
    per: { month: 'a month', quarter: 'a quarter', year: 'a year' },
  },
};

const MOST_WORDS = 25;
/** Maximum number of words of a list that a sentence contains next to two others; a longer list is counted. */
const MOST_OF_A_LIST = 6;
const MOST_OF_A_NAME = 60;
/** Maximum number of values of a promise in a sentence; the data next to it contain all listed values. */
export const SHOWN_VALUES = 3;

const wordsOf = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

export const short = (name: string): string =>
  name.length > MOST_OF_A_NAME ? `${name.slice(0, MOST_OF_A_NAME).trimEnd()}…` : name;

const quoted = (name: string, { language }: Speaker): string => WORDS[language].quoted(short(name));

/** The name of a host or federation, or its slug when the catalogue has no name for it. */
const named = (slug: string, name: string | undefined, say: Speaker): string =>
  name === undefined ? quoted(slug, say) : short(name);

export const federation = ({ federation, federationName }: ByFederation, say: Speaker): string =>
  named(federation, federationName, say);

export const successor = (
  { successor, successorName }: { successor: string; successorName?: string },
  say: Speaker,
): string => named(successor, successorName, say);

/** The service or plan as the first words of a sentence, with a following space; empty for the host as a whole. */
export const about = ({ service, plan }: ServiceScope, say: Speaker): string => {
  if (service === undefined) return '';
  const ofPlan = plan === undefined ? '' : `, ${WORDS[say.language].plan} ${quoted(plan, say)}`;
  return `Service ${quoted(service, say)}${ofPlan}. `;
};

function measure(kind: string, value: Measure, say: Speaker): string {
  const text = say.measure(kind, value);
  if (!Array.isArray(value) || wordsOf(text) <= MOST_OF_A_LIST) return text;
  return WORDS[say.language].listOf(value.length);
}

/** `Préavis avant fermeture : 90 jours, puis 30 jours.`; a long label becomes a sentence of its own. */
function labelled(label: string, values: readonly string[], { language }: Speaker): string {
  const { colon, next } = WORDS[language];
  const text = values.join(next);
  const one = `${capital(label)}${colon}${text}.`;
  return wordsOf(one) <= MOST_WORDS ? one : `${capital(label)}. ${capital(text)}.`;
}

/** The values of a promise, oldest first. */
export const promise = ({ kind, ...of }: ServiceScope & { kind: string }, values: readonly Measure[], say: Speaker) =>
  about(of, say) +
  labelled(
    say.commitment(kind),
    values.map((value) => measure(kind, value, say)),
    say,
  );

/** The answers to a criterion, oldest first. */
export const claim = (
  { criterion, version }: { criterion: string; version?: number | undefined },
  values: readonly ClaimValue[],
  say: Speaker,
): string =>
  labelled(
    say.criterion(criterion, version),
    values.map((value) => WORDS[say.language].answers[value]),
    say,
  );

/** The results of reviews of a criterion or commitment, oldest first. */
export const reviewed = (
  { criterion, version, kind }: HistorySubject,
  values: readonly Measure[],
  say: Speaker,
): string =>
  criterion === undefined
    ? promise({ kind: kind! }, values, say)
    : claim({ criterion, version }, values as readonly ClaimValue[], say);

/** The name of a criterion or commitment, as a sentence of its own. */
export const label = ({ criterion, version, kind }: HistorySubject, say: Speaker): string =>
  `${capital(criterion === undefined ? say.commitment(kind!) : say.criterion(criterion, version))}.`;

/** The name of the statement for which a page is the evidence. */
export const evidenced = ({ criterion, kind, ...of }: HistorySubject & ServiceScope, say: Speaker): string =>
  about(of, say) + label(criterion === undefined ? { kind: kind! } : { criterion }, say);

export const price = (
  { from, to, period, ...of }: ServiceScope & { from: number; to: number; period: 'month' | 'quarter' | 'year' },
  say: Speaker,
): string => {
  const { per, next } = WORDS[say.language];
  return `${about(of, say)}${[from, to].map((amount) => `${say.euros(amount)} ${per[period]}`).join(next)}.`;
};

/** `Préavis promis : 90 jours.`, about a price rise; null when nothing was promised. */
export const noticePromised = (days: number | null, say: Speaker): string | null =>
  days === null ? null : say.measure(PRICE_PROMISE, days);

/** Whether a price rises with less notice than promised. */
export const isTooSoon = ({ promised, actual }: { promised: number | null; actual: number }): boolean =>
  promised !== null && actual < promised;

/** The names of lists, such as `services, langues`. */
export const lists = (names: readonly CompleteList[], say: Speaker): string =>
  say.list(names.map((name) => COMPLETE_LIST_LABELS[name][say.language]));
