import { toCsv } from '../../spreadsheets/csv/write.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { Gaps } from './schema.ts';
import { GAP_COLUMNS } from './words.ts';

/** What was asked for and not met, a cell a line. */
export function gapsSheet({ cells }: Gaps, language: Language): string {
  const { month, family, region, atLeast } = GAP_COLUMNS[language];
  return toCsv(
    [month, family, region, atLeast],
    cells.map((cell) => ({
      [month]: cell.month,
      [family]: cell.familyLabel,
      [region]: cell.regionLabel,
      [atLeast]: cell.atLeast,
    })),
  );
}
