import { readFileSync } from 'node:fs';
import type { HostDocument } from '../../src/host-documents/schema.ts';

/* An entry of which everything is said, and the names of everything that can be said. */

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
}

const { components } = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8')) as {
  components: { schemas: Record<string, Schema> };
};
const resolved = (schema: Schema): Schema =>
  schema.$ref ? resolved(components.schemas[schema.$ref.split('/').at(-1)!]!) : schema;

/** The places of a schema that hold a value: `/services/plans/fixed`; keys of maps are `*`, and lists have no numbers. */
function placesOf(given: Schema, at = ''): string[] {
  const schema = resolved(given);
  const maps = [...Object.values(schema.patternProperties ?? {}), schema.additionalProperties];
  const inner = [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => placesOf(one, `${at}/${name}`)),
    ...(schema.items ? placesOf(schema.items, at) : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) => placesOf(one, at)),
    ...maps.flatMap((one) => (typeof one === 'object' ? placesOf(one, `${at}/*`) : [])),
  ];
  return [...new Set(inner.length > 0 ? inner : [at])];
}

/** Everything that a host can say of itself. A day of its own belongs to administrators. */
export const SAYABLE: readonly string[] = placesOf({ $ref: '#/components/schemas/HostDocument' }).filter(
  (place) => !['/$schema', '/schemaVersion'].includes(place) && !place.endsWith('/asOf'),
);

const MAPS = /^(\/services)?\/(claims|commitments)$|^\/services\/plans\/limits$/;

/** The place of each value of an entry, as `placesOf` names it, with the way to it. */
export function valuesIn(
  value: unknown,
  at = '',
  way: (string | number)[] = [],
): { place: string; way: (string | number)[] }[] {
  if (Array.isArray(value)) return value.flatMap((one, i) => valuesIn(one, at, [...way, i]));
  if (typeof value !== 'object' || value === null) return [{ place: at, way }];
  return Object.entries(value).flatMap(([name, one]) =>
    valuesIn(one, `${at}/${MAPS.test(at) ? '*' : name}`, [...way, name]),
  );
}

const CREUSE = { level: 'departement', code: '23' } as const;
const text = (fr: string) => ({ fr, en: `${fr}, in English` });
const said = <V extends number | 'yes'>(value: V, what: string) => ({
  ...{ value, evidenceUrl: `https://entier.example/${what}`, note: text(`Note de ${what}`) },
});

/** Nothing is left out that can be said. */
export const wholeEntry = (slug: string): HostDocument => ({
  host: {
    ...{
      slug,
      name: 'L’Entier',
      website: 'https://entier.example',
      summary: text('Tout est dit'),
      foundedOn: '2014-03',
    },
    ...{ legalForm: 'association', seat: { country: 'FR', territory: CREUSE }, serves: [CREUSE], visits: [CREUSE] },
    ...{ audiences: ['associations'], languages: ['fr', 'br'], support: [{ kind: 'migration', mode: 'in-person' }] },
    contact: {
      ...{ url: 'https://entier.example/contact', email: 'jeanne.martin@entier.example', roleAddress: true },
      ...{ phone: '+33 5 55 00 00 00', hours: text('Le mardi') },
    },
  },
  services: [
    {
      ...{ slug: 'courriel', name: 'Courriel', usages: ['email-hosting'] },
      ...{ capacity: { state: 'full', openFrom: '2027-03' }, commitments: {} },
    },
    {
      ...{ slug: 'nuage', name: 'Nuage', usages: ['video-conferencing'], summary: text('Des fichiers') },
      ...{ software: { name: 'Nextcloud', licence: 'AGPL-3.0-or-later' }, url: 'https://nuage.entier.example' },
      ...{ registration: 'open', capacity: { state: 'open', until: '2027-06' }, dataCountry: 'FR', ownDomain: true },
      ...{ certifications: ['hds'], exportFormats: ['vCard'], startedOn: '2019-05' },
      imports: [{ tool: 'google-drive', guideUrl: 'https://entier.example/venir' }],
      commitments: { 'closing-notice': said(60, 'preavis-du-nuage') },
      plans: [
        {
          ...{ name: 'Compté', period: 'month', for: 'organisation', fixed: 11, membershipFee: 12, setupFee: 13 },
          ...{ perAccount: 14, includedAccounts: 15, maxAccounts: 16, perGb: 0.17, includedGb: 18, maxGb: 19 },
          ...{ limits: { 'simultaneous-participants': 21 }, covers: ['courriel'], taxIncluded: false },
          ...{ conditions: text('Sous conditions'), observedOn: '2026-10-02', from: '2026-11-03' },
        },
        {
          ...{ name: 'Libre', membershipFree: { advised: 23, floor: 22 }, freeAmount: { advised: 25, floor: 24 } },
          includedGbPerAccount: 26,
        },
        { name: 'Sur devis', onQuote: true },
      ],
    },
  ],
  claims: { 'free-software-only': said('yes', 'logiciels') },
  commitments: { 'closing-notice': said(90, 'preavis') },
});

/** An entry without what a way leads to; a part that holds nothing any more goes too, but for the four of the entry. */
export function without(entry: HostDocument, way: readonly (string | number)[]): HostDocument {
  const copy = structuredClone(entry);
  const holders: Record<string, unknown>[] = [copy as never];
  for (const name of way.slice(0, -1)) holders.push(holders.at(-1)![name] as never);
  for (let depth = way.length - 1; depth >= 0; depth--) {
    const holder = holders[depth]!;
    if (Array.isArray(holder)) holder.splice(Number(way[depth]), 1);
    else delete holder[way[depth]!];
    if (depth === 1 || Object.keys(holder).length > 0) break;
  }
  return copy;
}
