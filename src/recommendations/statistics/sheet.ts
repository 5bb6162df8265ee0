import { toCsv } from '../../spreadsheets/csv/write.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { FederationStatistics } from './schema.ts';
import { STATISTICS } from './words.ts';

/** A federation in numbers, one a line, with what each counts in the reader’s language. */
export const statisticsSheet = (statistics: FederationStatistics, language: Language): string =>
  toCsv(
    ['key', 'label', 'value'],
    Object.entries(STATISTICS).flatMap(([group, labels]) =>
      Object.entries(labels).map(([name, label]) => ({
        key: `${group}.${name}`,
        label: label[language],
        value: (statistics[group as keyof typeof STATISTICS] as Record<string, number>)[name],
      })),
    ),
  );
