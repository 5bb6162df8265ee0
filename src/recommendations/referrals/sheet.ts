import { toCsv } from '../../spreadsheets/csv/write.ts';
import type { ReferralOutcomes } from './schema.ts';

const COLUMNS = ['host', 'name', 'sent', 'accepted', 'full', 'notForUs', 'waiting'];

/** What became of those whom a federation sent, a host a line. @param nameOf undefined: it has left the catalogue */
export const referralsSheet = ({ hosts }: ReferralOutcomes, nameOf: (host: string) => string | undefined): string =>
  toCsv(
    COLUMNS,
    hosts.map((counts) => ({ ...counts, name: nameOf(counts.host) })),
  );
