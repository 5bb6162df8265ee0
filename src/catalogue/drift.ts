import { mapInSlices } from '../ground/slices.ts';
import type { Published } from '../record/changes.ts';
import type { Stored } from './build.ts';

/** How many documents in memory differ from those of the database. */
export const differencesBetween = async (ours: Stored, theirs: Published): Promise<number> =>
  (await differences([...ours.hosts.values()], theirs.hosts)) +
  (await differences([...ours.federations.values()], theirs.federations));

async function differences(ours: readonly { id: string }[], theirs: readonly { id: string }[]): Promise<number> {
  const textOf = async (documents: typeof ours) =>
    new Map(await mapInSlices(documents, (document) => [document.id, JSON.stringify(document)] as const));
  const [here, there] = [await textOf(ours), await textOf(theirs)];
  const changed = [...here].filter(([id, text]) => there.get(id) !== text).length;
  return changed + theirs.filter(({ id }) => !here.has(id)).length;
}
