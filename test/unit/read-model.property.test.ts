import { describe, expect, it } from 'vitest';
import { generatedHosts, generatedNeeds, seeded } from '../../bench/generated.ts';
import { buildModel, moveModelInSteps, offersOf, type Stored } from '../../src/catalogue/build.ts';
import { listPage, pageJson, readPlaceIn } from '../../src/catalogue/listing.ts';
import { findDomain, findHost, type Model } from '../../src/catalogue/model.ts';
import type { ListQuery, Question } from '../../src/catalogue/schema.ts';
import type { SearchContext } from '../../src/catalogue/search.ts';
import type { Host } from '../../src/documents/host.ts';
import { runAtOnce } from '../../src/ground/slices.ts';
import { createMatcher } from '../../src/matching/run.ts';
import type { LastChange } from '../../src/record/changes.ts';
import type { HostFacts } from '../../src/record/host-facts.ts';
import { speakers } from '../support/answers.ts';
import { aClaimOf } from '../support/documents.ts';
import { factsOf } from '../support/facts.ts';
import { DAY, policy, reference } from '../support/matching.ts';

/* A model that was moved from change to change answers like one that is built from nothing. */

const CHANGES = Number(process.env.MODEL_CHANGES ?? (process.env.TESTS === 'all' ? 1000 : 200));
const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_201);
const AT_ONCE = 7;
const MOST_HOSTS = 400;

const matcher = createMatcher(policy, reference, 'a secret for the tests');
const rules = { reference, costRules: policy };
const pool = generatedHosts(MOST_HOSTS, reference, 3);
const random = seeded(SEED);
const below = (count: number) => Math.floor(random() * count);
const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
const USAGES = [...reference.usages.keys()];

/** An entry as somebody may have changed it: another name, other services, a former slug, a merged entry, a state. */
function another(host: Host, number: number): Host {
  const other = pool[below(MOST_HOSTS)]!;
  const services = other.services.slice(0, below(7)).map((service) => ({ ...service, usages: [pick(USAGES)] }));
  const name = pick([host.name, `${pick(['Aulne', 'Éclair', 'zèbre', 'Aulne'])} ${below(9)}`]);
  return {
    ...host,
    name,
    services,
    version: number,
    state: pick(['published', 'published', 'silent', 'suspended', 'closed'] as const),
    website: pick([host.website!, other.website!, `https://nuage${below(20)}.example`]),
    legalForm: other.legalForm!,
    seat: other.seat!,
    claims: random() < 0.3 ? [aClaimOf('free-software-only', 'yes', 'documented')] : [],
    confirmedOn: pick([null, '2026-10-01', '2026-11-20']),
    ...(random() < 0.2 && {
      aliases: [
        { kind: 'slug' as const, value: `ancien-${below(20)}`, until: pick(['2025-01-01', '2026-02-03']) },
        { kind: 'domain' as const, value: `ancien${below(20)}.example`, until: pick(['2025-01-01', '2026-02-03']) },
      ],
    }),
  };
}

const QUESTIONS: Question[] = [
  {},
  { sort: '-confirmedOn', limit: 7 },
  { sort: '-updatedAt', limit: 100 },
  { q: 'courrier associatif', limit: 50 },
  { q: 'Nuage', limit: 50 },
  { q: 'nuagr aulne' },
  { q: 'zebre creuse coopérative' },
  { usage: ['email-hosting'], facets: ['usage', 'criterion', 'legalForm', 'country'] },
  { 'usage.all': ['email-hosting', 'website'], facets: ['usage'] },
  { maxPricePerYear: 20, accounts: 10, storageGb: 5 },
  { state: ['closed', 'suspended'], territory: ['departement:23'] },
  { seat: ['region:75'], criterion: ['free-software-only'], limit: 3 },
  { usage: ['accounting'], legalForm: ['company'], registration: ['open'], maxPricePerYear: 1, country: ['DE'] },
];

