import type { Database } from '../../database/open.ts';
import { domainOf } from '../../ground/addresses.ts';
import { CatalogueError, fault, type Sentence } from '../../ground/errors.ts';
import type { Context } from '../../record/context.ts';
import type { HostRow } from '../../record/rows.ts';
import { loadHost } from '../../record/settle.ts';
import { fold } from '../../vocabulary/territories.ts';
import { requireClaimable } from '../ownership/claims.ts';
import { listOthers } from '../ownership/store.ts';

/* Whether an entry exists already for a host that is being registered: it should be claimed, not duplicated. */

type Identity = Pick<HostRow, 'id' | 'name' | 'website'>;

async function findOther(db: Database, { id, name, website }: Identity) {
  const others = await listOthers(db, id);
  const domain = domainOf(website);
  const sameSite = others.find((other) => domain !== undefined && domainOf(other.website) === domain);
  const sameName = others.find((other) => fold(other.name) === fold(name));
  return { sameSite, sameName };
}

/** The existing entry, what to do, and the request to claim it when it can be claimed without help. */
export interface Existing {
  host: string;
  how: Sentence;
  call?: { method: 'POST'; path: string; body: { terms: '2026-1' } };
}

/** The public entry with the domain of a draft, otherwise with its name; undefined when there is none. */
export async function findExisting(db: Database, context: Context, draft: Identity): Promise<Existing | undefined> {
  const { sameSite, sameName } = await findOther(db, draft);
  const other = sameSite ?? sameName;
  if (!other) return undefined;
  const has = sameSite
    ? { fr: `La fiche « ${other.slug} » a déjà ce site.`, en: `The entry "${other.slug}" has this site already.` }
    : { fr: `La fiche « ${other.slug} » porte déjà ce nom.`, en: `The entry "${other.slug}" has this name already.` };
  const path = `/v1/hosts/${other.slug}/ownership`;
  const otherwise = sameSite
    ? {
        fr: 'Ce brouillon-ci ne pourra être publié que par une fédération ou l’administration.',
        en: 'This draft can then be published by a federation or an administrator alone.',
      }
    : {
        fr: 'Si c’est quelqu’un d’autre, précisez votre nom.',
        en: 'If it is somebody else, make your name more precise.',
      };
  const how = (then: { fr: string; en: string }): Sentence => ({
    fr: `${has.fr} ${then.fr} ${otherwise.fr}`,
    en: `${has.en} ${then.en} ${otherwise.en}`,
  });
  try {
    await requireClaimable(db, await loadHost(db, context, other.id));
  } catch (error) {
    // Not claimable: closed, suspended, without a website, or several entries share the domain. The refusal says whom
    // to ask.
    if (error instanceof CatalogueError && typeof error.detail !== 'string')
      return { host: other.slug, how: how(error.detail) };
    throw error;
  }
  return {
    host: other.slug,
    how: how({
      fr: `Si c’est la vôtre, reprenez-la au lieu d’en faire une autre : POST ${path}.`,
      en: `If it is yours, take it over instead of making another one: POST ${path}.`,
    }),
    call: { method: 'POST', path, body: { terms: '2026-1' } },
  };
}

/**
 * Requires that no public entry has the domain of a host. For administrators, who may override it.
 * @throws CatalogueError entry-exists
 */
export async function requireNoDouble(db: Database, host: Identity): Promise<void> {
  const { sameSite } = await findOther(db, host);
  if (!sameSite) return;
  const message = {
    fr: `La fiche « ${sameSite.slug} » a déjà ce site. Corrigez-la, ou ajoutez ?force=true à l’adresse si ce sont vraiment deux hébergeurs.`,
    en: `The entry "${sameSite.slug}" has this site already. Correct that one, or add ?force=true to the address if they really are two hosts.`,
  };
  throw new CatalogueError('entry-exists', message, { faults: [fault('/website', 'shared-domain', message)] });
}
