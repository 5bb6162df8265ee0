import type { Database } from '../database/open.ts';
import type { Clock } from '../ground/clock.ts';
import type { ErrorCode } from '../ground/errors.ts';
import { type Caller, requireAdmin, requireToken } from '../requests/caller.ts';
import type { Reference } from '../vocabulary/reference.ts';

/** What every command is given: where rows are, what words mean, what time it is, and who asks. */
export interface Context {
  db: Database;
  reference: Reference;
  clock: Clock;
  newId: () => string;
  caller: Caller;
}

/** What a write answers. `revision` is null when nothing public changed; `version` goes into the ETag. */
export interface Written<Document> {
  document: Document;
  version: number;
  created: boolean;
  revision: number | null;
}

/** Who may ask for what a path names, decided before anything of the body is read. */
export interface Guard<Params> {
  /** What it refuses with, beside `no-token` and `not-yours`. */
  readonly refuses: readonly ErrorCode[];
  /** @throws CatalogueError no-token, not-yours, and what it refuses with */
  check(context: Context, params: Params): void | Promise<void>;
}

/** Whoever has a token. */
export const anyToken: Guard<object> = { refuses: [], check: ({ caller }) => requireToken(caller) };

export const administrator: Guard<object> = { refuses: [], check: ({ caller }) => requireAdmin(caller) };

/** An administrator to whom another guard gives way. */
export const administratorWho = <Params>({ refuses, check }: Guard<Params>): Guard<Params> => ({
  refuses,
  check: async (context, params) => {
    requireAdmin(context.caller);
    await check(context, params);
  },
});
