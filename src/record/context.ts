import type { Database } from '../database/open.ts';
import type { Clock } from '../ground/clock.ts';
import type { Caller } from '../requests/caller.ts';
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
