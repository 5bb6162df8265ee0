/**
 * Numbers as people type them, in French and in English: `1 000`, `huit`, `une dizaine`, `entre 30 et 50`,
 * `15 € par mois`. Never throws; work grows with the length of the text, of which a hundred characters are read.
 */
/** Letters of a typed answer that are read. */
export const LONGEST_VALUE = 100;
const MONTHS = 12;

export interface StatedNumber {
  value: number;
  /** Two numbers were given: this is the larger one. */
  isLarger: boolean;
  /** Two numbers were multiplied, and nobody said of what: `12 x 5`. */
  isProduct?: true;
  /**
   * It was said for several groups: `8 groupes de 6` is what they make together, `40 € par groupe` what one pays,
   * and `8 groupes` only how many there are.
   */
  ofGroups?: 'together' | 'each' | 'count';
  /** How many groups, where that was said. */
  groups?: number;
}

const UNITS: Readonly<Record<string, number>> = {
  ...{ zero: 0, un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10 },
  ...{ onze: 11, douze: 12, treize: 13, quatorze: 14, quinze: 15, seize: 16 },
  ...{ vingt: 20, vingts: 20, trente: 30, quarante: 40, cinquante: 50, soixante: 60 },
  ...{ septante: 70, huitante: 80, octante: 80, nonante: 90 },
  ...{ dizaine: 10, douzaine: 12, quinzaine: 15, vingtaine: 20, trentaine: 30, quarantaine: 40, cinquantaine: 50 },
  ...{ soixantaine: 60, centaine: 100, centaines: 100, dizaines: 10, douzaines: 12, millier: 1000, milliers: 1000 },
  ...{ rien: 0, gratuit: 0, gratuite: 0, gratuitement: 0, aucun: 0, aucune: 0, free: 0, nothing: 0, none: 0 },
  ...{ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11 },
  ...{ twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19 },
  ...{ twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, dozen: 12 },
  ...{ couple: 2, dozens: 12 },
};
const TIMES: Readonly<Record<string, number>> = { cent: 100, cents: 100, hundred: 100, mille: 1000, thousand: 1000 };
/** Words of quantity that multiply what is before them: `deux douzaines`. */
const GROUPS = /^(dizaines?|douzaines?|centaines?|milliers?|dozens?)$/;

/** Words that may be around a number without changing it. */
const AROUND = new Set(
  (
    'environ autour de d du des la le les a peu pres plus ou moins maximum maxi max minimum mini min au en tout ' +
    'jusqu jusque grand nous sommes on est total budget ' +
    'personne personnes gens membres adherents adherentes benevoles salaries utilisateurs comptes compte boites boite ' +
    'mail mails adresses participants participantes euro euros eur € nous pouvons payer je l y quelques of about ' +
    'go gb gigaoctets gigabytes ' +
    'around roughly people persons members users accounts mailboxes mailbox we are up to at most only seulement'
  ).split(' '),
);

const folded = (text: string): string =>
  text.slice(0, LONGEST_VALUE).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’']/g, ' ');

/** What digits write: `1 000`, `60,50`; undefined when it is not plainly a number. */
function readDigits(text: string): number | undefined {
  const plain = text.replace(',', '.');
  // Is 1,250 one or a thousand? Only below one nobody doubts.
  return /^(\d{1,9}(\.\d{1,2})?|0\.\d{1,6})$/.test(plain) ? Number(plain) : undefined;
}

/** Adds up the words of one number: `quatre vingt douze`, `two hundred and five`. Null when a word is no number. */
function readWords(words: readonly string[]): number | null {
  let total = 0;
  let part = 0;
  let last = '';
  for (const word of words) {
    const digits = readDigits(word);
    if (Object.hasOwn(TIMES, word)) {
      const times = TIMES[word]!;
      if (times === 1000) {
        total += (part || 1) * 1000;
        part = 0;
      } else part = (part || 1) * 100;
    } else if (GROUPS.test(word)) part = (part || 1) * UNITS[word]!;
    else if (/^vingts?$/.test(word) && last === 'quatre') part += 76;
    else if (digits !== undefined) {
      if (last !== '') return null;
      part = digits;
    } else if (Object.hasOwn(UNITS, word)) {
      if (/\d/.test(last)) return null;
      part += UNITS[word]!;
    } else return null;
    last = word;
  }
  return words.length === 0 ? null : total + part;
}

/** Small letters, a space around every sign; what groups thousands is left out. */
const wordsOf = (typed: string): string[] =>
  folded(typed)
    .replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))/g, '')
    .replace(/(?<=[a-z])-(?=[a-z])|[~≈≤()]/g, ' ')
    .replace(/(?<=\d)\s*[x×*]\s*(?=\d)/g, ' x ')
    .replace(/[€/–—-]/g, (sign) => (sign === '€' || sign === '/' ? ` ${sign} ` : ' - '))
    .replace(/(?<=\d)(?=[a-z])/g, ' ')
    .split(/\s/)
    .map((word) => word.replace(/[.,!?]{1,9}$/, ''))
    .filter((word) => word !== '');

