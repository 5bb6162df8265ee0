import { CatalogueError } from '../../ground/errors.ts';

/** The error for the pages of a host that is not in the catalogue. */
export const absent = () =>
  new CatalogueError('host-not-found', {
    fr: 'Aucun hébergeur de ce nom n’est dans le catalogue. Il a pu en sortir, ou l’adresse est mal recopiée.',
    en: 'No host of this name is in the catalogue. It may have left, or the address is mistyped.',
  });
