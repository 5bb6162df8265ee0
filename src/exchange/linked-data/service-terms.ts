import {
  CAPACITY_STATES,
  CERTIFICATIONS,
  COVERED_BY_PRICE,
  PROMISE_STATES,
  REGISTRATIONS,
} from '../../vocabulary/terms.ts';
import { type Term, term } from './term.ts';

/** Terms for services, prices, closings, and responses. */
export const SERVICE_TERMS = {
  // Services.
  usages: term(['Usages', 'Ce à quoi sert le service.'], ['Usages', 'What the service is for.'], 'key-of-usages'),
  software: term(['Logiciel', 'Ce qui fait marcher le service.'], ['Software', 'What runs the service.'], 'thing'),
  softwareLicence: term(
    ['Licence du logiciel', 'Identifiant SPDX, ou un nom.'],
    ['Licence of the software', 'SPDX identifier, or a name.'],
    'word',
  ),
  registration: term(
    ['Inscription', 'Qui peut s’inscrire.'],
    ['Registration', 'Who may sign up.'],
    'word',
    REGISTRATIONS,
  ),
  capacity: term(
    ['Places', 'S’il reste de la place.'],
    ['Capacity', 'Whether there is room.'],
    'word',
    CAPACITY_STATES,
  ),
  capacityUntil: term(
    ['Places : valable jusqu’au', 'Dernier jour où cela est vrai.'],
    ['Capacity until', 'Last day on which this holds.'],
    'word',
  ),
  capacityOpenFrom: term(
    ['Places à partir du', 'Premier jour où il y aura de la place.'],
    ['Capacity from', 'First day with room.'],
    'word',
  ),
  dataCountry: term(
    ['Pays des données', 'Code ISO 3166-1 du pays où sont les données.'],
    ['Country of the data', 'ISO 3166-1 code of the country where the data are.'],
    'word',
  ),
  ownDomain: term(
    ['Domaine de l’association', 'Adresses mail ou site sous le nom de domaine de l’organisation.'],
    ['Own domain', 'Mail or site under the domain name of the organisation.'],
    'boolean',
  ),
  certifications: term(
    ['Certifications', 'Ce que le service dit avoir obtenu.'],
    ['Certifications', 'What the service says it was granted.'],
    'word',
    CERTIFICATIONS,
  ),
  takesOver: term(
    ['Reprend', 'Les outils dont l’hébergeur explique comment reprendre les données.'],
    ['Takes over', 'Tools whose data the host says how to bring in.'],
    'thing',
  ),
  tool: term(['Outil', 'L’outil d’aujourd’hui.'], ['Tool', 'The tool of today.'], 'key-of-tools'),
  guide: term(['Guide', 'Une page qui dit comment faire.'], ['Guide', 'A page that says how.'], 'address'),
  startedOn: term(['Ouvert', 'Jour, mois ou année.'], ['Started', 'Day, month or year.'], 'word'),
  // Prices.
  priceFor: term(['Prix de', 'Ce que ce prix paie.'], ['Price for', 'What this price pays.'], 'word', [
    'fixed',
    'membership-fee',
    'setup-fee',
    'per-account',
    'per-gigabyte',
    'pay-what-you-can',
    'pay-what-you-can-as-a-member',
  ]),
  priceCovers: term(
    ['Pour qui est ce prix', 'Toute l’organisation, ou une personne.'],
    ['Whom the price covers', 'The whole organisation, or one person.'],
    'word',
    COVERED_BY_PRICE,
  ),
  includedAccounts: term(
    ['Comptes compris', 'Comptes que le prix comprend.'],
    ['Included accounts', 'Accounts that the price includes.'],
    'whole-number',
  ),
  maxAccounts: term(
    ['Comptes au plus', 'Un nombre, ou « unlimited ».'],
    ['Most accounts', 'A number, or “unlimited”.'],
    'any',
  ),
  includedGigabytes: term(
    ['Gigaoctets compris', 'Gigaoctets que le prix comprend.'],
    ['Included gigabytes', 'Gigabytes that the price includes.'],
    'number',
  ),
  includedGigabytesPerAccount: term(
    ['Gigaoctets compris par compte', 'Pour chaque compte.'],
    ['Included gigabytes for each account', 'For each account.'],
    'number',
  ),
  maxGigabytes: term(
    ['Gigaoctets au plus', 'Un nombre, ou « unlimited ».'],
    ['Most gigabytes', 'A number, or “unlimited”.'],
    'any',
  ),
  onQuote: term(['Sur devis', 'Le prix se demande.'], ['On quote', 'The price is to be asked.'], 'boolean'),
  // Ends.
  Closing: term(
    ['Fermeture', 'La fin annoncée d’un hébergeur ou d’un service.'],
    ['Closing', 'The announced end of a host or a service.'],
  ),
  closing: term(['Fermeture', 'Celle qui est annoncée.'], ['Closing', 'The one that is announced.'], 'thing'),
  announcedOn: term(
    ['Annoncée', 'Jour, mois ou année de la première annonce.'],
    ['Announced', 'Day, month or year of the first announcement.'],
    'word',
  ),
  restrictedOn: term(['Restreint', 'Plus de nouveaux comptes.'], ['Restricted', 'No new accounts.'], 'word'),
  readOnlyOn: term(
    ['Lecture seule', 'On peut lire et emporter, plus écrire.'],
    ['Read-only', 'One can read and take away, no more write.'],
    'word',
  ),
  closedOn: term(['Fermé', 'Le service s’arrête.'], ['Closed', 'The service stops.'], 'word'),
  dataErasedOn: term(
    ['Données effacées', 'Plus rien ne peut être repris.'],
    ['Data erased', 'Nothing can be taken away any more.'],
    'word',
  ),
  successor: term(
    ['Successeur', 'L’hébergeur qui prendrait la suite.'],
    ['Successor', 'The host that would take over.'],
    'address',
  ),
  successorAgreed: term(
    ['Successeur d’accord', 'Les deux l’ont dit.'],
    ['Successor agreed', 'Both said so.'],
    'boolean',
  ),
  promises: term(
    ['Promesses', 'Celles auxquelles la fermeture se mesure.'],
    ['Promises', 'Those that the closing is measured by.'],
    'thing',
  ),
  promiseState: term(
    ['Tenue ou non', 'Si la promesse est tenue.'],
    ['Kept or not', 'Whether the promise is kept.'],
    'word',
    PROMISE_STATES,
  ),
  promisedDays: term(
    ['Jours promis', 'Promis ce jour-là.'],
    ['Days promised', 'Promised on that day.'],
    'whole-number',
  ),
  actualDays: term(
    ['Jours accordés', 'Accordés par la fermeture.'],
    ['Days given', 'Given by the closing.'],
    'whole-number',
  ),
  // Responses of this service.
  revision: term(
    ['Révision', 'Numéro de la dernière modification de cette fiche.'],
    ['Revision', 'Number of the last change of this entry.'],
    'whole-number',
  ),
  catalogueRevision: term(
    ['Révision du catalogue', 'Celle dont la réponse est faite.'],
    ['Revision of the catalogue', 'The one that the answer was made from.'],
    'whole-number',
  ),
  epoch: term(
    ['Époque', 'L’histoire dans laquelle les révisions comptent.'],
    ['Epoch', 'The history that revisions count in.'],
    'word',
  ),
  asOf: term(['Au', 'Le jour dont la réponse est faite.'], ['As of', 'The day that the answer was made for.'], 'day'),
  next: term(['Suite', 'La page suivante de la liste.'], ['Next', 'The next page of the list.'], 'address'),
} as const satisfies Record<string, Term>;