/** Everything that is asked of a model here, as bytes. */
function answersOf(model: Model, needs: ReturnType<typeof generatedNeeds>): string[] {
  const lists = (['hosts', 'offers'] as const).flatMap((of) =>
    QUESTIONS.map((question) => {
      const context: SearchContext = { model, costRules: policy, of };
      const first = listPage(question, context, '/v1/hosts');
      const cursor = first.next && new URL(first.next, 'https://bercail.example').searchParams.get('cursor');
      const after = cursor ? readPlaceIn('/v1/hosts', { ...question, cursor } as ListQuery, model) : undefined;
      const pages = after ? [first, listPage(question, context, '/v1/hosts', after)] : [first];
      return pages.map((page) => pageJson(page, { ...context, say: speakers.fr }).toString()).join('\n');
    }),
  );
  const names = [...pool.map(({ slug }) => slug), ...Array.from({ length: 20 }, (_, n) => `ancien-${n}`)].map(
    (slug) => findHost(model, slug)?.id,
  );
  const domains = [...model.byDomain.keys(), ...model.byFormerDomain.keys()].sort().map((domain) => {
    const found = findDomain(model, domain);
    return [domain, found?.host.id, found?.former];
  });
  const matches = needs.map((need) => JSON.stringify(matcher.answer(need, model, speakers.fr, { everything: true })));
  const offered = model.documents.map((host) => offersOf(model, host).length);
  return [...lists, JSON.stringify([names, domains, offered, model.bySlug.size]), ...matches];
}

describe(`a read model after ${CHANGES} random changes (seed ${SEED})`, () => {
  it('answers as one built from nothing, byte for byte', { timeout: CHANGES * 100 + 60_000 }, () => {
    const hosts = new Map<string, HostFacts>();
    const lastChanges = new Map<string, LastChange>();
    const at = new Date('2026-11-20T10:00:00Z');
    let revision = 0;
    const stored = (): Stored => ({
      ...{ epoch: 'e', revision, mark: `m${revision}`, federations: new Map() },
      ...{ hosts: new Map(hosts), lastChanges: new Map(lastChanges), span: { from: at, to: at } },
    });
    let moved = buildModel(stored(), rules, DAY);
    const needs = generatedNeeds(2);
    const untilCompared = Math.max(25, Math.ceil(CHANGES / 40));
    let compared = 0;
    for (let number = 1; number <= CHANGES; ) {
      const changed = new Set<string>();
      for (let many = 1 + below(AT_ONCE); many > 0; many--, number++) {
        const host = pick(pool);
        revision++;
        changed.add(host.id);
        if (random() < 0.25) hosts.delete(host.id);
        else hosts.set(host.id, factsOf(another(host, number)));
        lastChanges.set(host.id, { at, revision });
      }
      const next = stored();
      moved = runAtOnce(moveModelInSteps(moved, next, rules, changed, moved.seen));
      if (number < compared + untilCompared && number <= CHANGES) continue;
      compared = number;
      // Facts of its own, so that no document is shared with the other model.
      const apart = { ...next, hosts: new Map([...hosts].map(([id, facts]) => [id, structuredClone(facts)])) };
      expect(answersOf(moved, needs)).toEqual(answersOf(buildModel(apart, rules, DAY), needs));
    }
    expect(moved.documents.length).toBeGreaterThan(100);
  });

  it('shares all that did not change', () => {
    const all = generatedHosts(1000, reference);
    const facts = new Map(all.map((host) => [host.id, factsOf(host)]));
    const at = (revision: number, hosts = facts): Stored => ({
      ...{ epoch: 'e', revision, mark: `m${revision}`, federations: new Map(), hosts },
    });
    const before = buildModel(at(1), rules, DAY);
    before.offerText().search('nuage');
    const one = all[500]!;
    const changed = new Map(facts).set(one.id, factsOf({ ...one, name: `${one.name} bis` }));
    const after = runAtOnce(moveModelInSteps(before, at(2, changed), rules, new Set([one.id]), before.seen));
    const kept = after.sections.filter((section) => before.sections.includes(section));
    expect(before.sections.length).toBeGreaterThan(10);
    expect(after.sections.length - kept.length).toBe(1);
  });
});
