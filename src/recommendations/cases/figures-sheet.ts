import { toCsv } from '../../spreadsheets/csv.ts';
import type { CaseState, Language } from '../../vocabulary/terms.ts';
import type { CaseFigures } from './figures.ts';

/* The internal numbers of a federation as CSV: one number a line, each line marked as not to be published. */

interface Words {
  columns: [mark: string, period: string, from: string, to: string, by: string, what: string, count: string];
  internal: string;
  all: string;
  received: string;
  states: Record<CaseState, string>;
  by: Record<'state' | 'made' | 'deleted' | CaseFigures['breakdown'][number]['by'], string>;
  recommendations: string;
  referrals: string;
  file: string;
}

const WORDS: Record<Language, Words> = {
  fr: {
    columns: ['à ne pas publier', 'période', 'du', 'au', 'par', 'quoi', 'nombre'],
    internal: 'interne',
    all: 'ensemble',
    received: 'dossiers reçus',
    states: {
      ...{
        received: 'pas encore de nouvelle',
        'written-to': 'ont écrit à un hébergeur',
        answered: 'ont reçu une réponse',
      },
      ...{ chosen: 'ont choisi', moved: 'ont déménagé', 'gave-up': 'ont renoncé' },
    },
    by: {
      ...{ state: 'suite', made: 'ce qui a été fait', deleted: 'dont supprimés depuis, par suite' },
      ...{ departement: 'département', family: 'usage', help: 'aide' },
    },
    ...{ recommendations: 'recommandations', referrals: 'orientations vers un hébergeur' },
    file: 'chiffres-internes.csv',
  },
  en: {
    columns: ['not to be published', 'period', 'from', 'to', 'by', 'what', 'count'],
    internal: 'internal',
    all: 'together',
    received: 'cases received',
    states: {
      ...{ received: 'no news yet', 'written-to': 'wrote to a host', answered: 'got an answer' },
      ...{ chosen: 'chose', moved: 'moved', 'gave-up': 'gave up' },
    },
    by: {
      ...{ state: 'outcome', made: 'what was made', deleted: 'of which deleted since, by outcome' },
      ...{ departement: 'département', family: 'usage', help: 'help' },
    },
    ...{ recommendations: 'recommendations', referrals: 'referrals to a host' },
    file: 'internal-numbers.csv',
  },
};

/** What the file is called. */
export const figuresSheetName = (language: Language): string => WORDS[language].file;

/** One number a line: of each period, then of the year by place, usage and help. */
export function figuresSheet({ periods, breakdown, deleted }: CaseFigures, language: Language): string {
  const words = WORDS[language];
  const lineOf =
    ({ period, from, to }: Pick<CaseFigures['periods'][number], 'period' | 'from' | 'to'>) =>
    (by: string, what: string, count: number) => {
      const cells = [words.internal, period, from, to, by, what, count];
      return Object.fromEntries(words.columns.map((column, at) => [column, cells[at]]));
    };
  const ofYear = lineOf(periods[0]!);
  return toCsv(words.columns, [
    ...periods.flatMap((period) => {
      const line = lineOf(period);
      return [
        line(words.all, words.received, period.received),
        ...period.states.map(({ state, count }) => line(words.by.state, words.states[state], count)),
        line(words.by.made, words.recommendations, period.recommendations),
        line(words.by.made, words.referrals, period.referrals),
      ];
    }),
    ...deleted.map(({ state, count }) => ofYear(words.by.deleted, words.states[state], count)),
    ...breakdown.map(({ by, label, count }) => ofYear(words.by[by], label, count)),
  ]);
}
