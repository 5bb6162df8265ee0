import { hash } from 'node:crypto';
import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Federation } from '../../documents/federation.ts';
import { requireOfficer } from '../../federations/rights.ts';
import { CatalogueError, type Fault, faultsUnder } from '../../ground/errors.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import { lockFederation } from '../../record/federations.ts';
import type { CaseRow } from '../../record/rows.ts';
import { cases as table } from '../../record/tables.ts';
import { refuseShape } from '../../requests/shape.ts';
import { refuseFaults } from '../../requests/version.ts';
import type { Matching } from '../answer.ts';
import { type CaseDrafts, MOST_AT_ONCE } from './asked.ts';
import { insertNumbered, newRow } from './commands.ts';

/* Several cases that are opened at once, such as those of a sheet. Of the sheet nothing is stored. */

const HEX = /^(.{8})(.{4})(.{3})(.{3})(.{12})/;

/** The ids of the cases that one press of a button opens: the same when it is pressed again. */
const idsOnce = ({ id }: Pick<Federation, 'id'>, once: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) =>
    hash('sha256', JSON.stringify([id, once, at]), 'hex')
      .replace(HEX, '$1-$2-8$3-8$4-$5')
      .slice(0, 36),
  );

const ofFederation = ({ id }: Pick<Federation, 'id'>, more: SQL): SQL | undefined =>
  and(eq(table.federationId, id), more);

/** Those of these ids that there are, in the order of the ids. */
async function findCases(db: Database, federation: Pick<Federation, 'id'>, ids: readonly string[]): Promise<CaseRow[]> {
  const found = await db
    .select()
    .from(table)
    .where(ofFederation(federation, inArray(table.id, [...ids])));
  const rows = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

interface Opening {
  /** Only looks for faults. */
  dryRun?: boolean;
  /** An id of the page on which the button is. */
  once?: string;
}

/**
 * Opens several cases, all or none. What was opened by the same press before is given again.
 * @throws CatalogueError no-token, not-yours, invalid-request, meaningless-request
 */
export async function createCases(
  context: Context,
  federation: Federation,
  { cases }: CaseDrafts,
  matching: Matching,
  { dryRun = false, once = context.newId() }: Opening = {},
): Promise<CaseRow[]> {
  requireOfficer(context.caller, federation);
  const ids = idsOnce(federation, once, MOST_AT_ONCE);
  const rows: CaseRow[] = [];
  const misshapen: Fault[] = [];
  const wrong: Fault[] = [];
  for (const [at, draft] of cases.entries())
    try {
      rows.push(await newRow(context, federation, draft, matching, ids[at]!));
    } catch (error) {
      if (!(error instanceof CatalogueError) || error.faults.length === 0) throw error;
      (error.code === 'invalid-request' ? misshapen : wrong).push(...faultsUnder(`/cases/${at}`, error.faults));
    }
  refuseShape(misshapen);
  refuseFaults(wrong);
  if (dryRun) return [];
  return await inTransaction(context.db, async (db) => {
    // The second of two presses waits here for the first.
    requireOfficer(context.caller, await lockFederation(db, federation.id));
    const before = await findCases(db, federation, ids);
    if (before.length > 0) return before;
    const opened: CaseRow[] = [];
    for (const row of rows) opened.push(await insertNumbered(db, context, row));
    await noteAction(db, context, 'createCases', { federationId: federation.id });
    return opened;
  });
}

/** Those of these labels that a case of the federation has already. */
export async function listLabelsInUse(
  { db, caller }: Pick<Context, 'db' | 'caller'>,
  federation: Federation,
  labels: readonly string[],
): Promise<string[]> {
  requireOfficer(caller, federation);
  const found = await db
    .selectDistinct({ label: table.label })
    .from(table)
    .where(and(ofFederation(federation, inArray(table.label, [...labels])), isNull(table.discardedOn)));
  const used = new Set(found.map(({ label }) => label));
  return labels.filter((label) => used.has(label));
}
