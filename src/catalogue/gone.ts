import type { Database } from '../database/open.ts';
import { parisDay } from '../ground/clock.ts';
import { CatalogueError } from '../ground/errors.ts';
import { findOncePublic, lastWithdrawal } from '../record/past.ts';

const hostAbsent = () =>
  new CatalogueError('host-not-found', {
    fr: 'Aucun hébergeur publié ne porte ce nom.',
    en: 'No published host has this name.',
  });

const hostGone = (day: string) =>
  new CatalogueError('host-gone', {
    fr: `Cet hébergeur a été retiré du catalogue le ${day}. Son histoire reste lisible : ajoutez /history à son adresse.`,
    en: `This host was withdrawn from the catalogue on ${day}. Its history can still be read: add /history to its address.`,
  });

/**
 * Refuses a name that no published host has: it was withdrawn, and when, or it never was there. While the database is
 * away, nobody can tell, and it is not found.
 * @throws CatalogueError host-gone, host-not-found
 */
export async function refuseAbsent(db: Database, ref: string): Promise<never> {
  const withdrawal = await findOncePublic(db, ref)
    .then((id) => (id === undefined ? undefined : lastWithdrawal(db, id)))
    .catch(() => undefined);
  throw withdrawal ? hostGone(parisDay(withdrawal.at)) : hostAbsent();
}