/** One number with the words around it. */
function readOne(words: readonly string[]): number | null {
  const told = words.filter(
    (word, place) => words.length === 1 || !AROUND.has(word) || (word === 'a' && GROUPS.test(words[place + 1] ?? '')),
  );
  const kept = told.filter((word) => word !== 'et' && word !== 'and');
  // `un`, `a` before another number is an article: `une dizaine`, `a hundred`.
  return readWords(kept.length > 1 && /^(un|une|a|an)$/.test(kept[0]!) ? kept.slice(1) : kept);
}

/** Words of which one at least says that something is not known, and those that may be around it. */
const UNKNOWN = new Set(
  'sais sait savons idee know idea sure sur certain connais inconnu unknown nsp jsp idk'.split(' '),
);
const AROUND_UNKNOWN = new Set(
  (
    'je j on nous ne n en ai avons aucune pas d la moindre encore trop bien vraiment du tout rien desole desolee ' +
    'i we don do not t no have haven am m really yet a an any'
  ).split(' '),
);

/** Whether an answer is that one does not know: always a good answer, and the same as none. */
export function isNotKnown(typed: string): boolean {
  const words = wordsOf(typed);
  if (words.length === 0) return typed.includes('?');
  return (
    words.some((word) => UNKNOWN.has(word)) && words.every((word) => UNKNOWN.has(word) || AROUND_UNKNOWN.has(word))
  );
}

const BETWEEN = new Set(['entre', 'between']);

/** A number that is among known words, or the larger of two; null when it is none. */
function readReading(words: readonly string[]): StatedNumber | null {
  const isBetween = BETWEEN.has(words[0] ?? '');
  const parts = isBetween ? words.slice(1) : words;
  const middle = parts.findIndex(
    (word, place) => place > 0 && (isBetween ? /^(et|and|a|to)$/ : /^(-|a|to|ou|or)$/).test(word),
  );
  if (middle > 0) {
    const [one, other] = [readOne(parts.slice(0, middle)), readOne(parts.slice(middle + 1))];
    if (one !== null && other !== null) return { value: Math.max(one, other), isLarger: true };
  }
  const value = readOne(words);
  return value === null ? null : { value, isLarger: false };
}

const MANY =
  /^(groupes?|equipes?|sections?|antennes?|clubs?|associations?|assos?|structures?|groups?|teams?|branch(es)?)$/;

/** Whether what was typed speaks of several groups, whatever else it says. */
export const speaksOfGroups = (typed: string): boolean => wordsOf(typed).some((word) => MANY.test(word));

/** `8 groupes de 6`: what they make together; `8 groupes`: how many they are; `8x6`: a product of anything. */
function readProduct(words: readonly string[]): StatedNumber | null {
  const at = words.findIndex((word) => word === 'x' || MANY.test(word));
  if (at < 1) return null;
  const after = words.slice(at + 1).filter((word) => word !== 'x');
  const groups = readOne(words.slice(0, at));
  if (!groups) return null;
  if (after.length === 0 && words[at] !== 'x') return { value: groups, isLarger: false, ofGroups: 'count', groups };
  const each = readOne(after);
  if (!each) return null;
  const value = groups * each;
  return words[at] === 'x'
    ? { value, isLarger: false, isProduct: true }
    : { value, isLarger: false, ofGroups: 'together', groups };
}

/** How many people or things. */
export function readCount(typed: string): StatedNumber | null {
  const words = wordsOf(typed);
  const reading = readReading(words) ?? readProduct(words);
  return reading && Number.isInteger(reading.value) ? reading : null;
}

const PERIODS = /^(mois|month|trimestres?|quarters?|ans?|annee|year|monthly|quarterly|yearly|mensuels?)$/;

type Period = 'month' | 'quarter' | 'year';
const A_YEAR: Readonly<Record<Period, number>> = { month: MONTHS, quarter: 4, year: 1 };
const periodOf = (word: string): Period => (word.startsWith('m') ? 'month' : /^[tq]/.test(word) ? 'quarter' : 'year');
const EURO = /^(€|eur|euros?)$/;
const EACH = /^(par|\/|a|per|chaque|each|l)$/;
/** `par groupe`, `chacun`. */
const FOR_EACH = /^(chacune?|each|apiece)$/;

