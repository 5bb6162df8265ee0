import { wasEverHeld } from '../accounts/tokens.ts';
import type { Database } from '../database/open.ts';
import { siteOf } from '../ground/addresses.ts';
import { CatalogueError, type Fault, fault } from '../ground/errors.ts';
import type { Context } from '../record/context.ts';
import type { HostRow } from '../record/rows.ts';
import { readsReferrals } from './rights.ts';
import { countSentInCases } from './store.ts';

/*
 * Who proves a host's website may read who was referred to the host in cases: so only the host may change its website.
 * Exception: an entry without a website that nobody ever held may be given one; referrals made in cases before that can
 * then only be read by the federation.
 */

const SITE_IS_OF_HOST = {
  fr: 'Des fédérations ont adressé du monde à cet hébergeur : lui seul, qui lit qui, peut changer le nom de domaine de son site. Demandez-le-lui.',
  en: 'Federations sent people to this host: only the host itself, who reads whom, may change the domain name of its site. Ask it.',
};

export const siteFault = (pointer = '/website'): Fault => fault(pointer, 'not-yours', SITE_IS_OF_HOST);

/** @param faults where the request names another website */
export const siteIsOfHost = (faults?: readonly Fault[]) =>
  new CatalogueError('not-yours', SITE_IS_OF_HOST, faults && { faults });

/**
 * Whether the caller may give a host this website, given its referrals in cases. `of-host`: only the host may;
 * `first-site`: allowed, and earlier referrals must be closed to the owner of that website.
 */
export async function sitePass(
  db: Database,
  { caller }: Pick<Context, 'caller'>,
  host: HostRow,
  website: string | null | undefined,
): Promise<'free' | 'first-site' | 'of-host'> {
  if (siteOf(website) === siteOf(host.website) || readsReferrals(caller, host)) return 'free';
  if ((await countSentInCases(db, host.id)) === 0) return 'free';
  // When a host's last token is revoked, its website must not become free for others to change.
  return host.website === null && !(await wasEverHeld(db, host.id)) ? 'first-site' : 'of-host';
}
