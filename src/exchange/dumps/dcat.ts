import type { Model } from '../../catalogue/model.ts';
import { parisDay } from '../../ground/clock.ts';
import type { Label } from '../../vocabulary/reference.ts';
import type { Publisher } from './dumped.ts';
import type { Measured } from './measured.ts';
import { TABLES } from './tables.ts';

/* Metadata for open data harvesters (DCAT-AP 3): which data exist, in which files, under which licence. */

const EU = 'http://publications.europa.eu/resource/authority';
const CC0 = `${EU}/licence/CC0`;
const CC_BY = `${EU}/licence/CC_BY_4_0`;
/** Facts, and texts that people wrote. */
const BOTH = [CC0, CC_BY];
const LICENCES = { facts: [CC0], territories: ['https://spdx.org/licenses/etalab-2.0.html'] } as const;
const IANA = 'https://www.iana.org/assignments/media-types';

const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  spdx: 'http://spdx.org/rdf/terms#',
  dcatap: 'http://data.europa.eu/r5r/',
  Catalog: 'dcat:Catalog',
  Dataset: 'dcat:Dataset',
  Distribution: 'dcat:Distribution',
  DataService: 'dcat:DataService',
  title: { '@id': 'dct:title', '@container': '@language' },
  description: { '@id': 'dct:description', '@container': '@language' },
  keyword: { '@id': 'dcat:keyword', '@container': '@language' },
  name: 'foaf:name',
  identifier: 'dct:identifier',
  issued: { '@id': 'dct:issued', '@type': 'xsd:date' },
  modified: { '@id': 'dct:modified', '@type': 'xsd:dateTime' },
  byteSize: { '@id': 'dcat:byteSize', '@type': 'xsd:nonNegativeInteger' },
  checksum: 'spdx:checksum',
  algorithm: { '@id': 'spdx:algorithm', '@type': '@id' },
  checksumValue: { '@id': 'spdx:checksumValue', '@type': 'xsd:hexBinary' },
  ...Object.fromEntries(
    [
      ...['publisher', 'license', 'language', 'format', 'conformsTo', 'accrualPeriodicity', 'accessRights', 'spatial'],
    ].map((word) => [word, { '@id': `dct:${word}`, '@type': '@id' }]),
  ),
  ...Object.fromEntries(
    [
      ...['dataset', 'distribution', 'service', 'servesDataset', 'accessURL', 'downloadURL', 'mediaType', 'theme'],
      ...['landingPage', 'endpointURL', 'endpointDescription', 'contactPoint', 'accessService'],
    ].map((word) => [word, { '@id': `dcat:${word}`, '@type': '@id' }]),
  ),
  homepage: { '@id': 'foaf:homepage', '@type': '@id' },
  availability: { '@id': 'dcatap:availability', '@type': '@id' },
  applicableLegislation: { '@id': 'dcatap:applicableLegislation', '@type': '@id' },
  hasEmail: { '@id': 'vcard:hasEmail', '@type': '@id' },
  fn: 'vcard:fn',
};

const EXPORT = '/v1/export';

/** A file of the catalogue: its address, and the one under which its bytes are always the same in one state. */
export interface DumpFile {
  path: string;
  exact: string;
  media: string;
  format: string;
  title: Label;
  licence: readonly string[];
}

const file = (
  name: string,
  media: string,
  format: string,
  title: Label,
  { query = '', licence = BOTH }: { query?: string; licence?: readonly string[] } = {},
): DumpFile => ({
  ...{ path: `${EXPORT}/${name}`, exact: `${EXPORT}/${name}${query}`, media, format, title, licence },
});

const HOST_LINES = file(
  'hosts.ndjson',
  'application/x-ndjson',
  'NDJSON',
  { fr: 'Un hébergeur par ligne, sans les fermés (JSON)', en: 'One host a line, without closed ones (JSON)' },
  { query: '?lang=fr' },
);
const GRAPH = file('catalogue.jsonld', 'application/ld+json', 'JSON_LD', {
  fr: 'Données liées (JSON-LD)',
  en: 'Linked data (JSON-LD)',
});
const SHEETS = TABLES.map(({ name, title, licence }) =>
  file(
    `${name}.csv`,
    'text/csv',
    'CSV',
    { fr: `${title.fr} (CSV)`, en: `${title.en} (CSV)` },
    licence ? { licence: LICENCES[licence] } : {},
  ),
);
export const DATA_PACKAGE = `${EXPORT}/datapackage.json`;

/** The addresses of the dumps and their media types, for discovery. */
export const DUMPS: readonly DumpFile[] = [HOST_LINES, ...SHEETS, GRAPH];

/** Registered media types have an address; newline-delimited JSON is not registered. */
const mediaAddress = (media: string) => (media === 'application/x-ndjson' ? undefined : `${IANA}/${media}`);

