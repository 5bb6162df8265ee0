import type { Match, MatchedHost } from '../matching/answer/schema.ts';
import type { Speaker } from '../vocabulary/speaker.ts';

const HEADINGS = {
  fr: {
    fits: 'Ce qui convient',
    toCheck: 'À vérifier avec eux',
    policy: 'Ce que change la politique de la fédération',
    combinations: 'Pour tout couvrir',
    order: 'Pourquoi dans cet ordre',
    nearMisses: 'Presque',
    relaxations: 'En renonçant à quelque chose',
    help: 'Pour être aidé',
    questions: 'Demandez :',
    nothing: 'Aucun hébergeur connu ne convient tel quel.',
    unknownPrice: 'prix à demander',
    freePrice: 'prix libre',
    perYear: (price: string) => `${price} par an`,
    colon: '\u00a0:',
  },
  en: {
    fits: 'What fits',
    toCheck: 'To check with them',
    policy: 'What the policy of the federation changes',
    combinations: 'To cover everything',
    order: 'Why in this order',
    nearMisses: 'Almost',
    relaxations: 'If you give something up',
    help: 'To be helped',
    questions: 'Ask:',
    nothing: 'No known host fits as things are.',
    unknownPrice: 'ask the price',
    freePrice: 'you choose the price',
    perYear: (price: string) => `${price} a year`,
    colon: ':',
  },
};

/** An answer as lines that a person reads in a terminal: few hosts, why, what to ask, and whom to call. */
export function printMatch(match: Match, say: Speaker): string {
  const words = HEADINGS[say.language];
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', `${title}${words.colon}`, ...lines];
  const priceOf = ({ perYear, floor }: MatchedHost['cost']): string => {
    if (perYear !== null && (floor === null || floor >= perYear)) return words.perYear(say.euros(perYear));
    return floor === 0 ? words.freePrice : words.unknownPrice;
  };
  const host = (entry: MatchedHost): string[] => {
    return [
      `  ${entry.name} — ${priceOf(entry.cost)}${entry.website ? ` — ${entry.website}` : ''}`,
      ...entry.reasons.map(({ text }) => `    + ${text}`),
      ...entry.cautions.map(({ text }) => `    ! ${text}`),
      ...(entry.questions.length > 0 ? [`    ${words.questions}`] : []),
      ...entry.questions.slice(0, 2).map(({ text }) => `      ? ${text}`),
    ];
  };
  const help = section(
    words.help,
    match.help.map(({ name, phone, url, text }) => `  ${[name, phone, url].filter(Boolean).join(' — ')}\n    ${text}`),
  );
  return [
    ...match.notes.map(({ text }) => text),
    ...(match.fits.length === 0 ? ['', words.nothing, ...help] : []),
    ...section(words.fits, match.fits.flatMap(host)),
    ...section(words.toCheck, match.toCheck.flatMap(host)),
    ...section(
      words.order,
      [...match.comparisons, ...(match.robustness ? [match.robustness] : [])].map(({ text }) => `  ${text}`),
    ),
    ...section(
      words.policy,
      (match.policyEffects ?? []).map(({ text }) => `  ${text}`),
    ),
    ...section(
      words.combinations,
      match.combinations.map(({ text }) => `  ${text}`),
    ),
    ...section(
      words.nearMisses,
      match.nearMisses.map(({ text }) => `  ${text}`),
    ),
    ...section(
      words.relaxations,
      match.relaxations.map(({ text }) => `  ${text}`),
    ),
    ...(match.fits.length > 0 ? help : []),
  ].join('\n');
}
