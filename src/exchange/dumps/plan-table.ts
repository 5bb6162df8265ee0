import { hasEnded } from '../../documents/closing.ts';
import type { Plan } from '../../documents/service.ts';
import { hasPrice } from '../../services/cost.ts';
import { COVERED_BY_PRICE, PERIODS } from '../../vocabulary/terms.ts';
import type { Dumped } from './dumped.ts';
import { ofItsHost, TO_HOSTS } from './host-table.ts';
import { knownSince } from './known-prices.ts';
import { closingOf, ofItsService, type ServiceRow, TO_SERVICES } from './service-table.ts';
import { column, inBoth, inUnit, listed, type Table } from './table.ts';

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