/** Euros, and for how long where that is said. */
function readPeriod(typed: string): { reading: StatedNumber | null; period: string } {
  const words = wordsOf(typed);
  /** Without the words that `isOne` knows, and the word before each that says “by”. */
  const leavingOut = (from: readonly string[], isOne: (word: string, place: number) => boolean) =>
    from.filter((word, place) => {
      const next = from[place + 1] ?? '';
      return !isOne(word, place) && !(EACH.test(word) && isOne(next, place + 1));
    });
  const at = words.findIndex((word, place) => place > 0 && PERIODS.test(word));
  const rest = leavingOut(words, (_, place) => place === at);
  const reading = readReading(rest);
  if (reading) return { reading, period: words[at] ?? '' };
  const product = readProduct(rest);
  // An amount before a group is what it pays, however that is put.
  if (product && !(product.ofGroups === 'count' && rest.some((word) => EURO.test(word))))
    return { reading: product, period: words[at] ?? '' };
  const ofOne = leavingOut(rest, (word, place) => place > 0 && (MANY.test(word) || FOR_EACH.test(word)));
  const each = ofOne.length < rest.length ? readReading(ofOne) : null;
  return { reading: each && { ...each, ofGroups: 'each' }, period: words[at] ?? '' };
}

const times = (reading: StatedNumber | null, factor: number): StatedNumber | null =>
  reading && { ...reading, value: Math.round(reading.value * factor * 100) / 100 };

/** Euros for a year; what is said for a month counts twelve times, for a quarter four times. */
export function readMoney(typed: string): StatedNumber | null {
  const { reading, period } = readPeriod(typed);
  return times(reading, A_YEAR[periodOf(period)]);
}

/** A number as people type it; null when it is not one, undefined when nothing was typed. */
export function readNumber(typed: string | undefined, decimals: boolean): number | null | undefined {
  if (typed === undefined) return undefined;
  const reading = decimals ? readReading(wordsOf(typed)) : readCount(typed);
  return reading && reading.ofGroups !== 'count' ? reading.value : null;
}

/** One number that somebody states of their own, not the larger of two; `without`: words that may be next to it. */
function readStated(typed: string, without?: RegExp): number | null {
  const words = wordsOf(typed);
  const reading = readReading(without ? words.filter((word) => !without.test(word)) : words);
  return reading === null || reading.isLarger ? null : reading.value;
}

/** A number as somebody states it: `35,50 €`, `deux`; undefined when it is none, or two. */
export const statedNumber = (typed: string): number | undefined => readStated(typed) ?? undefined;

/** Euros as somebody states their own price, and for how long, where that is said. */
interface StatedPrice {
  value: number;
  period?: Period;
}

/** A price as somebody states it: `60 € par an`, `15 par mois`, `gratuit`; undefined when it is none, or two. */
export function statedPrice(typed: string): StatedPrice | undefined {
  const { reading, period } = readPeriod(typed);
  if (!reading || reading.isLarger || reading.isProduct || reading.ofGroups) return undefined;
  return { value: reading.value, ...(period !== '' && { period: periodOf(period) }) };
}

/** A price as a plan holds it, whose period is a year where it says none. */
export const pricedAt = ({ value, period = 'year' }: StatedPrice): { fixed: number; period?: Period } => ({
  fixed: value,
  ...(period !== 'year' && { period }),
});

/** Days in what people count time by; a month is thirty. */
const DAYS: readonly (readonly [unit: RegExp, days: number])[] = [
  [/^(j|jours?|d|days?)$/, 1],
  [/^(semaines?|weeks?)$/, 7],
  [/^(mois|months?)$/, 30],
  [/^(trimestres?|quarters?)$/, 90],
  [/^(ans?|annees?|years?)$/, 365],
];

/** Days as somebody states them: `90`, `un mois`, `3 semaines`; undefined when it is no number of days. */
export function statedDays(typed: string): number | undefined {
  const words = wordsOf(typed);
  const [, days] = DAYS.find(([unit]) => unit.test(words.at(-1) ?? '')) ?? [];
  const number = statedNumber(days === undefined ? typed : words.slice(0, -1).join(' '));
  return number === undefined ? undefined : number * (days ?? 1);
}

/** Hours of work as somebody states them: `48 h`, `deux heures ouvrées`; undefined when it is no number of hours. */
export const statedHours = (typed: string): number | undefined =>
  readStated(typed, /^(h|hrs?|heures?|hours?|ouvrees?|ouvrables?|working)$/) ?? undefined;

/** Euros that are meant for all: what is said of several groups, or multiplied, is asked about first, where one can ask. */
export function readWholeMoney(typed: string): StatedNumber | null {
  const reading = readMoney(typed);
  return reading?.ofGroups || reading?.isProduct ? null : reading;
}

/** Euros for a year; null when it is no amount, undefined when nothing was typed. */
export const readYearly = (typed: string | undefined): number | null | undefined =>
  typed === undefined ? undefined : (readWholeMoney(typed)?.value ?? null);
