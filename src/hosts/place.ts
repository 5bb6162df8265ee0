import { domainToUnicode } from 'node:url';
import type { Database } from '../database/open.ts';
import type { HostDraft } from '../documents/host.ts';
import { domainOf } from '../ground/addresses.ts';
import type { Fault } from '../ground/errors.ts';
import { fault } from '../ground/errors.ts';
import type { HostRow } from '../record/rows.ts';
import type { Caller } from '../requests/caller.ts';
import { fold } from '../vocabulary/territories.ts';
import { listOthers } from './ownership/store.ts';

/** By what readers tell one host from another; null: not looked at. */
interface Place {
  name: string | null;
  website: string | null;
}

/** Letters that readers here know; other alphabets hold twins of them. */
const isReadable = (domain: string): boolean => /^[\p{Script=Latin}\d.-]+$/u.test(domainToUnicode(domain));

/** What would make readers take one host for another. */
export function placeFaults(
  { name, website }: Place,
  others: readonly { slug: string; name: string; website: string | null }[],
): Fault[] {
  const faults: Fault[] = [];
  const domain = domainOf(website);
  if (domain !== undefined && !isReadable(domain))
    faults.push(
      fault('/website', 'unusual-letters', {
        fr: 'Ce nom de domaine a des lettres d’un autre alphabet : une fédération ou l’administration doit le confirmer.',
        en: 'This domain has letters of another alphabet: a federation or an administrator must confirm it.',
      }),
    );
  const sameSite = others.find((other) => domain !== undefined && domainOf(other.website) === domain);
  if (sameSite)
    faults.push(
      fault('/website', 'shared-domain', {
        fr: `La fiche « ${sameSite.slug} » a déjà ce domaine. Si c’est la vôtre, demandez à la reprendre.`,
        en: `The entry "${sameSite.slug}" has this domain. If it is yours, ask to take it over.`,
      }),
    );
  else if (name !== null && others.some((other) => fold(other.name) === fold(name)))
    faults.push(
      fault('/name', 'same-name', {
        fr: 'Un autre hébergeur porte ce nom : précisez le vôtre, ou demandez à une fédération ou à l’administration.',
        en: 'Another host has this name: make yours more precise, or ask a federation or an administrator.',
      }),
    );
  return faults;
}

/**
 * What a host that is public already may not become: another one. Only what changes is held against it; a draft is
 * looked at when it is published.
 */
export async function movedFaults(db: Database, caller: Caller, host: HostRow, draft: HostDraft): Promise<Fault[]> {
  if (caller.role === 'admin' || host.publishedAt === null) return [];
  const name = fold(draft.name) === fold(host.name) ? null : draft.name;
  const website = domainOf(draft.website) === domainOf(host.website) ? null : (draft.website ?? null);
  if (name === null && website === null) return [];
  return placeFaults({ name, website }, await listOthers(db, host.id));
}
