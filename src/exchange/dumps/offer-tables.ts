import { hasEnded } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import type { Plan, Service } from '../../documents/service.ts';
import { hasPrice } from '../../services/cost.ts';
import {
  CAPACITY_STATES,
  CERTIFICATIONS,
  CLOSING_STAGES,
  COVERED_BY_PRICE,
  PERIODS,
  REGISTRATIONS,
} from '../../vocabulary/terms.ts';
import type { Dumped } from './dumped.ts';
import { ofItsHost, TO_HOSTS } from './host-table.ts';
import { knownSince } from './known-prices.ts';
import { type Column, column, inBoth, inUnit, listed, type Table } from './table.ts';

interface ServiceRow {
  host: Host;
  service: Service;
}

/** A service closes with its host. */
const closingOf = ({ host, service }: ServiceRow) => service.closing ?? host.closing;

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

interface PlanRow extends ServiceRow {
  plan: Plan;
  place: number;
  dumped: Dumped;
}

const upTo: [string, string] = ['« unlimited » : sans limite', '“unlimited”: without a limit'];
const most = (fr: string, en: string): [string, string] => [`${fr}. ${upTo[0]}`, `${en}. ${upTo[1]}`];
const euros = (fr: string, en: string): [string, string] => [`${fr}, en euros`, `${en}, in euros`];

/** Of a plan whose price is known, silence is a no; of another one it is unknown. */
const saidOrPriced = (plan: Plan, said: boolean | undefined): boolean | undefined =>
  said ?? (hasPrice(plan) ? false : undefined);

export const PLANS: Table<PlanRow> = {
  name: 'plans',
  title: { fr: 'Les formules et leurs prix, une par ligne', en: 'Plans and their prices, one a row' },
  key: 'planId',
  refersTo: [TO_SERVICES, TO_HOSTS],
  rowsOf: (host, dumped) =>
    host.services.flatMap((service) =>
      (service.plans ?? []).map((plan, at) => ({ host, service, plan, place: at + 1, dumped })),
    ),
  columns: [
    column(
      'planId',
      'string',
      ['La formule : son service, puis son rang', 'The plan: its service, then its place'],
      ({ service, place }) => `${service.id}/${place}`,
    ),
    ...ofItsService<PlanRow>(),
    ...ofItsHost<PlanRow>(),
    column('planName', 'string', ['Nom', 'Name'], ({ plan }) => plan.name),
    column('hasKnownPrice', 'boolean', ['Un prix est connu', 'A price is known'], ({ plan }) => hasPrice(plan)),
    column(
      'knownSince',
      'partial-day',
      ['Connue telle quelle depuis ; vide : date inconnue', 'Known as it is since; empty: of an unknown day'],
      ({ plan, service, host, dumped }) => knownSince(plan, service, host, dumped.facts.get(host.id)?.provenance),
    ),
    column('observedOn', 'partial-day', ['Relevée le', 'Seen on'], ({ plan }) => plan.observedOn),
    column('validFrom', 'date', ['Premier jour de ce prix', 'First day of this price'], ({ plan }) => plan.from),
    column(
      'billingPeriod',
      'string',
      ['Période des montants', 'Period of the amounts'],
      // What is not said is the year.
      ({ plan }) => plan.period ?? 'year',
      PERIODS,
    ),
    column(
      'priceCovers',
      'string',
      [
        'Qui un prix couvre : toute l’organisation, ou une personne',
        'Whom one price covers: the organisation, or one person',
      ],
      ({ plan }) => plan.for,
      COVERED_BY_PRICE,
    ),
    inUnit(
      'EUR',
      column(
        'fixedAmount',
        'number',
        euros('Montant fixe par période', 'Fixed amount a period'),
        ({ plan }) => plan.fixed,
      ),
    ),
    inUnit(
      'EUR',
      column(
        'membershipFee',
        'number',
        euros('Adhésion par an', 'Membership a year'),
        ({ plan }) => plan.membershipFee,
      ),
    ),
    inUnit(
      'EUR',
      column(
        'membershipFreeAdvised',
        'number',
        euros('Adhésion libre : montant conseillé', 'Membership of a free amount: advised'),
        ({ plan }) => plan.membershipFree?.advised,
      ),
    ),
    inUnit(
      'EUR',
      column(
        'membershipFreeFloor',
        'number',
        euros('Adhésion libre : minimum', 'Membership of a free amount: least'),
        ({ plan }) => plan.membershipFree?.floor,
      ),
    ),
    inUnit(
      'EUR',
      column('setupFee', 'number', euros('Une fois, au début', 'Once, at the beginning'), ({ plan }) => plan.setupFee),
    ),
    inUnit(
      'EUR',
      column(
        'perAccount',
        'number',
        euros('Par compte en plus', 'For each further account'),
        ({ plan }) => plan.perAccount,
      ),
    ),
    column(
      'includedAccounts',
      'integer',
      ['Comptes compris', 'Accounts included'],
      ({ plan }) => plan.includedAccounts,
    ),
    column('maxAccounts', 'any', most('Comptes au plus', 'Most accounts'), ({ plan }) => plan.maxAccounts),
    inUnit(
      'EUR',
      column('perGb', 'number', euros('Par Go en plus', 'For each further GB'), ({ plan }) => plan.perGb),
    ),
    inUnit(
      'GB',
      column('includedGb', 'number', ['Go compris', 'GB included'], ({ plan }) => plan.includedGb),
    ),
    inUnit(
      'GB',
      column(
        'includedGbPerAccount',
        'number',
        ['Go compris par compte', 'GB included for each account'],
        ({ plan }) => plan.includedGbPerAccount,
      ),
    ),
    inUnit(
      'GB',
      column('maxGb', 'any', most('Go au plus', 'Most GB'), ({ plan }) => plan.maxGb),
    ),
    column(
      'otherLimits',
      'string',
      [
        'Autres limites, unité:nombre (liste capacity-units de codes.csv)',
        'Other limits, unit:number (list capacity-units of codes.csv)',
      ],
      ({ plan }) => plan.limits && listed(Object.entries(plan.limits).map(([unit, amount]) => `${unit}:${amount}`)),
    ),
    column('freeAmountOffered', 'boolean', ['Prix libre', 'Pay what you can'], ({ plan }) =>
      saidOrPriced(plan, plan.freeAmount && true),
    ),
    inUnit(
      'EUR',
      column(
        'freeAmountAdvised',
        'number',
        euros('Prix libre : conseillé', 'Pay what you can: advised'),
        ({ plan }) => plan.freeAmount?.advised,
      ),
    ),
    inUnit(
      'EUR',
      column(
        'freeAmountFloor',
        'number',
        euros('Prix libre : minimum', 'Pay what you can: least'),
        ({ plan }) => plan.freeAmount?.floor,
      ),
    ),
    column('alsoCovers', 'string', ['Autres services compris', 'Other services that it pays for'], ({ plan }) =>
      listed(plan.covers),
    ),
    column('onQuote', 'boolean', ['Sur devis', 'On quote'], ({ plan }) => saidOrPriced(plan, plan.onQuote)),
    column(
      'taxIncluded',
      'boolean',
      ['Taxe comprise ; non : ajouter 20 %', 'Tax included; no: 20 % is to be added'],
      ({ plan }) => plan.taxIncluded,
    ),
    ...inBoth<PlanRow>('conditions', ['Conditions', 'Conditions'], ({ plan }) => plan.conditions),
    column('serviceHasEnded', 'boolean', ['Le service a fermé', 'The service has closed'], (row) =>
      hasEnded({ closing: closingOf(row) }),
    ),
  ],
};
