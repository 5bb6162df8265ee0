import type { Model } from '../../catalogue/model.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Host } from '../../documents/host.ts';
import type { Claim, Commitment } from '../../documents/statement.ts';
import { listRequests } from '../../federations/requests/deciding.ts';
import type { FederationRequest } from '../../federations/requests/schema.ts';
import type { Context } from '../../record/context.ts';
import { requireAdmin } from '../../requests/caller.ts';
import { type AdminTodoPage, readAdminTodo } from './list.ts';
import {
  listDrafts,
  listOpenMistakes,
  listTakeovers,
  listTaskStates,
  type Queue,
  type TaskState,
  type WaitingDraft,
  type WaitingReport,
  type WaitingTakeover,
} from './store.ts';

/** A claim or commitment of a host that a third party denies with evidence. */
export interface ContestedPoint {
  host: Pick<Host, 'slug' | 'name'>;
  /** `criterion:<key>` or `commitment:<kind>` */
  subject: string;
  about: Claim | Commitment;
}

export const contestedOf = (host: Host): ContestedPoint[] => [
  ...host.claims
    .filter(({ contested }) => contested)
    .map((about) => ({ host, subject: `criterion:${about.criterion}`, about })),
  ...host.commitments
    .filter(({ contested }) => contested)
    .map((about) => ({ host, subject: `commitment:${about.kind}`, about })),
];

/** All that waits for administrators. */
export interface AdministrationWaits {
  removals: AdminTodoPage;
  /** Networks that ask for their desk, whose site is proven. */
  networks: Queue<FederationRequest>;
  drafts: Queue<WaitingDraft>;
  takeovers: Queue<WaitingTakeover>;
  reports: Queue<WaitingReport>;
  contested: Queue<ContestedPoint>;
}

/**
 * What waits for the administrators of each kind, what is due first first.
 * @param limit of each kind
 * @throws CatalogueError no-token, not-yours, database-unavailable
 */
export async function readAdministrationWaits(
  context: Context,
  { documents }: Pick<Model, 'documents'>,
  limit: number,
): Promise<AdministrationWaits> {
  requireAdmin(context.caller);
  const contested = documents.flatMap(contestedOf);
  return {
    removals: await readAdminTodo(context, { limit }),
    networks: await listRequests(context, limit),
    contested: { items: contested.slice(0, limit), total: contested.length },
    ...(await inTransaction(context.db, async (db) => ({
      drafts: await listDrafts(db, limit),
      takeovers: await listTakeovers(db, limit),
      reports: await listOpenMistakes(db, limit),
    }))),
  };
}

/** @throws CatalogueError no-token, not-yours */
export async function readTaskStates({ db, caller }: Context): Promise<TaskState[]> {
  requireAdmin(caller);
  return await listTaskStates(db);
}
