import { wasEverHeld } from '../accounts/tokens.ts';
import type { Database } from '../database/open.ts';
import { siteOf } from '../ground/addresses.ts';
import { CatalogueError, type Fault, fault } from '../ground/errors.ts';
import type { Context } from '../record/context.ts';
import type { HostRow } from '../record/rows.ts';
import { readsReferrals } from './rights.ts';
import { countSentInCases } from './store.ts';

/*
 * A proof of the site lets a person read who was sent to a host in cases: so only the host moves its site. An entry that
 * has none, and that nobody ever held, may be given one; who was sent before is then read by its federation alone.
 */

const SITE_IS_OF_HOST = {
  fr: 'Des fédérations ont adressé du monde à cet hébergeur : lui seul, qui lit qui, peut changer le nom de domaine de son site. Demandez-le-lui.',
  en: 'Federations sent people to this host: only the host itself, who reads whom, may change the domain name of its site. Ask it.',
};

export const siteFault = (pointer = '/website'): Fault => fault(pointer, 'not-yours', SITE_IS_OF_HOST);

/** @param faults where another site was said */
export const siteIsOfHost = (faults?: readonly Fault[]) =>
  new CatalogueError('not-yours', SITE_IS_OF_HOST, faults && { faults });

/** What another site is to those who were sent to a host in cases: the host alone moves it, or it is the first one. */
export async function sitePass(
  db: Database,
  { caller }: Pick<Context, 'caller'>,
  host: HostRow,
  website: string | null | undefined,
): Promise<'free' | 'first-site' | 'of-host'> {
  if (siteOf(website) === siteOf(host.website) || readsReferrals(caller, host)) return 'free';
  if ((await countSentInCases(db, host.id)) === 0) return 'free';
  // To end the last token of a host must not make its site anybody's.
  return host.website === null && !(await wasEverHeld(db, host.id)) ? 'first-site' : 'of-host';
}