/** @param contact a mail address, or the address of a page */
export function dataCatalogue(
  { day, span }: Pick<Model, 'day' | 'span'>,
  { publicUrl, operator, contact }: Publisher & { contact: string | undefined },
  measured: ReadonlyMap<DumpFile, Measured>,
): object {
  const at = (path: string) => `${publicUrl}${path}`;
  const api = at('/v1/export/dcat.jsonld#api');
  const publisher = {
    '@id': at('/v1/export/dcat.jsonld#publisher'),
    '@type': 'foaf:Agent',
    name: operator ?? 'Bercail',
    homepage: `${publicUrl}/`,
  };
  const contactPoint = contact && {
    '@type': 'vcard:Kind',
    fn: operator ?? 'Bercail',
    ...(contact.startsWith('http') ? { 'vcard:hasURL': { '@id': contact } } : { hasEmail: `mailto:${contact}` }),
  };
  const languages = ['FRA', 'ENG'].map((code) => `${EU}/language/${code}`);
  const dates = { issued: span ? parisDay(span.from) : day, ...(span && { modified: span.to.toISOString() }) };
  const distribution = (one: DumpFile, { path, exact, media, format, title, licence } = one) => ({
    '@id': `${at('/v1/export/dcat.jsonld')}#${path.split('/').at(-1)}`,
    '@type': 'Distribution',
    title,
    accessURL: at(path),
    downloadURL: at(exact),
    ...(mediaAddress(media) && { mediaType: mediaAddress(media) }),
    format: `${EU}/file-type/${format}`,
    license: licence,
    ...dates,
    byteSize: String(measured.get(one)!.bytes),
    checksum: {
      '@type': 'spdx:Checksum',
      algorithm: 'spdx:checksumAlgorithm_sha256',
      checksumValue: measured.get(one)!.sha256,
    },
    ...(media === 'text/csv' && { conformsTo: at(DATA_PACKAGE) }),
    availability: `${EU}/planned-availability/STABLE`,
    language: languages,
  });
  const dataset = (name: string, title: Label, description: Label, distributions: object[]) => ({
    '@id': at(`/v1/export/dcat.jsonld#${name}`),
    '@type': 'Dataset',
    identifier: at(`/v1/export/dcat.jsonld#${name}`),
    title,
    description,
    keyword: {
      fr: ['hébergement', 'logiciel libre', 'associations', 'services en ligne'],
      en: ['hosting', 'free software', 'associations', 'online services'],
    },
    publisher: publisher['@id'],
    ...(contactPoint && { contactPoint }),
    theme: [`${EU}/data-theme/TECH`],
    accessRights: `${EU}/access-right/PUBLIC`,
    accrualPeriodicity: `${EU}/frequency/UPDATE_CONT`,
    landingPage: `${publicUrl}/`,
    ...dates,
    language: languages,
    distribution: distributions,
  });
  return {
    '@context': CONTEXT,
    '@id': at('/v1/export/dcat.jsonld'),
    '@type': 'Catalog',
    title: { fr: 'Bercail : données ouvertes', en: 'Bercail: open data' },
    description: {
      fr: 'Le catalogue partagé d’hébergeurs éthiques, en fichiers et par une interface.',
      en: 'The shared catalogue of ethical hosts, as files and through an interface.',
    },
    publisher,
    homepage: `${publicUrl}/`,
    license: CC0,
    ...dates,
    language: languages,
    dataset: [
      dataset(
        'hosts',
        { fr: 'Hébergeurs éthiques', en: 'Ethical hosts' },
        {
          fr: 'Les hébergeurs, leurs services, prix, engagements, et ce qui les prouve. Ce qui n’est pas dit est inconnu, jamais « non ».',
          en: 'Hosts, their services, prices, commitments, and what proves them. What is not said is unknown, never “no”.',
        },
        [HOST_LINES, GRAPH].map((one) => distribution(one)),
      ),
      dataset(
        'tables',
        { fr: 'Hébergeurs éthiques, en tableaux', en: 'Ethical hosts, in tables' },
        {
          fr: 'Hébergeurs, services, formules, critères, engagements et adhésions, à joindre par leurs identifiants, et ce que leurs codes veulent dire ; aussi les hébergeurs fermés. Une case vide est inconnue, jamais « non ».',
          en: 'Hosts, services, plans, claims, commitments and memberships, joined by their identifiers, and what their codes mean; closed hosts too. An empty cell is unknown, never “no”.',
        },
        SHEETS.map((one) => distribution(one)),
      ),
    ],
    service: {
      '@id': api,
      '@type': 'DataService',
      title: { fr: 'Interface de Bercail', en: 'API of Bercail' },
      endpointURL: at('/v1'),
      endpointDescription: at('/openapi.json'),
      license: BOTH,
      accessRights: `${EU}/access-right/PUBLIC`,
      servesDataset: ['hosts', 'tables'].map((name) => at(`/v1/export/dcat.jsonld#${name}`)),
    },
  };
}
