import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import { listRequests } from '../../federations/members/store.ts';
import { listWithdrawnChoices } from '../../federations/selection/store.ts';
import type { Context } from '../../record/context.ts';
import { dueOf } from './due.ts';
import type { DueFact } from './schema.ts';

/** What is due to a federation: from the catalogue, and from what only the federation reads. */
export async function readDue({ db }: Pick<Context, 'db'>, model: Model, federation: Federation): Promise<DueFact[]> {
  const requests = await listRequests(db, federation.id);
  return dueOf({
    federation,
    hosts: model.documents,
    requests: requests.map(({ row: { askedOn }, slug, name }) => ({ host: slug, name, askedOn })),
    withdrawn: await listWithdrawnChoices(db, federation.id),
    reference: model.reference,
    day: model.day,
  });
}
