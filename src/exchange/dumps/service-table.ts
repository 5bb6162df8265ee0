import type { Host } from '../../documents/host.ts';
import type { Service } from '../../documents/service.ts';
import { CAPACITY_STATES, CERTIFICATIONS, CLOSING_STAGES, REGISTRATIONS } from '../../vocabulary/terms.ts';
import { ofItsHost, TO_HOSTS } from './host-table.ts';
import { type Column, column, inBoth, listed, type Table } from './table.ts';

export interface ServiceRow {
  host: Host;
  service: Service;
}

/** A service closes with its host. */
export const closingOf = ({ host, service }: ServiceRow) => service.closing ?? host.closing;

/** The columns that lead from a row of another table to its service; empty: it is of the whole host. */
export const ofItsService = <T extends { service: Service | undefined }>(): Column<T>[] => [
  column('serviceId', 'string', ['Le service : identifiant', 'The service: identifier'], ({ service }) => service?.id),
  column(
    'serviceSlug',
    'string',
    ['Le service : nom court', 'The service: short name'],
    ({ service }) => service?.slug,
  ),
];
export const TO_SERVICES = { column: 'serviceId', table: 'services' };

export const SERVICES: Table<ServiceRow> = {
  name: 'services',
  title: { fr: 'Les services, un par ligne', en: 'Services, one a row' },
  key: 'serviceId',
  refersTo: [TO_HOSTS],
  rowsOf: (host) => host.services.map((service) => ({ host, service })),
  columns: [
    ...ofItsService<ServiceRow>(),
    ...ofItsHost<ServiceRow>(),
    column('serviceName', 'string', ['Nom', 'Name'], ({ service }) => service.name),
    column(
      'usages',
      'string',
      ['Usages (liste usages de codes.csv)', 'Usages (list usages of codes.csv)'],
      ({ service }) => listed(service.usages),
    ),
    ...inBoth<ServiceRow>('summary', ['Présentation', 'Summary'], ({ service }) => service.summary),
    column('software', 'string', ['Logiciel', 'Software'], ({ service }) => service.software?.name),
    column(
      'softwareLicence',
      'string',
      ['Licence du logiciel', 'Licence of the software'],
      ({ service }) => service.software?.licence,
    ),
    column('serviceUrl', 'string', ['Adresse', 'Address'], ({ service }) => service.url),
    column(
      'registration',
      'string',
      ['Qui peut s’inscrire', 'Who may sign up'],
      ({ service }) => service.registration,
      REGISTRATIONS,
    ),
    column(
      'capacity',
      'string',
      ['Places : libres, liste d’attente, complet', 'Places: open, waiting list, full'],
      ({ service }) => service.capacity?.state,
      CAPACITY_STATES,
    ),
    column('capacityUntil', 'partial-day', ['… jusqu’au', '… until'], ({ service }) => service.capacity?.until),
    column(
      'capacityOpenFrom',
      'partial-day',
      ['Places à partir du', 'Places from'],
      ({ service }) => service.capacity?.openFrom,
    ),
    column('dataCountry', 'string', ['Pays des données', 'Country of the data'], ({ service }) => service.dataCountry),
    column(
      'ownDomain',
      'boolean',
      ['Courriel ou site au nom de domaine de l’organisation', 'Mail or site under the domain of the organisation'],
      ({ service }) => service.ownDomain,
    ),
    column('certifications', 'string', [`Certifications (${CERTIFICATIONS.join(', ')})`, 'Certifications'], (row) =>
      listed(row.service.certifications),
    ),
    column('exportFormats', 'string', ['Formats d’export', 'Formats of export'], ({ service }) =>
      listed(service.exportFormats),
    ),
    column(
      'importedTools',
      'string',
      [
        'Outils dont il reprend les données (liste tools de codes.csv)',
        'Tools whose data it takes in (list tools of codes.csv)',
      ],
      ({ service }) => listed(service.imports?.map(({ tool }) => tool)),
    ),
    column('importGuides', 'string', ['Guides de ces reprises', 'Guides for these'], ({ service }) =>
      listed(service.imports?.flatMap(({ tool, guideUrl }) => (guideUrl ? `${tool}:${guideUrl}` : []))),
    ),
    column('startedOn', 'partial-day', ['Ouvert depuis', 'Open since'], ({ service }) => service.startedOn),
    column(
      'closingAnnouncedOn',
      'partial-day',
      ['Fermeture annoncée le', 'Closing announced on'],
      (row) => closingOf(row)?.announcedOn,
    ),
    column('closedOn', 'partial-day', ['Ferme le', 'Closes on'], (row) => closingOf(row)?.stages.closed),
    column(
      'closingStage',
      'string',
      ['Étape de la fermeture atteinte', 'Stage of the closing that is reached'],
      (row) => closingOf(row)?.stage,
      CLOSING_STAGES,
    ),
  ],
};
