import type { Static } from 'typebox';
import type { Capacity, ServiceDraft, Software } from '../../../documents/service.ts';
import { dateCell, oneCell, partCells, plainCell, type SheetField, textCells } from '../../../spreadsheets/fields.ts';
import { termCell, termsCell, textsCell, yesNoCell } from '../../../spreadsheets/terms.ts';
import { type Both, FRENCH_SUMMARY, HOST, REMOVE, said } from './columns.ts';
import { countryCell } from './places.ts';
import { type FieldTerms, importsCell } from './terms.ts';

/* The sheet of services. Every fact needs a column here, otherwise an import would remove it. */

export const SERVICE_COLUMNS: Record<string, Both> = {
  host: HOST,
  service: said(
    ['Service', 'Un nom court sans espace ni accent, comme nuage. Vide : fait à partir du nom.'],
    ['Service', 'A short name without spaces or accents, such as nuage. Empty: made from the name.'],
  ),
  name: said(['Nom du service', 'Comme on l’écrit.'], ['Name of the service', 'As it is written.']),
  usages: said(
    ['Usages', 'À quoi il sert : valeurs de la liste, séparées par des points-virgules. Au moins une.'],
    ['Usages', 'What it is for: values of the list, between semicolons. At least one.'],
  ),
  'summary.fr': said(FRENCH_SUMMARY, ['Summary in French', 'One or two sentences.']),
  'summary.en': said(['Présentation en anglais', 'Facultatif.'], ['Summary in English', 'Optional.']),
  'software.name': said(['Logiciel', 'Nextcloud, par exemple.'], ['Software', 'Nextcloud, for instance.']),
  'software.licence': said(
    ['Licence', 'AGPL-3.0-or-later, par exemple.'],
    ['Licence', 'AGPL-3.0-or-later, for instance.'],
  ),
  url: said(
    ['Adresse', 'L’adresse du service, avec https://'],
    ['Address', 'The address of the service, with https://'],
  ),
  registration: said(['Inscription', 'Une valeur de la liste.'], ['Registration', 'A value of the list.']),
  'capacity.state': said(['Places', 'Une valeur de la liste.'], ['Places', 'A value of the list.']),
  'capacity.until': said(
    ['Places valables jusqu’au', 'Dernier jour où cela vaut.'],
    ['Places hold until', 'Last day on which this holds.'],
  ),
  'capacity.openFrom': said(
    ['Places à partir du', 'Premier jour avec des places.'],
    ['Places from', 'First day with places.'],
  ),
  dataCountry: said(
    ['Pays des données', 'Le pays, ou son code : FR.'],
    ['Country of the data', 'The country, or its code: FR.'],
  ),
  ownDomain: said(
    [
      'Nom de domaine de l’association',
      'oui si les adresses mail ou le site peuvent porter le nom de domaine de l’association, non s’ils portent toujours le vôtre. Vide : pas dit.',
    ],
    [
      'Domain name of the organisation',
      'yes if mail addresses or the site may be under the domain name of the organisation, no if always under yours. Empty: not said.',
    ],
  ),
  certifications: said(
    ['Certifications', 'Valeurs de la liste. « aucun » si aucune.'],
    ['Certifications', 'Values of the list. “none” if there is none.'],
  ),
  exportFormats: said(
    ['Formats d’export', 'Textes séparés par des points-virgules. « aucun » si aucun.'],
    ['Export formats', 'Texts between semicolons. “none” if there is none.'],
  ),
  imports: said(
    [
      'Reprend les données de',
      'Outils séparés par des points-virgules, chacun suivi de l’adresse de son guide s’il y en a un.',
    ],
    ['Takes data over from', 'Tools between semicolons, each followed by the address of its guide if there is one.'],
  ),
  startedOn: said(['Depuis', 'Une année, un mois ou un jour.'], ['Started on', 'A year, a month or a day.']),
  plans: said(
    ['Formules', '« aucune » s’il n’y en a pas ; sinon vide : elles ont leur feuille.'],
    ['Plans', '“none” if there is none; else empty: they have a sheet of their own.'],
  ),
  remove: REMOVE,
};

const NO_PLAN = new Set(['none', 'aucun', 'aucune']);

/** Whether it is known that the service has no plans; plans have their own sheet. */
const noPlansCell = oneCell('plans', {
  read: (cell) => (NO_PLAN.has(cell.toLowerCase()) ? [] : undefined),
  write: (value, notation) =>
    Array.isArray(value) && value.length === 0 ? (notation === 'fr' ? 'aucune' : 'none') : '',
});

export const serviceFields = (terms: FieldTerms): Record<Exclude<keyof ServiceDraft, 'slug'>, SheetField> => ({
  name: plainCell('name'),
  usages: termsCell(terms.usages)('usages'),
  summary: textCells('summary'),
  software: partCells<Static<typeof Software>>('software', { name: plainCell, licence: plainCell }),
  url: plainCell('url'),
  registration: termCell(terms.registrations)('registration'),
  capacity: partCells<Static<typeof Capacity>>('capacity', {
    state: termCell(terms.capacities),
    until: dateCell,
    openFrom: dateCell,
  }),
  dataCountry: countryCell(terms)('dataCountry'),
  ownDomain: yesNoCell('ownDomain'),
  certifications: termsCell(terms.certifications)('certifications'),
  exportFormats: textsCell('exportFormats'),
  imports: importsCell(terms)('imports'),
  startedOn: dateCell('startedOn'),
  plans: noPlansCell,
});
