import type { Host } from '../src/documents/host.ts';
import type { Plan, Service } from '../src/documents/service.ts';
import type { Need } from '../src/matching/engine/need/schema.ts';
import type { Reference } from '../src/vocabulary/reference.ts';
import { COMPLETE_LISTS } from '../src/vocabulary/terms.ts';

/** A catalogue and needs as large as one likes, the same at every run: no randomness but a seeded one. */

/** Mulberry32: a small generator of numbers in [0, 1), good enough to spread data. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SYLLABLES = ['al', 'ber', 'cla', 'dor', 'el', 'fen', 'gri', 'lo', 'mar', 'no', 'pra', 'ri', 'sau', 'tel', 'vi'];

/** Hosts as documents, six services each, of the usages given or else of all. */
export function generatedHosts(count: number, reference: Reference, seed = 1, among?: readonly string[]): Host[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const usages = among ?? [...reference.usages.keys()];
  const departements = ['23', '87', '29', '35', '75', '13', '31', '67', '2A', '974'];
  const chance = (share: number) => random() < share;
  const plan = (): Plan => ({
    name: pick(['Groupe', 'Association', 'Libre']),
    period: pick(['month', 'year'] as const),
    fixed: Math.floor(random() * 60),
    ...(chance(0.4) ? { perAccount: Math.floor(random() * 4) } : {}),
    includedAccounts: pick([0, 5, 10]),
    ...(chance(0.5) ? { maxAccounts: pick([10, 20, 50, 100]) } : {}),
    ...(chance(0.7) ? { maxGb: pick([5, 20, 40, 100, 500]) } : {}),
    observedOn: '2026-06',
  });
  return Array.from({ length: count }, (_, index) => {
    const name = `${pick(SYLLABLES)}${pick(SYLLABLES)}${pick(SYLLABLES)} ${index}`;
    const confirmed = chance(0.5);
    const services = Array.from(
      { length: 6 },
      (_, i): Service => ({
        id: uuid(index * 10 + i + 1),
        slug: `s${i}`,
        name: `${pick(['Nuage', 'Courrier', 'Site', 'Salon', 'Agenda'])} ${i}`,
        usages: [...new Set([pick(usages), pick(usages)])],
        registration: pick(['open', 'members', 'customers', 'on-application'] as const),
        dataCountry: 'FR',
        plans: chance(0.8) ? [plan()] : [],
        commitments: [],
        closing: null,
      }),
    );
    return {
      id: uuid(index * 10),
      slug: `h-${index}`,
      name: name.charAt(0).toUpperCase() + name.slice(1),
      website: `https://h-${index}.example`,
      summary: {
        fr: `Hébergeur ${pick(['associatif', 'coopératif', 'local'])} de ${pick(['courrier', 'fichiers', 'sites'])}.`,
      },
      legalForm: pick(['association', 'cooperative', 'company'] as const),
      seat: { country: 'FR', territory: { level: 'departement', code: pick(departements) } },
      audiences: ['associations'],
      languages: ['fr'],
      version: 1,
      state: 'published',
      confirmedByHost: confirmed,
      confirmedOn: confirmed ? '2026-10-01' : null,
      domainVerifiedOn: null,
      complete: confirmed ? [...COMPLETE_LISTS] : [],
      memberships: [],
      claims: [],
      commitments: [],
      closing: null,
      services,
      ...(confirmed ? {} : { observed: { state: 'active', asOf: '2026-05' } }),
      schemaVersion: 1,
    } satisfies Host;
  });
}

/** The same hosts as a seed says them. */
export const generatedEntries = (count: number, reference: Reference, among?: readonly string[]): object[] =>
  generatedHosts(count, reference, 1, among).map(
    ({
      schemaVersion: _shape,
      id: _id,
      version: _version,
      state: _state,
      confirmedOn: _at,
      domainVerifiedOn: _verified,
      closing: _closing,
      services,
      ...host
    }) => ({
      ...host,
      confirmedByHost: false,
      observed: { state: 'active' as const, asOf: '2026-05' },
      services: services.map(({ id: _service, commitments: _commitments, closing: _end, ...service }) => service),
      sources: ['https://generated.example/'],
    }),
  );

const uuid = (n: number): string => `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Needs that differ from one another, as small associations would write them. */
export function generatedNeeds(count: number, seed = 2): Need[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const WANTED = [
    'file-storage-sharing',
    'email-hosting',
    'website',
    'mailing-lists',
    'video-conferencing',
    'shared-calendar',
  ];
  return Array.from({ length: count }, (_, index) => {
    const usages = [...new Set([pick(WANTED), pick(WANTED)])];
    return {
      usages: usages.map((usage) => ({
        usage,
        accounts: 1 + Math.floor(random() * 30),
        storageGb: 1 + Math.floor(random() * 100),
      })),
      budgetPerYear: 20 + (index % 400),
      territory: { level: 'departement', code: pick(['23', '87', '29', '35', '75', '13']) },
      audience: 'associations',
      wish: {
        price: pick(['plus', 'important'] as const),
        proximity: 'plus',
        criteria: { 'free-software-only': 'important' },
        commitments: { 'closing-notice': 'important' },
      },
    };
  });
}

/** What a federation of large associations asks for at once. */
export const TEN_USAGES = [
  'file-storage-sharing',
  'email-hosting',
  'website',
  'mailing-lists',
  'video-conferencing',
  'shared-calendar',
  'accounting',
  'newsletter',
  'collaborative-text',
  'membership-management',
] as const;

/** Needs of ten usages that all differ. */
export const generatedLargeNeeds = (count: number): Need[] =>
  Array.from({ length: count }, (_, index) => ({
    usages: TEN_USAGES.map((usage) => ({ usage, accounts: 2 + (index % 8), storageGb: 1 + (index % 3) })),
    budgetPerYear: 20_000 + index,
  }));
