import type { Model } from '../../catalogue/model.ts';
import type { Publisher } from './dumped.ts';

/* Metadata for open data harvesters (DCAT-AP 3): which data exist, in which files, under which licence. */

const EU = 'http://publications.europa.eu/resource/authority';
const CC0 = `${EU}/licence/CC0`;
const IANA = 'https://www.iana.org/assignments/media-types';

const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
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
  modified: { '@id': 'dct:modified', '@type': 'xsd:date' },
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

interface Both {
  fr: string;
  en: string;
}

const FILES = {
  hosts: { path: '/v1/export/hosts.ndjson', media: 'application/x-ndjson', format: 'NDJSON' },
  services: { path: '/v1/export/services.csv', media: 'text/csv', format: 'CSV' },
  catalogue: { path: '/v1/export/catalogue.jsonld', media: 'application/ld+json', format: 'JSON_LD' },
} as const;

/** The addresses of the dumps and their media types, for discovery. */
export const DUMPS = Object.values(FILES);

/** Registered media types have an address; newline-delimited JSON is not registered. */
const mediaAddress = (media: string) => (media === 'application/x-ndjson' ? undefined : `${IANA}/${media}`);

/** @param contact a mail address, or the address of a page */
export function dataCatalogue(
  { day }: Pick<Model, 'day'>,
  { publicUrl, operator, contact }: Publisher & { contact: string | undefined },
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
  const distribution = ({ path, media, format }: (typeof DUMPS)[number], title: Both) => ({
    '@id': `${at('/v1/export/dcat.jsonld')}#${path.split('/').at(-1)}`,
    '@type': 'Distribution',
    title,
    accessURL: at(path),
    downloadURL: at(path),
    ...(mediaAddress(media) && { mediaType: mediaAddress(media) }),
    format: `${EU}/file-type/${format}`,
    license: CC0,
    modified: day,
    availability: `${EU}/planned-availability/STABLE`,
    language: languages,
  });
  const dataset = (name: string, title: Both, description: Both, distributions: object[]) => ({
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
    modified: day,
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
    modified: day,
    language: languages,
    dataset: [
      dataset(
        'hosts',
        { fr: 'Hébergeurs éthiques', en: 'Ethical hosts' },
        {
          fr: 'Les hébergeurs, leurs services, prix, engagements, et ce qui les prouve. Ce qui n’est pas dit est inconnu, jamais « non ».',
          en: 'Hosts, their services, prices, commitments, and what proves them. What is not said is unknown, never “no”.',
        },
        [
          distribution(FILES.hosts, { fr: 'Un hébergeur par ligne (JSON)', en: 'One host a line (JSON)' }),
          distribution(FILES.catalogue, { fr: 'Données liées (JSON-LD)', en: 'Linked data (JSON-LD)' }),
        ],
      ),
      dataset(
        'services',
        { fr: 'Services et prix d’hébergeurs éthiques', en: 'Services and prices of ethical hosts' },
        {
          fr: 'Les services et leurs formules, une par ligne. Une case vide est inconnue, jamais « non ».',
          en: 'Services and their plans, one a row. An empty cell is unknown, never “no”.',
        },
        [distribution(FILES.services, { fr: 'Tableau (CSV)', en: 'Table (CSV)' })],
      ),
    ],
    service: {
      '@id': api,
      '@type': 'DataService',
      title: { fr: 'Interface de Bercail', en: 'API of Bercail' },
      endpointURL: at('/v1'),
      endpointDescription: at('/openapi.json'),
      license: CC0,
      accessRights: `${EU}/access-right/PUBLIC`,
      servesDataset: ['hosts', 'services'].map((name) => at(`/v1/export/dcat.jsonld#${name}`)),
    },
  };
}
