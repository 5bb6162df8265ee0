import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { SUCCESSOR_PROMISE } from '../../documents/closing.ts';
import { undatedSince } from '../../documents/traces.ts';
import type { ClaimRow, CommitmentRow } from '../../record/rows.ts';
import type { HostBefore } from '../../record/settle.ts';
import { claims, closings, commitments, evidencePages } from '../../record/tables.ts';
import type { MergeReport } from './report.ts';

interface Both {
  kept: HostBefore;
  other: HostBefore;
}

/**
 * The date to give a statement when it moves. An undated statement is dated by the observation of its own entry, never
 * by the kept entry's. Undefined when it would get a date that it never had: then it cannot move.
 */
function dateForMove({ asOf }: Pick<ClaimRow, 'asOf'>, { kept, other }: Both): string | null | undefined {
  const seen = asOf ?? undatedSince(other.rows.host) ?? null;
  return seen === null && undatedSince(kept.rows.host) !== undefined ? undefined : seen;
}

async function moveClaims(db: Database, both: Both, report: MergeReport): Promise<void> {
  const { kept, other } = both;
  const statedByKept = new Set(kept.rows.claims.map(({ criterion }) => criterion));
  for (const row of other.rows.claims) {
    const { criterion, hostId } = row;
    const asOf = dateForMove(row, both);
    if (statedByKept.has(criterion)) report.conflict({ what: 'claims', key: criterion, code: 'kept-stands' });
    else if (asOf === undefined) report.conflict({ what: 'claims', key: criterion, code: 'left-behind' });
    else {
      await db
        .update(claims)
        .set({ hostId: kept.rows.host.id, asOf })
        .where(and(eq(claims.hostId, hostId), eq(claims.criterion, criterion)));
      report.moved('claims', criterion);
    }
  }
}

const ofWhole = ({ serviceId }: Pick<CommitmentRow, 'serviceId'>): boolean => serviceId === null;

async function moveCommitments(db: Database, both: Both, slugs: readonly string[], report: MergeReport): Promise<void> {
  const { kept, other } = both;
  const statedByKept = new Set(kept.rows.commitments.filter(ofWhole).map(({ kind }) => kind));
  for (const row of other.rows.commitments.filter(ofWhole)) {
    const { kind, hostId, value } = row;
    const asOf = dateForMove(row, both);
    const isToItself = kind === SUCCESSOR_PROMISE && slugs.includes(String(value));
    if (statedByKept.has(kind)) report.conflict({ what: 'commitments', key: kind, code: 'kept-stands' });
    else if (asOf === undefined || isToItself) report.conflict({ what: 'commitments', key: kind, code: 'left-behind' });
    else {
      await db
        .update(commitments)
        .set({ hostId: kept.rows.host.id, asOf })
        .where(and(eq(commitments.hostId, hostId), isNull(commitments.serviceId), eq(commitments.kind, kind)));
      report.moved('commitments', kind);
    }
  }
}

/** A host cannot be its own successor: where the kept entry named the other one as its successor, this is removed. */
async function endOwnSuccession(db: Database, hostId: string, slugs: readonly string[]): Promise<void> {
  const ofKept = eq(closings.hostId, hostId);
  await db
    .update(closings)
    .set({ successor: null, successorAgreed: false })
    .where(and(ofKept, inArray(closings.successor, [...slugs])));
  await db
    .delete(commitments)
    .where(
      and(
        eq(commitments.hostId, hostId),
        eq(commitments.kind, SUCCESSOR_PROMISE),
        inArray(commitments.value, [...slugs]),
      ),
    );
}

/** The stored states of pages given as evidence move with the statements that refer to them. */
async function movePages(db: Database, { kept, other }: Both): Promise<void> {
  const urlsOfKept = kept.rows.pages.map(({ url }) => url);
  const ofOther = eq(evidencePages.hostId, other.rows.host.id);
  const isNew = urlsOfKept.length > 0 ? notInArray(evidencePages.url, urlsOfKept) : undefined;
  await db.update(evidencePages).set({ hostId: kept.rows.host.id }).where(and(ofOther, isNew));
  await db.delete(evidencePages).where(ofOther);
}

/**
 * Moves statements of the other entry that the kept entry lacks. A closing of a whole host does not move: it would
 * announce the end of the kept host.
 * @param slugs of both entries
 */
export async function moveStatements(
  db: Database,
  both: Both,
  slugs: readonly string[],
  report: MergeReport,
): Promise<void> {
  await moveClaims(db, both, report);
  await moveCommitments(db, both, slugs, report);
  if (both.other.rows.closings.some(({ serviceId }) => serviceId === null))
    report.conflict({ what: 'closing', key: both.other.rows.host.slug, code: 'left-behind' });
  await endOwnSuccession(db, both.kept.rows.host.id, slugs);
  await movePages(db, both);
}
