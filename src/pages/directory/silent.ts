import type { Model, Offer } from '../../catalogue/model.ts';
import { VALUE_FILTER, type ValueFilterName } from '../../catalogue/search/filters.ts';
import type { Host } from '../../documents/host.ts';
import type { CompleteList } from '../../vocabulary/terms.ts';
import type { Asked, Part } from './asked.ts';

/* Who is left out of a list only because nobody knows: unknown is never no. */

/** The filter that a part asks, where a host may say nothing of it. */
const FILTER_OF: Readonly<Partial<Record<Part, ValueFilterName>>> = {
  ...{ open: 'registration', inPerson: 'supportMode', 'support.all': 'support' },
};

/** Lists that a host may have said to be whole: without a value there, it has none. */
const LIST_OF: Readonly<Partial<Record<ValueFilterName, CompleteList>>> = {
  ...{ support: 'support', supportMode: 'support', language: 'languages', audience: 'audiences' },
};

/** Parts of which every host says something, or of which lists tell in other words. */
const ALWAYS_SAID: readonly Part[] = ['q', 'usages', 'usage', 'territory', 'federations', 'free', 'price', 'state'];

export const mayBeUnsaid = (part: Part): boolean => !ALWAYS_SAID.includes(part);

/** Whether a host says nothing of what a part asks, so that it may well be so. */
export function saysNothing(part: Part, host: Host, { criteria, more }: Asked, { reference, day }: Model): boolean {
  const stated = (filter: ValueFilterName): (string | undefined)[] =>
    (host.services.length > 0 ? host.services : [undefined]).flatMap((service) => [
      ...VALUE_FILTER[filter].valuesOf({ host, service } as Offer, reference, day),
    ]);
  if (part === 'criteria') {
    const held = stated('criterion');
    return criteria.every((key) => held.includes(key) || host.claims.every(({ criterion }) => criterion !== key));
  }
  if (part === 'criterion')
    return more.criterion!.some((key) => host.claims.every(({ criterion }) => criterion !== key));
  if (part === 'commitment') {
    const kinds = [host, ...host.services].flatMap(({ commitments }) => commitments.map(({ kind }) => kind));
    return more.commitment!.some((kind) => !kinds.includes(kind as (typeof kinds)[number]));
  }
  const filter = FILTER_OF[part] ?? (part as ValueFilterName);
  const list = LIST_OF[filter];
  return stated(filter).every((value) => value === undefined) && !(list && host.complete.includes(list));
}
