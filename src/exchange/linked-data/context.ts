import type { Addresses } from './addresses.ts';
import { HOST_TERMS } from './host-terms.ts';
import { SERVICE_TERMS } from './service-terms.ts';
import type { Term, ValueKind } from './term.ts';

/** Terms that schema.org lacks. Their names are JSON keys of linked data and never change after a release. */
const TERMS = { ...HOST_TERMS, ...SERVICE_TERMS };

export const TERM_LIST: readonly (Term & { name: string })[] = Object.entries(TERMS).map(([name, term]) => ({
  name,
  ...term,
}));

/** Terms of schema.org by our JSON keys: one name for each thing. */
const SCHEMA_ORG: Readonly<Record<string, string | object>> = {
  ...Object.fromEntries(
    [
      ...[
        'Organization',
        'NGO',
        'GovernmentOrganization',
        'Service',
        'SoftwareApplication',
        'Audience',
        'ContactPoint',
      ],
      ...['Offer', 'UnitPriceSpecification', 'Country', 'AdministrativeArea', 'Place', 'CreativeWork', 'Dataset'],
      ...['ItemList', 'identifier', 'name', 'foundingDate', 'location', 'areaServed', 'containedInPlace'],
      ...['knowsLanguage', 'availableLanguage', 'audience', 'audienceType', 'contactPoint', 'email', 'telephone'],
      ...['offers', 'priceSpecification', 'price', 'minPrice', 'priceCurrency', 'billingDuration'],
      ...['valueAddedTaxIncluded', 'unitText', 'validFrom', 'subjectOf', 'numberOfItems', 'publisher'],
    ].map((word) => [word, `schema:${word}`]),
  ),
  ...Object.fromEntries(
    ['url', 'license', 'memberOf', 'itemOffered', 'isBasedOn', 'provider'].map((word) => [
      word,
      { '@id': `schema:${word}`, '@type': '@id' },
    ]),
  ),
  description: { '@id': 'schema:description', '@container': '@language' },
  dateModified: { '@id': 'schema:dateModified', '@type': 'xsd:dateTime' },
  items: { '@id': 'schema:itemListElement', '@container': '@list' },
  services: { '@reverse': 'schema:provider' },
};

const definitionOf = (
  name: string,
  value: ValueKind | undefined,
  { vocabulary, terms }: Addresses,
): string | object => {
  const id = `bercail:${name}`;
  switch (value) {
    case 'day':
      return { '@id': id, '@type': 'xsd:date' };
    case 'address':
      return { '@id': id, '@type': '@id' };
    case 'text':
      return { '@id': id, '@container': '@language' };
    case 'things-in-order':
      return { '@id': id, '@container': '@list' };
    case 'key-of-usages':
    case 'key-of-criteria':
    case 'key-of-commitment-kinds':
    case 'key-of-tools': {
      const list = value.slice('key-of-'.length) as Parameters<Addresses['vocabulary']>[0];
      // Without our other terms: a usage may have the same name as a term.
      const alone = { '@vocab': vocabulary(list), [name]: { '@id': terms + name, '@type': '@vocab' } };
      return { '@id': id, '@type': '@vocab', '@context': [null, alone] };
    }
    default:
      return id;
  }
};

/** The single JSON-LD context of all linked data of this service. */
export const contextOn = (addresses: Addresses): object => ({
  '@context': {
    '@version': 1.1,
    schema: 'https://schema.org/',
    xsd: 'http://www.w3.org/2001/XMLSchema#',
    bercail: { '@id': addresses.terms, '@prefix': true },
    ...SCHEMA_ORG,
    ...Object.fromEntries(TERM_LIST.map(({ name, value }) => [name, definitionOf(name, value, addresses)])),
  },
});

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const both = ({ fr, en }: { fr: string; en: string }) => ({ fr, en });

/** Our vocabulary as RDF Schema. */
export const vocabularyOn = ({ terms, at }: Addresses): object => ({
  '@context': {
    rdf: RDF,
    rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
    label: { '@id': 'rdfs:label', '@container': '@language' },
    comment: { '@id': 'rdfs:comment', '@container': '@language' },
    isDefinedBy: { '@id': 'rdfs:isDefinedBy', '@type': '@id' },
    license: { '@id': 'http://purl.org/dc/terms/license', '@type': '@id' },
  },
  '@id': at('/ns'),
  license: 'https://creativecommons.org/publicdomain/zero/1.0/',
  '@graph': TERM_LIST.map(({ name, label, meaning, value }) => ({
    '@id': `${terms}${name}`,
    '@type': value ? 'rdf:Property' : 'rdfs:Class',
    label: both(label),
    comment: both(meaning),
    isDefinedBy: at('/ns'),
  })),
});
