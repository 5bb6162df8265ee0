import { isReadOnly } from '../database/errors.ts';
import type { Database } from '../database/open.ts';
import { mapInSlices } from '../ground/slices.ts';
import { assembleFacts, type Published, readPublished } from '../record/changes.ts';
import { renewEpoch } from '../record/epoch.ts';
import type { Stored } from './build.ts';
import { isSameState } from './stored.ts';

/** Whether memory says what the database says. */
export interface Drift {
  /**
   * How many documents in memory differ from the document computed from their rows; 0 unless there is a bug. undefined:
   * they were not compared, because the state moved meanwhile.
   */
  countDrift(): Promise<number | undefined>;
  /**
   * Reloads everything if memory differs from the log of changes, and starts a new epoch, because wrong answers were
   * sent with ETags of the old one; a database that takes no writes keeps its epoch, and clients what they have. Returns
   * whether memory differed; returns false too when it is the rows that differ from the log.
   */
  repair(): Promise<boolean>;
}

interface DriftOptions {
  db: Database;
  writer: Database;
  present: () => Stored;
  /** Reads what is new from the one that writes: a standby may not have the new epoch yet. */
  catchUp: () => Promise<void>;
  /** Reads everything anew, in the same state. */
  reload: () => Promise<void>;
}

export function driftOf({ db, writer, present, catchUp, reload }: DriftOptions): Drift {
  const beginsEpoch = (after: string): Promise<boolean> =>
    renewEpoch(writer, after).then(
      () => true,
      (error: unknown) => {
        if (isReadOnly(error)) return false;
        throw error;
      },
    );
  return {
    countDrift: async () => {
      const compared = present();
      const rows = await assembleFacts(db);
      return isSameState(rows, compared) ? await differencesBetween(compared, rows) : undefined;
    },
    repair: async () => {
      const compared = present();
      const logged = await readPublished(db);
      if (!isSameState(logged, compared) || (await differencesBetween(compared, logged)) === 0) return false;
      if (await beginsEpoch(compared.epoch)) await catchUp();
      else await reload();
      return true;
    },
  };
}

/** How many documents in memory differ from those of the database. */
const differencesBetween = async (ours: Stored, theirs: Published): Promise<number> =>
  (await differences([...ours.hosts.values()], theirs.hosts)) +
  (await differences([...ours.federations.values()], theirs.federations));

async function differences(ours: readonly { id: string }[], theirs: readonly { id: string }[]): Promise<number> {
  const textOf = async (documents: typeof ours) =>
    new Map(await mapInSlices(documents, (document) => [document.id, JSON.stringify(document)] as const));
  const [here, there] = [await textOf(ours), await textOf(theirs)];
  const changed = [...here].filter(([id, text]) => there.get(id) !== text).length;
  return changed + theirs.filter(({ id }) => !here.has(id)).length;
}
