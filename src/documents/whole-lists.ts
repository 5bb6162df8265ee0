import { COMPLETE_LISTS, type CompleteList } from '../vocabulary/terms.ts';
import type { Host } from './host.ts';

type Listing = Pick<Host, 'audiences' | 'complete' | 'languages' | 'services' | 'support'>;

/** Whether a list is empty because nothing was ever said of it: calling it whole tells readers nothing. */
export const isUnsaid = (host: Omit<Listing, 'complete'>, list: CompleteList): boolean =>
  list === 'plans'
    ? host.services.every(({ plans }) => plans === undefined)
    : list !== 'services' && host[list] === undefined;

/** The lists whose silence is a no: the host called them whole, and something is said of them. */
export const wholeLists = (host: Listing): CompleteList[] =>
  COMPLETE_LISTS.filter((list) => host.complete.includes(list) && !isUnsaid(host, list));
