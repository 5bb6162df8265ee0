import { eq, inArray } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { Origin } from '../../documents/provenance.ts';
import { definedOnly } from '../../ground/texts.ts';
import { presentAt, proposedValue } from '../../record/proposals.ts';
import { isByHand, markOf } from '../../record/provenance.ts';
import type { ProposalRow } from '../../record/rows.ts';
import type { HostBefore } from '../../record/settle.ts';
import { federations } from '../../record/tables.ts';
import type { Caller } from '../../requests/caller.ts';
import { ORIGIN_RANKS } from '../../vocabulary/terms.ts';
import type { Proposal } from './schema.ts';

/** The provenance of the field of a proposal; undefined: the host wrote it, or a whole service is proposed. */
const markAt = ({ rows }: HostBefore, { pointer, kind }: ProposalRow): Origin | undefined =>
  kind === 'service' ? undefined : markOf(rows.host.provenance, pointer.slice(1));

/**
 * Whether accepting a proposal would overwrite a stronger source than the caller: a federation never overwrites what a
 * host wrote, by hand or in its file.
 */
export function isOverStronger(caller: Caller, before: HostBefore, row: ProposalRow): boolean {
  if (caller.role !== 'federation' || row.kind === 'service') return false;
  const mark = markAt(before, row);
  if (mark) return isByHand(mark) || ORIGIN_RANKS[mark.by] < ORIGIN_RANKS.federation;
  return presentAt(row, before.document) !== undefined || before.rows.host.confirmedAt !== null;
}

export const needsUsages = ({ kind, proposed }: ProposalRow): boolean =>
  kind === 'service' && proposed.usages === undefined;

/** Proposals in the form of the API. */
export async function tellProposals(
  db: Database,
  caller: Caller,
  before: HostBefore,
  waiting: readonly ProposalRow[],
): Promise<Proposal[]> {
  const ids = [...new Set(waiting.flatMap(({ federationId }) => federationId ?? []))];
  const named =
    ids.length === 0
      ? []
      : await db
          .select({ id: federations.id, slug: federations.slug })
          .from(federations)
          .where(ids.length === 1 ? eq(federations.id, ids[0]!) : inArray(federations.id, ids));
  const slugs = new Map(named.map(({ id, slug }) => [id, slug]));
  return waiting.map((row) => ({
    id: row.id,
    kind: row.kind,
    pointer: row.pointer,
    present: presentAt(row, before.document) ?? null,
    proposed: row.kind === 'service' ? row.proposed : proposedValue(row),
    source: row.source,
    asOf: row.asOf,
    by: row.by,
    ...definedOnly({ federation: row.federationId === null ? null : slugs.get(row.federationId) }),
    mayAccept: !isOverStronger(caller, before, row),
    ...(needsUsages(row) && { needsUsages: true as const }),
  }));
}
