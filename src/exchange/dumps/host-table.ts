import { hasEnded } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import {
  AUDIENCES,
  COMPLETE_LISTS,
  type CompleteList,
  HOST_STATES,
  LEGAL_FORMS,
  OBSERVED_STATES,
  type TerritoryLevel,
} from '../../vocabulary/terms.ts';
import type { Dumped } from './dumped.ts';
import { knownPrices } from './known-prices.ts';
import { type Column, column, inBoth, listed, type Table, zoneName } from './table.ts';

interface HostRow {
  host: Host;
  dumped: Dumped;
}

/** The columns that lead from a row of another table to its host. */
export const ofItsHost = <T extends { host: Host }>(): Column<T>[] => [
  column('hostId', 'string', ['L’hébergeur : identifiant', 'The host: identifier'], ({ host }) => host.id),
  column('hostSlug', 'string', ['L’hébergeur : nom court', 'The host: short name'], ({ host }) => host.slug),
];
export const TO_HOSTS = { column: 'hostId', table: 'hosts' };

/** An empty cell means unknown. An empty list that the host declares complete has a text of its own. */
const wholeOr = (host: Host, list: CompleteList, values: readonly string[] | undefined): string | undefined =>
  values?.length === 0 && host.complete.includes(list) ? 'none' : listed(values);

const seatAt = ({ host, dumped }: HostRow, level: TerritoryLevel): Territory | undefined => {
  const seat = host.seat?.territory;
  return seat && dumped.reference.territories.lineage(seat).find((one) => one.level === level);
};

/** Two columns of the seat: the code of a place, with its level, and its name. */
const seatColumns = (
  name: string,
  [fr, en]: readonly [fr: string, en: string],
  placeOf: (row: HostRow) => Territory | undefined,
): Column<HostRow>[] => [
  column(name, 'string', [`${fr} : code`, `${en}: code`], (row) => {
    const place = placeOf(row);
    return place && zoneName(place);
  }),
  column(`${name}Name`, 'string', [`${fr} : nom`, `${en}: name`], (row) => {
    const place = placeOf(row);
    return place && row.dumped.reference.territories.name(place, 'fr');
  }),
];

const noneIfWhole: readonly [string, string] = [
  '« none » : l’hébergeur dit que la liste est entière, et elle est vide',
  '“none”: the host says that the list is whole, and it is empty',
];
const orNone = (fr: string, en: string): [string, string] => [`${fr}. ${noneIfWhole[0]}`, `${en}. ${noneIfWhole[1]}`];

const pricesOf = ({ host, dumped }: HostRow) =>
  host.services
    .filter((service) => !hasEnded(host) && !hasEnded(service))
    .flatMap((service) => knownPrices(host, service, dumped.facts.get(host.id)?.provenance));

