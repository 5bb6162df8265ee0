import { randomUUID } from 'node:crypto';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import openapi from '../../openapi/openapi.json' with { type: 'json' };
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import { answerJson } from '../../src/ground/absent.ts';
import type { MatchedHost } from '../../src/matching/answer/matched-host.ts';
import { SINGLE_NAMES } from '../../src/matching/engine/need/hard-needs.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { createMatcher, type MatchableCatalogue } from '../../src/matching/run.ts';
import { hostDocument } from '../../src/record/assemble.ts';
import { readHostRows } from '../../src/record/read-rows.ts';
import { hosts } from '../../src/record/tables.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { DAY, policy, reference } from '../support/matching.ts';
import { anyRealNeed } from '../support/real-needs.ts';

const NEEDS = process.env.TESTS === 'all' ? 10_000 : 2000;
const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_125);

/** Reasons that need no wish: hard needs that are met, and the price when there is a budget. */
const FREE_OF_WISH = ['one-contact', 'free', 'pay-what-you-can', 'price-within-budget', 'price-known'];

describe(`${NEEDS} random needs on the real catalogue (seed ${SEED})`, () => {
  let database: TestDatabase;
  let catalogue: MatchableCatalogue;
  const matcher = createMatcher(policy, reference, 'a secret for the tests');
  const speakers = [speaker('fr', reference), speaker('en', reference)];
  const needs = fc.sample(anyRealNeed(reference), { numRuns: NEEDS, seed: SEED });

  beforeAll(async () => {
    database = await freshDatabase();
    const { db } = database;
    const clock = () => new Date(`${DAY}T12:00:00Z`);
    await seedCatalogue({ db, reference, clock, newId: randomUUID, caller: { role: 'anonymous' } });
    const ids = (await db.select({ id: hosts.id }).from(hosts)).map(({ id }) => id);
    const documents = (await readHostRows(db, ids)).map((rows) => hostDocument(rows, reference, DAY));
    catalogue = { epoch: 'e', revision: 1, day: DAY, reference, groups: [documents], federationBySlug: new Map() };
  });
  afterAll(() => database.close());

  it('are all meaningful, and all answered within the published schema, with sums that add up', {
    timeout: 120_000,
  }, () => {
    const ajv = new Ajv({ strict: false, multipleOfPrecision: 6 });
    (formats as unknown as (ajv: Ajv) => void)(ajv);
    ajv.addSchema({ $id: 'openapi', components: openapi.components });
    const validate = ajv.compile({ $ref: 'openapi#/components/schemas/Match' });
    let listed = 0;
    const met = new Set<string>();
    for (const [index, need] of needs.entries()) {
      const shown = () => `seed ${SEED}, need ${index}: ${JSON.stringify(need)}`;
      expect(matcher.faults(need, catalogue), shown()).toEqual([]);
      const answer = matcher.answer(need, catalogue, speakers[index % 2]!, { everything: index % 5 === 0 });
      // As it is sent: what is not known is absent.
      if (!validate(JSON.parse(answerJson(answer)))) expect.fail(`${ajv.errorsText(validate.errors)} ${shown()}`);
      for (const reason of Object.keys(answer.excluded.byReason)) met.add(reason);
      for (const host of [...answer.fits, ...answer.toCheck]) {
        listed++;
        for (const name of host.unknownNeeds) met.add(name);
        expect(scoreOf(host, 'low'), shown()).toBe(host.low);
        expect(scoreOf(host, 'high'), shown()).toBe(host.high);
        for (const reason of host.reasons) expect(isAskedFor(reason, need), `${reason.code} ${shown()}`).toBe(true);
        // What is unknown and counts is a question, and so is each unknown need.
        const unknown = host.contributions.filter(({ evidence }) => evidence === 'unknown').length;
        if (unknown + host.unknownNeeds.length > 0) expect(host.questions.length, shown()).toBeGreaterThan(0);
      }
    }
    // Each condition is asked, and some host does not meet it, or does not say; here nobody closes, or opens later only.
    expect(SINGLE_NAMES.filter((name) => !met.has(name))).toEqual(['closing', 'deadline']);
    // The needs must not all be so odd that nobody is ever listed.
    expect(listed).toBeGreaterThan(NEEDS);
  });
});

/** What all contributions add up to: the score, unless stated noes outweigh what is worth something. */
const scoreOf = ({ contributions }: MatchedHost, side: 'low' | 'high'): number =>
  Math.max(0, contributions.reduce((sum, entry) => sum + Math.round(10 * entry[side]), 0) / 10);

/** Whether the need says anything about what a reason is about. */
function isAskedFor({ code, params }: MatchedHost['reasons'][number], need: Need): boolean {
  const wish = need.wish ?? {};
  const isDefault = Object.keys(wish).length === 0;
  const key = String(params.key);
  const wants = (word: string | undefined) => word !== undefined && word !== 'not-important';
  if (FREE_OF_WISH.includes(code))
    return code !== 'price-known' || isDefault || wants(wish.price) || need.budgetPerYear == null;
  if (code === 'room-to-grow') return wants(wish['storage-margin']);
  if (code === 'near-you') return need.territory !== undefined && (isDefault || wants(wish.proximity));
  if (code === 'criterion-met') return wants(wish.criteria?.[key]);
  if (code === 'commitment-met') return wants(wish.commitments?.[key]) || (isDefault && key === 'closing-notice');
  if (code === 'support-offered') {
    const wished = wish.support?.[key];
    return wants(typeof wished === 'object' ? wished.word : wished);
  }
  if (code === 'wished-usage-covered')
    return need.usages.some(
      ({ usage, priority }) => usage === params.usage && priority !== undefined && priority !== 'must',
    );
  return false;
}
