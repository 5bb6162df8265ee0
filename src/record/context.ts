import type { Database } from '../database/open.ts';
import type { Clock } from '../ground/clock.ts';
import type { ErrorCode, Fault } from '../ground/errors.ts';
import { type Caller, requireAdmin, requireToken } from '../requests/caller.ts';
import type { Reference } from '../vocabulary/reference.ts';

/** What every command receives. */
export interface Context {
  db: Database;
  reference: Reference;
  clock: Clock;
  newId: () => string;
  caller: Caller;
}

/**
 * What a command is about to write. It is applied only when there are no faults and `If-Match` names the present
 * version.
 */
export interface Edit {
  /** Whether it creates something. */
  creates?: boolean;
  faults?: readonly Fault[];
  apply(db: Database): Promise<void>;
  /**
   * Conflicts with other documents, checked again under the lock that orders revisions: a concurrent write has
   * committed or failed by then.
   */
  clashes?(db: Database): Promise<readonly Fault[]>;
}

/** What a command returns. `revision` is null when nothing public changed; `version` goes into the ETag. */
export interface WriteResult<Document> {
  document: Document;
  version: number;
  created: boolean;
  revision: number | null;
}

/** Who may use a route, decided from the token and the path before the body is read. */
export interface Guard<Params> {
  /** Its error codes besides `no-token` and `not-yours`. */
  readonly refuses: readonly ErrorCode[];
  /** @throws CatalogueError no-token, not-yours, and those of `refuses` */
  check(context: Context, params: Params): void | Promise<void>;
}

/** Anyone with a token. */
export const anyToken: Guard<object> = { refuses: [], check: ({ caller }) => requireToken(caller) };

export const administrator: Guard<object> = { refuses: [], check: ({ caller }) => requireAdmin(caller) };

/** Requires an administrator, and that the given guard accepts the path too. */
export const administratorWho = <Params>({ refuses, check }: Guard<Params>): Guard<Params> => ({
  refuses,
  check: async (context, params) => {
    requireAdmin(context.caller);
    await check(context, params);
  },
});
