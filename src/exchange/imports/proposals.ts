import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../database/open.ts';
import type { Host } from '../../documents/host.ts';
import type { Context } from '../../record/context.ts';
import { isObsolete, serviceAt } from '../../record/proposals.ts';
import type { ProposalRow } from '../../record/rows.ts';
import type { Voice } from './decide.ts';
import { insertProposals, listProposalsOf, type ProposalScope, removeProposals, updateProposal } from './store.ts';

/** A difference that should become a proposal. */
export interface Wanted extends Pick<ProposalRow, 'kind' | 'pointer' | 'proposed'> {
  voice: Voice;
}

/**
 * Replaces the proposals of one source by those of its last run. A refused proposal stays refused until the file says
 * another value. Proposals for services that this run did not read stay.
 */
export async function settleProposals(
  db: Database,
  { newId }: Pick<Context, 'newId'>,
  scope: ProposalScope,
  { wanted, servicesRead, host }: { wanted: readonly Wanted[]; servicesRead: ReadonlySet<string>; host: Host },
): Promise<void> {
  const byPointer = new Map(wanted.map((one) => [one.pointer, one]));
  const gone: string[] = [];
  const kept = new Set<string>();
  for (const row of await listProposalsOf(db, scope)) {
    const now = byPointer.get(row.pointer);
    if (!now) {
      const slug = serviceAt(row.pointer);
      const wasRead = slug === undefined || servicesRead.has(slug);
      if (isObsolete(row, host) || (row.state === 'open' && wasRead)) gone.push(row.id);
      continue;
    }
    kept.add(row.pointer);
    if (row.kind === now.kind && isDeepStrictEqual(row.proposed, now.proposed)) continue;
    const { kind, proposed, voice } = now;
    await updateProposal(db, row.id, { kind, proposed, source: voice.source, asOf: voice.asOf, state: 'open' });
  }
  await removeProposals(db, gone);
  await insertProposals(
    db,
    [...byPointer.values()]
      .filter(({ pointer }) => !kept.has(pointer))
      .map(({ voice: { source, asOf }, ...one }) => ({ ...scope, ...one, id: newId(), source, asOf, state: 'open' })),
  );
}
