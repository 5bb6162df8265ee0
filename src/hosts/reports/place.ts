import { isId } from '../../requests/meaning.ts';
import type { ReportPlace } from './store.ts';

/* The place in a list of reports at which a page ends, as a cursor encodes it. */

export const isReportPlace = ([reportedAt = '', id = '']: readonly string[]): boolean =>
  !Number.isNaN(Date.parse(reportedAt)) && isId(id);

/** @param place accepted by `isReportPlace` */
export const reportPlaceOf = ([reportedAt, id]: readonly string[]): ReportPlace => ({
  reportedAt: new Date(reportedAt!),
  id: id!,
});
