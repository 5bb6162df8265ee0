import type { Database } from '../../database/open.ts';
import { domainOf } from '../../ground/addresses.ts';
import { CatalogueError, fault } from '../../ground/errors.ts';
import { isVisible } from '../../record/read.ts';
import type { HostBefore } from '../../record/settle.ts';
import { hostNotFound } from '../rights.ts';
import { listOthers } from './store.ts';

function notClaimable(code: string, message: { fr: string; en: string }): never {
  throw new CatalogueError('not-claimable', message, { faults: [fault('', code, message)] });
}

/**
 * Whether an entry may go to whoever proves its site: asked when it is claimed, proven and handed over, because it may
 * have been suspended, closed or withdrawn in between. Returns the website to prove.
 * @throws CatalogueError host-not-found, not-claimable
 */
export async function mustBeClaimable(db: Database, { rows: { host }, document }: HostBefore): Promise<string> {
  if (!isVisible(host)) throw hostNotFound();
  if (document.state === 'suspended')
    notClaimable('suspended', {
      fr: 'Cet hébergeur est suspendu : demandez à l’administration.',
      en: 'This host is suspended: ask an administrator.',
    });
  if (document.state === 'closed')
    notClaimable('closed', {
      fr: 'Cet hébergeur est fermé : demandez à une fédération ou à l’administration.',
      en: 'This host is closed: ask a federation or an administrator.',
    });
  if (host.website === null)
    notClaimable('no-website', {
      fr: 'Cette fiche n’a pas de site web à prouver : demandez à une fédération ou à l’administration.',
      en: 'This entry has no website to prove: ask a federation or an administrator.',
    });
  const domain = domainOf(host.website);
  const others = await listOthers(db, host.id);
  if (others.some(({ website }) => website !== null && domainOf(website) === domain))
    notClaimable('shared-domain', {
      fr: 'Plusieurs fiches ont ce domaine : demandez à une fédération ou à l’administration.',
      en: 'Several entries have this domain: ask a federation or an administrator.',
    });
  return host.website;
}
