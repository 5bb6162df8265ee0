import { curved } from '../ground/texts.ts';
import { kilometresBetween } from './distances.ts';
import { COUNTED_UNIT_LABELS, SUPPORT_MODE_LABELS } from './labels.ts';
import { type CommitmentKind, type Label, type Reference, textIn } from './reference.ts';
import type { Measure, Territory } from './shapes.ts';
import type { Language, SupportMode } from './terms.ts';

/** Writes amounts, dates and labels in one language. */
export interface Speaker {
  readonly language: Language;
  euros(amount: number): string;
  gigabytes(amount: number): string;
  number(amount: number): string;
  /** A unit of capacity in the form used after a number: `participant à la fois`, `sites`. */
  unit(key: string, amount: number): string;
  /** `15 participants à la fois` */
  amount(unit: string, amount: number): string;
  /** Whether a unit counts people of the organisation itself. */
  countsUs(unit: string): boolean;
  /** A year, month or day in full: `mai 2023`, `1er juillet 2027`. */
  date(date: string): string;
  /** `le 3 mars 2026`, `en mars 2026`; `on 3 March 2026`, `in March 2026` */
  on(date: string): string;
  /** `depuis le 3 mars 2026`, `depuis mars 2026` */
  since(date: string): string;
  /** `jusqu’au 3 mars 2026`, `jusqu’en mars 2026` */
  until(date: string): string;
  /** “from 15 December 2026”, in French “à partir du …” or “dès …” */
  from(date: string): string;
  /** `a, b et c` */
  list(parts: readonly string[]): string;
  territory(territory: Territory): string;
  /**
   * The distance between two French territories, measured between the centres of their départements; undefined within
   * one département, or when unknown.
   */
  distance(one: Territory, other: Territory): string | undefined;
  /** The département of a territory; a larger territory is named itself. */
  departement(territory: Territory): string;
  country(code: string): string;
  languageName(code: string): string;
  usage(key: string): string;
  /** One to three words, for use next to a picture: `Fichiers`. */
  usageShort(key: string): string;
  tool(key: string): string;
  /** A kind of support, with how it is given if stated: “formation sur place”. */
  support(key: string, mode?: SupportMode | null): string;
  supportMode(mode: SupportMode): string;
  /** @param version of a federation's own criterion, to use the label of that version */
  criterion(key: string, version?: number): string;
  /** The question as asked to the host itself. */
  criterionQuestion(key: string): string;
  commitment(key: string): string;
  commitmentQuestion(key: string): string;
  /** A measure with its unit: `90 jours`, `oui`, `aucun délai promis`. */
  measure(kind: string, value: Measure): string;
}

const NBSP = '\u00a0';
/** The words of one language for amounts, dates and measures. */
interface SpeakerWords {
  locale: string;
  euros(digits: string): string;
  megabytes: string;
  gigabytes: string;
  isSeveral(amount: number): boolean;
  and: string;
  yes: string;
  no: string;
  none: string;
  /** A full date from what `Intl` writes. */
  day(written: string): string;
  on: Dated;
  since: Dated;
  until: Dated;
  from: Dated;
}

/** The preposition before a day, and before a month or a year. */
type Dated = readonly [day: string, longer: string];

const WORDS: Readonly<Record<Language, SpeakerWords>> = {
  fr: {
    locale: 'fr-FR',
    euros: (digits) => `${digits}${NBSP}€`,
    megabytes: 'Mo',
    gigabytes: 'Go',
    isSeveral: (amount) => amount >= 2,
    and: ' et ',
    yes: 'oui',
    no: 'non',
    none: 'aucun',
    day: (written) => written.replace(/^1 /, `1er${NBSP}`),
    on: ['le ', 'en '],
    since: ['depuis le ', 'depuis '],
    until: ['jusqu’au ', 'jusqu’en '],
    from: ['à partir du ', 'dès '],
  },
  en: {
    locale: 'en-GB',
    euros: (digits) => `€${digits}`,
    megabytes: 'MB',
    gigabytes: 'GB',
    isSeveral: (amount) => amount !== 1,
    and: ' and ',
    yes: 'yes',
    no: 'no',
    none: 'none',
    day: (written) => written,
    on: ['on ', 'in '],
    since: ['since ', 'since '],
    until: ['until ', 'until '],
    from: ['from ', 'from '],
  },
};

/** A label with a lower-case first letter, for use inside a sentence; acronyms and “French” keep their capital. */
export const inSentence = (label: string): string =>
  /^(\p{Lu}\S*\p{Lu}|French)/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);

const speakers = new WeakMap<Reference, Map<Language, Speaker>>();

/** The speaker for a language and a vocabulary. Created once for each, because `Intl` formatters are slow to create. */
export function speaker(language: Language, reference: Reference): Speaker {
  const byLanguage = speakers.get(reference) ?? new Map<Language, Speaker>();
  speakers.set(reference, byLanguage);
  const one = byLanguage.get(language) ?? makeSpeaker(language, reference);
  byLanguage.set(language, one);
  return one;
}

