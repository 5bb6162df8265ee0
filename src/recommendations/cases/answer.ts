import type { Database } from '../../database/open.ts';
import type { Federation } from '../../documents/federation.ts';
import { parisDay } from '../../ground/clock.ts';
import { inLanguage } from '../../ground/errors.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { CaseRow } from '../../record/rows.ts';
import { textFact } from '../../vocabulary/shapes.ts';
import type { Matching } from '../answer.ts';
import type { Case, CaseItem } from './schema.ts';
import { type Named, needFaultsToday, standingOf } from './shortlist.ts';
import { listMade, listNames } from './store.ts';

/** Rows of cases with the names of their hosts, and what was made within the cases. */
async function namesOf(db: Database, rows: readonly CaseRow[]) {
  const ids = rows.flatMap(({ shortlist, outcomeHostId }) => [...shortlist, ...(outcomeHostId ? [outcomeHostId] : [])]);
  const [names, made] = [
    await listNames(db, ids),
    await listMade(
      db,
      rows.map(({ id }) => id),
    ),
  ];
  return { names, made };
}

type Names = Awaited<ReturnType<typeof namesOf>>;

/** After a merge, two hosts of a shortlist may be the same host. */
const shortlistOf = ({ shortlist }: CaseRow, { names }: Names): Named[] =>
  [...new Set(shortlist)].flatMap((id) => names.get(id) ?? []);

function headOf(row: CaseRow, known: Names): Omit<CaseItem, 'usages' | 'openedOn'> {
  const { id, label, receivedBy, number, outcome, outcomeHostId, outcomeOn, outcomeReason } = row;
  const host = outcomeHostId && known.names.get(outcomeHostId)?.slug;
  const reason = textFact(outcomeReason);
  return {
    ...{ id, label, receivedBy },
    ...(number !== null && { number }),
    shortlist: shortlistOf(row, known).map(({ slug }) => slug),
    ...known.made.get(id)!,
    ...(outcome && { outcome: { state: outcome, ...(host && { host }), on: outcomeOn!, ...(reason && { reason }) } }),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    waitsOn: row.waitsOn,
    lastWordOn: parisDay(row.updatedAt),
    endsOn: row.endsOn,
  };
}

const usagesOf = (need: string): string[] => {
  const { usages } = JSON.parse(need) as Partial<Need>;
  return Array.isArray(usages) ? usages.map(({ usage }) => usage) : [];
};

/** Cases as items of their list. */
export async function caseItems(db: Database, rows: readonly CaseRow[]): Promise<CaseItem[]> {
  const known = await namesOf(db, rows);
  return rows.map((row) => ({
    ...headOf(row, known),
    ...(row.openedOn !== null && { openedOn: row.openedOn }),
    usages: usagesOf(row.need),
  }));
}

/** A case, with how its need and its shortlist match today. */
export async function caseOf(db: Database, row: CaseRow, federation: Federation, matching: Matching): Promise<Case> {
  const known = await namesOf(db, [row]);
  const faults = needFaultsToday(row.need, federation, matching);
  const need = JSON.parse(row.need) as Need;
  return {
    ...headOf(row, known),
    need,
    unread: row.unread,
    earlier: row.earlier,
    faults: faults.map(({ pointer, code, message }) => ({
      ...{ pointer, code },
      text: inLanguage(message, matching.say.language),
    })),
    shortlisted: await standingOf(shortlistOf(row, known), faults.length > 0 ? null : need, federation, matching),
  };
}
