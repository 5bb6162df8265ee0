import { isId } from '../../requests/meaning.ts';
import type { ReportPlace } from './store.ts';

/* Where a page of reports ends, as a cursor holds it. */

export const isReportPlace = ([reportedAt = '', id = '']: readonly string[]): boolean =>
  !Number.isNaN(Date.parse(reportedAt)) && isId(id);

/** @param place what `isReportPlace` accepts */
export const reportPlaceOf = ([reportedAt, id]: readonly string[]): ReportPlace => ({
  reportedAt: new Date(reportedAt!),
  id: id!,
});
