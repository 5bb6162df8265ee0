import { readFileSync } from 'node:fs';
import { MOST_OF_AN_ENTRY } from '../../src/record/entry-size.ts';
import type { Reference } from '../../src/vocabulary/reference.ts';
import { generatedHosts, TEN_USAGES } from '../generated.ts';
import { databaseToFill } from '../support/databases.ts';
import { fillLargest, LARGEST } from './office.ts';

const membership = { federation: LARGEST.federation, state: 'member' as const, since: '2020-05' };
const origin = { confirmedByHost: false, observed: { state: 'active', asOf: '2026-10' } } as const;

/** As many services, plans, answers and letters as one entry holds. */
function largestHost({ criteria, commitmentKinds, usages }: Reference) {
  const keys = [...usages.keys()];
  const { services, plans, characters, claims } = MOST_OF_AN_ENTRY;
  const words = 'Un nuage pour les fichiers, les agendas et les contacts. '.repeat(100);
  // The other half is left for names and addresses.
  const summary = words.slice(0, Math.floor(characters / 2 / services));
  return {
    ...origin,
    slug: LARGEST.host,
    name: 'Le Grand Bercail',
    website: `https://${LARGEST.host}.example`,
    sources: [`https://${LARGEST.host}.example/`],
    seat: { country: 'FR', territory: { level: 'departement', code: '23' } },
    memberships: [membership],
    claims: [...criteria.keys()].slice(0, claims).map((criterion) => ({ criterion, value: 'yes', asOf: '2026-10' })),
    commitments: [...commitmentKinds.values()].flatMap(({ key, valueType }) =>
      valueType === 'boolean' ? [{ kind: key, value: true, asOf: '2026-10' }] : [],
    ),
    services: Array.from({ length: services }, (_, at) => ({
      slug: `s-${at}`,
      name: `Service ${at}`,
      usages: [...new Set([TEN_USAGES[at % TEN_USAGES.length]!, keys[at % keys.length]!])],
      summary: { fr: summary },
      registration: 'open',
      dataCountry: 'FR',
      capacity: { state: 'open' },
      plans: Array.from({ length: plans / services }, (_, plan) => ({
        name: `Formule ${plan}`,
        fixed: 10 + plan * 7 + (at % 5),
        perAccount: plan,
        maxAccounts: 20 * (plan + 1),
        maxGb: 50 * (plan + 1),
      })),
    })),
  };
}

/**
 * Fills an embedded database with the largest data there may be: the real catalogue, some thousand hosts who all are in
 * one federation, the largest entry, and a federation with years of work.
 */
export async function fillWorst(dataDir: string, count: number): Promise<void> {
  const { db, reference, seed, seedHosts, close } = await databaseToFill({ dataDir });
  const real = JSON.parse(readFileSync(new URL('../../seed/catalogue.json', import.meta.url), 'utf8'));
  const generated = generatedHosts(count, reference).map(
    ({ slug, name, website, summary, legalForm, seat, services }) => ({
      ...{ ...origin, slug, name, website, summary, legalForm, seat, memberships: [membership] },
      sources: [`${website}/`],
      services: services.map(({ id: _id, commitments: _commitments, closing: _closing, ...service }) => service),
    }),
  );
  const federation = { slug: LARGEST.federation, name: 'Tous les hébergeurs', website: 'https://tous.example' };
  await seed(real);
  await seed({ federations: [federation], hosts: [largestHost(reference)] });
  await seedHosts(generated);
  await fillLargest(db);
  await close();
}