function makeSpeaker(language: Language, reference: Reference): Speaker {
  const words = WORDS[language];
  const { locale, isSeveral } = words;
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const cents = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const list = (parts: readonly string[]) =>
    parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}${words.and}${parts.at(-1)}`;
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  const labelsOf = (entries: ReadonlyMap<string, { label: Label; inSentence?: Label }>) =>
    new Map(
      [...entries].map(([key, entry]) => [key, inSentence(curved(textIn(entry.inSentence ?? entry.label, language)))]),
    );
  const usages = labelsOf(reference.usages);
  const criteria = labelsOf(reference.criteria);
  const commitments = labelsOf(reference.commitmentKinds);
  const questionsOf = (questions: Iterable<readonly [key: string, text: Label | undefined]>) =>
    new Map([...questions].map(([key, text]) => [key, curved(textIn(text ?? {}, language))]));
  const criterionQuestions = questionsOf([...reference.criteria].map(([key, { askHost }]) => [key, askHost]));
  const commitmentQuestions = questionsOf([...reference.commitmentKinds].map(([key, { question }]) => [key, question]));
  const supportMode = (mode: SupportMode) => textIn(SUPPORT_MODE_LABELS[mode], language);
  const supports: ReadonlyMap<string, string> = new Map(
    [...reference.supportKinds].map(([key, text]) => [key, inSentence(curved(textIn(text, language)))]),
  );
  const commitmentKind = (key: string): CommitmentKind | undefined => reference.commitmentKinds.get(key);
  /** Most numbers are small integers, which need no slow `Intl` formatter. */
  const number = (amount: number) =>
    Number.isInteger(amount) && amount >= 0 && amount < 1000 ? String(amount) : numbers.format(amount);
  const unit = (key: string, amount: number) => {
    const { label, singular } = reference.units.get(key) ?? {};
    return textIn((isSeveral(amount) ? label : singular) ?? {}, language);
  };
  const euros = (amount: number) => words.euros(Number.isInteger(amount) ? number(amount) : cents.format(amount));
  const written = new Map<string, string>();
  const date = (partial: string): string => {
    if (partial.length === 4) return partial;
    const cached = written.get(partial);
    if (cached !== undefined) return cached;
    const text = writeDate(partial);
    // Dates also come from requests, so the cache must stay small.
    if (written.size < 5000) written.set(partial, text);
    return text;
  };
  const writeDate = (partial: string): string => {
    const instant = new Date(`${partial.length === 7 ? `${partial}-01` : partial}T00:00:00Z`);
    return partial.length === 7 ? months.format(instant) : words.day(days.format(instant));
  };
  const departementOf = (territory: Territory): string | undefined =>
    reference.territories.lineage(territory).find(({ level }) => level === 'departement')?.code;
  const dated =
    ([day, longer]: Dated) =>
    (partial: string) =>
      `${partial.length === 10 ? day : longer}${date(partial)}`;
  return {
    language,
    euros,
    gigabytes: (amount) =>
      amount < 1 ? `${number(amount * 1000)}${NBSP}${words.megabytes}` : `${number(amount)}${NBSP}${words.gigabytes}`,
    number,
    unit,
    amount: (key, amount) => `${number(amount)} ${unit(key, amount)}`,
    countsUs: (key) => reference.units.get(key)?.countsUs === true,
    date,
    on: dated(words.on),
    since: dated(words.since),
    until: dated(words.until),
    from: dated(words.from),
    list,
    territory: (territory) => curved(reference.territories.name(territory, language)),
    departement: (territory) => {
      const wider = reference.territories.lineage(territory).find(({ level }) => level !== 'commune');
      return curved(reference.territories.name(wider ?? territory, language));
    },
    distance: (one, other) => {
      const [from, to] = [one, other].map(departementOf);
      const apart = from && to && from !== to ? kilometresBetween(from, to) : undefined;
      return apart === undefined ? undefined : `${number(apart)}${NBSP}km`;
    },
    country: (code) => reference.territories.name({ level: 'country', code }, language),
    languageName: (code) => languages.of(code) ?? code,
    usage: (key) => usages.get(key) ?? key,
    usageShort: (key) => curved(textIn(reference.usages.get(key)?.short ?? {}, language)) || key,
    tool: (key) => curved(reference.tools.get(key)?.name ?? key),
    support: (key, mode) => [supports.get(key) ?? key, mode && supportMode(mode)].filter(Boolean).join(' '),
    supportMode,
    criterion: (key, version) => {
      const then = version && reference.criteria.get(key)?.federationFacts?.labels[version - 1];
      return then ? inSentence(curved(textIn(then, language))) : (criteria.get(key) ?? key);
    },
    criterionQuestion: (key) => criterionQuestions.get(key) ?? '',
    commitment: (key) => commitments.get(key) ?? key,
    commitmentQuestion: (key) => commitmentQuestions.get(key) ?? '',
    measure: (key, value) => {
      const kind = commitmentKind(key);
      const special = kind?.specialValues?.find((answer) => answer.value === value);
      if (special) return inSentence(curved(textIn(special.label, language)));
      if (typeof value === 'boolean') return value ? words.yes : words.no;
      if (Array.isArray(value)) return value.length > 0 ? list(value) : words.none;
      if (typeof value === 'string') return /^\d{4}(-\d{2}){0,2}$/.test(value) ? date(value) : value;
      const { unit } = kind ?? {};
      if (unit === 'EUR') return euros(value);
      if (unit === 'year') return String(value);
      if (unit === undefined) return number(value);
      const [one, several] = COUNTED_UNIT_LABELS[unit][language];
      return `${number(value)}${NBSP}${isSeveral(value) ? several : one}`;
    },
  };
}
