import type { Contact, HostFact, Seat } from '../../../documents/host.ts';
import { dateCell, partCells, plainCell, type SheetField, textCells } from '../../../spreadsheets/fields.ts';
import { termCell, termsCell, yesNoCell } from '../../../spreadsheets/terms.ts';
import { type Both, FRENCH_SUMMARY, HOST, said } from './columns.ts';
import { countryCell, territoryCell, zonesCell } from './places.ts';
import { type FieldTerms, supportCell } from './terms.ts';

/* The sheet of hosts. Every fact needs a column here, otherwise an import would remove it. */

export const HOST_COLUMNS: Record<string, Both> = {
  host: HOST,
  version: said(
    ['Version', 'La version lue : laissez-la, elle empêche d’écraser ce que quelqu’un a changé entre-temps.'],
    ['Version', 'The version that was read: leave it, it keeps you from writing over what somebody changed meanwhile.'],
  ),
  state: said(['État', 'Calculé : à lire seulement.'], ['State', 'Computed: to be read only.']),
  confirmedOn: said(['Confirmé le', 'Calculé : à lire seulement.'], ['Confirmed on', 'Computed: to be read only.']),
  name: said(['Nom', 'Comme on l’écrit.'], ['Name', 'As it is written.']),
  website: said(['Site', 'L’adresse du site, avec https://'], ['Website', 'The address of the site, with https://']),
  'summary.fr': said(FRENCH_SUMMARY, ['Summary in French', 'One or two sentences.']),
  'summary.en': said(['Présentation en anglais', 'Facultatif.'], ['Summary in English', 'Optional.']),
  foundedOn: said(['Fondé en', 'Une année, un mois ou un jour.'], ['Founded on', 'A year, a month or a day.']),
  legalForm: said(['Forme juridique', 'Une valeur de la liste.'], ['Legal form', 'A value of the list.']),
  'seat.country': said(
    ['Pays du siège', 'Le pays, ou son code : FR.'],
    ['Country of the seat', 'The country, or its code: FR.'],
  ),
  'seat.territory': said(
    ['Territoire du siège', 'Un code comme departement:23 ou commune:23096, ou le nom d’un département.'],
    ['Territory of the seat', 'A code such as departement:23 or commune:23096, or the name of a département.'],
  ),
  serves: said(
    ['Sert à distance', 'Territoires, séparés par des points-virgules ; « monde » pour partout.'],
    ['Serves at a distance', 'Territories between semicolons; “world” for everywhere.'],
  ),
  visits: said(
    ['Se déplace', 'Territoires où il vient en personne, séparés par des points-virgules.'],
    ['Visits', 'Territories where it comes in person, between semicolons.'],
  ),
  audiences: said(
    ['Publics', 'Valeurs de la liste, séparées par des points-virgules.'],
    ['Audiences', 'Values of the list, between semicolons.'],
  ),
  languages: said(
    ['Langues', 'Codes ou noms : français ; anglais.'],
    ['Languages', 'Codes or names: French; English.'],
  ),
  support: said(
    [
      'Aide proposée',
      'Valeurs de la liste, et comment entre parenthèses : à distance, par téléphone, sur place. « aucun » si aucune.',
    ],
    [
      'Help offered',
      'Values of the list, and how in brackets: remotely, by telephone, in person. “none” if there is none.',
    ],
  ),
  'contact.url': said(['Page de contact', 'Son adresse.'], ['Contact page', 'Its address.']),
  'contact.email': said(
    ['Courriel', 'Celui de l’organisation, jamais celui d’une personne : tout le monde le lira.'],
    ['Email', 'That of the organisation, never of a person: everybody will read it.'],
  ),
  'contact.roleAddress': said(
    [
      'Courriel de l’organisation',
      'oui si ce courriel, qui ressemble à celui d’une personne, est bien celui de l’organisation.',
    ],
    [
      'Email is of the organisation',
      'yes if this email, which looks like that of a person, is that of the organisation.',
    ],
  ),
  'contact.phone': said(['Téléphone', 'Celui de l’organisation.'], ['Telephone', 'That of the organisation.']),
  'contact.hours.fr': said(['Horaires', 'En français.'], ['Hours in French', 'When it answers.']),
  'contact.hours.en': said(['Horaires en anglais', 'Facultatif.'], ['Hours in English', 'Optional.']),
};

/** The seat; a territory says its country: all but countries themselves are French. */
function seatCells(terms: FieldTerms): SheetField {
  const cells = partCells<Seat>('seat', { country: countryCell(terms), territory: territoryCell(terms) });
  return {
    ...cells,
    read: (written) => {
      const seat = cells.read(written) as Partial<Seat> | undefined;
      if (!seat || seat.country !== undefined || typeof seat.territory !== 'object') return seat;
      return { ...seat, country: seat.territory.level === 'country' ? seat.territory.code : 'FR' };
    },
  };
}

export const hostFields = (terms: FieldTerms): Record<'name' | 'website' | HostFact, SheetField> => ({
  name: plainCell('name'),
  website: plainCell('website'),
  summary: textCells('summary'),
  foundedOn: dateCell('foundedOn'),
  legalForm: termCell(terms.legalForms)('legalForm'),
  seat: seatCells(terms),
  serves: zonesCell(terms)('serves'),
  visits: zonesCell(terms)('visits'),
  audiences: termsCell(terms.audiences)('audiences'),
  languages: termsCell(withCodes(terms))('languages'),
  support: supportCell(terms)('support'),
  contact: partCells<Contact>('contact', {
    url: plainCell,
    email: plainCell,
    roleAddress: yesNoCell,
    phone: plainCell,
    hours: textCells,
  }),
});

/** Every language has a code; only some have a name here. */
const withCodes = ({ languages }: FieldTerms) => ({
  ...languages,
  keyOf: (written: string) => languages.keyOf(written) ?? (/^[a-z]{2,3}$/.test(written) ? written : undefined),
});