export const HOSTS: Table<HostRow> = {
  name: 'hosts',
  title: { fr: 'Les hébergeurs, un par ligne', en: 'Hosts, one a row' },
  key: 'hostId',
  refersTo: [],
  rowsOf: (host, dumped) => [{ host, dumped }],
  columns: [
    ...ofItsHost<HostRow>(),
    column('hostName', 'string', ['Nom', 'Name'], ({ host }) => host.name),
    column(
      'hostState',
      'string',
      [
        'published : publié ; silent : son site ne répond plus ; suspended : suspendu ; closed : fermé',
        'published; silent: its site has stopped to answer; suspended; closed',
      ],
      ({ host }) => host.state,
      HOST_STATES.filter((state) => state !== 'draft' && state !== 'withdrawn'),
    ),
    column('website', 'string', ['Site web', 'Website'], ({ host }) => host.website),
    ...inBoth<HostRow>('summary', ['Présentation', 'Summary'], ({ host }) => host.summary),
    column('legalForm', 'string', ['Forme juridique', 'Legal form'], ({ host }) => host.legalForm, LEGAL_FORMS),
    column('foundedOn', 'partial-day', ['Fondé en', 'Founded on'], ({ host }) => host.foundedOn),
    column('seatCountry', 'string', ['Siège : pays', 'Seat: country'], ({ host }) => host.seat?.country),
    ...seatColumns('seatPlace', ['Siège : lieu', 'Seat: place'], ({ host }) => host.seat?.territory),
    ...seatColumns('seatDepartement', ['Siège : département', 'Seat: département'], (row) =>
      seatAt(row, 'departement'),
    ),
    ...seatColumns('seatRegion', ['Siège : région', 'Seat: région'], (row) => seatAt(row, 'region')),
    column('serves', 'string', ['Territoires servis à distance', 'Territories served at a distance'], ({ host }) =>
      listed(host.serves?.map(zoneName)),
    ),
    column('visits', 'string', ['Territoires où il se déplace', 'Territories that it visits'], ({ host }) =>
      listed(host.visits?.map(zoneName)),
    ),
    column('audiences', 'string', orNone(`Publics (${AUDIENCES.join(', ')})`, 'Audiences'), ({ host }) =>
      wholeOr(host, 'audiences', host.audiences),
    ),
    column('languages', 'string', orNone('Langues', 'Languages'), ({ host }) =>
      wholeOr(host, 'languages', host.languages),
    ),
    column('support', 'string', orNone('Accompagnement, et sous quelle forme', 'Help, and in which way'), ({ host }) =>
      wholeOr(
        host,
        'support',
        host.support?.map(({ kind, mode }) => (mode ? `${kind}:${mode}` : kind)),
      ),
    ),
    column('contactUrl', 'string', ['Page de contact', 'Page to write to'], ({ host }) => host.contact?.url),
    column('contactEmail', 'string', ['Courriel de contact', 'Mail address'], ({ host }) => host.contact?.email),
    column('contactPhone', 'string', ['Téléphone', 'Phone'], ({ host }) => host.contact?.phone),
    ...inBoth<HostRow>('contactHours', ['Horaires', 'Hours'], ({ host }) => host.contact?.hours),
    column(
      'completeLists',
      'string',
      [
        `Listes que l’hébergeur dit entières (${COMPLETE_LISTS.join(', ')}) : ce qui y manque est un non ; ailleurs, c’est inconnu`,
        'Lists that the host says are whole: what they lack is a no; elsewhere it is unknown',
      ],
      ({ host }) => listed(host.complete),
    ),
    column(
      'confirmedByHost',
      'boolean',
      ['L’hébergeur a confirmé sa fiche', 'The host has confirmed its entry'],
      // In its place an administrator confirmed last: whether it ever did itself is not known.
      ({ host }) => (host.confirmedOnBehalf ? undefined : host.confirmedByHost),
    ),
    column('confirmedOn', 'date', ['Dernière confirmation', 'Last confirmation'], ({ host }) => host.confirmedOn),
    column(
      'observedState',
      'string',
      ['Ce que d’autres ont vu de lui', 'What others saw of it'],
      ({ host }) => host.observed?.state,
      OBSERVED_STATES,
    ),
    column('observedOn', 'partial-day', ['… et quand', '… and when'], ({ host }) => host.observed?.asOf),
    column(
      'factsAsOf',
      'partial-day',
      ['Date des faits qui n’en ont pas d’autre', 'Day of the facts that have no other'],
      ({ host }) => host.factsAsOf,
    ),
    column('sources', 'string', ['Pages lues pour la fiche', 'Pages read for the entry'], ({ host }) =>
      listed(host.sources),
    ),
    column('formerNames', 'string', ['Anciens noms', 'Former names'], ({ host }) =>
      listed(host.aliases?.map(({ kind, value }) => `${kind}:${value}`)),
    ),
    column(
      'closingAnnouncedOn',
      'partial-day',
      ['Fermeture annoncée le', 'Closing announced on'],
      ({ host }) => host.closing?.announcedOn,
    ),
    column('closedOn', 'partial-day', ['Ferme le', 'Closes on'], ({ host }) => host.closing?.stages.closed),
    column(
      'successor',
      'string',
      ['Successeur nommé', 'Successor that it names'],
      ({ host }) => host.closing?.successor?.host,
    ),
    column('suspendedOn', 'date', ['Suspendu depuis', 'Suspended since'], ({ host }) => host.suspension?.since),
    column('serviceCount', 'integer', ['Services connus', 'Known services'], ({ host }) => host.services.length),
    column(
      'knownPriceCount',
      'integer',
      ['Formules dont un prix est connu', 'Plans of which a price is known'],
      (row) => pricesOf(row).length,
    ),
    column(
      'priceKnownSince',
      'partial-day',
      [
        'Date du plus ancien de ces prix ; vide : aucun prix, ou date inconnue',
        'Day of the oldest of these prices; empty: none, or of an unknown day',
      ],
      (row) =>
        pricesOf(row)
          .flatMap(({ knownSince }) => knownSince ?? [])
          .sort()[0],
    ),
    column(
      'revision',
      'integer',
      ['Révision du catalogue', 'Revision of the catalogue'],
      ({ host, dumped }) => dumped.lastChanges.get(host.id)?.revision,
    ),
    column('updatedAt', 'string', ['Dernier changement (UTC)', 'Last change (UTC)'], ({ host, dumped }) =>
      dumped.lastChanges.get(host.id)?.at.toISOString(),
    ),
  ],
};
